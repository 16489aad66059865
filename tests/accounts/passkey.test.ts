import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { webApp } from '../../src/app/web-app.ts'
import { passkeyHost } from '../../src/staff/second-factor.ts'
import { passphrase, startHouse, type Tested } from '../web/house.ts'
import { Visitor } from '../web/visitor.ts'
import { Authenticator, type Said } from './authenticator.ts'
import { kindsAbout } from './office.ts'

const origin = 'https://carrel.example.org'
const host = 'carrel.example.org'

let tested: Tested
const ids = new Map<string, string>()
/** Whatever the program asked of another machine. */
const asked: string[] = []
const realFetch = globalThis.fetch

beforeAll(async () => {
  tested = await startHouse(origin, { asksSecondStep: true })
  const rows = await tested.house.app.selectFrom('account').select(['id', 'role']).execute()
  for (const { id, role } of rows) ids.set(role, id)
  globalThis.fetch = (input) => {
    asked.push(String(input))
    return Promise.reject(new Error('nothing leaves this machine'))
  }
})
beforeEach(async () => {
  tested.time.now = new Date(tested.time.now.getTime() + 3_600_000)
  const { app } = tested.house
  await app.updateTable('account').set({ failures: 0, locked_until: null, second_factor: null }).execute()
  await app.deleteFrom('passkey').execute()
})
afterAll(async () => {
  globalThis.fetch = realFetch
  await tested.close()
  expect(asked).toEqual([])
})

const visitor = () => new Visitor(webApp(tested.house), host)
type Asked = { readonly challenge: string; readonly rp?: { readonly id: string }; readonly rpId?: string } & {
  readonly allowCredentials?: readonly { readonly id: string }[]
}

/** What the page hands to its script. */
function optionsOn(one: Visitor): Asked {
  const [, escaped = ''] = /data-options="([^"]+)"/.exec(one.html) ?? []
  return JSON.parse(escaped.replaceAll('&quot;', '"').replaceAll('&amp;', '&')) as Asked
}

/** With the right passphrase, at whatever step is next. */
async function half(role: string): Promise<Visitor> {
  const one = visitor()
  await one.get('/sign-in')
  const response = await one.post('/sign-in', { name: role, passphrase })
  await one.get(response.headers.get('location') ?? '')
  return one
}

/** In a sign-in that has to set one up. */
async function adds(one: Visitor, authenticator: Authenticator, said?: Said): Promise<number> {
  await one.get('/sign-in/add/passkey')
  const sent = authenticator.create(optionsOn(one), origin, said)
  return (await one.post('/sign-in/add/passkey', { sent, name: 'Blue key' })).status
}

async function withPasskey(role: string): Promise<Authenticator> {
  const authenticator = new Authenticator()
  expect(await adds(await half(role), authenticator)).toBe(303)
  return authenticator
}

async function uses(one: Visitor, authenticator: Authenticator, said?: Said): Promise<number> {
  await one.get('/sign-in/second-step')
  return (await one.post('/sign-in/passkey', { sent: authenticator.get(optionsOn(one), origin, said) }))
    .status
}
const isIn = async (one: Visitor) => (await one.get('/')).status === 200

describe('a passkey', () => {
  test('is set up, signs in, is on record, and its owner is told', async () => {
    const first = await half('counsel')
    const authenticator = new Authenticator()
    expect(await adds(first, authenticator)).toBe(303)
    expect(await isIn(first)).toBe(true)
    const second = await half('counsel')
    expect(await isIn(second)).toBe(false)
    expect(await uses(second, authenticator)).toBe(303)
    expect(await isIn(second)).toBe(true)
    expect(second.text).toMatch(/A two-step sign-in method was added to your account on .* by you/)
    expect(await kindsAbout(tested.it, tested.house.ring, ids.get('counsel') ?? '')).toContain(
      'second-step-added',
    )
  })

  test('may stand on pages that run our own script alone, and on no others', async () => {
    const one = await half('counsel')
    const page = await one.get('/sign-in/add/passkey')
    const policy = page.headers.get('content-security-policy')
    expect(policy).toMatch(/^default-src 'none';.*; script-src 'self'$/)
    expect(one.html.match(/<script[^>]*>/g)).toEqual(['<script src="/assets/passkey.js" defer="">'])
    expect((await one.get('/assets/passkey.js')).headers.get('content-type')).toBe(
      'text/javascript; charset=utf-8',
    )
    expect((await one.get('/sign-in/add')).headers.get('content-security-policy')).not.toContain('script-src')
  })

  const wrong: [string, Said][] = [
    ['on another site', { origin: 'https://carrel.example.com' }],
    ['on the same host without https', { origin: 'http://carrel.example.org' }],
    ['on a host above ours', { host: 'example.org' }],
    ['in a frame of another site', { crossOrigin: true }],
    ['for another challenge', { challenge: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' }],
    ['with nobody there', { flags: 0 }],
  ]

  test.each(wrong)('that was made %s is not taken', async (_what, said) => {
    const one = await half('counsel')
    expect(await adds(one, new Authenticator(), said)).toBe(422)
    expect(await adds(one, new Authenticator(), { type: 'webauthn.get' })).toBe(422)
    expect(await isIn(one)).toBe(false)
    expect(await tested.house.app.selectFrom('passkey').selectAll().execute()).toEqual([])
  })

  test.each(wrong)('that signed %s signs no one in', async (_what, said) => {
    const authenticator = await withPasskey('counsel')
    const one = await half('counsel')
    expect(await uses(one, authenticator, said)).toBe(422)
    expect(await uses(one, authenticator, { type: 'webauthn.create' })).toBe(422)
    expect(await isIn(one)).toBe(false)
    await one.get('/sign-in/next')
    expect(await uses(one, authenticator)).toBe(303)
  })

  test('comes without a certificate, since to check one the program would ask another machine', async () => {
    const one = await half('counsel')
    expect(await adds(one, new Authenticator(), { attested: true })).toBe(422)
    expect(asked).toEqual([])
  })

  test('of one account signs in to no other, though its owner has the other’s passphrase', async () => {
    const counsels = await withPasskey('counsel')
    await withPasskey('trustee')
    const one = await half('trustee')
    const { allowCredentials } = (await one.get('/sign-in/second-step')) && optionsOn(one)
    expect(allowCredentials?.map(({ id }) => id)).not.toContain(counsels.id.toString('base64url'))
    expect(await uses(one, counsels)).toBe(422)
    expect(await isIn(one)).toBe(false)
  })

  test('that another person has is not added to a second account, and opens nothing for trying', async () => {
    const counsels = await withPasskey('counsel')
    const one = await half('trustee')
    expect(await adds(one, counsels)).toBe(422)
    expect(await isIn(one)).toBe(false)
    const halves = await tested.house.app
      .selectFrom('session')
      .select('second_step')
      .where('open', '=', false)
      .execute()
    expect(halves.filter(({ second_step }) => second_step)).toEqual([])
    // The trustee sets up their own elsewhere; the half sign-in from before must not pass for one that did.
    const trustees = await withPasskey('trustee')
    expect((await one.get('/sign-in/next')).headers.get('location')).not.toBe('/')
    expect(await isIn(one)).toBe(false)
    const two = await half('trustee')
    expect(await uses(two, trustees)).toBe(303)
    expect((await tested.house.app.selectFrom('passkey').select('account_id').execute()).length).toBe(2)
  })

  test('answers each challenge once, and only the newest', async () => {
    const authenticator = await withPasskey('counsel')
    const one = await half('counsel')
    await one.get('/sign-in/second-step')
    const sent = authenticator.get(optionsOn(one), origin)
    const older = sent
    await one.get('/sign-in/second-step')
    expect((await one.post('/sign-in/passkey', { sent: older })).status).toBe(422)
    const newest = authenticator.get(optionsOn(one), origin)
    const { word } = one
    const both = await Promise.all([
      one.post('/sign-in/passkey', { word, sent: newest }),
      one.post('/sign-in/passkey', { word, sent: newest }),
    ])
    expect(both.map(({ headers }) => headers.get('location')).filter((to) => to === '/')).toHaveLength(1)
  })

  test('that counts less than it did before is a copy, and signs no one in', async () => {
    const authenticator = await withPasskey('counsel')
    expect(await uses(await half('counsel'), authenticator, { counter: 7 })).toBe(303)
    expect(await uses(await half('counsel'), authenticator, { counter: 7 })).toBe(422)
    expect(await uses(await half('counsel'), authenticator, { counter: 6 })).toBe(422)
    expect(await uses(await half('counsel'), authenticator, { counter: 8 })).toBe(303)
  })

  test('that never counts signs in each time', async () => {
    const authenticator = await withPasskey('counsel')
    for (let each = 0; each < 2; each++) {
      expect(await uses(await half('counsel'), authenticator, { counter: 0 })).toBe(303)
    }
  })

  test.each(['', '{}', 'null', '[]', '{"response":{}}', '{"id":"x","response":{"clientDataJSON":"e30"}}'])(
    'that is none at all, %j, is refused on a page',
    async (sent) => {
      await withPasskey('counsel')
      const one = await half('counsel')
      await one.get('/sign-in/second-step')
      expect((await one.post('/sign-in/passkey', { sent })).status).toBe(422)
      const other = await half('trustee')
      await other.get('/sign-in/add/passkey')
      expect((await other.post('/sign-in/add/passkey', { sent, name: 'x' })).status).toBe(422)
    },
  )

  test('for an address that the library had before says so, and is not asked for', async () => {
    await withPasskey('counsel')
    await tested.house.app.updateTable('passkey').set({ counter: 0n }).execute()
    const moved = { ...tested.house, origin: 'https://library.example.org' }
    const one = new Visitor(webApp(moved), 'library.example.org')
    await one.get('/sign-in')
    await one.post('/sign-in', { name: 'counsel', passphrase })
    await one.get('/sign-in/second-step')
    expect(one.html).not.toContain('data-options')
    expect(one.text).toContain(`Your passkey works only at this address: ${host}`)
  })
})

describe('where passkeys are bound to', () => {
  test.each([
    ['https://carrel.example.org', 'carrel.example.org', { host, origin }],
    ['https://carrel.example.org:8443', 'x', { host, origin: 'https://carrel.example.org:8443' }],
    ['https://192.0.2.7', '192.0.2.7', null],
    ['https://[2001:db8::7]', '[2001:db8::7]', null],
    ['http://carrel.example.org', 'carrel.example.org', null],
    ['http://127.0.0.1:8080', '127.0.0.1:8080', null],
    ['http://127.0.0.1:8080', 'localhost:8080', { host: 'localhost', origin: 'http://localhost:8080' }],
    ['http://localhost:8080', 'localhost:8080', { host: 'localhost', origin: 'http://localhost:8080' }],
    ['http://127.0.0.1:8080', '', null],
  ])('the library at %s, asked as %s', (own, as, expected) => {
    expect(passkeyHost(own, as)).toEqual(expected)
  })
})
