import { leafBytes } from './leaf.ts'
import { Malformed } from './malformed.ts'
import { tileWidth } from './tile.ts'

/** Entry bundles: leaves one after another, each behind its length as a big-endian uint16 (tlog-tiles). */
const lengthBytes = 2

/** The greatest size of a bundle of this register, whose leaves are all of one size. */
export const mostBundleBytes = tileWidth * (lengthBytes + leafBytes)

export function writeBundle(leaves: readonly Uint8Array[]): Buffer {
  const parts = leaves.flatMap((leaf) => {
    const length = Buffer.alloc(lengthBytes)
    length.writeUInt16BE(leaf.length)
    return [length, leaf]
  })
  return Buffer.concat(parts)
}

/**
 * Calls `each` with every leaf of a bundle, in order. The leaf stands behind one byte 0x00, as the tree
 * hashes it: `prefixed[0]` is the prefix.
 *
 * Why it writes into `bundle`: the low byte of a length that has been read makes room for the prefix, so a
 * million leaves are hashed where they lie, without a copy.
 *
 * @throws Malformed `leaf` where the bundle ends early, or goes on after `count` leaves
 */
export function readBundle(
  bundle: Uint8Array,
  count: number,
  each: (prefixed: Uint8Array, at: number) => void,
): void {
  let offset = 0
  for (let at = 0; at < count; at++) {
    const begin = offset + lengthBytes
    const length = ((bundle[offset] ?? 0) << 8) | (bundle[offset + 1] ?? 0)
    const end = begin + length
    if (begin > bundle.length || end > bundle.length) {
      throw new Malformed('leaf', `the bundle ends within entry ${at} of its ${count}`)
    }
    bundle[begin - 1] = 0
    each(bundle.subarray(begin - 1, end), at)
    offset = end
  }
  if (offset !== bundle.length) throw new Malformed('leaf', `the bundle goes on after its ${count} entries`)
}
