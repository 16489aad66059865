import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { refuseHalfRestored } from './backup-half-restored.ts'
import { forgetOwnersPassword, runDatabaseChild } from './child.ts'
import { hasCluster } from './embedded/cluster.ts'
import { type Server, serve } from './embedded/server.ts'
import { attend, guestsGone, type Presence } from './guests.ts'
import { type Home, makeHome } from './home.ts'
import { clientConfig, type Limits, settingStatements } from './login.ts'
import { hasPooler } from './pooler.ts'
import { PreparingClient } from './prepared.ts'
import { bringUpToDate, loginOf, type Place, waitUntilUpToDate } from './readiness.ts'
import type { DatabaseRefused } from './refused.ts'
import { DATABASE_NAME } from './roles.ts'
import type { Schema } from './schema.ts'
import { connectionRefusal, loginFromUrl } from './server-url.ts'
import { watchServer } from './server-watch.ts'

/** The open database. Each instance logs in as its own role, with that role's rights alone. */
export type Database = {
  readonly app: Kysely<Schema>
  /** As the same role, for work that nobody at a screen waits for, whose statements may take longer: imports. */
  readonly bulk: Kysely<Schema>
  readonly worker: Kysely<Schema>
  /**
   * A connection outside the pools, for LISTEN, for locks that a session holds, and for a backup; whoever asks ends it.
   * INVARIANT: the program that serves pages never asks for `backup`, so it never reads that password.
   */
  connect(role: 'app' | 'worker' | 'backup'): Promise<pg.Client>
  /**
   * Settles if the server that we started, or are a guest of, ends without our `close`: nothing can go on then.
   * Never for the server of DATABASE_URL, which may come back: stderr says when it goes and when it does.
   */
  readonly lost: Promise<DatabaseRefused>
  /**
   * Ends the connections, and our own server if this process started it. Unless it was opened `exclusive`, it
   * first waits for other commands that joined it.
   */
  close(): Promise<void>
}

export type OpenOptions = {
  /** Refuse where another process of ours runs on this home, instead of using its server. */
  readonly exclusive?: boolean
  /** Start no server of our own: another process of ours runs it, and this one works for that. */
  readonly guestOnly?: boolean
  /** For tests that throw the database away. */
  readonly unsafeWithoutFsync?: boolean
}

/** `silenceMs`: after so long without an answer to a statement its connection is given up, as one that was lost. */
type RoleUse = {
  readonly max: number
  readonly limits: Limits
  readonly settings?: string
  readonly silenceMs: number
  /** Where it is less than for every other connection. */
  readonly connectMs?: number
}

const USES: Readonly<Record<'app' | 'bulk' | 'worker', RoleUse>> = {
  // Somebody at a screen waits: within ten seconds they read that it did not go through, also where the server is silent.
  app: {
    max: 16,
    limits: { statementMs: 8_000, lockMs: 7_000, idleInTransactionMs: 60_000 },
    silenceMs: 9_000,
    connectMs: 7_000,
    // Why: all that a page asks goes by an index, whatever the values are; a plan for each took a third of a page's time.
    settings: '-c plan_cache_mode=force_generic_plan',
  },
  bulk: {
    max: 4,
    limits: { statementMs: 30_000, lockMs: 10_000, idleInTransactionMs: 60_000 },
    silenceMs: 60_000,
  },
  worker: {
    max: 4,
    limits: { statementMs: 600_000, lockMs: 30_000, idleInTransactionMs: 600_000 },
    silenceMs: 630_000,
  },
}

/** A backup reads for as long as it takes. */
const BACKUP_LIMITS: Limits = { statementMs: 0, lockMs: 30_000, idleInTransactionMs: 0 }

/** How often a guest begins again when the owner stops while it joins. */
const JOINS = 20

/**
 * Opens the home's database: on the server of DATABASE_URL, or on one of our own, which is made, started and
 * brought up to date as needed.
 * @throws DatabaseRefused
 */
export async function openDatabase(home: Home, options: OpenOptions = {}): Promise<Database> {
  refuseHalfRestored(home)
  makeHome(home)
  return home.databaseUrl === undefined ? openOwn(home, options) : openElsewhere(home, home.databaseUrl)
}

async function openOwn(home: Home, options: OpenOptions): Promise<Database> {
  if (!hasCluster(home.dataDir)) await runDatabaseChild('prepare', home)
  // Why again: a restore that began meanwhile saw an empty home; one that begins now sees the cluster.
  refuseHalfRestored(home)
  const { exclusive = false, guestOnly = false, unsafeWithoutFsync = false } = options
  for (let joins = 1; ; joins++) {
    const server = await serve(home, { exclusive, guestOnly, unsafeWithoutFsync })
    const at = { host: server.socketDir, port: 5432, database: DATABASE_NAME, ssl: false }
    try {
      return server.owned ? await asOwner(home, at, server, exclusive) : await asGuest(home, at)
    } catch (error) {
      await server.stop()
      const ownerStopped = !server.owned && connectionRefusal(error, at)?.code === 'unreachable'
      if (!ownerStopped || joins === JOINS) throw error
    }
  }
}

async function asOwner(home: Home, at: Place, server: Server, exclusive: boolean): Promise<Database> {
  await bringUpToDate(home, at)
  const beforeEnd = async () => {
    if (exclusive) return
    await guestsGone(loginOf(home, at, 'app'), () =>
      console.error('carrel: done; waiting for another command that uses this database'),
    )
  }
  return connected(home, at, {
    lost: server.lost,
    async leave() {
      // Whatever hinders the look for guests, the server is stopped.
      await beforeEnd().catch(() => {})
      await server.stop()
    },
  })
}

async function asGuest(home: Home, at: Place): Promise<Database> {
  await waitUntilUpToDate(home, at)
  return connected(home, at, await attend(loginOf(home, at, 'app')))
}

async function openElsewhere(home: Home, url: string): Promise<Database> {
  const { host, port, database, ssl } = loginFromUrl(url)
  const at = { host, port, database, ssl }
  await bringUpToDate(home, at)
  const pooled = await hasPooler(loginOf(home, at, 'app'))
  // Why again: as for a server of our own.
  refuseHalfRestored(home)
  forgetOwnersPassword(home)
  const unwatch = watchServer(loginOf(home, at, 'app'), (answers) => {
    const server = `carrel: the database server at ${host}:${port}`
    const away = 'nothing can be looked up or saved until it is back; Carrel keeps trying'
    console.error(answers ? `${server} answers again` : `${server} does not answer: ${away}`)
  })
  return connected(home, at, { lost: new Promise(() => {}), leave: unwatch }, pooled)
}

function connected(home: Home, at: Place, presence: Presence, pooled = false): Database {
  const useOf = (use: keyof typeof USES | 'backup'): Pick<RoleUse, 'limits' | 'settings'> =>
    use === 'backup' ? { limits: BACKUP_LIMITS } : USES[use]
  const config = (use: keyof typeof USES | 'backup') => {
    const { limits, settings } = useOf(use)
    const login = loginOf(home, at, use === 'bulk' ? 'app' : use)
    return pooled
      ? clientConfig(login, `carrel ${use}`)
      : clientConfig(login, `carrel ${use}`, limits, settings)
  }
  /** What a pooler does not hand on when a session begins is set in it. */
  const settle = async (client: pg.ClientBase, use: keyof typeof USES | 'backup') => {
    const { limits, settings } = useOf(use)
    if (pooled) await client.query(settingStatements(limits, settings))
  }
  const instance = (use: keyof typeof USES) => {
    const { connectMs: connectionTimeoutMillis } = USES[use]
    const idle = new Set<pg.PoolClient>()
    const pool = new pg.Pool({
      ...config(use),
      ...(connectionTimeoutMillis !== undefined && { connectionTimeoutMillis }),
      ...{ Client: PreparingClient, silenceMs: USES[use].silenceMs, silent: () => giveUpAll(idle) },
      max: USES[use].max,
      idleTimeoutMillis: 60_000,
      onConnect: (client: pg.ClientBase) => settle(client, use),
    })
    pool.on('acquire', (client) => idle.delete(client))
    pool.on('release', (_error, client) => idle.add(client))
    pool.on('remove', (client) => idle.delete(client))
    // An idle connection that the server ended; the pool makes another, and `lost` tells if the server is gone.
    pool.on('error', () => {})
    // Why: without it the end of a connection that is out of the pool, between two statements, ends the process.
    pool.on('connect', (client) => client.on('error', () => {}))
    return new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) })
  }
  const app = instance('app')
  const bulk = instance('bulk')
  const worker = instance('worker')
  let closing: Promise<void> | undefined
  return {
    app,
    bulk,
    worker,
    async connect(role) {
      const client = new pg.Client(config(role))
      // Its `end` event tells; an `error` event that nobody hears would end the process.
      client.on('error', () => {})
      await client.connect()
      await settle(client, role)
      return client
    },
    lost: presence.lost,
    close() {
      closing ??= Promise.all([app.destroy(), bulk.destroy(), worker.destroy()]).then(() => presence.leave())
      return closing
    },
  }
}

/**
 * Where one connection was silent for too long, the others that lie idle most likely are too: else each page in turn would wait
 * for one. One that is at work is not cut off, but by its own silence.
 */
function giveUpAll(idle: ReadonlySet<pg.PoolClient>): void {
  for (const client of idle) if (client instanceof PreparingClient) client.giveUp()
}
