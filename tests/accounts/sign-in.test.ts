import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { resetSignIn } from '../../src/staff/accounts.ts'
import { newCodeSecret, sealCodeSecret } from '../../src/staff/second-factor.ts'
import { setCodeApp } from '../../src/staff/second-factor-store.ts'
import { maxWrongCodes } from '../../src/staff/sign-in-attempt-store.ts'
import { markAccounts } from '../support/marked.ts'
import { passphrase, startHouse, type Tested } from '../web/house.ts'
import { Visitor } from '../web/visitor.ts'
import { codeAt } from './code.ts'
import { byNobody, kindsAbout, recorded } from './office.ts'

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
  // Each test begins with a Director and a desk clerk who have a code app, and a clean count.
  secret = newCodeSecret()
  const { app, ring } = tested.house
  await app
    .updateTable('account')
    .set({
      failures: 0,
      locked_until: null,
      codes_failed: 0,
      second_factor: null,
      given: false,
      given_at: null,
    })
    .execute()
  await markAccounts(app, ring)
  for (const accountId of [ids.get('director') ?? '', ids.get('desk') ?? '']) {
    await setCodeApp(app, { accountId, sealedSecret: sealCodeSecret(ring, accountId, secret), step: 0n })
  }
})
afterAll(() => tested.close())

const later = (minutes: number) => {
  tested.time.now = new Date(tested.time.now.getTime() + minutes * 60_000)
}
const visitor = () => new Visitor(tested.app())
const code = (steps = 0) => codeAt(secret, tested.time.now, steps)
const wrongCode = () => (code() === '000000' ? '000001' : '000000')
const rowOf = (role: string) =>
  tested.house.app
    .selectFrom('account')
    .selectAll()
    .where('id', '=', ids.get(role) ?? '')
    .executeTakeFirstOrThrow()

/** With the right passphrase, and the second step still to pass. */
async function half(role: string): Promise<Visitor> {
  const one = visitor()
  await one.get('/sign-in')
  const response = await one.post('/sign-in', { name: role, passphrase })
  expect(response.status).toBe(303)
  await one.get(response.headers.get('location') ?? '')
  return one
}
const give = async (one: Visitor, typed: string) => (await one.post('/sign-in/code', { code: typed })).status
const isIn = async (one: Visitor) => {
  const copy = visitor()
  for (const [name, value] of one.cookies) copy.cookies.set(name, value)
  return (await copy.get('/')).status === 200
}

describe('a code app', () => {
  test('gives the codes of RFC 6238, as this test computes them', () => {
    // Appendix B, the last six digits of SHA-1's eight; the secret is 12345678901234567890.
    const rfc = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
    expect(codeAt(rfc, new Date(59_000))).toBe('287082')
    expect(codeAt(rfc, new Date(1_111_111_109_000))).toBe('081804')
    expect(codeAt(rfc, new Date(20_000_000_000_000))).toBe('353130')
  })

  test.each([
    ['the code of now', 0, true],
    ['the one before, from a slow phone', -1, true],
    ['the one after, from a fast phone', 1, true],
    ['the one before that', -2, false],
    ['the one after that', 2, false],
  ])('%s', async (_what, steps, fits) => {
    const one = await half('director')
    expect(one.heading).toBe('Confirm that it is you, Test director')
    expect(await give(one, code(steps))).toBe(fits ? 303 : 422)
    expect(await isIn(one)).toBe(fits)
  })

  test('is typed with a blank in the middle just as well', async () => {
    const one = await half('director')
    expect(await give(one, ` ${code().slice(0, 3)} ${code().slice(3)} `)).toBe(303)
    expect(await isIn(one)).toBe(true)
  })

  test('gives no code that counts twice, nor one older than the last that did', async () => {
    const first = await half('director')
    const typed = code(1)
    expect(await give(first, typed)).toBe(303)
    const second = await half('director')
    expect(await give(second, typed)).toBe(422)
    expect(await give(second, code())).toBe(422)
    later(1)
    expect(await give(second, code())).toBe(303)
  })

  test('lets one in, of two who bring the same code at the same moment', async () => {
    const both = [await half('director'), await half('director')]
    const statuses = await Promise.all(both.map((one) => give(one, code())))
    expect(statuses.sort()).toEqual([303, 422])
  })

  test('has its secret in the database sealed only, and bound to its account', async () => {
    const { second_factor } = await rowOf('director')
    expect(second_factor?.includes(Buffer.from(secret))).toBe(false)
    await tested.house.app
      .updateTable('account')
      .set({ second_factor })
      .where('id', '=', ids.get('counsel') ?? '')
      .execute()
    const one = await half('counsel')
    expect(await give(one, code())).toBe(500)
    expect(tested.logged.join('')).not.toContain(secret)
  })
})

describe('a person with the passphrase and not the phone', () => {
  test('reaches no page but the next step, whatever they ask for', async () => {
    const one = await half('director')
    for (const path of [
      '/',
      '/counter',
      '/people',
      '/account',
      '/account/add/code-app',
      '/computers',
      '/set-up',
    ]) {
      expect((await one.get(path)).headers.get('location')).toBe('/sign-in')
    }
    for (const path of ['/sign-in/add', '/sign-in/add/code-app', '/sign-in/passphrase', '/sign-in/next']) {
      expect((await one.get(path)).headers.get('location'), path).toBe('/sign-in/second-step')
    }
    await one.get('/sign-in/second-step')
    expect((await one.post('/people/end', { id: ids.get('desk') ?? '' })).headers.get('location')).toBe(
      '/sign-in',
    )
    // The cookie of the half sign-in is no session's, whatever it is called.
    one.cookies.set('carrel-session', one.cookies.get('carrel-step') ?? '')
    expect((await one.get('/')).headers.get('location')).toBe('/sign-in')
  })

  test('cannot set up a second step of their own beside the one that is there', async () => {
    const one = await half('director')
    await one.get('/sign-in/second-step')
    const own = newCodeSecret()
    const fields = { secret: own, code: codeAt(own, tested.time.now) }
    expect((await one.post('/sign-in/add/code-app', fields)).headers.get('location')).toBe(
      '/sign-in/second-step',
    )
    expect(await isIn(one)).toBe(false)
    await one.get('/sign-in/second-step')
    expect(await give(one, codeAt(own, tested.time.now))).toBe(422)
  })

  test('has five tries at a code and a passphrase together; a right passphrase forgets none', async () => {
    const one = await half('director')
    expect(await give(one, wrongCode())).toBe(422)
    const two = await half('director')
    expect(await give(two, wrongCode())).toBe(422)
    // The fifth, and then a rest: also for the right code and the right passphrase.
    await half('director')
    expect(await kindsAbout(tested.it, tested.house.ring, ids.get('director') ?? '')).toContain(
      'account-locked',
    )
    expect(await give(two, code())).toBe(422)
    expect((await visitor().signIn('director')).status).toBe(422)
    later(16)
    const owner = await half('director')
    expect(await give(owner, code())).toBe(303)
    expect(await rowOf('director')).toMatchObject({ failures: 0, codes_failed: 0, locked_until: null })
  })

  test('is locked out for good after twenty wrong codes, however long they wait in between', async () => {
    for (let wrong = 0; wrong < maxWrongCodes; ) {
      later(20)
      const one = await half('director')
      for (let each = 0; each < 4 && wrong < maxWrongCodes; each++, wrong++) {
        expect(await give(one, wrongCode())).toBe(422)
      }
    }
    later(60 * 24)
    expect((await visitor().signIn('director')).status).toBe(422)
    const kinds = await kindsAbout(tested.it, tested.house.ring, ids.get('director') ?? '')
    expect(kinds).toContain('account-locked')
  })

  test('gets no more looks at a code by trying many at once', async () => {
    const one = await half('director')
    const statuses = await Promise.all(Array.from({ length: 12 }, () => give(one, wrongCode())))
    expect(statuses.every((status) => status === 422 || status === 429)).toBe(true)
    expect((await rowOf('director')).codes_failed).toBe(4)
  })

  test('is not waited for longer than a quarter of an hour', async () => {
    const one = await half('director')
    later(16)
    expect(await give(one, code())).toBe(303)
    expect(await isIn(one)).toBe(false)
    await one.get('/sign-in')
    expect(one.text).toContain('That took too long. Please sign in again.')
  })

  test('cannot go on once the Director reset the sign-in', async () => {
    const one = await half('desk')
    await resetSignIn(tested.house, byNobody, {
      id: ids.get('desk') ?? '',
      passphrase: 'given by the director',
    })
    expect((await one.post('/sign-in/code', { code: code() })).headers.get('location')).toBe('/sign-in')
    expect(await isIn(one)).toBe(false)
    const { hashPassphrase } = await import('../../src/staff/passphrase.ts')
    const again = await hashPassphrase(passphrase)
    await tested.house.app
      .updateTable('account')
      .set({ passphrase: again })
      .where('role', '=', 'desk')
      .execute()
    await markAccounts(tested.house.app, tested.house.ring)
  })
})

describe('a person whose role asks for a second step and who has none', () => {
  test('sets one up before they are in, and it counts only once a code confirmed it', async () => {
    const one = await half('counsel')
    expect(one.heading).toBe('Set up two-step sign-in')
    await one.get('/sign-in/add/code-app')
    const [, shown = ''] = /name="secret" value="([A-Z2-7]{32})"/.exec(one.html) ?? []
    expect(one.html).toContain('<svg class="carrel-qr"')
    expect(one.text).toContain(shown.match(/.{4}/g)?.join(' '))
    expect((await rowOf('counsel')).second_factor).toBeNull()
    const wrong = codeAt(shown, tested.time.now, 5)
    expect((await one.post('/sign-in/add/code-app', { secret: shown, code: wrong })).status).toBe(422)
    expect((await rowOf('counsel')).second_factor).toBeNull()
    expect(await isIn(one)).toBe(false)
    const right = codeAt(shown, tested.time.now)
    expect(
      (await one.post('/sign-in/add/code-app', { secret: shown, code: right })).headers.get('location'),
    ).toBe('/')
    expect(await isIn(one)).toBe(true)
    // The code that confirmed it is used up.
    const again = await half('counsel')
    expect(await give(again, right)).toBe(422)
    expect(await give(again, codeAt(shown, tested.time.now, 1))).toBe(303)
    expect(await kindsAbout(tested.it, tested.house.ring, ids.get('counsel') ?? '')).toContain(
      'second-step-added',
    )
  })

  test('is one, where two set one up at the same time: the other begins again, and has to pass it', async () => {
    const [mine, theirs] = [await half('trustee'), await half('trustee')]
    for (const one of [mine, theirs]) await one.get('/sign-in/add/code-app')
    const secrets = [newCodeSecret(), newCodeSecret()]
    const answers = await Promise.all(
      [mine, theirs].map((one, at) => {
        const own = secrets[at] ?? ''
        return one.post('/sign-in/add/code-app', { secret: own, code: codeAt(own, tested.time.now) })
      }),
    )
    const to = answers.map(({ headers }) => headers.get('location'))
    expect([...to].sort()).toEqual(['/', '/sign-in'])
    expect((await Promise.all([mine, theirs].map(isIn))).filter(Boolean)).toHaveLength(1)
  })

  test('is let in without where the role does not ask, unless the Director asks it of everyone', async () => {
    const one = visitor()
    expect((await one.signIn('volunteer')).headers.get('location')).toBe('/')
    await tested.house.app.updateTable('library').set({ second_step_for: 'everyone' }).execute()
    const two = await half('volunteer')
    expect(two.heading).toBe('Set up two-step sign-in')
    expect(await isIn(one)).toBe(true)
    await tested.house.app.updateTable('library').set({ second_step_for: 'officers' }).execute()
  })

  test('who has one passes it, whether the role asks for it or not', async () => {
    const one = await half('desk')
    expect(await isIn(one)).toBe(false)
    expect(await give(one, code())).toBe(303)
    expect(await isIn(one)).toBe(true)
  })
})

describe('a sign-in', () => {
  test('is on record with its place, and so is signing out everywhere', async () => {
    const volunteer = visitor()
    volunteer.cookies.set('carrel-computer', await tested.computerAt('office'))
    await volunteer.signIn('volunteer')
    await volunteer.get('/account')
    await volunteer.post('/account/everywhere')
    const id = ids.get('volunteer') ?? ''
    const about = (await recorded(tested.it, tested.house.ring)).filter(({ account }) => account === id)
    expect(about).toContainEqual(
      expect.objectContaining({ kind: 'signed-in', actor: id, role: 'volunteer', place: 'office' }),
    )
    expect(about).toContainEqual(
      expect.objectContaining({ kind: 'signed-out-everywhere', actor: id, place: 'office' }),
    )
    // Whose passphrase was right and whose second step was not passed is not in, and nothing says so.
    const signedIn = async () =>
      (await kindsAbout(tested.it, tested.house.ring, ids.get('director') ?? '')).filter(
        (kind) => kind === 'signed-in',
      ).length
    const before = await signedIn()
    await half('director')
    expect(await signedIn()).toBe(before)
  })

  test('goes on at a browser that has signed in before, whatever a stranger types all day', async () => {
    const own = visitor()
    expect((await own.signIn('volunteer')).status).toBe(303)
    own.cookies.delete('carrel-session')
    for (let wrong = 1; wrong <= 5; wrong++) await visitor().signIn('volunteer', 'wrong wrong wrong')
    expect((await visitor().signIn('volunteer')).status).toBe(422)
    expect((await own.signIn('volunteer')).status).toBe(303)
  })
})

describe('a passphrase that somebody else made', () => {
  const given = 'given by the director'
  const reset = () =>
    resetSignIn(tested.house, byNobody, { id: ids.get('volunteer') ?? '', passphrase: given })

  test('opens nothing but the page where its owner chooses another, which no one else knows', async () => {
    await reset()
    const one = visitor()
    await one.get('/sign-in')
    expect(
      (await one.post('/sign-in', { name: 'volunteer', passphrase: given })).headers.get('location'),
    ).toBe('/sign-in/passphrase')
    await one.get('/sign-in/passphrase')
    expect(await isIn(one)).toBe(false)
    const choose = (chosen: string, repeated = chosen) =>
      one.post('/sign-in/passphrase', { passphrase: chosen, repeated })
    for (const weak of ['short', given, 'Test volunteer', 'volunteervolunteer', 'aaaaaaaaaaaaaaa']) {
      expect((await choose(weak)).status, weak).toBe(422)
    }
    expect((await choose('a passphrase of mine', 'a passphrase of mind')).status).toBe(422)
    expect((await choose('a passphrase of mine')).headers.get('location')).toBe('/')
    expect(await isIn(one)).toBe(true)
    expect((await visitor().signIn('volunteer', given)).status).toBe(422)
    expect((await visitor().signIn('volunteer', 'a passphrase of mine')).status).toBe(303)
  })

  test('is changed by one, of two who have it; the other is signed out', async () => {
    await reset()
    const both = [visitor(), visitor()]
    for (const one of both) {
      await one.get('/sign-in')
      await one.post('/sign-in', { name: 'volunteer', passphrase: given })
      await one.get('/sign-in/passphrase')
    }
    await Promise.all(
      both.map((one, at) => {
        const chosen = `a passphrase of number ${at}`
        return one.post('/sign-in/passphrase', { passphrase: chosen, repeated: chosen })
      }),
    )
    expect((await Promise.all(both.map(isIn))).filter(Boolean)).toHaveLength(1)
  })
})

test('a form of another browser’s sign-in, or of none, moves no step', async () => {
  const one = await half('director')
  const other = await half('director')
  const planted = visitor()
  planted.cookies.set('carrel-step', one.cookies.get('carrel-step') ?? '')
  await planted.get('/sign-in/second-step')
  // Another site can make a browser send a form, with its cookies, and not know the word.
  expect((await one.post('/sign-in/code', { word: other.word, code: code() })).status).toBe(400)
  expect((await one.post('/sign-in/code', { word: '', code: code() })).status).toBe(400)
  await one.get('/sign-in/second-step')
  const crossSite = { 'sec-fetch-site': 'cross-site' }
  expect((await one.post('/sign-in/code', { code: code() }, crossSite)).status).toBe(403)
})

test('the token of a half sign-in is worth nothing once a person is in, and neither is a planted one', async () => {
  const one = await half('director')
  const before = one.cookies.get('carrel-step') ?? ''
  expect(await give(one, code())).toBe(303)
  expect(one.cookies.has('carrel-step')).toBe(false)
  expect(one.cookies.get('carrel-session')).not.toBe(before)
  const thief = visitor()
  for (const name of ['carrel-step', 'carrel-session']) thief.cookies.set(name, before)
  expect((await thief.get('/')).headers.get('location')).toBe('/sign-in')
  expect((await thief.get('/sign-in/next')).headers.get('location')).toBe('/sign-in')
})
