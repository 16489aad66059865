import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { commandLineActor } from '../../src/gate/actor.ts'
import { findAccount } from '../../src/staff/account-store.ts'
import {
  changeAccountRole,
  closeSignIn,
  confirmAccountOwner,
  createAccount,
  endActingDirector,
  type NewAccount,
  nameActingDirector,
  resetSignIn,
  unlockAccount,
} from '../../src/staff/accounts.ts'
import { contactsToCall, replaceEmergencyContacts } from '../../src/staff/emergency-contacts-store.ts'
import { actingTermsFrom } from '../../src/staff/officer-store.ts'
import { choosePassphrase } from '../../src/staff/sign-in.ts'
import { markAccounts, markSessions } from '../support/marked.ts'
import { cards, passphrase, startHouse, type Tested } from '../web/house.ts'
import { Visitor } from '../web/visitor.ts'
import { byNobody, recorded } from './office.ts'

let tested: Tested
const ids = new Map<string, string>()

beforeAll(async () => {
  tested = await startHouse()
  const rows = await tested.house.app.selectFrom('account').select(['id', 'role']).execute()
  for (const { id, role } of rows) ids.set(role, id)
})
beforeEach(async () => {
  await tested.house.app.updateTable('acting_director').set({ ended: true }).execute()
  on('2026-11-24')
})
afterAll(() => tested.close())

/** The library's own clock: 3 p.m. of a day in Minden. */
function on(day: string, time = '21:00:00'): void {
  tested.time.now = new Date(`${day}T${time}Z`)
  tested.time.today = day
}
const desk = () => ids.get('desk') ?? ''
const name = (days: Partial<{ accountId: string; firstDay: string; lastDay: string }> = {}) =>
  nameActingDirector(tested.house, byNobody, {
    ...{ accountId: desk(), firstDay: '2026-11-25', lastDay: '2026-11-27' },
    ...days,
  })
async function signedIn(role: string): Promise<Visitor> {
  const one = new Visitor(tested.app())
  expect((await one.signIn(role)).status).toBe(303)
  return one
}
const mayDo = async (one: Visitor) => (await one.get('/people')).status === 200

describe('an acting Director', () => {
  test('is one from the first day to the end of the last, in a session that is open all the while', async () => {
    expect(await name()).toBe('named')
    const one = await signedIn('desk')
    expect(await mayDo(one)).toBe(false)
    const days: [string, string, boolean][] = [
      ['2026-11-24', '2026-11-25T05:59:00Z', false],
      ['2026-11-25', '2026-11-25T06:00:00Z', true],
      ['2026-11-27', '2026-11-28T05:59:59Z', true],
      ['2026-11-28', '2026-11-28T06:00:00Z', false],
    ]
    for (const [day, at, may] of days) {
      // The library's day is the clock's to say; the session is kept from being too old for this one.
      tested.time.now = new Date(at)
      tested.time.today = day
      await tested.house.app
        .updateTable('session')
        .set({ seen_at: new Date(at), signed_in_at: new Date(at) })
        .execute()
      await markSessions(tested.house.app, tested.house.ring)
      expect(await mayDo(one), at).toBe(may)
    }
    await one.get('/')
    expect(one.text).toContain('Test desk , clerk')
  })

  test('is named on screen as one, and the register says so of what they look at and do', async () => {
    await name({ firstDay: '2026-11-24' })
    const one = new Visitor(tested.app())
    one.cookies.set('carrel-computer', await tested.computerAt('office'))
    await one.signIn('desk')
    expect(one.text).toContain('acting Director')
    expect(one.text).toContain('You are acting Director through November 27, 2026.')
    await one.get('/counter')
    await one.post('/counter/card', { card: cards.child })
    await one.get('/people/add')
    await one.post('/people/add', { name: 'Ned Berg', signIn: 'ned', role: 'volunteer' })
    const entries = (await recorded(tested.it, tested.house.ring)).filter(
      ({ actor, role }) => actor === desk() && role !== 'desk',
    )
    expect(entries.map(({ kind, role }) => `${kind} ${role}`).sort()).toEqual([
      'account-added acting-director',
      'view acting-director',
    ])
  })

  test('can do nothing to a Director’s sign-in, and make no one Director', async () => {
    await name({ firstDay: '2026-11-24' })
    const one = await signedIn('desk')
    const director = ids.get('director') ?? ''
    await one.get('/people')
    expect(one.html).not.toContain(director)
    expect((await one.get(`/people/person?id=${director}`)).headers.get('location')).toBe('/people')
    for (const path of ['/people/reset', '/people/end', '/people/unlock']) {
      await one.get('/people')
      expect((await one.post(path, { id: director })).headers.get('location')).toBe('/people')
    }
    await one.get('/people')
    await one.post('/people/role', { id: director, role: 'volunteer', sure: 'yes' })
    await one.get('/people')
    await one.post('/people/role', { id: ids.get('volunteer') ?? '', role: 'director', sure: 'yes' })
    await one.get('/people/add')
    expect((await one.post('/people/add', { name: 'X', signIn: 'x', role: 'director' })).status).toBe(422)
    const rows = await tested.house.app
      .selectFrom('account')
      .select('id')
      .where('role', '=', 'director')
      .execute()
    expect(rows).toEqual([{ id: director }])
    expect((await signedIn('director')).heading).toBe('Welcome, Test director')
  })

  test('neither makes a president of the Board nor touches the one there is', async () => {
    await name({ firstDay: '2026-11-24' })
    const one = await signedIn('desk')
    const trustee = ids.get('trustee') ?? ''
    const { app } = tested.house
    const before = await app.selectFrom('account').selectAll().where('id', '=', trustee).execute()
    await one.get('/people')
    expect(one.html).not.toContain(trustee)
    await one.get('/people/add')
    expect(one.html).not.toContain('value="president"')
    const puppet = { name: 'Ann Board', signIn: 'ann', role: 'president' }
    expect((await one.post('/people/add', puppet)).status).toBe(422)
    for (const path of ['/people/reset', '/people/end', '/people/unlock']) {
      await one.get('/people')
      expect((await one.post(path, { id: trustee })).headers.get('location')).toBe('/people')
    }
    for (const [id, role] of [
      [trustee, 'trustee'],
      [ids.get('counsel') ?? '', 'president'],
    ]) {
      await one.get('/people')
      await one.post('/people/role', { id: id ?? '', role: role ?? '', sure: 'yes' })
    }
    expect(await app.selectFrom('account').selectAll().where('id', '=', trustee).execute()).toEqual(before)
    const presidents = await app.selectFrom('account').select('id').where('president', '=', true).execute()
    expect(presidents).toEqual([{ id: trustee }])
  })

  test('is refused the Director and the president by the act itself, whatever a page lets through', async () => {
    const by = { accountId: desk(), role: 'director', ownRole: 'desk', place: 'office' } as const
    const { house } = tested
    const puppet = { name: 'X', signIn: 'puppet', role: 'trustee', passphrase, given: true } as const
    expect(await createAccount(house, by, { ...puppet, president: true })).toBeNull()
    expect(await createAccount(house, by, { ...puppet, president: false, role: 'director' })).toBeNull()
    for (const role of ['trustee', 'director']) {
      const id = ids.get(role) ?? ''
      expect(await resetSignIn(house, by, { id, passphrase }), role).toBe('unknown')
      expect(await closeSignIn(house, by, id), role).toBe('unknown')
      expect(await unlockAccount(house, by, id), role).toBe(false)
      expect(await changeAccountRole(house, by, { id, role: 'desk', president: false }), role).toBe('unknown')
    }
    const counsel = { id: ids.get('counsel') ?? '', role: 'trustee', president: true } as const
    expect(await changeAccountRole(house, by, counsel)).toBe('unknown')
    expect(await unlockAccount(house, by, counsel.id)).toBe(true)
  })

  test('is named by no president whom no one confirmed, nor is it the person who made that president’s passphrase', async () => {
    const { house } = tested
    const maker = { accountId: ids.get('director') ?? '', role: 'director', place: 'office' } as const
    const puppet = { signIn: 'puppet', name: 'X', role: 'trustee', president: true, passphrase, given: true }
    const id = (await createAccount(house, { ...maker, accountId: desk() }, puppet as NewAccount)) ?? ''
    const account = await findAccount(house.app, { id })
    if (account === null) throw new Error('not added')
    const chosen = { account, becomes: 'four words of mine', session: Buffer.alloc(32) }
    expect(await choosePassphrase(house, byNobody, chosen)).toBe('changed')
    const days = { firstDay: '2027-02-01', lastDay: '2027-02-02' }
    const by = { accountId: id, role: 'trustee', president: true, place: 'office' } as const
    const names = (accountId: string) => nameActingDirector(house, by, { accountId, ...days })
    const isConfirmed = async () =>
      expect(await confirmAccountOwner(house, commandLineActor, { id, confirming: [] })).toBe('confirmed')
    expect(await names(ids.get('volunteer') ?? '')).toBe('unsure')
    expect(await name({ accountId: ids.get('volunteer') ?? '', ...days })).toBe('named')
    const [term] = await actingTermsFrom(house.app, house.ring, days.firstDay)
    expect(await endActingDirector(house, by, term?.id ?? '')).toBeNull()
    await isConfirmed()
    expect(await endActingDirector(house, by, term?.id ?? '')).toBe(ids.get('volunteer'))
    expect(await names(desk())).toBe('gave-passphrase')
    expect(await resetSignIn(house, maker, { id, passphrase })).toBe('reset')
    const now = await findAccount(house.app, { id })
    if (now === null) throw new Error('not there')
    expect(await choosePassphrase(house, byNobody, { ...chosen, account: now })).toBe('changed')
    expect(await names(desk())).toBe('unsure')
    await isConfirmed()
    expect(await names(desk())).toBe('named')
    await closeSignIn(house, byNobody, id)
  })

  test('made Director at the moment of being named, is not still named once Director no more', async () => {
    const { house } = tested
    for (let round = 0; round < 12; round++) {
      const days = { firstDay: `2027-03-${String(round + 10)}`, lastDay: `2027-03-${String(round + 10)}` }
      const accountId = ids.get('volunteer') ?? ''
      const as = (role: 'director' | 'volunteer') =>
        changeAccountRole(house, byNobody, { id: accountId, role, president: false })
      await Promise.all([as('director'), nameActingDirector(house, byNobody, { accountId, ...days })])
      await as('volunteer')
      const named = await actingTermsFrom(house.app, house.ring, '2026-11-24')
      expect(named.filter((each) => each.accountId === accountId)).toEqual([])
    }
  })

  test('is no one else at once, and neither a Director nor oneself', async () => {
    const trustee = ids.get('trustee') ?? ''
    expect(await name()).toBe('named')
    expect(await name({ accountId: trustee, firstDay: '2026-11-27', lastDay: '2026-11-29' })).toBe('taken')
    expect(await name({ accountId: trustee, firstDay: '2026-11-28', lastDay: '2026-11-29' })).toBe('named')
    expect(
      await name({ accountId: ids.get('director') ?? '', firstDay: '2027-01-01', lastDay: '2027-01-02' }),
    ).toBe('director')
    expect(
      await nameActingDirector(
        tested.house,
        { accountId: trustee, role: 'trustee', place: 'office' },
        { accountId: trustee, firstDay: '2027-01-01', lastDay: '2027-01-02' },
      ),
    ).toBe('yourself')
    expect(await name({ firstDay: '2026-12-05', lastDay: '2026-12-04' })).toBe('over')
    expect(await name({ firstDay: '2026-11-01', lastDay: '2026-11-23' })).toBe('over')
    expect(await name({ firstDay: '2027-01-01', lastDay: '2028-06-01' })).toBe('too-long')
  })

  test('named twice at the same moment is named once', async () => {
    const outcomes = await Promise.all([name(), name(), name()])
    expect(outcomes.sort()).toEqual(['named', 'taken', 'taken'])
  })

  test('ends at once when the Board ends it, or the sign-in ends', async () => {
    await name({ firstDay: '2026-11-24' })
    const one = await signedIn('desk')
    expect(await mayDo(one)).toBe(true)
    const [acting] = await actingTermsFrom(tested.house.app, tested.house.ring, '2026-11-24')
    expect(await endActingDirector(tested.house, byNobody, acting?.id ?? '')).toBe(acting?.accountId)
    expect(await endActingDirector(tested.house, byNobody, acting?.id ?? '')).toBeNull()
    expect(await mayDo(one)).toBe(false)
    const counsel = ids.get('counsel') ?? ''
    await name({ accountId: counsel, firstDay: '2026-11-24' })
    await closeSignIn(tested.house, byNobody, counsel)
    expect(await actingTermsFrom(tested.house.app, tested.house.ring, '2026-11-24')).toEqual([])
    const kinds = (await recorded(tested.it, tested.house.ring)).map(({ kind }) => kind)
    expect(kinds).toEqual(expect.arrayContaining(['acting-director-named', 'acting-director-ended']))
  })

  test('acts only in a session whose second step was passed', async () => {
    const strict = { ...tested.house, asksSecondStep: true }
    const { webApp } = await import('../../src/app/web-app.ts')
    const one = new Visitor(webApp(strict))
    await one.signIn('desk')
    await name({ firstDay: '2026-11-24' })
    expect(await mayDo(one)).toBe(false)
    await one.get('/')
    expect(one.text).toContain('To act as Director, sign out and sign in again with two-step sign-in.')
    const two = new Visitor(webApp(strict))
    await two.get('/sign-in')
    expect(
      (await two.post('/sign-in', { name: 'desk', passphrase: 'open the library' })).headers.get('location'),
    ).toBe('/sign-in/add')
  })
})

describe('a Director’s leave', () => {
  const days = { first: '2026-12-21', last: '2027-01-04' }

  test('waits for the president, whose start page asks for it, and each page says what comes next', async () => {
    const [director, president] = [await signedIn('director'), await signedIn('trustee')]
    await director.get('/people')
    expect((await director.post('/people/leave', { ...days, last: '2026-12-01' })).status).toBe(422)
    expect(director.html).toContain('value="2026-12-21"')
    expect((await director.post('/people/leave', days)).status).toBe(303)
    await director.get('/people')
    expect(director.text).toContain('This waits for the president of the Board: no one is named yet.')
    await director.get('/')
    expect(director.text).toContain('has not named an acting Director yet')
    await president.get('/')
    expect(president.text).toContain('Test director is going on leave and asks the Board')
    await president.get('/acting')
    for (const day of Object.values(days)) expect(president.html).toContain(`value="${day}"`)
    expect((await president.post('/acting', { account: desk(), ...days })).status).toBe(303)
    await president.get('/')
    expect(president.text).not.toContain('is going on leave')
    await director.get('/people')
    expect(director.text).toContain('The Board named Test desk as acting Director')
    await director.get('/')
    expect(director.text).toContain('Test desk will be acting Director from December 21, 2026')
    await director.post('/people/leave', { act: 'withdraw' })
  })

  test('is asked for by the Director alone, not by someone who acts as Director', async () => {
    await name({ firstDay: '2026-11-24' })
    const acting = await signedIn('desk')
    await acting.get('/people')
    expect(acting.text).not.toContain('Going on leave?')
    expect((await acting.post('/people/leave', days)).status).toBe(404)
  })

  test('staff call the acting Director’s number first while it lasts, and not before or after', async () => {
    await tested.house.app.transaction().execute((trx) =>
      replaceEmergencyContacts(
        trx,
        [
          { whom: 'director', nth: 1, name: 'Dee Rector', mail: '', phones: '308-555-0181' },
          { whom: 'acting', nth: 1, name: 'Ann Acting', mail: '', phones: '308-555-0182' },
        ],
        ['director', 'acting'],
      ),
    )
    await name()
    const called = async (day: string) => {
      on(day)
      const all = await contactsToCall(tested.house)
      return all.filter(({ whom }) => whom === 'director').map((one) => one.name)
    }
    expect(await called('2026-11-24')).toEqual(['Dee Rector'])
    expect(await called('2026-11-25')).toEqual(['Ann Acting', 'Dee Rector'])
    expect(await called('2026-11-28')).toEqual(['Dee Rector'])
  })

  test('a Director who is away and changes that number does not move the calls at once: the old one stays seven days', async () => {
    const typed = (phones: string) => ({ 'name-acting-1': 'Ann Acting', 'phones-acting-1': phones })
    const called = async () =>
      (await contactsToCall(tested.house)).flatMap(({ whom, phones, until }) =>
        whom === 'director' ? [until ? `${phones} too` : phones] : [],
      )
    const director = await signedIn('director')
    const change = async (phones: string) => {
      await director.get('/cases/contacts')
      expect((await director.post('/cases/contacts', typed(phones))).status).toBe(200)
    }
    await change('308-555-0182')
    tested.time.now = new Date(tested.time.now.getTime() + 2 * 3_600_000)
    await director.signIn('director')
    // Before the term it is the Director’s to choose.
    await change('308-555-0183')
    expect(await called()).toEqual([])
    await name({ firstDay: '2026-11-24' })
    expect(await called()).toEqual(['308-555-0183'])
    tested.time.now = new Date(tested.time.now.getTime() + 2 * 3_600_000)
    await director.signIn('director')
    await change('308-555-0199')
    expect(await called()).toEqual(['308-555-0199', '308-555-0183 too'])
  })
})

describe('the president of the Board', () => {
  test('names an acting Director on a page that no other trustee has', async () => {
    const president = await signedIn('trustee')
    await president.get('/acting')
    expect(president.text).not.toContain('Test director')
    const fields = { account: desk(), first: '2026-12-01', last: '2026-12-05' }
    expect((await president.post('/acting', { ...fields, last: '2026-02-30' })).status).toBe(422)
    await president.get('/acting')
    expect((await president.post('/acting', fields)).status).toBe(303)
    await president.get('/acting')
    expect(president.text).toContain('From December 1, 2026 through December 5, 2026 Named by Test trustee')
    const named = (await recorded(tested.it, tested.house.ring)).filter(
      ({ kind, flags }) => kind === 'acting-director-named' && flags?.includes('2026-12-01'),
    )
    expect(named).toMatchObject([
      { actor: ids.get('trustee'), role: 'trustee', account: desk(), flags: ['2026-12-01', '2026-12-05'] },
    ])
    await tested.house.app
      .updateTable('account')
      .set({ president: false })
      .where('role', '=', 'trustee')
      .execute()
    await markAccounts(tested.house.app, tested.house.ring)
    expect((await president.get('/acting')).status).toBe(404)
    await tested.house.app
      .updateTable('account')
      .set({ president: true })
      .where('role', '=', 'trustee')
      .execute()
    await markAccounts(tested.house.app, tested.house.ring)
  })
})
