import { type Kysely, sql } from 'kysely'
import pg from 'pg'
import { roleName } from './roles.ts'
import type { Schema } from './schema.ts'

/*
 * What PostgreSQL counts of everybody's work: rows that were read and written, blocks, transactions, how far its log has grown.
 * It keeps these for anybody to read. Whoever can ask could tell from them that something was done which is in no table, so
 * in a library's database nobody but the server's own superuser may.
 *
 * Why `pg_stat_activity` stays: who stops the server waits for its guests, and a rotation for transactions that are open. Of
 * any session it says no more than that it is there: what each does is not kept (`track_activities`).
 */
const views = `select c.oid::regclass::text as name from pg_class c
  where c.relnamespace = 'pg_catalog'::regnamespace and c.relkind = 'v'
    and c.relname ~ '^pg_stat(io)?_' and c.relname <> 'pg_stat_activity'`
const functions = `select p.oid::regprocedure::text as name from pg_proc p
  where p.pronamespace = 'pg_catalog'::regnamespace and p.prokind = 'f' and p.proname <> 'pg_stat_get_activity'
    and p.proname ~ '^pg_(stat_get_|control_|current_wal_|last_wal_|last_committed_xact|get_wal_)'`

/** Which locks sessions hold or wait for tells likewise what is being done. The worker reads them, who waits for others. */
const lockViews = ['select on table pg_locks', 'execute on function pg_lock_status()'] as const
const blockers = 'execute on function pg_blocking_pids(int), pg_safe_snapshot_blocking_pids(int)'

/** Shuts them in the database of this connection. @param superuser nobody else may: they belong to the server */
export async function hideStatistics(superuser: pg.Client, database: string): Promise<void> {
  const worker = pg.escapeIdentifier(roleName(database, 'worker'))
  for (const right of lockViews) {
    await superuser.query(`revoke ${right} from public`)
    await superuser.query(`grant ${right} to ${worker}`)
  }
  await superuser.query(`revoke ${blockers} from public`)

  for (const [kind, right, of] of [
    ['table', 'select', views],
    ['function', 'execute', functions],
  ] as const) {
    const { rows } = await superuser.query<{ name: string }>(of)
    const names = rows.map(({ name }) => name).join(', ')
    await superuser.query(`revoke ${right} on ${kind} ${names} from public`)
  }
}

/** Whether a role other than the worker can read which locks are held. */
export async function readsLocks(app: Kysely<Schema>): Promise<boolean> {
  const { rows } = await sql<{ reads: boolean }>`select has_table_privilege('pg_locks', 'select')
    or has_function_privilege('pg_lock_status()', 'execute') as reads`.execute(app)
  return rows[0]?.reads === true
}
