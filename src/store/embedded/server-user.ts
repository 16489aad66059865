import { spawnSync } from 'node:child_process'
import { chownSync, statSync } from 'node:fs'
import { DatabaseRefused } from '../refused.ts'
import { type Binaries, libraryVariable } from './binaries.ts'

/** A user of the system, by number; `name` for sentences. */
export type SystemUser = { readonly uid: number; readonly gid: number; readonly name: string }

/** A command line and the options that start it as the right user. */
export type Launch = {
  readonly file: string
  readonly args: readonly string[]
  readonly options: { cwd: string; env: Record<string, string>; uid?: number; gid?: number }
}

/** Users that root's server may run as, in this order: one made for Carrel, Debian's for PostgreSQL, anyone. */
const STAND_INS = ['carrel', 'postgres', 'nobody']

/** Capabilities that let the server's user through closed folders, the smaller one first. */
const PASSES = ['dac_read_search', 'dac_override']

/**
 * Who the server runs as: undefined for ourselves; for root, which PostgreSQL refuses, the owner of the
 * cluster or of the folder that will hold it, else the first stand-in that exists.
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
  throw new DatabaseRefused(
    'folder-closed',
    `PostgreSQL refuses to run as root, and there is no user ${STAND_INS.join(', ')} to run it as: start Carrel as an ordinary user`,
  )
}

/** Gives a file of ours to the server's user; nothing to do where that is ourselves. */
export function giveTo(user: SystemUser | undefined, path: string): void {
  if (user !== undefined) chownSync(path, user.uid, user.gid)
}

/**
 * How to start a program as the server's user so that it reaches both the programs and `folder`.
 *
 * A folder closed to that user (root's own, or one of `mktemp -d`) stops it on the way to its own data. Then,
 * and only then, it is started with one capability that lets it pass: `dac_read_search`, or, in containers that
 * withhold that one, `dac_override`. docs/decisions says what that costs.
 * @throws DatabaseRefused `folder-closed` where neither is to be had
 */
export function launcherFor(user: SystemUser | undefined, binaries: Binaries, folder: string) {
  const env = serverEnvironment(binaries)
  const plainly: Wrap = (file, args) => ({ file, args, options: { cwd: '/', env } })
  if (user === undefined) return plainly
  const dropped: Wrap = (file, args) => ({
    file,
    args,
    options: { cwd: '/', env, uid: user.uid, gid: user.gid },
  })
  if (reaches(dropped, binaries, folder)) return dropped
  for (const capability of PASSES) {
    const passing: Wrap = (file, args) => ({
      file: 'setpriv',
      args: [...passArguments(user, capability), '--', file, ...args],
      options: { cwd: '/', env },
    })
    if (reaches(passing, binaries, folder)) return passing
  }
  throw new DatabaseRefused(
    'folder-closed',
    `root's PostgreSQL runs as the user ${user.name}, who cannot reach ${folder} or ${binaries.postgres}: start Carrel as an ordinary user, open the folders above them (chmod o+x), or install setpriv (util-linux)`,
  )
}

export type Wrap = (file: string, args: readonly string[]) => Launch

function passArguments(user: SystemUser, capability: string): string[] {
  return [
    `--reuid=${user.uid}`,
    `--regid=${user.gid}`,
    '--clear-groups',
    '--no-new-privs',
    // Why: without it access(2), with which PostgreSQL looks for its own programs, takes no notice of a capability.
    '--securebits=+no_setuid_fixup',
    `--inh-caps=-all,+${capability}`,
    `--ambient-caps=-all,+${capability}`,
  ]
}

// Why: asked of the system rather than worked out from modes, which know nothing of ACLs and security modules.
function reaches(wrap: Wrap, binaries: Binaries, folder: string): boolean {
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

/** Nothing of our own environment goes along: it may hold DATABASE_URL, and PG* variables would change the server. */
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
