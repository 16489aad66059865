import type { Kysely, Transaction } from 'kysely'
import { daysIn } from '../clock.ts'
import { type DayEnd, newestDayEnd } from '../store/register.ts'
import type { Schema } from '../store/schema.ts'

/** Why not at midnight itself: a tick that began before it may be written after it, and would change how the day ends. */
const settledMs = 10 * 60_000

/**
 * The checkpoint that ended the newest day that has been over at the library for ten minutes, of one log or of the newest
 * that has one; undefined where no day is over yet.
 */
export async function newestWholeDay(
  db: Kysely<Schema> | Transaction<Schema>,
  { now, log }: { readonly now: Date; readonly log?: number },
): Promise<DayEnd | undefined> {
  const newest = await newestDayEnd(db, { log })
  if (newest === undefined) return undefined
  const today = daysIn(newest.timeZone)(new Date(now.getTime() - settledMs))
  return newest.day < today ? newest : newestDayEnd(db, { log, before: today })
}
