import { commitmentsLeafFault, typeCommitments } from './commitments-leaf.ts'
import { sealedLeafFault, typeSealedEntry } from './leaf.ts'
import { Malformed } from './malformed.ts'
import { readNewLogLeaf, typeOpenLeaf } from './open-leaf.ts'

const typeAt = 7

/**
 * Why the bytes from `from` on are no leaf that may stand in its place, or undefined where they are one. Does not
 * open anything. An open leaf stands first in its log (`place`) or not at all.
 */
export function leafFault(bytes: Uint8Array, place: 'first' | 'later', from = 0): string | undefined {
  const type = bytes[from + typeAt]
  if (type === typeCommitments) return commitmentsLeafFault(bytes, from)
  if (type !== typeOpenLeaf) return sealedLeafFault(bytes, from)
  if (place !== 'first') return `an open leaf (type ${typeOpenLeaf}) stands first in its log or nowhere`
  try {
    readNewLogLeaf(bytes.subarray(from))
    return undefined
  } catch (error) {
    if (error instanceof Malformed) return error.message
    throw error
  }
}

/** Whether a leaf is a sealed entry's. */
export function isSealed(leaf: Uint8Array): boolean {
  return leaf[typeAt] === typeSealedEntry
}

/** Whether a leaf is the open one, the first of a log that follows another. */
export function isOpen(leaf: Uint8Array): boolean {
  return leaf[typeAt] === typeOpenLeaf
}

/** Whether a leaf is of commitments, and so no entry. @param from where its bytes begin */
export function isCommitments(leaf: Uint8Array, from = 0): boolean {
  return leaf[from + typeAt] === typeCommitments
}
