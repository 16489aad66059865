import type { Kysely, Transaction } from 'kysely'
import { daysIn } from '../clock.ts'
import { type DayEnd, newestDayEnd } from '../store/register.ts'
import type { Schema } from '../store/schema.ts'

/**
 * The checkpoint that ended the newest day that is over at the library, of one log or of the newest that has one;
 * undefined where no day is over yet.
 */
export async function newestWholeDay(
  db: Kysely<Schema> | Transaction<Schema>,
  { now, log }: { readonly now: Date; readonly log?: number },
): Promise<DayEnd | undefined> {
  const newest = await newestDayEnd(db, { log })
  if (newest === undefined) return undefined
  const today = daysIn(newest.timeZone)(now)
  return newest.day < today ? newest : newestDayEnd(db, { log, before: today })
}
