import { backupConcern } from '../../jobs/backup-concern.ts'
import { concernTold } from '../backup-concern-told.ts'
import { backupsWords } from '../words/backups.ts'
import { setsUp } from './set-up.ts'
import type { Source } from './source.ts'

/** The backups fail, are old, or there is none. */
export const backups: Source = {
  may: ['director'],
  async look(visit) {
    const concern = await backupConcern(visit.house)
    // The set-up has the recovery sheet on its own list.
    if (concern === undefined || (concern.code === 'no-key' && (await setsUp(visit)))) return []
    const go = backupsWords(visit).title
    return [{ kind: 'warning', says: concernTold(visit, concern), href: '/backups', go }]
  },
}
