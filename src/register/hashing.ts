import { hash } from 'node:crypto'

/** The tree's hashing, RFC 6962 section 2.1: SHA-256, a leaf after a byte 0x00, a node after a byte 0x01. */
export const hashBytes = 32

/** The root of a tree with no leaf. */
export const emptyRoot: Buffer = hash('sha256', new Uint8Array(), 'buffer')

export function leafHash(leaf: Uint8Array): Buffer {
  const prefixed = new Uint8Array(1 + leaf.length)
  prefixed.set(leaf, 1)
  return hash('sha256', prefixed, 'buffer')
}

// Why one buffer for all: a million nodes are hashed in a row. Hashing is synchronous, so nobody else sees it.
const node = Buffer.alloc(1 + 2 * hashBytes, 1)

export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  node.set(left, 1)
  node.set(right, 1 + hashBytes)
  return hash('sha256', node, 'buffer')
}

/**
 * Writes the hash of `prefixed` (0x00 and a leaf) at `target[at]`.
 *
 * Why through a string: `hash` needs a third of the time to return 32 Latin-1 characters as it needs to
 * return a Buffer, and no object remains for the collector.
 */
export function hashInto(prefixed: Uint8Array, target: Buffer, at: number): void {
  target.write(hash('sha256', prefixed, 'binary'), at, 'latin1')
}

const scratch = Buffer.alloc(128 * hashBytes)

/**
 * The root of the perfect subtree over `count` hashes that begin at `hashes[from * 32]`.
 * @param count a power of two, 256 at most
 */
export function subtreeHash(hashes: Uint8Array, from: number, count: number): Buffer {
  if (count === 1) return Buffer.from(hashes.subarray(from * hashBytes, (from + 1) * hashBytes))
  let source = hashes
  let start = from * hashBytes
  for (let left = count / 2; left >= 1; left /= 2) {
    for (let at = 0; at < left; at++) {
      const pair = start + at * 2 * hashBytes
      node.set(source.subarray(pair, pair + 2 * hashBytes), 1)
      hashInto(node, scratch, at * hashBytes)
    }
    source = scratch
    start = 0
  }
  return Buffer.from(scratch.subarray(0, hashBytes))
}
