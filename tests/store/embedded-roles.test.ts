import { readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabase } from '../../src/platform/db/database.ts'
import { socketDirOf } from '../../src/platform/db/server.ts'
import {
  copyOfTemplate,
  emptyHome,
  removeHome,
  startTestDatabase,
  type TestDatabase,
} from '../support/database.ts'
import { startHolder } from '../support/holder.ts'

let it: TestDatabase

beforeAll(async () => {
  it = await startTestDatabase()
})

afterAll(async () => {
  await it.close()
})

function passwordOf(role: string): string {
  return readFileSync(join(it.home.keysDir, 'database', role), 'utf8').trim()
}

/** The SQLSTATE with which the server refuses a login, or `in`. */
async function login(user: string, password: string, database = 'carrel'): Promise<string> {
  const client = new pg.Client({
    host: socketDirOf(it.home),
    port: 5432,
    database,
    user,
    password,
    ssl: false,
  })
  client.on('error', () => {})
  try {
    await client.connect()
    return 'in'
  } catch (error) {
    return (error as { code: string }).code
  } finally {
    await client.end().catch(() => {})
  }
}

async function stateOf(statement: string): Promise<string> {
  try {
    await sql.raw(statement).execute(it.database.app)
    return 'done'
  } catch (error) {
    return (error as { code: string }).code
  }
}

test('the app and the worker each log in as themselves', async () => {
  const who = sql<{ current_user: string; session_user: string }>`select current_user, session_user`
  expect((await who.execute(it.database.app)).rows).toEqual([
    { current_user: 'carrel_app', session_user: 'carrel_app' },
  ])
  expect((await who.execute(it.database.worker)).rows).toEqual([
    { current_user: 'carrel_worker', session_user: 'carrel_worker' },
  ])
})

test('each role logs in with its own password alone, and no one without one', async () => {
  const invalidPassword = '28P01'
  for (const role of ['owner', 'app', 'worker', 'backup']) {
    expect(await login(`carrel_${role}`, passwordOf(role)), role).toBe('in')
    for (const other of ['superuser', 'owner', 'app', 'worker', 'backup'].filter((name) => name !== role)) {
      expect(await login(`carrel_${role}`, passwordOf(other)), `${role} as ${other}`).toBe(invalidPassword)
    }
  }
  expect(await login('carrel_superuser', passwordOf('superuser'))).toBe('in')
  expect(await login('carrel_superuser', passwordOf('app'))).toBe(invalidPassword)
  expect(await login('postgres', passwordOf('superuser'))).toBe(invalidPassword)
})

test('every password is kept as a SCRAM verifier, and in a file that only its owner reads', async () => {
  const client = new pg.Client({
    host: socketDirOf(it.home),
    database: 'carrel',
    user: 'carrel_superuser',
    password: passwordOf('superuser'),
    ssl: false,
  })
  await client.connect()
  const { rows } = await client.query(
    `select rolname, rolpassword like 'SCRAM-SHA-256$4096:%' as scram from pg_authid where rolcanlogin order by 1`,
  )
  const hba = await client.query('select type, database, user_name, auth_method from pg_hba_file_rules')
  const { rows: where } = await client.query('show data_directory')
  await client.end()
  expect(rows).toEqual(
    ['carrel_app', 'carrel_backup', 'carrel_owner', 'carrel_superuser', 'carrel_worker'].map((rolname) => ({
      rolname,
      scram: true,
    })),
  )
  expect(hba.rows).toEqual([
    { type: 'local', database: ['all'], user_name: ['all'], auth_method: 'scram-sha-256' },
  ])
  expect(where).toEqual([{ data_directory: join(it.home.dataDir, 'postgres') }])
  for (const role of ['superuser', 'owner', 'app', 'worker', 'backup']) {
    expect(statSync(join(it.home.keysDir, 'database', role)).mode & 0o777, role).toBe(0o600)
    expect(passwordOf(role).length, role).toBe(43)
  }
})

test('the app can become no other role, make nothing, and read no file of the machine', async () => {
  const insufficientPrivilege = '42501'
  for (const statement of [
    'set role carrel_owner',
    'set role carrel_worker',
    'set role carrel_backup',
    'set role carrel_superuser',
    'set session authorization carrel_owner',
    'create table t (n int)',
    'create schema s',
    'create role r',
    'create temporary table t (n int)',
    `alter role carrel_owner password 'x'`,
    'select * from pg_authid',
    `select pg_read_file('postmaster.pid')`,
    `copy library to program 'cat'`,
    `alter table patron disable row level security`,
    'update schema_migration set sha256 = id',
    'drop table patron',
  ]) {
    expect(await stateOf(statement), statement).toBe(insufficientPrivilege)
  }
  expect(await stateOf('select 1')).toBe('done')
})

test('the library’s roles reach no database but the library’s', async () => {
  const insufficientPrivilege = '42501'
  for (const database of ['postgres', 'template1']) {
    expect(await login('carrel_app', passwordOf('app'), database)).toBe(insufficientPrivilege)
  }
})

test('a later start does without the superuser’s and the owner’s passwords', async () => {
  const home = await copyOfTemplate()
  for (const role of ['superuser', 'owner']) {
    renameSync(join(home.keysDir, 'database', role), join(home.dir, role))
  }
  const database = await openDatabase(home, { exclusive: true, unsafeWithoutFsync: true })
  expect((await sql`select 1 as one`.execute(database.app)).rows).toEqual([{ one: 1 }])
  await database.close()
  removeHome(home)
})

test('the process that opens a new library never holds the password of the owner, the superuser or the backup', async () => {
  const home = emptyHome()
  const holder = startHolder({ home })
  await holder.hears('ready')
  holder.tell('snapshot')
  const { snapshot } = await holder.hears('snapshot')
  const heap = readFileSync(String(snapshot), 'utf8')
  rmSync(String(snapshot))
  const holds = (role: string) =>
    heap.includes(readFileSync(join(home.keysDir, 'database', role), 'utf8').trim())
  expect({
    app: holds('app'),
    worker: holds('worker'),
    owner: holds('owner'),
    superuser: holds('superuser'),
    backup: holds('backup'),
  }).toEqual({
    app: true,
    worker: true,
    owner: false,
    superuser: false,
    backup: false,
  })
  await holder.kill()
  removeHome(home)
})

test('a lost password of a role is made again where the superuser’s is still there', async () => {
  const home = await copyOfTemplate()
  rmSync(join(home.keysDir, 'database/app'))
  const database = await openDatabase(home, { exclusive: true, unsafeWithoutFsync: true })
  expect((await sql`select 1 as one`.execute(database.app)).rows).toEqual([{ one: 1 }])
  await database.close()
  removeHome(home)
})
