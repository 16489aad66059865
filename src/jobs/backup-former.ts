import { dirname, join } from 'node:path'
import type { BackupState } from '../store/backup-state.ts'
import type { Home } from '../store/home.ts'

/**
 * The folders that backups may lie in besides the one where they are made now: where they were made before
 * CARREL_BACKUPS was changed. Each of them opens with the sheet, and what was cut since can be read from it.
 */
export function formerFolders(
  { good, folders }: BackupState,
  { dir, backupsDir }: Pick<Home, 'dir' | 'backupsDir'>,
): string[] {
  const last = good === undefined ? [] : [dirname(good.file)]
  const all = new Set([...folders, ...last, join(dir, 'backups')])
  all.delete(backupsDir)
  return [...all]
}
