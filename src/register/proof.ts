import { emptyRoot, hashBytes, nodeHash, subtreeHash } from './hashing.ts'
import { tileWidth, tileWidthAt } from './tile.ts'

/** Gives the bytes of a tile, at least `width * 32` of them. */
export type TileReader = (tile: { level: number; index: bigint; width: number }) => Promise<Uint8Array>

export type Range = readonly [begin: bigint, end: bigint]

/**
 * The audit path of leaf `index` in the tree of `size` leaves (RFC 6962 section 2.1.1), from the leaf up.
 * @throws RangeError where the tree has no such leaf
 */
export async function proveInclusion(index: bigint, size: bigint, tiles: TileReader): Promise<Buffer[]> {
  if (index < 0n || index >= size) throw new RangeError(`a tree of ${size} leaves has no leaf ${index}`)
  return hashAll(pathRanges(index, [0n, size]), size, tiles)
}

/**
 * The proof that the tree of `older` leaves is the beginning of the tree of `size` (RFC 6962 section 2.1.2).
 * @throws RangeError where it cannot be
 */
export async function proveConsistency(older: bigint, size: bigint, tiles: TileReader): Promise<Buffer[]> {
  if (older < 0n || older > size) throw new RangeError(`a tree of ${size} leaves never had ${older}`)
  // Reading: RFC 6962 defines no proof for the empty tree; like RFC 9162's verifiers, none is needed.
  if (older === 0n) return []
  return hashAll(oldRanges(older, [0n, size], true), size, tiles)
}

/** The root of the first `older` leaves of a tree that has at least as many, from its tiles. */
export async function rootOf(older: bigint, size: bigint, tiles: TileReader): Promise<Buffer> {
  return older === 0n ? emptyRoot : hashRange([0n, older], size, tiles)
}

/** Whether `proof` shows the leaf at `index` in the tree with that root (RFC 9162 section 2.1.3.2). */
export function includes(
  leaf: { readonly hash: Uint8Array; readonly index: bigint },
  tree: { readonly size: bigint; readonly root: Uint8Array },
  proof: readonly Uint8Array[],
): boolean {
  if (leaf.index < 0n || leaf.index >= tree.size || !soundHashes([leaf.hash, ...proof])) return false
  let fn = leaf.index
  let sn = tree.size - 1n
  let root: Uint8Array = leaf.hash
  for (const step of proof) {
    if (sn === 0n) return false
    if ((fn & 1n) === 1n || fn === sn) {
      root = nodeHash(step, root)
      while ((fn & 1n) === 0n && fn !== 0n) {
        fn >>= 1n
        sn >>= 1n
      }
    } else {
      root = nodeHash(root, step)
    }
    fn >>= 1n
    sn >>= 1n
  }
  return sn === 0n && same(root, tree.root)
}

/** Whether `proof` shows that the older tree is the beginning of the newer (RFC 9162 section 2.1.4.2). */
export function isBeginningOf(
  older: { readonly size: bigint; readonly root: Uint8Array },
  newer: { readonly size: bigint; readonly root: Uint8Array },
  proof: readonly Uint8Array[],
): boolean {
  if (older.size < 0n || older.size > newer.size || !soundHashes(proof)) return false
  if (older.size === newer.size) return proof.length === 0 && same(older.root, newer.root)
  if (older.size === 0n) return proof.length === 0 && same(older.root, emptyRoot)
  const steps = isPowerOfTwo(older.size) ? [older.root, ...proof] : [...proof]
  let fn = older.size - 1n
  let sn = newer.size - 1n
  while ((fn & 1n) === 1n) {
    fn >>= 1n
    sn >>= 1n
  }
  const [first, ...rest] = steps
  if (first === undefined) return false
  let oldRoot: Uint8Array = first
  let newRoot: Uint8Array = first
  for (const step of rest) {
    if (sn === 0n) return false
    if ((fn & 1n) === 1n || fn === sn) {
      oldRoot = nodeHash(step, oldRoot)
      newRoot = nodeHash(step, newRoot)
      while ((fn & 1n) === 0n && fn !== 0n) {
        fn >>= 1n
        sn >>= 1n
      }
    } else {
      newRoot = nodeHash(newRoot, step)
    }
    fn >>= 1n
    sn >>= 1n
  }
  return sn === 0n && same(oldRoot, older.root) && same(newRoot, newer.root)
}

/** PATH(m, D[n]) of RFC 6962, as the ranges of leaves whose hashes it holds, from the leaf's sibling up. */
export function pathRanges(index: bigint, [begin, end]: Range): Range[] {
  if (end - begin === 1n) return []
  const middle = begin + split(end - begin)
  return index < middle
    ? [...pathRanges(index, [begin, middle]), [middle, end]]
    : [...pathRanges(index, [middle, end]), [begin, middle]]
}

/** SUBPROOF(m, D[n], b) of RFC 6962, as the ranges whose hashes it holds. */
function oldRanges(older: bigint, [begin, end]: Range, whole: boolean): Range[] {
  if (older === end) return whole ? [] : [[begin, end]]
  const middle = begin + split(end - begin)
  return older <= middle
    ? [...oldRanges(older, [begin, middle], whole), [middle, end]]
    : [...oldRanges(older, [middle, end], false), [begin, middle]]
}

/** The greatest power of two below `count`, which is at least 2. */
function split(count: bigint): bigint {
  return 1n << BigInt((count - 1n).toString(2).length - 1)
}

async function hashAll(ranges: readonly Range[], size: bigint, tiles: TileReader): Promise<Buffer[]> {
  return Promise.all(ranges.map((range) => hashRange(range, size, tiles)))
}

async function hashRange([begin, end]: Range, size: bigint, tiles: TileReader): Promise<Buffer> {
  const count = end - begin
  if (isPowerOfTwo(count)) return perfect(begin, count, size, tiles)
  const middle = begin + split(count)
  return nodeHash(await hashRange([begin, middle], size, tiles), await hashRange([middle, end], size, tiles))
}

/** The hash of `count` leaves from `begin`, both aligned: a subtree within one tile. */
async function perfect(begin: bigint, count: bigint, size: bigint, tiles: TileReader): Promise<Buffer> {
  const height = count.toString(2).length - 1
  // The hash over a full tile stands, ready, in the tile above.
  const level = Math.floor(height / 8)
  const first = begin >> BigInt(level * 8)
  const index = first / BigInt(tileWidth)
  const hashes = await tiles({ level, index, width: tileWidthAt(size, level, index) })
  return subtreeHash(hashes, Number(first % BigInt(tileWidth)), 1 << (height % 8))
}

function isPowerOfTwo(count: bigint): boolean {
  return count > 0n && (count & (count - 1n)) === 0n
}

function soundHashes(hashes: readonly Uint8Array[]): boolean {
  return hashes.every((hash) => hash.length === hashBytes)
}

function same(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0
}
