import type { BackupConcern } from '../jobs/backup-concern.ts'
import type { StaffVisit } from './visit.ts'
import { backupsWords } from './words/backups.ts'
import { formatsOf } from './words/told.ts'

/** What is wrong with the backups, in one or two sentences. */
export function concernTold(visit: StaffVisit, { code, last }: BackupConcern): string {
  const { pack } = visit
  const backups = backupsWords(visit)
  const told = formatsOf(visit)
  if (code === 'no-key') return backups.concern['no-key']
  if (last === undefined) return `${backups.concern[code]} ${backups.lastNever}`
  const made = told.moment(last.madeAt, pack.timeZone)
  return `${backups.concern[code]} ${last.isThere ? backups.last(made) : backups.lastIsAway(made)}`
}
