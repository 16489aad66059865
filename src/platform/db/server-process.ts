import { spawnSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { errorCode, folderError } from './error.ts'
import { SUPERVISOR } from './supervisor.ts'

/** The content of `postmaster.pid`. */
export type PostmasterFile = {
  readonly pid: number
  readonly socketDir: string
  /** `starting`, `ready`, `stopping`; empty at first. */
  readonly status: string
}

/**
 * Who runs the server of a cluster.
 * - `stale`: the file is of a server that ended without removing it
 * - `served`: the owner is alive; undefined where it is in another container
 * - `ending`: the owner is gone, and its supervisor stops the server
 * - `orphan`: both are gone
 */
export type ServerProcessState =
  | { readonly kind: 'none'; readonly stale?: PostmasterFile }
  | { readonly kind: 'served'; readonly file: PostmasterFile; readonly owner: number | undefined }
  | { readonly kind: 'ending'; readonly file: PostmasterFile }
  | { readonly kind: 'orphan'; readonly file: PostmasterFile }

/**
 * Why not the number alone: numbers are reused. A process is this cluster's server if it works in this
 * folder, and it is supervised if its parent is our supervisor whose parent is still the process that started
 * it.
 * @throws DatabaseOpenError `folder-closed`
 */
export async function serverProcessState(clusterDir: string): Promise<ServerProcessState> {
  const file = readPostmasterFile(clusterDir)
  if (file === undefined) return { kind: 'none' }
  const server = processInfo(file.pid)
  if (server === undefined || !worksIn(clusterDir, server)) {
    if (await answers(file.socketDir)) return { kind: 'served', file, owner: undefined }
    return { kind: 'none', stale: file }
  }
  const supervisor = processInfo(server.parent)
  const owner = Number(new RegExp(`${SUPERVISOR}:(\\d+)`).exec(supervisor?.commandLine ?? '')?.[1])
  if (supervisor === undefined || Number.isNaN(owner)) return { kind: 'orphan', file }
  if (supervisor.parent !== owner || file.status === 'stopping') return { kind: 'ending', file }
  return { kind: 'served', file, owner }
}

export function isServerOf(clusterDir: string, pid: number): boolean {
  const server = processInfo(pid)
  return server !== undefined && worksIn(clusterDir, server)
}

function worksIn(clusterDir: string, server: { commandLine: string; folder?: { dev: bigint; ino: bigint } }) {
  if (server.folder === undefined) return server.commandLine.includes(`postgres -D ${clusterDir} `)
  const own = folderOf(clusterDir)
  return own !== undefined && own.dev === server.folder.dev && own.ino === server.folder.ino
}

/** Undefined where there is none, or none complete yet. */
export function readPostmasterFile(clusterDir: string, name = 'postmaster.pid'): PostmasterFile | undefined {
  let text: string
  try {
    text = readFileSync(join(clusterDir, name), 'utf8')
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined
    throw folderError(error, clusterDir) ?? error
  }
  const [pid = '', , , , socketDir = '', , , status = ''] = text.split('\n')
  return /^\d+$/.test(pid) ? { pid: Number(pid), socketDir, status: status.trim() } : undefined
}

/** Whether something listens in this folder: the only sign of a server in another container. */
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

/** The server's socket for PostgreSQL's default port. */
export function socketIn(socketDir: string): string {
  return join(socketDir, '.s.PGSQL.5432')
}

/**
 * A running process. `began` is its start in the system's own form; with the number, it identifies one
 * process. `folder` is its working folder, where we may know it.
 */
type ProcessInfo = {
  readonly pid: number
  readonly parent: number
  readonly commandLine: string
  readonly began: string
  readonly folder?: { readonly dev: bigint; readonly ino: bigint }
}

/** Undefined where none runs; a zombie does not run. */
export function processInfo(pid: number): ProcessInfo | undefined {
  return process.platform === 'linux' ? fromProc(pid) : fromPs(pid)
}

function fromProc(pid: number): ProcessInfo | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name before the last `)` may itself contain spaces and parentheses.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const [state, parent] = fields
    if (state === 'Z' || state === 'X') return undefined
    const commandLine = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
    const seen = { pid, parent: Number(parent), commandLine, began: fields[19] ?? '' }
    const folder = folderOf(`/proc/${pid}/cwd`)
    return folder === undefined ? seen : { ...seen, folder }
  } catch {
    return undefined
  }
}

function fromPs(pid: number): ProcessInfo | undefined {
  const { status, stdout } = spawnSync(
    'ps',
    ['-ww', '-o', 'stat=,ppid=,lstart=,command=', '-p', String(pid)],
    {
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'C' },
    },
  )
  const [, state, parent, began, commandLine] =
    /^\s*(\S+)\s+(\d+)\s+((?:\S+\s+){4}\d{4})\s+([\s\S]*)$/.exec(stdout ?? '') ?? []
  if (status !== 0 || state === undefined || state.startsWith('Z') || began === undefined) return undefined
  return { pid, parent: Number(parent), commandLine: commandLine ?? '', began: began.replace(/\s+/g, '_') }
}

/** The identity of a folder; undefined where it is missing or closed to us. */
export function folderOf(path: string): { dev: bigint; ino: bigint } | undefined {
  try {
    const { dev, ino } = statSync(path, { bigint: true })
    return { dev, ino }
  } catch {
    return undefined
  }
}
