import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readAction } from '../../src/cli/account.ts'
import {
  allAccounts,
  directorIds,
  endAccount,
  isGivenPassphraseExpired,
} from '../../src/staff/account-store.ts'
import {
  changeAccountRole,
  closeSignIn,
  createAccount,
  requireSecondFactor,
  resetSignIn,
  signInNameFault,
  unlockAccount,
} from '../../src/staff/accounts.ts'
import { enrollComputer, removeComputer, workstationOf } from '../../src/staff/computers.ts'
import { unknownSource } from '../../src/staff/known-source-store.ts'
import { secondFactorPolicy } from '../../src/staff/second-factor-store.ts'
import { beginSignIn, findSession, openSession } from '../../src/staff/session-store.ts'
import { tryPassphrase } from '../../src/staff/sign-in.ts'
import { chargePassphrase, maxWrongCodes } from '../../src/staff/sign-in-attempt-store.ts'
import { byNobody, kindsAbout, passphrase, recorded, startOffice, type TestOffice } from './office.ts'

let at: TestOffice
beforeAll(async () => {
  at = await startOffice()
})
afterAll(() => at.close())

const hash = (text: string) => Buffer.alloc(32, text)
const app = () => at.office.app
const ring = () => at.office.ring
const trying = (now = at.time.now) => ({ now, today: at.time.today, from: unknownSource })
const hashOf = async (id: string) =>
  (await app().selectFrom('account').select('passphrase').where('id', '=', id).executeTakeFirstOrThrow())
    .passphrase

/** Signs in as far as the database goes; false where it would not let one in. */
async function signedIn(accountId: string, token: string, passphraseHash: string): Promise<boolean> {
  const { now } = at.time
  const begun = {
    tokenHash: hash(`${token}-half`),
    accountId,
    passphrase: passphraseHash,
    place: 'office',
    now,
  }
  if (!(await beginSignIn(app(), ring(), { ...begun, again: false }))) return false
  return app()
    .transaction()
    .execute((trx) => openSession(trx, ring(), { from: hash(`${token}-half`), to: hash(token), now }))
}
const who = (token: string) => findSession(app(), ring(), hash(token), at.time)

describe('a reset', () => {
  test('ends the sessions and the rest; one that signs in with the old passphrase meanwhile gets none', async () => {
    const ada = await at.add({ signIn: 'ada' })
    const old = await hashOf(ada)
    expect(await signedIn(ada, 'a1', old)).toBe(true)
    for (let tries = 1; tries <= 5; tries++) await chargePassphrase(app(), ring(), 'ada', trying())
    expect((await chargePassphrase(app(), ring(), 'ada', trying())).tried).toBeNull()
    expect(await resetSignIn(at.office, byNobody, { id: ada, passphrase: 'another passphrase' })).toBe(
      'reset',
    )
    expect(await who('a1')).toBeNull()
    expect((await chargePassphrase(app(), ring(), ' ADA', trying())).tried).toMatchObject({ given: true })
    expect(await signedIn(ada, 'a2', old)).toBe(false)
    expect(await who('a2')).toBeNull()
    expect(await kindsAbout(at.it, at.office.ring, ada)).toEqual(
      expect.arrayContaining(['account-added', 'account-reset']),
    )
  })

  test('in the middle of a sign-in ends that too', async () => {
    const ann = await at.add({ signIn: 'ann' })
    const { now } = at.time
    const half = {
      tokenHash: hash('ann'),
      accountId: ann,
      passphrase: await hashOf(ann),
      place: 'office',
      now,
    }
    await beginSignIn(app(), ring(), { ...half, again: false })
    await resetSignIn(at.office, byNobody, { id: ann, passphrase: 'another passphrase' })
    const opened = app()
      .transaction()
      .execute((trx) => openSession(trx, ring(), { from: hash('ann'), to: hash('ann2'), now }))
    expect(await opened).toBe(false)
  })
})

describe('an ended sign-in', () => {
  test('is signed out, cannot sign in, cannot be reset or unlocked, and its name is not given again', async () => {
    const bo = await at.add({ signIn: 'bo' })
    const old = await hashOf(bo)
    await signedIn(bo, 'b1', old)
    expect(await closeSignIn(at.office, byNobody, bo)).toBe('ended')
    expect(await who('b1')).toBeNull()
    expect(await signedIn(bo, 'b2', old)).toBe(false)
    expect((await chargePassphrase(app(), ring(), 'bo', trying())).tried).toBeNull()
    expect(await resetSignIn(at.office, byNobody, { id: bo, passphrase: 'x' })).toBe('unknown')
    expect(await unlockAccount(at.office, byNobody, bo)).toBe(false)
    expect(await changeAccountRole(at.office, byNobody, { id: bo, role: 'director', president: false })).toBe(
      'unknown',
    )
    expect(await closeSignIn(at.office, byNobody, bo)).toBe('unknown')
    const again = {
      signIn: 'Bo',
      name: 'Bo',
      role: 'desk',
      president: false,
      passphrase,
      given: false,
    } as const
    expect(await createAccount(at.office, byNobody, again)).toBeNull()
    expect((await allAccounts(app())).map(({ signIn }) => signIn)).not.toContain('bo')
    expect(await kindsAbout(at.it, at.office.ring, bo)).toHaveLength(2)
  })
})

describe('the last Director', () => {
  test('of two Directors who end each other at the same time one stays', async () => {
    const cy = await at.add({ signIn: 'cy', role: 'director' })
    const di = await at.add({ signIn: 'di', role: 'director' })
    let done = false
    const ending = await app()
      .transaction()
      .execute(async (trx) => {
        // The other end as far as its commit; only then does this one begin, and wait.
        await endAccount(trx, ring(), { id: cy, on: at.time.today })
        const second = closeSignIn(at.office, byNobody, di).finally(() => {
          done = true
        })
        const waits = sql<{
          one: number
        }>`select 1 as one from pg_stat_activity where wait_event_type = 'Lock'`
        while (!done && (await waits.execute(app())).rows.length === 0);
        return { second }
      })
    expect(await ending.second).toBe('last-director')
    expect(await directorIds(app())).toEqual([di])
  })

  test('cannot take another role either, and an entry is made of nothing that did not happen', async () => {
    const [last = ''] = await directorIds(app())
    const before = (await recorded(at.it, at.office.ring)).length
    expect(await changeAccountRole(at.office, byNobody, { id: last, role: 'desk', president: false })).toBe(
      'last-director',
    )
    expect(await closeSignIn(at.office, byNobody, last)).toBe('last-director')
    expect(await recorded(at.it, at.office.ring)).toHaveLength(before)
    expect(await directorIds(app())).toEqual([last])
  })
})

test.each(['ann', 'Ann.Roe-2', 'a'.repeat(60)])('a new sign-in may be called %s', (name) => {
  expect(signInNameFault(name)).toBeNull()
})

test.each([...['аnn', 'anｎ', 'añn', 'ann_roe', 'ann@roe', 'ann roe', '', 'a'.repeat(61), 'ann\u200b']])(
  'a new sign-in may not be called “%s”, which may look like another',
  (name) => {
    expect(signInNameFault(name)).toContain('A to Z')
  },
)

test('a sign-in with an older name goes on, and can be reset', async () => {
  const old = await at.add({ signIn: 'zoë_berg' })
  expect((await chargePassphrase(app(), ring(), 'Zoë_Berg', trying())).tried).toMatchObject({ id: old })
  expect(readAction(['reset', 'zoë_berg'])).toMatchObject({ action: { do: 'reset', signIn: 'zoë_berg' } })
  expect(readAction(['add', 'zoë_berg', '--role', 'desk'])).toContain('A to Z')
})

test('a passphrase that someone else made is good for seven days, and a new one for seven more', async () => {
  const today = at.time.now
  // Why earlier: what is on record of another month is under another key, and other tests read it.
  const began = new Date('2026-11-10T15:00:00Z')
  at.time.now = began
  const id = await at.add({ signIn: 'gus', given: true })
  const tries = (tried: string) =>
    tryPassphrase(at.office, {
      ...{
        signIn: 'gus',
        passphrase: tried,
        tokenHash: hash(randomUUID().slice(0, 8)),
        place: 'office',
        again: false,
      },
    })
  const after = (days: number, ms = 0) => {
    at.time.now = new Date(began.getTime() + days * 86_400_000 + ms)
  }
  after(7, -1)
  expect(await tries(passphrase)).toMatchObject({ id })
  after(7)
  expect(await tries(passphrase)).toBe('over')
  expect(await tries('not the passphrase')).toBeNull()
  expect(
    (await allAccounts(app()))
      .filter((one) => isGivenPassphraseExpired(one, at.time.now))
      .map((one) => one.id),
  ).toEqual([id])
  // Who writes SQL as the program cannot make it good again.
  await app().updateTable('account').set({ given_at: at.time.now }).where('id', '=', id).execute()
  expect(await tries(passphrase)).toBeNull()
  expect(await resetSignIn(at.office, byNobody, { id, passphrase: 'quite another passphrase' })).toBe('reset')
  after(14, -1)
  expect(await tries('quite another passphrase')).toMatchObject({ id })
  after(14)
  expect(await tries('quite another passphrase')).toBe('over')
  at.time.now = today
})

test('another role counts from the next sign-in on, and only a trustee is the president', async () => {
  const eve = await at.add({ signIn: 'eve', role: 'trustee', president: true })
  await signedIn(eve, 'e1', await hashOf(eve))
  expect(await who('e1')).toMatchObject({ role: 'trustee', president: true })
  expect(await changeAccountRole(at.office, byNobody, { id: eve, role: 'volunteer', president: true })).toBe(
    'changed',
  )
  expect(await who('e1')).toBeNull()
  await signedIn(eve, 'e2', await hashOf(eve))
  expect(await who('e2')).toMatchObject({ role: 'volunteer', president: false })
  const changed = (await recorded(at.it, at.office.ring)).find(({ kind }) => kind === 'account-role-changed')
  expect(changed).toMatchObject({ actor: 'system', account: eve })
})

test('a sign-in that too many wrong codes locked stays so for ever, until it is unlocked', async () => {
  const fay = await at.add({ signIn: 'fay' })
  await app().updateTable('account').set({ codes_failed: maxWrongCodes }).where('id', '=', fay).execute()
  const inAYear = new Date(at.time.now.getTime() + 365 * 86_400_000)
  expect((await chargePassphrase(app(), ring(), 'fay', trying(inAYear))).tried).toBeNull()
  expect(await unlockAccount(at.office, byNobody, fay)).toBe(true)
  expect((await chargePassphrase(app(), ring(), 'fay', trying(inAYear))).tried).not.toBeNull()
})

test('who must have a second step is on record when it changes', async () => {
  await requireSecondFactor(at.office, byNobody, 'everyone')
  expect(await secondFactorPolicy(app())).toBe('everyone')
  const [entry] = (await recorded(at.it, at.office.ring)).filter(
    ({ kind }) => kind === 'second-step-required',
  )
  expect(entry).toMatchObject({ flags: ['everyone'], actor: 'system' })
})

test('a computer whose new set-up fails half way stays what it was, and what is done is on record', async () => {
  const ed = await at.add({ signIn: 'ed' })
  const by = { accountId: ed, role: 'director', place: 'elsewhere' } as const
  const left = { name: 'Left', place: 'office' }
  await enrollComputer(at.office, by, { ...left, tokenHash: hash('c1') })
  const replaces = (await workstationOf(app(), ring(), hash('c1')))?.id ?? ''
  const nobody = { ...by, accountId: '00000000-0000-4000-8000-000000000000' }
  const again = { ...left, tokenHash: hash('c2'), replaces }
  await expect(enrollComputer(at.office, nobody, again)).rejects.toThrow()
  expect(await workstationOf(app(), ring(), hash('c1'))).not.toBeNull()
  await enrollComputer(at.office, by, again)
  expect(await workstationOf(app(), ring(), hash('c1'))).toBeNull()
  const now = await workstationOf(app(), ring(), hash('c2'))
  expect(now).toMatchObject({ name: 'Left' })
  expect(await removeComputer(at.office, by, now?.id ?? '')).toBe(true)
  expect(await removeComputer(at.office, by, now?.id ?? '')).toBe(false)
  const kinds = (await recorded(at.it, at.office.ring))
    .map(({ kind }) => kind)
    .filter((kind) => /^computer/.test(kind))
  expect(kinds.sort()).toEqual(['computer-enrolled', 'computer-enrolled', 'computer-removed'])
})

describe('the program itself may not', () => {
  test.each([
    "update account set sign_in = 'x'",
    "update account set name = 'x'",
    'update account set id = gen_random_uuid()',
    'delete from account',
    'insert into account (id, sign_in, name, role, passphrase) values (gen_random_uuid(), $$x$$, $$x$$, $$desk$$, $$x$$)',
    'update account_key set signing_public = signing_public',
    'update account_key set sealing_public = sealing_public',
    'update account_key set made_on = made_on',
    'delete from account_key',
    'update passkey set account_id = account_id',
    'update passkey set public_key = public_key',
    'update session set account_id = account_id',
    'update session set place = place',
    'update session set again = again',
    "update workstation set place = 'office'",
    "update acting_director set last_day = '2099-01-01'",
    'update acting_director set account_id = account_id',
    'delete from acting_director',
    'delete from set_up',
    "update library set name = 'x'",
    'update library set key_check = key_check',
  ])('%s', async (statement) => {
    await expect(sql.raw(statement).execute(app())).rejects.toThrow('permission denied')
  })

  test.each(['account', 'account_key', 'passkey', 'session', 'acting_director', 'set_up'])(
    'see %s as the worker',
    async (table) => {
      await expect(sql.raw(`select * from ${table}`).execute(at.it.database.worker)).rejects.toThrow(
        'permission denied',
      )
    },
  )
})
