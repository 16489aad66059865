import type { BackupConcern } from '../jobs/backup-concern.ts'

/** What is wrong with the backups, in a sentence or two, for whoever looks after the computer. */
export function backupConcernSaid(concern: BackupConcern): string {
  const last = lastSaid(concern)
  switch (concern.code) {
    case 'no-key':
      return 'There are no backups yet: they need the recovery sheet, on paper.'
    case 'failed':
      return `The backup failed: ${concern.failure}. ${last}`
    case 'gone':
      return `There may be no backup. ${last}`
    case 'old':
      return `No backup was made for two nights. ${last} Is the computer on?`
  }
}

function lastSaid({ last }: BackupConcern): string {
  if (last === undefined) return 'There is no good one.'
  const day = last.madeAt.toLocaleDateString('en-US', { dateStyle: 'long', timeZone: 'UTC' })
  const away = last.isThere ? '' : `, and it is not where it was put (${last.file})`
  return `The last good one is of ${day}${away}.`
}
