import type { Kysely } from 'kysely'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import type { Schema } from '../platform/db/schema.ts'
import { entriesByMonth, forgetAbout } from './log-store.ts'
import { recordEntry } from './record.ts'

/** A month whose key exists, and how many entries it seals. */
export type RegisterMonth = { readonly month: string; readonly entries: bigint }

/** As many as one entry may name. */
const maxMonthsPerEntry = 120

type OldMonths = {
  /** Oldest first. */
  readonly months: readonly RegisterMonth[]
  /** Months that look old, and how many of their entries were signed lately or are pending. */
  readonly notOld: readonly RegisterMonth[]
}

/**
 * The months before `before` (`YYYY-MM`) that can still be opened. INVARIANT: what was signed within `period`, the time that
 * entries are kept (first day and today, `YYYY-MM-DD`), is not old, whatever month it bears: a clock that was wrong for an
 * hour dates entries into a month that may be forgotten.
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
 * Destroys the keys of months, so that no one can open their entries; the tree, which hashes only sealed bytes, still
 * verifies. Overflow is sealed under the same keys and stays. INVARIANT: the entries that say so are recorded, and `recorded`
 * got their references, before any key is destroyed; where `recorded` throws, none is. After a kill, the months that still
 * have a key are recorded and forgotten again.
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

/** The latest month (`YYYY-MM`) to which entries may be forgotten: all before it are older than `keptYears`. In UTC. */
export function forgettableBefore(today: string, keptYears: number): string {
  const year = String(Number(today.slice(0, 4)) - keptYears).padStart(4, '0')
  return `${year}-${today.slice(5, 7)}`
}
