import { BackupRefused } from '../backup/refused.ts'
import type { Clock } from '../clock.ts'
import { holdCells } from '../compartments/cell-copy.ts'
import type { KeyRing } from '../sealing/key-ring.ts'
import type { Database } from '../store/database.ts'
import type { Home } from '../store/home.ts'
import { nightStepDone } from '../store/night.ts'
import { backupInChild } from './backup-child.ts'
import { withLinksSealed } from './backup-links.ts'
import { requireRecoveryKey, runBackup } from './backup-run.ts'
import type { NightStep } from './night.ts'
import { resealName } from './reseal.ts'

/** After one that failed, the next try waits: a full disk is not emptied within minutes. */
const restMinutes = 60

/** The night's backup. It comes after the step that seals links anew: a backup holds the newest key of links alone. */
export function backupStep(parts: {
  readonly home: Home
  readonly database: Database
  readonly ring: KeyRing
  readonly clock: Clock
}): NightStep {
  const { home, database, ring, clock } = parts
  let failedAt = 0
  return {
    name: 'backup',
    async run(day) {
      const sinceMs = clock.now().getTime() - failedAt
      // A clock that was set back says nothing of how long ago that was.
      if (sinceMs >= 0 && sinceMs < restMinutes * 60_000) {
        throw new BackupRefused('busy', 'the backup failed a while ago, and is tried again within the hour')
      }
      const recoveryKey = requireRecoveryKey(ring)
      try {
        await runBackup({ database, ring, home, now: clock.now }, async () => {
          await refuseOldLinks(database, day)
          const cells = holdCells(home.cellsDir, ring)
          try {
            return await withLinksSealed({ worker: database.worker, ring }, (unreadableLinks) =>
              backupInChild(home, {
                ...{ recoveryKey, unreadableLinks, cells: cells.files },
                keys: () => [...ring.forBackup(), ...cells.keys],
              }),
            )
          } finally {
            cells.close()
          }
        })
      } catch (error) {
        failedAt = clock.now().getTime()
        throw error
      }
    },
  }
}

/** Why: a link that is still under the key of an older night would not open after a restore. */
async function refuseOldLinks({ worker }: Database, day: string): Promise<void> {
  if (((await nightStepDone(worker, resealName)) ?? '') >= day) return
  throw new BackupRefused('busy', 'the loans were not sealed anew this night, as the program’s log says')
}

/** Whether a failed night's step is worth a line in the log: not that there is no recovery key, nor that it waits. */
export function isWorthLogging(error: unknown): boolean {
  return !(error instanceof BackupRefused && (error.code === 'busy' || error.code === 'no-recovery-key'))
}
