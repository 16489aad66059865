import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Actor, accountIdOfActor, commandLineActor, type StaffActor } from '../../src/gate/actor.ts'
import { findAccount, resetAccount } from '../../src/staff/account-store.ts'
import {
  changeAccountRole,
  closeSignIn,
  confirmAccountOwner,
  createAccount,
  nameActingDirector,
  resetSignIn,
} from '../../src/staff/accounts.ts'
import { replaceEmergencyContacts } from '../../src/staff/emergency-contacts-store.ts'
import { recentAccountChanges } from '../../src/staff/logged-action.ts'
import { addActingTerm } from '../../src/staff/officer-store.ts'
import { carrelHere } from '../cli/carrel.ts'
import { isDaily } from '../scope.ts'
import { markAccounts } from '../support/marked.ts'
import { actors, plantCase, takeAll } from '../web/cases-planted.ts'
import { passphrase, startHouse, type Tested } from '../web/house.ts'
import { Visitor } from '../web/visitor.ts'
import { AloneSearch, type Replaceable } from './alone-search.ts'
import { kindsAbout, recorded } from './office.ts'

let tested: Tested
let by: Awaited<ReturnType<typeof actors>>
let president: StaffActor

/** A library with a Director, counsel and a president, whose accounts are their own. */
beforeEach(async () => {
  tested = await startHouse()
  by = await actors(tested)
  const { app } = tested.house
  const trustee = await app
    .selectFrom('account')
    .select('id')
    .where('president', '=', true)
    .executeTakeFirst()
  president = { accountId: trustee?.id ?? '', role: 'trustee', president: true, place: 'office' }
})
afterEach(() => tested.close())

const reset = (who: StaffActor, as: Parameters<typeof resetSignIn>[1] = by.director) =>
  resetSignIn(tested.house, as, { id: who.accountId, passphrase })
/** They chose a passphrase of their own: the one that all tests sign in with. */
async function chosen({ accountId: id }: StaffActor): Promise<void> {
  const { app, ring } = tested.house
  await app.updateTable('account').set({ given: false }).where('id', '=', id).execute()
  await markAccounts(app, ring)
}
/** A new account, by default of the Director's making. */
const made = (
  signIn: string,
  role: StaffActor['role'],
  { isPresident = false, actor = by.director as Actor } = {},
) => {
  const person = { signIn, name: signIn, role, president: isPresident, passphrase, given: true }
  return createAccount(tested.house, actor, person)
}
const opensFor = async (actor: StaffActor, reference: string) =>
  (await tested.house.cases.look(actor, reference)) !== undefined

async function signedIn(signIn: string): Promise<Visitor> {
  const one = new Visitor(tested.app())
  one.cookies.set('carrel-computer', await tested.computerAt('office'))
  expect((await one.signIn(signIn)).status).toBe(303)
  return one
}

describe('a Director alone, with every account that they make or reset', () => {
  const most = 20
  /** The daily run tries the first states; the full run all of those accounts, and many with one more that the Director makes. */
  async function expectNoAttack(one: AloneSearch): Promise<void> {
    expect((await one.run(most, 0)).attack).toBeUndefined()
    if (isDaily) return
    const all = await one.run(1000, 0)
    expect(all.attack).toBeUndefined()
    expect(all.states).toBeLessThan(1000)
    expect((await one.run(200, 1)).attack).toBeUndefined()
  }

  async function search(acts: Partial<Replaceable> = {}): Promise<AloneSearch> {
    const desk = ['volunteer', 'desk'] as const
    await tested.house.app.updateTable('account').set({ passphrase: '' }).where('role', 'in', desk).execute()
    return AloneSearch.of(tested, by, acts)
  }
  const counselActs = async () => {
    const days = { accountId: by.counsel.accountId, firstDay: '2026-11-24', lastDay: '2026-11-30' }
    expect(await nameActingDirector(tested.house, commandLineActor, days)).toBe('named')
  }

  test('speaks in no state for counsel or the Board, and closes a case about them to everyone in none, also where counsel has a conflict', async () => {
    await expectNoAttack(await search())
  }, 900_000)

  test('nor while counsel acts as Director', async () => {
    await counselActs()
    await expectNoAttack(await search())
  }, 900_000)

  /** As the store does it, without the rule that the act asks first. */
  const anyReset: typeof resetSignIn = async ({ app, ring, clock }, actor, { id, passphrase: hash }) => {
    const given = { givenBy: accountIdOfActor(actor), givenAt: clock.now() }
    const account = { id, passphrase: hash, on: clock.today(), ...given }
    await app.transaction().execute((trx) => resetAccount(trx, ring, account))
    return 'reset'
  }
  const anyName: typeof nameActingDirector = async ({ app, ring }, actor, acting) => {
    const named = { ...acting, namedBy: accountIdOfActor(actor) }
    const id = await app.transaction().execute((trx) => addActingTerm(trx, ring, named))
    return id === null ? 'taken' : 'named'
  }

  test('is found to close one by a reset of the president, and to name an acting Director, where no rule is asked', async () => {
    const closed = await (await search({ reset: anyReset })).run(most, 0)
    expect(closed.attack).toBe('director resets trustee; a case about them opens for no one')
    await tested.close()
    tested = await startHouse()
    by = await actors(tested)
    const named = await (await search({ name: anyName })).run(most, 0)
    expect(named.attack).toBe(
      'director resets counsel; counsel chooses a passphrase; director gives counsel the role president; counsel names as acting Director counsel',
    )
  }, 900_000)
})

describe('the last confirmed president, who opens a case about the Director also where counsel has a conflict', () => {
  test('is not reset, closed or given another role on a screen, which says why and what to do', async () => {
    const reference = await plantCase(tested, 'privacy', { aboutDirector: true })
    await takeAll(tested, reference, [[by.counsel, { what: 'conflict-said' }]])
    const director = await signedIn('director')
    const id = president.accountId
    for (const [path, sent] of [
      ['/people/reset', { id }],
      ['/people/end', { id }],
      ['/people/role', { id, role: 'trustee', sure: 'yes' }],
      // Given once more by the Director, the same role would count as set by them.
      ['/people/role', { id, role: 'president', sure: 'yes' }],
    ] as const) {
      await director.get(`/people/person?id=${id}`)
      expect((await director.post(path, sent)).status, path).toBe(422)
      expect(director.text).toContain('No confirmed account of the president of the Board would be left.')
      expect(director.text).toContain('with the command “carrel account.”')
      expect(await opensFor(president, reference), path).toBe(true)
    }
    expect((await signedIn('trustee')).heading).toBe('Welcome, Test trustee')
    expect(await kindsAbout(tested.it, tested.house.ring, id)).not.toContain('account-reset')
  })

  test('stays where two presidents are reset at the same moment', async () => {
    const second = (await made('second', 'trustee', { isPresident: true, actor: commandLineActor })) ?? ''
    const presidents = [president, { ...president, accountId: second }]
    for (let round = 0; round < 6; round++) {
      for (const who of presidents) {
        await reset(who, commandLineActor)
        await chosen(who)
      }
      const both = await Promise.all(presidents.map((who) => reset(who)))
      expect(both.sort()).toEqual(['last-confirmed', 'reset'])
    }
  })

  test('counts whether or not someone set it up, once its owner has a passphrase of their own', async () => {
    const { house } = tested
    const theirs = (await made('made', 'trustee', { isPresident: true })) ?? ''
    expect(await reset(president)).toBe('last-confirmed')
    await chosen({ ...president, accountId: theirs })
    expect(await reset(president)).toBe('last-confirmed')
    const confirmed = { id: theirs, confirming: ['president'] } as const
    expect(await confirmAccountOwner(house, president, confirmed)).toBe('confirmed')
    expect(await reset(president)).toBe('reset')
    const role = { id: theirs, role: 'desk', president: false } as const
    expect(await changeAccountRole(house, by.director, role)).toBe('last-confirmed')
    expect(await closeSignIn(house, by.director, theirs)).toBe('last-confirmed')
    expect(await reset(by.counsel)).toBe('reset')
  })

  test('is missing in some libraries: there counsel, who could have a conflict, is reset on the command line alone', async () => {
    const { house } = tested
    await chosen({
      ...by.counsel,
      accountId: (await made('second', 'counsel', { actor: commandLineActor })) ?? '',
    })
    // On the command line a reset is by no Director, but no one has opened anything with it yet.
    expect(await reset(president, commandLineActor)).toBe('reset')
    expect(await reset(by.counsel)).toBe('last-confirmed')
    expect(await closeSignIn(house, commandLineActor, president.accountId)).toBe('ended')
    expect(await reset(by.counsel)).toBe('last-confirmed')
    expect(await reset(by.clerk)).toBe('reset')
    expect(await closeSignIn(house, by.director, (await made('special', 'special-counsel')) ?? '')).toBe(
      'ended',
    )
    // Counsel that no one confirmed opens no such case.
    expect(await closeSignIn(house, by.director, (await made('third', 'counsel')) ?? '')).toBe('ended')
    expect(await reset(by.counsel, commandLineActor)).toBe('reset')
  })

  test('is reset on the command line, which is on record, and every officer reads it on their start page', async () => {
    const { house } = tested
    const told = async (who: StaffActor) =>
      (await recentAccountChanges(house.app, who.accountId, tested.time.now)).map(({ kind }) => kind)
    const run = (...args: string[]) => carrelHere(tested.it.home.dir, ['account', ...args])
    expect((await run('reset', 'counsel')).code).toBe(0)
    expect(await told(president)).toEqual([])
    expect((await run('reset', 'trustee')).code).toBe(0)
    tested.time.now = new Date()
    expect(await told(by.director)).toEqual(['last-confirmed-changed'])
    expect(await told(by.clerk)).toEqual([])
    expect(await told(president)).toEqual(['account-reset'])
    const director = await signedIn('director')
    await director.get('/')
    expect(director.text).toContain('no confirmed account of the president of the Board was left')
    expect(director.html).toContain('href="/officers"')
    const month = tested.time.now.toISOString().slice(0, 7)
    const entries = await recorded(tested.it, house.ring, month)
    expect(entries.filter(({ account }) => account === president.accountId)).toMatchObject([
      { kind: 'account-reset', actor: 'command-line' },
    ])
  }, 300_000)
})

describe('counsel who acts as Director', () => {
  test('opens a case about the Director as counsel, and is asked about a changed number of theirs', async () => {
    const { house, time } = tested
    const reference = await plantCase(tested, 'privacy', { aboutDirector: true })
    const other = await plantCase(tested, 'privacy')
    const contact = {
      whom: 'counsel',
      nth: 1,
      name: 'Lou Brief',
      mail: '',
      account: by.counsel.accountId,
    } as const
    const named = (phones: string) =>
      house.app.transaction().execute((trx) =>
        replaceEmergencyContacts(trx, [{ ...contact, phones }], ['counsel'], {
          ...{ ring: house.ring, account: by.director.accountId, at: time.now },
        }),
      )
    await named('308-555-0101')
    time.now = new Date(time.now.getTime() + 7_200_000)
    await named('308-555-0102')
    const days = { accountId: by.counsel.accountId, firstDay: '2026-11-24', lastDay: '2026-11-24' }
    expect(await nameActingDirector(house, commandLineActor, days)).toBe('named')
    const counsel = await signedIn('counsel')
    await counsel.get('/')
    expect(counsel.text).toContain('You are acting Director')
    expect(counsel.html).toContain('href="/cases/contacts/own"')
    expect((await counsel.get('/cases/contacts/own')).status).toBe(200)
    expect(counsel.text).toContain('308-555-0101')
    await counsel.get('/cases')
    for (const one of [reference, other]) expect(counsel.html).toContain(`/cases/${one}"`)
    expect((await counsel.get(`/cases/${reference}`)).status).toBe(200)
    // The Director alone, or who decides in their place, has the letter page; here that is the president.
    expect((await counsel.get(`/cases/${reference}/letter`)).status).toBe(404)
    const seen = await house.cases.look(president, reference)
    expect(seen?.case.counselAt).toBeDefined()
    expect(seen?.events.map(({ stamp }) => [stamp.role, stamp.acting])).toContainEqual(['counsel', undefined])
    expect((await counsel.get(`/cases/${other}`)).status).toBe(200)
  })

  test('does not open it at an account that no one confirmed, nor does a clerk who acts as Director', async () => {
    const { house } = tested
    const reference = await plantCase(tested, 'privacy', { aboutDirector: true })
    const acting = { role: 'director', ownRole: 'counsel' } as const
    expect(await opensFor({ ...by.counsel, ...acting }, reference)).toBe(true)
    expect(await opensFor({ ...by.counsel, ...acting, unconfirmed: true }, reference)).toBe(false)
    expect(await opensFor({ ...by.clerk, role: 'director', ownRole: 'desk' }, reference)).toBe(false)
    expect(await opensFor({ ...president, role: 'director', ownRole: 'trustee' }, reference)).toBe(true)
    const days = { accountId: by.clerk.accountId, firstDay: '2026-11-24', lastDay: '2026-11-24' }
    expect(await nameActingDirector(house, commandLineActor, days)).toBe('named')
    const clerk = await signedIn('desk')
    const withoutName = async (path: string) => {
      expect((await clerk.get(path)).status).toBe(404)
      return clerk.html.replaceAll(path, '')
    }
    // Whether there is such a case does not show.
    expect(await withoutName(`/cases/${reference}`)).toBe(await withoutName('/cases/AAAA-AAAA'))
  })
})

describe('a president whom no one confirmed', () => {
  test('neither names an acting Director, nor ends one, nor changes the president’s contacts', async () => {
    const { house } = tested
    const days = { accountId: by.clerk.accountId, firstDay: '2026-11-24', lastDay: '2026-11-24' }
    expect(await nameActingDirector(house, commandLineActor, days)).toBe('named')
    await chosen({
      ...president,
      accountId: (await made('second', 'trustee', { isPresident: true, actor: commandLineActor })) ?? '',
    })
    expect(await reset(president)).toBe('reset')
    await chosen(president)
    const one = await signedIn('trustee')
    const says = 'Before you can act for the Board here, someone else must confirm that this account is yours'
    await one.get('/acting')
    expect(one.text).toContain(says)
    expect(one.html).not.toContain('action="/acting')
    const typed = { account: by.counsel.accountId, first: '2026-12-01', last: '2026-12-02' }
    expect((await one.post('/acting', typed)).status).toBe(422)
    expect(one.text).toContain(says)
    await one.get('/cases/contacts')
    expect(one.text).toContain(says)
    const contact = { 'name-president-1': 'D. Rector', 'phones-president-1': '308-555-0199' }
    expect((await one.post('/cases/contacts', contact)).status).toBe(422)
    expect(one.text).toContain(says)
    expect(one.html).toContain('308-555-0199')
    expect(await house.app.selectFrom('case_contact').selectAll().execute()).toEqual([])
    expect((await findAccount(house.app, { id: by.clerk.accountId }))?.role).toBe('desk')
  })
})
