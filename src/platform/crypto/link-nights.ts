import { daysAfter } from '../../policy/index.ts'

/**
 * The night that names a new link key: the day itself, or, where the clock was set back, the night after the
 * newest. So the newest stays the newest and every night has its key; under a single key, no link would be
 * anonymized until the clock caught up.
 */
export function nightToSeal(day: string, newest: string): string {
  return day >= newest ? day : daysAfter(newest, 1)
}

/**
 * The oldest night under whose key a link may be, once everything was resealed under `allUnder`. Why not that
 * night: a transaction that began before it may still write under the key before, and has a day for it.
 */
export function oldestNightInUse(allUnder: string, nights: readonly string[]): string {
  const before = nights.filter((night) => night < allUnder).sort()
  return [before.at(-1) ?? '', daysAfter(allUnder, -2)].sort()[0] ?? ''
}

/**
 * The oldest night whose link key is kept once everything was resealed under `night`. A link anonymized in
 * the day after a night is under that night's key and older ones. With the 15th night after that, no key of
 * it is left: not here, and not in a backup, which has only the key that was newest when it was made and is
 * deleted by then.
 */
export function oldestNightKept(night: string): string {
  return daysAfter(night, -backupRetentionDays)
}

/**
 * How long a backup and the key of a night are kept, in days.
 * Why one number: an anonymized link can be read from a backup older than that, so it is gone once every such
 * backup is; and a backup is of use only while its keys fit the data. Fourteen days bridge a holiday in which
 * a problem goes unnoticed, and are how long a library must wait before it can say that a link cannot be
 * restored.
 */
export const backupRetentionDays = 14
