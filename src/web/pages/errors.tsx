/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import type { Context } from 'hono'
import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import { stylesheets } from '../assets.ts'
import { show } from '../views/layout.tsx'
import type { House, Visit } from '../visit.ts'

/** No such page, or none for this person: the two look alike. */
export function notHere(visit: Visit): Response | Promise<Response> {
  return show(
    visit,
    'Nothing here',
    <>
      <h1>There is nothing here for you</h1>
      <p class="usa-intro">The address may be wrong, or this page may be for someone else on staff.</p>
      <a class="usa-button" href="/">
        Go to the start page
      </a>
    </>,
    404,
  )
}

/** A form that is not ours, or too old: nothing of it was used. */
export function unreadable(visit: Visit): Response | Promise<Response> {
  return show(
    visit,
    'That did not go through',
    <>
      <h1>That did not go through</h1>
      <p class="usa-intro">
        The page was open for too long, or was not complete. Nothing was saved. Please start again.
      </p>
      <a class="usa-button" href="/">
        Go to the start page
      </a>
    </>,
    400,
  )
}

/** Something in a form that no keyboard types: nothing of it was used. `field` is the name that the form gives it. */
export function untypable(visit: Visit, field: string): Response | Promise<Response> {
  return show(
    visit,
    'That did not go through',
    <>
      <h1>That did not go through</h1>
      <p class="usa-intro">
        The field “{field}” holds a character that cannot be typed, so nothing was saved: please type it
        again.
      </p>
      <a class="usa-button" href="/">
        Go to the start page
      </a>
    </>,
    400,
  )
}

/** Refused before it is known who asks, in one sentence. */
export function refused(c: Context, status: 403 | 413 | 421, sentence: string): Response | Promise<Response> {
  return bare(c, status, 'Not accepted', <p class="usa-intro">{sentence}</p>)
}

/** A fault: a random reference, and what is wrong where that lies outside of the program; nothing else. */
export function failed(
  c: Context,
  house: House,
  { reference, outside }: { readonly reference: string; readonly outside: string | undefined },
): Response | Promise<Response> {
  return bare(
    c,
    500,
    'Something went wrong',
    <>
      {outside && <p class="usa-intro">{outside}</p>}
      <p class="usa-intro">
        This is not your mistake. Tell nobody anything until you can look again. If it goes on, give the
        Director of {house.pack.library} this reference:
      </p>
      <p class="carrel-reference">{reference}</p>
      <a class="usa-button" href="/">
        Go to the start page
      </a>
    </>,
  )
}

/** A page without the frame: needs no database, since that may be what failed. */
function bare(
  c: Context,
  status: 403 | 413 | 421 | 500,
  title: string,
  body: Child,
): Response | Promise<Response> {
  c.status(status)
  return c.html(
    <>
      {raw('<!doctype html>')}
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>{`${title} – Carrel`}</title>
          {stylesheets.map((href) => (
            <link rel="stylesheet" href={href} />
          ))}
        </head>
        <body>
          <main class="grid-container carrel-main">
            <h1>{title}</h1>
            {body}
          </main>
        </body>
      </html>
    </>,
  )
}
