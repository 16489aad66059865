import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeOnce } from '../durable-file.ts'
import { DatabaseRefused, errorCode, folderRefusal } from './refused.ts'

/**
 * Who logs in. `superuser` is there only on our own server; on a server of somebody else's, `owner` is the user
 * of DATABASE_URL. The running program logs in as `app` and `worker` and reads no other password; `backup` reads every
 * row and changes none, and only the process that makes a backup logs in as it.
 */
export type Role = 'superuser' | 'owner' | 'app' | 'worker' | 'backup'

/** The roles that are not the owner's, on any server. */
export const LOGIN_ROLES = ['app', 'worker', 'backup'] as const

/** The name of our database on our own server. */
export const DATABASE_NAME = 'carrel'

/** A role's name on the server: roles belong to a whole server, so each library's carry its database's name. */
export function roleName(database: string, role: Exclude<Role, 'superuser'>): string {
  return `${database}_${role}`
}

/**
 * A role's password.
 * @throws DatabaseRefused `password-missing`
 */
export function readPassword(keysDir: string, role: Role): string {
  const path = passwordPath(keysDir, role)
  try {
    return readFileSync(path, 'utf8').trim()
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw folderRefusal(error, path) ?? error
    throw new DatabaseRefused(
      'password-missing',
      `${path}, the database's password for ${role}, is missing: bring the keys folder back from where this library runs or from its backup`,
    )
  }
}

/** A role's password; a new random one where it has none. Two processes that make it at once get the same. */
export function makePassword(keysDir: string, role: Role): string {
  const path = passwordPath(keysDir, role)
  try {
    writeOnce(path, Buffer.from(`${randomBytes(32).toString('base64url')}\n`))
  } catch (error) {
    throw folderRefusal(error, path) ?? error
  }
  return readPassword(keysDir, role)
}

/** Whether a role's password is here. */
export function hasPassword(keysDir: string, role: Role): boolean {
  try {
    readPassword(keysDir, role)
    return true
  } catch (error) {
    if (error instanceof DatabaseRefused && error.code === 'password-missing') return false
    throw error
  }
}

function passwordPath(keysDir: string, role: Role): string {
  return join(keysDir, 'database', role)
}

/**
 * What the server keeps of a password (RFC 5803, as PostgreSQL writes it). Sent in its place, so that no password
 * stands in a statement, a file of the server's user or a log.
 */
export function scramVerifier(password: string): string {
  const iterations = 4096
  const salt = randomBytes(16)
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256')
  const clientKey = createHmac('sha256', salted).update('Client Key').digest()
  const storedKey = createHash('sha256').update(clientKey).digest('base64')
  const serverKey = createHmac('sha256', salted).update('Server Key').digest('base64')
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${storedKey}:${serverKey}`
}
