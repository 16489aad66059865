import { type Kysely, sql } from 'kysely'
import { inContext } from './context.ts'
import { DatabaseOpenError } from './error.ts'
import type { Schema } from './schema.ts'

/**
 * Makes the library on first use; later refuses other keys before anything is sealed under them, and a demo in
 * place of a library or the reverse.
 * @param library.keyCheck a token under the library's keys, which reveals nothing
 * @throws DatabaseOpenError `foreign-keys`, `demo-library`, `not-a-demo`
 */
export async function claimLibrary(
  app: Kysely<Schema>,
  library: { readonly name: string; readonly keyCheck: Buffer },
): Promise<void> {
  await app
    .insertInto('library')
    .values({ name: library.name, key_check: library.keyCheck })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const { key_check: claimed } = await app.selectFrom('library').select('key_check').executeTakeFirstOrThrow()
  if (claimed.equals(library.keyCheck)) return
  const isOfTheseKeys = ownPart(claimed).equals(ownPart(library.keyCheck))
  if (isOfTheseKeys && isDemoCheck(claimed)) throw demoLibraryError()
  if (isOfTheseKeys) {
    throw new DatabaseOpenError('not-a-demo', 'this library is not a demo: set CARREL_HOME to another folder')
  }
  throw new DatabaseOpenError(
    'foreign-keys',
    'the keys are not those that this library’s data were sealed with: put its own keys folder back (CARREL_KEYS)',
  )
}

const ownPartBytes = 32
const ownPart = (keyCheck: Buffer) => keyCheck.subarray(0, ownPartBytes)
const isDemoCheck = (keyCheck: Buffer) => keyCheck.length > ownPartBytes

const demoLibraryError = () =>
  new DatabaseOpenError(
    'demo-library',
    'carrel demo made this library, and everyone knows its passphrases: set CARREL_HOME to another folder',
  )

/** Hostile: a library that grew from a demo would open with passphrases that are published. @throws DatabaseOpenError `demo-library` */
export async function refuseDemo(db: Kysely<Schema>): Promise<void> {
  const made = await libraryMade(db)
  if (made !== undefined && isDemoCheck(made.keyCheck)) throw demoLibraryError()
}

export async function libraryName(db: Kysely<Schema>): Promise<string | undefined> {
  return (await db.selectFrom('library').select('name').executeTakeFirst())?.name
}

/* What `carrel doctor` reads. Nothing here writes or opens anything. */
type LibraryDatabase = Kysely<Schema>

const doctorContext = { actor: 'system', place: 'doctor' }

type DatabaseServerState = {
  readonly version: string
  /** Settings that must be on for saved data to be on the disk. */
  readonly off: readonly string[]
  readonly checksums: boolean
  readonly databaseBytes: bigint
}

export async function serverState(db: LibraryDatabase): Promise<DatabaseServerState> {
  const { rows } = await sql<{
    version: string
    fsync: string
    pages: string
    commit: string
    checksums: string
    bytes: bigint
  }>`
    select current_setting('server_version') as version, current_setting('fsync') as fsync,
      current_setting('full_page_writes') as pages, current_setting('synchronous_commit') as commit,
      current_setting('data_checksums') as checksums, pg_database_size(current_database()) as bytes`.execute(
    db,
  )
  const row = rows[0]
  if (row === undefined) throw new Error('the server says nothing of itself')
  const settings = { fsync: row.fsync, full_page_writes: row.pages, synchronous_commit: row.commit }
  return {
    version: row.version,
    off: Object.entries(settings).flatMap(([name, value]) => (value === 'off' ? [name] : [])),
    checksums: row.checksums === 'on',
    databaseBytes: row.bytes,
  }
}

/** The token by which the data know their keys, and the first day; undefined before the first start. */
export async function libraryMade(
  db: LibraryDatabase,
): Promise<{ readonly keyCheck: Buffer; readonly madeOn: string } | undefined> {
  const row = await db.selectFrom('library').select(['key_check', 'made_on']).executeTakeFirst()
  return row && { keyCheck: row.key_check, madeOn: row.made_on }
}

/** The applied migrations, the newest last. */
export async function migrationsApplied(db: LibraryDatabase): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from schema_migration order by id`.execute(db)
  return rows.map(({ id }) => id)
}

/** The daily jobs that ever ran, and the last day of each. */
export async function dailyJobsDone(worker: LibraryDatabase): Promise<ReadonlyMap<string, string>> {
  const rows = await worker.selectFrom('night_step').select(['name', 'done_on']).execute()
  return new Map(rows.map(({ name, done_on }) => [name, done_on]))
}

/** The nights under whose link keys something is sealed. */
export async function linkNightsInUse(worker: LibraryDatabase): Promise<string[]> {
  return inContext(worker, doctorContext, async (trx) => {
    const { rows } = await sql<{ night: string }>`
      select night::text as night from (select night from loan union select night from hold
        union select night from charge union select night from tally_waiting union select night from tally_open
        union select night from notice)
        as used order by 1`.execute(trx)
    return rows.map(({ night }) => night)
  })
}

/** The months in which the growing log got entries, by when they were sequenced. */
export async function monthsOfRegister(db: LibraryDatabase): Promise<string[]> {
  const { rows } = await sql<{ month: string }>`
    select distinct to_char(signed_on, 'YYYY-MM') as month from (
      select signed_on, size - commitments as entries,
        coalesce(lag(size - commitments) over (partition by log order by signed_on), 0) as before
      from register_checkpoint) as grown
    where entries > before and extract(day from signed_on) > 1 order by 1`.execute(db)
  return rows.map(({ month }) => month)
}

/** The latest moments in the data, each with what it was. */
export async function latestMoments(
  db: LibraryDatabase,
  worker: LibraryDatabase,
): Promise<{ readonly what: string; readonly at: Date }[]> {
  const { rows } = await sql<{ seen: Date | null; signed: string | null }>`
    select (select max(seen_at) from session) as seen,
      (select max(signed_on)::text from register_checkpoint) as signed`.execute(db)
  const nights = await sql<{
    done: string | null
  }>`select max(done_on)::text as done from night_step`.execute(worker)
  const { seen = null, signed = null } = rows[0] ?? {}
  const done = nights.rows[0]?.done ?? null
  return [
    ...(seen === null ? [] : [{ what: 'someone used the program', at: seen }]),
    ...(signed === null ? [] : [{ what: 'the register was signed', at: new Date(`${signed}T00:00:00Z`) }]),
    ...(done === null ? [] : [{ what: 'a night’s work was done', at: new Date(`${done}T00:00:00Z`) }]),
  ]
}
