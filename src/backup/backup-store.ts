import { Kysely, PostgresDialect, type Updateable } from 'kysely'
import type pg from 'pg'
import type { Trx } from '../platform/db/context.ts'
import { migrateWithin } from '../platform/db/migrate.ts'
import type { Schema } from '../platform/db/schema.ts'
import type { BackupHeader, BackupTable } from './container.ts'
import { type CopyIn, copyIn, copyOut } from './copy-stream.ts'

export type BackupState = {
  readonly good?: {
    readonly madeAt: Date
    readonly file: string
    /** The mark of the sheet that opens it. */
    readonly key: string
    readonly rows: bigint
    readonly bytes: bigint
  }
  readonly failed?: { readonly at: Date; readonly sentence: string }
  /** Folders where backups were made before. */
  readonly folders: readonly string[]
}

/** As the app or the worker. */
export async function backupState(db: Kysely<Schema>): Promise<BackupState> {
  const row = await db.selectFrom('backup_state').selectAll().executeTakeFirst()
  if (row === undefined) return { folders: [] }
  const { made_at: madeAt, file, key, rows, bytes, failed_at: at, failure: sentence, folders } = row
  const isWhole = madeAt !== null && file !== null && key !== null && rows !== null && bytes !== null
  return {
    folders,
    ...(isWhole && { good: { madeAt, file, key, rows, bytes } }),
    ...(at !== null && sentence !== null && { failed: { at, sentence } }),
  }
}

/** Notes a good backup, which ends a failure. Where `folders` is left out, they stay as noted. As the worker. */
export async function noteBackup(
  worker: Kysely<Schema>,
  { madeAt: made_at, ...rest }: NonNullable<BackupState['good']>,
  folders?: readonly string[],
): Promise<void> {
  const noted = folders === undefined ? {} : { folders: [...folders] }
  await note(worker, { made_at, ...rest, ...noted, failed_at: null, failure: null })
}

/** As the worker. */
export async function noteBackupFailure(
  worker: Kysely<Schema>,
  { at, sentence }: NonNullable<BackupState['failed']>,
): Promise<void> {
  await note(worker, { failed_at: at, failure: sentence })
}

async function note(worker: Kysely<Schema>, values: Omit<Updateable<Schema['backup_state']>, 'only_row'>) {
  await worker
    .insertInto('backup_state')
    .values(values)
    .onConflict((conflict) => conflict.column('only_row').doUpdateSet(values))
    .execute()
}

export type Snapshot = Omit<BackupHeader, 'carrel' | 'tables' | 'files'> & {
  readonly tables: readonly BackupTable[]
  readonly aboutBytes: number
  /**
   * How many rows that are resealed every night are still under a link key older than that of `night`. Returns that are not yet
   * counted stay under their own night's key and are left out; one that does not open is counted without what it was.
   */
  linksBefore(night: string): Promise<number>
  /** One table at a time: see `copyOut`. */
  rowsOf(table: BackupTable): { readonly pieces: AsyncIterable<Buffer>; count(): number }
}

/** Runs `work` on the library at one moment. `client` is the role `backup`. Undefined where there is no library yet. */
export async function withSnapshot<T>(
  client: pg.Client,
  now: () => Date,
  work: (snapshot: Snapshot) => Promise<T>,
): Promise<T | undefined> {
  // Why first: a restored library declares what is missing after this moment, and must not declare too little.
  const madeAt = now().toISOString()
  await client.query('begin isolation level repeatable read read only')
  try {
    const library = await libraryOf(client)
    if (library === undefined) return undefined
    const { rows: migrations } = await client.query<BackupHeader['migrations'][number]>(
      'select id, sha256 from schema_migration order by id',
    )
    const { rows: about } = await client.query<{ server: number; bytes: string }>(`
      select current_setting('server_version_num')::int as server, sum(pg_table_size(oid))::text as bytes
      from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`)
    const tables = await tablesToBackUp(client)
    const { server = 0, bytes = '0' } = about[0] ?? {}
    return await work({
      library,
      madeAt,
      migrations,
      server,
      tables,
      aboutBytes: Number(bytes),
      linksBefore: (night) => linksBefore(client, night),
      rowsOf: (table) => copyOut(client, `copy ${columnList(table)} to stdout (format binary)`),
    })
  } finally {
    await client.query('rollback').catch(() => {})
  }
}

async function linksBefore(client: pg.Client, night: string): Promise<number> {
  const each = ['loan', 'hold', 'charge', 'tally_open', 'notice'].map((table) => `select night from ${table}`)
  const { rows } = await client.query<{ late: number }>(
    `select count(*)::int as late from (${each.join(' union all ')}) as links where night < $1::date`,
    [night],
  )
  return rows[0]?.late ?? 0
}

async function libraryOf(client: pg.Client): Promise<BackupHeader['library'] | undefined> {
  const { rows } = await client.query<{ name: string; key_check: Buffer }>(
    'select name, key_check from library',
  )
  const [row] = rows
  return row && { name: row.name, keyCheck: row.key_check.toString('hex') }
}

/** An empty database that a backup fills in one transaction. */
export type Filling = {
  /** Makes the schema of the backup's day. @throws DatabaseOpenError `before-release`, `migration-changed`, `other-schema` */
  makeSchema(migrations: BackupHeader['migrations']): Promise<void>
  rowsOf(table: BackupTable): Promise<CopyIn>
  /** Once all rows are there: gives the tables their keys and indexes back, and brings the schema up to date. */
  complete(): Promise<void>
  readonly trx: Trx
}

/** `owner` owns the database, and no one else is connected to it. */
export async function fillDatabase<T>(
  owner: pg.Client,
  database: string,
  work: (filling: Filling) => Promise<T>,
): Promise<T> {
  return oneConnection(owner)
    .transaction()
    .execute(async (trx) => {
      // For sorting indexes; a server of our own otherwise has 64 MB.
      await owner.query(`set local maintenance_work_mem = '256MB'`)
      let besides: string[] = []
      return work({
        trx,
        async makeSchema(migrations) {
          await migrateWithin(owner, database, new Map(migrations.map(({ id, sha256 }) => [id, sha256])))
          besides = await takeDown(owner)
        },
        async rowsOf(table) {
          // Why FREEZE: the first vacuum need not write the rows again.
          return copyIn(owner, `copy ${columnList(table)} from stdin (format binary, freeze)`)
        },
        async complete() {
          for (const statement of besides) await owner.query(statement)
          await migrateWithin(owner, database)
          await owner.query('analyze')
        },
      })
    })
}

/** Drops all keys and indexes, and returns the statements that make them again: once at the end takes a fraction of the time. */
async function takeDown(owner: pg.Client): Promise<string[]> {
  // Foreign keys go first and come back last, since they need the keys that they point to.
  const { rows: constraints } = await owner.query<{ table: string; name: string; definition: string }>(`
    select c.relname as table, k.conname as name, pg_get_constraintdef(k.oid) as definition
    from pg_constraint k join pg_class c on c.oid = k.conrelid
    where c.relnamespace = 'public'::regnamespace and k.contype in ('f', 'p', 'u')
    order by k.contype = 'f' desc, k.oid`)
  for (const { table, name } of constraints) {
    await owner.query(`alter table ${quotedName(table)} drop constraint ${quotedName(name)}`)
  }
  const { rows: indexes } = await owner.query<{ name: string; definition: string }>(`
    select c.relname as name, pg_get_indexdef(i.indexrelid) as definition
    from pg_index i join pg_class c on c.oid = i.indexrelid
    where c.relnamespace = 'public'::regnamespace
      and not exists (select from pg_constraint k where k.conindid = i.indexrelid) order by c.oid`)
  for (const { name } of indexes) await owner.query(`drop index ${quotedName(name)}`)
  return [
    ...indexes.map(({ definition }) => definition),
    ...constraints
      .map(
        ({ table, name, definition }) =>
          `alter table ${quotedName(table)} add constraint ${quotedName(name)} ${definition}`,
      )
      .reverse(),
  ]
}

function oneConnection(client: pg.Client): Kysely<Schema> {
  const pool = { connect: async () => Object.assign(client, { release: () => {} }), end: async () => {} }
  return new Kysely<Schema>({ dialect: new PostgresDialect({ pool: pool as never }) })
}

/** The tables that are in no backup, and why. Any other table is backed up without being named. */
export const notInBackups: Readonly<Record<string, string>> = {
  schema_migration: 'made again by the migrations, which the backup names',
  session: 'reading a backup must not sign anyone in',
  workstation: 'a computer is enrolled by hand at its place, and a token from a backup must not be one',
  shift: 'of the computers of today, which are not in it either',
  pin_source: 'of browsers; each is known again after a sign-in there',
  own_session: 'reading a backup must not sign anyone in',
  own_code: 'it is good for minutes or days, and another is soon given',
  sign_in_try: 'wrong attempts of the last days, which begin again',
  known_source: 'of browsers and computers; each is known again after a sign-in there',
  set_up: 'a restored library is set up, and the link of the first start no longer opens anything',
  call_taken: 'which call a person is making in these minutes',
  reading: 'what was opened in the last minutes counts for these alone',
  training_course: 'an unfinished course shows what a person did not know; they begin another',
  sending_fault: 'of this machine and its mail server',
  backup_state: 'of this machine and its backups',
  turn: 'the numbers of locks, which are made with the tables',
  long_work: 'how far work of this machine is',
  import_nightly: 'a folder of this machine; a library that is restored elsewhere names one there',
}

/** In the order of their names. `client` is the role `backup`, inside the snapshot. */
export async function tablesToBackUp(client: pg.Client): Promise<BackupTable[]> {
  const { rows } = await client.query<{ name: string; columns: BackupTable['columns']; whole: boolean }>(`
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
  // INVARIANT: a table with rows that are hidden from us is never backed up as if it were complete.
  const hidden = tables.filter(({ whole }) => !whole).map(({ name }) => name)
  if (hidden.length > 0)
    throw new Error(`the role of the backup does not see every row of ${hidden.join(', ')}`)
  return tables.map(({ name, columns }) => ({ name, columns }))
}

/** A column list for COPY. The names come from the catalog, or were read in their narrow form. */
function columnList({ name, columns }: BackupTable): string {
  return `${quotedName(name)} (${columns.map((column) => quotedName(column.name)).join(', ')})`
}

function quotedName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
