import { randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { type FileHandle, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { backupRetentionDays } from '../platform/crypto/link-nights.ts'
import { keyMark, type PaperKey } from '../platform/crypto/paper-key.ts'
import { type Home, makeFolder } from '../platform/db/home.ts'
import { syncFolder } from '../platform/durable-file.ts'
import { type AgeFile, openFile } from './age-file.ts'
import { BackupError } from './backup-error.ts'
import type { BackupState } from './backup-store.ts'
import {
  type BackupHeader,
  type BackupMark,
  type BackupSink,
  fileNameOf,
  markIn,
  readBackup,
  requireMark,
  type Totals,
} from './container.ts'

type KeptBackup = { readonly path: string; readonly mark: BackupMark; readonly bytes: number }

const ours = /^carrel-[0-9a-f]{16}-\d{8}T\d{4}Z\.age$/
const ourUnfinished = /^\.carrel-[0-9a-f]{16}-\d{8}T\d{4}Z\.age\.[0-9a-f]{12}$/

/** Oldest first. INVARIANT: a file whose name and header are not ours is never listed, so it is never deleted. */
export async function backupsIn(folder: string, library: string): Promise<KeptBackup[]> {
  const kept: KeptBackup[] = []
  for (const name of (await namesIn(folder)).filter((each) => ours.test(each))) {
    const path = join(folder, name)
    const mark = await markOfFile(path)
    if (mark === undefined || mark.library !== library || fileNameOf(mark) !== name) continue
    kept.push({ path, mark, bytes: (await stat(path)).size })
  }
  return kept.sort((one, other) => one.mark.madeAt.getTime() - other.mark.madeAt.getTime())
}

/** Undefined where the file is no backup. */
async function markOfFile(path: string): Promise<BackupMark | undefined> {
  const file = createReadStream(path)
  try {
    return markIn((await openFile(file)).open)
  } catch {
    return undefined
  } finally {
    file.destroy()
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw cannotWrite(error, folder)
  }
}

/**
 * Deletes the library's backups past their retention, and returns their paths. The newest stays unless a newer one is
 * elsewhere: an old backup is better than none, the Director sees that it is old, and the next one replaces it.
 */
export async function deleteOldBackups(
  folder: string,
  old: { readonly library: string; readonly now: Date; readonly newerElsewhere?: boolean },
): Promise<string[]> {
  const { library, now, newerElsewhere = false } = old
  const before = new Date(now.getTime() - backupRetentionDays * 86_400_000)
  const kept = await backupsIn(folder, library)
  const expired = kept.slice(0, newerElsewhere ? undefined : -1).filter(({ mark }) => mark.madeAt < before)
  for (const { path } of expired) await rm(path)
  // What a kill left behind: the nightly job and a command never make a backup at the same time.
  const unfinished = (await namesIn(folder)).filter(
    (name) => ourUnfinished.test(name) && name.includes(library),
  )
  for (const name of unfinished) await rm(join(folder, name), { force: true })
  if (expired.length > 0) syncFolder(folder)
  return expired.map(({ path }) => path)
}

/** Renames the file once all of it is on the disk; leaves nothing otherwise. @throws BackupError `cannot-write` */
export async function writeBackupFile(
  folder: string,
  name: string,
  bytes: AsyncIterable<Buffer>,
): Promise<{ path: string; bytes: number }> {
  const aside = join(folder, `.${name}.${randomBytes(6).toString('hex')}`)
  const path = join(folder, name)
  makeFolder(folder, 0o700)
  const file = await open(aside, 'wx', 0o600).catch((error: unknown) => {
    throw cannotWrite(error, folder)
  })
  let done = false
  try {
    const written = await writeAll(file, bytes, folder)
    await file.close()
    await rename(aside, path)
    syncFolder(folder)
    done = true
    return { path, bytes: written }
  } finally {
    if (!done) {
      await file.close().catch(() => {})
      await rm(aside, { force: true })
    }
  }
}

async function writeAll(file: FileHandle, bytes: AsyncIterable<Buffer>, folder: string): Promise<number> {
  let written = 0
  for await (const piece of bytes) {
    try {
      await file.writeFile(piece)
    } catch (error) {
      throw cannotWrite(error, folder)
    }
    written += piece.length
  }
  await file.sync().catch((error: unknown) => {
    throw cannotWrite(error, folder)
  })
  return written
}

function cannotWrite(error: unknown, folder: string): BackupError {
  const { code } = error as NodeJS.ErrnoException
  const full = code === 'ENOSPC' || code === 'EDQUOT'
  return new BackupError(
    'cannot-write',
    full
      ? `the disk that holds ${folder} is full: free some space, or set CARREL_BACKUPS to another disk; the backups that were there are kept`
      : `no backup can be written to ${folder} (${code}): give it to the user who runs Carrel, or set CARREL_BACKUPS to another folder`,
  )
}

type Progress = (done: { readonly bytes: number; readonly allBytes: number }) => void

/**
 * What anyone can read of a backup file. Untrusted until its key opens it.
 * @throws BackupError `not-a-backup`, `newer-carrel`, `older-carrel`, `not-whole`, `cannot-read`
 */
export async function readMark(path: string): Promise<BackupMark> {
  return withFile(path, async (file) => requireMark(file.open))
}

/** Reads a backup from end to end and checks every sum. The key is as `readPaperKey` gives it. @throws BackupError */
export async function readBackupFile(
  path: string,
  { identity, recipient }: PaperKey,
  taker: BackupSink,
  progress: Progress,
): Promise<Totals> {
  const read = async (file: AgeFile) => {
    const mark = requireMark(file.open)
    const plain = await file.unseal(identity).catch((error: unknown) => {
      throw error instanceof BackupError && error.code === 'wrong-key'
        ? notItsKey(mark, keyMark(recipient))
        : error
    })
    return readBackup(plain, taker)
  }
  return withFile(path, read, progress)
}

function notItsKey({ key }: BackupMark, typed: string): BackupError {
  return new BackupError(
    'wrong-key',
    key === typed
      ? 'this is the right sheet, and the beginning of this backup is damaged: use another copy of it, or another backup'
      : `this backup opens with sheet ${key}, and this is the key of sheet ${typed}: fetch that one`,
  )
}

/** The header of a backup, after all of it was read and found good. Touches no library. */
export async function verifyBackup(
  path: string,
  key: PaperKey,
  progress: Progress,
): Promise<{
  readonly header: BackupHeader
  readonly totals: Totals
  readonly rows: ReadonlyMap<string, number>
}> {
  let header: BackupHeader | undefined
  const rows = new Map<string, number>()
  const totals = await readBackupFile(
    path,
    key,
    {
      header(read) {
        header = read
      },
      keys() {},
      file: () => ({ take() {}, end() {} }),
      table: ({ name }) => ({ take() {}, end: (count) => void rows.set(name, count) }),
    },
    progress,
  )
  if (header === undefined) throw new Error('a backup was read that has no header')
  return { header, totals, rows }
}

async function withFile<T>(
  path: string,
  work: (file: AgeFile) => Promise<T>,
  progress: Progress = () => {},
): Promise<T> {
  let opened: FileHandle | undefined
  try {
    opened = await open(path)
    const { size } = await opened.stat()
    const stream = opened.createReadStream({ highWaterMark: 2 ** 20 })
    let bytes = 0
    async function* pieces(): AsyncGenerator<Buffer> {
      for await (const piece of stream) {
        bytes += (piece as Buffer).length
        progress({ bytes, allBytes: size })
        yield piece as Buffer
      }
    }
    return await work(await openFile(pieces()))
  } catch (error) {
    throw cannotRead(error, path) ?? error
  } finally {
    await opened?.close()
  }
}

function cannotRead(error: unknown, path: string): BackupError | undefined {
  const { code, syscall } = error as NodeJS.ErrnoException
  if (syscall === undefined || code === undefined) return undefined
  return new BackupError(
    'cannot-read',
    code === 'ENOENT'
      ? `there is no file ${path}: name one that is there`
      : `${basename(path)} cannot be read (${code}): copy it to this computer, to a file that you may read`,
  )
}

/** Folders with backups from before CARREL_BACKUPS was changed. They open with the sheet, and show links anonymized since. */
export function formerFolders(
  { good, folders }: BackupState,
  { dir, backupsDir }: Pick<Home, 'dir' | 'backupsDir'>,
): string[] {
  const last = good === undefined ? [] : [dirname(good.file)]
  const all = new Set([...folders, ...last, join(dir, 'backups')])
  all.delete(backupsDir)
  return [...all]
}
