import type pg from 'pg'
import type { TableForm } from '../backup/header.ts'

/**
 * What is in no backup, and why. All other tables are: a new one is backed up without being named anywhere.
 */
export const notInBackups: Readonly<Record<string, string>> = {
  schema_migration: 'made again by the migrations, which the backup names',
  session: 'whoever reads a backup must not be signed in by it',
  workstation:
    'a computer is enrolled by hand where it stands: a token from a backup must not be one of them',
  pin_source: 'of browsers; each is known again after a sign-in there',
  own_session: 'whoever reads a backup must not be signed in by it',
  own_code: 'it is good for a few minutes, or days, and another is soon given',
  sign_in_try: 'wrong tries of the last days, which begin again',
  known_source: 'of browsers and computers; each is known again after a sign-in there',
  set_up: 'a restored library is set up, and the link of the first start opens nothing any more',
  call_taken: 'whom somebody is calling for these minutes',
  reading: 'what was opened in the last minutes counts for these alone',
  training_course: 'a course that is not done tells what somebody did not know; they begin another',
  sending_fault: 'of this machine and its mail server',
  backup_state: 'of this machine and its backups',
  turn: 'the numbers of locks, which are made with the tables',
  import_nightly: 'a folder of this machine; whoever restores a library elsewhere names one there',
}

/**
 * The tables of a backup with their columns, in the order of their names.
 * @param client logged in as the role `backup`, inside the snapshot
 */
export async function tablesToBackUp(client: pg.Client): Promise<TableForm[]> {
  const { rows } = await client.query<{ name: string; columns: TableForm['columns']; whole: boolean }>(`
    select c.relname as name,
           json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod))
                    order by a.attnum) as columns,
           has_table_privilege(c.oid, 'select') and (not c.relrowsecurity or exists (
             select from pg_policy p
             where p.polrelid = c.oid and p.polcmd in ('r', '*') and p.polpermissive
               and (select oid from pg_roles where rolname = current_user) = any (p.polroles)
               and pg_get_expr(p.polqual, p.polrelid) = 'true')) as whole
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and not c.relispartition
    group by c.oid order by c.relname`)
  const tables = rows.filter(({ name }) => !Object.hasOwn(notInBackups, name))
  // INVARIANT: a table of which rows could be hidden from us is never backed up as if that were all.
  const hidden = tables.filter(({ whole }) => !whole).map(({ name }) => name)
  if (hidden.length > 0)
    throw new Error(`the role of the backup does not see every row of ${hidden.join(', ')}`)
  return tables.map(({ name, columns }) => ({ name, columns }))
}

/** The columns of a table as a list for COPY. Their names come from the catalogue, or were read in their narrow form. */
export function columnList({ name, columns }: TableForm): string {
  return `${quoted(name)} (${columns.map((column) => quoted(column.name)).join(', ')})`
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
