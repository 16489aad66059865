import type { Kysely } from 'kysely'
import type { Clock } from '../clock.ts'
import type { KeyRing } from '../sealing/key-ring.ts'
import { type BackupState, backupState } from '../store/backup-state.ts'
import type { Schema } from '../store/schema.ts'
import { type RecoveryKeys, recoveryKeys } from './backup-recovery.ts'

/** What is wrong with the backups, in a sentence that says what to do; undefined where they are as they should be. */
export type BackupConcern = { readonly code: 'no-key' | 'failed' | 'old'; readonly sentence: string }

/** So old a last good backup means that two nights have gone by without one. */
const oldHours = 50

/** As the app: for the Director's start page and `carrel doctor`. */
export async function backupConcern(house: {
  readonly app: Kysely<Schema>
  readonly ring: KeyRing
  readonly clock: Clock
}): Promise<BackupConcern | undefined> {
  return concernOf(await backupState(house.app), recoveryKeys(house.ring), house.clock.now())
}

export function concernOf(
  { good, failed }: BackupState,
  { current }: RecoveryKeys,
  now: Date,
): BackupConcern | undefined {
  if (current === undefined) {
    return { code: 'no-key', sentence: 'There are no backups yet: they need the recovery sheet, on paper.' }
  }
  const last = good === undefined ? 'There is no good one.' : `The last good one is of ${dayOf(good.madeAt)}.`
  if (failed !== undefined)
    return { code: 'failed', sentence: `The backup failed: ${failed.sentence}. ${last}` }
  const ageHours = good === undefined ? 0 : (now.getTime() - good.madeAt.getTime()) / 3_600_000
  if (ageHours <= oldHours) return undefined
  return { code: 'old', sentence: `No backup was made for two nights. ${last} Is the computer on?` }
}

function dayOf(instant: Date): string {
  return instant.toLocaleDateString('en-US', { dateStyle: 'long', timeZone: 'UTC' })
}
