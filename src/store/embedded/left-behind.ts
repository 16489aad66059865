import { readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { DatabaseRefused, errorCode, folderRefusal } from '../refused.ts'
import { removeSocketDir } from './socket-dir.ts'
import { answers, isServerOf, type PostmasterFile, readPostmasterFile, socketIn } from './standing.ts'

const POLL_MS = 20
/** A fast shutdown writes what is in memory to disk: up to 256 MiB, on an old disk. */
export const SHUTDOWN_MS = 120_000

/** Stops a server that nobody supervises: fast, and if it does not heed that, at once, as a power cut would. */
export async function endServer(clusterDir: string, file: PostmasterFile): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    const deadline = Date.now() + SHUTDOWN_MS
    for (let asked = false; isServerOf(clusterDir, file.pid); asked = true) {
      if (!asked) signalTo(file.pid, signal)
      if (Date.now() > deadline) break
      await sleep(POLL_MS)
    }
    if (!isServerOf(clusterDir, file.pid)) return
  }
  throw new DatabaseRefused(
    'start-failed',
    `a database server left behind (process ${file.pid}) on ${clusterDir} does not stop: end that process and start again`,
  )
}

function signalTo(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    // It ended between our look and the signal.
    if (errorCode(error) !== 'ESRCH') throw error
  }
}

/**
 * Removes the lock files of a server that ended without doing so, where PostgreSQL would not: if the number in
 * them has since been given to another process of the same user, it takes that one for the server.
 * Returns the number of the server that holds the socket in `runDir`, where one does: then nothing is removed.
 */
export async function clearStale(
  clusterDir: string,
  stale: PostmasterFile | undefined,
  runDir: string,
): Promise<number | undefined> {
  const holder = await socketHolder(runDir)
  if (holder !== undefined) return holder
  rmSync(lockIn(runDir), { force: true })
  if (stale !== undefined) clearPostmasterFile(clusterDir, stale, runDir)
  return undefined
}

/**
 * INVARIANT: a lock is removed only when no server is behind it. One that answers is, in another container too;
 * and so is one that has its lock and does not listen yet.
 */
async function socketHolder(runDir: string): Promise<number | undefined> {
  const [number = '', folder = ''] = readLock(runDir).split('\n')
  const pid = Math.abs(Number.parseInt(number, 10))
  if (await answers(runDir)) return pid
  return folder !== '' && isServerOf(folder, pid) ? pid : undefined
}

function readLock(runDir: string): string {
  try {
    return readFileSync(lockIn(runDir), 'utf8')
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return ''
    throw folderRefusal(error, runDir) ?? error
  }
}

function lockIn(runDir: string): string {
  return `${socketIn(runDir)}.lock`
}

function clearPostmasterFile(clusterDir: string, stale: PostmasterFile, runDir: string): void {
  const path = join(clusterDir, 'postmaster.pid')
  const aside = `${path}.${process.pid}`
  try {
    renameSync(path, aside)
  } catch {
    return
  }
  // Why: between our look and the renaming another process may have started a server; then its file goes back.
  const moved = readPostmasterFile(clusterDir, `postmaster.pid.${process.pid}`)
  if (moved !== undefined && moved.pid !== stale.pid && isServerOf(clusterDir, moved.pid)) {
    renameSync(aside, path)
    return
  }
  rmSync(aside, { force: true })
  removeSocketDir(stale.socketDir, runDir)
}
