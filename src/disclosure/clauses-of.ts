import { daysIn } from '../clock.ts'
import type { Entry } from '../register/entry.ts'
import type { KeyRing } from '../sealing/key-ring.ts'
import { openLeaf } from './leaf-opened.ts'

export type ClauseCount = { readonly month: string; readonly clause: string; readonly times: bigint }

/**
 * How often each clause decided in these entries, by the library's own month. Of an entry nothing else leaves; one
 * whose month was forgotten, or that does not open, counts for nothing.
 *
 * @param timeZone the library's: the month that an entry is sealed under is UTC's, and its last evening is in the next
 */
export function clausesOf(
  ring: KeyRing,
  leaves: readonly { readonly leaf: Buffer; readonly overflow: Buffer | null }[],
  timeZone: string,
): ClauseCount[] {
  const dayOf = daysIn(timeZone)
  const counts = new Map<string, ClauseCount>()
  for (const leaf of leaves) {
    const opened = openLeaf(ring, leaf)
    if (opened.as !== 'opened' || !isCounted(opened.entry)) continue
    const month = dayOf(new Date(opened.entry.at)).slice(0, 7)
    for (const clause of opened.entry.clauses ?? []) {
      const name = `${month} ${clause}`
      counts.set(name, { month, clause, times: (counts.get(name)?.times ?? 0n) + 1n })
    }
  }
  return [...counts.values()]
}

/** An answer that somebody who asked was given, or a record that staff looked at: the policy page says it so. */
export function isCounted({ kind, outcome, subjects = [], records = [] }: Entry): boolean {
  if (kind === 'answer') return outcome !== 'not-on-file'
  if (kind !== 'view' || subjects.length === 0) return false
  // Why: whether a card is on file is all that an ask wants to know first; its answer counts.
  return records.join() !== 'existence'
}
