import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { notInBackups, tablesToBackUp } from '../../src/backup/backup-store.ts'
import { KeyRing } from '../../src/platform/crypto/key-ring.ts'
import { startTestDatabase, type TestDatabase } from '../support/database.ts'
import { plant } from '../support/planted.ts'

let it: TestDatabase
let ring: KeyRing
beforeAll(async () => {
  it = await startTestDatabase()
  ring = new KeyRing(it.home.keysDir)
  await plant(it.database, ring, { surname: 'Canary', firstName: 'Una', card: '23000000000001' })
})
afterAll(() => it.close())

/** Runs a statement as the role of the backup; its rows, or the state of its error. */
async function asBackup(statement: string): Promise<unknown> {
  const client = await it.database.connect('backup')
  try {
    return (await client.query(statement)).rows
  } catch (error) {
    return (error as { code?: string }).code
  } finally {
    await client.end()
  }
}

test('every table is in the backup, or on the list of what is not, with its reason; nothing else holds rows', async () => {
  const client = await it.database.connect('backup')
  const backedUp = (await tablesToBackUp(client)).map(({ name }) => name)
  const { rows } = await client.query<{ name: string; kind: string }>(
    `select relname as name, relkind as kind from pg_class c join pg_namespace n on n.oid = relnamespace
     where relkind not in ('i', 'I', 't', 'c', 'v') and nspname not in ('pg_catalog', 'information_schema', 'pg_toast')`,
  )
  await client.end()
  expect(rows.filter(({ kind }) => kind !== 'r')).toEqual([])
  expect([...backedUp, ...Object.keys(notInBackups)].sort()).toEqual(rows.map(({ name }) => name).sort())
  expect(backedUp.filter((name) => Object.hasOwn(notInBackups, name))).toEqual([])
  expect(Object.values(notInBackups).every((reason) => reason.length > 20)).toBe(true)
})

test('the role of the backup sees every row without a context, and the app none', async () => {
  expect(await asBackup('select count(*)::int from patron')).toEqual([{ count: 1 }])
  expect(await it.database.app.selectFrom('patron').select('id').execute()).toEqual([])
})

test('the role of the backup changes nothing, makes nothing and becomes no other role', async () => {
  const insufficientPrivilege = '42501'
  for (const statement of [
    'delete from patron',
    'update account set passphrase = passphrase',
    'insert into night_step values (current_date::text, current_date)',
    'truncate title',
    'create table t (n int)',
    'create temporary table t (n int)',
    'set role carrel_owner',
    'set role carrel_app',
    'select * from pg_authid',
    `copy library to program 'cat'`,
    'alter table patron disable row level security',
  ]) {
    expect(await asBackup(statement), statement).toBe(insufficientPrivilege)
  }
})

test('a table whose rows could be hidden from the backup is refused, not backed up as if that were all', async () => {
  const { withClient } = await import('../../src/platform/db/login.ts')
  const { readPassword } = await import('../../src/platform/db/login.ts')
  const socket = await it.database.connect('backup')
  await socket.end()
  const owner = {
    ...{ host: socket.host, port: socket.port, database: 'carrel', user: 'carrel_owner', ssl: false },
    password: readPassword(it.home.keysDir, 'owner'),
  }
  const refusal = async () => {
    const client = await it.database.connect('backup')
    const error = await tablesToBackUp(client).then(
      () => new Error('none'),
      (thrown: Error) => thrown,
    )
    await client.end()
    return error.message
  }
  const asOwner = (text: string) => withClient(owner, 'test', (client) => client.query(text))
  // What a later migration might forget.
  await asOwner('create table forgetful (n int); alter table forgetful enable row level security')
  expect(await refusal()).toContain('does not see every row of forgetful')
  await asOwner('create policy for_backup on forgetful for select to carrel_backup using (n > 3)')
  expect(await refusal()).toContain('does not see every row of forgetful')
  await asOwner('alter policy for_backup on forgetful using (true)')
  expect(await refusal(), 'a new table may be read without more ado').toBe('none')
  await asOwner('drop table forgetful')
})

test('of the keys, a backup holds what opens something, and the newest key of links alone', () => {
  ring.makeLinkKey('2026-11-23')
  ring.makeLinkKey('2026-11-24')
  ring.registerMonthKey('2026-11')
  ring.cells.monthKey(1, '2026-11')
  ring.noteRecovery('current', '{}')
  ring.noteRecovery('pending', '{}')
  const names = ring.forBackup().map(({ name }) => name)
  expect(names.filter((name) => name.startsWith('links/'))).toEqual(['links/2026-11-24'])
  expect(names).toEqual(
    expect.arrayContaining([
      'library',
      'register/months/2026-11',
      'recovery/current',
      'commitments/root',
      'commitments/made',
    ]),
  )
  expect(
    names.filter((name) => /^(database|register\/signer|register\/last|recovery\/pending)/.test(name)),
  ).toEqual([])
})

test('an unknown file among the keys keeps a backup from being made, rather than being left out', () => {
  mkdirSync(join(it.home.keysDir, 'next-year'))
  writeFileSync(join(it.home.keysDir, 'next-year', '1'), 'a key of a kind to come')
  expect(() => ring.forBackup()).toThrow(expect.objectContaining({ code: 'keys-unknown' }))
})
