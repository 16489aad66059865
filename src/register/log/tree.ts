import { hash } from 'node:crypto'
import { MalformedError } from './malformed-error.ts'

/** Tiles and where they are found: c2sp.org/tlog-tiles. Indexes and sizes are bigint, up to 2^63 - 1. */
const tileHeight = 8
export const tileWidth = 256
export const greatestSize = 2n ** 63n - 1n

export type Tile = {
  /** 0 to 63; or `entries`, whose tiles are bundles of leaves. */
  readonly level: number | 'entries'
  readonly index: bigint
  /** 1 to 256 hashes or leaves; 256 is a full tile. */
  readonly width: number
}

export type HashTile = { level: number; index: bigint; width: number }

/** `tile/0/x001/x234/067.p/112`: the index in groups of three digits, which keeps folders small. */
export function tilePath(tile: Tile): string {
  const groups = [(tile.index % 1000n).toString().padStart(3, '0')]
  for (let rest = tile.index / 1000n; rest > 0n; rest /= 1000n) {
    groups.unshift(`x${(rest % 1000n).toString().padStart(3, '0')}`)
  }
  const partial = tile.width === tileWidth ? '' : `.p/${tile.width}`
  return `tile/${tile.level}/${groups.join('/')}${partial}`
}

/** @throws MalformedError `path` for any text that `tilePath` would not write */
export function readTilePath(path: string): Tile {
  const parts = /^tile\/(entries|\d{1,2})\/((?:x\d{3}\/)*\d{3})(?:\.p\/(\d{1,3}))?$/.exec(path)
  const [, level = '', groups = '', partial] = parts ?? []
  const tile: Tile = {
    level: level === 'entries' ? level : Number(level),
    index: BigInt(groups.replaceAll(/[x/]/g, '') || '0'),
    width: partial === undefined ? tileWidth : Number(partial),
  }
  // Hostile: 01, x000/001 and .p/0 would be second names of a tile.
  const sound =
    parts !== null &&
    (tile.level === 'entries' || tile.level <= 63) &&
    tile.width >= 1 &&
    (partial === undefined || tile.width < tileWidth) &&
    tile.index <= greatestSize >> BigInt(tileHeight) &&
    tilePath(tile) === path
  if (!sound) throw new MalformedError('path', `${JSON.stringify(path)} is not the path of a tile`)
  return tile
}

function hashesAtLevel(size: bigint, level: number): bigint {
  return size >> BigInt(level * tileHeight)
}

/** 0 where the tree of `size` leaves has no such tile. */
export function tileWidthAt(size: bigint, level: number, index: bigint): number {
  const hashes = hashesAtLevel(size, level) - index * BigInt(tileWidth)
  if (hashes <= 0n) return 0
  return hashes >= BigInt(tileWidth) ? tileWidth : Number(hashes)
}

/** The partial tiles of the tree of `size` leaves, from the leaves up: its root is made of these. */
export function edgeTiles(size: bigint): HashTile[] {
  const tiles: HashTile[] = []
  for (let level = 0; hashesAtLevel(size, level) > 0n; level++) {
    const hashes = hashesAtLevel(size, level)
    const width = Number(hashes % BigInt(tileWidth))
    if (width > 0) tiles.push({ level, index: hashes / BigInt(tileWidth), width })
  }
  return tiles
}

/** RFC 6962 section 2.1: SHA-256 of a leaf after a byte 0x00, or of two nodes after a byte 0x01. */
export const hashBytes = 32

export const emptyRoot: Buffer = hash('sha256', new Uint8Array(), 'buffer')

export function leafHash(leaf: Uint8Array): Buffer {
  const prefixed = new Uint8Array(1 + leaf.length)
  prefixed.set(leaf, 1)
  return hash('sha256', prefixed, 'buffer')
}

// Why one buffer: a million nodes are hashed in a row, each from its first 65 bytes, and leave nothing to collect. Hashing
// is synchronous, so no two callers share it.
const nodeBytes = 1 + 2 * hashBytes
const workbench = Buffer.alloc(nodeBytes + 256 * hashBytes, 1)
const node = workbench.subarray(0, nodeBytes)

export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  node.set(left, 1)
  node.set(right, 1 + hashBytes)
  return hash('sha256', node, 'buffer')
}

/** 32 Latin-1 characters, to concatenate and write at once: `hash` takes a third of the time that a Buffer takes. */
export function hashText(bytes: Uint8Array): string {
  return hash('sha256', bytes, 'binary')
}

/** The root of the perfect subtree over `count` hashes from `hashes[from * 32]`; `count` is a power of two, at most 256. */
function subtreeHash(hashes: Uint8Array, from: number, count: number): Buffer {
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

/** `hashes` has `width * 32` bytes. */
export type FilledTile = HashTile & { hashes: Buffer }

/** The growing tile of a level. `width` is 0 to 255. */
type GrowingTile = { index: bigint; width: number; readonly hashes: Buffer }

/** The right edge of a tree: what is needed to add leaves and know the root. At most eight tiles in practice. */
export class TreeEdge {
  readonly #rims: GrowingTile[] = []
  readonly #completed: (tile: FilledTile) => void
  #size = 0n

  /** `completed` gets its own copy of every tile that becomes full, from the leaves up. */
  constructor(completed: (tile: FilledTile) => void = () => {}) {
    this.#completed = completed
  }

  /** The edge of an existing tree. `hashesOf` gives at least `width * 32` bytes of a tile of `edgeTiles(size)`. */
  static of(
    size: bigint,
    hashesOf: (tile: HashTile) => Uint8Array,
    completed?: (tile: FilledTile) => void,
  ): TreeEdge {
    const edge = new TreeEdge(completed)
    edge.#size = size
    for (const tile of edgeTiles(size)) {
      const rim = edge.#rim(tile.level)
      rim.hashes.set(hashesOf(tile).subarray(0, tile.width * hashBytes))
      rim.width = tile.width
    }
    edge.#rims.forEach((rim, level) => {
      rim.index = size >> BigInt((level + 1) * 8)
    })
    return edge
  }

  get size(): bigint {
    return this.#size
  }

  /** The hashes are laid end to end. */
  append(leafHashes: Uint8Array): void {
    for (let at = 0; at < leafHashes.length; at += hashBytes) {
      this.#size += 1n
      this.#add(0, leafHashes.subarray(at, at + hashBytes))
    }
  }

  #add(level: number, hash: Uint8Array): void {
    const rim = this.#rim(level)
    rim.hashes.set(hash, rim.width * hashBytes)
    rim.width += 1
    if (rim.width < tileWidth) return
    this.#completed({ level, index: rim.index, width: tileWidth, hashes: Buffer.from(rim.hashes) })
    rim.index += 1n
    rim.width = 0
    this.#add(level + 1, subtreeHash(rim.hashes, 0, tileWidth))
  }

  #rim(level: number): GrowingTile {
    for (let next = this.#rims.length; next <= level; next++) {
      this.#rims.push({ index: 0n, width: 0, hashes: Buffer.alloc(tileWidth * hashBytes) })
    }
    return this.#rims[level] as GrowingTile
  }

  /** From the leaves up, as copies. */
  partialTiles(): FilledTile[] {
    return this.#rims.flatMap(({ index, width, hashes }, level) =>
      width === 0
        ? []
        : [{ level, index, width, hashes: Buffer.from(hashes.subarray(0, width * hashBytes)) }],
    )
  }

  /** RFC 6962 splits at the largest power of two, so the root joins a perfect subtree for each bit of the size, smallest first. */
  root(): Buffer {
    let root: Buffer | undefined
    for (const { width, hashes } of this.#rims) {
      for (let count = 1, end = width; count < tileWidth; count *= 2) {
        if ((width & count) === 0) continue
        end -= count
        const subtree = subtreeHash(hashes, end, count)
        root = root === undefined ? subtree : nodeHash(subtree, root)
      }
    }
    return root ?? emptyRoot
  }
}

/** Gives at least `width * 32` bytes of a tile. */
export type TileReader = (tile: HashTile) => Promise<Uint8Array>

export type LeafRange = readonly [begin: bigint, end: bigint]

/** The audit path of leaf `index` (RFC 6962 section 2.1.1), from the leaf up. @throws RangeError where there is no such leaf */
export async function proveInclusion(index: bigint, size: bigint, tiles: TileReader): Promise<Buffer[]> {
  if (index < 0n || index >= size) throw new RangeError(`a tree of ${size} leaves has no leaf ${index}`)
  return hashAll(pathRanges(index, [0n, size]), size, tiles)
}

/** Proves that the first `older` leaves are the beginning of the tree (RFC 6962 section 2.1.2). @throws RangeError */
export async function proveConsistency(older: bigint, size: bigint, tiles: TileReader): Promise<Buffer[]> {
  if (older < 0n || older > size) throw new RangeError(`a tree of ${size} leaves never had ${older}`)
  // Reading: RFC 6962 defines no proof for the empty tree; as in RFC 9162's verifiers, none is needed.
  if (older === 0n) return []
  return hashAll(oldRanges(older, [0n, size], true), size, tiles)
}

/** The root of the first `older` leaves of a larger tree, from its tiles. */
export async function rootOf(older: bigint, size: bigint, tiles: TileReader): Promise<Buffer> {
  return older === 0n ? emptyRoot : hashRange([0n, older], size, tiles)
}

/** Whether `proof` shows the leaf at `index` in the tree with that root (RFC 9162 section 2.1.3.2). */
export function includes(
  leaf: { readonly hash: Uint8Array; readonly index: bigint },
  tree: Root,
  proof: readonly Uint8Array[],
): boolean {
  if (leaf.index < 0n || leaf.index >= tree.size || !soundHashes([leaf.hash, ...proof])) return false
  let root: Uint8Array = leaf.hash
  const isWhole = climb(leaf.index, tree.size - 1n, proof, (step, isLeft) => {
    root = isLeft ? nodeHash(step, root) : nodeHash(root, step)
  })
  return isWhole && same(root, tree.root)
}

/** Whether `proof` shows that the older tree is the beginning of the newer (RFC 9162 section 2.1.4.2). */
export function isBeginningOf(older: Root, newer: Root, proof: readonly Uint8Array[]): boolean {
  if (older.size < 0n || older.size > newer.size || !soundHashes(proof)) return false
  if (older.size === newer.size) return proof.length === 0 && same(older.root, newer.root)
  if (older.size === 0n) return proof.length === 0 && same(older.root, emptyRoot)
  const [first, ...rest] = isPowerOfTwo(older.size) ? [older.root, ...proof] : proof
  if (first === undefined) return false
  let fn = older.size - 1n
  let sn = newer.size - 1n
  while ((fn & 1n) === 1n) {
    fn >>= 1n
    sn >>= 1n
  }
  let oldRoot: Uint8Array = first
  let newRoot: Uint8Array = first
  const isWhole = climb(fn, sn, rest, (step, isLeft) => {
    if (isLeft) oldRoot = nodeHash(step, oldRoot)
    newRoot = isLeft ? nodeHash(step, newRoot) : nodeHash(newRoot, step)
  })
  return isWhole && same(oldRoot, older.root) && same(newRoot, newer.root)
}

type Root = { readonly size: bigint; readonly root: Uint8Array }

/** The loop of both sections, with their `fn` and `sn`: false where the proof is longer or shorter than the way to the root. */
function climb(
  fn: bigint,
  sn: bigint,
  proof: readonly Uint8Array[],
  join: (step: Uint8Array, isLeft: boolean) => void,
): boolean {
  for (const step of proof) {
    if (sn === 0n) return false
    const isLeft = (fn & 1n) === 1n || fn === sn
    join(step, isLeft)
    while (isLeft && (fn & 1n) === 0n && fn !== 0n) {
      fn >>= 1n
      sn >>= 1n
    }
    fn >>= 1n
    sn >>= 1n
  }
  return sn === 0n
}

/** PATH(m, D[n]) of RFC 6962, as the ranges of leaves whose hashes it holds, from the leaf's sibling up. */
export function pathRanges(index: bigint, [begin, end]: LeafRange): LeafRange[] {
  if (end - begin === 1n) return []
  const middle = begin + split(end - begin)
  return index < middle
    ? [...pathRanges(index, [begin, middle]), [middle, end]]
    : [...pathRanges(index, [middle, end]), [begin, middle]]
}

/** SUBPROOF(m, D[n], b) of RFC 6962, as the ranges whose hashes it holds. */
function oldRanges(older: bigint, [begin, end]: LeafRange, whole: boolean): LeafRange[] {
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

async function hashAll(ranges: readonly LeafRange[], size: bigint, tiles: TileReader): Promise<Buffer[]> {
  return Promise.all(ranges.map((range) => hashRange(range, size, tiles)))
}

async function hashRange([begin, end]: LeafRange, size: bigint, tiles: TileReader): Promise<Buffer> {
  const count = end - begin
  if (isPowerOfTwo(count)) return perfect(begin, count, size, tiles)
  const middle = begin + split(count)
  return nodeHash(await hashRange([begin, middle], size, tiles), await hashRange([middle, end], size, tiles))
}

/** The hash of `count` leaves from `begin`, both aligned: a subtree within one tile. */
async function perfect(begin: bigint, count: bigint, size: bigint, tiles: TileReader): Promise<Buffer> {
  const height = count.toString(2).length - 1
  // The hash over a full tile is already in the tile above.
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
