import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addAccount, allAccounts, chargeTry, endAccount, resetPassphrase } from '../../src/store/accounts.ts'
import { beginSession, liveSession } from '../../src/store/sessions.ts'
import { enrolWorkstation, workstationOf } from '../../src/store/workstations.ts'
import { startTestDatabase, type TestDatabase } from '../support/database.ts'

let it: TestDatabase
const now = new Date('2026-11-24T15:00:00Z')
const hash = (text: string) => Buffer.alloc(32, text)

beforeAll(async () => {
  it = await startTestDatabase()
})
afterAll(() => it.close())

const add = async (signIn: string, role: 'desk' | 'director') =>
  (await addAccount(it.database.app, { signIn, name: signIn, role, passphrase: `hash of ${signIn}` })) ?? ''
const begin = (accountId: string, passphrase: string, token: string) =>
  beginSession(it.database.app, { tokenHash: hash(token), accountId, passphrase, now })

test('a reset ends the sessions and the rest; one that signs in with the old passphrase meanwhile gets none', async () => {
  const { app } = it.database
  const ada = await add('ada', 'desk')
  expect(await begin(ada, 'hash of ada', 'a1')).toBe(true)
  for (let tries = 1; tries <= 5; tries++) await chargeTry(app, 'ada', now)
  expect(await chargeTry(app, 'ada', now)).toBeNull()
  expect(await resetPassphrase(app, ' ADA', 'another hash')).toBe(true)
  expect(await liveSession(app, hash('a1'), now)).toBeNull()
  expect(await chargeTry(app, 'ada', now)).toMatchObject({ passphrase: 'another hash' })
  expect(await begin(ada, 'hash of ada', 'a2')).toBe(false)
  expect(await liveSession(app, hash('a2'), now)).toBeNull()
  expect(await resetPassphrase(app, 'nobody', 'x')).toBe(false)
})

test('an ended sign-in is signed out, cannot sign in, cannot be reset, and its name is not given again', async () => {
  const { app } = it.database
  const bo = await add('bo', 'desk')
  await begin(bo, 'hash of bo', 'b1')
  expect(await endAccount(app, 'bo')).toBe('ended')
  expect(await liveSession(app, hash('b1'), now)).toBeNull()
  expect(await begin(bo, 'hash of bo', 'b2')).toBe(false)
  expect(await chargeTry(app, 'bo', now)).toBeNull()
  expect(await resetPassphrase(app, 'bo', 'x')).toBe(false)
  expect(await endAccount(app, 'bo')).toBe('unknown')
  expect(await add('bo', 'desk')).toBe('')
  expect((await allAccounts(app)).map(({ signIn }) => signIn)).not.toContain('bo')
})

test('of two Directors who end each other at the same time one stays', async () => {
  const { app } = it.database
  await add('cy', 'director')
  await add('di', 'director')
  let done = false
  const ending = await app.transaction().execute(async (trx) => {
    // The other end as far as its last statement; only then does this one begin, and wait.
    await trx.updateTable('account').set({ passphrase: '' }).where('sign_in', '=', 'cy').execute()
    const second = endAccount(app, 'di').finally(() => {
      done = true
    })
    const waits = sql<{ one: number }>`select 1 as one from pg_stat_activity where wait_event_type = 'Lock'`
    while (!done && (await waits.execute(app)).rows.length === 0);
    return { second }
  })
  expect(await ending.second).toBe('last-director')
  expect((await allAccounts(app)).filter(({ role }) => role === 'director')).toHaveLength(1)
})

test('a computer whose new set-up fails half way stays what it was', async () => {
  const { app } = it.database
  const by = await add('ed', 'desk')
  const computer = { name: 'Left', place: 'office', by, on: '2026-11-24' }
  await enrolWorkstation(app, { ...computer, tokenHash: hash('c1') })
  const replaces = (await workstationOf(app, hash('c1')))?.id
  const nobody = '00000000-0000-4000-8000-000000000000'
  const again = { ...computer, tokenHash: hash('c2'), replaces }
  await expect(enrolWorkstation(app, { ...again, by: nobody })).rejects.toThrow()
  expect(await workstationOf(app, hash('c1'))).not.toBeNull()
  await enrolWorkstation(app, again)
  expect(await workstationOf(app, hash('c1'))).toBeNull()
  expect(await workstationOf(app, hash('c2'))).toMatchObject({ name: 'Left' })
})

test.each([
  "update account set role = 'director'",
  "update account set sign_in = 'x'",
  'delete from account',
  'update session set account_id = account_id',
  "update workstation set place = 'office'",
])('the program itself may not: %s', async (statement) => {
  await expect(sql.raw(statement).execute(it.database.app)).rejects.toThrow('permission denied')
})
