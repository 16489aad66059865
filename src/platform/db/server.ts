import { createHash } from 'node:crypto'
import {
  chmodSync,
  closeSync,
  constants,
  fchownSync,
  fstatSync,
  ftruncateSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readSync,
  realpathSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir, totalmem } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  clusterIn,
  damagedClusterError,
  findBinaries,
  giveTo,
  launcherFor,
  removeAbandoned,
  type SystemUser,
  serverUser,
} from './cluster.ts'
import { DatabaseOpenError, diskFullError, errorCode, folderError } from './error.ts'
import type { Home } from './home.ts'
import {
  answers,
  isServerOf,
  type PostmasterFile,
  readPostmasterFile,
  serverProcessState,
  socketIn,
} from './server-process.ts'
import { type Supervised, supervise } from './supervisor.ts'

export type Server = {
  readonly socketDir: string
  /** Whether this process runs it; a guest uses the server of another process. */
  readonly owned: boolean
  /** Settles if the server ends by itself; never for a guest, whose connections report it. */
  readonly lost: Promise<DatabaseOpenError>
  /** Stops a server of our own cleanly; a guest's continues. */
  stop(): Promise<void>
}

const POLL_MS = 20
const HOUR_MS = 3_600_000
/** A server that another process starts may first recover from a crash. */
const ATTACH_MS = 600_000
/** A starting server is seen at the next check; one that holds our socket longer is not ours. */
const HELD_MS = 2_000

/**
 * The server of the home's existing cluster: started here, or, unless `exclusive`, that of another process of
 * ours. A server that a kill left is stopped first and loses nothing.
 * @param options.guestOnly start none: another process runs it and this one works for that
 * @throws DatabaseOpenError
 */
export async function serve(
  home: Home,
  options: { exclusive: boolean; guestOnly?: boolean; unsafeWithoutFsync?: boolean },
): Promise<Server> {
  const clusterDir = clusterIn(home.dataDir)
  const begun = Date.now()
  for (;;) {
    const waited = Date.now() - begun
    const standing = await serverProcessState(clusterDir)
    if (standing.kind === 'served') {
      if (options.exclusive) throw alreadyRunning(home, standing.owner)
      if (standing.file.status === 'ready') return guestOf(standing.file.socketDir)
    } else if (options.guestOnly) {
      throw new DatabaseOpenError(
        'server-ended',
        `no Carrel runs on ${home.dir} any more: start it, then do this again`,
      )
    } else if (standing.kind === 'orphan' || (standing.kind === 'ending' && waited > SHUTDOWN_MS)) {
      await endServer(clusterDir, standing.file)
    } else if (standing.kind === 'none') {
      const holder = await clearStale(clusterDir, standing.stale, socketDirOf(home))
      if (holder !== undefined && waited > HELD_MS) throw socketHeld(home, holder)
      const started = holder === undefined ? await start(home, options) : 'somebody-else-did'
      if (started !== 'somebody-else-did') return started
    }
    if (waited > ATTACH_MS) {
      throw new DatabaseOpenError(
        'start-failed',
        `the database in ${clusterDir} neither starts nor stops: see its log`,
      )
    }
    await sleep(POLL_MS)
  }
}

function alreadyRunning(home: Home, owner: number | undefined): DatabaseOpenError {
  const who = owner === undefined ? 'in another container' : `process ${owner}`
  return new DatabaseOpenError(
    'already-running',
    `Carrel is already running on ${home.dir} (${who}): stop it first, or set CARREL_HOME to another library`,
  )
}

/** The data folder was replaced while its server ran. */
function socketHeld(home: Home, holder: number): DatabaseOpenError {
  return new DatabaseOpenError(
    'already-running',
    `a database server (process ${holder}) that does not work on ${home.dataDir} holds its socket in ${socketDirOf(home)}: end that process and start again`,
  )
}

function guestOf(socketDir: string): Server {
  return { socketDir, owned: false, lost: new Promise(() => {}), stop: async () => {} }
}

async function start(
  home: Home,
  options: { unsafeWithoutFsync?: boolean },
): Promise<Server | 'somebody-else-did'> {
  const clusterDir = clusterIn(home.dataDir)
  const runDir = socketDirOf(home)
  removeAbandoned(home.dataDir)
  const user = serverUser(clusterDir, home.dataDir)
  const binaries = findBinaries(join(home.dir, 'lib'))
  const launcher = launcherFor(user, binaries, home.dataDir)
  const log = openServerLog(join(home.dir, 'log'))
  const socketDir = makeSocketDir(runDir, user)
  const settings = serverSettings({ ...options, socketDir })
  let supervised: Supervised
  try {
    supervised = await supervise(launcher, [binaries.postgres, '-D', clusterDir, ...settings], log.file)
  } finally {
    closeSync(log.file)
  }
  if (!(await becomesReady(clusterDir, supervised))) {
    removeSocketDir(socketDir, runDir)
    const output = serverLogSince(log.path, log.from)
    if (/lock file ".*" already exists/.test(output)) return 'somebody-else-did'
    throw startError(output, { clusterDir, logPath: log.path })
  }
  return ownServer({ home, socketDir, supervised, logPath: log.path })
}

/** Whether it came up, for as long as that takes: crash recovery can be long. */
async function becomesReady(clusterDir: string, supervised: Supervised): Promise<boolean> {
  let over = false
  const ended = supervised.ended.then(() => {
    over = true
  })
  while (!over) {
    const file = readPostmasterFile(clusterDir)
    if (file?.pid === supervised.pid && file.status === 'ready') return true
    await Promise.race([sleep(POLL_MS), ended])
  }
  return false
}

function ownServer(own: { home: Home; socketDir: string; supervised: Supervised; logPath: string }): Server {
  const { home, socketDir, supervised, logPath } = own
  const clusterDir = clusterIn(home.dataDir)
  const runDir = socketDirOf(home)
  let stopping = false
  const bounding = setInterval(() => boundServerLog(logPath), HOUR_MS)
  bounding.unref()
  const over = supervised.ended.then(async () => {
    clearInterval(bounding)
    // The supervisor alone may have been killed: a server without one is stopped here as at the next start.
    const file = readPostmasterFile(clusterDir)
    if (file?.pid === supervised.pid) await endServer(clusterDir, file)
    removeSocketDir(socketDir, runDir)
  })
  const lost = over.then(() => {
    if (stopping) return new Promise<never>(() => {})
    return new DatabaseOpenError('server-ended', `the database server ended by itself: ${logPath} says why`)
  })
  return {
    socketDir,
    owned: true,
    lost,
    async stop() {
      stopping = true
      supervised.release()
      await over
    },
  }
}

const SHUTDOWN_POLL_MS = 20
/** A fast shutdown writes up to 256 MiB to disk, on an old disk slowly. */
const SHUTDOWN_MS = 120_000

/** Stops an unsupervised server: fast, and if that fails, immediately, as a power cut would. */
async function endServer(clusterDir: string, file: PostmasterFile): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    const deadline = Date.now() + SHUTDOWN_MS
    for (let asked = false; isServerOf(clusterDir, file.pid); asked = true) {
      if (!asked) signalTo(file.pid, signal)
      if (Date.now() > deadline) break
      await sleep(SHUTDOWN_POLL_MS)
    }
    if (!isServerOf(clusterDir, file.pid)) return
  }
  throw new DatabaseOpenError(
    'start-failed',
    `a database server left behind (process ${file.pid}) on ${clusterDir} does not stop: end that process and start again`,
  )
}

function signalTo(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    // It ended between our check and the signal.
    if (errorCode(error) !== 'ESRCH') throw error
  }
}

/**
 * Removes the lock files of a server that ended without removing them, where PostgreSQL would not: if another
 * process of the same user has that number now, it takes that for the server. Returns the number of a server
 * that holds the socket in `runDir`; then nothing is removed.
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
 * INVARIANT: a lock is removed only where no server is behind it: none answers, in another container either,
 * and none has its lock without listening yet.
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
    throw folderError(error, runDir) ?? error
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
  // Why: another process may have started a server since our check; then its file is put back.
  const moved = readPostmasterFile(clusterDir, `postmaster.pid.${process.pid}`)
  if (moved !== undefined && moved.pid !== stale.pid && isServerOf(clusterDir, moved.pid)) {
    renameSync(aside, path)
    return
  }
  rmSync(aside, { force: true })
  removeSocketDir(stale.socketDir, runDir)
}

/** A server needs this to start: one segment of WAL. */
const SEGMENT_BYTES = 16 * 1024 * 1024

/** Signs of a cluster whose files are not as the server left them. */
const DAMAGE =
  /checkpoint record|invalid data in file|incorrect checksum|could not (?:open|read) file|could not open directory|incompatible with server|not a valid data directory|control file|does not exist|could not access status/

/** A failed start as a sentence, by what the server `said` to its log. */
function startError(said: string, at: { clusterDir: string; logPath: string }): DatabaseOpenError {
  const { clusterDir, logPath } = at
  const { bavail, bsize } = statfsSync(clusterDir)
  // Why: the log may be on the same full disk, and then says nothing.
  if (/No space left on device|quota exceeded/i.test(said) || bavail * bsize < SEGMENT_BYTES) {
    return diskFullError(clusterDir)
  }
  const fatal = [...said.matchAll(/(?:FATAL|PANIC): +(.*)/g)].at(-1)?.[1]
  if (fatal !== undefined && /Permission denied|has wrong ownership|invalid permissions/.test(fatal)) {
    return new DatabaseOpenError('folder-closed', `PostgreSQL cannot use ${clusterDir}: ${fatal}`)
  }
  if (said.includes('could not find the database system')) {
    return damagedClusterError(clusterDir, 'its global/pg_control file is missing')
  }
  if (fatal !== undefined && DAMAGE.test(fatal)) return damagedClusterError(clusterDir, fatal)
  const last = fatal ?? said.trim().split('\n').at(-1) ?? ''
  return new DatabaseOpenError(
    'start-failed',
    `PostgreSQL did not start on ${clusterDir}: ${last || 'it said nothing'}; ${logPath} has the whole of it`,
  )
}

const MIB = 1024 * 1024

/**
 * The server's settings on its command line, where they override every file of the cluster.
 * @param unsafeWithoutFsync for tests that delete the cluster: a power cut loses everything
 */
function serverSettings(options: {
  socketDir: string
  memoryBytes?: number
  unsafeWithoutFsync?: boolean
}): string[] {
  const memoryMib = (options.memoryBytes ?? memoryHere()) / MIB
  const settings: Record<string, string> = {
    // One private socket, and no port.
    listen_addresses: '',
    unix_socket_directories: `"${options.socketDir.replaceAll('"', '""')}"`,
    unix_socket_permissions: '0700',
    password_encryption: 'scram-sha-256',
    max_connections: '100',

    timezone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',
    client_encoding: 'UTF8',

    // INVARIANT: no value of a row reaches the log. Details and some messages of errors contain values
    // (`invalid input syntax for type date: "…"`), so errors of statements are not logged; the program that
    // ran them knows. Messages about the server (LOG, FATAL, PANIC) are kept.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_statement: 'none',
    log_min_duration_statement: '-1',
    log_min_duration_sample: '-1',
    log_autovacuum_min_duration: '-1',
    log_parameter_max_length: '0',
    log_parameter_max_length_on_error: '0',
    log_checkpoints: 'off',
    log_lock_waits: 'off',
    log_temp_files: '-1',
    log_destination: 'stderr',
    logging_collector: 'off',
    log_line_prefix: '%m [%p] ',
    // Why: a role reads what each of its sessions does or did last. With its password, one could see that
    // records are copied in a sealed matter.
    track_activities: 'off',

    // Nothing committed is lost, even by a power cut.
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',

    // An eighth of the memory, for an old PC with other things to do; above 256 MiB a library gains nothing.
    shared_buffers: `${Math.floor(Math.min(256, Math.max(32, memoryMib / 8)))}MB`,
    effective_cache_size: `${Math.floor(Math.max(128, memoryMib / 2))}MB`,
    work_mem: '8MB',
    maintenance_work_mem: '64MB',
    // Few checkpoints while a million rows are imported; the disk space is freed afterward.
    max_wal_size: '2GB',
    checkpoint_timeout: '15min',
    // Why: sealed bytes do not compress, and an uncompressed log can be searched for what must not be in it.
    wal_compression: 'off',
    // Backups are logical, so WAL serves crash recovery alone.
    wal_level: 'minimal',
    max_wal_senders: '0',
    max_logical_replication_workers: '0',
    // Why: parallel workers use /dev/shm, of which a container has 64 MiB, and gain nothing on two cores.
    max_parallel_workers_per_gather: '0',
    max_parallel_maintenance_workers: '0',
    jit: 'off',
  }
  if (options.unsafeWithoutFsync) {
    Object.assign(settings, { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' })
  }
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

/** The machine's memory in bytes, or a container's limit. */
function memoryHere(): number {
  const constrained = process.constrainedMemory()
  return constrained > 0 && constrained < totalmem() ? constrained : totalmem()
}

/** The longest socket path in bytes that all supported systems accept (Linux 107, macOS 103). */
const LONGEST_SOCKET_BYTES = 103

const ELSEWHERE = 'carrel-socket-'

/**
 * The folder of a cluster's socket: `run-` and a short hash of the data folder, in the home. Why by cluster:
 * one home can run two data folders at once. Why not nested: root's servers may run as two users, and neither
 * could pass through a folder of the other.
 */
export function socketDirOf({ dir, dataDir }: Home): string {
  const hash = createHash('sha256').update(realpathSync(dataDir)).digest('hex')
  return join(dir, `run-${hash.slice(0, 12)}`)
}

/**
 * A private folder for the server's socket: `runDir`, or, where that path is too long, a new temporary
 * folder, which others learn from `postmaster.pid`.
 * @throws DatabaseOpenError `folder-closed`, `disk-full`
 */
function makeSocketDir(runDir: string, user: SystemUser | undefined): string {
  if (fits(runDir)) {
    makePrivate(runDir, user)
    return runDir
  }
  for (const parent of temporaryDirs(user)) {
    if (!fits(join(parent, `${ELSEWHERE}XXXXXX`))) continue
    try {
      // Hostile: a new random name, which no one can have made before us.
      const made = mkdtempSync(join(parent, ELSEWHERE))
      giveTo(user, made)
      return made
    } catch {}
  }
  throw new DatabaseOpenError(
    'folder-closed',
    `${runDir} is too long a path for a socket, and no folder for temporary files can be written: set CARREL_HOME to a shorter path`,
  )
}

/** Removes a temporary folder; the home's own stays. */
function removeSocketDir(socketDir: string, runDir: string): void {
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
    if (!found.isDirectory()) throw new DatabaseOpenError('folder-closed', `${runDir} is needed as a folder`)
    // Hostile: in a home that others can write to, one of them may have put a folder here.
    if (
      found.uid !== owner &&
      found.uid !== process.getuid?.() &&
      found.uid !== lstatSync(dirname(runDir)).uid
    ) {
      throw new DatabaseOpenError(
        'folder-closed',
        `${runDir} belongs to another user (number ${found.uid}): remove it, and Carrel makes a new one`,
      )
    }
    chmodSync(runDir, 0o700)
    giveTo(user, runDir)
  } catch (error) {
    throw folderError(error, runDir) ?? error
  }
}

/** Beyond this the log is moved to `postgres.log.1`, so the two never hold much more than twice it. */
const LARGEST_BYTES = 4 * 1024 * 1024

/** PostgreSQL's log in this folder, and the one before it. */
export function openServerLog(logDir: string): { file: number; path: string; from: number } {
  const path = join(logDir, 'postgres.log')
  try {
    mkdirSync(logDir, { recursive: true, mode: 0o700 })
    // Hostile: the owner of the folder must not make root write through a link.
    const { O_APPEND, O_CREAT, O_WRONLY, O_NOFOLLOW } = constants
    const file = openSync(path, O_APPEND | O_CREAT | O_WRONLY | O_NOFOLLOW, 0o600)
    if (process.getuid?.() === 0) {
      const { uid, gid } = statSync(logDir)
      fchownSync(file, uid, gid)
    }
    boundServerLog(path)
    return { file, path, from: fstatSync(file).size }
  } catch (error) {
    throw folderError(error, logDir) ?? error
  }
}

/**
 * Moves the end of a log that is too large aside; the server goes on appending. Does nothing where that
 * fails: a log is not worth a library's service.
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

/** What was logged since `from`, at most the last 64 KiB. */
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
