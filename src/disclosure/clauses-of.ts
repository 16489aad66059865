import type { KeyRing } from '../sealing/key-ring.ts'
import { openLeaf } from './leaf-opened.ts'

/** A trial of the policy is on record, and is none of what the policy said to anybody. */
const notCounted: ReadonlySet<string> = new Set(['exercise'])

export type ClauseCount = { readonly month: string; readonly clause: string; readonly times: bigint }

/**
 * How often each clause decided in these entries, by month. Of an entry nothing else leaves; one whose month was
 * forgotten, or that does not open, counts for nothing.
 */
export function clausesOf(
  ring: KeyRing,
  leaves: readonly { readonly leaf: Buffer; readonly overflow: Buffer | null }[],
): ClauseCount[] {
  const counts = new Map<string, ClauseCount>()
  for (const leaf of leaves) {
    const opened = openLeaf(ring, leaf)
    if (opened.as !== 'opened' || notCounted.has(opened.entry.kind)) continue
    const { month } = opened
    for (const clause of opened.entry.clauses ?? []) {
      const name = `${month} ${clause}`
      counts.set(name, { month, clause, times: (counts.get(name)?.times ?? 0n) + 1n })
    }
  }
  return [...counts.values()]
}
