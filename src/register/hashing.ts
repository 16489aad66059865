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

// Why one buffer for all: a million nodes are hashed in a row, each from the first 65 bytes of this one, and
// nothing is left for the collector. Hashing is synchronous, so nobody else ever sees it.
const nodeBytes = 1 + 2 * hashBytes
const workbench = Buffer.alloc(nodeBytes + 256 * hashBytes, 1)
const node = workbench.subarray(0, nodeBytes)

export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  node.set(left, 1)
  node.set(right, 1 + hashBytes)
  return hash('sha256', node, 'buffer')
}

/**
 * The hash of some bytes as 32 Latin-1 characters, to be put end to end and written at once.
 *
 * Why: `hash` needs a third of the time for these that it needs for a Buffer.
 */
export function hashText(bytes: Uint8Array): string {
  return hash('sha256', bytes, 'binary')
}

/**
 * The root of the perfect subtree over `count` hashes that begin at `hashes[from * 32]`.
 * @param count a power of two, 256 at most
 */
export function subtreeHash(hashes: Uint8Array, from: number, count: number): Buffer {
  workbench.set(hashes.subarray(from * hashBytes, (from + count) * hashBytes), nodeBytes)
  for (let left = count / 2; left >= 1; left /= 2) {
    let level = ''
    for (let at = 0; at < left; at++) {
      const pair = nodeBytes + at * 2 * hashBytes
      workbench.copyWithin(1, pair, pair + 2 * hashBytes)
      level += hashText(node)
    }
    workbench.write(level, nodeBytes, 'latin1')
  }
  return Buffer.from(workbench.subarray(nodeBytes, nodeBytes + hashBytes))
}
