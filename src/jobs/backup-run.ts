import { BackupRefused } from '../backup/refused.ts'
import { KeysRefused } from '../sealing/key-refusal.ts'
import type { KeyRing } from '../sealing/key-ring.ts'
import { backupState, noteBackup, noteBackupFailure } from '../store/backup-state.ts'
import type { Database } from '../store/database.ts'
import type { Home } from '../store/home.ts'
import { DatabaseRefused } from '../store/refused.ts'
import { type BackupMade, libraryMark } from './backup.ts'
import { deleteOldBackups } from './backup-folder.ts'
import { formerFolders } from './backup-former.ts'
import { recoveryKeys } from './backup-recovery.ts'

/**
 * Has a backup made in the standing folder, notes how it went, and then deletes what is past its retention: also
 * where none could be made, but never the newest; and also in folders where backups were made before.
 *
 * @param make makes it, in this process or another
 * @returns what was made, and the paths that were deleted
 * @throws BackupRefused, and whatever else hindered it; it is noted for the Director
 */
export async function runBackup(
  { database, ring, home, now }: { database: Database; ring: KeyRing; home: Home; now: () => Date },
  make: () => Promise<BackupMade>,
): Promise<{ readonly made: BackupMade; readonly deleted: readonly string[] }> {
  const old = { library: libraryMark(ring.check().toString('hex')), now: now() }
  const folder = home.backupsDir
  const former = formerFolders(await backupState(database.worker), home)
  try {
    const made = await make()
    const { mark, path, rows, bytes } = made
    const good = { madeAt: mark.madeAt, file: path, key: mark.key, rows: BigInt(rows), bytes: BigInt(bytes) }
    await noteBackup(database.worker, good, former)
    const deleted = await deleteOldBackups(folder, old)
    return { made, deleted: [...deleted, ...(await deleteOldIn(former, { ...old, newerElsewhere: true }))] }
  } catch (error) {
    await noteBackupFailure(database.worker, { at: now(), sentence: sentenceOf(error) })
    await deleteOldBackups(folder, old)
    await deleteOldIn(former, old)
    throw error
  }
}

async function deleteOldIn(
  folders: readonly string[],
  old: Parameters<typeof deleteOldBackups>[1],
): Promise<string[]> {
  const deleted: string[] = []
  // Why no more is said: a disk that is not there any more must not keep backups from being made; the doctor looks there.
  for (const folder of folders) deleted.push(...(await deleteOldBackups(folder, old).catch(() => [])))
  return deleted
}

/** The recovery key that backups are sealed to. @throws BackupRefused `no-recovery-key` */
export function requireRecoveryKey(ring: KeyRing) {
  const { current } = recoveryKeys(ring)
  if (current !== undefined) return current
  throw new BackupRefused(
    'no-recovery-key',
    'there is no recovery key yet, and a backup that nobody can open is none: make one with carrel recovery new',
  )
}

/** What may be shown: a refusal's own sentence. The message of anything else could quote a value. */
function sentenceOf(error: unknown): string {
  const known = [BackupRefused, KeysRefused, DatabaseRefused].some((kind) => error instanceof kind)
  return known ? (error as Error).message : 'the backup ended in a fault that its log names'
}
