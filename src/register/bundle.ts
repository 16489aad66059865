import { leafBytes } from './leaf.ts'
import { Malformed } from './malformed.ts'
import { tileWidth } from './tile.ts'

/** Entry bundles: leaves one after another, each behind its length as a big-endian uint16 (tlog-tiles). */
const lengthBytes = 2

/** The greatest size of a bundle of this register: no leaf is longer than a sealed entry's. */
const mostBundleBytes = tileWidth * (lengthBytes + leafBytes)

export function writeBundle(leaves: readonly Uint8Array[]): Buffer {
  const parts = leaves.flatMap((leaf) => {
    const length = Buffer.alloc(lengthBytes)
    length.writeUInt16BE(leaf.length)
    return [length, leaf]
  })
  return Buffer.concat(parts)
}

/**
 * Room for one bundle at a time. It is used again for each, and so are the views of its leaves where one lies as it did
 * in the bundle before: a million leaves of one size leave nothing for the collector.
 */
export class BundleRoom {
  /** One byte more than the greatest bundle, so that a longer one is noticed. */
  readonly bytes = Buffer.alloc(mostBundleBytes + 1)
  readonly #views: Uint8Array[] = []

  /**
   * Calls `each` with every leaf of the bundle in the first `size` bytes, in order. The leaf stands behind one
   * byte 0x00, as the tree hashes it; `prefixed` is good until the next bundle is read.
   *
   * Why it writes into the bundle: the low byte of a length that was read makes room for the prefix, so that a
   * leaf is hashed where it lies, without a copy.
   *
   * @throws Malformed `leaf` where the bundle ends early, or goes on after `count` leaves
   */
  leaves(size: number, count: number, each: (prefixed: Uint8Array, at: number) => void): void {
    let end = 0
    for (let at = 0; at < count; at++) {
      const begin = end + lengthBytes
      const length = begin > size ? 0 : this.bytes.readUInt16BE(end)
      end = begin + length
      if (end > size) throw new Malformed('leaf', `the bundle ends within entry ${at} of its ${count}`)
      this.bytes[begin - 1] = 0
      each(this.#view(at, begin - 1, length + 1), at)
    }
    if (end !== size) throw new Malformed('leaf', `the bundle goes on after its ${count} entries`)
  }

  #view(at: number, offset: number, length: number): Uint8Array {
    const begin = this.bytes.byteOffset + offset
    const kept = this.#views[at]
    if (kept !== undefined && kept.byteOffset === begin && kept.length === length) return kept
    const view = new Uint8Array(this.bytes.buffer, begin, length)
    this.#views[at] = view
    return view
  }
}
