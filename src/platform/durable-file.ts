import { randomBytes } from 'node:crypto'
import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { errorCode } from './db/error.ts'

/** Marks temporary files; a kill may leave one behind. */
const aside = '~'

export const isTemporaryName = (name: string): boolean => name.includes(aside)

const besides = (path: string) => `${path}${aside}${randomBytes(6).toString('hex')}`

/** Writes a private, durable file next to `path`, and returns its path. */
function writeBeside(path: string, bytes: Buffer): string {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const beside = besides(path)
  try {
    writeFileSync(beside, bytes, { mode: 0o600, flag: 'wx', flush: true })
  } catch (error) {
    rmSync(beside, { force: true })
    throw error
  }
  return beside
}

/** Puts a file in place durably unless one is there, even if two processes try; tells whether it did. */
export function writeOnce(path: string, bytes: Buffer): boolean {
  const beside = writeBeside(path, bytes)
  try {
    linkSync(beside, path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    return false
  } finally {
    rmSync(beside, { force: true })
    // INVARIANT: nothing is sealed under a key that a power cut could still remove, whoever made it.
    syncFolder(dirname(path))
  }
}

/** Replaces or creates a file, whole and durable. */
export function replaceFile(path: string, bytes: Buffer): void {
  const beside = writeBeside(path, bytes)
  try {
    renameSync(beside, path)
  } finally {
    rmSync(beside, { force: true })
  }
  syncFolder(dirname(path))
}

/** The same for many megabytes, without blocking others, with a given file time. */
export async function replaceLargeFile(path: string, bytes: Buffer, at: Date): Promise<void> {
  const beside = besides(path)
  try {
    await writeDated(beside, bytes, at)
    await rename(beside, path)
  } catch (error) {
    await rm(beside, { force: true })
    throw error
  }
  syncFolder(dirname(path))
}

async function writeDated(path: string, bytes: Buffer, at: Date): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(bytes)
    await file.utimes(at, at)
    await file.sync()
  } finally {
    await file.close()
  }
}

/**
 * The same, and destroys the old bytes. INVARIANT: a kill at any step leaves the old or the new file in
 * place, and the old bytes under a name that `destroyTemporaryFiles` finds.
 */
export function replaceAndDestroy(path: string, bytes: Buffer): void {
  const old = besides(path)
  linkSync(path, old)
  replaceFile(path, bytes)
  destroyFile(old)
}

/** Renames a file away and destroys it, so that no reader finds it half overwritten. */
export function removeAndDestroy(path: string): void {
  const beside = besides(path)
  renameSync(path, beside)
  destroyFile(beside)
}

/** Removes a file durably, overwriting it first as far as the disk allows. */
export function destroyFile(path: string): void {
  const { size } = statSync(path)
  const file = openSync(path, 'r+')
  try {
    writeFileSync(file, Buffer.alloc(size))
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  rmSync(path, { force: true })
  syncFolder(dirname(path))
}

/** Destroys what a kill left in a folder, recursively. No other process may write there. */
export function destroyTemporaryFiles(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) destroyTemporaryFiles(path)
    if (!entry.isFile() || !isTemporaryName(entry.name)) continue
    // Why: a second name of the file in place must only be removed.
    if (isSameFile(path, path.slice(0, path.lastIndexOf(aside)))) rmSync(path)
    else destroyFile(path)
  }
}

/** Makes changes of a folder's names survive a power cut. */
export function syncFolder(path: string): void {
  const folder = openSync(path, 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}

export function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true
}

function isSameFile(one: string, other: string): boolean {
  const [a, b] = [one, other].map((path) => statSync(path, { bigint: true, throwIfNoEntry: false }))
  return a !== undefined && b !== undefined && a.ino === b.ino && a.dev === b.dev
}

/** Why a file that a person named cannot be written, to follow its path in a sentence, with what to do. */
export function writeRefusal(error: unknown): string {
  const code = errorCode(error)
  switch (code) {
    case 'ENOENT':
      return 'cannot be written: its folder is not there: make it, or name another file'
    case 'ENOTDIR':
      return 'cannot be written: a file stands where its folder should be: name another file'
    case 'EISDIR':
      return 'is a folder: name a file'
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return 'cannot be written by this user: name another file, or give its folder to this user'
    case 'ENOSPC':
    case 'EDQUOT':
      return 'cannot be written: the disk that holds it is full: free some space, then do it again'
    default:
      return `cannot be written (${code ?? String(error)}): name another file`
  }
}
