import { daysAfter } from '../../policy/index.ts'

/**
 * The night after which what is sealed anew on a day is named. It is that day's own; where the newest key is of a later
 * night, because the clock was set back, it is the night after that one. So what is newest stays so, and every night has
 * a key of its own: under one key until the clock is there again, no link would be cut.
 *
 * @param newest the night of the newest link key
 */
export function nightToSeal(day: string, newest: string): string {
  return day >= newest ? day : daysAfter(newest, 1)
}

/**
 * The oldest night under whose key a link may stand, once all that was open had been sealed anew under `allUnder`. Why not
 * that night itself: who began before it may write under the key before, and whoever does that has a day for it.
 *
 * @param nights those whose link key is there
 */
export function oldestNightInUse(allUnder: string, nights: readonly string[]): string {
  const before = nights.filter((night) => night < allUnder).sort()
  return [before.at(-1) ?? '', daysAfter(allUnder, -2)].sort()[0] ?? ''
}

/**
 * The oldest night whose link key is kept once all that is open was sealed anew under `night`: all before it are
 * destroyed. A link that was cut in the day after a night's sealing is under that night's key and older ones. So with
 * the 15th night that follows, when it was cut more than 14 nights ago, no key of it is left: not here, and not in a
 * backup, which carries the key that was the newest when it was made, and is deleted by then.
 */
export function oldestNightKept(night: string): string {
  return daysAfter(night, -backupRetentionDays)
}

/**
 * How long a backup is kept, in days. The key of a night is kept for as long, and no longer.
 *
 * Why one number for both: a link that was cut can be read again from a backup that is older than the cut. So the cut is
 * real once every such backup is gone, and a backup is of use as long as the keys inside it fit the data beside it.
 * Fourteen days bridge a holiday in which nobody notices that something is wrong, and are as long as a library that has
 * cut a link must wait until it can say that nobody can bring it back.
 */
export const backupRetentionDays = 14
