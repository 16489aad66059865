import { createHash } from 'node:crypto'
import { chmodSync, lstatSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import type { Home } from '../home.ts'
import { DatabaseRefused, folderRefusal } from '../refused.ts'
import { giveTo, type SystemUser } from './server-user.ts'
import { socketIn } from './standing.ts'

/** The longest path of a socket that every system here takes, in bytes (Linux 107, macOS 103). */
const LONGEST_SOCKET_BYTES = 103

const ELSEWHERE = 'carrel-socket-'

/**
 * Where a cluster's socket belongs: `run-` and a short hash of the data folder, in the home. The data folder exists.
 * Why of the cluster: one home can run two data folders at once, and a socket's name says nothing of whose it is.
 * Why beside each other: root's servers may run as two users, and neither could pass through a folder of the other.
 */
export function socketDirOf({ dir, dataDir }: Home): string {
  const hash = createHash('sha256').update(realpathSync(dataDir)).digest('hex')
  return join(dir, `run-${hash.slice(0, 12)}`)
}

/**
 * A folder for the server's socket that nobody else can enter: `runDir`, or, where that path is longer
 * than a socket's may be, a new one among the temporary files. Others learn it from `postmaster.pid`.
 * @throws DatabaseRefused `folder-closed`, `disk-full`
 */
export function makeSocketDir(runDir: string, user: SystemUser | undefined): string {
  if (fits(runDir)) {
    makePrivate(runDir, user)
    return runDir
  }
  for (const parent of temporaryDirs(user)) {
    if (!fits(join(parent, `${ELSEWHERE}XXXXXX`))) continue
    try {
      // Hostile: a new random name, so nobody can have made the folder before us.
      const made = mkdtempSync(join(parent, ELSEWHERE))
      giveTo(user, made)
      return made
    } catch {}
  }
  throw new DatabaseRefused(
    'folder-closed',
    `${runDir} is too long a path for a socket, and no folder for temporary files can be written: set CARREL_HOME to a shorter path`,
  )
}

/** Removes a folder that was made among the temporary files; the home's own stays. */
export function removeSocketDir(socketDir: string, runDir: string): void {
  const madeElsewhere = resolve(socketDir) !== resolve(runDir) && socketDir.includes(`/${ELSEWHERE}`)
  if (madeElsewhere) rmSync(socketDir, { recursive: true, force: true })
}

function fits(socketDir: string): boolean {
  return Buffer.byteLength(socketIn(socketDir)) <= LONGEST_SOCKET_BYTES
}

function temporaryDirs(user: SystemUser | undefined): string[] {
  // Why: root's XDG_RUNTIME_DIR is closed to the user that root's server runs as.
  const { XDG_RUNTIME_DIR } = process.env
  return [...(XDG_RUNTIME_DIR && user === undefined ? [XDG_RUNTIME_DIR] : []), tmpdir(), '/tmp']
}

function makePrivate(runDir: string, user: SystemUser | undefined): void {
  try {
    mkdirSync(runDir, { recursive: true, mode: 0o700 })
    const found = lstatSync(runDir)
    const owner = user?.uid ?? process.getuid?.()
    if (!found.isDirectory()) throw new DatabaseRefused('folder-closed', `${runDir} is needed as a folder`)
    // Hostile: in a home that others can write to, somebody may have put a folder of theirs here.
    if (
      found.uid !== owner &&
      found.uid !== process.getuid?.() &&
      found.uid !== lstatSync(dirname(runDir)).uid
    ) {
      throw new DatabaseRefused(
        'folder-closed',
        `${runDir} belongs to another user (number ${found.uid}): remove it, Carrel makes it anew`,
      )
    }
    chmodSync(runDir, 0o700)
    giveTo(user, runDir)
  } catch (error) {
    throw folderRefusal(error, runDir) ?? error
  }
}
