import {
  closeSync,
  constants,
  fchownSync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { folderRefusal } from '../refused.ts'

/** The log is moved to `postgres.log.1` when it has grown beyond this; so the two never hold much more than twice it. */
const LARGEST_BYTES = 4 * 1024 * 1024

/** What PostgreSQL says: `postgres.log` in this folder, and the one before it. */
export function openServerLog(logDir: string): { file: number; path: string; from: number } {
  const path = join(logDir, 'postgres.log')
  try {
    mkdirSync(logDir, { recursive: true, mode: 0o700 })
    // Hostile: whoever owns the folder must not make root write through a link of theirs.
    const { O_APPEND, O_CREAT, O_WRONLY, O_NOFOLLOW } = constants
    const file = openSync(path, O_APPEND | O_CREAT | O_WRONLY | O_NOFOLLOW, 0o600)
    if (process.getuid?.() === 0) {
      const { uid, gid } = statSync(logDir)
      fchownSync(file, uid, gid)
    }
    boundServerLog(path)
    return { file, path, from: fstatSync(file).size }
  } catch (error) {
    throw folderRefusal(error, logDir) ?? error
  }
}

/**
 * Moves what has grown too large aside, the last of it. The server goes on writing at the new end, as it appends.
 * Does nothing where that fails: a log is not worth a library's service.
 */
export function boundServerLog(path: string): void {
  try {
    const file = openSync(path, constants.O_RDWR | constants.O_NOFOLLOW)
    try {
      if (fstatSync(file).size <= LARGEST_BYTES) return
      rmSync(`${path}.1`, { force: true })
      writeFileSync(`${path}.1`, tailOf(file, 0, LARGEST_BYTES), { flag: 'wx', mode: 0o600 })
      ftruncateSync(file)
    } finally {
      closeSync(file)
    }
  } catch {}
}

/** What was written to the log since `from`, at most its last 64 KiB. */
export function serverLogSince(path: string, from: number): string {
  const file = openSync(path, 'r')
  try {
    return tailOf(file, from, 65_536).toString('utf8')
  } finally {
    closeSync(file)
  }
}

function tailOf(file: number, from: number, mostBytes: number): Buffer {
  const { size } = fstatSync(file)
  const start = Math.max(from, size - mostBytes)
  const buffer = Buffer.alloc(Math.max(0, size - start))
  readSync(file, buffer, 0, buffer.length, start)
  return buffer
}
