import { sendingFaults } from '../contact/notice-store.ts'
import { backupRetentionDays } from '../platform/crypto/link-nights.ts'
import { dailyJobsDone, libraryMade } from '../platform/db/library-store.ts'
import { bad, count, good, note, ofDatabase, ofLibrary, type Theme } from '../platform/doctor.ts'
import { mailSettings } from '../platform/mail/settings.ts'
import { daysBetween } from '../policy/calendar.ts'
import { checkpointMailState, checkpointMailStateText } from '../register/checkpoint-mail.ts'
import { libraryMark } from './backup.ts'
import { backupsIn, formerFolders } from './backup-file.ts'
import { backupState } from './backup-store.ts'
import { type BackupWarning, backupWarning } from './daily-job.ts'

/** The steps of every night (src/app/server.ts), as a person calls them. */
const steps: ReadonlyMap<string, string> = new Map([
  ['coming-of-age', 'taking guardians of those who came of age off the file'],
  ['count-returns', 'counting what came back'],
  ['reseal-links', 'sealing the loans anew, by which what came back is forgotten'],
  ['backup', 'the backup'],
  ['plan-notices', 'planning whom to write to'],
  ['send-notices', 'sending notices'],
  ['pin-mails', 'mailing the register’s pin'],
])

const lateDays = 2

const dailyJobs = ofDatabase('nights', async ({ db, today, standing }) => {
  const done = await dailyJobsDone(db.worker)
  const made = (await libraryMade(db.app))?.madeOn ?? today
  const late = [...steps].filter(([name]) => daysBetween(done.get(name) ?? made, today) > lateDays)
  if (late.length === 0) return good('The work of the nights is done up to yesterday.')
  const says = late.map(([name, words]) => {
    const last = done.get(name)
    return last === undefined ? `${words} was never done` : `${words} was last done for ${last}`
  })
  const runs = standing === undefined || standing.kind === 'served'
  const told = `Work of the night is left undone: ${says.join('; ')}.`
  return runs
    ? bad(told, 'The program’s log says why, under “night:”.')
    : bad(told, 'Start Carrel: it does what is left at once. Leave it running, or start it every day.')
})

const sending = ofDatabase('sending', async ({ db }) => {
  const [fault] = await sendingFaults(db.worker)
  if (fault === undefined) return good('The last notices that were to go out were not refused.')
  const since = fault.since.toISOString().slice(0, 16).replace('T', ' ')
  return bad(
    `Notices by ${fault.channel} do not go out since ${since} UTC: ${fault.why}.`,
    'Set right what the mail server, or the command that sends texts, refuses. The notices are kept, and tried again within the hour.',
  )
})

const backups = ofLibrary('backups', async ({ db, ring, now, today }) => {
  const clock = { now: () => now, today: () => today }
  const concern = await backupWarning({ app: db.app, ring, clock })
  if (concern !== undefined) {
    const mend =
      concern.code === 'no-key' ? 'npx carrel recovery new, and put the sheet into a safe.' : undefined
    return bad(backupWarningLine(concern), mend)
  }
  const { good: last } = await backupState(db.app)
  if (last === undefined) return note('There is no backup yet: the next night makes the first.')
  return good(`The last good backup is of ${last.madeAt.toISOString().slice(0, 16).replace('T', ' ')} UTC.`)
})

const backupsElsewhere = ofLibrary('backups-elsewhere', async ({ db, ring, home }) => {
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

const checkpointMail = ofDatabase('pins', async ({ db, env, today }) => {
  const mail = mailSettings(env)
  const state = await checkpointMailState(db.app, mail, today)
  const says = checkpointMailStateText(state)
  if (state.ok) return good(says)
  // Why a note where no mail was set up: the settings may be those of the service, and not of who asks.
  return mail.state === 'not-set-up' ? note(says) : bad(says)
})

export const dailyJobsTheme: Theme = {
  title: 'Nights',
  checks: [dailyJobs, sending, backups, backupsElsewhere, checkpointMail],
}

/** What is wrong with the backups, in a sentence or two, for whoever looks after the computer. */
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
  const away = last.isThere ? '' : `, and it is not where it was put (${last.file})`
  return `The last good one is of ${day}${away}.`
}
