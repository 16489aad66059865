import { countClausesJob, silentFollowUpsJob } from '../ask/index.ts'
import { backupJob, resealLinksStep } from '../backup/index.ts'
import { caseRemindersJob, endCopiesJob, publishRequestsJob } from '../cases/index.ts'
import { countReturnsStep } from '../circulation/index.ts'
import { closedChannels, planNoticesJob, sendNoticesJob } from '../contact/index.ts'
import { importJob } from '../import/index.ts'
import { comingOfAgeStep } from '../patrons/index.ts'
import type { Database } from '../platform/db/database.ts'
import type { Home } from '../platform/db/home.ts'
import { dailyJobsDone, libraryMade } from '../platform/db/library-store.ts'
import { bad, good, ofDatabase } from '../platform/doctor.ts'
import type { DailyJob } from '../platform/jobs/daily-job.ts'
import { daysBetween } from '../policy/index.ts'
import { checkpointMailJob, keepLastSignedJob } from '../register/index.ts'
import type { SealedMattersHost } from '../sealed/index.ts'
import type { Services } from './services.ts'

/** In the order in which they run. */
export function dailyJobs(parts: {
  readonly home: Home
  readonly database: Database
  readonly services: Services
  readonly cells: SealedMattersHost
  readonly lastSigned: Parameters<typeof keepLastSignedJob>[0]['lastSigned']
  readonly senders: Parameters<typeof sendNoticesJob>[0]['senders']
}): DailyJob[] {
  const { home, database, services, cells, lastSigned, senders } = parts
  const { app, ring, gate, copies, corrections, pack, clock, log, mail } = services
  const { worker } = database
  const unreadable = (values: number) =>
    log.error({ unreadable: values }, 'links that do not open: keys and data are not of one day')
  const unsure = (messageId: string, what: 'sent-again' | 'given-up') =>
    log.warn({ messageId, what }, 'a notice of which it is not known whether it was sent')
  return [
    comingOfAgeStep({ app, ring, gate, clock }),
    // Before the backup, which would contain their keys.
    endCopiesJob({ copies }),
    silentFollowUpsJob({ followUps: services.followUps }),
    countReturnsStep({ worker, ring }),
    countClausesJob({ worker, ring, timeZone: pack.timeZone }),
    // Before the backup, which contains only the newest link key: every row must be under it.
    resealLinksStep({ worker, ring, unreadable }),
    // After resealing, since each row must be under the newest key; before the backup, to be in it unsent.
    planNoticesJob({ worker, ring, pack, corrections, closed: closedChannels(senders) }),
    caseRemindersJob({ app, ring, clock }),
    publishRequestsJob({ app, pack }),
    importJob({ home, database, ring, pack, clock }),
    cells.nightStep(),
    backupJob({ home, database, ring, clock }),
    keepLastSignedJob({ lastSigned, backupsDir: home.backupsDir }),
    checkpointMailJob({ worker, mail, clock }),
    sendNoticesJob({ worker, ring, gate, corrections, pack, clock, senders, unsure }),
  ]
}

/** The jobs that a doctor's finding names, in words. */
const steps: ReadonlyMap<string, string> = new Map([
  ['coming-of-age', 'removing the guardians of those who came of age'],
  ['count-returns', 'counting returns'],
  ['reseal-links', 'resealing the loans, so that returns are anonymized'],
  ['backup', 'the backup'],
  ['plan-notices', 'planning notices'],
  ['send-notices', 'sending notices'],
  ['pin-mails', 'mailing the fingerprint of the audit log'],
])

const lateDays = 2

export const dailyJobsCheck = ofDatabase('nights', async ({ db, today, standing }) => {
  const done = await dailyJobsDone(db.worker)
  const made = (await libraryMade(db.app))?.madeOn ?? today
  const late = [...steps].filter(([name]) => daysBetween(done.get(name) ?? made, today) > lateDays)
  if (late.length === 0) return good('The nightly jobs are done up to yesterday.')
  const says = late.map(([name, words]) => {
    const last = done.get(name)
    return last === undefined ? `${words} was never done` : `${words} was last done for ${last}`
  })
  const runs = standing === undefined || standing.kind === 'served'
  const finding = `Nightly jobs are not done: ${says.join('; ')}.`
  return runs
    ? bad(finding, 'The program’s log says why, under “night:”.')
    : bad(finding, 'Start Carrel: it does what is left at once. Leave it running, or start it every day.')
})
