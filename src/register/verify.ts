import { isCommitments, isOpen, leafFault } from './any-leaf.ts'
import { BundleRoom } from './bundle.ts'
import type { Checkpoint } from './checkpoint.ts'
import { Edge, type FilledTile } from './edge.ts'
import { type LogFiles, openOwn, readCheckpointFile, Tiles, Wrong } from './export-files.ts'
import { hashBytes, hashText, leafHash } from './hashing.ts'
import { leafBytes } from './leaf.ts'
import { Malformed } from './malformed.ts'
import type { Verifier } from './note.ts'
import { type NewLogStatement, readNewLogLeaf } from './open-leaf.ts'
import { firstLeafFile } from './public-end.ts'
import { tilePath, tileWidth, tileWidthAt } from './tile.ts'
import type { Tree } from './tree-text.ts'

export type LogVerdict = {
  readonly checkpoint: Checkpoint
  /** What the first leaf says, where this log follows another. */
  readonly begins: NewLogStatement | undefined
  /**
   * How many of the leaves are of commitments, and so no entries. They are hashed as all others, and not opened. 0 where
   * the leaves are not there.
   */
  readonly commitments: bigint
}

/**
 * Checks the files of one log from its entries up, with the public key alone: every entry hashes into its tile,
 * every tile into the one above, and all of it into the root that the checkpoint signs.
 *
 * @param options.isPublic the leaves are not there, and it is checked from the lowest tiles up
 * @param options.against a tree that is known from before: its root has to be the root of the first entries. One that is
 *   newer than a public export is left to the caller.
 * @param options.progress called now and then with the number of entries checked
 * @throws Wrong with the first thing that is wrong
 */
export async function verifyLog(
  files: LogFiles,
  options: {
    readonly verifier: Verifier
    readonly isPublic: boolean
    readonly against?: Tree | undefined
    readonly progress?: Progress | undefined
  },
): Promise<LogVerdict> {
  const { verifier, isPublic, progress } = options
  const checkpoint = openOwn(await readCheckpointFile(files), verifier)
  const isNewer = options.against !== undefined && options.against.size > checkpoint.size
  const against = isPublic && isNewer ? undefined : options.against
  if (against !== undefined && isNewer) {
    throw new Wrong({
      code: 'rewritten',
      message: `the older checkpoint counts ${against.size} entries and this export ${checkpoint.size}: entries were taken away`,
    })
  }
  const tiles = new Tiles(files, checkpoint)
  const { first, commitments } = await verifyTree(tiles, { isPublic, against, progress })
  const begins = first !== undefined && isOpen(first) ? readNewLogLeaf(first) : undefined
  return { checkpoint, begins, commitments: BigInt(commitments) }
}

export type Progress = (entries: bigint, size: bigint) => void

/** What is used again for every bundle, so that memory stays the same whatever the size; and what is kept of all. */
type Room = {
  readonly bundle: BundleRoom
  readonly hashes: Buffer
  first?: Buffer | undefined
  commitments: number
}

async function verifyTree(
  tiles: Tiles,
  {
    isPublic,
    against,
    progress,
  }: { isPublic: boolean; against: Tree | undefined; progress: Progress | undefined },
): Promise<Pick<Room, 'first' | 'commitments'>> {
  const { checkpoint } = tiles
  const completed: FilledTile[] = []
  const edge = new Edge((tile) => completed.push(tile))
  let beginning = against?.size === 0n ? edge.root() : undefined
  const room: Room = {
    bundle: new BundleRoom(),
    hashes: Buffer.alloc(tileWidth * hashBytes),
    commitments: 0,
  }
  while (edge.size < checkpoint.size) {
    const index = edge.size / BigInt(tileWidth)
    const width = tileWidthAt(checkpoint.size, 0, index)
    const hashes = isPublic
      ? await tiles.hashes({ level: 0, index, width })
      : await hashBundle(tiles, index, width, room)
    const boundary = against === undefined ? -1n : against.size - edge.size
    const old = boundary > 0n && boundary <= width ? Number(boundary) * hashBytes : 0
    edge.append(hashes.subarray(0, old))
    if (old > 0) beginning = edge.root()
    edge.append(hashes.subarray(old))
    for (const tile of completed.splice(0)) await checkTile(tiles, tile, isPublic)
    progress?.(edge.size, checkpoint.size)
  }
  for (const tile of edge.partialTiles()) await checkTile(tiles, tile, isPublic)
  if (!edge.root().equals(checkpoint.root)) {
    const message = isPublic
      ? 'the tiles do not make the root that the checkpoint signs: one of them was changed, or they are of another export'
      : 'the entries and tiles fit each other, and not the root that the checkpoint signs'
    throw new Wrong({ code: 'root', path: 'checkpoint', message })
  }
  // Why last: entries that are not the signed ones are a damaged copy, and nothing about the register.
  checkBeginning(beginning, against)
  return isPublic ? { first: await firstLeaf(tiles), commitments: 0 } : room
}

/** The first leaf of a log, where a public export has it. @throws Wrong where it is not the one that was signed */
async function firstLeaf(tiles: Tiles): Promise<Buffer | undefined> {
  const target = Buffer.alloc(leafBytes + 1)
  const read = await tiles.readIfThere(firstLeafFile, target)
  if (read === undefined) return undefined
  const leaf = target.subarray(0, read)
  const width = tileWidthAt(tiles.checkpoint.size, 0, 0n)
  const signed = width > 0 && (await tiles.hashes({ level: 0, index: 0n, width })).subarray(0, hashBytes)
  if (signed !== false && leafHash(leaf).equals(signed) && leafFault(leaf, 'first') === undefined) return leaf
  const message = `${firstLeafFile} is not the first leaf that was signed`
  throw new Wrong({ code: 'entry', path: firstLeafFile, entry: 0n, message })
}

/**
 * The hashes of a bundle's leaves, once they are known to be those of its tile; good until the next bundle.
 */
async function hashBundle(tiles: Tiles, index: bigint, width: number, room: Room): Promise<Buffer> {
  const path = tilePath({ level: 'entries', index, width })
  const size = await tiles.read(path, room.bundle.bytes)
  const stored = await tiles.hashes({ level: 0, index, width })
  const first = index * BigInt(tileWidth)
  let seen = 0
  let fault: string | undefined
  let text = ''
  try {
    room.bundle.leaves(size, width, (prefixed, at) => {
      text += hashText(prefixed)
      fault ??= leafFault(prefixed, at === 0 && first === 0n ? 'first' : 'later', 1)
      if (fault === undefined) seen = at + 1
      if (isCommitments(prefixed, 1)) room.commitments += 1
      if (at === 0 && first === 0n) room.first = Buffer.from(prefixed.subarray(1))
    })
  } catch (error) {
    if (!(error instanceof Malformed)) throw error
    fault ??= error.message
  }
  room.hashes.write(text, 'latin1')
  const own = room.hashes.subarray(0, width * hashBytes)
  const differs = firstDifference(own, stored, fault === undefined ? width : seen)
  if (differs !== undefined) await blame(tiles, { index, width, own, differs, path })
  if (fault !== undefined) {
    const entry = first + BigInt(seen)
    throw new Wrong({ code: 'entry', path, entry, message: `entry ${entry} in ${path} is damaged: ${fault}` })
  }
  return own
}

/** An entry and its tile disagree. Whichever leads to the signed root is right, and the other is named. */
async function blame(
  tiles: Tiles,
  at: { index: bigint; width: number; own: Buffer; differs: number; path: string },
): Promise<never> {
  const tile = { level: 0, index: at.index, width: at.width }
  const entry = at.index * BigInt(tileWidth) + BigInt(at.differs)
  const stored = await tiles.hashes(tile)
  if (!(await tiles.leadsToRoot(tile, stored)) && (await tiles.leadsToRoot(tile, at.own))) {
    const path = tilePath(tile)
    throw new Wrong({
      code: 'tile',
      path,
      message: `${path} is not the tile that was signed: its entries are`,
    })
  }
  const message = `entry ${entry} in ${at.path} is not the entry that was signed`
  throw new Wrong({ code: 'entry', path: at.path, entry, message })
}

async function checkTile(tiles: Tiles, tile: FilledTile, isPublic: boolean): Promise<void> {
  if (tile.level === 0) return
  const stored = await tiles.hashes(tile)
  const path = tilePath(tile)
  const differs = firstDifference(stored, tile.hashes, tile.width)
  if (differs !== undefined) {
    if (isPublic) throw unfit(tile, differs)
    throw new Wrong({ code: 'tile', path, message: `${path} does not follow from the entries below it` })
  }
}

/** Without leaves nothing shows which of two tiles was changed. */
function unfit(tile: FilledTile, differs: number): Wrong {
  const index = tile.index * BigInt(tileWidth) + BigInt(differs)
  const path = tilePath({ level: tile.level - 1, index, width: tileWidth })
  const message = `${path} and the tile above it, ${tilePath(tile)}, do not fit each other: one of them was changed`
  return new Wrong({ code: 'tile', path, message })
}

function checkBeginning(beginning: Buffer | undefined, against: Tree | undefined): void {
  if (against === undefined || beginning?.equals(against.root)) return
  throw new Wrong({
    code: 'rewritten',
    message: `the first ${against.size} entries are not those that the older checkpoint signs: the register was rewritten`,
  })
}

/** Which of the first `count` hashes differs first. */
function firstDifference(one: Buffer, other: Buffer, count: number): number | undefined {
  const end = count * hashBytes
  if (one.subarray(0, end).equals(other.subarray(0, end))) return undefined
  for (let at = 0; at < count; at++) {
    const from = at * hashBytes
    if (one.compare(other, from, from + hashBytes, from, from + hashBytes) !== 0) return at
  }
  return undefined
}
