import { type Checkpoint, openCheckpoint } from '../register/checkpoint.ts'
import { Edge, type FilledTile } from '../register/edge.ts'
import { emptyRoot, hashBytes } from '../register/hashing.ts'
import { Malformed } from '../register/malformed.ts'
import type { Verifier } from '../register/note.ts'
import { rootOf } from '../register/proof.ts'
import { edgeTiles, tilePath } from '../register/tile.ts'

/** Why the stored register cannot be continued. */
export type RegisterProblem =
  /** The newest checkpoint is not what this library's key signed. */
  | 'head-not-signed'
  /** The stored tiles or leaves are not those that the newest checkpoint signs. */
  | 'head-not-stored'
  /** What was to be remembered of the last checkpoint is no checkpoint. */
  | 'last-signed-spoilt'
  /** The database is older than a checkpoint that was signed already. */
  | 'rolled-back'
  /** The database holds another history than a checkpoint that was signed already. */
  | 'forked'
  /** A checkpoint that was given as the last one known is not of this register. */
  | 'not-the-last'
  /** The computer's clock is behind the data. */
  | 'clock-behind'
  /** Another process works on the register. */
  | 'in-use'

/**
 * The register is in a state that no run of the program leaves behind. Signing on would sign a second history,
 * so whoever gets this stops. `message` is one sentence with its mend.
 */
export class RegisterRefused extends Error {
  override name = 'RegisterRefused'
  readonly code: RegisterProblem
  constructor(code: RegisterProblem, message: string) {
    super(message)
    this.code = code
  }
}

/** What the tick reads of the stored register. */
export type StoredRegister = {
  readonly newest: { readonly size: bigint; readonly note: string } | undefined
  readonly leafCount: bigint
  /** The note that was signed last as the keys folder remembers it; absent where there is none. */
  readonly lastSigned?: string | undefined
  /** Whether a log of that origin came before this one. */
  endedBefore?(origin: string): Promise<boolean>
  tile(name: { level: number; index: bigint }): Promise<Uint8Array | undefined>
}

/**
 * The right edge of the stored tree, once it is known to be the one that was signed last. The same check runs
 * at every tick, after a crash as on any other day.
 *
 * @throws RegisterRefused
 */
export async function openHead(
  stored: StoredRegister,
  verifier: Verifier,
  completed: (tile: FilledTile) => void,
): Promise<Edge> {
  const head = readHead(stored, verifier)
  const edge = await readEdge(stored, head.size, completed)
  if (!edge.root().equals(head.root)) {
    throw damaged(`its tiles do not make the root of its newest checkpoint, of ${head.size} entries`)
  }
  if (stored.leafCount !== head.size) {
    throw damaged(`it holds ${stored.leafCount} entries and its newest checkpoint signs ${head.size}`)
  }
  await refuseOlderCopy(stored, head, verifier)
  return edge
}

function readHead({ newest }: StoredRegister, verifier: Verifier): Checkpoint {
  if (newest === undefined) return { origin: verifier.name, size: 0n, root: emptyRoot }
  let head: Checkpoint
  try {
    head = openCheckpoint(newest.note, verifier)
  } catch (error) {
    if (!(error instanceof Malformed)) throw error
    throw new RegisterRefused(
      'head-not-signed',
      `the register's newest checkpoint is not signed by this library's key (${error.message}): bring back the keys that belong to this database`,
    )
  }
  if (head.size !== newest.size) throw damaged(`its newest checkpoint is filed under another size`)
  return head
}

async function readEdge(
  stored: StoredRegister,
  size: bigint,
  completed: (tile: FilledTile) => void,
): Promise<Edge> {
  const hashes = new Map<number, Uint8Array>()
  for (const tile of edgeTiles(size)) hashes.set(tile.level, await readStored(stored, tile))
  return Edge.of(size, ({ level }) => hashes.get(level) ?? new Uint8Array(), completed)
}

// INVARIANT: a database that was put back to an older copy is noticed before anything is signed on top of it:
// two checkpoints of one size and two roots would be a fork that we made ourselves.
async function refuseOlderCopy(stored: StoredRegister, head: Checkpoint, verifier: Verifier): Promise<void> {
  const { lastSigned } = stored
  if (lastSigned === undefined || lastSigned === stored.newest?.note) return
  const origin = lastSigned.slice(0, lastSigned.indexOf('\n'))
  // After a restore, until the new log's first tick: what the log before it signed last.
  if (origin !== verifier.name && (await stored.endedBefore?.(origin))) return
  const last = readLastSigned(lastSigned, verifier)
  if (last.size > head.size) {
    throw new RegisterRefused(
      'rolled-back',
      `the database holds ${head.size} register entries, and ${last.size} were signed already: an older copy of the data was put back. Put back the newer data, or restore with \`carrel restore\`, which declares the gap`,
    )
  }
  const root = await rootOf(last.size, head.size, (tile) => readStored(stored, tile))
  if (!root.equals(last.root)) {
    throw new RegisterRefused(
      'forked',
      `the first ${last.size} register entries are not those that were signed already: this is another history. Put the data that belongs to these keys back`,
    )
  }
}

/** Rubbish there would else be an error of this minute, and of every one after it. */
function readLastSigned(note: string, verifier: Verifier): Checkpoint {
  try {
    return openCheckpoint(note, verifier)
  } catch (error) {
    if (!(error instanceof Malformed)) throw error
    throw new RegisterRefused(
      'last-signed-spoilt',
      `register/last-signed in the keys folder is no checkpoint of this register (${error.message}): put the keys folder back. Without a copy of it, compare the newest mailed pin with \`carrel register verify\`; if that holds, remove this one file and start again`,
    )
  }
}

async function readStored(
  stored: StoredRegister,
  tile: { level: number; index: bigint; width: number },
): Promise<Uint8Array> {
  const hashes = await stored.tile(tile)
  if (hashes === undefined || hashes.length < tile.width * hashBytes) {
    throw damaged(`it lacks a part of ${tilePath(tile)}`)
  }
  return hashes
}

function damaged(what: string): RegisterRefused {
  return new RegisterRefused(
    'head-not-stored',
    `the stored register is damaged: ${what}. Nothing more is signed; put the data back from a backup`,
  )
}
