import type { Checkpoint, TreeHead } from './checkpoint.ts'
import { type EarlierCheckpoint, readEarlierCheckpoint } from './earlier-checkpoint.ts'
import {
  BundleBuffer,
  type ExportFault,
  ExportFaultError,
  ExportTiles,
  exportFault,
  firstLeafFile,
  type LogFiles,
  openExportCheckpoint,
  type PublicExportEnd,
  readCheckpointFile,
  readPublicEnd,
} from './export-files.ts'
import {
  isCommitmentsLeaf,
  isNewLogLeaf,
  leafBytes,
  leafFault,
  lostEntries,
  type NewLogStatement,
  readNewLogLeaf,
} from './leaf.ts'
import { MalformedError, onMalformed, orMalformed } from './malformed-error.ts'
import { readVerifierKey, type Verifier } from './note.ts'
import {
  type FilledTile,
  hashBytes,
  hashText,
  leafHash,
  TreeEdge,
  tilePath,
  tileWidth,
  tileWidthAt,
} from './tree.ts'

/** A log that ended with a restore. */
type PastLog = {
  /** Its folder in the export. */
  readonly path: string
  readonly checkpoint: Checkpoint
  /** How many of its leaves are commitments. */
  readonly commitments: bigint
  /** What its successor says of its end. */
  readonly ended: NewLogStatement
  readonly lost: bigint
}

/**
 * The comparison with an older checkpoint. Only `beginning` proves anything: its entries are the first of a log that is
 * here. `lost`: it counts entries that the next log declares lost. `absent`: it is of a log that the export says it follows
 * and does not have. A forger could produce either. `newer`: it counts more than the export, which may have been made before
 * it. `unreadable`: it has no fingerprint or checkpoint of this register.
 */
export type CheckpointComparison =
  | ({ readonly older: EarlierCheckpoint } & (
      | { readonly as: 'beginning' }
      | { readonly as: 'lost'; readonly lost: bigint; readonly held: bigint }
      | { readonly as: 'absent' }
      | { readonly as: 'newer'; readonly held: bigint; readonly end: PublicExportEnd | undefined }
    ))
  | { readonly as: 'unreadable'; readonly why: string }

export type ExportVerdict =
  | {
      readonly ok: true
      readonly checkpoint: Checkpoint
      /** How many of the newest log's leaves are commitments and not entries; 0 in a public export. */
      readonly commitments: bigint
      /** The end that a public export, which has no leaves, claims. */
      readonly publicEnd?: PublicExportEnd
      /** Where an older checkpoint was given. INVARIANT: unless it is `beginning`, the register is not called good. */
      readonly compared?: CheckpointComparison
      /** Newest first. */
      readonly past: readonly PastLog[]
      /** What the oldest log here says it follows, where that log is not in the export. */
      readonly follows?: NewLogStatement['before']
      /** A public export lacks its oldest log's first leaf, so nothing shows whether that log follows another. */
      readonly beginningUnseen?: true
    }
  | { readonly ok: false; readonly fault: ExportFault }

/**
 * Checks an export, whole or public: the newest log with the given key, and each earlier log with the key that its
 * successor names. `against` is an older checkpoint or fingerprint of any of the logs; without it nothing shows that the
 * register was not rewritten before its newest checkpoint was signed.
 */
export async function verifyExport(
  files: LogFiles,
  options: {
    readonly verifier: Verifier
    readonly against?: Uint8Array | undefined
    readonly progress?: VerifyProgress | undefined
  },
): Promise<ExportVerdict> {
  try {
    return await verifyAll(files, options)
  } catch (error) {
    if (error instanceof ExportFaultError) return { ok: false, fault: error.fault }
    throw error
  }
}

/** The keys of the logs that an export has or follows; the given one alone where that cannot be read. */
export async function keysInExport(files: LogFiles, verifier: Verifier): Promise<readonly Verifier[]> {
  try {
    return keysOf(await chainOf(files, verifier, await readPublicEnd(files)))
  } catch (error) {
    if (error instanceof ExportFaultError) return [verifier]
    throw error
  }
}

/** One log of an export. Its key is the given one, or the one that its successor names. */
type LogLink = { readonly path: string; readonly files: LogFiles; readonly verifier: Verifier }

type LogChain = { readonly links: readonly LogLink[]; readonly follows: NewLogStatement['before'] }

const keysOf = ({ links, follows }: LogChain): readonly Verifier[] => [
  ...links.map(({ verifier }) => verifier),
  ...(follows ? [readVerifierKey(follows.key)] : []),
]

async function verifyAll(
  files: LogFiles,
  options: Parameters<typeof verifyExport>[1],
): Promise<ExportVerdict> {
  const publicEnd = await readPublicEnd(files)
  const chain = await chainOf(files, options.verifier, publicEnd)
  const { links, follows } = chain
  const keys = keysOf(chain)
  const given = options.against && (await openAgainst(options.against, keys, publicEnd))
  const against = given !== undefined && 'origin' in given ? given : undefined
  let compared: CheckpointComparison | undefined = given !== undefined && 'as' in given ? given : undefined
  const found: LogVerdict[] = []
  for (const { path, files: own, verifier } of links) {
    const ended = found.at(-1)?.begins?.before
    const older = against?.origin === verifier.name ? against : undefined
    const lost = older && ended ? beyondHeld(older, ended) : 0n
    const { progress } = options
    const beginning = lost > 0n ? undefined : older
    const isPublic = publicEnd !== undefined
    const verdict = await within(path, () =>
      verifyLog(own, { verifier, isPublic, against: beginning, progress }),
    )
    if (ended !== undefined) {
      checkEnd(path, verdict.checkpoint, ended)
      await checkKeyFile(path, own, ended)
    }
    found.push(verdict)
    if (older !== undefined) {
      const held = verdict.checkpoint.size
      if (lost > 0n) compared = { older, as: 'lost', lost, held }
      else if (older.size > held) compared = { older, as: 'newer', held, end: publicEnd }
      else compared = { older, as: 'beginning' }
    }
  }
  if (against && follows && against.origin === readVerifierKey(follows.key).name)
    compared ??= compareAbsent(against, follows)
  const [newest, ...before] = found
  if (newest === undefined) throw new Error('a chain has its newest log')
  const past = before.map((verdict, at) => pastLog(links[at + 1]?.path ?? '', verdict, found[at]?.begins))
  return {
    ok: true,
    checkpoint: newest.checkpoint,
    commitments: newest.commitments,
    past,
    ...(publicEnd && { publicEnd }),
    ...(follows && { follows }),
    ...(publicEnd && found.at(-1)?.begins === undefined && { beginningUnseen: true }),
    ...(compared && { compared }),
  }
}

/** Newest first. Each key but the newest's is read ahead from the first leaf of the next log, which is checked with that log. */
async function chainOf(
  files: LogFiles,
  verifier: Verifier,
  end: PublicExportEnd | undefined,
): Promise<LogChain> {
  const links: LogLink[] = [{ path: '', files, verifier }]
  let before = await beginningOf(files, verifier, end)
  for (let number = await pastCount(files); number >= 1; number--) {
    const path = `past/${number}`
    if (before === undefined)
      throw exportFault('past', `${path} holds a log that the log after it does not follow`, { path })
    const link = { path, files: below(files, path), verifier: readVerifierKey(before.key) }
    links.push(link)
    before = await within(path, () => beginningOf(link.files, link.verifier, end))
  }
  return { links, follows: before }
}

async function pastCount(files: LogFiles): Promise<number> {
  for (let number = 0; ; number++) {
    if ((await files.read(`past/${number + 1}/checkpoint`, Buffer.alloc(1))) === undefined) return number
  }
}

/** What a log says that it follows, in its first leaf in the files. */
async function beginningOf(
  files: LogFiles,
  verifier: Verifier,
  end: PublicExportEnd | undefined,
): Promise<NewLogStatement['before']> {
  const { size } = openExportCheckpoint(await readCheckpointFile(files), verifier)
  if (size === 0n) return undefined
  const room = Buffer.alloc(2 + leafBytes)
  const width = tileWidthAt(size, 0, 0n)
  const leaf = room.subarray(2)
  if (end === undefined) await files.read(tilePath({ level: 'entries', index: 0n, width }), room)
  else await files.read(firstLeafFile, leaf)
  // A malformed leaf, or a missing bundle: the check of this log's entries reports it.
  return orMalformed(
    () => (isNewLogLeaf(leaf) ? readNewLogLeaf(leaf).before : undefined),
    () => undefined,
  )
}

/** Why another register's checkpoint is a fault, and not only unreadable: a forged register would have another key. */
async function openAgainst(
  bytes: Uint8Array,
  keys: readonly Verifier[],
  end: PublicExportEnd | undefined,
): Promise<EarlierCheckpoint | CheckpointComparison> {
  const refuse = onMalformed(({ code, message }): CheckpointComparison => {
    if (code !== 'origin') return { as: 'unreadable', why: message }
    const later = end ? `. A log that began after ${end.day} is not in this public export` : ''
    throw exportFault('against', `the older checkpoint is not good: ${message}${later}`)
  })
  return readEarlierCheckpoint(bytes, keys).catch(refuse)
}

type EndedLog = NonNullable<NewLogStatement['before']>

/** How many entries an older checkpoint counts beyond the restored data of its log; they are declared lost. */
function beyondHeld(older: EarlierCheckpoint, { held, known }: EndedLog): bigint {
  if (older.size <= held.size) return 0n
  if (older.size > known.size || (older.size === known.size && !older.root.equals(known.root))) {
    throw exportFault(
      'rewritten',
      `the older checkpoint counts ${older.size} entries of ${older.origin}, and the log after it tells of ${known.size} that are not the same: entries were taken away`,
    )
  }
  return older.size - held.size
}

/** Such a checkpoint can contradict the successor, but never be shown to fit: anyone with a fingerprint can write it there. */
function compareAbsent(older: EarlierCheckpoint, ended: EndedLog): CheckpointComparison {
  beyondHeld(older, ended)
  if (older.size !== ended.held.size || older.root.equals(ended.held.root)) return { older, as: 'absent' }
  throw exportFault(
    'rewritten',
    `the older checkpoint is of ${older.origin}, which this export says it follows, with another root: that log was rewritten`,
  )
}

function checkEnd(path: string, { size, root }: Checkpoint, { held }: EndedLog): void {
  if (size === held.size && root.equals(held.root)) return
  throw exportFault('past', `${path} is not the log that the log after it says it follows`, { path })
}

/** An earlier log's key file may be missing, but may not differ from the key that its successor names. */
async function checkKeyFile(path: string, files: LogFiles, { key }: EndedLog): Promise<void> {
  const target = Buffer.alloc(key.length + 2)
  const read = await within(path, () => files.read('register.vkey', target))
  const line = target.toString('latin1', 0, read)
  if (read === undefined || line === key || line === `${key}\n`) return
  const file = `${path}/register.vkey`
  throw exportFault('past', `${file} is not the key that the log after it names`, { path: file })
}

function pastLog(
  path: string,
  { checkpoint, commitments }: LogVerdict,
  ended: NewLogStatement | undefined,
): PastLog {
  if (ended === undefined) throw new Error('a past log has one after it that names it')
  return { path, checkpoint, commitments, ended, lost: lostEntries(ended) }
}

function below(files: LogFiles, path: string): LogFiles {
  return { read: (name, target) => files.read(`${path}/${name}`, target) }
}

/** Names the log's folder in the faults found in it. */
async function within<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof ExportFaultError) || path === '') throw error
    const { fault } = error
    if (fault.path?.startsWith(`${path}/`)) throw error
    const file = fault.path === undefined ? path : `${path}/${fault.path}`
    throw new ExportFaultError({ ...fault, message: `in ${path}: ${fault.message}`, path: file })
  }
}

type LogVerdict = {
  readonly checkpoint: Checkpoint
  /** What the first leaf says, where this log follows another. */
  readonly begins: NewLogStatement | undefined
  /** How many leaves are commitments: hashed like all others, and not opened. 0 where there are no leaves. */
  readonly commitments: bigint
}

/**
 * Checks the files of one log with the public key alone: every entry hashes into its tile, every tile into the one above,
 * and all of it into the signed root. A public log has no leaves and is checked from the lowest tiles up. `against` is a
 * known tree of its first entries; one that is newer is left to the caller.
 * @throws ExportFaultError with the first fault
 */
async function verifyLog(
  files: LogFiles,
  options: {
    readonly verifier: Verifier
    readonly isPublic: boolean
    readonly against?: TreeHead | undefined
    readonly progress?: VerifyProgress | undefined
  },
): Promise<LogVerdict> {
  const { verifier, isPublic, progress } = options
  const checkpoint = openExportCheckpoint(await readCheckpointFile(files), verifier)
  const isNewer = options.against !== undefined && options.against.size > checkpoint.size
  const against = isNewer ? undefined : options.against
  const tiles = new ExportTiles(files, checkpoint)
  const { first, commitments } = await verifyTree(tiles, { isPublic, against, progress })
  const begins = first !== undefined && isNewLogLeaf(first) ? readNewLogLeaf(first) : undefined
  return { checkpoint, begins, commitments: BigInt(commitments) }
}

/** Called now and then with the number of entries checked of the current log. */
export type VerifyProgress = (entries: bigint, size: bigint) => void

/** Reused for every bundle, so that memory does not grow; and what is kept of all bundles. */
type VerifyBuffers = {
  readonly bundle: BundleBuffer
  readonly hashes: Buffer
  first?: Buffer | undefined
  commitments: number
}

async function verifyTree(
  tiles: ExportTiles,
  {
    isPublic,
    against,
    progress,
  }: { isPublic: boolean; against: TreeHead | undefined; progress: VerifyProgress | undefined },
): Promise<Pick<VerifyBuffers, 'first' | 'commitments'>> {
  const { checkpoint } = tiles
  const completed: FilledTile[] = []
  const edge = new TreeEdge((tile) => completed.push(tile))
  let beginning = against?.size === 0n ? edge.root() : undefined
  const room: VerifyBuffers = {
    bundle: new BundleBuffer(),
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
    throw exportFault('root', message, { path: 'checkpoint' })
  }
  // Why last: entries that differ from the signed ones are a damaged copy, which says nothing about the register.
  checkBeginning(beginning, against)
  return isPublic ? { first: await firstLeaf(tiles), commitments: 0 } : room
}

/** A public export's first leaf. @throws ExportFaultError where it is not the signed one */
async function firstLeaf(tiles: ExportTiles): Promise<Buffer | undefined> {
  const target = Buffer.alloc(leafBytes + 1)
  const read = await tiles.files.read(firstLeafFile, target)
  if (read === undefined) return undefined
  const leaf = target.subarray(0, read)
  const width = tileWidthAt(tiles.checkpoint.size, 0, 0n)
  const signed = width > 0 && (await tiles.hashes({ level: 0, index: 0n, width })).subarray(0, hashBytes)
  if (signed !== false && leafHash(leaf).equals(signed) && leafFault(leaf, 'first') === undefined) return leaf
  throw exportFault('entry', `${firstLeafFile} is not the first leaf that was signed`, {
    path: firstLeafFile,
    entry: 0n,
  })
}

/** The hashes of a bundle's leaves, checked against its tile; valid until the next bundle. */
async function hashBundle(
  tiles: ExportTiles,
  index: bigint,
  width: number,
  room: VerifyBuffers,
): Promise<Buffer> {
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
      if (isCommitmentsLeaf(prefixed, 1)) room.commitments += 1
      if (at === 0 && first === 0n) room.first = Buffer.from(prefixed.subarray(1))
    })
  } catch (error) {
    if (!(error instanceof MalformedError)) throw error
    fault ??= error.message
  }
  room.hashes.write(text, 'latin1')
  const own = room.hashes.subarray(0, width * hashBytes)
  const differs = firstDifference(own, stored, fault === undefined ? width : seen)
  if (differs !== undefined) await locateFault(tiles, { index, width, own, differs, path })
  if (fault !== undefined) {
    const entry = first + BigInt(seen)
    throw exportFault('entry', `entry ${entry} in ${path} is damaged: ${fault}`, { path, entry })
  }
  return own
}

/** An entry and its tile disagree. Whichever leads to the signed root is right, and the other is reported. */
async function locateFault(
  tiles: ExportTiles,
  at: { index: bigint; width: number; own: Buffer; differs: number; path: string },
): Promise<never> {
  const tile = { level: 0, index: at.index, width: at.width }
  const entry = at.index * BigInt(tileWidth) + BigInt(at.differs)
  const stored = await tiles.hashes(tile)
  if (!(await tiles.leadsToRoot(tile, stored)) && (await tiles.leadsToRoot(tile, at.own))) {
    const path = tilePath(tile)
    throw exportFault('tile', `${path} is not the tile that was signed: its entries are`, { path })
  }
  const { path } = at
  throw exportFault('entry', `entry ${entry} in ${path} is not the entry that was signed`, { path, entry })
}

async function checkTile(tiles: ExportTiles, tile: FilledTile, isPublic: boolean): Promise<void> {
  if (tile.level === 0) return
  const stored = await tiles.hashes(tile)
  const path = tilePath(tile)
  const differs = firstDifference(stored, tile.hashes, tile.width)
  if (differs === undefined) return
  if (isPublic) throw tileFault(tile, differs)
  throw exportFault('tile', `${path} does not follow from the entries below it`, { path })
}

/** Without leaves nothing shows which of two tiles was changed. */
function tileFault(tile: FilledTile, differs: number): ExportFaultError {
  const index = tile.index * BigInt(tileWidth) + BigInt(differs)
  const path = tilePath({ level: tile.level - 1, index, width: tileWidth })
  const message = `${path} and the tile above it, ${tilePath(tile)}, do not fit each other: one of them was changed`
  return exportFault('tile', message, { path })
}

function checkBeginning(beginning: Buffer | undefined, against: TreeHead | undefined): void {
  if (against === undefined || beginning?.equals(against.root)) return
  throw exportFault(
    'rewritten',
    `the first ${against.size} entries are not those that the older checkpoint signs: the register was rewritten`,
  )
}

function firstDifference(one: Buffer, other: Buffer, count: number): number | undefined {
  const end = count * hashBytes
  if (one.subarray(0, end).equals(other.subarray(0, end))) return undefined
  for (let at = 0; at < count; at++) {
    const from = at * hashBytes
    if (one.compare(other, from, from + hashBytes, from, from + hashBytes) !== 0) return at
  }
  return undefined
}
