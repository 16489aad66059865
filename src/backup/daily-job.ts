import { statSync } from 'node:fs'
import type { Kysely } from 'kysely'
import type { Clock } from '../platform/clock.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import { LinkKeys } from '../platform/crypto/link-keys.ts'
import type { Database } from '../platform/db/database.ts'
import type { Home } from '../platform/db/home.ts'
import type { Schema } from '../platform/db/schema.ts'
import { type DailyJob, dailyJobDoneOn } from '../platform/jobs/daily-job.ts'
import { reportLongWork } from '../platform/jobs/long-work-store.ts'
import { holdSlotFiles, requireRecoveryKey, runBackup } from './backup.ts'
import { backupInChild } from './backup-child.ts'
import { BackupError } from './backup-error.ts'
import { readMark } from './backup-file.ts'
import { type BackupState, backupState } from './backup-store.ts'
import { utcMinute } from './container.ts'
import { resealLinksStep, resealLinksStepName } from './link-reseal-job.ts'
import { type RecoveryKeys, recoveryKeys } from './recovery-key.ts'

/** How long to wait after a failure: a full disk is not emptied within minutes. */
const restMinutes = 60

/** Comes after the step that reseals links: a backup contains only the newest link key. */
export function backupJob(parts: {
  readonly home: Home
  readonly database: Database
  readonly ring: KeyRing
  readonly clock: Clock
}): DailyJob {
  const { home, database, ring, clock } = parts
  let failedAt = 0
  return {
    name: 'backup',
    async run(day) {
      const sinceMs = clock.now().getTime() - failedAt
      // A clock that was set back says nothing about how long ago that was.
      if (sinceMs >= 0 && sinceMs < restMinutes * 60_000) {
        throw new BackupError('busy', 'the backup failed a while ago, and is tried again within the hour')
      }
      const recoveryKey = requireRecoveryKey(ring)
      try {
        await reportLongWork({ db: database.worker, kind: 'backup', now: clock.now }, (report) =>
          runBackup({ database, ring, home, now: clock.now }, async () => {
            await refuseOldLinks(database, day)
            const cells = holdSlotFiles(home.cellsDir, ring)
            try {
              return await withLinksSealed({ worker: database.worker, ring }, (unreadableLinks) =>
                backupInChild(home, {
                  recoveryKey,
                  unreadableLinks,
                  cells: cells.files,
                  keys: () => [...ring.forBackup(), ...cells.keys],
                  progress: ({ bytes, aboutBytes }) => report({ done: bytes, total: aboutBytes }),
                }),
              )
            } finally {
              cells.close()
            }
          }),
        )
      } catch (error) {
        failedAt = clock.now().getTime()
        throw error
      }
    },
  }
}

/** Why: a link that is still under an older night's key would not open after a restore. */
async function refuseOldLinks({ worker }: Database, day: string): Promise<void> {
  if (((await dailyJobDoneOn(worker, resealLinksStepName)) ?? '') >= day) return
  throw new BackupError('busy', 'the loans were not sealed again this night, as the program’s log says')
}

/** Whether a failed nightly step belongs in the log: not that there is no recovery key, nor that it waits. */
export function isWorthLogging(error: unknown): boolean {
  return !(error instanceof BackupError && (error.code === 'busy' || error.code === 'no-recovery-key'))
}

const mostTries = 3

/**
 * Makes a backup once every link is under the newest key; where others came in under an older one before its snapshot,
 * reseals these and makes another. `make` gets the number of links that open under no key.
 * @throws BackupError `links-late` where they keep coming in, and what `make` throws
 */
export async function withLinksSealed<T>(
  { worker, ring }: { readonly worker: Kysely<Schema>; readonly ring: KeyRing },
  make: (unreadableLinks: number) => Promise<T>,
): Promise<T> {
  for (let tries = 1; ; tries++) {
    let unreadable = 0
    const reseal = resealLinksStep({ worker, ring, unreadable: (values) => (unreadable = values) })
    // No new key: for its own night, the newest is that night's.
    await reseal.run(new LinkKeys(ring).newest.night)
    try {
      return await make(unreadable)
    } catch (error) {
      const isLate = error instanceof BackupError && error.code === 'links-late'
      if (!isLate || tries === mostTries) throw error
    }
  }
}

export type BackupWarning = {
  readonly code: 'no-key' | 'failed' | 'gone' | 'old'
  readonly last?: { readonly madeAt: Date; readonly file: string; readonly isThere: boolean }
  /** Why none could be made, in the program's English. */
  readonly failure?: string
}

/** At this age, two nights have gone by without a good backup. */
const oldHours = 50

/** As the app. Undefined where nothing is wrong. */
export async function backupWarning(services: {
  readonly app: Kysely<Schema>
  readonly ring: KeyRing
  readonly clock: Clock
}): Promise<BackupWarning | undefined> {
  const state = await backupState(services.app)
  return backupWarningOf(state, recoveryKeys(services.ring), services.clock.now(), await isLastThere(state))
}

/** Whether the last good backup is where it was put, and as large; true where this user may not see its folder. */
export async function isLastThere({ good }: BackupState): Promise<boolean> {
  if (good === undefined) return true
  try {
    const { key, madeAt } = await readMark(good.file)
    const isIt = key === good.key && utcMinute(madeAt) === utcMinute(good.madeAt)
    return isIt && statSync(good.file).size === Number(good.bytes)
  } catch (error) {
    // The folder may be closed to this user; then the backup is not known to be gone.
    return error instanceof BackupError && error.code === 'cannot-read' && !isGone(good.file)
  }
}

function isGone(file: string): boolean {
  try {
    return statSync(file, { throwIfNoEntry: false }) === undefined
  } catch {
    return false
  }
}

export function backupWarningOf(
  { good, failed }: Pick<BackupState, 'good' | 'failed'>,
  { current }: RecoveryKeys,
  now: Date,
  isThere = true,
): BackupWarning | undefined {
  if (current === undefined) return { code: 'no-key' }
  const last = good === undefined ? {} : { last: { madeAt: good.madeAt, file: good.file, isThere } }
  if (failed !== undefined) return { code: 'failed', failure: failed.sentence, ...last }
  const ageHours = good === undefined ? 0 : (now.getTime() - good.madeAt.getTime()) / 3_600_000
  if (ageHours > oldHours) return { code: 'old', ...last }
  return isThere ? undefined : { code: 'gone', ...last }
}
