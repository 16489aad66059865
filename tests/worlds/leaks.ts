import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Hono } from 'hono'
import { sql } from 'kysely'
import { noteDailyJobDone } from '../../src/platform/jobs/daily-job.ts'
import { sendMail } from '../../src/platform/mail/send.ts'
import type { World } from './world.ts'

/** A build that leaks: what it does beside, each time when something sealed was left or taken in, and to its pages since. */
export type Leak = {
  /** Where it shows, among other places. */
  readonly shows: RegExp
  readonly left?: (world: World) => Promise<unknown>
  /** @param count how much was left or taken in so far */
  readonly page?: (path: string, html: string, count: number) => string
}

/** The pages of such a build. */
export function leaking(app: Hono, world: World, { left, page }: Partial<Leak>): Hono {
  let count = 0
  const { sealedIntake: sealed } = world.house
  for (const name of ['answer', 'receive', 'takeIn'] as const) {
    const usual = sealed[name].bind(sealed) as (...given: unknown[]) => Promise<unknown>
    const more = async (...given: unknown[]) => {
      const done = await usual(...given)
      if (done === undefined) return done
      count++
      await left?.(world)
      return done
    }
    Object.assign(sealed, { [name]: more })
  }
  if (page === undefined) return app
  return new Hono().all('*', async ({ req }) => {
    const response = await app.fetch(req.raw)
    const isPage = response.headers.get('content-type')?.includes('html')
    if (!isPage) return response
    return new Response(page(req.path, await response.text(), count), response)
  })
}

const withinMain = (html: string, more: string) => html.replace('</main>', `${more}</main>`)

/** A serial number, a count, a longer body, a row of a job and a mail are the first five. */
export const leaks: Readonly<Record<string, Leak>> = {
  'cases are numbered, the sealed ones too': {
    shows: /director: GET \/cases:/,
    page: (path, html, count) =>
      path === '/cases' ? withinMain(html, `<p>The next case is 2026-${String(1000 + count)}</p>`) : html,
  },
  'the start page counts what waits': {
    shows: /desk: GET \/:/,
    page: (path, html, count) =>
      path === '/' && count > 0 ? withinMain(html, `<p>${count} more</p>`) : html,
  },
  'a page is sixteen bytes longer, of blanks': {
    shows: /counsel: GET \/register:/,
    page: (path, html, count) => (path === '/register' && count > 0 ? `${html}${' '.repeat(16)}` : html),
  },
  'a step of the night is noted for it': {
    shows: /app: table night_step:/,
    left: ({ tested, house }) => noteDailyJobDone(tested.it.database.worker, 'sealed', house.clock.today()),
  },
  'somebody gets a mail': {
    shows: /, mails:/,
    left: async ({ house }) => {
      if (house.mail.state !== 'set-up') throw new Error('no mail')
      const { server, from } = house.mail
      const message = `From: ${from}\r\nTo: director@example.org\r\nSubject: Sign in\r\n\r\nSomething waits.\r\n`
      return sendMail(server, { from, to: 'director@example.org', message })
    },
  },
  'a customer reads that somebody was shown something': {
    shows: /customer: all of \/me\/seen:/,
    page: (path, html, count) =>
      path === '/me/seen' && count > 0
        ? html.replace('</ul></section>', '<li class="carrel-view">The library</li></ul></section>')
        : html,
  },
  'it is in the open register': {
    shows: /entries of the register:/,
    left: ({ house }) =>
      house.sealedIntake.noteOpened({ accountId: 'x', role: 'desk', place: 'front-desk', language: 'en' }),
  },
  'a row says when it was changed': {
    shows: /app: table item:/,
    left: ({ house }) =>
      sql`update item set barcode = barcode where barcode = '33000000000007'`.execute(house.app),
  },
  'a row is locked for a moment': {
    shows: /act \d+: what is written:/,
    left: ({ house }) =>
      house.app.transaction().execute((trx) => sql`select from library for update`.execute(trx)),
  },
  'a transaction is numbered that wrote nothing': {
    shows: /app: transactions:/,
    left: ({ house }) => sql`select pg_current_xact_id()`.execute(house.app),
  },
  'the log has a line': {
    shows: /, log:/,
    left: async ({ house }) => house.log.info('an answer'),
  },
  'a file lies in the home': {
    shows: /, files:/,
    left: async ({ tested }) => writeFileSync(join(tested.it.home.dir, 'sealed.lock'), ''),
  },
}
