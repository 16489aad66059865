import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { Proxies } from '../../src/platform/http/network.ts'
import { pin, plantPin } from '../support/planted-pin.ts'
import { cards, passphrase, startHouse, type Tested } from './house.ts'
import { Visitor } from './visitor.ts'

let tested: Tested

beforeAll(async () => {
  tested = await startHouse()
})
beforeEach(async () => {
  // Each test has minutes of its own, so that the rate of tries of one does not stop another.
  later(60)
  await tested.house.app.updateTable('account').set({ failures: 0, locked_until: null }).execute()
})
afterAll(() => tested.close())

const later = (minutes: number) => {
  tested.time.now = new Date(tested.time.now.getTime() + minutes * 60_000)
}
const visitor = () => new Visitor(tested.app())
const sessionOf = (one: Visitor) => one.cookies.get('carrel-session')

describe('signing in', () => {
  test('a wrong passphrase and an unknown name read the same', async () => {
    const known = visitor()
    const unknown = visitor()
    const answers = [await known.signIn('desk', 'wrong'), await unknown.signIn('nobody', 'wrong')]
    expect(answers.map(({ status }) => status)).toEqual([422, 422])
    const same = (one: Visitor, name: string) => one.html.replaceAll(one.word, '').replace(`"${name}"`, '')
    expect(same(known, 'desk')).toBe(same(unknown, 'nobody'))
  })

  test('five wrong tries lock a sign-in for fifteen minutes, also for the right passphrase', async () => {
    for (let wrong = 1; wrong <= 5; wrong++) {
      expect((await visitor().signIn('desk', 'wrong')).status).toBe(422)
    }
    expect((await visitor().signIn('desk')).status).toBe(422)
    expect((await visitor().signIn('volunteer')).status).toBe(303)
    later(16)
    expect((await visitor().signIn('desk')).status).toBe(303)
  })

  test('four wrong tries and a right one start the count again', async () => {
    for (let round = 1; round <= 2; round++) {
      for (let wrong = 1; wrong <= 4; wrong++) await visitor().signIn('desk', 'wrong')
      expect((await visitor().signIn('desk')).status).toBe(303)
    }
  })

  test('many tries at once get no more than five looks at a passphrase', async () => {
    const tries = await Promise.all(
      Array.from({ length: 10 }, (_, at) => visitor().signIn('trustee', at < 9 ? 'wrong' : 'wrong too')),
    )
    expect(tries.every(({ status }) => status === 422)).toBe(true)
    const row = await tested.house.app
      .selectFrom('account')
      .select(['failures', 'locked_until'])
      .where('sign_in', '=', 'trustee')
      .executeTakeFirstOrThrow()
    expect(row.failures).toBe(5)
    expect(row.locked_until).not.toBeNull()
  })

  test('a flood of tries at one name is slowed down, and keeps no one else out who is at the same address', async () => {
    const flood = await Promise.all(Array.from({ length: 32 }, () => visitor().signIn('nobody', '')))
    expect(flood.filter(({ status }) => status === 429)).toHaveLength(22)
    expect((await visitor().signIn('desk')).status).toBe(303)
  })

  test('a flood through the proxy stops neither another address, a known browser nor the library’s own computers', async () => {
    const { webApp } = await import('../../src/app/web-app.ts')
    const proxies = Proxies.of(['127.0.0.1'])
    if (typeof proxies === 'string') throw new Error(proxies)
    const app = webApp({ ...tested.house, origin: 'https://carrel.example.org', proxies })
    const computer = await tested.computerAt('front-desk')
    const visitorAt = (from: string | undefined, cookies: Record<string, string> = {}) => {
      const visitor = new Visitor(app, 'carrel.example.org')
      for (const [name, token] of Object.entries(cookies)) visitor.cookies.set(`__Host-carrel-${name}`, token)
      const headers = from === undefined ? {} : { 'x-forwarded-for': from }
      return {
        visitor,
        async tries(name: string, typed: string) {
          await visitor.get('/sign-in')
          return (await visitor.post('/sign-in', { name, passphrase: typed }, headers)).status
        },
      }
    }
    const before = visitorAt('203.0.113.9')
    expect(await before.tries('desk', passphrase)).toBe(303)
    const known = before.visitor.cookies.get('__Host-carrel-known') ?? ''
    expect(known).not.toBe('')
    // What the flood itself sends stands before what the proxy adds, and counts for nothing.
    const flood: number[] = []
    for (let at = 0; at < 130; at++) {
      flood.push(await visitorAt(`10.0.0.${at}, 203.0.113.9`).tries(`nobody${at}`, ''))
    }
    expect(flood.filter((status) => status === 429)).toHaveLength(10)
    expect(await visitorAt('203.0.113.9').tries('desk', passphrase)).toBe(429)
    expect(await visitorAt('203.0.113.9', { known }).tries('desk', passphrase)).toBe(303)
    expect(await visitorAt('203.0.113.9', { computer }).tries('desk', passphrase)).toBe(303)
    expect(await visitorAt('198.51.100.7').tries('desk', passphrase)).toBe(303)
  }, 60_000)

  test('a right PIN counts toward no rate: a family has one card and many pages', async () => {
    tested.time.now = new Date(tested.time.now.getTime() + 60_000)
    await plantPin(tested.house, tested.child)
    for (let each = 0; each < 12; each++) {
      const customer = visitor()
      await customer.get('/me/sign-in')
      expect((await customer.post('/me/sign-in', { card: cards.child, pin })).status).toBe(303)
    }
  })

  test('one PIN is not tried at every card, at a computer of the library either', async () => {
    tested.time.now = new Date(tested.time.now.getTime() + 60_000)
    const clerk = visitor()
    clerk.cookies.set('carrel-computer', await tested.computerAt('front-desk'))
    await clerk.get('/me/sign-in')
    const tries: number[] = []
    for (let card = 0; card < 125; card++)
      tries.push(
        (await clerk.post('/me/sign-in', { card: `2900000000${1000 + card}`, pin: '480213' })).status,
      )
    expect(tries.filter((status) => status === 429)).toHaveLength(5)
    tested.time.now = new Date(tested.time.now.getTime() + 60_000)
  }, 60_000)

  test('what claims to be forwarded is not believed where no proxy is configured, whatever the address is', async () => {
    const { webApp } = await import('../../src/app/web-app.ts')
    const app = webApp({ ...tested.house, origin: 'https://carrel.example.org' })
    const tries: number[] = []
    for (let at = 0; at < 12; at++) {
      const one = new Visitor(app, 'carrel.example.org')
      await one.get('/sign-in')
      const headers = { 'x-forwarded-for': `10.0.0.${at}` }
      tries.push((await one.post('/sign-in', { name: 'x', passphrase: '' }, headers)).status)
    }
    expect(tries.filter((status) => status === 429)).toHaveLength(2)
  })
})

describe('a session', () => {
  test('gets a new token at sign-in; one planted before it is worth nothing', async () => {
    const one = visitor()
    one.cookies.set('carrel-session', 'planted-by-somebody-else')
    await one.signIn('desk')
    expect(sessionOf(one)).not.toBe('planted-by-somebody-else')
    const planter = visitor()
    planter.cookies.set('carrel-session', 'planted-by-somebody-else')
    expect((await planter.get('/')).status).toBe(303)
  })

  test('ends when another begins in the same browser', async () => {
    const one = visitor()
    await one.get('/sign-in')
    const { word } = one
    const form = one.cookies.get('carrel-form') ?? ''
    await one.post('/sign-in', { word, name: 'desk', passphrase })
    const first = sessionOf(one) ?? ''
    one.cookies.set('carrel-form', form)
    await one.get('/')
    await one.post('/sign-in', { name: 'volunteer', passphrase })
    expect(sessionOf(one)).not.toBe(first)
    const left = visitor()
    left.cookies.set('carrel-session', first)
    expect((await left.get('/')).status).toBe(303)
  })

  test('stands in the database as a hash only, and its cookie is closed to scripts and other sites', async () => {
    const one = visitor()
    const response = await one.signIn('desk')
    const cookie = response.headers.getSetCookie().find((set) => set.startsWith('carrel-session='))
    expect(cookie).toMatch(/HttpOnly/)
    expect(cookie).toMatch(/SameSite=Strict/)
    const rows = await tested.house.app.selectFrom('session').selectAll().execute()
    expect(JSON.stringify(rows)).not.toContain(sessionOf(one))
    expect(rows.every((row) => row.token_hash.length === 32)).toBe(true)
  })

  test('behind https its cookie is for https and this host alone', async () => {
    const house = { ...tested.house, origin: 'https://carrel.example.org' }
    const { webApp } = await import('../../src/app/web-app.ts')
    const one = new Visitor(webApp(house), 'carrel.example.org')
    const response = await one.signIn('desk')
    const cookie = response.headers.getSetCookie().find((set) => set.startsWith('__Host-carrel-session='))
    expect(cookie).toMatch(/Secure/)
    expect(cookie).toMatch(/Path=\/;/)
    expect(cookie).not.toMatch(/Domain/)
    expect(response.headers.get('strict-transport-security')).not.toBeNull()
  })

  test('ends after twenty minutes without use, and after a working day however much it is used', async () => {
    const idle = visitor()
    await idle.signIn('desk')
    later(19)
    expect((await idle.get('/')).status).toBe(200)
    later(19)
    expect((await idle.get('/')).status).toBe(200)
    later(21)
    expect((await idle.get('/')).status).toBe(303)
    await idle.get('/sign-in')
    expect(idle.text).toContain('You were signed out. This happens after 20 minutes without use')
    const busy = visitor()
    await busy.signIn('desk')
    for (let minutes = 0; minutes < 10 * 60; minutes += 15) {
      expect((await busy.get('/')).status).toBe(200)
      later(15)
    }
    expect((await busy.get('/')).status).toBe(303)
  })

  test('ends for good when one signs out', async () => {
    const one = visitor()
    await one.signIn('desk')
    const token = sessionOf(one) ?? ''
    await one.post('/sign-out')
    expect(sessionOf(one)).toBeUndefined()
    one.cookies.set('carrel-session', token)
    expect((await one.get('/')).status).toBe(303)
  })
})

describe('a form', () => {
  test('without the word of its own session changes and shows nothing', async () => {
    const one = visitor()
    await one.signIn('director')
    const other = visitor()
    await other.signIn('director')
    for (const word of ['', 'x', other.word]) {
      const response = await one.post('/computers', { word, name: 'evil', place: 'office' })
      expect(response.status).toBe(400)
    }
    const { count } = await tested.house.app
      .selectFrom('workstation')
      .select((count) => count.fn.countAll().as('count'))
      .where('name', '=', 'evil')
      .executeTakeFirstOrThrow()
    expect(Number(count)).toBe(0)
  })

  test('sent by another site is refused, even with the right word', async () => {
    const one = visitor()
    await one.signIn('desk')
    const { word } = one
    for (const headers of [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://evil.example' },
      { origin: 'http://127.0.0.1:9999' },
    ]) {
      expect((await one.post('/counter/card', { word, card: '1' }, headers)).status).toBe(403)
      expect(one.text).toContain('Another website sent this')
    }
    expect(
      (await one.post('/counter/card', { word, card: '1' }, { 'sec-fetch-site': 'same-origin' })).status,
    ).toBe(200)
  })

  test('under another name of this machine is not answered', async () => {
    const one = new Visitor(tested.app(), 'evil.example:8080')
    expect((await one.get('/sign-in')).status).toBe(421)
    expect(one.heading).toBe('Not accepted')
    expect(one.text).toContain('Go to http://127.0.0.1:8080.')
    const [, stylesheet = ''] = /href="(\/assets\/uswds[^"]+)"/.exec(one.html) ?? []
    expect((await one.get(stylesheet)).status).toBe(200)
  })

  test.each(['127.0.0.1:8080', 'localhost:8080', 'LocalHost:8080'])('is answered as %s', async (host) => {
    const one = new Visitor(tested.app(), host)
    expect((await one.get('/sign-in')).status).toBe(200)
    expect(
      (await one.post('/sign-in', { name: 'x', passphrase: '' }, { origin: `http://${host}` })).status,
    ).toBe(422)
  })

  test('with a character that no keyboard types is refused in a sentence that names the field', async () => {
    const one = visitor()
    await one.signIn('director')
    const { word } = one
    const hostile: readonly [string, Record<string, string>, string][] = [
      ['/computers', { name: 'Left\0', place: 'office' }, 'name'],
      ['/counter/card', { card: '23\u001b[2J' }, 'card'],
      ['/ask', { who: 'guardian', how: 'here', card: '\u0085' }, 'card'],
    ]
    for (const [path, fields, named] of hostile) {
      expect((await one.post(path, { word, ...fields })).status).toBe(400)
      expect(one.text).toContain(`The field “${named}” contains a character that cannot be used`)
    }
    const stranger = visitor()
    await stranger.get('/sign-in')
    expect((await stranger.post('/sign-in', { name: 'desk\0', passphrase })).status).toBe(400)
  })

  test('with fields it does not have, or that is no form, is refused', async () => {
    const one = visitor()
    await one.signIn('desk')
    const { word } = one
    expect((await one.post('/counter/card', { word, card: '1', purpose: 'why' })).status).toBe(400)
    expect((await one.post('/ask', { word, who: 'officer', purpose: 'why' })).status).toBe(400)
    expect((await one.post('/ask', { word, who: 'wizard' })).status).toBe(400)
    expect((await one.post('/ask', { word, who: ['officer', 'agency'] })).status).toBe(400)
    expect((await one.post('/counter/card', { word, card: 'x'.repeat(40_000) })).status).toBe(413)
    expect(one.heading).toBe('Not accepted')
    expect(
      (await one.post('/counter/card', { word, card: '1' }, { 'content-type': 'text/plain' })).status,
    ).toBe(400)
  })
})
