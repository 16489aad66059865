import { type FileHandle, open } from 'node:fs/promises'
import { basename } from 'node:path'
import { type AgeFile, openFile } from '../backup/age-file.ts'
import { type BackupTaker, readBackup } from '../backup/container.ts'
import type { BackupHeader, Totals } from '../backup/header.ts'
import { type BackupMark, requireMark } from '../backup/mark.ts'
import { keyMark } from '../backup/paper-key.ts'
import { BackupRefused } from '../backup/refused.ts'

type Progress = (done: { readonly bytes: number; readonly allBytes: number }) => void

/**
 * What anybody can read of a backup file. Not to be believed before its key opens it.
 * @throws BackupRefused `not-a-backup`, `newer-carrel`, `older-carrel`, `not-whole`, `cannot-read`
 */
export async function readMark(path: string): Promise<BackupMark> {
  return withFile(
    path,
    () => {},
    async (file) => requireMark(file.open),
  )
}

/**
 * Reads a backup from end to end, and holds all of it against its sums.
 * @param identity of the sheet, as `readPaperKey` gives it
 * @throws BackupRefused
 */
export async function readBackupFile(
  path: string,
  { identity, recipient }: { readonly identity: string; readonly recipient: string },
  taker: BackupTaker,
  progress: Progress,
): Promise<Totals> {
  return withFile(path, progress, async (file) => {
    const mark = requireMark(file.open)
    const plain = await file.unseal(identity).catch((error: unknown) => {
      throw error instanceof BackupRefused && error.code === 'wrong-key'
        ? notItsKey(mark, keyMark(recipient))
        : error
    })
    return readBackup(plain, taker)
  })
}

function notItsKey({ key }: BackupMark, typed: string): BackupRefused {
  return new BackupRefused(
    'wrong-key',
    key === typed
      ? 'this is the right sheet, and the beginning of this backup is damaged: use another copy of it, or another backup'
      : `this backup opens with sheet ${key}, and this is the key of sheet ${typed}: fetch that one`,
  )
}

/** The header of a backup, after all of it was read and found good. Touches no library. */
export async function verifyBackup(
  path: string,
  key: { readonly identity: string; readonly recipient: string },
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
  progress: Progress,
  work: (file: AgeFile) => Promise<T>,
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

function cannotRead(error: unknown, path: string): BackupRefused | undefined {
  const { code, syscall } = error as NodeJS.ErrnoException
  if (syscall === undefined || code === undefined) return undefined
  return new BackupRefused(
    'cannot-read',
    code === 'ENOENT'
      ? `there is no file ${path}: name one that is there`
      : `${basename(path)} cannot be read (${code}): copy it to this computer, to a file that you may read`,
  )
}
