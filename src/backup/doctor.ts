import type { KeyRing } from '../platform/crypto/key-ring.ts'
import { backupRetentionDays } from '../platform/crypto/link-nights.ts'
import { bad, type Check, count, good, note, ofLibrary } from '../platform/doctor.ts'
import { libraryMark } from './backup.ts'
import { backupsIn, formerFolders } from './backup-file.ts'
import { backupState } from './backup-store.ts'
import { type BackupWarning, backupWarning } from './daily-job.ts'
import { recoveryKeys, recoverySheetMark } from './recovery-key.ts'

const newest = ofLibrary('backups', async ({ db, ring, now, today }) => {
  const clock = { now: () => now, today: () => today }
  const concern = await backupWarning({ app: db.app, ring, clock })
  if (concern !== undefined) {
    return bad(backupWarningLine(concern), concern.code === 'no-key' ? recoveryFix(ring) : undefined)
  }
  const { good: last } = await backupState(db.app)
  if (last === undefined) return note('There is no backup yet: the next night makes the first.')
  const madeAt = last.madeAt.toISOString().slice(0, 16).replace('T', ' ')
  return good(
    `The last backup was made on ${madeAt} UTC. To check that it is good, with the recovery sheet: npx --no carrel backup --verify ${last.file}`,
  )
})

/** Why not another where one is only to be confirmed: the sheet that was printed would open nothing. */
function recoveryFix(ring: KeyRing): string {
  const { pending } = recoveryKeys(ring)
  return pending === undefined
    ? 'npx --no carrel recovery new, and put the sheet into a safe.'
    : `npx --no carrel recovery confirm, with sheet ${recoverySheetMark(pending)}. If it was never printed: npx --no carrel recovery new.`
}

const elsewhere = ofLibrary('backups-elsewhere', async ({ db, ring, home }) => {
  const library = libraryMark(ring.check().toString('hex'))
  const says: string[] = []
  for (const folder of formerFolders(await backupState(db.app), home)) {
    const kept = await backupsIn(folder, library).catch(() => undefined)
    if (kept === undefined) says.push(`${folder} cannot be looked at`)
    else if (kept.length > 0) says.push(`${count(kept.length, 'backup')} in ${folder}`)
  }
  if (says.length === 0) return good('In the folders where Carrel made backups before there are none left.')
  return note(
    `Backups are made in ${home.backupsDir} now, and some lie elsewhere: ${says.join('; ')}.`,
    `Leave that folder where Carrel can write: it deletes them there too after ${backupRetentionDays} days. Or destroy them.`,
  )
})

export const backupChecks: readonly Check[] = [newest, elsewhere]

/** One or two sentences for the computer's administrator. */
export function backupWarningLine(concern: BackupWarning): string {
  const last = lastBackupText(concern)
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

function lastBackupText({ last }: BackupWarning): string {
  if (last === undefined) return 'There is no good one.'
  const day = last.madeAt.toLocaleDateString('en-US', { dateStyle: 'long', timeZone: 'UTC' })
  const away = last.isThere ? '' : `, and it is not where it was put, whole (${last.file})`
  return `The last good one is of ${day}${away}.`
}
