import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor, StaffActor } from '../../src/gate/actor.ts'
import type { StaffRole } from '../../src/policy/index.ts'
import { findAccount } from '../../src/staff/account-store.ts'
import {
  changeAccountRole,
  confirmAccountOwner,
  createAccount,
  resetSignIn,
} from '../../src/staff/accounts.ts'
import { listOfficers } from '../../src/staff/officer-store.ts'
import { choosePassphrase } from '../../src/staff/sign-in.ts'
import { collectedCase, receivedCase } from '../casework/decided-case.ts'
import { passphrase, startHouse, type Tested } from '../web/house.ts'
import { Visitor } from '../web/visitor.ts'
import { byNobody, recorded } from './office.ts'

let tested: Tested
const ids = new Map<string, string>()
const confirming = ['president', 'trustee', 'counsel'] as const

beforeAll(async () => {
  tested = await startHouse()
  const rows = await tested.house.app.selectFrom('account').select(['id', 'role']).execute()
  for (const { id, role } of rows) ids.set(role, id)
})
afterAll(() => tested.close())

const idOf = (role: string) => ids.get(role) ?? ''
const byDirector = () => ({ accountId: idOf('director'), role: 'director', place: 'office' }) as const
const own = 'a passphrase of my very own'

/** Somebody whose sign-in the Director set up, and who chose a passphrase since. */
async function setUp(signIn: string, role: 'counsel' | 'trustee' | 'director', president = false) {
  const person = { signIn, name: `The ${signIn}`, role, president, passphrase, given: true }
  const id = await createAccount(tested.house, byDirector(), person)
  if (id === null) throw new Error(`${signIn} is taken`)
  await choose(id)
  return id
}
async function choose(id: string) {
  const account = await findAccount(tested.house.app, { id })
  if (account === null) throw new Error('there is no such sign-in')
  const chosen = { account, becomes: own, session: Buffer.alloc(32) }
  expect(await choosePassphrase(tested.house, { accountId: id, role: 'desk', place: 'office' }, chosen)).toBe(
    'changed',
  )
}
async function signedIn(signIn: string, typed = own): Promise<Visitor> {
  const one = new Visitor(tested.app())
  one.cookies.set('carrel-computer', await tested.computerAt('office'))
  await one.get('/sign-in')
  expect((await one.post('/sign-in', { name: signIn, passphrase: typed })).status).toBe(303)
  await one.get('/')
  return one
}
const confirm = (accountId: string, id: string) =>
  confirmAccountOwner(tested.house, { accountId, role: 'director', place: 'office' }, { id, confirming })
const isConfirmed = async (id: string) =>
  (await listOfficers(tested.house.app, tested.house.ring)).find((one) => one.id === id)?.confirmed !== null

describe('a sign-in that the Director set up', () => {
  test('advises as counsel in no case until someone else confirmed that it is theirs', async () => {
    const services = tested.house
    const lawyer = await setUp('lawyer', 'counsel')
    const reference = await receivedCase(services)
    const visitor = await signedIn('lawyer')
    await visitor.get(`/cases/${reference}`)
    const advice = { step: 'counsel-advised', opinion: 'proper', words: 'All is well.' }
    expect((await visitor.post(`/cases/${reference}`, advice)).status).toBe(422)
    expect(visitor.text).toContain(
      'Someone else must first confirm that it is yours. See the page Identity confirmations.',
    )
    // Neither whoever set it up, nor its owner, nor another whom the Director set up.
    const puppet = await setUp('puppet', 'trustee', true)
    expect(await confirm(idOf('director'), lawyer)).toBe('set-up')
    expect(await confirm(lawyer, lawyer)).toBe('yours')
    expect(await confirm(puppet, lawyer)).toBe('unsure')
    expect(await confirm(idOf('desk'), lawyer)).toBe('role')
    const president = await signedIn('trustee', passphrase)
    await president.get('/officers')
    expect(president.text).toContain(
      'Set up by Test director. No one else has confirmed that the account is theirs.',
    )
    expect((await president.post('/officers', { id: lawyer })).status).toBe(303)
    await president.get('/officers')
    expect(president.text).toMatch(/Test trustee confirmed on November 24, 2026 that the account is theirs/)
    expect((await visitor.post(`/cases/${reference}`, advice)).status).toBe(303)
    const entries = await recorded(tested.it, tested.house.ring)
    expect(entries.filter(({ kind }) => kind === 'account-confirmed').map(({ account }) => account)).toEqual([
      lawyer,
    ])
    // The Director sees it, and cannot do it.
    const director = await signedIn('director', passphrase)
    await director.get('/officers')
    expect(director.text).toContain('The puppet')
    expect(director.html).not.toContain(`value="${puppet}"`)
    expect((await director.post('/officers', { id: puppet })).status).toBe(422)
  })

  test('counts no longer once the Director resets it or gives it another role, nor before its owner chose a passphrase', async () => {
    const one = await setUp('one', 'counsel')
    expect(await confirm(idOf('trustee'), one)).toBe('confirmed')
    await resetSignIn(tested.house, byDirector(), { id: one, passphrase })
    expect(await isConfirmed(one)).toBe(false)
    expect(await confirm(idOf('trustee'), one)).toBe('given')
    await choose(one)
    expect(await confirm(idOf('trustee'), one)).toBe('confirmed')
    // A role that a Director gives is given, also where nobody made the passphrase: of a sign-in of their own, say.
    const made = {
      signIn: 'made',
      name: 'Made',
      role: 'desk',
      president: false,
      passphrase,
      given: false,
    } as const
    const other = (await createAccount(tested.house, { role: 'command-line' }, made)) ?? ''
    await changeAccountRole(tested.house, byDirector(), { id: other, role: 'counsel', president: false })
    expect(await isConfirmed(other)).toBe(false)
    const { setUpBy } =
      (await listOfficers(tested.house.app, tested.house.ring)).find(({ id }) => id === other) ?? {}
    expect(setUpBy?.id).toBe(idOf('director'))
    const byCommand = await confirmAccountOwner(
      tested.house,
      { role: 'command-line' },
      { id: other, confirming: [] },
    )
    expect([byCommand, await isConfirmed(other)]).toEqual(['confirmed', true])
  })

  test('is no confirmation where a row was written past the program, or is another’s', async () => {
    const forged = await setUp('forged', 'counsel')
    const { app } = tested.house
    const right = await app.selectFrom('account_confirmed').selectAll().executeTakeFirstOrThrow()
    const forge = (mark: Buffer) =>
      app
        .insertInto('account_confirmed')
        .values({ ...right, account_id: forged, mark })
        .execute()
    await expect(forge(right.mark)).rejects.toThrow(/row_mark/)
    await forge(Buffer.concat([randomBytes(16), right.mark.subarray(16)]))
    expect(await isConfirmed(forged)).toBe(false)
  })

  test('is no second person: neither as one who checks, nor, where it collected, with a Director who checks', async () => {
    const services = tested.house
    const scope = { subjects: [tested.child], records: ['loans'] } as const
    const reference = await collectedCase(services, scope)
    const copy = (await services.copies.show({ accountId: 'x', role: 'counsel', place: 'office' }, reference))
      ?.copy
    const checked = { what: 'checked', copy: copy?.id ?? '' } as const
    const other: StaffActor = { accountId: 'other', role: 'director', place: 'office', unconfirmed: true }
    expect(await services.cases.take(other, reference, checked)).toEqual({ refused: ['second-person'] })
    const again = await services.copies.collect(other, reference)
    if (typeof again === 'string' || 'refused' in again) throw new Error('nothing was collected')
    const now = { what: 'checked', copy: again.copy } as const
    const director: StaffActor = { accountId: 'director-1', role: 'director', place: 'office' }
    expect(await services.cases.take(director, reference, now)).toEqual({ refused: ['second-person'] })
    const counsel: StaffActor = { accountId: 'counsel-1', role: 'counsel', place: 'office' }
    expect(await services.cases.take(counsel, reference, now)).toHaveProperty('entry')
  })
})

test('a library where no one confirmed counsel or the president says so on the start page, until someone is confirmed', async () => {
  const fresh = await startHouse(undefined, { isNew: true })
  try {
    const add = (by: Actor, signIn: string, role: StaffRole) =>
      createAccount(fresh.house, by, {
        ...{ signIn, name: signIn, role, president: role === 'trustee', passphrase, given: false },
      })
    const made = await add(byNobody, 'boss', 'director')
    const boss = { accountId: made ?? '', role: 'director' } as const
    const counsel = await add({ ...boss, place: 'office' }, 'cal', 'counsel')
    await add({ ...boss, place: 'office' }, 'pat', 'trustee')
    const page = new Visitor(fresh.app())
    const says = async () => {
      await page.get('/sign-in')
      await page.post('/sign-in', { name: 'boss', passphrase })
      await page.get('/')
      return page.text.includes('If a case about the Director came in now, no one could open it')
    }
    expect(await says()).toBe(true)
    const whom = { id: counsel ?? '', confirming }
    expect(await confirmAccountOwner(fresh.house, byNobody, whom)).toBe('confirmed')
    expect(await says()).toBe(false)
  } finally {
    await fresh.close()
  }
})
