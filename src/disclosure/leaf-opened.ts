import { isCommitments, isSealed } from '../register/any-leaf.ts'
import { type Entry, entryKeyOf, openEntryWithKey } from '../register/entry.ts'
import { readLeaf } from '../register/leaf.ts'
import type { KeyRing } from '../sealing/key-ring.ts'

export type OpenedLeaf =
  | {
      readonly as: 'opened'
      readonly entry: Entry
      readonly month: string
      /** The key of this entry alone. */
      readonly entryKey: Buffer
    }
  /** The first leaf of a log that follows another: it was never sealed. */
  | { readonly as: 'open' }
  /** A tick's own leaf: it is no entry, and nothing opens it. */
  | { readonly as: 'commitments' }
  /** Its month's key was destroyed by age, or is not among the keys. */
  | { readonly as: 'forgotten' | 'no-key'; readonly month: string }
  /** Its bytes, or what is kept beside them, are not what was sealed. */
  | { readonly as: 'damaged'; readonly why: string; readonly month: string }

/** Opens a stored leaf with the key of its month. INVARIANT: no key is made here: it would stand where a forgotten one was. */
export function openLeaf(
  ring: KeyRing,
  { leaf, overflow }: { readonly leaf: Buffer; readonly overflow: Buffer | null },
): OpenedLeaf {
  if (isCommitments(leaf)) return { as: 'commitments' }
  if (!isSealed(leaf)) return { as: 'open' }
  const { id, month } = readLeaf(leaf)
  const key = ring.registerMonthKeyFor(month)
  if (key === 'forgotten') return { as: 'forgotten', month }
  if (key === 'missing') return { as: 'no-key', month }
  const entryKey = entryKeyOf(key.key, id)
  const opened = openEntryWithKey(leaf, entryKey, overflow ?? undefined)
  if ('entry' in opened) return { as: 'opened', entry: opened.entry, month, entryKey }
  return opened.refused === 'wrong-key'
    ? { as: 'no-key', month }
    : { as: 'damaged', why: opened.refused, month }
}
