import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { signCheckpoint } from '../../src/register/log/checkpoint.ts'
import type { Entry } from '../../src/register/log/entry.ts'
import {
  firstLeafFile,
  type LogFiles,
  publicEndFile,
  publicEndText,
  writeBundle,
} from '../../src/register/log/export-files.ts'
import { commitmentsLeaf, isNewLogLeaf } from '../../src/register/log/leaf.ts'
import type { Signer } from '../../src/register/log/note.ts'
import { newEntryId, sealEntry } from '../../src/register/log/sealed-entry.ts'
import { leafHash, TreeEdge, tilePath, tileWidth, tileWidthAt } from '../../src/register/log/tree.ts'

/** Sealed leaves and exports made without a database, for tests that spoil them. */
export const monthKey = Buffer.alloc(32, 7)
export const month = '2026-11'
export const view: Entry = { kind: 'view', at: '2026-11-24T15:04:05Z', actor: 'a-1' }

export function newSigner(name = 'carrel/test'): Signer {
  return { name, ...generateKeyPairSync('ed25519') }
}

export function someLeaves(count: number): Buffer[] {
  return Array.from({ length: count }, () => sealEntry(view, { id: newEntryId(), month, monthKey }).leaf)
}

/** Leaves as ticks add them, of whatever cells. */
export function someMarks(count: number): Buffer[] {
  const values = () => Array.from({ length: 8 }, () => randomBytes(32))
  return Array.from({ length: count }, () => commitmentsLeaf(newEntryId(), values()))
}

/** The same leaves with the mark of a tick after each so many. */
export function withMarks(leaves: readonly Buffer[], each: number): Buffer[] {
  return leaves.flatMap((leaf, at) => (at % each === each - 1 ? [leaf, ...someMarks(1)] : [leaf]))
}

/** An export as a map from path to bytes. */
export function exportOf(leaves: readonly Buffer[], signer: Signer): Map<string, Buffer> {
  const files = new Map<string, Buffer>()
  const edge = new TreeEdge((tile) => files.set(tilePath(tile), tile.hashes))
  for (const leaf of leaves) edge.append(leafHash(leaf))
  for (const tile of edge.partialTiles()) files.set(tilePath(tile), tile.hashes)
  for (let first = 0; first < leaves.length; first += tileWidth) {
    const index = BigInt(first / tileWidth)
    const width = tileWidthAt(edge.size, 0, index)
    files.set(tilePath({ level: 'entries', index, width }), writeBundle(leaves.slice(first, first + width)))
  }
  const tree = { size: edge.size, root: edge.root() }
  return files.set('checkpoint', Buffer.from(signCheckpoint(tree, signer)))
}

/** The public export of the same logs: hashes alone, but for the leaf that names a log before. */
export function publicOf(
  export_: ReadonlyMap<string, Buffer>,
  end = { day: '2026-11-27', timeZone: 'America/Chicago' },
): Map<string, Buffer> {
  const files = new Map([...export_].filter(([path]) => !/(^|\/)(tile\/entries|overflow)\//.test(path)))
  for (const [path, bundle] of export_) {
    const folder = /^(.*)tile\/entries\/000(?:\.p\/\d+)?$/.exec(path)?.[1]
    const leaf = bundle.subarray(2, 2 + 1100)
    if (folder !== undefined && isNewLogLeaf(leaf)) files.set(`${folder}${firstLeafFile}`, leaf)
  }
  return files.set(publicEndFile, Buffer.from(publicEndText(end)))
}

export function filesOf(export_: ReadonlyMap<string, Buffer>): LogFiles {
  return {
    async read(path, target) {
      return export_.get(path)?.copy(target)
    },
  }
}
