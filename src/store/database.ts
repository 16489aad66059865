import { setTimeout as sleep } from 'node:timers/promises'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { runDatabaseChild } from './child.ts'
import { hasCluster } from './embedded/cluster.ts'
import { type Server, serve } from './embedded/server.ts'
import { type Home, makeHome } from './home.ts'
import { clientConfig, type Limits, type Login, withClient } from './login.ts'
import { isUpToDate } from './migrate.ts'
import { DatabaseRefused, errorCode } from './refused.ts'
import { DATABASE_NAME, hasPassword, readPassword, roleName } from './roles.ts'
import type { Schema } from './schema.ts'
import { connectionRefusal, loginFromUrl, refuseUnfit, withoutPassword } from './server-url.ts'

/** The open database. Each instance logs in as its own role, with that role's rights alone. */
export type Database = {
  readonly app: Kysely<Schema>
  readonly worker: Kysely<Schema>
  /** A connection outside the pools, for LISTEN and for locks that a session holds; whoever asks ends it. */
  connect(role: 'app' | 'worker'): Promise<pg.Client>
  /** Settles if our own server ends by itself: nothing can go on then. */
  readonly lost: Promise<DatabaseRefused>
  /** Ends the connections, and our own server if this process started it. */
  close(): Promise<void>
}

export type OpenOptions = {
  /** Refuse where another process of ours runs on this home, instead of using its server. */
  readonly exclusive?: boolean
  /** For tests that throw the database away. */
  readonly unsafeWithoutFsync?: boolean
}

type RoleUse = { readonly max: number; readonly limits: Limits }

const USES: Readonly<Record<'app' | 'worker', RoleUse>> = {
  app: { max: 16, limits: { statementMs: 30_000, lockMs: 10_000, idleInTransactionMs: 60_000 } },
  worker: { max: 4, limits: { statementMs: 600_000, lockMs: 30_000, idleInTransactionMs: 600_000 } },
}

/** How long a guest waits for the owner of a new home to make its tables. */
const GUEST_WAIT_MS = 60_000

/**
 * Opens the home's database: on the server of DATABASE_URL, or on one of our own, which is made, started and
 * brought up to date as needed.
 * @throws DatabaseRefused
 */
export async function openDatabase(home: Home, options: OpenOptions = {}): Promise<Database> {
  makeHome(home)
  return home.databaseUrl === undefined ? openOwn(home, options) : openElsewhere(home, home.databaseUrl)
}

async function openOwn(home: Home, options: OpenOptions): Promise<Database> {
  if (!hasCluster(home.dataDir)) await runDatabaseChild('prepare', home)
  const { exclusive = false, unsafeWithoutFsync = false } = options
  const server = await serve(home, { exclusive, unsafeWithoutFsync })
  const at = { host: server.socketDir, port: 5432, database: DATABASE_NAME, ssl: false }
  try {
    if (server.owned) await bringUpToDate(home, at)
    else await waitUntilUpToDate(home, at)
    return connected(home, at, server)
  } catch (error) {
    await server.stop()
    throw error
  }
}

async function openElsewhere(home: Home, url: string): Promise<Database> {
  const { host, port, database, ssl } = loginFromUrl(withoutPassword(url))
  const at = { host, port, database, ssl }
  await bringUpToDate(home, at)
  return connected(home, at, undefined)
}

type Place = Omit<Login, 'user' | 'password'>

async function bringUpToDate(home: Home, at: Place): Promise<void> {
  if (await isReady(home, at)) return
  await runDatabaseChild('migrate', home)
  if (await isReady(home, at)) return
  throw connectionRefusal({ code: '28P01' }, loginOf(home, at, 'app'))
}

// INVARIANT: only the owner of a server changes its schema; a guest of another version would change it under the
// program that runs.
async function waitUntilUpToDate(home: Home, at: Place): Promise<void> {
  const deadline = Date.now() + GUEST_WAIT_MS
  while (!(await isReady(home, at))) {
    if (Date.now() > deadline) {
      throw new DatabaseRefused(
        'other-schema',
        `the Carrel that runs on ${home.dir} is of another version than this one: stop it first`,
      )
    }
    await sleep(100)
  }
}

/** Whether both roles are there, can log in, and find the schema that this program was written for. */
async function isReady(home: Home, at: Place): Promise<boolean> {
  for (const role of ['app', 'worker'] as const) {
    if (!hasPassword(home.keysDir, role)) return false
    const login = loginOf(home, at, role)
    try {
      const upToDate = await withClient(login, 'carrel', async (client) => {
        const { rows } = await client.query<{ version: string; encoding: string }>(
          `select current_setting('server_version_num') as version, current_setting('server_encoding') as encoding`,
        )
        refuseUnfit(at, rows[0]?.version ?? '0', rows[0]?.encoding ?? '')
        return isUpToDate(client, at.database)
      })
      if (!upToDate) return false
    } catch (error) {
      // A role or a database that is not there yet.
      if (['28P01', '28000', '3D000', '42501'].includes(errorCode(error) ?? '')) return false
      throw connectionRefusal(error, login) ?? error
    }
  }
  return true
}

function loginOf(home: Home, at: Place, role: 'app' | 'worker'): Login {
  return { ...at, user: roleName(at.database, role), password: readPassword(home.keysDir, role) }
}

function connected(home: Home, at: Place, server: Server | undefined): Database {
  const config = (role: 'app' | 'worker') =>
    clientConfig(loginOf(home, at, role), `carrel ${role}`, USES[role].limits)
  const instance = (role: 'app' | 'worker') => {
    const pool = new pg.Pool({ ...config(role), max: USES[role].max, idleTimeoutMillis: 60_000 })
    // An idle connection that the server ended; the pool makes another, and `lost` tells if the server is gone.
    pool.on('error', () => {})
    return new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) })
  }
  const app = instance('app')
  const worker = instance('worker')
  let closing: Promise<void> | undefined
  return {
    app,
    worker,
    async connect(role) {
      const client = new pg.Client(config(role))
      await client.connect()
      return client
    },
    lost: server?.lost ?? new Promise(() => {}),
    close() {
      closing ??= (async () => {
        await Promise.all([app.destroy(), worker.destroy()])
        await server?.stop()
      })()
      return closing
    },
  }
}
