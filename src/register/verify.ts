import { isCommitments, isOpen, leafFault } from './any-leaf.ts'
import { BundleRoom } from './bundle.ts'
import type { Checkpoint } from './checkpoint.ts'
import { Edge, type FilledTile } from './edge.ts'
import { type LogFiles, openOwn, readCheckpointFile, Tiles, Wrong } from './export-files.ts'
import { hashBytes, hashText } from './hashing.ts'
import { Malformed } from './malformed.ts'
import type { Verifier } from './note.ts'
import { type NewLogStatement, readNewLogLeaf } from './open-leaf.ts'
import { tilePath, tileWidth, tileWidthAt } from './tile.ts'
import type { Tree } from './tree-text.ts'

export type LogVerdict = {
  readonly checkpoint: Checkpoint
  /** What the first leaf says, where this log follows another. */
  readonly begins: NewLogStatement | undefined
  /** How many of the leaves are of commitments, and so no entries. They are hashed as all others, and not opened. */
  readonly commitments: bigint
}

/**
 * Checks the files of one log from its entries up, with the public key alone: every entry hashes into its tile,
 * every tile into the one above, and all of it into the root that the checkpoint signs.
 *
 * @param options.against a tree that is known from before: its root has to be the root of the first entries
 * @param options.progress called now and then with the number of entries checked
 * @throws Wrong with the first thing that is wrong
 */
export async function verifyLog(
  files: LogFiles,
  options: {
    readonly verifier: Verifier
    readonly against?: Tree | undefined
    readonly progress?: Progress | undefined
  },
): Promise<LogVerdict> {
  const { verifier, against, progress } = options
  const checkpoint = openOwn(await readCheckpointFile(files), verifier)
  if (against !== undefined && against.size > checkpoint.size) {
    throw new Wrong({
      code: 'rewritten',
      message: `the older checkpoint counts ${against.size} entries and this export ${checkpoint.size}: entries were taken away`,
    })
  }
  const { first, commitments } = await verifyEntries(new Tiles(files, checkpoint), against, progress)
  const begins = first !== undefined && isOpen(first) ? readNewLogLeaf(first) : undefined
  return { checkpoint, begins, commitments: BigInt(commitments) }
}

export type Progress = (entries: bigint, size: bigint) => void

/** What is used again for every bundle, so that memory stays the same whatever the size; and what is kept of all. */
type Room = {
  readonly bundle: BundleRoom
  readonly hashes: Buffer
  first?: Buffer
  commitments: number
}

async function verifyEntries(
  tiles: Tiles,
  against: Tree | undefined,
  progress: Progress | undefined,
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
    const hashes = await hashBundle(tiles, index, width, room)
    const boundary = against === undefined ? -1n : against.size - edge.size
    const old = boundary > 0n && boundary <= width ? Number(boundary) * hashBytes : 0
    edge.append(hashes.subarray(0, old))
    if (old > 0) beginning = edge.root()
    edge.append(hashes.subarray(old))
    for (const tile of completed.splice(0)) await checkTile(tiles, tile)
    progress?.(edge.size, checkpoint.size)
  }
  for (const tile of edge.partialTiles()) await checkTile(tiles, tile)
  if (!edge.root().equals(checkpoint.root)) {
    const message = 'the entries and tiles fit each other, and not the root that the checkpoint signs'
    throw new Wrong({ code: 'root', path: 'checkpoint', message })
  }
  // Why last: entries that are not the signed ones are a damaged copy, and nothing about the register.
  checkBeginning(beginning, against)
  return room
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

async function checkTile(tiles: Tiles, tile: FilledTile): Promise<void> {
  if (tile.level === 0) return
  const stored = await tiles.hashes(tile)
  const path = tilePath(tile)
  if (!stored.equals(tile.hashes)) {
    throw new Wrong({ code: 'tile', path, message: `${path} does not follow from the entries below it` })
  }
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
