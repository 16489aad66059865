import { holdCells } from '../../src/compartments/cell-copy.ts'
import { makeBackup } from '../../src/jobs/backup.ts'

import { withLinksSealed } from '../../src/jobs/backup-links.ts'
import { requireRecoveryKey, runBackup } from '../../src/jobs/backup-run.ts'
import { endCopiesStep } from '../../src/jobs/case-copies-night.ts'
import { caseRemindersStep } from '../../src/jobs/case-reminders.ts'
import { comingOfAgeStep } from '../../src/jobs/coming-of-age.ts'
import { countClausesStep } from '../../src/jobs/count-clauses.ts'
import { countReturnsStep } from '../../src/jobs/count-returns.ts'
import { keepLastSignedStep } from '../../src/jobs/known-state.ts'
import { lastSignedIn } from '../../src/jobs/last-signed.ts'
import type { NightStep } from '../../src/jobs/night.ts'
import { closedWays, mailSender, sendNoticesStep } from '../../src/jobs/notice-night.ts'
import { pinMailStep } from '../../src/jobs/pin-mails.ts'
import { planNoticesStep } from '../../src/jobs/plan-notices.ts'
import { resealStep } from '../../src/jobs/reseal.ts'
import { tellRequestsStep } from '../../src/jobs/tell-requests.ts'
import type { House } from '../../src/web/visit.ts'
import type { TestDatabase } from '../support/database.ts'

/** What a night does, as src/server.ts has it, in its order. */
export function nightSteps(house: House, { database, home }: TestDatabase): readonly NightStep[] {
  const { app, gate, ring, clock, pack, mail, compartments } = house
  const { worker } = database
  const senders = [mailSender(mail, pack, clock)].filter((one) => one !== undefined)
  return [
    comingOfAgeStep({ app, ring, gate, clock }),
    endCopiesStep({ gate }),
    countReturnsStep({ worker, ring }),
    countClausesStep({ worker, ring, timeZone: pack.timeZone }),
    resealStep({ worker, ring, unreadable: () => {} }),
    planNoticesStep({ worker, ring, pack, gate, closed: closedWays(senders) }),
    caseRemindersStep({ app, clock }),
    tellRequestsStep({ app, pack }),
    { name: 'renew-cells', run: async () => compartments?.renewAll() },
    inThisProcess(house, { database, home }),
    keepLastSignedStep({ lastSigned: lastSignedIn(home.keysDir), backupsDir: home.backupsDir }),
    pinMailStep({ worker, mail, clock }),
    sendNoticesStep({ worker, ring, gate, pack, clock, senders, unsure: () => {} }),
  ]
}

/** As `backupStep` makes it, but here: a process of its own has the machine's clock. */
function inThisProcess(
  { ring, clock }: House,
  { database, home }: Pick<TestDatabase, 'database' | 'home'>,
): NightStep {
  const parts = { database, folder: home.backupsDir, version: '0.1.0', now: clock.now, progress: () => {} }
  const make = async (unreadableLinks: number) => {
    const cells = holdCells(home.cellsDir, ring)
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
