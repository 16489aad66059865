import type { Kysely } from 'kysely'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import type { Schema } from '../platform/db/schema.ts'
import { entriesByMonth, forgetAbout } from './log-store.ts'
import { recordEntry } from './record.ts'

/** A month of the register whose key is there, with how many entries it seals. */
export type RegisterMonth = { readonly month: string; readonly entries: bigint }

/** Why so many at once: an entry names so many months at most. */
const maxMonthsPerEntry = 120

type OldMonths = {
  /** The oldest first. */
  readonly months: readonly RegisterMonth[]
  /** Of those that bear an old month and are not old, how many entries were signed lately, or wait to be. */
  readonly notOld: readonly RegisterMonth[]
}

/**
 * The months before `before` (`YYYY-MM`) that can still be opened.
 *
 * INVARIANT: what was signed within the time that entries are kept is not old, whatever month it bears: a clock that
 * was wrong for an hour dates what happens in it into a month that may be forgotten.
 *
 * @param period.from the first day of that time, `YYYY-MM-DD`; @param period.to today
 */
export async function openableMonths(
  worker: Kysely<Schema>,
  ring: KeyRing,
  {
    before,
    period,
  }: { readonly before: string; readonly period: { readonly from: string; readonly to: string } },
): Promise<OldMonths> {
  const counted = new Map((await entriesByMonth(worker, period)).map((row) => [row.month, row]))
  const all = ring
    .registerMonths()
    .filter((month) => month < before)
    .map((month) => counted.get(month) ?? { month, entries: 0n, recent: 0n })
  return {
    months: all.filter(({ recent }) => recent === 0n).map(({ month, entries }) => ({ month, entries })),
    notOld: all.filter(({ recent }) => recent > 0n).map(({ month, recent }) => ({ month, entries: recent })),
  }
}

/**
 * Destroys the keys of months, so that nobody can open their entries any more; the tree, which hashes only sealed
 * bytes, goes on to verify. What was sealed beside a leaf is sealed under the same key and stays where it is.
 *
 * INVARIANT: that the months are forgotten is on record, and its report with whoever asked for it, before any key is
 * destroyed. After a kill before that, or between two keys, the months whose key is left are forgotten, and recorded,
 * anew.
 *
 * @param parts.recorded is told the references of the entries that say so, before the first key goes; where it throws,
 *   none does
 * @returns those references
 */
export async function forgetMonths(
  worker: Kysely<Schema>,
  parts: {
    readonly ring: KeyRing
    readonly now: Date
    readonly pack: string
    readonly recorded?: (references: readonly string[]) => void | Promise<void>
  },
  months: readonly string[],
): Promise<string[]> {
  const { ring, pack } = parts
  const references: string[] = []
  for (let first = 0; first < months.length; first += maxMonthsPerEntry) {
    const some = months.slice(first, first + maxMonthsPerEntry)
    const act = { kind: 'months-forgotten', actor: 'system', months: some, pack }
    references.push(await worker.transaction().execute((trx) => recordEntry(trx, parts, act)))
  }
  await parts.recorded?.(references)
  for (const month of months) ring.forgetRegisterMonth(month)
  await forgetAbout(worker, months)
  return references
}

/**
 * The latest month that may be named as the end of what is forgotten: every entry of every month before it is older
 * than the years that an entry is kept. Months and days are UTC's, as in the entries.
 *
 * @param today `YYYY-MM-DD`
 * @returns `YYYY-MM`
 */
export function forgettableBefore(today: string, keptYears: number): string {
  const year = String(Number(today.slice(0, 4)) - keptYears).padStart(4, '0')
  return `${year}-${today.slice(5, 7)}`
}
