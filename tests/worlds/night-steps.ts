import type { Services } from '../../src/app/services.ts'
import { countClausesJob } from '../../src/ask/policy-store.ts'
import { holdSlotFiles, makeBackup, requireRecoveryKey, runBackup } from '../../src/backup/backup.ts'
import { withLinksSealed } from '../../src/backup/daily-job.ts'
import { resealLinksStep } from '../../src/backup/link-reseal-job.ts'
import { caseRemindersJob, endCopiesJob, publishRequestsJob } from '../../src/cases/jobs.ts'
import { countReturnsStep } from '../../src/circulation/monthly-statistics.ts'
import { planNoticesJob } from '../../src/contact/notice-planning.ts'
import { closedChannels, mailSender, sendNoticesJob } from '../../src/contact/notice-sending.ts'
import { comingOfAgeStep } from '../../src/patrons/guardians.ts'
import type { DailyJob } from '../../src/platform/jobs/daily-job.ts'
import { checkpointMailJob } from '../../src/register/checkpoint-mail.ts'
import { keepLastSignedJob, lastSignedFile } from '../../src/register/head.ts'
import type { TestDatabase } from '../support/database.ts'

/** What a night does, as src/app/server.ts has it, in its order. */
export function nightSteps(house: Services, { database, home }: TestDatabase): readonly DailyJob[] {
  const { app, gate, copies, corrections, ring, clock, pack, mail, compartments } = house
  const { worker } = database
  const senders = [mailSender(mail, pack, clock)].filter((one) => one !== undefined)
  return [
    comingOfAgeStep({ app, ring, gate, clock }),
    endCopiesJob({ copies }),
    countReturnsStep({ worker, ring }),
    countClausesJob({ worker, ring, timeZone: pack.timeZone }),
    resealLinksStep({ worker, ring, unreadable: () => {} }),
    planNoticesJob({ worker, ring, pack, corrections, closed: closedChannels(senders) }),
    caseRemindersJob({ app, ring, clock }),
    publishRequestsJob({ app, pack }),
    { name: 'renew-cells', run: async () => compartments?.renewAll() },
    inThisProcess(house, { database, home }),
    keepLastSignedJob({ lastSigned: lastSignedFile(home.keysDir), backupsDir: home.backupsDir }),
    checkpointMailJob({ worker, mail, clock }),
    sendNoticesJob({ worker, ring, gate, corrections, pack, clock, senders, unsure: () => {} }),
  ]
}

/** As `backupJob` makes it, but here: a process of its own has the machine's clock. */
function inThisProcess(
  { ring, clock }: Services,
  { database, home }: Pick<TestDatabase, 'database' | 'home'>,
): DailyJob {
  const parts = { database, folder: home.backupsDir, version: '0.1.0', now: clock.now, progress: () => {} }
  const make = async (unreadableLinks: number) => {
    const cells = holdSlotFiles(home.cellsDir, ring)
    const keys = async () => [...ring.forBackup(), ...cells.keys]
    const recoveryKey = requireRecoveryKey(ring)
    return makeBackup({ ...parts, recoveryKey, unreadableLinks, cells: cells.files, keys }).finally(
      cells.close,
    )
  }
  return {
    name: 'backup',
    async run() {
      requireRecoveryKey(ring)
      await runBackup({ database, ring, home, now: clock.now }, () =>
        withLinksSealed({ worker: database.worker, ring }, make),
      )
    },
  }
}
