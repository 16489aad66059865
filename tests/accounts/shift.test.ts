import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { tokenHash } from '../../src/platform/http/cookies.ts'
import { keptContacts } from '../../src/staff/emergency-contacts-store.ts'
import { isPassphrase } from '../../src/staff/passphrase.ts'
import { isEasyPin, staffPinSecret } from '../../src/staff/shift.ts'
import { forgedShifts, pinDigits, setPinDigits } from '../../src/staff/shift-store.ts'
import { hashAtRealCost } from '../hashing-cost.ts'
import { actors, plantCase, takeAll } from '../web/cases-planted.ts'
import { cards, passphrase, startHouse, type Tested } from '../web/house.ts'
import { Visitor } from '../web/visitor.ts'
import { recorded } from './office.ts'

hashAtRealCost()

/** At a shared computer each person acts under their own name: a passphrase begins a shift, and a PIN comes back to it. */

let tested: Tested
const ids = new Map<string, string>()
const pins = { desk: '2580', volunteer: '7139', director: '4862' } as const
type Who = keyof typeof pins

beforeAll(async () => {
  tested = await startHouse()
  const rows = await tested.house.app.selectFrom('account').select(['id', 'role']).execute()
  for (const { id, role } of rows) ids.set(role, id)
  for (const who of ['desk', 'volunteer', 'director'] as const) {
    const one = visitorAt(await tested.computerAt('office'))
    await one.signIn(who)
    await one.get('/account/pin')
    const set = await one.post('/account/pin', { old: passphrase, pin: pins[who], repeated: pins[who] })
    expect(set.headers.get('location')).toBe('/account?done=pin')
  }
})
beforeEach(() => later(60 * 12))
afterAll(() => tested.close())

const later = (minutes: number) => {
  tested.time.now = new Date(tested.time.now.getTime() + minutes * 60_000)
}
const idOf = (who: string) => ids.get(who) ?? ''
function visitorAt(computer: string): Visitor {
  const visitor = new Visitor(tested.app())
  visitor.cookies.set('carrel-computer', computer)
  return visitor
}

/** A computer at the desk, with the shifts of these people; the last of them sits there. */
async function desk(...whos: readonly Who[]): Promise<Visitor> {
  const one = visitorAt(await tested.computerAt('front-desk'))
  for (const who of whos) {
    if (one.cookies.has('carrel-session')) await one.post('/sign-out', { keep: 'shift' })
    await one.signIn(who)
  }
  return one
}

async function switchTo(one: Visitor, who: Who | 'counsel', pin: string = pins[who as Who] ?? '0000') {
  await one.get('/switch')
  const response = await one.post('/switch', { who: idOf(who), pin })
  if (response.status === 303) await one.get('/')
  return response
}
const isOffered = (one: Visitor, who: string) => one.html.includes(`value="${idOf(who)}"`)

test('a PIN comes back to a shift, ends the session before, and the log says who switched and from whom', async () => {
  const one = await desk('volunteer', 'desk')
  const old = one.cookies.get('carrel-session') ?? ''
  const screen = one.cookies.get('carrel-screen')
  await one.get('/switch')
  expect([isOffered(one, 'volunteer'), isOffered(one, 'desk')]).toEqual([true, false])
  expect(one.html).toMatch(/name="pin"[^>]*autofocus/)
  const response = await one.post('/switch', { who: idOf('volunteer'), pin: pins.volunteer })
  expect(response.headers.get('location')).toBe('/')
  // What Chromium keeps of the pages before is dropped with the answer itself (decision 41).
  expect(response.headers.get('clear-site-data')).toBe('"cache"')
  expect(one.cookies.get('carrel-screen')).not.toBe(screen)
  await one.get('/account')
  expect(one.text).toContain('Role volunteer')
  // The session before is over: its cookie opens nothing, nor does a form of one of its pages.
  const thief = visitorAt(one.cookies.get('carrel-computer') ?? '')
  thief.cookies.set('carrel-session', old)
  expect((await thief.get('/account')).headers.get('location')).toBe('/sign-in')
  const switched = (await recorded(tested.it, tested.house.ring)).filter(
    ({ kind }) => kind === 'person-switched',
  )
  expect(switched).toMatchObject([
    { actor: idOf('volunteer'), role: 'volunteer', place: 'front-desk', account: idOf('desk') },
  ])
})

test('a PIN opens nothing where the public stands, though the shift began there', async () => {
  const computer = await tested.computerAt('public-area')
  const one = visitorAt(computer)
  await one.signIn('desk')
  await one.post('/sign-out', { keep: 'shift' })
  const passer = visitorAt(computer)
  await passer.get('/sign-in')
  await passer.post('/switch', { who: idOf('desk'), pin: pins.desk })
  expect(passer.cookies.has('carrel-session')).toBe(false)
  expect((await passer.get('/account')).headers.get('location')).toBe('/sign-in')
})

test('a PIN works only at a computer where that person gave their passphrase, in the ten hours since, and not after they signed out', async () => {
  const one = await desk('volunteer', 'desk')
  const other = await desk('desk')
  await other.get('/switch')
  expect(isOffered(other, 'volunteer')).toBe(false)
  expect((await switchTo(other, 'volunteer')).status).not.toBe(303)
  later(9 * 60)
  expect((await switchTo(one, 'volunteer')).status).toBe(303)
  later(61)
  await one.get('/switch')
  expect((await one.post('/switch', { who: idOf('desk'), pin: pins.desk })).headers.get('location')).not.toBe(
    '/',
  )
  const third = await desk('volunteer', 'desk')
  await third.post('/sign-out')
  await third.get('/switch')
  expect([isOffered(third, 'desk'), isOffered(third, 'volunteer')]).toEqual([false, true])
  const elsewhere = new Visitor(tested.app())
  expect((await elsewhere.get('/switch')).headers.get('location')).toBe('/')
})

test('a clerk who gives the screen to a customer is signed out first, and comes back to the same shift', async () => {
  const one = await desk('desk')
  await one.post('/counter/card', { card: cards.parent })
  // One who wants no letters home says so on their own page, and the record leads there.
  expect(one.html).toMatch(/<summary>No letters home, or no calls\?<[\s\S]*href="\/switch#customer"/)
  await one.get('/switch')
  expect((await one.post('/sign-out', { next: 'customer' })).headers.get('location')).toBe('/me/sign-in')
  expect(one.cookies.has('carrel-session')).toBe(false)
  expect((await one.get('/counter')).headers.get('location')).toBe('/sign-in')
  expect((await switchTo(one, 'desk')).status).toBe(303)
})

describe('wrong PINs', () => {
  test('of one person end at the third, at every computer, until the passphrase; the right one is then no better', async () => {
    const one = await desk('volunteer', 'desk')
    const two = await desk('volunteer', 'desk')
    expect((await switchTo(one, 'volunteer', '1111')).status).toBe(422)
    expect((await switchTo(two, 'volunteer', '1111')).status).toBe(422)
    const said = [(await switchTo(one, 'volunteer', '1111')).status, one.text]
    for (const each of [one, two]) expect((await switchTo(each, 'volunteer')).status).not.toBe(303)
    expect(said[1]).toContain('After 3 wrong PINs, sign in with your passphrase.')
    const locked = (await recorded(tested.it, tested.house.ring)).filter(
      ({ kind }) => kind === 'staff-pin-locked',
    )
    expect(locked).toMatchObject([{ account: idOf('volunteer'), place: 'front-desk' }])
    await one.post('/sign-out', { keep: 'shift' })
    await one.signIn('volunteer')
    expect((await switchTo(one, 'desk')).status).toBe(303)
    expect((await switchTo(one, 'volunteer')).status).toBe(303)
  })

  test('add up however often the owner types the right one, until the passphrase', async () => {
    const one = await desk('volunteer', 'desk')
    for (let nth = 0; nth < 2; nth++) {
      expect((await switchTo(one, 'volunteer', '1111')).status).toBe(422)
      expect((await switchTo(one, 'volunteer')).status).toBe(303)
      expect((await switchTo(one, 'desk')).status).toBe(303)
    }
    await switchTo(one, 'volunteer', '1111')
    expect((await switchTo(one, 'volunteer')).status).not.toBe(303)
    await one.post('/sign-out', { keep: 'shift' })
    await one.signIn('volunteer')
    expect((await switchTo(one, 'desk')).status).toBe(303)
    expect((await switchTo(one, 'volunteer')).status).toBe(303)
  })

  test('are not forgotten where their owner signs out and their shift goes on at another computer', async () => {
    const two = await desk('volunteer', 'desk')
    const one = await desk('volunteer', 'desk')
    for (let nth = 0; nth < 2; nth++) expect((await switchTo(one, 'volunteer', '1111')).status).toBe(422)
    expect((await switchTo(one, 'volunteer')).status).toBe(303)
    await one.post('/sign-out')
    await switchTo(two, 'volunteer', '1111')
    expect((await switchTo(two, 'volunteer')).status).not.toBe(303)
  })

  test('of several at one computer end at the fifth for all of them', async () => {
    const one = await desk('director', 'volunteer', 'desk')
    for (const who of ['volunteer', 'volunteer', 'director', 'director'] as const)
      expect((await switchTo(one, who, '1111')).status).toBe(422)
    await switchTo(one, 'volunteer', '1111')
    await one.get('/switch')
    expect([isOffered(one, 'volunteer'), isOffered(one, 'director')]).toEqual([false, false])
    expect((await switchTo(one, 'director')).status).not.toBe(303)
  })

  test('read the same for a wrong PIN, for someone who is not there, and for one who has the same PIN', async () => {
    const one = await desk('volunteer', 'desk')
    const bodies: string[] = []
    for (const [who, pin] of [
      ['volunteer', '1111'],
      ['volunteer', pins.desk],
      ['director', pins.director],
      ['counsel', '1111'],
    ] as const) {
      const { status } = await switchTo(one, who, pin)
      bodies.push(`${status} ${one.text.replaceAll(/\s+/g, ' ')}`)
    }
    expect(new Set(bodies).size).toBe(1)
  })

  test('two people may have one PIN: neither learns it from the page that sets it', async () => {
    const one = visitorAt(await tested.computerAt('office'))
    await one.signIn('desk')
    await one.get('/account/pin')
    const same = await one.post('/account/pin', {
      old: passphrase,
      pin: pins.volunteer,
      repeated: pins.volunteer,
    })
    expect(same.headers.get('location')).toBe('/account?done=pin')
    await one.get('/account/pin')
    await one.post('/account/pin', { old: passphrase, pin: pins.desk, repeated: pins.desk })
  })
})

test('a Director who comes with a PIN has the desk and nothing of a Director, however fresh, until the passphrase', async () => {
  const one = await desk('director', 'desk')
  expect((await switchTo(one, 'director')).status).toBe(303)
  for (const path of ['/people', '/computers', '/cases', '/reports', '/notices', '/register/pins'])
    expect([path, (await one.get(path)).status]).toEqual([path, 404])
  await one.get('/account')
  expect(one.text).toContain('You came with your PIN, which opens the desk and nothing more.')
  await one.get('/counter')
  expect(one.heading).toBe('Find a customer')
  const entries = await recorded(tested.it, tested.house.ring)
  expect(
    entries.findLast(({ kind, actor }) => kind === 'person-switched' && actor === idOf('director')),
  ).toMatchObject({ role: 'desk' })
  // Whoever gives the passphrase again has all of it.
  await one.get('/account/passphrase')
  await one.post('/sign-out', { keep: 'shift' })
  await one.signIn('director')
  expect((await one.get('/people')).status).toBe(200)
})

test('rows that SQL wrote are no shift and no PIN, and a PIN’s session made into another one ends', async () => {
  const { app } = tested.house
  const one = await desk('volunteer', 'desk')
  const computer = await app
    .selectFrom('shift')
    .select('computer')
    .where('account_id', '=', idOf('desk'))
    .execute()
  const [row] = await app.selectFrom('shift').selectAll().where('account_id', '=', idOf('desk')).execute()
  if (row === undefined) throw new Error('no shift')
  await app
    .insertInto('shift')
    .values({ ...row, account_id: idOf('director'), mark: randomBytes(48) })
    .execute()
  await one.get('/switch')
  expect([computer.length > 0, isOffered(one, 'director')]).toEqual([true, false])
  // With their passphrase the row is theirs again, and keeps out no one at that computer.
  await desk('director')
  await one.get('/switch')
  expect(isOffered(one, 'volunteer') || isOffered(one, 'desk')).toBe(true)
  const pin = await app
    .selectFrom('staff_pin')
    .selectAll()
    .where('account_id', '=', idOf('desk'))
    .executeTakeFirstOrThrow()
  await app
    .updateTable('staff_pin')
    .set({ hash: pin.hash })
    .where('account_id', '=', idOf('volunteer'))
    .execute()
  expect((await switchTo(one, 'volunteer', pins.desk)).status).not.toBe(303)
})

test('SQL that lowers the count of wrong PINs, puts an old count back, deletes it or removes its computer ends no lock; the passphrase does', async () => {
  const { app, ring } = tested.house
  const two = await desk('desk', 'volunteer')
  const one = await desk('desk', 'volunteer')
  const { id } = await app
    .selectFrom('workstation')
    .select('id')
    .where('token_hash', '=', tokenHash(one.cookies.get('carrel-computer') ?? ''))
    .executeTakeFirstOrThrow()
  const ofClerk = { computer: id, account_id: idOf('desk') }
  const count = app
    .selectFrom('shift')
    .selectAll()
    .where((row) => row.and(ofClerk))
  const { computer, account_id: _, ...was } = await count.executeTakeFirstOrThrow()
  for (let tries = 0; tries < 3; tries++) await switchTo(one, 'desk', '9143')
  const isLocked = async () => {
    expect((await switchTo(two, 'desk')).status).not.toBe(303)
    expect(isOffered(two, 'desk')).toBe(false)
  }
  await isLocked()
  const change = (set: { failures?: number }) =>
    app
      .updateTable('shift')
      .set(set)
      .where((row) => row.and(ofClerk))
      .execute()
  // The row as it was before the wrong ones: the database takes no mark twice.
  await expect(change(was)).rejects.toThrow(/row_mark/)
  await expect(app.deleteFrom('shift').where('failures', '>', 0).execute()).rejects.toThrow(
    /permission denied/,
  )
  await change({ failures: 0 })
  await isLocked()
  expect(await forgedShifts(app, ring)).toBe(1)
  await app.deleteFrom('workstation').where('id', '=', computer).execute()
  await isLocked()
  await two.post('/sign-out', { keep: 'shift' })
  await two.signIn('desk')
  await two.post('/sign-out', { keep: 'shift' })
  await two.signIn('volunteer')
  expect((await switchTo(two, 'desk')).status).toBe(303)
  expect(await forgedShifts(app, ring)).toBe(0)
})

test('a copy of the data does not tell a PIN to someone who tries all digits', async () => {
  const { app, ring } = tested.house
  const { hash } = await app
    .selectFrom('staff_pin')
    .select('hash')
    .where('account_id', '=', idOf('desk'))
    .executeTakeFirstOrThrow()
  expect(await isPassphrase(hash, pins.desk)).toBe(false)
  expect(await isPassphrase(hash, staffPinSecret(ring, idOf('desk'), pins.desk))).toBe(true)
})

test('a PIN has as many digits as the library asks, is not easy, and takes the passphrase to set', async () => {
  const { app } = tested.house
  const one = visitorAt(await tested.computerAt('office'))
  await one.signIn('desk')
  const tries = async (fields: Readonly<Record<string, string>>) => {
    await one.get('/account/pin')
    return (await one.post('/account/pin', { old: passphrase, pin: '2580', repeated: '2580', ...fields }))
      .status
  }
  expect(await tries({ pin: '258', repeated: '258' })).toBe(422)
  expect(await tries({ pin: '1234', repeated: '1234' })).toBe(422)
  expect(await tries({ repeated: '2581' })).toBe(422)
  expect(await tries({ old: 'another passphrase' })).toBe(422)
  expect(await tries({})).toBe(303)
  expect(['0000', '4321', '8901', '2580', '1122'].map(isEasyPin)).toEqual([true, true, true, false, false])
  const before = await pinDigits(app)
  await setPinDigits(app, 6)
  expect(await tries({})).toBe(422)
  const at = await desk('volunteer', 'desk')
  await at.get('/switch')
  expect(isOffered(at, 'volunteer')).toBe(false)
  await setPinDigits(app, before)
})

test('a passphrase that is changed or reset ends the shifts of its owner everywhere', async () => {
  const one = await desk('volunteer', 'desk')
  const other = visitorAt(await tested.computerAt('office'))
  await other.signIn('volunteer')
  await other.post('/account/everywhere')
  await one.get('/switch')
  expect(isOffered(one, 'volunteer')).toBe(false)
})

test('switching takes the server less than a second', async () => {
  const one = await desk('volunteer', 'desk')
  const beganMs = performance.now()
  await one.get('/switch')
  await one.post('/switch', { who: idOf('volunteer'), pin: pins.volunteer })
  await one.get('/')
  expect(performance.now() - beganMs).toBeLessThan(1000)
})

describe('a PIN that someone watched', () => {
  test('makes no one the second person for a contact of counsel: the page asks for the passphrase first', async () => {
    const director = visitorAt(await tested.computerAt('office'))
    await director.signIn('director')
    await director.get('/cases/contacts')
    await director.post('/cases/contacts', {
      ...{ 'name-counsel-1': 'Carl Lund', 'mail-counsel-1': 'friend@example.org' },
      'phones-counsel-1': '308-555-0166',
    })
    const { app, ring, confirming } = tested.house
    const version = (await keptContacts(app, ring)).find(({ whom }) => whom === 'counsel')?.version ?? ''
    const one = await desk('desk', 'volunteer')
    await switchTo(one, 'desk')
    for (const send of [
      () => one.get('/cases/contacts/second'),
      () => one.post('/cases/contacts/second', { to: version }),
    ]) {
      await send()
      expect(one.text).toContain('First confirm that it is you')
      expect(one.text).not.toContain('friend@example.org')
    }
    const clerk = { accountId: idOf('desk'), role: 'desk', place: 'front-desk' } as const
    expect(await confirming.confirmContact({ ...clerk, unconfirmed: true }, version)).toBe(false)
    await one.post('/account/again', { passphrase, back: 'second-contact' })
    await one.get('/cases/contacts/second')
    expect(one.text).toContain('friend@example.org')
  })

  test('answers no question about views in its owner’s name', async () => {
    const one = await desk('desk', 'volunteer')
    await switchTo(one, 'desk')
    await one.post('/cases/asked', { ask: idOf('desk'), words: 'I was curious.' })
    expect(one.text).toContain('First confirm that it is you')
  })

  test('brings no case back to the Director that is about them, whether they or a clerk reported it', async () => {
    const { director, counsel } = await actors(tested)
    const { cases } = tested.house
    const requester = { kind: 'justice-agency', name: 'Quill', agency: 'Kearney County' } as const
    const came = { what: 'received', kind: 'process', way: 'counter', wants: 'Loans', drill: false } as const
    const own = await cases.receive(director, { ...came, requester, aboutDirector: false })
    const one = await desk('director', 'desk', 'volunteer')
    for (const [who, reference] of [
      ['director', own.reference],
      ['desk', await plantCase(tested, 'process')],
    ] as const) {
      await takeAll(tested, reference, [[counsel, { what: 'about-director', is: true }]])
      await switchTo(one, who)
      await one.get('/report')
      expect((await one.post('/report/about', { reference, is: 'no' })).status).toBe(422)
      expect(one.text).toContain('this counts as your own word. Ask counsel or the president')
      expect(await cases.look(director, reference)).toBeUndefined()
    }
  })
})
