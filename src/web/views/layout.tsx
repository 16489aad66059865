/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import { stylesheets } from '../assets.ts'
import { isActing, type Visit } from '../visit.ts'
import { placeName, roleName } from '../words.ts'
import { Word } from './form.tsx'

type LayoutProps = { readonly visit: Visit; readonly title: string; readonly children?: Child }

/** The frame of every page: skip link, the library's name, where one is, who one is, and the way out. */
export const Layout = ({ visit, title, children }: LayoutProps) => (
  <html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light" />
      <title>{`${title} – Carrel`}</title>
      <link rel="icon" href="/assets/carrel.svg" type="image/svg+xml" />
      {stylesheets.map((href) => (
        <link rel="stylesheet" href={href} />
      ))}
    </head>
    <body>
      <a class="usa-skipnav" href="#main">
        Skip to the page
      </a>
      <Header visit={visit} />
      <main id="main" tabindex={-1} class="grid-container carrel-main">
        {children}
      </main>
    </body>
  </html>
)

const Header = ({ visit }: { readonly visit: Visit }) => (
  <header class="carrel-bar">
    <div class="grid-container carrel-bar__row">
      <a class="carrel-bar__name" href="/">
        {visit.house.pack.library}
      </a>
      {visit.who !== null && (
        <nav aria-label="Pages" class="carrel-bar__pages">
          <a href="/ask">Someone asks</a>
          {seesCounter(visit) && <a href="/counter">Counter</a>}
          <a href="/policy">Policy</a>
          {visit.who.role === 'director' && <a href="/people">People</a>}
          {visit.who.role === 'director' && <a href="/computers">Computers</a>}
        </nav>
      )}
      {visit.who !== null && (
        <form method="post" action="/sign-out" class="carrel-bar__out">
          <Word visit={visit} />
          <span class="carrel-bar__who">
            <a href="/account" aria-label={`My account: ${visit.who.name}`}>
              {visit.who.name}
            </a>
            , {isActing(visit.who) ? 'acting ' : ''}
            {roleName(visit.who.role)}
            <br />
            {placeName(visit.house.pack, visit.place)}
          </span>
          <button type="submit" class="usa-button usa-button--outline usa-button--inverse carrel-bar__button">
            Sign out
          </button>
        </form>
      )}
    </div>
  </header>
)

/** Counsel and trustees see no patron's record on a screen, so they are shown no way to it. */
export function seesCounter(visit: Visit): boolean {
  return visit.who !== null && visit.who.role !== 'counsel' && visit.who.role !== 'trustee'
}

/** Answers with a whole page. */
export function show(
  visit: Visit,
  title: string,
  body: Child,
  status: 200 | 400 | 404 | 410 | 422 | 429 = 200,
): Response | Promise<Response> {
  const { c } = visit
  c.status(status)
  return c.html(
    <>
      {raw('<!doctype html>')}
      <Layout visit={visit} title={title}>
        {body}
      </Layout>
    </>,
  )
}
