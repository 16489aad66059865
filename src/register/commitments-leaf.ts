import { cellCount } from './commitment.ts'
import { hashBytes } from './hashing.ts'
import { idAt, idBytes } from './leaf.ts'
import { Malformed } from './malformed.ts'

/*
 * The leaf that every tick adds, whether or not anything happened (FORMAT.md, "Commitments"): one value for each cell.
 * Without the cells' keys it is 272 random bytes. It is no entry: it says nothing, and nothing in it is ever opened.
 */
export const typeCommitments = 3

const magic = Buffer.from('carrel\u0001\u0003')
const valuesAt = idAt + idBytes
/** One size, whatever the cells hold: 280 bytes. */
export const commitmentsLeafBytes = valuesAt + cellCount * hashBytes

export type CommitmentsLeaf = {
  /** Random; of it and the cells' keys the blindings are made. */
  readonly id: Buffer
  /** One for each cell, in their order; 32 bytes each. */
  readonly values: readonly Buffer[]
}

/** @throws Malformed `leaf` where the id or a value is out of form */
export function commitmentsLeaf(id: Uint8Array, values: readonly Uint8Array[]): Buffer<ArrayBuffer> {
  if (id.length !== idBytes) throw new Malformed('leaf', `a leaf's id has ${idBytes} bytes, not ${id.length}`)
  if (values.length !== cellCount)
    throw new Malformed('leaf', `a leaf of commitments has ${cellCount} values, not ${values.length}`)
  const odd = values.find(({ length }) => length !== hashBytes)
  if (odd !== undefined)
    throw new Malformed('leaf', `a value of a leaf of commitments has ${hashBytes} bytes, not ${odd.length}`)
  return Buffer.concat([magic, id, ...values])
}

/** @throws Malformed `leaf` */
export function readCommitmentsLeaf(bytes: Uint8Array): CommitmentsLeaf {
  const fault = commitmentsLeafFault(bytes)
  if (fault !== undefined) throw new Malformed('leaf', fault)
  const leaf = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const values = Array.from({ length: cellCount }, (_, cell) => {
    const at = valuesAt + cell * hashBytes
    return leaf.subarray(at, at + hashBytes)
  })
  return { id: leaf.subarray(idAt, valuesAt), values }
}

/** Why the bytes from `from` on are no leaf of commitments, or undefined where they are one. */
export function commitmentsLeafFault(bytes: Uint8Array, from = 0): string | undefined {
  const length = bytes.length - from
  if (length !== commitmentsLeafBytes)
    return `a leaf of commitments has ${commitmentsLeafBytes} bytes, and this has ${length}`
  for (let at = 0; at < magic.length; at++) {
    if (bytes[from + at] !== magic[at]) return 'this does not begin as a leaf of commitments'
  }
  return undefined
}
