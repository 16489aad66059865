import { closeSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Home } from '../home.ts'
import { DatabaseRefused } from '../refused.ts'
import { findBinaries } from './binaries.ts'
import { clusterIn, removeAbandoned } from './cluster.ts'
import { clearStale, endServer, SHUTDOWN_MS } from './left-behind.ts'
import { boundServerLog, openServerLog, serverLogSince } from './server-log.ts'
import { launcherFor, serverUser } from './server-user.ts'
import { serverSettings } from './settings.ts'
import { makeSocketDir, removeSocketDir, socketDirOf } from './socket-dir.ts'
import { readPostmasterFile, standingOf } from './standing.ts'
import { startRefusal } from './start-refusal.ts'
import { type Supervised, supervise } from './supervisor.ts'

/** A running server of ours. */
export type Server = {
  readonly socketDir: string
  /** Whether this process runs it; a guest uses the server that another process runs. */
  readonly owned: boolean
  /** Settles if the server ends by itself; never for a guest, whose connections tell it. */
  readonly lost: Promise<DatabaseRefused>
  /** Stops a server of our own, cleanly; resolves when it has ended. A guest's goes on. */
  stop(): Promise<void>
}

const POLL_MS = 20
const HOUR_MS = 3_600_000
/** A server that another process is starting may have a crash to recover from first. */
const ATTACH_MS = 600_000
/** A server that came up between two looks is seen at the next; one that holds our socket for longer is not ours. */
const HELD_MS = 2_000

/**
 * The server of the home's cluster, which exists: started here, or, unless `exclusive`, the one that another
 * process of ours runs. A server that was left behind by a kill is stopped first; it loses nothing.
 * @param options.guestOnly start none, for a process that works for another, which runs it
 * @throws DatabaseRefused
 */
export async function serve(
  home: Home,
  options: { exclusive: boolean; guestOnly?: boolean; unsafeWithoutFsync?: boolean },
): Promise<Server> {
  const clusterDir = clusterIn(home.dataDir)
  const begun = Date.now()
  for (;;) {
    const waited = Date.now() - begun
    const standing = await standingOf(clusterDir)
    if (standing.kind === 'served') {
      if (options.exclusive) throw alreadyRunning(home, standing.owner)
      if (standing.file.status === 'ready') return guestOf(standing.file.socketDir)
    } else if (options.guestOnly) {
      throw new DatabaseRefused(
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
      throw new DatabaseRefused(
        'start-failed',
        `the database in ${clusterDir} neither starts nor stops: see its log`,
      )
    }
    await sleep(POLL_MS)
  }
}

function alreadyRunning(home: Home, owner: number | undefined): DatabaseRefused {
  const who = owner === undefined ? 'in another container' : `process ${owner}`
  return new DatabaseRefused(
    'already-running',
    `Carrel is already running on ${home.dir} (${who}): stop it first, or set CARREL_HOME to another library`,
  )
}

/** The data folder was replaced while its server ran. */
function socketHeld(home: Home, holder: number): DatabaseRefused {
  return new DatabaseRefused(
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
    const said = serverLogSince(log.path, log.from)
    if (/lock file ".*" already exists/.test(said)) return 'somebody-else-did'
    throw startRefusal(said, { clusterDir, logPath: log.path })
  }
  return ownServer({ home, socketDir, supervised, logPath: log.path })
}

/** Whether it came up; it may take as long as it needs, a recovery after a crash can be long. */
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
    return new DatabaseRefused('server-ended', `the database server ended by itself: ${logPath} says why`)
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
