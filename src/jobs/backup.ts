import { sealFile } from '../backup/age-file.ts'
import { type KeptFile, type TableRows, writeBackup } from '../backup/container.ts'
import type { KeptKey } from '../backup/header.ts'
import { type BackupMark, fileNameOf, formatVersion, wordsOfMark } from '../backup/mark.ts'
import { markOf, type RecoveryKey } from '../backup/recovery-key.ts'
import { BackupRefused } from '../backup/refused.ts'
import { type Snapshot, withSnapshot } from '../store/backup-snapshot.ts'
import type { Database } from '../store/database.ts'
import { writeBackupFile } from './backup-folder.ts'

export type BackupMade = {
  readonly path: string
  readonly mark: BackupMark
  readonly rows: number
  readonly bytes: number
}

export type BackupParts = {
  readonly database: Pick<Database, 'connect'>
  /** The keys as they are now, bare. */
  readonly keys: () => Promise<readonly KeptKey[]>
  readonly recoveryKey: RecoveryKey
  /** How many links open under no key, and so could not be sealed anew; none where it is left out. */
  readonly unreadableLinks?: number
  /** The files of sealed matters, held since before the snapshot; `keys` has theirs. */
  readonly cells: readonly KeptFile[]
  readonly folder: string
  /** Of this Carrel. */
  readonly version: string
  readonly now: () => Date
  readonly progress: (done: { readonly bytes: number; readonly aboutBytes: number }) => void
}

/**
 * Makes a backup: the whole library at one moment, and its keys, sealed to the recovery key, in one file. Takes the
 * same memory whatever the library holds.
 *
 * The caller holds the night's lock, so that no link changes its key meanwhile.
 *
 * @throws BackupRefused `cannot-write`, `no-recovery-key`, `links-late`; nothing of the backup is left then
 */
export async function makeBackup(parts: BackupParts): Promise<BackupMade> {
  const { database, keys, now } = parts
  // Why twice: a key that is destroyed or made while the snapshot begins is in one of the two.
  const before = await keys()
  const client = await database.connect('backup')
  try {
    const made = await withSnapshot(client, now, async (snapshot) => {
      const kept = both(before, await keys())
      await refuseLateLinks(parts, snapshot, kept)
      return sealed(parts, snapshot, kept)
    })
    if (made === undefined) {
      throw new BackupRefused(
        'not-whole',
        'there is nothing to back up: this library was not started yet: start it first',
      )
    }
    return made
  } finally {
    await client.end()
  }
}

/**
 * INVARIANT: what a backup holds opens with the keys that it holds. An import that began before the night's key was made
 * may have put rows under the one before, after all was sealed anew.
 */
async function refuseLateLinks(
  { unreadableLinks = 0 }: BackupParts,
  snapshot: Snapshot,
  keys: readonly KeptKey[],
): Promise<void> {
  const nights = keys.flatMap(({ name }) => /^links\/(\d{4}-\d\d-\d\d)$/.exec(name)?.[1] ?? [])
  const newest = nights.sort().at(-1)
  if (newest === undefined || (await snapshot.linksBefore(newest)) <= unreadableLinks) return
  throw new BackupRefused(
    'links-late',
    'loans came in under last night’s key while the backup was being made, as by an import: it is tried again, or make one when the import is done',
  )
}

function both(one: readonly KeptKey[], other: readonly KeptKey[]): KeptKey[] {
  return [...new Map([...one, ...other].map((key) => [key.name, key])).values()]
}

async function sealed(
  { recoveryKey, folder, version, progress, cells }: BackupParts,
  snapshot: Snapshot,
  keys: readonly KeptKey[],
): Promise<BackupMade> {
  const { madeAt, library, migrations, server, tables, aboutBytes } = snapshot
  const names = tables.map(({ name }) => name)
  const header = {
    carrel: version,
    madeAt,
    library,
    migrations,
    server,
    tables: names,
    files: cells.map(({ name }) => name),
  }
  const mark: BackupMark = {
    format: formatVersion,
    library: libraryMark(library.keyCheck),
    key: markOf(recoveryKey),
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

/** The mark of a library on its backups. @param keyCheck in hex */
export function libraryMark(keyCheck: string): string {
  return keyCheck.slice(0, 16)
}
