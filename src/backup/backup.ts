import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs'
import { type KeyCopy, KeyError } from '../platform/crypto/key-folder.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import type { Database } from '../platform/db/database.ts'
import { DatabaseOpenError } from '../platform/db/error.ts'
import type { Home } from '../platform/db/home.ts'
import { headFileBytes, outerKeyId, slotFileNames, slotFilePath } from '../sealed/index.ts'
import { sealFile } from './age-file.ts'
import { BackupError } from './backup-error.ts'
import { deleteOldBackups, formerFolders, writeBackupFile } from './backup-file.ts'
import { backupState, noteBackup, noteBackupFailure, type Snapshot, withSnapshot } from './backup-store.ts'
import {
  type BackupMark,
  backupFormatVersion,
  type FileCopy,
  fileNameOf,
  type TableRows,
  wordsOfMark,
  writeBackup,
} from './container.ts'
import { type RecoveryKey, recoveryKeys, recoverySheetMark } from './recovery-key.ts'

export type BackupMade = {
  readonly path: string
  readonly mark: BackupMark
  readonly rows: number
  readonly bytes: number
}

export type BackupParts = {
  readonly database: Pick<Database, 'connect'>
  /** As they are at this moment, unlocked. */
  readonly keys: () => Promise<readonly KeyCopy[]>
  readonly recoveryKey: RecoveryKey
  /** How many links open under no key, and so could not be resealed. */
  readonly unreadableLinks?: number
  /** The files of sealed matters, held since before the snapshot; `keys` has their keys. */
  readonly cells: readonly FileCopy[]
  readonly folder: string
  readonly version: string
  readonly now: () => Date
  readonly progress: (done: { readonly bytes: number; readonly aboutBytes: number }) => void
}

/**
 * Makes a backup in constant memory: the whole library at one moment, and its keys, sealed to the recovery key in one file.
 * The caller holds the nightly lock, so that no link changes its key meanwhile.
 * @throws BackupError `cannot-write`, `no-recovery-key`, `links-late`; nothing of the backup is left then
 */
export async function makeBackup(parts: BackupParts): Promise<BackupMade> {
  const { database, keys, now } = parts
  // Why twice: a key that is destroyed or made while the snapshot begins is in one of the two.
  const before = await keys()
  const client = await database.connect('backup')
  try {
    const made = await withSnapshot(client, now, async (snapshot) => {
      const kept = mergeKeys(before, await keys())
      await refuseLateLinks(parts, snapshot, kept)
      return writeSealed(parts, snapshot, kept)
    })
    if (made === undefined) {
      throw new BackupError(
        'not-whole',
        'there is nothing to back up: this library was not started yet: start it first',
      )
    }
    return made
  } finally {
    await client.end()
  }
}

/** INVARIANT: a backup has the keys of its rows. An import may add rows under last night's key after the others were resealed. */
async function refuseLateLinks(
  { unreadableLinks = 0 }: BackupParts,
  snapshot: Snapshot,
  keys: readonly KeyCopy[],
): Promise<void> {
  const nights = keys.flatMap(({ name }) => /^links\/(\d{4}-\d\d-\d\d)$/.exec(name)?.[1] ?? [])
  const newest = nights.sort().at(-1)
  if (newest === undefined || (await snapshot.linksBefore(newest)) <= unreadableLinks) return
  throw new BackupError(
    'links-late',
    'loans came in under last night’s key while the backup was being made, as by an import: it is tried again, or make one when the import is done',
  )
}

function mergeKeys(one: readonly KeyCopy[], other: readonly KeyCopy[]): KeyCopy[] {
  return [...new Map([...one, ...other].map((key) => [key.name, key])).values()]
}

async function writeSealed(
  { recoveryKey, folder, version, progress, cells }: BackupParts,
  snapshot: Snapshot,
  keys: readonly KeyCopy[],
): Promise<BackupMade> {
  const { madeAt, library, migrations, server, tables, aboutBytes } = snapshot
  const header = {
    carrel: version,
    madeAt,
    library,
    migrations,
    server,
    tables: tables.map(({ name }) => name),
    files: cells.map(({ name }) => name),
  }
  const mark: BackupMark = {
    format: backupFormatVersion,
    library: libraryMark(library.keyCheck),
    key: recoverySheetMark(recoveryKey),
    madeAt: new Date(madeAt),
  }
  let rows = 0
  let bytes = 0
  async function* eachTable(): AsyncGenerator<TableRows> {
    for (const form of tables) {
      const { pieces, count } = snapshot.rowsOf(form)
      yield { form, pieces: counted(pieces), count }
      rows += count()
    }
  }
  async function* counted(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const piece of pieces) {
      bytes += piece.length
      progress({ bytes, aboutBytes: Math.max(aboutBytes, bytes) })
      yield piece
    }
  }
  const plain = writeBackup({ header, keys, tables: eachTable(), files: cells })
  const file = sealFile(plain, { recipient: recoveryKey.recipient, open: wordsOfMark(mark) })
  const written = await writeBackupFile(folder, fileNameOf(mark), file)
  return { ...written, mark, rows }
}

/** The mark of a library on its backups. `keyCheck` is in hex. */
export function libraryMark(keyCheck: string): string {
  return keyCheck.slice(0, 16)
}

/**
 * Makes a backup with `make`, notes the outcome for the Director, and then deletes backups past their retention, also in former
 * folders, and also where none could be made; but never the newest. Returns what was made and the deleted paths.
 * @throws BackupError, and whatever `make` throws
 */
export async function runBackup(
  { database, ring, home, now }: { database: Database; ring: KeyRing; home: Home; now: () => Date },
  make: () => Promise<BackupMade>,
): Promise<{ readonly made: BackupMade; readonly deleted: readonly string[] }> {
  const old = { library: libraryMark(ring.check().toString('hex')), now: now() }
  const folder = home.backupsDir
  const former = formerFolders(await backupState(database.worker), home)
  try {
    const made = await make()
    const { mark, path, rows, bytes } = made
    const good = { madeAt: mark.madeAt, file: path, key: mark.key, rows: BigInt(rows), bytes: BigInt(bytes) }
    await noteBackup(database.worker, good, former)
    const deleted = await deleteOldBackups(folder, old)
    return { made, deleted: [...deleted, ...(await deleteOldIn(former, { ...old, newerElsewhere: true }))] }
  } catch (error) {
    await noteBackupFailure(database.worker, { at: now(), sentence: failureSentence(error) })
    await deleteOldBackups(folder, old)
    await deleteOldIn(former, old)
    throw error
  }
}

async function deleteOldIn(
  folders: readonly string[],
  old: Parameters<typeof deleteOldBackups>[1],
): Promise<string[]> {
  const deleted: string[] = []
  // Why ignored: a disk that is gone must not keep backups from being made. The doctor checks these folders.
  for (const folder of folders) deleted.push(...(await deleteOldBackups(folder, old).catch(() => [])))
  return deleted
}

/** @throws BackupError `no-recovery-key` */
export function requireRecoveryKey(ring: KeyRing) {
  const { current, pending } = recoveryKeys(ring)
  if (current !== undefined) return current
  const fix = pending === undefined ? 'make a key with carrel recovery new' : 'carrel recovery confirm'
  throw new BackupError(
    'no-recovery-key',
    `there is no recovery key yet, and a backup that no one can open is useless: ${fix}`,
  )
}

/** A refusal's own sentence; the message of anything else could quote a value. */
function failureSentence(error: unknown): string {
  const known = [BackupError, KeyError, DatabaseOpenError].some((kind) => error instanceof kind)
  return known ? (error as Error).message : 'the backup ended in a fault that its log names'
}

/** The files of sealed matters and their keys at one moment; held open, so a replacement does not change them. */
type SlotFilesCopy = {
  readonly files: readonly FileCopy[]
  readonly keys: readonly KeyCopy[]
  close(): void
}

/** The files are replaced one after the other, each in an instant. */
const mostTries = 200
/**
 * Holds the nine files for a backup while the program that writes them runs; empty where they were never made. INVARIANT:
 * they are held at a moment at which none of the nine was replaced, so that a restore finds what a kill at that moment would
 * have left: a matter is there once or twice, and never not at all. For the same reason they are held before the snapshot:
 * what leaves them for the tables is in the tables first. @throws KeyError `cells-missing`, `keys-unreadable`
 */
export function holdSlotFiles(dir: string, { cellFiles }: KeyRing): SlotFilesCopy {
  if (!cellFiles.areMade()) return { files: [], keys: [], close() {} }
  for (let tries = 1; ; tries++) {
    const held: { readonly name: string; readonly fd: number }[] = []
    const close = () => {
      for (const { fd } of held.splice(0)) closeSync(fd)
    }
    try {
      for (const name of slotFileNames) held.push({ name, fd: openSync(slotFilePath(dir, name), 'r') })
      // Why finally without its key: a damaged file must not keep all else from being backed up.
      const keys = held.flatMap(({ fd }) => {
        const id = outerKeyIdOf(fd)
        return tries === mostTries && !cellFiles.isThere(id.toString('hex')) ? [] : [cellFiles.forBackup(id)]
      })
      const inPlace = held.every(
        ({ name, fd }) => fstatSync(fd).ino === statSync(slotFilePath(dir, name)).ino,
      )
      if (inPlace) return { files: [...held], keys: [cellFiles.mark(), ...keys], close }
      close()
    } catch (error) {
      close()
      if (tries >= mostTries)
        throw (error as NodeJS.ErrnoException).code === 'ENOENT' ? missingSlotFile(dir) : error
    }
  }
}

function outerKeyIdOf(fd: number): Buffer {
  const head = Buffer.alloc(headFileBytes)
  readSync(fd, head, 0, headFileBytes, 0)
  return outerKeyId(head)
}

function missingSlotFile(dir: string): KeyError {
  return new KeyError(
    'cells-missing',
    `a file of the sealed matters in ${dir} is not there: put back the folder it was in, or a backup`,
  )
}
