import { isOpen } from './any-leaf.ts'
import type { Checkpoint } from './checkpoint.ts'
import { type Fault, type LogFiles, openOwn, readCheckpointFile, Wrong } from './export-files.ts'
import { leafBytes } from './leaf.ts'
import { Malformed } from './malformed.ts'
import { readVerifierKey, type Verifier } from './note.ts'
import { type Older, readOlder } from './older-checkpoint.ts'
import { lostEntries, type NewLogStatement, readNewLogLeaf } from './open-leaf.ts'
import { firstLeafFile, type PublicEnd, readPublicEnd } from './public-end.ts'
import { tilePath, tileWidthAt } from './tile.ts'
import { type LogVerdict, type Progress, verifyLog } from './verify.ts'

/** A log that ended with a restore, as the export still has it. */
export type PastLog = {
  /** Its folder in the export. */
  readonly path: string
  readonly checkpoint: Checkpoint
  /** How many of its leaves are of commitments. */
  readonly commitments: bigint
  /** What the log after it says of its end. */
  readonly ended: NewLogStatement
  readonly lost: bigint
}

/**
 * What became of the comparison with an older checkpoint. Only `beginning` shows anything: its entries are the first
 * of a log that is here. `lost`: it counts entries that the log after it says are lost, so many. `absent`: it is of a
 * log that the export says it follows, and does not have. Whoever forges a register can have it say either.
 * `newer`: it counts more than a public export, which ends with a day, and may well go on from it.
 * `unreadable`: what was given has no pin and no checkpoint of this register that can be read, for the reason `why`.
 */
export type Compared =
  | ({ readonly older: Older } & (
      | { readonly as: 'beginning' }
      | { readonly as: 'lost'; readonly lost: bigint; readonly held: bigint }
      | { readonly as: 'absent' }
      | { readonly as: 'newer'; readonly held: bigint; readonly end: PublicEnd }
    ))
  | { readonly as: 'unreadable'; readonly why: string }

export type Verdict =
  | {
      readonly ok: true
      readonly checkpoint: Checkpoint
      /** How many of the newest log's leaves are of commitments, and so no entries; 0 in a public export. */
      readonly commitments: bigint
      /** Where the export is a public one, which has no leaves: its end, as it says itself. */
      readonly publicEnd?: PublicEnd
      /** Where an older checkpoint was given. INVARIANT: unless it is `beginning`, the register passes for nothing. */
      readonly compared?: Compared
      /** The logs before, the newest first. */
      readonly past: readonly PastLog[]
      /** What the oldest log here says it follows, where that log is not in the export. */
      readonly follows?: NewLogStatement['before']
      /** Where a public export has no first leaf of its oldest log: that log may follow another, and nothing here shows it. */
      readonly beginningUnseen?: true
    }
  | { readonly ok: false; readonly fault: Fault }

/**
 * Checks an export, whole or public: the log that grows, with the public key alone, and each log before it, with the key that the
 * log after it names at its beginning.
 *
 * @param options.against an older checkpoint or pin, of any of the logs: its root has to be the root of the first
 *   entries. Without it nothing shows that the register was not rewritten before its newest checkpoint was signed.
 * @param options.progress called now and then with the number of entries checked of the log that is being checked
 */
export async function verifyExport(
  files: LogFiles,
  options: {
    readonly verifier: Verifier
    readonly against?: Uint8Array | undefined
    readonly progress?: Progress | undefined
  },
): Promise<Verdict> {
  try {
    return await verifyAll(files, options)
  } catch (error) {
    if (error instanceof Wrong) return { ok: false, fault: error.fault }
    throw error
  }
}

/** The keys of the logs that an export has or says that it follows; where that cannot be read, the given one alone. */
export async function keysNamedIn(files: LogFiles, verifier: Verifier): Promise<readonly Verifier[]> {
  try {
    return keysOf(await chainOf(files, verifier, await readPublicEnd(files)))
  } catch (error) {
    if (error instanceof Wrong) return [verifier]
    throw error
  }
}

/** One log of an export: where it is, and the key that its successor names (the newest log's is given). */
type Link = {
  readonly path: string
  readonly files: LogFiles
  readonly key: string
  readonly verifier: Verifier
}

type Chain = { readonly links: readonly Link[]; readonly follows: NewLogStatement['before'] }

const keysOf = ({ links, follows }: Chain): readonly Verifier[] => [
  ...links.map(({ verifier }) => verifier),
  ...(follows ? [readVerifierKey(follows.key)] : []),
]

async function verifyAll(files: LogFiles, options: Parameters<typeof verifyExport>[1]): Promise<Verdict> {
  const publicEnd = await readPublicEnd(files)
  const chain = await chainOf(files, options.verifier, publicEnd)
  const { links, follows } = chain
  const keys = keysOf(chain)
  const given = options.against && (await openAgainst(options.against, keys, publicEnd))
  const against = given !== undefined && 'origin' in given ? given : undefined
  let compared: Compared | undefined = given !== undefined && 'as' in given ? given : undefined
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
      else if (publicEnd && older.size > held) compared = { older, as: 'newer', held, end: publicEnd }
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

/**
 * The logs of an export, the newest first. Each but the newest gets its key from the first leaf of the one after it,
 * read ahead; what is read so is checked with the log that it stands in.
 */
async function chainOf(files: LogFiles, verifier: Verifier, end: PublicEnd | undefined): Promise<Chain> {
  const links: Link[] = [{ path: '', files, key: '', verifier }]
  let before = await beginningOf(files, verifier, end)
  for (let number = await pastCount(files); number >= 1; number--) {
    const path = `past/${number}`
    if (before === undefined) {
      throw new Wrong({
        code: 'past',
        path,
        message: `${path} holds a log that the log after it does not follow`,
      })
    }
    const link = { path, files: below(files, path), key: before.key, verifier: readVerifierKey(before.key) }
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

/** What a log says that it follows, in its first leaf as it stands in the files. */
async function beginningOf(
  files: LogFiles,
  verifier: Verifier,
  end: PublicEnd | undefined,
): Promise<NewLogStatement['before']> {
  const { size } = openOwn(await readCheckpointFile(files), verifier)
  if (size === 0n) return undefined
  const room = Buffer.alloc(2 + leafBytes)
  const width = tileWidthAt(size, 0, 0n)
  const leaf = room.subarray(2)
  if (end === undefined) await files.read(tilePath({ level: 'entries', index: 0n, width }), room)
  else await files.read(firstLeafFile, leaf)
  try {
    return isOpen(leaf) ? readNewLogLeaf(leaf).before : undefined
  } catch (error) {
    // A leaf that is none, or a bundle that is missing: the check of this log's entries names it.
    if (error instanceof Malformed) return undefined
    throw error
  }
}

/** Why one of another register is wrong and not only unreadable: a register that was made anew would have another key. */
async function openAgainst(
  bytes: Uint8Array,
  keys: readonly Verifier[],
  end: PublicEnd | undefined,
): Promise<Older | Compared> {
  try {
    return await readOlder(bytes, keys)
  } catch (error) {
    if (!(error instanceof Malformed)) throw error
    if (error.code !== 'origin') return { as: 'unreadable', why: error.message }
    const later = end ? `. A log that began after ${end.day} is not in this public export` : ''
    throw new Wrong({
      code: 'against',
      message: `the older checkpoint is not good: ${error.message}${later}`,
    })
  }
}

type Ended = NonNullable<NewLogStatement['before']>

/** How many entries an older checkpoint counts beyond what was put back of its log; they are declared lost. */
function beyondHeld(older: Older, { held, known }: Ended): bigint {
  if (older.size <= held.size) return 0n
  if (older.size > known.size || (older.size === known.size && !older.root.equals(known.root))) {
    throw new Wrong({
      code: 'rewritten',
      message: `the older checkpoint counts ${older.size} entries of ${older.origin}, and the log after it tells of ${known.size} that are not the same: entries were taken away`,
    })
  }
  return older.size - held.size
}

/**
 * A checkpoint of a log that is not in the export can contradict what its successor says of it, and never be shown to
 * fit: whoever has a pin can write it there.
 */
function compareAbsent(older: Older, ended: Ended): Compared {
  beyondHeld(older, ended)
  if (older.size !== ended.held.size || older.root.equals(ended.held.root)) return { older, as: 'absent' }
  throw new Wrong({
    code: 'rewritten',
    message: `the older checkpoint is of ${older.origin}, which this export says it follows, with another root: that log was rewritten`,
  })
}

function checkEnd(path: string, { size, root }: Checkpoint, { held }: Ended): void {
  if (size === held.size && root.equals(held.root)) return
  throw new Wrong({
    code: 'past',
    path,
    message: `${path} is not the log that the log after it says it follows`,
  })
}

/** A past log's key as a file may be missing, and may not be another than the one that its successor names. */
async function checkKeyFile(path: string, files: LogFiles, { key }: Ended): Promise<void> {
  const target = Buffer.alloc(key.length + 2)
  const read = await within(path, () => files.read('register.vkey', target))
  const line = target.toString('latin1', 0, read)
  if (read === undefined || line === key || line === `${key}\n`) return
  const file = `${path}/register.vkey`
  throw new Wrong({
    code: 'past',
    path: file,
    message: `${file} is not the key that the log after it names`,
  })
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

/** Names the log's folder in whatever is found wrong in it. */
async function within<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Wrong) || path === '') throw error
    const { fault } = error
    if (fault.path?.startsWith(`${path}/`)) throw error
    const message = `in ${path}: ${fault.message}`
    throw new Wrong({ ...fault, message, path: fault.path === undefined ? path : `${path}/${fault.path}` })
  }
}
