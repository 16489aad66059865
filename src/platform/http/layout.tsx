/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import { z } from 'zod'
import { isSecure } from '../../app/open-request.ts'
import { casesPageWords } from '../../cases/words/page.ts'
import { lendingWords } from '../../circulation/words/lending.ts'
import { callsWords } from '../../contact/words/calls.ts'
import { ownPageWords } from '../../patrons/words/own.ts'
import { allowsSealedMattersAt } from '../../policy/private-place.ts'
import { rolesWords } from '../../staff/words/roles.ts'
import { languageNames, languages, offeredLanguages } from '../i18n/language.ts'
import { frameWords } from '../i18n/words/frame.ts'
import { icon, stylesheets } from './assets.ts'
import { writeCookie } from './cookies.ts'
import { ErrorSummary, type FieldError, Form } from './page-kit.tsx'
import { closeWithSession } from './page-lifetime.tsx'
import { isActing, type Visit } from './request-context.ts'

type LayoutProps = {
  readonly visit: Visit
  readonly title: string
  /** Where to come back to after a choice of language. */
  readonly here: string
  /** After how many minutes it closes itself with the session; undefined where it does not, or says so itself. */
  readonly closesAfter: number | undefined
  readonly children?: Child
}

/** The frame of every page: skip link, the library's name, where one is, who one is, and the way out. */
export const Layout = ({ visit, title, here, closesAfter, children }: LayoutProps) => (
  <html lang={visit.language}>
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <title>{`${title} – Carrel`}</title>
      <link rel="icon" href={icon} type="image/svg+xml" />
      {stylesheets.map((href) => (
        <link rel="stylesheet" href={href} />
      ))}
    </head>
    <body>
      <a class="usa-skipnav" href="#main">
        {frameWords(visit).skip}
      </a>
      <Header visit={visit} />
      <main id="main" tabindex={-1} class="grid-container carrel-main">
        {children}
      </main>
      <Footer visit={visit} here={here} closesAfter={closesAfter} />
    </body>
  </html>
)

const Header = ({ visit }: { readonly visit: Visit }) => {
  const frame = frameWords(visit)
  const lending = lendingWords(visit)
  return (
    <header class="carrel-bar">
      <div class="grid-container carrel-bar__row">
        <a class="carrel-bar__name" href={visit.home}>
          {visit.pack.library}
        </a>{' '}
        {visit.own?.open && <OwnBar visit={visit} />}
        {visit.who !== null && (
          <nav aria-label={frame.pages} class="carrel-bar__pages">
            <BarLink href="/ask">{frame.ask}</BarLink>
            {seesDesk(visit) && <BarLink href="/lend">{lending.lend}</BarLink>}
            {seesDesk(visit) && <BarLink href="/return">{lending.takeBack}</BarLink>}
            {seesCounter(visit) && <BarLink href="/counter">{frame.counter}</BarLink>}
            {seesCalls(visit) && <BarLink href="/calls">{callsWords(visit).title}</BarLink>}
            {seesCases(visit) && <BarLink href="/cases">{casesPageWords(visit).title}</BarLink>}
            <BarLink href="/policy">{frame.policy}</BarLink>
            {visit.who.role === 'director' && <BarLink href="/people">{frame.people}</BarLink>}
            {visit.who.role === 'director' && <BarLink href="/computers">{frame.computers}</BarLink>}
          </nav>
        )}
        {visit.who !== null && (
          <Form visit={visit} action="/sign-out" class="carrel-bar__out">
            <span class="carrel-bar__who">
              <a href="/account" aria-label={frame.myAccount(visit.who.name)}>
                {visit.who.name}
              </a>
              , {roleOnBar(visit)}
              <br />
              {placeName(visit, visit.place)}
            </span>{' '}
            <button
              type="submit"
              class="usa-button usa-button--outline usa-button--inverse carrel-bar__button"
            >
              {frame.signOut}
            </button>
          </Form>
        )}
      </div>
    </header>
  )
}

/** A way on the bar. Why the blank: in a browser that shows text alone, two would be one word. */
const BarLink = ({ href, children }: { readonly href: string; readonly children?: Child }) => (
  <>
    <a href={href}>{children}</a>{' '}
  </>
)

const ownPages = [
  ['/me', 'mine'],
  ['/me/choices', 'choices'],
  ['/me/history', 'history'],
  ['/me/seen', 'seen'],
] as const

/** A patron's own pages; whose they are stands on none of them but the one that is asked for. */
const OwnBar = ({ visit }: { readonly visit: Visit }) => (
  <>
    <nav aria-label={ownPageWords(visit).pages} class="carrel-bar__pages">
      {ownPages.map(([href, name]) => (
        <BarLink href={href}>{ownPageWords(visit)[name]}</BarLink>
      ))}
    </nav>
    <Form visit={visit} action="/me/sign-out" class="carrel-bar__out">
      <button type="submit" class="usa-button usa-button--outline usa-button--inverse carrel-bar__button">
        {frameWords(visit).signOut}
      </button>
    </Form>
  </>
)

function roleOnBar(visit: Visit): string {
  const { who } = visit
  if (who === null) return ''
  const role = rolesWords(visit).name[who.role]
  return isActing(who) ? frameWords(visit).acting(role) : role
}

/** Where one stands, as people say it. */
export function placeName(visit: Visit, place: string): string {
  const { pack } = visit
  return place === 'elsewhere' ? frameWords(visit).notALibraryComputer : (pack.places[place] ?? place)
}

/** The other languages, each in its own words. */
const Footer = ({ visit, here, closesAfter }: Omit<LayoutProps, 'title' | 'children'>) => (
  <footer class="grid-container carrel-foot">
    {closesAfter !== undefined && (
      <p class="carrel-closes">{frameWords(visit).closesWithSession(closesAfter)}</p>
    )}
    <Form visit={visit} action={visit.home === '/me' ? '/me/language' : '/language'}>
      <input type="hidden" name="back" value={here} />
      {offeredLanguages(visit.pack)
        .filter((language) => language !== visit.language)
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
  </footer>
)

/** Counsel and trustees see no patron's record on a screen, so they are shown no way to it. */
export function seesCounter(visit: Visit): boolean {
  return visit.who !== null && visit.who.role !== 'counsel' && visit.who.role !== 'trustee'
}

/** Whoever sees the counter lends there, where the library lends here and not by another system. */
export function seesDesk(visit: Visit): boolean {
  return seesCounter(visit) && visit.house.desk.lends
}

/** Requests for what the library keeps to itself are worked here. */
export function worksCases({ house }: Visit): boolean {
  return house.gate.cases.rules !== undefined
}

/** Only in a private room is there a list of calls, and a way to it (Reg 4). */
export function seesCalls({ who, place, house }: Visit): boolean {
  return who !== null && house.calls.isThere({ role: who.role, place })
}

/** Sealed matters open here; everywhere else their page says so, the same for everybody. */
export const seesSealed = (visit: Visit): boolean =>
  worksCases(visit) && allowsSealedMattersAt(visit.pack, visit.place)

/** Whoever may know of a case, where cases are worked here. */
export function seesCases({ who, house }: Visit): boolean {
  const may = who !== null && (who.role === 'director' || who.role === 'counsel' || who.president)
  return may && house.gate.cases.rules !== undefined
}

/** Answers with a whole page. */
export function show(
  visit: Visit,
  title: string,
  body: Child,
  status: 200 | 400 | 404 | 409 | 410 | 422 | 429 = 200,
): Response | Promise<Response> {
  const { c } = visit
  c.status(status)
  // What a form sent cannot be shown again, and a page that is not there says nothing of its address.
  const here = c.req.method === 'GET' && status === 200 ? c.req.path : visit.home
  const closesAfter = closeWithSession(visit)
  return c.html(
    <>
      {raw('<!doctype html>')}
      <Layout visit={visit} title={title} here={here} closesAfter={closesAfter}>
        {body}
      </Layout>
    </>,
  )
}

type FormPage = {
  readonly title: string
  /** Where it is not the title. */
  readonly heading?: Child
  readonly errors: readonly FieldError[]
}

/** Answers with a page that has a form: its heading, what is wrong with what was sent, and the status that says so. */
export function showForm(
  visit: Visit,
  { title, heading = title, errors }: FormPage,
  body: Child,
): Response | Promise<Response> {
  const isWrong = errors.length > 0
  return show(
    visit,
    isWrong ? frameWords(visit).fixTitle(title) : title,
    <>
      <h1>{heading}</h1>
      <ErrorSummary visit={visit} errors={errors} />
      {body}
    </>,
    isWrong ? 422 : 200,
  )
}

export const languageForm = z.strictObject({ to: z.enum(languages), back: z.string().max(100) })

/** A page of ours whose address holds nothing but words. */
const localPath = /^\/(?:[a-z][a-z-]*(?:\/[a-z][a-z-]*)*)?$/

/** What this browser's screens speak from now on; whoever uses it. */
export function chooseLanguage(
  { c, house }: Visit,
  { to, back }: z.infer<typeof languageForm>,
): Response | Promise<Response> {
  writeCookie(c, isSecure(house), 'language', to)
  return c.redirect(localPath.test(back) ? back : '/', 303)
}
