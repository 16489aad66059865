import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  emptyRoot,
  type FilledTile,
  hashBytes,
  includes,
  isBeginningOf,
  leafHash,
  nodeHash,
  proveConsistency,
  proveInclusion,
  rootOf,
  type TileReader,
  TreeEdge,
  tilePath,
} from './tree.ts'

// The test tree of Certificate Transparency's reference implementation, and its roots for sizes 1 to 8.
const knownLeaves = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
]
const knownRoots = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]
const knownInclusion = [
  { index: 0n, size: 1n, proof: [] },
  {
    index: 0n,
    size: 8n,
    proof: [
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ],
  },
  {
    index: 5n,
    size: 8n,
    proof: [
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ],
  },
  { index: 2n, size: 3n, proof: ['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125'] },
]
const knownConsistency = [
  { older: 1n, size: 1n, proof: [] },
  {
    older: 1n,
    size: 8n,
    proof: [
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ],
  },
  {
    older: 6n,
    size: 8n,
    proof: [
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ],
  },
  {
    older: 2n,
    size: 5n,
    proof: [
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ],
  },
]

const bytes = (text: string) => Buffer.from(text, 'hex')
const hex = (hashes: readonly Buffer[]) => hashes.map((hash) => hash.toString('hex'))

/** MTH(D[n]) word for word as RFC 6962 section 2.1 defines it; shares nothing with the code under test. */
function definedRoot(leaves: readonly Buffer[]): Buffer {
  const sha256 = (...parts: Uint8Array[]) => createHash('sha256').update(Buffer.concat(parts)).digest()
  const [first] = leaves
  if (first === undefined) return sha256()
  if (leaves.length === 1) return sha256(Buffer.of(0), first)
  let k = 1
  while (k * 2 < leaves.length) k *= 2
  return sha256(Buffer.of(1), definedRoot(leaves.slice(0, k)), definedRoot(leaves.slice(k)))
}

function grow(leaves: readonly Buffer[]) {
  const tiles = new Map<string, Buffer>()
  const keep = (tile: FilledTile) => tiles.set(`${tile.level}/${tile.index}`, tile.hashes)
  const edge = new TreeEdge(keep)
  for (const leaf of leaves) edge.append(leafHash(leaf))
  for (const tile of edge.partialTiles()) keep(tile)
  const read: TileReader = async (tile) => {
    const hashes = tiles.get(`${tile.level}/${tile.index}`)
    if (hashes === undefined || hashes.length < tile.width * hashBytes)
      throw new Error(`no ${tilePath(tile)}`)
    return hashes
  }
  return { edge, read, size: BigInt(leaves.length), root: edge.root() }
}

const numbered = (count: number) => Array.from({ length: count }, (_, at) => Buffer.from(`leaf ${at}`))
const known = knownLeaves.map(bytes)
// Around each width at which a tile, or a tile of tiles, fills.
const sizes = [0, 1, 2, 3, 255, 256, 257, 511, 512, 700, 65_535, 65_536, 65_537, 66_000]

describe('the tree', () => {
  it('has the published roots for sizes 0 to 8', () => {
    expect(emptyRoot.toString('hex')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
    expect(knownRoots.map((_, at) => grow(known.slice(0, at + 1)).root.toString('hex'))).toEqual(knownRoots)
  })

  it('has the root that RFC 6962 defines, wherever a tile fills', () => {
    for (const size of sizes) {
      const leaves = numbered(size)
      expect([size, grow(leaves).root]).toEqual([size, definedRoot(leaves)])
    }
  })

  it('goes on growing from its stored edge as if it had never stopped', () => {
    fc.assert(
      fc.property(fc.constantFrom(...sizes.slice(0, 10)), fc.nat(600), (before, more) => {
        const leaves = numbered(before + more)
        const older = grow(leaves.slice(0, before))
        const partial = new Map(older.edge.partialTiles().map((tile) => [tile.level, tile.hashes]))
        const filled: FilledTile[] = []
        const edge = TreeEdge.of(
          older.size,
          ({ level }) => partial.get(level) ?? Buffer.alloc(0),
          (tile) => filled.push(tile),
        )
        expect(edge.root()).toEqual(older.root)
        edge.append(Buffer.concat(leaves.slice(before).map(leafHash)))
        const whole = grow(leaves)
        expect(edge.root()).toEqual(whole.root)
        expect(edge.partialTiles()).toEqual(whole.edge.partialTiles())
        const full = filled.filter(({ level }) => level === 0).map(({ index }) => Number(index))
        const first = Math.floor(before / 256)
        const last = Math.floor((before + more) / 256)
        expect(full).toEqual(Array.from({ length: last - first }, (_, at) => first + at))
      }),
      { numRuns: 40 },
    )
  })
})

describe('proofs', () => {
  it('are the published ones', async () => {
    for (const { index, size, proof } of knownInclusion) {
      const { read } = grow(known.slice(0, Number(size)))
      expect(hex(await proveInclusion(index, size, read))).toEqual(proof)
    }
    for (const { older, size, proof } of knownConsistency) {
      const { read } = grow(known.slice(0, Number(size)))
      expect(hex(await proveConsistency(older, size, read))).toEqual(proof)
    }
  })

  it('show every leaf in every small tree, and every small tree at the beginning of every other', async () => {
    const leaves = numbered(20)
    const trees = leaves.map((_, at) => grow(leaves.slice(0, at + 1)))
    for (const tree of trees) {
      for (let index = 0n; index < tree.size; index++) {
        const hash = leafHash(leaves[Number(index)] ?? Buffer.alloc(0))
        expect(includes({ hash, index }, tree, await proveInclusion(index, tree.size, tree.read))).toBe(true)
      }
      for (const older of trees.slice(0, Number(tree.size))) {
        const proof = await proveConsistency(older.size, tree.size, tree.read)
        expect(isBeginningOf(older, tree, proof)).toBe(true)
      }
    }
  })

  it('reach through tiles of tiles, and an old root is found again in the newer tree', async () => {
    const leaves = numbered(66_000)
    const tree = grow(leaves)
    for (const at of [0, 255, 256, 65_535, 65_536, 65_999]) {
      const index = BigInt(at)
      const hash = leafHash(leaves[at] ?? Buffer.alloc(0))
      expect(includes({ hash, index }, tree, await proveInclusion(index, tree.size, tree.read))).toBe(true)
    }
    for (const at of [0, 1, 256, 300, 65_536, 65_900, 66_000]) {
      const older = grow(leaves.slice(0, at))
      const proof = await proveConsistency(older.size, tree.size, tree.read)
      expect(isBeginningOf(older, tree, proof)).toBe(true)
      expect(await rootOf(older.size, tree.size, tree.read)).toEqual(older.root)
    }
  })

  it('show nothing false: another leaf, place, size, root, or a proof changed, cut or lengthened', async () => {
    const leaves = numbered(300)
    const tree = grow(leaves)
    const other = grow(numbered(299).concat(Buffer.from('other')))
    await fc.assert(
      fc.asyncProperty(fc.nat(299), fc.nat(298), fc.nat(7), async (at, moved, step) => {
        const index = BigInt(at)
        const leaf = { hash: leafHash(leaves[at] ?? Buffer.alloc(0)), index }
        const proof = await proveInclusion(index, tree.size, tree.read)
        const wrong = { ...leaf, hash: leafHash(Buffer.from('foreign')) }
        expect(includes(wrong, tree, proof)).toBe(false)
        expect(includes({ ...leaf, index: (index + 1n + BigInt(moved)) % 300n }, tree, proof)).toBe(false)
        expect(includes({ ...leaf, index: index + tree.size }, tree, proof)).toBe(false)
        expect(includes({ ...leaf, index: -1n }, tree, proof)).toBe(false)
        expect(includes(leaf, { ...tree, root: other.root }, proof)).toBe(false)
        expect(includes(leaf, { ...tree, size: tree.size * 2n }, proof)).toBe(false)
        for (const spoilt of spoil(proof, step)) expect(includes(leaf, tree, spoilt)).toBe(false)
      }),
      { numRuns: 100 },
    )
  })

  it('show no other tree as the beginning, and no newer tree as the older', async () => {
    const tree = grow(numbered(300))
    const other = grow([Buffer.from('other'), ...numbered(299)])
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 299 }), fc.nat(7), async (at, step) => {
        const older = grow(numbered(at))
        const proof = await proveConsistency(older.size, tree.size, tree.read)
        expect(isBeginningOf(older, other, proof)).toBe(false)
        expect(isBeginningOf(tree, older, proof)).toBe(false)
        expect(isBeginningOf({ ...older, root: other.root }, tree, proof)).toBe(false)
        for (const spoilt of spoil(proof, step)) expect(isBeginningOf(older, tree, spoilt)).toBe(false)
      }),
      { numRuns: 100 },
    )
    expect(isBeginningOf({ size: 0n, root: tree.root }, tree, [])).toBe(false)
    expect(isBeginningOf({ size: 0n, root: emptyRoot }, tree, [])).toBe(true)
    expect(isBeginningOf(tree, { ...tree, root: other.root }, [])).toBe(false)
  })

  it('are refused for a leaf that is not there and a tree that never was', async () => {
    const { read } = grow(known)
    await expect(proveInclusion(8n, 8n, read)).rejects.toThrow(RangeError)
    await expect(proveInclusion(-1n, 8n, read)).rejects.toThrow(RangeError)
    await expect(proveConsistency(9n, 8n, read)).rejects.toThrow(RangeError)
  })
})

function spoil(proof: readonly Buffer[], step: number): Buffer[][] {
  const at = step % Math.max(1, proof.length)
  const changed = proof.map((hash, here) => (here === at ? nodeHash(hash, hash) : hash))
  const short = proof.map((hash, here) => (here === at ? hash.subarray(1) : hash))
  const long = proof.map((hash, here) => (here === at ? Buffer.concat([hash, Buffer.of(0)]) : hash))
  const spoilt = [proof.slice(0, -1), [...proof, emptyRoot], changed, short, long]
  return proof.length === 0 ? [[emptyRoot]] : spoilt
}
