import { Malformed } from './malformed.ts'

/** Tiles and where they are found: c2sp.org/tlog-tiles. Indexes and sizes are bigint, up to 2^63 - 1. */
export const tileHeight = 8
export const tileWidth = 256
export const greatestSize = 2n ** 63n - 1n

export type Tile = {
  /** Tile level, 0 to 63; or `entries`, whose tiles are bundles of the leaves themselves. */
  readonly level: number | 'entries'
  readonly index: bigint
  /** 1 to 256 hashes (or leaves); 256 is a full tile. */
  readonly width: number
}

/** `tile/0/x001/x234/067.p/112`: the index in groups of three digits, so that folders stay small. */
export function tilePath(tile: Tile): string {
  const groups = [(tile.index % 1000n).toString().padStart(3, '0')]
  for (let rest = tile.index / 1000n; rest > 0n; rest /= 1000n) {
    groups.unshift(`x${(rest % 1000n).toString().padStart(3, '0')}`)
  }
  const partial = tile.width === tileWidth ? '' : `.p/${tile.width}`
  return `tile/${tile.level}/${groups.join('/')}${partial}`
}

/** @throws Malformed `path` for every text that `tilePath` would not have written */
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
  if (!sound) throw new Malformed('path', `${JSON.stringify(path)} is not the path of a tile`)
  return tile
}

/** How many hashes the tree of `size` leaves has at a tile level. */
export function hashesAtLevel(size: bigint, level: number): bigint {
  return size >> BigInt(level * tileHeight)
}

/** The width of a tile in the tree of `size` leaves; 0 where that tree does not have it. */
export function tileWidthAt(size: bigint, level: number, index: bigint): number {
  const hashes = hashesAtLevel(size, level) - index * BigInt(tileWidth)
  if (hashes <= 0n) return 0
  return hashes >= BigInt(tileWidth) ? tileWidth : Number(hashes)
}

/** The partial tiles of the tree of `size` leaves, from the leaves up: what its root is made of. */
export function edgeTiles(size: bigint): { level: number; index: bigint; width: number }[] {
  const tiles: { level: number; index: bigint; width: number }[] = []
  for (let level = 0; hashesAtLevel(size, level) > 0n; level++) {
    const hashes = hashesAtLevel(size, level)
    const width = Number(hashes % BigInt(tileWidth))
    if (width > 0) tiles.push({ level, index: hashes / BigInt(tileWidth), width })
  }
  return tiles
}
