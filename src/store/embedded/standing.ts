import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { errorCode, folderRefusal } from '../refused.ts'
import { folderOf, processSeen } from './process-seen.ts'
import { SUPERVISOR } from './supervisor.ts'

/** What PostgreSQL writes of itself into `postmaster.pid`. */
export type PostmasterFile = {
  readonly pid: number
  readonly socketDir: string
  /** `starting`, `ready`, `stopping`; empty while it begins. */
  readonly status: string
}

/**
 * Who runs the server of a cluster.
 * - `none`: nobody. `stale`: a file says otherwise, of a server that ended without removing it.
 * - `served`: somebody who lives; `owner` is undefined where it lives in another container.
 * - `ending`: its owner is gone and its supervisor is stopping it.
 * - `orphan`: both are gone.
 */
export type Standing =
  | { readonly kind: 'none'; readonly stale?: PostmasterFile }
  | { readonly kind: 'served'; readonly file: PostmasterFile; readonly owner: number | undefined }
  | { readonly kind: 'ending'; readonly file: PostmasterFile }
  | { readonly kind: 'orphan'; readonly file: PostmasterFile }

/**
 * Why: a number in a file does not identify a server, since numbers are used again. A process is this cluster's
 * server if it works in this very folder, and it is looked after if its parent is a supervisor of ours whose own
 * parent is still the process that started it.
 * @throws DatabaseRefused `folder-closed`
 */
export async function standingOf(clusterDir: string): Promise<Standing> {
  const file = readPostmasterFile(clusterDir)
  if (file === undefined) return { kind: 'none' }
  const server = processSeen(file.pid)
  if (server === undefined || !worksIn(clusterDir, server)) {
    if (await answers(file.socketDir)) return { kind: 'served', file, owner: undefined }
    return { kind: 'none', stale: file }
  }
  const supervisor = processSeen(server.parent)
  const owner = Number(new RegExp(`${SUPERVISOR}:(\\d+)`).exec(supervisor?.commandLine ?? '')?.[1])
  if (supervisor === undefined || Number.isNaN(owner)) return { kind: 'orphan', file }
  if (supervisor.parent !== owner || file.status === 'stopping') return { kind: 'ending', file }
  return { kind: 'served', file, owner }
}

/** Whether the process of this number is the server of this cluster, at this moment. */
export function isServerOf(clusterDir: string, pid: number): boolean {
  const server = processSeen(pid)
  return server !== undefined && worksIn(clusterDir, server)
}

function worksIn(clusterDir: string, server: { commandLine: string; folder?: { dev: bigint; ino: bigint } }) {
  if (server.folder === undefined) return server.commandLine.includes(`postgres -D ${clusterDir} `)
  const own = folderOf(clusterDir)
  return own !== undefined && own.dev === server.folder.dev && own.ino === server.folder.ino
}

/** Reads `postmaster.pid`; undefined where there is none, or none whole yet. */
export function readPostmasterFile(clusterDir: string, name = 'postmaster.pid'): PostmasterFile | undefined {
  let text: string
  try {
    text = readFileSync(join(clusterDir, name), 'utf8')
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined
    throw folderRefusal(error, clusterDir) ?? error
  }
  const [pid = '', , , , socketDir = '', , , status = ''] = text.split('\n')
  return /^\d+$/.test(pid) ? { pid: Number(pid), socketDir, status: status.trim() } : undefined
}

/** Whether anything listens in this folder: the one sign of a server whose process is out of our sight. */
export function answers(socketDir: string): Promise<boolean> {
  if (socketDir === '') return Promise.resolve(false)
  return new Promise((resolve) => {
    const socket = connect(socketIn(socketDir))
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}

/** The path of the server's socket, as PostgreSQL names it for its default port. */
export function socketIn(socketDir: string): string {
  return join(socketDir, '.s.PGSQL.5432')
}
