import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { checkpointRecipients } from '../../src/register/checkpoint-mail-store.ts'
import { findAccount, passphraseOf } from '../../src/staff/account-store.ts'
import { newCodeSecret, sealCodeSecret } from '../../src/staff/second-factor.ts'
import { addPasskey, setCodeApp } from '../../src/staff/second-factor-store.ts'
import { changePassphrase } from '../../src/staff/sign-in.ts'
import { markAccounts } from '../support/marked.ts'
import { passphrase, startHouse, type Tested } from '../web/house.ts'
import { Visitor } from '../web/visitor.ts'
import { codeAt } from './code.ts'
import { kindsAbout } from './office.ts'

let tested: Tested
let secret = ''
const ids = new Map<string, string>()

beforeAll(async () => {
  tested = await startHouse(undefined, { asksSecondStep: true })
  const rows = await tested.house.app.selectFrom('account').select(['id', 'role']).execute()
  for (const { id, role } of rows) ids.set(role, id)
})
beforeEach(async () => {
  later(60)
  const { app, ring } = tested.house
  secret = newCodeSecret()
  await app.deleteFrom('passkey').execute()
  await app
    .updateTable('account')
    .set({ failures: 0, locked_until: null, codes_failed: 0, second_factor: null })
    .execute()
  const accountId = ids.get('director') ?? ''
  await setCodeApp(app, { accountId, sealedSecret: sealCodeSecret(ring, accountId, secret), step: 0n })
})
afterAll(() => tested.close())

const later = (minutes: number) => {
  tested.time.now = new Date(tested.time.now.getTime() + minutes * 60_000)
}
const code = () => codeAt(secret, tested.time.now)

/** Signed in, through every step; a minute passes for each, so that no code is brought twice. */
async function signedIn(role: string): Promise<Visitor> {
  later(1)
  const one = new Visitor(tested.app())
  await one.get('/sign-in')
  const to = (await one.post('/sign-in', { name: role, passphrase })).headers.get('location') ?? ''
  await one.get(to)
  if (to !== '/')
    expect((await one.post('/sign-in/code', { code: code() })).headers.get('location')).toBe('/')
  await one.get('/account')
  return one
}

/** Shows again that it is them. */
async function proves(one: Visitor, typed = passphrase): Promise<void> {
  later(1)
  await one.get('/account/second-step')
  expect(one.heading).toBe('First confirm that it is you')
  const to =
    (await one.post('/account/again', { passphrase: typed, back: 'second-step' })).headers.get('location') ??
    ''
  if (to === '/sign-in/second-step') {
    await one.get(to)
    await one.post('/sign-in/code', { code: code() })
  }
  await one.get('/account/second-step')
  expect(one.heading).toBe('Two-step sign-in')
}

const factorOf = async (role: string) =>
  (
    await tested.house.app
      .selectFrom('account')
      .select('second_factor')
      .where('id', '=', ids.get(role) ?? '')
      .executeTakeFirstOrThrow()
  ).second_factor
const isIn = async (one: Visitor) => (await one.get('/')).status === 200

describe('a session that was left open', () => {
  test('changes nothing of what one signs in with, unless one shows again who one is, with both steps', async () => {
    const one = await signedIn('director')
    const before = await factorOf('director')
    const own = newCodeSecret()
    const fields = { secret: own, code: codeAt(own, tested.time.now) }
    const { word } = one
    expect((await one.post('/account/add/code-app', { word, ...fields })).headers.get('location')).toBe(
      '/account/second-step',
    )
    expect((await one.post('/account/remove', { word, which: 'code-app' })).status).toBe(303)
    expect((await one.get('/account/add/passkey')).headers.get('location')).toBe('/account/second-step')
    expect(await factorOf('director')).toEqual(before)
    // The passphrase alone is not enough either: whoever looked over a shoulder has that.
    await one.get('/account/second-step')
    const again = await one.post('/account/again', { passphrase, back: 'second-step' })
    expect(again.headers.get('location')).toBe('/sign-in/second-step')
    await one.get('/account/second-step')
    expect(one.heading).toBe('First confirm that it is you')
    expect(await factorOf('director')).toEqual(before)
  })

  test('is charged for each wrong try, and rests like a sign-in', async () => {
    const one = await signedIn('volunteer')
    for (let wrong = 1; wrong <= 5; wrong++) {
      await one.get('/account/second-step')
      expect((await one.post('/account/again', { passphrase: 'wrong', back: 'second-step' })).status).toBe(
        422,
      )
    }
    await one.get('/account/second-step')
    expect((await one.post('/account/again', { passphrase, back: 'second-step' })).status).toBe(422)
    await one.get('/account/passphrase')
    const fields = { old: passphrase, passphrase: 'a passphrase of mine', repeated: 'a passphrase of mine' }
    expect((await one.post('/account/passphrase', fields)).status).toBe(422)
    expect(await kindsAbout(tested.it, tested.house.ring, ids.get('volunteer') ?? '')).toContain(
      'account-locked',
    )
  })
})

test('ten minutes after a sign-in, a person who just sits down changes nothing about who may do what here', async () => {
  const one = await signedIn('director')
  await one.get('/people/add')
  const add = (signIn: string) => one.post('/people/add', { name: 'X', signIn, role: 'director' })
  await add('first')
  expect(one.heading).toBe('Passphrase for X')
  // Only the new colleague can set their PIN, so the printed page says where.
  expect(one.text).toContain('For a short PIN at the desk, they press their name at the top')
  later(11)
  await one.get('/people')
  const { word } = one
  const id = ids.get('counsel') ?? ''
  const doings: [string, Record<string, string>][] = [
    ['/people/add', { name: 'X', signIn: 'second', role: 'director' }],
    ['/people/reset', { id }],
    ['/people/end', { id }],
    ['/people/role', { id, role: 'director', sure: 'yes' }],
    ['/people/unlock', { id }],
    ['/people/second-step', { whom: 'everyone' }],
    ['/computers', { name: 'my laptop', place: 'office' }],
    ['/computers/remove', { id }],
    ['/register/pins', { one: 'thief@example.org', other: 'thief2@example.org' }],
  ]
  for (const [path, fields] of doings) {
    await one.post(path, { word, ...fields })
    expect(one.heading, path).toBe('First confirm that it is you')
  }
  const rows = await tested.house.app
    .selectFrom('account')
    .select('sign_in')
    .where('name', '=', 'X')
    .execute()
  expect(rows).toEqual([{ sign_in: 'first' }])
  expect(one.cookies.has('carrel-computer')).toBe(false)
  expect(await checkpointRecipients(tested.house.app)).toEqual(new Map())
  later(1)
  const to = (await one.post('/account/again', { passphrase, back: 'people' })).headers.get('location') ?? ''
  await one.get(to)
  expect((await one.post('/sign-in/code', { code: code() })).headers.get('location')).toBe('/people')
  await one.get('/people/add')
  await add('third')
  expect(one.heading).toBe('Passphrase for X')
})

describe('who knows the passphrase and sits down at a session that was left open', () => {
  const sheet = (one: Visitor) => one.post('/set-up/recovery', { passphrase })

  test('gets no recovery sheet without the second step, and its owner gets one for each time they show both', async () => {
    const one = await signedIn('director')
    await one.get('/set-up/recovery')
    expect(one.html).not.toContain('type="password"')
    await sheet(one)
    expect(one.heading).toBe('First confirm that it is you')
    await proves(one)
    await one.get('/set-up/recovery')
    expect((await sheet(one)).headers.get('content-type')).toBe('application/pdf')
    await one.get('/set-up/recovery')
    expect((await sheet(one)).headers.get('content-type')).toMatch(/^text\/html/)
  })

  test('changes no passphrase without the second step; with both its owner does', async () => {
    const one = await signedIn('director')
    const { app } = tested.house
    const id = ids.get('director') ?? ''
    const before = await passphraseOf(app, id)
    const becomes = 'a thief has other words'
    const fields = { old: passphrase, passphrase: becomes, repeated: becomes }
    await one.get('/account/passphrase')
    expect(one.heading).toBe('First confirm that it is you')
    await one.post('/account/passphrase', fields)
    expect(one.heading).toBe('First confirm that it is you')
    const account = await findAccount(app, { id })
    if (account === null) throw new Error('no Director')
    const change = { account, was: passphrase, becomes, session: Buffer.alloc(32) }
    expect(
      await changePassphrase(tested.house, { accountId: id, role: 'desk', place: 'office' }, change),
    ).toBe('over')
    expect(await passphraseOf(app, id)).toBe(before)
    await proves(one)
    await one.get('/account/passphrase')
    expect((await one.post('/account/passphrase', fields)).headers.get('location')).toBe(
      '/account?done=passphrase',
    )
    await app
      .updateTable('account')
      .set({ passphrase: before ?? '' })
      .where('id', '=', id)
      .execute()
    await markAccounts(app, tested.house.ring)
    const gone = { retired_on: '2026-11-24', salt: null, wrapped: null, mark: null }
    await app.updateTable('account_key').set(gone).where('account_id', '=', id).execute()
  })
})

describe('who has shown who they are', () => {
  test('changes one thing, within ten minutes, and everyone else in the account is signed out', async () => {
    const [one, other] = [await signedIn('director'), await signedIn('director')]
    await proves(one)
    expect(await isIn(other)).toBe(true)
    await one.get('/account/add/code-app')
    const [, own = ''] = /name="secret" value="([A-Z2-7]{32})"/.exec(one.html) ?? []
    const done = await one.post('/account/add/code-app', { secret: own, code: codeAt(own, tested.time.now) })
    expect(done.headers.get('location')).toBe('/account?done=step-added')
    expect(await isIn(one)).toBe(true)
    expect(await isIn(other)).toBe(false)
    await one.get('/account/add/code-app')
    await one.get('/account/second-step')
    expect(one.heading).toBe('First confirm that it is you')
    secret = own
    await proves(one)
    later(11)
    await one.get('/account/second-step')
    expect(one.heading).toBe('First confirm that it is you')
    const kinds = await kindsAbout(tested.it, tested.house.ring, ids.get('director') ?? '')
    expect(kinds.filter((kind) => kind === 'second-step-added')).toHaveLength(1)
  })

  test('changes one thing, however many forms are sent at the same moment', async () => {
    const one = await signedIn('director')
    await proves(one)
    const { word } = one
    const secrets = [newCodeSecret(), newCodeSecret()]
    await Promise.all(
      secrets.map((own) =>
        one.post('/account/add/code-app', { word, secret: own, code: codeAt(own, tested.time.now) }),
      ),
    )
    const kinds = await kindsAbout(tested.it, tested.house.ring, ids.get('director') ?? '')
    expect(kinds.filter((kind) => kind === 'second-step-added')).toHaveLength(2)
  })

  test('keeps the last second step where the role asks for one, and may remove it where it does not', async () => {
    const director = await signedIn('director')
    await proves(director)
    expect((await director.post('/account/remove', { which: 'code-app' })).status).toBe(422)
    expect(director.text).toContain('You must use two-step sign-in. Set up another method first')
    expect(await factorOf('director')).not.toBeNull()
    // What was refused has used nothing up.
    await director.get('/account/add')
    expect(director.heading).toBe('Set up two-step sign-in')

    const { app, ring } = tested.house
    const accountId = ids.get('desk') ?? ''
    await setCodeApp(app, { accountId, sealedSecret: sealCodeSecret(ring, accountId, secret), step: 0n })
    const desk = await signedIn('desk')
    await proves(desk)
    const removed = await desk.post('/account/remove', { which: 'code-app' })
    expect(removed.headers.get('location')).toBe('/account?done=step-removed')
    expect(await factorOf('desk')).toBeNull()
    expect(await kindsAbout(tested.it, ring, accountId)).toContain('second-step-removed')
  })

  test('removes a passkey of their own and of no one else', async () => {
    const passkey = (letter: string) => ({
      credentialId: Buffer.alloc(32, letter),
      ...{ publicKey: Buffer.alloc(1), counter: 0n, transports: [], host: 'localhost' },
      ...{ name: `key ${letter}`, addedOn: '2026-11-24' },
    })
    await addPasskey(tested.house.app, ids.get('director') ?? '', passkey('a'))
    await addPasskey(tested.house.app, ids.get('counsel') ?? '', passkey('b'))
    const one = await signedIn('director')
    await proves(one)
    expect(one.text).toContain('A passkey: key a')
    await one.post('/account/remove', { which: passkey('b').credentialId.toString('base64url') })
    await one.get('/account/second-step')
    expect(one.heading).toBe('Two-step sign-in')
    await one.post('/account/remove', { which: passkey('a').credentialId.toString('base64url') })
    const rows = await tested.house.app.selectFrom('passkey').select('name').execute()
    expect(rows).toEqual([{ name: 'key b' }])
  })
})

describe('my account', () => {
  test('says where one is signed in, and signs out everywhere', async () => {
    const [one, two] = [await signedIn('director'), new Visitor(tested.app())]
    two.cookies.set('carrel-computer', await tested.computerAt('office'))
    later(1)
    await two.get('/sign-in')
    await two.post('/sign-in', { name: 'director', passphrase })
    await two.get('/sign-in/second-step')
    await two.post('/sign-in/code', { code: code() })
    await one.get('/account')
    expect(one.text).toMatch(
      /Office Since November 2\d, 2026, \d+:\d\d [ap]\.m\. Not a library computer \(here\) Since/,
    )
    expect(one.text).not.toMatch(/127\.0\.0\.1|\d+\.\d+\.\d+/)
    expect((await one.post('/account/everywhere')).headers.get('location')).toBe('/sign-in')
    expect([await isIn(one), await isIn(two)]).toEqual([false, false])
  })

  test('says after a change what was done, and nothing that only an address says', async () => {
    const one = await signedIn('desk')
    await one.get('/account')
    const { text } = one
    for (const said of ['toString', 'Call 555-0100', '']) {
      await one.get(`/account?done=${encodeURIComponent(said)}`)
      expect(one.text).toBe(text)
    }
    await one.get('/account?done=step-removed')
    expect(one.text).toContain('It was removed. It no longer works for sign-in.')
  })

  test('changes the passphrase for a person who knows the old one, and signs out the others', async () => {
    const [one, other] = [await signedIn('director'), await signedIn('director')]
    await proves(one)
    await one.get('/account/passphrase')
    const chosen = 'zebra quilt anchor velvet'
    const fields = { old: passphrase, passphrase: chosen, repeated: chosen }
    for (const [wrong, field] of [
      [{ ...fields, old: 'not it at all' }, 'old'],
      [{ ...fields, repeated: 'something else' }, 'repeated'],
      [{ ...fields, passphrase: 'short', repeated: 'short' }, 'passphrase'],
      [{ ...fields, passphrase, repeated: passphrase }, 'passphrase'],
    ] as const) {
      expect((await one.post('/account/passphrase', wrong)).status).toBe(422)
      expect(one.html).toContain(`id="${field}-error"`)
      expect(one.html).not.toContain(chosen)
    }
    const changed = await one.post('/account/passphrase', fields)
    expect(changed.headers.get('location')).toBe('/account?done=passphrase')
    await one.get('/account?done=passphrase')
    expect(one.text).toContain('Your passphrase was changed.')
    expect([await isIn(one), await isIn(other)]).toEqual([true, false])
    await proves(one, chosen)
    await one.get('/account/passphrase')
    await one.post('/account/passphrase', { old: chosen, passphrase, repeated: passphrase })
    expect(await isIn(one)).toBe(true)
  })
})
