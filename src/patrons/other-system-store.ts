import { sql } from 'kysely'
import type { Db, Trx } from '../platform/db/context.ts'
import type { RequestContext } from '../platform/http/request-context.ts'

/** The pack has no lending, or the nightly export was set up as the lending system's. */
export async function otherSystemLends(
  { services, pack }: Pick<RequestContext, 'services' | 'pack'>,
  db: Db = services.app,
): Promise<boolean> {
  return pack.manifest.lending === undefined || (await nightlyImport(db))?.lendsElsewhere === true
}

/** Which system checks items out, for this program. Read again every minute, as another program may change it. */
export type LendingSystem = { isElsewhere: boolean }

/** As the Director said at set-up; undefined if no one asked yet. */
export async function chosenElsewhere(db: Db): Promise<boolean | undefined> {
  const row = await db.selectFrom('library').select('lends_elsewhere').executeTakeFirst()
  return row?.lends_elsewhere ?? undefined
}

export async function saveLendingSystem(trx: Trx, isElsewhere: boolean): Promise<void> {
  await trx.updateTable('library').set({ lends_elsewhere: isElsewhere }).execute()
}

/** Where the pack has loan rules: the Director said so, or the nightly export was set up as the lending system's. */
export async function isLentElsewhere(db: Db): Promise<boolean> {
  return (await chosenElsewhere(db)) === true || (await nightlyImport(db))?.lendsElsewhere === true
}

/** The folder of another system's exports, and the outcome of the last one. */
export type NightlyImport = {
  readonly folder: string
  readonly since: Date
  /** This system lends, whatever the pack says. */
  readonly lendsElsewhere: boolean
  /** Of the last imported files. */
  readonly mark: string | null
  readonly good?: { readonly at: Date; readonly report: unknown }
  readonly failed?: { readonly at: Date; readonly sentence: string; readonly mark: string | null }
}

/** Undefined if none is set up. For the app or the worker. */
export async function nightlyImport(db: Db): Promise<NightlyImport | undefined> {
  const row = await db.selectFrom('import_nightly').selectAll().executeTakeFirst()
  if (row === undefined) return undefined
  const { lends_elsewhere: lendsElsewhere } = row
  const { folder, since, mark, done_at: at, report, failed_at: failedAt, failure: sentence, tried } = row
  return {
    folder,
    since,
    mark,
    lendsElsewhere,
    ...(at !== null && { good: { at, report } }),
    ...(failedAt !== null && sentence !== null && { failed: { at: failedAt, sentence, mark: tried } }),
  }
}

/** Replaces the folder and forgets what was known of another one. For the worker. */
export async function setNightlyImport(worker: Db, folder: string, since: Date, lendsElsewhere = false) {
  await sql`insert into import_nightly (folder, since) values (${folder}, ${since})
    on conflict (only_row) do update set folder = excluded.folder, since = excluded.since, mark = null, done_at = null,
      report = null, tried = null, failed_at = null, failure = null
    where import_nightly.folder <> excluded.folder`.execute(worker)
  await worker.updateTable('import_nightly').set({ lends_elsewhere: lendsElsewhere }).execute()
}

/** Returns false if none was set up. For the worker. */
export async function endNightlyImport(worker: Db): Promise<boolean> {
  const gone = await worker.deleteFrom('import_nightly').executeTakeFirst()
  return gone.numDeletedRows > 0n
}

/** Also clears an earlier failure. For the worker. */
export async function noteImport(
  worker: Db,
  done: { readonly mark: string; readonly at: Date; readonly report: object },
): Promise<void> {
  const report = JSON.stringify(done.report)
  await worker
    .updateTable('import_nightly')
    .set({ mark: done.mark, done_at: done.at, report, tried: null, failed_at: null, failure: null })
    .execute()
}

/** For the worker. */
export async function noteImportFailure(
  worker: Db,
  failed: { readonly mark: string | null; readonly at: Date; readonly sentence: string },
): Promise<void> {
  const { mark: tried, at: failed_at, sentence: failure } = failed
  await worker.updateTable('import_nightly').set({ tried, failed_at, failure }).execute()
}
