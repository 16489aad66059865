import { join } from 'node:path'
import pg from 'pg'
import { clusterIn, findBinaries, hasCluster, makeCluster, SUPERUSER, serverUser } from './cluster.ts'
import { wrongPasswordError } from './database.ts'
import { DatabaseOpenError, errorCode } from './error.ts'
import { type Home, makeHome } from './home.ts'
import { locks } from './locks.ts'
import {
  checkServer,
  connectionError,
  DATABASE_NAME,
  type DatabaseRole,
  hasPassword,
  LOGIN_ROLES,
  type Login,
  loginFromUrl,
  makePassword,
  readPassword,
  roleName,
  scramVerifier,
  withClient,
} from './login.ts'
import { migrate } from './migrate.ts'
import { refuseHalfRestored } from './restore-mark.ts'
import { serve } from './server.ts'
import { hideStatistics, silenceRoleLogging } from './server-privacy.ts'

// The two commands of the child process; `child.ts` says why there is one.

/** Makes the passwords, and an empty cluster where there is none. Always returns `[]`. */
export async function prepareCluster(home: Home): Promise<readonly string[]> {
  makeHome(home)
  if (home.databaseUrl !== undefined || hasCluster(home.dataDir)) return []
  const password = makePassword(home.keysDir, 'superuser')
  makeCluster({
    dataDir: home.dataDir,
    binaries: findBinaries(join(home.dir, 'lib')),
    user: serverUser(clusterIn(home.dataDir), home.dataDir),
    verifier: scramVerifier(password),
  })
  return []
}

type OwnersWork = {
  /** For our own server, which the parent runs. */
  readonly guestOnly?: boolean
  /** Refuse a database that has a table. */
  readonly onlyEmpty?: boolean
}

/**
 * Makes missing roles, database and schema. Returns the ids of the migrations applied.
 * @param ownersUrl DATABASE_URL with its password, if it is used
 */
export async function provision(
  home: Home,
  ownersUrl: string,
  options: Pick<OwnersWork, 'guestOnly'> = {},
): Promise<readonly string[]> {
  refuseHalfRestored(home)
  return asOwner(home, ownersUrl, migrate, options)
}

/** Makes missing roles and database, and does `work` on the schema as the owner. */
export async function asOwner<T>(
  home: Home,
  ownersUrl: string,
  work: SchemaWork<T>,
  { guestOnly = false, onlyEmpty = false }: OwnersWork = {},
): Promise<T> {
  await prepareCluster(home)
  if (home.databaseUrl !== undefined) {
    const login = loginFromUrl(ownersUrl)
    await checkServer(login)
    return provisionServer(login, { keysDir: home.keysDir, onlyEmpty }, work)
  }
  const server = await serve(home, { exclusive: onlyEmpty, guestOnly })
  try {
    return await provisionOwnServer({ host: server.socketDir, keysDir: home.keysDir }, work)
  } catch (error) {
    const at = { host: server.socketDir, port: 5432, database: DATABASE_NAME }
    if (['28P01', '28000'].includes(errorCode(error) ?? '')) throw wrongPasswordError(home, at)
    if (connectionError(error, at)?.code !== 'unreachable') throw error
    throw new DatabaseOpenError(
      'unreachable',
      `the database in ${home.dataDir} stopped answering while it was brought up to date: this computer may have too much to do; start again`,
    )
  } finally {
    await server.stop()
  }
}

/**
 * Checks that the database of DATABASE_URL is empty; changes nothing.
 * @throws DatabaseOpenError `not-empty`, `not-owner`, `unreachable`
 */
export async function refuseFullDatabase(ownersUrl: string): Promise<void> {
  const login = loginFromUrl(ownersUrl)
  await checkServer(login)
  await refuseTables(login)
}

const RUNS_AS = 'carrel migrate'

/** Hostile: with the app's password anyone can hold any lock, and rows and tables that a migration needs. */
const lockSeconds = 30
const lockNotAvailable = '55P03'

/** @throws DatabaseOpenError `lock-held` */
async function withOwner<T>(login: Login, work: (client: pg.Client) => Promise<T>): Promise<T> {
  try {
    return await withClient(login, RUNS_AS, async (client) => {
      await client.query(`set lock_timeout = '${lockSeconds}s'`)
      return work(client)
    })
  } catch (error) {
    if (errorCode(error) !== lockNotAvailable) throw error
    throw new DatabaseOpenError(
      'lock-held',
      `another session has held for ${lockSeconds} seconds what bringing the database ${login.database} up to date needs: stop every Carrel that uses it, end its other sessions, and start again`,
    )
  }
}

/** Migrates the schema, or restores one, as the owner. */
type SchemaWork<T> = (owner: pg.Client, database: string) => Promise<T>

/**
 * On our own server: makes missing roles and the database, and does `work` on the schema. Only in short-lived
 * processes, since it reads the superuser's and the owner's passwords.
 * @throws DatabaseOpenError `lock-held`
 */
async function provisionOwnServer<T>(at: { host: string; keysDir: string }, work: SchemaWork<T>): Promise<T> {
  const { host, keysDir } = at
  const superuser: Login = {
    host,
    port: 5432,
    database: 'postgres',
    user: SUPERUSER,
    password: readPassword(keysDir, 'superuser'),
    ssl: false,
  }
  const owner = roleName(DATABASE_NAME, 'owner')
  await withOwner(superuser, async (client) => {
    await client.query('select pg_advisory_lock($1)', [locks.roles])
    for (const role of ['owner', ...LOGIN_ROLES] as const) {
      await makeRole(client, { keysDir, role, name: roleName(DATABASE_NAME, role), mayReset: true })
    }
    await client.query('revoke connect on database postgres, template1 from public')
    const { rowCount } = await client.query('select from pg_database where datname = $1', [DATABASE_NAME])
    if (rowCount === 0) {
      await client.query(`create database ${DATABASE_NAME} owner ${owner} template template0 encoding 'UTF8'`)
    }
  })
  await withOwner({ ...superuser, database: DATABASE_NAME }, (client) =>
    hideStatistics(client, DATABASE_NAME),
  )
  const login = {
    ...superuser,
    database: DATABASE_NAME,
    user: owner,
    password: readPassword(keysDir, 'owner'),
  }
  return withOwner(login, async (client) => {
    await closeToOthers(client, DATABASE_NAME)
    return work(client, DATABASE_NAME)
  })
}

/**
 * On another server, as the user of DATABASE_URL, who must own the database and may make roles.
 * @param onlyEmpty refuse a database with a table: then no machine uses it that a new password could lock out
 * @throws DatabaseOpenError `not-owner`, `password-missing`, `not-empty`, `lock-held`
 */
async function provisionServer<T>(
  login: Login,
  { keysDir, onlyEmpty = false }: { readonly keysDir: string; readonly onlyEmpty?: boolean },
  work: SchemaWork<T>,
): Promise<T> {
  return withOwner(login, async (client) => {
    const { database } = login
    await refuseNotOwner(client, login)
    await client.query('select pg_advisory_lock($1)', [locks.roles])
    if (onlyEmpty || !(await hasOurTables(client))) await refuseAnyTable(client, login)
    for (const role of LOGIN_ROLES) {
      await makeRole(client, { keysDir, role, name: roleName(database, role), mayReset: onlyEmpty })
    }
    await client.query('select pg_advisory_unlock($1)', [locks.roles])
    await silenceRoleLogging(
      client,
      LOGIN_ROLES.map((role) => roleName(database, role)),
    )
    await closeToOthers(client, database)
    if (await isSuperuser(client)) await hideStatistics(client, database)
    return work(client, database)
  })
}

async function isSuperuser(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ is: boolean }>(
    'select rolsuper as is from pg_roles where rolname = current_user',
  )
  return rows[0]?.is === true
}

async function hasOurTables(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ ours: boolean }>(
    "select to_regclass('public.schema_migration') is not null as ours",
  )
  return rows[0]?.ours === true
}

/** @throws DatabaseOpenError `not-empty` */
async function refuseTables(login: Login): Promise<void> {
  await withClient(login, RUNS_AS, (client) => refuseAnyTable(client, login))
}

async function refuseAnyTable(client: pg.Client, { database }: Login): Promise<void> {
  const { rowCount } = await client.query(
    "select from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') limit 1",
  )
  if (rowCount === 0) return
  throw new DatabaseOpenError(
    'not-empty',
    `the database ${database} of DATABASE_URL holds tables already: name an empty one`,
  )
}

async function refuseNotOwner(client: pg.Client, { user, database }: Login): Promise<void> {
  const { rows } = await client.query<{ owns: boolean; makes: boolean }>(`
    select pg_has_role(datdba, 'usage') as owns, rolcreaterole or rolsuper as makes
    from pg_database, pg_roles where datname = current_database() and rolname = current_user`)
  if (rows[0]?.owns && rows[0].makes) return
  throw new DatabaseOpenError(
    'not-owner',
    `${user}, the user of DATABASE_URL, must own the database ${database} and be allowed to make roles: ALTER DATABASE … OWNER TO …, and ALTER ROLE … CREATEROLE, as the server's superuser`,
  )
}

/**
 * INVARIANT: a role is made only after its password was written. A role without one has lost its keys or
 * belongs to another machine of this library, which a new password would lock out.
 */
async function makeRole(
  client: pg.Client,
  role: { keysDir: string; role: Exclude<DatabaseRole, 'superuser'>; name: string; mayReset: boolean },
): Promise<void> {
  const { keysDir, name, mayReset } = role
  const name_ = pg.escapeIdentifier(name)
  const { rowCount } = await client.query('select from pg_roles where rolname = $1', [name])
  const exists = rowCount !== 0
  const known = hasPassword(keysDir, role.role)
  if (exists && known) return
  if (exists && !mayReset) readPassword(keysDir, role.role)
  const verifier = pg.escapeLiteral(scramVerifier(makePassword(keysDir, role.role)))
  const rights = 'login nosuperuser nocreatedb nocreaterole noreplication nobypassrls noinherit'
  await client.query(
    exists
      ? `alter role ${name_} password ${verifier}`
      : `create role ${name_} ${rights} password ${verifier}`,
  )
}

/** The database and its schema are for the library's own roles. */
async function closeToOthers(owner: pg.Client, database: string): Promise<void> {
  const users = LOGIN_ROLES.map((role) => pg.escapeIdentifier(roleName(database, role))).join(', ')
  const name = pg.escapeIdentifier(database)
  await owner.query(`revoke all on database ${name} from public`)
  await owner.query(`grant connect on database ${name} to ${users}`)
  await owner.query('revoke all on schema public from public')
  await owner.query(`grant usage on schema public to ${users}`)
}
