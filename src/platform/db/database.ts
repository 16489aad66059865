import { setTimeout as sleep } from 'node:timers/promises'
import { Kysely } from 'kysely'
import pg from 'pg'
import { forgetOwnersPassword, runDatabaseChild } from './child.ts'
import { hasCluster } from './cluster.ts'
import { DatabaseOpenError, errorCode } from './error.ts'
import { type Home, makeHome } from './home.ts'
import {
  type ConnectionLimits,
  clientConfig,
  connectionError,
  DATABASE_NAME,
  hasPassword,
  hasPooler,
  type LOGIN_ROLES,
  type Login,
  loginFromUrl,
  readPassword,
  refuseUnfit,
  roleName,
  settingStatements,
  withClient,
} from './login.ts'
import { isUpToDate } from './migrate.ts'
import { refuseHalfRestored } from './restore-mark.ts'
import type { Schema } from './schema.ts'
import { type Server, serve } from './server.ts'
import { PipeliningClient, PipeliningDialect } from './statements.ts'

/** The open database. Each pool logs in as its own role, with only that role's rights. */
export type Database = {
  readonly app: Kysely<Schema>
  /** The worker's role for background work whose statements may take longer: imports. */
  readonly bulk: Kysely<Schema>
  readonly worker: Kysely<Schema>
  /**
   * A connection outside the pools for LISTEN, session locks and backups, which the caller ends. INVARIANT:
   * the program that serves pages never asks for `backup`, so it never reads that password.
   */
  connect(role: 'app' | 'worker' | 'backup'): Promise<pg.Client>
  /**
   * Settles if the server that we started or joined ends without our `close`; then nothing can continue.
   * Never for the server of DATABASE_URL, which may come back: stderr reports both.
   */
  readonly lost: Promise<DatabaseOpenError>
  /**
   * Ends the connections, and our own server if we started it; unless opened `exclusive`, it first waits for
   * other commands that joined.
   */
  close(): Promise<void>
}

export type OpenOptions = {
  /** Refuse where another process of ours uses this home, instead of joining its server. */
  readonly exclusive?: boolean
  /** Start no server: another process runs it, and this one works for that. */
  readonly guestOnly?: boolean
  /** For tests that delete the database. */
  readonly unsafeWithoutFsync?: boolean
}

/** `silenceMs`: a connection without an answer for this long is given up as lost. */
type RoleUse = {
  readonly max: number
  readonly limits: ConnectionLimits
  readonly settings?: string
  readonly silenceMs: number
  /** Where it is shorter than for other connections. */
  readonly connectMs?: number
}

const USES: Readonly<Record<'app' | 'bulk' | 'worker', RoleUse>> = {
  // Someone waits at a screen: within ten seconds they read that it failed, even if the server is silent.
  app: {
    max: 16,
    limits: { statementMs: 8_000, lockMs: 7_000, idleInTransactionMs: 60_000 },
    silenceMs: 9_000,
    connectMs: 7_000,
    // Why: every query of a page uses an index whatever its values; planning took a third of its time.
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
const BACKUP_LIMITS: ConnectionLimits = { statementMs: 0, lockMs: 30_000, idleInTransactionMs: 0 }

/** How often a guest starts over when the owner stops while it joins. */
const JOINS = 20

/** On the server of DATABASE_URL, or on our own, made and migrated as needed. @throws DatabaseOpenError */
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
      const ownerStopped = !server.owned && connectionError(error, at)?.code === 'unreachable'
      if (!ownerStopped || joins === JOINS) throw error
    }
  }
}

async function asOwner(
  home: Home,
  at: DatabaseAddress,
  server: Server,
  exclusive: boolean,
): Promise<Database> {
  await bringUpToDate(home, at)
  const beforeEnd = async () => {
    if (exclusive) return
    await waitForGuests(loginOf(home, at, 'app'), () =>
      console.error('carrel: done; waiting for another command that uses this database'),
    )
  }
  return connected(home, at, {
    lost: server.lost,
    async leave() {
      // Even where the check for guests fails, the server is stopped.
      await beforeEnd().catch(() => {})
      await server.stop()
    },
  })
}

async function asGuest(home: Home, at: DatabaseAddress): Promise<Database> {
  await waitUntilUpToDate(home, at)
  return connected(home, at, await joinAsGuest(loginOf(home, at, 'app')))
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

function connected(home: Home, at: DatabaseAddress, presence: GuestPresence, pooled = false): Database {
  const useOf = (use: keyof typeof USES | 'backup'): Pick<RoleUse, 'limits' | 'settings'> =>
    use === 'backup' ? { limits: BACKUP_LIMITS } : USES[use]
  const config = (use: keyof typeof USES | 'backup') => {
    const { limits, settings } = useOf(use)
    const login = loginOf(home, at, use === 'bulk' ? 'app' : use)
    return pooled
      ? clientConfig(login, `carrel ${use}`)
      : clientConfig(login, `carrel ${use}`, limits, settings)
  }
  /** Settings that a pooler does not pass on at the start of a session are set in it. */
  const settle = async (client: pg.ClientBase, use: keyof typeof USES | 'backup') => {
    const { limits, settings } = useOf(use)
    if (pooled) await client.query(settingStatements(limits, settings))
  }
  const instance = (use: keyof typeof USES) => {
    const { connectMs: connectionTimeoutMillis } = USES[use]
    const idle = new Set<pg.PoolClient>()
    const made = { Client: PipeliningClient, silenceMs: USES[use].silenceMs, silent: () => giveUpAll(idle) }
    const pool = new pg.Pool({
      ...config(use),
      ...(connectionTimeoutMillis !== undefined && { connectionTimeoutMillis }),
      ...made,
      max: USES[use].max,
      idleTimeoutMillis: 60_000,
      onConnect: (client: pg.ClientBase) => settle(client, use),
    })
    pool.on('acquire', (client) => idle.delete(client))
    pool.on('release', (_error, client) => idle.add(client))
    pool.on('remove', (client) => idle.delete(client))
    // An idle connection that the server ended is replaced; `lost` tells if the server is gone.
    pool.on('error', () => {})
    // Why: otherwise a connection that breaks while checked out, between two statements, ends the process.
    pool.on('connect', (client) => client.on('error', () => {}))
    return new Kysely<Schema>({ dialect: new PipeliningDialect({ pool }) })
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
      // The `end` event reports it; an unhandled `error` event would end the process.
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
 * When one connection was silent for too long, the idle ones probably are too, and each page in turn would
 * wait for one. A busy one ends only by its own silence.
 */
function giveUpAll(idle: ReadonlySet<pg.PoolClient>): void {
  for (const client of idle) if (client instanceof PipeliningClient) client.giveUp()
}

/** A database on a server, without a login. */
type DatabaseAddress = Omit<Login, 'user' | 'password'>

/** How long a guest waits for the owner of a new home to make its tables. */
const GUEST_WAIT_MS = 60_000
const READY_POLL_MS = 100

/** A role or database that is not there or not granted yet. */
const NOT_YET = ['28P01', '28000', '3D000', '42501']

function loginOf(home: Home, at: DatabaseAddress, role: (typeof LOGIN_ROLES)[number]): Login {
  return { ...at, user: roleName(at.database, role), password: readPassword(home.keysDir, role) }
}

/** Has the child make what is missing. @throws DatabaseOpenError */
export async function bringUpToDate(home: Home, at: DatabaseAddress): Promise<void> {
  if (await isReady(home, at)) return
  await runDatabaseChild('migrate', home)
  if (await isReady(home, at)) return
  throw wrongPasswordError(home, at)
}

/**
 * INVARIANT: only the owner of a server changes its schema; a guest of another version would change it under
 * the running program. So a guest waits, in case the owner is making it.
 * @throws DatabaseOpenError `other-schema`, `unreachable`
 */
async function waitUntilUpToDate(home: Home, at: DatabaseAddress): Promise<void> {
  const deadline = Date.now() + GUEST_WAIT_MS
  while (!(await isReady(home, at))) {
    if (Date.now() > deadline) {
      throw new DatabaseOpenError(
        'other-schema',
        `the Carrel that runs on ${home.dir} is of another version than this one, or its keys are not these: stop it first`,
      )
    }
    await sleep(READY_POLL_MS)
  }
}

/** Whether both roles exist, can log in, and find the schema of this program. */
async function isReady(home: Home, at: DatabaseAddress): Promise<boolean> {
  for (const role of ['app', 'worker'] as const) {
    if (!hasPassword(home.keysDir, role)) return false
    const login = loginOf(home, at, role)
    try {
      if (!(await withClient(login, 'carrel', (client) => isFit(client, at)))) return false
    } catch (error) {
      if (NOT_YET.includes(errorCode(error) ?? '')) return false
      throw connectionError(error, login) ?? error
    }
  }
  return true
}

async function isFit(client: Parameters<typeof isUpToDate>[0], at: DatabaseAddress): Promise<boolean> {
  await refuseUnfit(client, at.database)
  return isUpToDate(client, at.database)
}

/** These are not the passwords of the existing roles; on a server of its own, there may be no roles yet, and no right to make them. */
export function wrongPasswordError(home: Home, at: { host: string; database: string }): DatabaseOpenError {
  return new DatabaseOpenError(
    'wrong-password',
    `the passwords in ${home.keysDir} do not open the database ${at.database} (in ${home.databaseUrl === undefined ? home.dataDir : at.host}): bring back the keys that belong to it${home.databaseUrl === undefined ? '' : '. If it is new, first run carrel database migrate, with a DATABASE_URL that has the password of its owner'}`,
  )
}

/** The name of a guest's session on the server. */
const GUEST = 'carrel guest'

const GUEST_POLL_MS = 200

type GuestPresence = { readonly lost: Promise<DatabaseOpenError>; leave(): Promise<void> }

/** Holds one connection while we are a guest, so that the owner of the server sees us, and we see it end. */
async function joinAsGuest(login: Login): Promise<GuestPresence> {
  const client = new pg.Client(clientConfig(login, GUEST))
  let leaving = false
  const lost = new Promise<DatabaseOpenError>((resolve) => {
    client.on('error', () => {})
    client.once('end', () => {
      if (leaving) return
      resolve(
        new DatabaseOpenError(
          'server-ended',
          'the Carrel that ran the database has ended, and this command with it: run it again, what it had saved is kept',
        ),
      )
    })
  })
  await client.connect()
  return {
    lost,
    async leave() {
      leaving = true
      await client.end().catch(() => {})
    },
  }
}

/**
 * Waits until no guest is left, so that a command that started the server does not end a longer one that
 * joined. `waiting` is called once, if there is one.
 */
async function waitForGuests(login: Login, waiting: () => void): Promise<void> {
  await withClient(login, 'carrel', async (client) => {
    for (let told = false; ; told = true) {
      const { rows } = await client.query<{ guests: number }>(
        'select count(*)::int as guests from pg_stat_activity where application_name = $1',
        [GUEST],
      )
      if (rows[0]?.guests === 0) return
      if (!told) waiting()
      await sleep(GUEST_POLL_MS)
    }
  })
}

const LOOK_MS = 5_000
/** A network that drops everything reports no end. */
const ANSWER_MS = 10_000

/**
 * Polls a server that is not ours, and calls `changed` when it stops answering and when it answers again.
 * Returns what ends the polling.
 * Why: that server comes back by itself, so nothing is `lost`, but the library's caretaker should see why
 * nothing worked meanwhile.
 */
function watchServer(login: Login, changed: (answers: boolean) => void): () => Promise<void> {
  const pool = new pg.Pool({
    ...clientConfig(login, 'carrel watch'),
    max: 1,
    idleTimeoutMillis: 0,
    query_timeout: ANSWER_MS,
  })
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  const answers = () =>
    pool.query('select 1').then(
      () => true,
      () => false,
    )
  const ended = new AbortController()
  const watch = async () => {
    for (let answered = true; ; ) {
      await sleep(LOOK_MS, undefined, { signal: ended.signal, ref: false })
      // Why twice: the end of one connection is not yet the end of the server.
      const now = (await answers()) || (await answers())
      if (now !== answered && !ended.signal.aborted) changed(now)
      answered = now
    }
  }
  const watching = watch().catch(() => {})
  return async () => {
    ended.abort()
    await watching
    await pool.end()
  }
}
