import { emptyRoot, hashBytes, nodeHash, subtreeHash } from './hashing.ts'
import { edgeTiles, tileWidth } from './tile.ts'

/** A tile with its hashes, `width * 32` bytes. */
export type FilledTile = { level: number; index: bigint; width: number; hashes: Buffer }

/** The growing tile of each level, from the leaves up. `width` is 0 to 255. */
type Rim = { index: bigint; width: number; readonly hashes: Buffer }

/**
 * The right edge of a tree: all that is needed to add leaves and to know the root, whatever the size.
 * Eight tiles at most for any tree that fits on a disk.
 */
export class Edge {
  readonly #rims: Rim[] = []
  readonly #completed: (tile: FilledTile) => void
  #size = 0n

  /**
   * @param completed is told every tile that becomes full, from the leaves up; its bytes are its own copy
   */
  constructor(completed: (tile: FilledTile) => void = () => {}) {
    this.#completed = completed
  }

  /**
   * The edge of a tree that exists.
   * @param hashesOf gives the bytes of a partial tile of `edgeTiles(size)`, at least `width * 32` of them
   */
  static of(
    size: bigint,
    hashesOf: (tile: { level: number; index: bigint; width: number }) => Uint8Array,
    completed?: (tile: FilledTile) => void,
  ): Edge {
    const edge = new Edge(completed)
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

  /** Adds the next leaves, by their hashes, laid end to end. */
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

  #rim(level: number): Rim {
    for (let next = this.#rims.length; next <= level; next++) {
      this.#rims.push({ index: 0n, width: 0, hashes: Buffer.alloc(tileWidth * hashBytes) })
    }
    return this.#rims[level] as Rim
  }

  /** The partial tiles, from the leaves up, as copies. */
  partialTiles(): FilledTile[] {
    return this.#rims.flatMap(({ index, width, hashes }, level) =>
      width === 0
        ? []
        : [{ level, index, width, hashes: Buffer.from(hashes.subarray(0, width * hashBytes)) }],
    )
  }

  /**
   * The root. RFC 6962 splits a tree at the greatest power of two below its size, so the root joins perfect
   * subtrees, one for each bit of the size, the smallest first.
   */
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
