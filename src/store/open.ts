import { join } from 'node:path'
import { refuseHalfRestored } from './backup-half-restored.ts'
import { findBinaries } from './embedded/binaries.ts'
import { clusterIn, hasCluster, makeCluster } from './embedded/cluster.ts'
import { serve } from './embedded/server.ts'
import { serverUser } from './embedded/server-user.ts'
import { type Home, makeHome } from './home.ts'
import { migrate } from './migrate.ts'
import { provisionOwnServer, provisionServer, refuseTables, type SchemaWork } from './provision.ts'
import { keysDoNotFit } from './readiness.ts'
import { DatabaseRefused, errorCode } from './refused.ts'
import { DATABASE_NAME, makePassword, scramVerifier } from './roles.ts'
import { checkServer, connectionRefusal, loginFromUrl } from './server-url.ts'

// The two commands of the child process; see child.ts for why there is one.

/** Makes the passwords and an empty cluster where there is none. Always returns `[]`. */
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
  /** On a server of our own that another process runs, the parent. */
  readonly guestOnly?: boolean
  /** Refuse a database that has a table. */
  readonly onlyEmpty?: boolean
}

/**
 * Makes roles, database and schema where they are missing. Returns the ids of the migrations applied.
 * @param ownersUrl DATABASE_URL with its password, where that is the server
 */
export async function provision(
  home: Home,
  ownersUrl: string,
  options: Pick<OwnersWork, 'guestOnly'> = {},
): Promise<readonly string[]> {
  refuseHalfRestored(home)
  return asOwner(home, ownersUrl, migrate, options)
}

/** Makes roles and database where they are missing, and does `work` on the schema as the owner. */
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
    if (['28P01', '28000'].includes(errorCode(error) ?? '')) throw keysDoNotFit(home, at)
    if (connectionRefusal(error, at)?.code !== 'unreachable') throw error
    throw new DatabaseRefused(
      'unreachable',
      `the database in ${home.dataDir} stopped answering while it was brought up to date: this computer may have too much to do; start again`,
    )
  } finally {
    await server.stop()
  }
}

/**
 * Looks whether the database of DATABASE_URL is empty; changes nothing.
 * @throws DatabaseRefused `not-empty`, `not-owner`, `unreachable`
 */
export async function refuseFullDatabase(ownersUrl: string): Promise<void> {
  const login = loginFromUrl(ownersUrl)
  await checkServer(login)
  await refuseTables(login)
}
