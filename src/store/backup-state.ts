import type { Kysely, Updateable } from 'kysely'
import type { Schema } from './schema.ts'

/** The last good backup of the standing folder, and whether one failed since. */
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
  /** Folders that backups were made in before. */
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

/**
 * Notes a good backup; a failure before it is over. As the worker.
 * @param folders where others were made before; as they were noted where it is left out
 */
export async function noteBackup(
  worker: Kysely<Schema>,
  good: NonNullable<BackupState['good']>,
  folders?: readonly string[],
): Promise<void> {
  const { madeAt: made_at, ...rest } = good
  const noted = folders === undefined ? {} : { folders: [...folders] }
  await note(worker, { made_at, ...rest, ...noted, failed_at: null, failure: null })
}

/** Notes that none could be made. As the worker. */
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
