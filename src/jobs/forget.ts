import type { Kysely } from 'kysely'
import { recordEntry } from '../disclosure/record.ts'
import type { KeyRing } from '../sealing/key-ring.ts'
import { entriesByMonth } from '../store/register-log.ts'
import type { Schema } from '../store/schema.ts'

/** A month of the register whose key is there, with how many entries it seals. */
export type Month = { readonly month: string; readonly entries: bigint }

/** Why so many at once: an entry names so many months at most. */
const mostAtOnce = 120

/** The months before `before` (`YYYY-MM`) that can still be opened, the oldest first. */
export async function openMonths(worker: Kysely<Schema>, ring: KeyRing, before: string): Promise<Month[]> {
  const counted = new Map((await entriesByMonth(worker)).map(({ month, entries }) => [month, entries]))
  return ring
    .registerMonths()
    .filter((month) => month < before)
    .map((month) => ({ month, entries: counted.get(month) ?? 0n }))
}

/**
 * Destroys the keys of months, so that nobody can open their entries any more; the tree, which hashes only sealed
 * bytes, goes on to verify. What was sealed beside a leaf is sealed under the same key and stays where it is.
 *
 * INVARIANT: that a month is forgotten is on record before its key is destroyed. After a kill between the two the
 * month is still there, and is forgotten, and recorded, anew.
 *
 * @returns the references of the entries that say so
 */
export async function forgetMonths(
  worker: Kysely<Schema>,
  parts: { readonly ring: KeyRing; readonly now: Date; readonly pack: string },
  months: readonly string[],
): Promise<string[]> {
  const { ring, pack } = parts
  const references: string[] = []
  for (let first = 0; first < months.length; first += mostAtOnce) {
    const some = months.slice(first, first + mostAtOnce)
    const act = { kind: 'months-forgotten', actor: 'system', months: some, pack }
    references.push(await worker.transaction().execute((trx) => recordEntry(trx, parts, act)))
    for (const month of some) ring.forgetRegisterMonth(month)
  }
  return references
}
