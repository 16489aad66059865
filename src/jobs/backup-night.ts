import { BackupRefused } from '../backup/refused.ts'
import type { Clock } from '../clock.ts'
import type { KeyRing } from '../sealing/key-ring.ts'
import type { Database } from '../store/database.ts'
import type { Home } from '../store/home.ts'
import { backupInChild } from './backup-child.ts'
import { requireRecoveryKey, runBackup } from './backup-run.ts'
import type { NightStep } from './night.ts'

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
    async run() {
      if (clock.now().getTime() - failedAt < restMinutes * 60_000) {
        throw new BackupRefused('busy', 'the backup failed a while ago, and is tried again within the hour')
      }
      const recoveryKey = requireRecoveryKey(ring)
      try {
        await runBackup({ database, ring, folder: home.backupsDir, now: clock.now }, () =>
          backupInChild(home, { recoveryKey, keys: () => ring.forBackup() }),
        )
      } catch (error) {
        failedAt = clock.now().getTime()
        throw error
      }
    },
  }
}

/** Whether a failed night's step is worth a line in the log: not that there is no recovery key, nor that it waits. */
export function isWorthLogging(error: unknown): boolean {
  return !(error instanceof BackupRefused && (error.code === 'busy' || error.code === 'no-recovery-key'))
}
