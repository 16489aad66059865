import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabase } from '../../src/platform/db/database.ts'
import { silenceRoleLogging } from '../../src/platform/db/server-privacy.ts'
import { asOwner } from '../links/as-owner.ts'
import { startTestDatabase, type TestDatabase } from '../support/database.ts'

let it: TestDatabase
beforeAll(async () => {
  it = await startTestDatabase()
})
afterAll(() => it?.close())

const roles = ['app', 'worker', 'backup'] as const
const counts = [
  ...['pg_stat_user_tables', 'pg_stat_all_tables', 'pg_stat_xact_user_tables', 'pg_statio_user_tables'],
  ...['pg_stat_user_indexes', 'pg_stat_database', 'pg_stat_bgwriter', 'pg_stat_wal', 'pg_stat_io'],
].map((view) => `select * from ${view}`)
const calls = [
  ...[
    "pg_stat_get_tuples_inserted('patron'::regclass)",
    "pg_stat_get_xact_tuples_updated('patron'::regclass)",
  ],
  ...['pg_stat_get_db_xact_commit(1)', 'pg_stat_get_wal()', 'pg_stat_get_backend_activity(1)'],
  ...['pg_current_wal_lsn()', 'pg_current_wal_insert_lsn()', 'pg_current_wal_flush_lsn()'],
  ...['pg_control_checkpoint()', 'pg_last_committed_xact()'],
].map((call) => `select ${call}`)

test.each(roles)('the role %s reads nothing that PostgreSQL counts', async (role) => {
  const client = await it.database.connect(role)
  const said = (text: string) =>
    client.query(text).then(
      () => 'answered',
      (error: Error & { code?: string }) => error.code,
    )
  const insufficientPrivilege = '42501'
  for (const text of [...counts, ...calls])
    expect([text, await said(text)]).toEqual([text, insufficientPrivilege])
  // Nor what another version of PostgreSQL counts beside these.
  const { rows } = await client.query<{ name: string }>(`
    select relname as name from pg_class where relnamespace = 'pg_catalog'::regnamespace and relkind = 'v'
      and relname ~ '^pg_stat(io)?_' and has_table_privilege(oid, 'select')
    union all select proname from pg_proc where pronamespace = 'pg_catalog'::regnamespace
      and proname ~ '^pg_stat_get_' and has_function_privilege(oid, 'execute')`)
  expect(rows.map(({ name }) => name).sort()).toEqual(['pg_stat_activity', 'pg_stat_get_activity'])
  await client.end()
})

test('a session of a role is not told what another of the same role does, or did last', async () => {
  const one = await it.database.connect('app')
  const other = await it.database.connect('app')
  await one.query('select from patron')
  const { rows } = await other.query(`
    select distinct query, state, query_start, state_change, xact_start, backend_type from pg_stat_activity
    where usename = current_user and pid <> pg_backend_pid()`)
  const nothing = { query: '', query_start: null, state_change: null, xact_start: null }
  expect(rows).toEqual([{ ...nothing, state: 'disabled', backend_type: 'client backend' }])
  await one.end()
  await other.end()
})

test('what waits for other sessions still sees that they are there', async () => {
  const guest = await openDatabase(it.home)
  const asked = `select count(*)::int as guests from pg_stat_activity where application_name = 'carrel guest'`
  const app = await it.database.connect('app')
  expect((await app.query(asked)).rows).toEqual([{ guests: 1 }])
  await guest.close()
  await app.end()
})

test('the keeper of another server shuts the same by the script for it', async () => {
  const path = join(import.meta.dirname, '../../samples/service/another-server.sql')
  const script = readFileSync(path, 'utf8').replaceAll('DATABASE', 'carrel')
  const open = `grant select on pg_stat_database, pg_locks to public;
    grant execute on function pg_current_wal_lsn(), pg_stat_get_wal(), pg_lock_status() to public`
  const settings = `select unnest(rolconfig) as one from pg_roles where rolname = 'carrel_app' order by one`
  const still = async (superuser: pg.Client) => {
    await silenceRoleLogging(superuser, ['carrel_app'])
    const { rows: ours } = await superuser.query(settings)
    await superuser.query('alter role carrel_app reset all')
    await superuser.query(open)
    await superuser.query(script)
    const { rows } =
      await superuser.query(`select has_table_privilege('carrel_app', 'pg_stat_database', 'select')
      or has_table_privilege('carrel_app', 'pg_locks', 'select')
      or has_function_privilege('carrel_app', 'pg_lock_status()', 'execute')
      or has_function_privilege('carrel_app', 'pg_current_wal_lsn()', 'execute')
      or has_function_privilege('carrel_app', 'pg_stat_get_wal()', 'execute') as open,
      has_table_privilege('carrel_worker', 'pg_locks', 'select') as worker`)
    return { rows, ours, theirs: (await superuser.query(settings)).rows }
  }
  const { rows, ours, theirs } = await asOwner(it, still, 'superuser')
  expect(rows).toEqual([{ open: false, worker: true }])
  expect(ours).not.toEqual([])
  expect(theirs).toEqual(ours)
})
