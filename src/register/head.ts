import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Kysely } from 'kysely'
import type { Db } from '../platform/db/context.ts'
import type { Schema } from '../platform/db/schema.ts'
import { isFolder, replaceFile } from '../platform/durable-file.ts'
import { CarrelError } from '../platform/error.ts'
import type { DailyJob } from '../platform/jobs/daily-job.ts'
import { type Checkpoint, openCheckpoint, readCheckpointText } from './log/checkpoint.ts'
import { type EarlierCheckpoint, readEarlierCheckpoint } from './log/earlier-checkpoint.ts'
import { type MalformedError, onMalformed, orMalformed } from './log/malformed-error.ts'
import { readNote, readVerifierKey, type Verifier } from './log/note.ts'
import { edgeTiles, emptyRoot, type FilledTile, hashBytes, rootOf, TreeEdge, tilePath } from './log/tree.ts'
import { allLogs, leafCount, newestCheckpoint, type RegisterLog, tileReader } from './log-store.ts'

/** Why the stored register cannot be continued. */
export type RegisterProblem =
  | 'head-not-signed'
  | 'head-not-stored'
  | 'last-signed-spoilt'
  | 'rolled-back'
  | 'forked'
  | 'not-the-last'
  | 'clock-behind'
  | 'in-use'

/** No run of the program leaves this state behind. Signing on would sign a second history, so the caller stops. */
export class RegisterError extends CarrelError<RegisterProblem> {}

type RegisterReader = {
  readonly newest: { readonly size: bigint; readonly note: string } | undefined
  readonly leafCount: bigint
  /** The last signed note, from the keys folder; absent where there is none. */
  readonly lastSigned?: string | undefined
  /** Whether an earlier log has that origin. */
  endedBefore?(origin: string): Promise<boolean>
  tile(name: { level: number; index: bigint }): Promise<Uint8Array | undefined>
}

/** Reads what `openTreeHead` checks. The last signed note is read here too, so under the caller's lock. */
export async function readStoredLog(db: Db, log: number, lastSigned?: LastSigned) {
  return {
    newest: await newestCheckpoint(db, log),
    leafCount: await leafCount(db, log),
    lastSigned: await lastSigned?.read(),
    endedBefore: async (origin: string) =>
      (await allLogs(db)).some((earlier) => earlier.origin === origin && earlier.log < log),
    tile: tileReader(db, log),
  }
}

/** The right edge of the stored tree, once it is shown to be the one that was signed last. @throws RegisterError */
export async function openTreeHead(
  stored: RegisterReader,
  verifier: Verifier,
  completed: (tile: FilledTile) => void,
): Promise<TreeEdge> {
  const head = readHead(stored, verifier)
  const edge = await readEdge(stored, head.size, completed)
  if (!edge.root().equals(head.root)) {
    throw damagedRegister(`its tiles do not make the root of its newest checkpoint, of ${head.size} entries`)
  }
  if (stored.leafCount !== head.size) {
    throw damagedRegister(`it holds ${stored.leafCount} entries and its newest checkpoint signs ${head.size}`)
  }
  await refuseOlderCopy(stored, head, verifier)
  return edge
}

function readHead({ newest }: RegisterReader, verifier: Verifier): Checkpoint {
  if (newest === undefined) return { origin: verifier.name, size: 0n, root: emptyRoot }
  const refuse = ({ message }: MalformedError): never => {
    throw new RegisterError(
      'head-not-signed',
      `the register's newest checkpoint is not signed by this library's key (${message}): bring back the keys that belong to this database`,
    )
  }
  const head = orMalformed(() => openCheckpoint(newest.note, verifier), refuse)
  if (head.size !== newest.size) throw damagedRegister(`its newest checkpoint is filed under another size`)
  return head
}

async function readEdge(
  stored: RegisterReader,
  size: bigint,
  completed: (tile: FilledTile) => void,
): Promise<TreeEdge> {
  const hashes = new Map<number, Uint8Array>()
  for (const tile of edgeTiles(size)) hashes.set(tile.level, await readStored(stored, tile))
  return TreeEdge.of(size, ({ level }) => hashes.get(level) ?? new Uint8Array(), completed)
}

// INVARIANT: a database that was put back to an older copy is noticed before anything is signed on it: two checkpoints
// of one size with two roots would be a fork of our own making.
async function refuseOlderCopy(stored: RegisterReader, head: Checkpoint, verifier: Verifier): Promise<void> {
  const { lastSigned } = stored
  if (lastSigned === undefined || lastSigned === stored.newest?.note) return
  const origin = lastSigned.slice(0, lastSigned.indexOf('\n'))
  // After a restore, until the new log is first sequenced, this is the previous log's last checkpoint.
  if (origin !== verifier.name && (await stored.endedBefore?.(origin))) return
  const last = readLastSigned(lastSigned, verifier)
  if (last.size > head.size) {
    throw new RegisterError(
      'rolled-back',
      `the database holds ${head.size} register entries, and ${last.size} were signed already: an older copy of the data was put back. Put back the newer data, or restore with \`carrel restore\`, which declares the gap`,
    )
  }
  const root = await rootOf(last.size, head.size, (tile) => readStored(stored, tile))
  if (!root.equals(last.root)) {
    throw new RegisterError(
      'forked',
      `the first ${last.size} register entries are not those that were signed already: this is another history. Put the data that belongs to these keys back`,
    )
  }
}

/** Says how to repair a file on which every later run would fail too. */
function readLastSigned(note: string, verifier: Verifier): Checkpoint {
  const refuse = ({ message }: MalformedError): never => {
    throw new RegisterError(
      'last-signed-spoilt',
      `register/last-signed in the keys folder is no checkpoint of this register (${message}): put the keys folder back. Without a copy of it, compare the newest mailed pin with \`carrel register verify\`; if that holds, remove this one file and start again`,
    )
  }
  return orMalformed(() => openCheckpoint(note, verifier), refuse)
}

async function readStored(
  stored: RegisterReader,
  tile: { level: number; index: bigint; width: number },
): Promise<Uint8Array> {
  const hashes = await stored.tile(tile)
  if (hashes === undefined || hashes.length < tile.width * hashBytes) {
    throw damagedRegister(`it lacks a part of ${tilePath(tile)}`)
  }
  return hashes
}

function damagedRegister(what: string): RegisterError {
  return new RegisterError(
    'head-not-stored',
    `the stored register is damaged: ${what}. Nothing more is signed; put the data back from a backup`,
  )
}

/** The last signed checkpoint, remembered with the keys and apart from the database. */
export type LastSigned = {
  /** Undefined where none was written yet. */
  read(): Promise<string | undefined>
  /** Resolves when the note is durable. */
  write(note: string): Promise<void>
}

export function lastSignedFile(keysDir: string): LastSigned {
  const path = join(keysDir, 'register', 'last-signed')
  return {
    async read() {
      try {
        return await readFile(path, 'utf8')
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
        throw error
      }
    },
    async write(note) {
      // Why as a key is written: what a kill leaves has a name that readers of that folder skip.
      replaceFile(path, Buffer.from(note))
    },
  }
}

/** Origin and size of the last signed checkpoint; '' and 0 before the first. Its signature is not checked here. @throws MalformedError */
export async function readSignedPosition(
  lastSigned: Pick<LastSigned, 'read'>,
): Promise<{ readonly log: string; readonly size: number }> {
  const note = await lastSigned.read()
  if (note === undefined) return { log: '', size: 0 }
  const { origin, size } = readCheckpointText(readNote(Buffer.from(note)).text)
  return { log: origin, size: Number(size) }
}

/**
 * Refuses a register that lacks entries that a checkpoint from outside counts. Data and keys that are restored together, as
 * from a machine's snapshot, agree with each other: only a mailed fingerprint, or the copy kept with the backups, shows that
 * a later state existed. `known` is a signed note, or a text with a fingerprint in it. @throws RegisterError
 */
export async function refuseOlderThan(db: Kysely<Schema>, known: Uint8Array): Promise<void> {
  const logs = await allLogs(db)
  const older = await readKnownCheckpoint(known, logs)
  const log = logs.find(({ origin }) => origin === older.origin)
  // The log after it declares what is lost of a log that ended.
  if (log === undefined || log !== logs.at(-1)) return
  const size = (await newestCheckpoint(db, log.log))?.size ?? 0n
  if (older.size > size) {
    throw new RegisterError(
      'rolled-back',
      `the register here holds ${size} entries, and the checkpoint from outside counts ${older.size}: an older copy of the data and keys was put back. Put back the newer one, or begin a new log, which says what is missing: carrel register new-log`,
    )
  }
  const tile = tileReader(db, log.log)
  const root = await rootOf(older.size, size, async (name) => (await tile(name)) ?? new Uint8Array())
  if (root.equals(older.root)) return
  throw new RegisterError(
    'forked',
    `the first ${older.size} register entries here are not those of the checkpoint from outside: this is another history, as after an older copy was put back and went on. Begin a new log, which says so: carrel register new-log`,
  )
}

async function readKnownCheckpoint(
  known: Uint8Array,
  logs: readonly RegisterLog[],
): Promise<EarlierCheckpoint> {
  const refuse = onMalformed(({ message }): never => {
    throw new RegisterError(
      'not-the-last',
      `what is known from outside is no checkpoint of this register (${message}): give the newest mail with its pin, or the file of a checkpoint`,
    )
  })
  const read = async () =>
    readEarlierCheckpoint(
      known,
      logs.map(({ key }) => readVerifierKey(key)),
    )
  return read().catch(refuse)
}

const lastSignedCopyPath = (backupsDir: string) => join(backupsDir, 'last-signed')

/** Compares with the copy kept with the backups. One that is unreadable, or of another log, shows nothing. */
export async function refuseOlderThanBackups(db: Kysely<Schema>, backupsDir: string): Promise<void> {
  const known = await readFile(lastSignedCopyPath(backupsDir)).catch(() => undefined)
  if (known === undefined) return
  try {
    await refuseOlderThan(db, known)
  } catch (error) {
    if (!(error instanceof RegisterError) || error.code !== 'not-the-last') throw error
  }
}

/** Keeps the last signed checkpoint with the backups, which are on another disk in a careful setup. */
export function keepLastSignedJob(parts: {
  readonly lastSigned: LastSigned
  readonly backupsDir: string
}): DailyJob {
  const { lastSigned, backupsDir } = parts
  return {
    name: 'last-signed',
    // Every few minutes: last night's copy would not know the state at noon.
    knowsWhatIsLeft: true,
    async run() {
      const note = await lastSigned.read()
      const path = lastSignedCopyPath(backupsDir)
      // Why not create the folder: while its disk is away, a folder on this disk would take its place.
      if (note === undefined || !isFolder(backupsDir)) return
      if ((await readFile(path, 'utf8').catch(() => undefined)) !== note) replaceFile(path, Buffer.from(note))
    },
  }
}
