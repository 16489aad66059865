import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import { z } from 'zod'
import { languageNames, languages, offeredLanguages, withOnePeriod } from '../i18n/language.ts'
import { frameWords } from '../i18n/words/frame.ts'
import { icon, pageScript, stylesheets } from './assets.ts'
import { writeCookie } from './cookies.ts'
import { ErrorSummary, type FieldError, Form } from './page-kit.tsx'
import { ClosingDialog, closeWithSession } from './page-lifetime.tsx'
import { isSecure, type Menu, type MenuLink, type RequestContext } from './request-context.ts'

declare module 'hono' {
  interface ContextVariableMap {
    /** The page has our script, which its policy must allow. */
    hasScript: boolean
  }
}

type LayoutProps = {
  readonly context: RequestContext
  readonly title: string
  /** False where there is no such page. */
  readonly isThere: boolean
  /** Where to return after choosing a language. */
  readonly here: string
  /** After how many minutes the page closes with the session, where it says so. */
  readonly closesAfter: number | undefined
  readonly children?: Child
}

/** The frame of every page: skip link, the library's name, the navigation, who is signed in, and sign-out. */
const Layout = ({ context, title, isThere, here, closesAfter, children }: LayoutProps) => (
  <html lang={context.language}>
    <Head title={title} script={hasScript(context)} />
    <body>
      <a class="usa-skipnav" href="#main">
        {frameWords(context).skip}
      </a>
      {context.frame.banner?.(context)}
      <Header context={context} here={here} />
      {isThere && <Trail context={context} />}
      <main id="main" tabindex={-1} class="grid-container carrel-main">
        {children}
      </main>
      {isThere && <About context={context} />}
      <Footer context={context} here={here} closesAfter={closesAfter} />
      {hasScript(context) && <ClosingDialog context={context} />}
    </body>
  </html>
)

/** Not where no one is signed in, nor on a screen that was handed over. */
const hasScript = ({ who, own }: RequestContext) => who !== null || own?.open === true

type HeadProps = { readonly title: string; readonly script?: boolean }

export const Head = ({ title, script = false }: HeadProps) => (
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>{`${title} – Carrel`}</title>
    <link rel="icon" href={icon} type="image/svg+xml" />
    {stylesheets.map((href) => (
      <link rel="stylesheet" href={href} />
    ))}
    {script && <script src={pageScript} defer />}
  </head>
)

const Header = ({ context, here }: Pick<LayoutProps, 'context' | 'here'>) => {
  const { search, urgent } = context.frame.headerActions(context)
  const menus = context.frame.menus(context)
  const frame = frameWords(context)
  const usesKeys = context.frame.usesKeys(context)
  const key = (one: string) => (usesKeys ? one : undefined)
  return (
    <header class="carrel-top">
      <div class="grid-container carrel-top__row">
        <a class="carrel-top__name" href={context.home} aria-keyshortcuts={key('h')}>
          {context.pack.library}
        </a>{' '}
        {menus.length > 0 && (
          <a class="carrel-top__menu" href="#menu">
            {frame.menu}
          </a>
        )}{' '}
        {search && (
          <search class="carrel-find">
            <Form context={context} action={search.action}>
              <label class="usa-sr-only" for="find">
                {search.label}
              </label>{' '}
              <input
                class="usa-input"
                id="find"
                name={search.name}
                type="text"
                placeholder={search.hint}
                autocomplete="off"
                autocapitalize="none"
                spellcheck={false}
                maxlength={100}
                aria-keyshortcuts={key('/')}
              />{' '}
              <button type="submit" class="usa-button usa-button--outline">
                {search.button}
              </button>
            </Form>
          </search>
        )}{' '}
        {urgent && (
          <Form context={context} action={urgent.action} class="carrel-top__urgent">
            <button
              type="submit"
              name={urgent.name}
              value={urgent.value}
              class="usa-button usa-button--secondary"
            >
              {urgent.text}
            </button>
          </Form>
        )}{' '}
        {context.who === null && <LanguageForm context={context} here={here} />}{' '}
        <SignOutForm context={context} />
      </div>
      {menus.length > 0 && <MenuBar context={context} menus={menus} usesKeys={usesKeys} />}
    </header>
  )
}

type MenuBarProps = {
  readonly context: RequestContext
  readonly menus: readonly Menu[]
  readonly usesKeys: boolean
}
type MenuPart<T> = { readonly menu: T; readonly path: string; readonly usesKeys: boolean }

/** The HTML of menus, by all that they show: a third of the elements of most pages, and few differ. */
const drawnMenus = new Map<string, string>()
const mostDrawn = 1000

const MenuBar = ({ context, menus, usesKeys }: MenuBarProps) => {
  const { pages, closeMenu } = frameWords(context)
  const links = menus.flatMap((menu) => ('links' in menu ? menu.links : [menu]))
  const path = links.find(({ href }) => href === context.c.req.path)?.href ?? ''
  const shown = JSON.stringify([pages, closeMenu, path, usesKeys, menus])
  const known = drawnMenus.get(shown)
  if (known !== undefined) return raw(known)
  const drawn = (
    <nav id="menu" class="carrel-menus" aria-label={pages}>
      <ul class="grid-container carrel-menus__list">
        {menus.map((menu) => (
          <li>
            {'links' in menu ? (
              <MenuGroup menu={menu} path={path} usesKeys={usesKeys} />
            ) : (
              <MenuItem menu={menu} path={path} usesKeys={usesKeys} />
            )}{' '}
          </li>
        ))}
      </ul>
      <a class="carrel-menus__close" href="#main">
        {closeMenu}
      </a>
    </nav>
  ).toString()
  if (drawnMenus.size === mostDrawn) drawnMenus.clear()
  drawnMenus.set(shown, drawn)
  return raw(drawn)
}

const MenuItem = ({ menu: { href, text, key }, path, usesKeys }: MenuPart<MenuLink>) => (
  <a
    href={href}
    aria-keyshortcuts={usesKeys ? key : undefined}
    {...(href === path && { 'aria-current': 'page' as const })}
  >
    {text}
  </a>
)

/** Opens without a script; a browser that knows `name` closes the one that was open. */
const MenuGroup = ({
  menu: { text, links },
  path,
  usesKeys,
}: MenuPart<Extract<Menu, { links: unknown }>>) => (
  <details name="menu" class={links.some(({ href }) => href === path) ? 'carrel-menus__here' : undefined}>
    <summary>{text}</summary>{' '}
    <ul>
      {links.map((link) => (
        <li>
          <MenuItem menu={link} path={path} usesKeys={usesKeys} />{' '}
        </li>
      ))}
    </ul>
  </details>
)

const SignOutForm = ({ context }: { readonly context: RequestContext }) => {
  const signOut = context.frame.signOut(context)
  if (signOut === undefined) return null
  const { action, who, switches } = signOut
  const frame = frameWords(context)
  return (
    <Form context={context} action={action} class="carrel-top__out">
      {who && (
        <>
          <span class="carrel-top__who">
            <a href={who.account} aria-label={frame.myAccount(who.name)}>
              {who.name}
            </a>
            , {who.role}
            <br />
            {placeName(context, context.place)}
            {switches && (
              <>
                {' · '}
                <a href={switches} aria-keyshortcuts={context.frame.usesKeys(context) ? 's' : undefined}>
                  {frame.switchPerson}
                </a>
              </>
            )}
          </span>{' '}
        </>
      )}
      <button type="submit" class="usa-button usa-button--outline">
        {frame.signOut}
      </button>
    </Form>
  )
}

/** The name of a place on screens. */
export function placeName(context: RequestContext, place: string): string {
  const { pack } = context
  return place === 'elsewhere' ? frameWords(context).notALibraryComputer : (pack.places[place] ?? place)
}

const Trail = ({ context }: { readonly context: RequestContext }) => {
  const trail = context.frame.trail(context)
  if (trail.length === 0) return null
  return (
    <nav class="grid-container carrel-trail" aria-label={frameWords(context).trail}>
      <ol>
        {trail.map(({ href, text }) => (
          <li>
            <a href={href}>{text}</a>{' '}
          </li>
        ))}
      </ol>
    </nav>
  )
}

const About = ({ context }: { readonly context: RequestContext }) => {
  const about = context.frame.about(context)
  if (about === undefined) return null
  const words = frameWords(context)
  const title = about.part === undefined ? words.about : words.aboutPart(about.part)
  return (
    <aside class="grid-container carrel-about" aria-label={title}>
      <details>
        <summary>{title}</summary>
        {about.lines.map((line) => (
          <p>{line}</p>
        ))}
      </details>
    </aside>
  )
}

const Footer = ({ context, here, closesAfter }: Pick<LayoutProps, 'context' | 'here' | 'closesAfter'>) => (
  <footer class="grid-container carrel-foot">
    {closesAfter !== undefined && (
      <p class="carrel-closes">{frameWords(context).closesWithSession(closesAfter)}</p>
    )}
    {context.who !== null && (
      <a
        class="carrel-foot__keys"
        href="/account/keyboard"
        aria-keyshortcuts={context.frame.usesKeys(context) ? '?' : undefined}
      >
        {frameWords(context).keyboard}
      </a>
    )}
    {context.frame.footLinks(context).map(({ href, text }) => (
      <a href={href}>{text}</a>
    ))}
    {context.who !== null && <LanguageForm context={context} here={here} />}
  </footer>
)

/** In the header for customers and before sign-in, where many read another language; at the foot for staff. */
const LanguageForm = ({ context, here }: Pick<LayoutProps, 'context' | 'here'>) => (
  <Form
    context={context}
    action={context.home === '/me' ? '/me/language' : '/language'}
    class="carrel-top__language"
  >
    <input type="hidden" name="back" value={here} />
    {offeredLanguages(context.pack)
      .filter((language) => language !== context.language)
      .map((language) => (
        <button
          type="submit"
          name="to"
          value={language}
          lang={language}
          class="usa-button usa-button--unstyled"
        >
          {languageNames[language]}
        </button>
      ))}
  </Form>
)

type PageStatus = 200 | 400 | 404 | 409 | 410 | 422 | 429

export async function show(
  context: RequestContext,
  title: string,
  body: Child,
  status: PageStatus = 200,
): Promise<Response> {
  const { c } = context
  c.status(status)
  // A sent form cannot be shown again, and a missing page does not reveal its address.
  const here = c.req.method === 'GET' && status === 200 ? c.req.path : context.home
  const closesAfter = closeWithSession(context)
  c.set('hasScript', hasScript(context))
  const page = (
    <Layout context={context} title={title} isThere={status !== 404} here={here} closesAfter={closesAfter}>
      {body}
    </Layout>
  )
  return c.html(`<!doctype html>${withOnePeriod(await page.toString())}`)
}

type FormPage = {
  readonly title: string
  /** The heading, where it differs from the title. */
  readonly heading?: Child
  readonly errors: readonly FieldError[]
  /** Between the heading and the errors, such as an introduction or a note on what was just done. */
  readonly intro?: Child
  /** Of a `div` around the page. */
  readonly class?: string
  /** By default 422 where there are errors and 200 where there are none. */
  readonly status?: PageStatus | undefined
  /** False where a field has the focus, not the error summary. */
  readonly takesFocus?: boolean
  /** False where the page's one field shows its own error. */
  readonly hasSummary?: boolean
}

/** Answers with a page that has a form. */
export function showForm(
  context: RequestContext,
  { title, heading = title, errors, intro, takesFocus, hasSummary = true, ...page }: FormPage,
  body: Child,
): Response | Promise<Response> {
  const isWrong = errors.length > 0
  const content = (
    <>
      <h1>{heading}</h1>
      {intro}
      {hasSummary && <ErrorSummary context={context} errors={errors} takesFocus={takesFocus} />}
      {body}
    </>
  )
  return show(
    context,
    isWrong ? frameWords(context).fixTitle(title) : title,
    page.class === undefined ? content : <div class={page.class}>{content}</div>,
    page.status ?? (isWrong ? 422 : 200),
  )
}

type Message = { readonly title: string; readonly says: Child; readonly class?: string }

/** Answers with a page of one sentence, and where to go from there. */
export function showMessage(
  context: RequestContext,
  { title, says, ...page }: Message,
  onward?: Child,
): Response | Promise<Response> {
  const intro = <p class="usa-intro">{says}</p>
  return showForm(context, { title, errors: [], intro, ...page }, onward)
}

export const languageForm = z.strictObject({ to: z.enum(languages), back: z.string().max(100) })

/** A path of ours that consists of words alone. */
const localPath = /^\/(?:[a-z][a-z-]*(?:\/[a-z][a-z-]*)*)?$/

/** Sets the language of this browser's screens. */
export function chooseLanguage(
  { c, services }: RequestContext,
  { to, back }: z.infer<typeof languageForm>,
): Response | Promise<Response> {
  writeCookie(c, isSecure(services), 'language', to)
  return c.redirect(localPath.test(back) ? back : '/', 303)
}

/** A file that the browser saves and does not cache. */
export function fileDownload(
  { c }: RequestContext,
  bytes: Uint8Array | string,
  file: { readonly name: string; readonly type: string; readonly shown?: boolean },
): Response {
  return c.body(typeof bytes === 'string' ? bytes : new Uint8Array(bytes), 200, {
    'Content-Type': file.type,
    'Content-Disposition': `${file.shown ? 'inline' : 'attachment'}; filename="${file.name}"`,
    'Cache-Control': 'no-store',
  })
}

export const pdfDownload = (context: RequestContext, pdf: Buffer, name: string): Response =>
  fileDownload(context, pdf, { name: `${name}.pdf`, type: 'application/pdf' })
