import { createHmac, hash, hkdfSync } from 'node:crypto'
import { MalformedError } from './malformed-error.ts'
import { greatestSize, hashBytes } from './tree.ts'

// How a commitments leaf binds what a slot holds without revealing it (FORMAT.md, "Commitments"). A used slot and an
// unused one look the same here.

/** Slots are numbered from 1. */
export const slotCount = 8

/** A slot's tree, and 32 random bytes that keep an empty one from being guessed. */
type SlotState = { readonly size: bigint; readonly root: Uint8Array; readonly blind: Uint8Array }

const statePurpose = Buffer.from('carrel/compartment/1\0')
const valuePurpose = Buffer.from('carrel/cell/commitment/1\0')

/** C, which binds what a slot holds. 32 bytes. @throws MalformedError */
export function stateCommitment({ size, root, blind }: SlotState): Buffer {
  if (size < 0n || size > greatestSize)
    throw new MalformedError('size', `a compartment cannot hold ${size} entries`)
  if (root.length !== hashBytes)
    throw new MalformedError('root', `a root has ${hashBytes} bytes, not ${root.length}`)
  const count = Buffer.alloc(8)
  count.writeBigUInt64BE(size)
  return hash(
    'sha256',
    Buffer.concat([statePurpose, count, root, requireHashSize(blind, 'a blind')]),
    'buffer',
  )
}

/** A slot's value in a leaf: C, blinded so that no two leaves can be compared. 32 bytes. @throws MalformedError */
export function blindedCommitment(commitment: Uint8Array, blinding: Uint8Array): Buffer {
  const parts = [requireHashSize(commitment, 'a commitment'), requireHashSize(blinding, 'a blinding')]
  return hash('sha256', Buffer.concat([valuePurpose, ...parts]), 'buffer')
}

/** r, which blinds a slot's C in the leaf of that id. 32 bytes. @throws MalformedError */
export function blindingOf(monthKey: Uint8Array, leafId: Uint8Array): Buffer {
  return createHmac('sha256', requireHashSize(monthKey, 'a cell’s key of a month')).update(leafId).digest()
}

/** Derives a slot's blindings of one month (`YYYY-MM`, UTC), and opens no others. `cell` is 1 to 8. @throws MalformedError */
export function slotMonthKey(rootKey: Uint8Array, cell: number, month: string): Buffer {
  if (!Number.isInteger(cell) || cell < 1 || cell > slotCount)
    throw new MalformedError('leaf', `cells are numbered 1 to ${slotCount}, and ${cell} is none`)
  if (!/^\d{4}-(?:0[1-9]|1[0-2])$/.test(month))
    throw new MalformedError('leaf', `a month is written YYYY-MM, not ${JSON.stringify(month)}`)
  const info = `carrel/cell/month/1/${cell}/${month}`
  return Buffer.from(
    hkdfSync('sha256', requireHashSize(rootKey, 'the root of the cells’ keys'), '', info, 32),
  )
}

function requireHashSize(bytes: Uint8Array, what: string): Uint8Array {
  if (bytes.length === hashBytes) return bytes
  throw new MalformedError('leaf', `${what} has ${hashBytes} bytes, not ${bytes.length}`)
}
