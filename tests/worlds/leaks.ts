import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Hono } from 'hono'
import { sql } from 'kysely'
import { sendMail } from '../../src/mail/send.ts'
import { noteNightStep } from '../../src/store/night.ts'
import type { World } from './world.ts'

/** A build that leaks: what it does beside, each time when something sealed was left or taken in, and to its pages since. */
export type Leak = {
  readonly left?: (world: World) => Promise<unknown>
  /** @param count how much was left or taken in so far */
  readonly page?: (path: string, html: string, count: number) => string
  readonly ms?: number
}

/** The pages of such a build. */
export function leaking(app: Hono, world: World, { left, page, ms = 0 }: Leak): Hono {
  let count = 0
  const { sealed } = world.house.gate
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
  if (page === undefined && ms === 0) return app
  return new Hono().all('*', async ({ req }) => {
    const response = await app.fetch(req.raw)
    const until = performance.now() + ms
    while (performance.now() < until);
    const isPage = response.headers.get('content-type')?.includes('html')
    if (page === undefined || !isPage) return response
    return new Response(page(req.path, await response.text(), count), response)
  })
}

const withinMain = (html: string, more: string) => html.replace('</main>', `${more}</main>`)

export const leaks: Readonly<Record<string, Leak>> = {
  'cases are numbered, the sealed ones too': {
    page: (path, html, count) =>
      path === '/cases' ? withinMain(html, `<p>The next case is 2026-${String(1000 + count)}</p>`) : html,
  },
  'the start page counts what waits': {
    page: (path, html, count) =>
      path === '/' && count > 0 ? withinMain(html, `<p>${count} more</p>`) : html,
  },
  'a page is sixteen bytes longer, of blanks': {
    page: (path, html, count) => (path === '/register' && count > 0 ? `${html}${' '.repeat(16)}` : html),
  },
  'a step of the night is noted for it': {
    left: ({ tested, house }) => noteNightStep(tested.it.database.worker, 'sealed', house.clock.today()),
  },
  'somebody gets a mail': {
    left: async ({ house }) => {
      if (house.mail.state !== 'set-up') throw new Error('no mail')
      const { server, from } = house.mail
      const message = `From: ${from}\r\nTo: director@example.org\r\nSubject: Sign in\r\n\r\nSomething waits.\r\n`
      return sendMail(server, { from, to: 'director@example.org', message })
    },
  },
  'it is in the open register': {
    left: ({ house }) =>
      house.gate.sealed.noteOpened({ accountId: 'x', role: 'desk', place: 'front-desk', language: 'en' }),
  },
  'a row says when it was changed': {
    left: ({ house }) =>
      sql`update account set sign_in = sign_in where sign_in = 'trustee'`.execute(house.app),
  },
  'a row is locked for a moment': {
    left: ({ house }) =>
      house.app.transaction().execute((trx) => sql`select from library for update`.execute(trx)),
  },
  'a transaction is numbered that wrote nothing': {
    left: ({ house }) => sql`select pg_current_xact_id()`.execute(house.app),
  },
  'the log has a line': { left: async ({ house }) => house.log.info('an answer') },
  'a file lies in the home': {
    left: async ({ tested }) => writeFileSync(join(tested.it.home.dir, 'sealed.lock'), ''),
  },
}
