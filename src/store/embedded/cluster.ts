import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { syncFolder } from '../../durable-file.ts'
import { DatabaseRefused, diskFull, errorCode, folderRefusal } from '../refused.ts'
import { type Binaries, POSTGRES_MAJOR } from './binaries.ts'
import { giveTo, launcherFor, type SystemUser } from './server-user.ts'

/** The superuser of our own server: only the child that makes roles and the database logs in as it. */
export const SUPERUSER = 'carrel_superuser'

const MAKING = '.postgres-making-'

/** The folder of the cluster inside the data folder. */
export function clusterIn(dataDir: string): string {
  return join(dataDir, 'postgres')
}

/**
 * Makes a new cluster, whole or not at all: in a folder aside, which is renamed into place. Where another
 * process made it meanwhile, that one stays. Nothing but SCRAM over the Unix socket lets anyone in.
 *
 * @param verifier the superuser's SCRAM verifier, so that its password is in no file of the cluster's user
 * @throws DatabaseRefused `disk-full`, `folder-closed`, `start-failed`
 */
export function makeCluster(options: {
  dataDir: string
  binaries: Binaries
  user: SystemUser | undefined
  verifier: string
}): void {
  const { dataDir, user } = options
  const aside = join(dataDir, `${MAKING}${process.pid}-${randomBytes(6).toString('hex')}`)
  try {
    mkdirSync(aside, { mode: 0o700 })
    giveTo(user, aside)
    runInitdb({ ...options, aside })
    syncFolder(aside)
    renameSync(join(aside, 'postgres'), clusterIn(dataDir))
    syncFolder(dataDir)
  } catch (error) {
    const code = errorCode(error)
    const raced = existsSync(clusterIn(dataDir)) && (code === 'ENOTEMPTY' || code === 'EEXIST')
    if (!raced) throw folderRefusal(error, dataDir) ?? error
  } finally {
    rmSync(aside, { recursive: true, force: true })
  }
}

function runInitdb(options: {
  dataDir: string
  binaries: Binaries
  user: SystemUser | undefined
  verifier: string
  aside: string
}): void {
  const { binaries, user, aside, dataDir } = options
  const passwordFile = join(aside, 'verifier')
  writeFileSync(passwordFile, `${options.verifier}\n`, { mode: 0o600 })
  giveTo(user, passwordFile)
  const {
    file,
    args,
    options: as,
  } = launcherFor(
    user,
    binaries,
    aside,
  )(binaries.initdb, [
    `--pgdata=${join(aside, 'postgres')}`,
    `--username=${SUPERUSER}`,
    `--pwfile=${passwordFile}`,
    '--auth-local=scram-sha-256',
    '--auth-host=reject',
    '--encoding=UTF8',
    // Why: the builtin provider sorts by code point and never changes under an index, as a system's locale does.
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--data-checksums',
  ])
  const made = spawnSync(file, args, { ...as, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
  if (made.status !== 0) throw initdbRefusal(made.stderr, dataDir)
  const hba = join(aside, 'postgres', 'pg_hba.conf')
  writeFileSync(hba, 'local all all scram-sha-256\n', { flush: true })
}

function initdbRefusal(stderr: string, dataDir: string): DatabaseRefused {
  if (/No space left on device|quota exceeded|wrote only \d+ of/i.test(stderr)) return diskFull(dataDir)
  const said = /(?:FATAL|PANIC|error): .*/.exec(stderr)?.[0] ?? stderr.trim().split('\n')[0] ?? ''
  return new DatabaseRefused('start-failed', `PostgreSQL could not make its folder in ${dataDir}: ${said}`)
}

/** Removes what a kill in the middle of `makeCluster` leaves: folders aside, named with the process that made them. */
export function removeAbandoned(dataDir: string): void {
  for (const name of readdirSync(dataDir)) {
    const maker = name.startsWith(MAKING) ? Number.parseInt(name.slice(MAKING.length), 10) : Number.NaN
    if (Number.isNaN(maker) || isAlive(maker)) continue
    try {
      rmSync(join(dataDir, name), { recursive: true, force: true, maxRetries: 3 })
    } catch {
      // The initdb of that process still writes there: it ends soon, and the next start removes the rest.
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return errorCode(error) !== 'ESRCH'
  }
}

/**
 * Looks whether a cluster is there and is ours to run.
 * @throws DatabaseRefused `other-version`, `damaged`, `folder-closed`
 */
export function hasCluster(dataDir: string): boolean {
  const clusterDir = clusterIn(dataDir)
  let version: string
  try {
    version = readFileSync(join(clusterDir, 'PG_VERSION'), 'utf8').trim()
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw folderRefusal(error, clusterDir) ?? error
    if (!existsSync(clusterDir)) return false
    throw damaged(clusterDir, 'its PG_VERSION file is missing')
  }
  if (version === POSTGRES_MAJOR) return true
  if (!/^\d+(\.\d+)?$/.test(version)) throw damaged(clusterDir, 'its PG_VERSION file holds no version')
  throw new DatabaseRefused(
    'other-version',
    `${clusterDir} holds data of PostgreSQL ${version}, and this Carrel runs PostgreSQL ${POSTGRES_MAJOR}: back it up with the Carrel that made it and restore it with this one`,
  )
}

export function damaged(clusterDir: string, how: string): DatabaseRefused {
  return new DatabaseRefused(
    'damaged',
    `the database in ${clusterDir} is damaged (${how}): keep the folder aside as it is and restore the last backup`,
  )
}
