import { type Kysely, sql } from 'kysely'
import pg from 'pg'
import type { Schema } from './schema.ts'

/**
 * What makes a server keep statements with their values, or rows, in its log. Our statements name patrons and items by
 * their ids, one after the other: whoever reads them in a row knows who has what. And what makes it show any session of a role
 * what the role's others do.
 */
const quiet: Readonly<Record<string, string>> = {
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

/** What has to be so; with the others at their usual values an error is kept with the rows that it is about, sealed. */
const needed = [
  ...[
    'log_statement',
    'log_min_duration_statement',
    'log_min_duration_sample',
    'log_transaction_sample_rate',
  ],
  ...['log_parameter_max_length_on_error', 'debug_print_parse', 'debug_print_rewritten', 'debug_print_plan'],
  'auto_explain.log_min_duration',
]

/**
 * On a server of somebody else's: has it keep nothing of what these roles say, as far as the user may tell it that
 * (a superuser, or whoever was granted it: GRANT SET ON PARAMETER).
 */
export async function hushRoles(owner: pg.Client, roles: readonly string[]): Promise<void> {
  const { rows } = await owner.query<{ name: string }>(
    `select name from unnest($1::text[]) as name where has_parameter_privilege(name, 'set')`,
    [Object.keys(quiet)],
  )
  for (const role of roles) {
    for (const { name } of rows) {
      const value = pg.escapeLiteral(quiet[name] ?? '')
      await owner.query(`alter role ${pg.escapeIdentifier(role)} set ${pg.escapeIdentifier(name)} = ${value}`)
    }
  }
}

/** The settings under which this role's statements are kept in the server's log with their values, as `name = value`. */
export async function loudSettings(db: Kysely<Schema>): Promise<string[]> {
  const { rows } = await sql<{ name: string; setting: string }>`
    select name, setting from pg_settings where name = any(${needed}) order by name`.execute(db)
  return rows
    .filter(({ name, setting }) => setting !== (quiet[name] ?? '-1') && setting !== 'ddl')
    .map(({ name, setting }) => `${name} = ${setting}`)
}
