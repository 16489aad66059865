import { statSync } from 'node:fs'
import type { Kysely } from 'kysely'
import { minuteOf } from '../backup/mark.ts'
import { BackupRefused } from '../backup/refused.ts'
import type { Clock } from '../clock.ts'
import type { KeyRing } from '../sealing/key-ring.ts'
import { type BackupState, backupState } from '../store/backup-state.ts'
import type { Schema } from '../store/schema.ts'
import { readMark } from './backup-read.ts'
import { type RecoveryKeys, recoveryKeys } from './backup-recovery.ts'

/** What is wrong with the backups. Whoever shows it to a person words it. */
export type BackupConcern = {
  readonly code: 'no-key' | 'failed' | 'gone' | 'old'
  readonly last?: {
    readonly madeAt: Date
    readonly file: string /** Where it was put. */
    readonly isThere: boolean
  }
  /** Why none could be made: the program's own sentence, in English. */
  readonly failure?: string
}

/** So old a last good backup means that two nights have gone by without one. */
const oldHours = 50

/** As the app: for the Director's pages and `carrel doctor`; undefined where the backups are as they should be. */
export async function backupConcern(house: {
  readonly app: Kysely<Schema>
  readonly ring: KeyRing
  readonly clock: Clock
}): Promise<BackupConcern | undefined> {
  const state = await backupState(house.app)
  return concernOf(state, recoveryKeys(house.ring), house.clock.now(), await isLastThere(state))
}

/** Whether the last good backup is where it was put; also where this user may not look there. */
export async function isLastThere({ good }: BackupState): Promise<boolean> {
  if (good === undefined) return true
  try {
    const { key, madeAt } = await readMark(good.file)
    return key === good.key && minuteOf(madeAt) === minuteOf(good.madeAt)
  } catch (error) {
    // Its own folder may be closed to who asks; then it is not known to be gone.
    return error instanceof BackupRefused && error.code === 'cannot-read' && !isGone(good.file)
  }
}

function isGone(file: string): boolean {
  try {
    return statSync(file, { throwIfNoEntry: false }) === undefined
  } catch {
    return false
  }
}

export function concernOf(
  { good, failed }: Pick<BackupState, 'good' | 'failed'>,
  { current }: RecoveryKeys,
  now: Date,
  isThere = true,
): BackupConcern | undefined {
  if (current === undefined) return { code: 'no-key' }
  const last = good === undefined ? {} : { last: { madeAt: good.madeAt, file: good.file, isThere } }
  if (failed !== undefined) return { code: 'failed', failure: failed.sentence, ...last }
  const ageHours = good === undefined ? 0 : (now.getTime() - good.madeAt.getTime()) / 3_600_000
  if (ageHours > oldHours) return { code: 'old', ...last }
  return isThere ? undefined : { code: 'gone', ...last }
}
