import { setTimeout as sleep } from 'node:timers/promises'
import { runDatabaseChild } from './child.ts'
import type { Home } from './home.ts'
import { type Login, withClient } from './login.ts'
import { isUpToDate } from './migrate.ts'
import { DatabaseRefused, errorCode } from './refused.ts'
import { hasPassword, type LOGIN_ROLES, readPassword, roleName } from './roles.ts'
import { connectionRefusal, refuseUnfit } from './server-url.ts'

/** A database on a server, before it is said who logs in. */
export type Place = Omit<Login, 'user' | 'password'>

/** How long a guest waits for the owner of a new home to make its tables. */
const GUEST_WAIT_MS = 60_000
const POLL_MS = 100

/** A role or a database that is not there yet, or not granted yet. */
const NOT_YET = ['28P01', '28000', '3D000', '42501']

/** The login of a role that is not the owner's. */
export function loginOf(home: Home, at: Place, role: (typeof LOGIN_ROLES)[number]): Login {
  return { ...at, user: roleName(at.database, role), password: readPassword(home.keysDir, role) }
}

/**
 * Has the child make what is missing; does nothing where nothing is.
 * @throws DatabaseRefused
 */
export async function bringUpToDate(home: Home, at: Place): Promise<void> {
  if (await isReady(home, at)) return
  await runDatabaseChild('migrate', home)
  if (await isReady(home, at)) return
  throw keysDoNotFit(home, at)
}

/**
 * INVARIANT: only the owner of a server changes its schema; a guest of another version would change it under the
 * program that runs. So a guest waits, in case the owner is just making it.
 * @throws DatabaseRefused `other-schema`, `unreachable`
 */
export async function waitUntilUpToDate(home: Home, at: Place): Promise<void> {
  const deadline = Date.now() + GUEST_WAIT_MS
  while (!(await isReady(home, at))) {
    if (Date.now() > deadline) {
      throw new DatabaseRefused(
        'other-schema',
        `the Carrel that runs on ${home.dir} is of another version than this one, or its keys are not these: stop it first`,
      )
    }
    await sleep(POLL_MS)
  }
}

/** Whether both roles are there, can log in, and find the schema that this program was written for. */
async function isReady(home: Home, at: Place): Promise<boolean> {
  for (const role of ['app', 'worker'] as const) {
    if (!hasPassword(home.keysDir, role)) return false
    const login = loginOf(home, at, role)
    try {
      if (!(await withClient(login, 'carrel', (client) => fits(client, at)))) return false
    } catch (error) {
      if (NOT_YET.includes(errorCode(error) ?? '')) return false
      throw connectionRefusal(error, login) ?? error
    }
  }
  return true
}

async function fits(client: Parameters<typeof isUpToDate>[0], at: Place): Promise<boolean> {
  await refuseUnfit(client, at.database)
  return isUpToDate(client, at.database)
}

/** The roles are there and these passwords are not theirs. */
export function keysDoNotFit(home: Home, at: { host: string; database: string }): DatabaseRefused {
  return new DatabaseRefused(
    'wrong-password',
    `the passwords in ${home.keysDir} do not open the database ${at.database} (in ${home.databaseUrl === undefined ? home.dataDir : at.host}): bring back the keys that belong to it`,
  )
}
