import { type Kysely, sql } from 'kysely'
import pg from 'pg'
import { roleName } from './login.ts'
import type { Schema } from './schema.ts'

/**
 * Settings that make a server log statements with their values or rows, from which a reader learns which
 * patron has which item, or show a role what its other sessions do.
 */
const quietSettings: Readonly<Record<string, string>> = {
  log_statement: 'none',
  log_min_duration_statement: '-1',
  log_min_duration_sample: '-1',
  log_transaction_sample_rate: '0',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_min_messages: 'log',
  debug_print_parse: 'off',
  debug_print_rewritten: 'off',
  debug_print_plan: 'off',
  track_activities: 'off',
}

/** With these, and the others at their defaults, an error is logged with its rows, which are sealed. */
const checkedSettings = [
  'log_statement',
  'log_min_duration_statement',
  'log_min_duration_sample',
  'log_transaction_sample_rate',
  ...['log_parameter_max_length_on_error', 'debug_print_parse', 'debug_print_rewritten', 'debug_print_plan'],
  'auto_explain.log_min_duration',
]

/**
 * On another server: keeps these roles' statements out of its log, as far as the user may set that (a
 * superuser, or by GRANT SET ON PARAMETER).
 */
export async function silenceRoleLogging(owner: pg.Client, roles: readonly string[]): Promise<void> {
  const { rows } = await owner.query<{ name: string }>(
    `select name from unnest($1::text[]) as name where has_parameter_privilege(name, 'set')`,
    [Object.keys(quietSettings)],
  )
  for (const role of roles) {
    for (const { name } of rows) {
      const value = pg.escapeLiteral(quietSettings[name] ?? '')
      await owner.query(`alter role ${pg.escapeIdentifier(role)} set ${pg.escapeIdentifier(name)} = ${value}`)
    }
  }
}

/** The settings under which this role's statements are logged with their values, as `name = value`. */
export async function loggingSettings(db: Kysely<Schema>): Promise<string[]> {
  const { rows } = await sql<{ name: string; setting: string }>`
    select name, setting from pg_settings where name = any(${checkedSettings}) order by name`.execute(db)
  return rows
    .filter(({ name, setting }) => setting !== (quietSettings[name] ?? '-1') && setting !== 'ddl')
    .map(({ name, setting }) => `${name} = ${setting}`)
}

/*
 * PostgreSQL's statistics of rows, blocks, transactions and WAL, which anyone may read and which reveal that
 * something was done that is in no table. In a library's database only the server's superuser may.
 * Why `pg_stat_activity` stays: stopping the server waits for guests, and a rotation for open transactions.
 * It shows only that a session exists (`track_activities`).
 */
const views = `select c.oid::regclass::text as name from pg_class c
  where c.relnamespace = 'pg_catalog'::regnamespace and c.relkind = 'v'
    and c.relname ~ '^pg_stat(io)?_' and c.relname <> 'pg_stat_activity'`
const functions = `select p.oid::regprocedure::text as name from pg_proc p
  where p.pronamespace = 'pg_catalog'::regnamespace and p.prokind = 'f' and p.proname <> 'pg_stat_get_activity'
    and p.proname ~ '^pg_(stat_get_|control_|current_wal_|last_wal_|last_committed_xact|get_wal_)'`

/** Locks reveal it likewise. The worker reads them to wait for others. */
const lockViews = ['select on table pg_locks', 'execute on function pg_lock_status()'] as const
const blockers = 'execute on function pg_blocking_pids(int), pg_safe_snapshot_blocking_pids(int)'

/** `superuser` is the only one who may read them, since they belong to the server. */
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

/** Whether a role other than the worker can read the held locks. */
export async function readsLocks(app: Kysely<Schema>): Promise<boolean> {
  const { rows } = await sql<{ reads: boolean }>`select has_table_privilege('pg_locks', 'select')
    or has_function_privilege('pg_lock_status()', 'execute') as reads`.execute(app)
  return rows[0]?.reads === true
}
