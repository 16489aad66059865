import { chmodSync, existsSync, mkdirSync, realpathSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve, sep } from 'node:path'
import { DatabaseOpenError, errorCode, folderError } from './error.ts'

/**
 * Where a library lives. Absolute paths; `databaseUrl` only where another server than our own is used, and without
 * its password, which is the owner's: the process that serves pages has no use for it.
 */
export type Home = {
  readonly dir: string
  readonly dataDir: string
  readonly keysDir: string
  readonly backupsDir: string
  /** The files of sealed matters. */
  readonly cellsDir: string
  /** Of each of them, in MiB, where they are not made yet. */
  readonly cellMib: number
  readonly databaseUrl?: string
}

/**
 * Reads CARREL_HOME (default `./.carrel`), CARREL_DATA, CARREL_KEYS, CARREL_BACKUPS, CARREL_CELLS, CARREL_CELL_MIB and
 * DATABASE_URL. Touches nothing.
 * @throws DatabaseOpenError `keys-inside-data`, `cell-size`
 */
export function homeFrom(env: Readonly<Record<string, string | undefined>>, cwd: string): Home {
  const { CARREL_HOME, CARREL_DATA, CARREL_KEYS, CARREL_BACKUPS, CARREL_CELLS, DATABASE_URL } = env
  const dir = resolve(cwd, CARREL_HOME || '.carrel')
  const dataDir = CARREL_DATA ? resolve(cwd, CARREL_DATA) : join(dir, 'data')
  const keysDir = CARREL_KEYS ? resolve(cwd, CARREL_KEYS) : join(dir, 'keys')
  const backupsDir = CARREL_BACKUPS ? resolve(cwd, CARREL_BACKUPS) : join(dir, 'backups')
  const cellsDir = CARREL_CELLS ? resolve(cwd, CARREL_CELLS) : join(dir, 'cells')
  refuseNesting(keysDir, { what: 'the data', dir: dataDir, variable: 'CARREL_DATA' })
  refuseNesting(keysDir, { what: 'the sealed matters', dir: cellsDir, variable: 'CARREL_CELLS' })
  const home = { dir, dataDir, keysDir, backupsDir, cellsDir, cellMib: cellMibOf(env['CARREL_CELL_MIB']) }
  return DATABASE_URL ? { ...home, databaseUrl: withoutPassword(DATABASE_URL) } : home
}

/** A database's address without its password. */
export function withoutPassword(url: string): string {
  return url.replace(/^([a-z]+:\/\/[^:@/?#]*):[^/?#]*@/i, '$1@').replace(/(?<=[?&])password=[^&#]*&?/gi, '')
}

// Why: PostgreSQL refuses to run as root, so root's server runs as another user, who must pass through the home and its
// data to reach its own folder. 0711 lets it pass by name and lists nothing; what is inside them is 0700.
export const passable = process.getuid?.() === 0 ? 0o711 : 0o700

/**
 * Makes the home's folders, closed to everyone else; one that is there and open is closed, and `say` is told.
 * @throws DatabaseOpenError `folder-closed`, `disk-full`
 */
export function makeHome(home: Home, say: (line: string) => void = console.error): void {
  for (const [path, mode] of [
    [home.dir, passable],
    [home.dataDir, passable],
    [home.keysDir, 0o700],
  ] as const) {
    if (makeFolder(path, mode) === undefined) closeFolder(path, mode, say)
  }
  if (existsSync(home.cellsDir)) closeFolder(home.cellsDir, 0o700, say)
}

/**
 * Takes from other users what `mode` does not leave them. Hostile: who may pass a folder sees when what is in it changes.
 * @throws DatabaseOpenError `folder-closed` where others may write there and we cannot forbid it
 */
function closeFolder(path: string, mode: number, say: (line: string) => void): void {
  const found = statSync(path)
  const isOurs = found.uid === process.geteuid?.() || process.geteuid?.() === 0
  // Why not the group's: where a folder is another user's, ours is let in by it.
  const open = found.mode & ~mode & (isOurs ? 0o077 : 0o007)
  if (open === 0) return
  if (isOurs && hasClosed(path, found.mode & mode)) {
    say(`carrel: ${path} was open to other users of this computer: it is closed now`)
    return
  }
  const mend = `its owner (user number ${found.uid}) must close it: chmod o= ${path}`
  if ((open & 0o002) !== 0)
    throw new DatabaseOpenError('folder-closed', `every user of this computer may write to ${path}: ${mend}`)
  say(`carrel: ${path} is open to other users of this computer: ${mend}`)
}

/** Some disks have no rights to change, or do not keep them. */
function hasClosed(path: string, mode: number): boolean {
  try {
    chmodSync(path, mode & 0o7777)
    return (statSync(path).mode & 0o7777) === (mode & 0o7777)
  } catch {
    return false
  }
}

/**
 * Makes one folder and its parents; one that exists keeps its mode. Returns the outermost one that was made.
 * @throws DatabaseOpenError `folder-closed`, `disk-full`
 */
export function makeFolder(path: string, mode: number): string | undefined {
  try {
    const made = makeWithParents(path, mode)
    // Why: the process's umask may take away what root's server needs.
    if (made !== undefined) chmodSync(path, mode)
    return made
  } catch (error) {
    if (errorCode(error) === 'ENOENT') {
      throw new DatabaseOpenError(
        'folder-closed',
        `${path} cannot be made, and nothing written there: set CARREL_HOME to a folder on a disk`,
      )
    }
    throw folderError(error, path) ?? error
  }
}

/** Why not mkdir's own `recursive`: in a place such as /proc, Node goes round in it without end. */
function makeWithParents(path: string, mode: number): string | undefined {
  try {
    mkdirSync(path, mode)
    return path
  } catch (error) {
    if (errorCode(error) === 'EEXIST' && statSync(path).isDirectory()) return undefined
    const parent = dirname(path)
    if (errorCode(error) !== 'ENOENT' || existsSync(parent)) throw error
    const outermost = makeWithParents(parent, mode)
    return makeWithParents(path, mode) && (outermost ?? path)
  }
}

/** Of each cell. Why so much: the papers and copies of a case lie in it, and a longer file for a longer case would tell. */
const usualCellMib = 32
const mostCellMib = 64

function cellMibOf(text: string | undefined): number {
  const mib = text ? Number(text) : usualCellMib
  if (Number.isInteger(mib) && mib >= 1 && mib <= mostCellMib) return mib
  throw new DatabaseOpenError('cell-size', `CARREL_CELL_MIB: give a whole number from 1 to ${mostCellMib}`)
}

// Why: keys apart from data is what makes a stolen copy of the data worthless. One inside the other, each copy
// of the outer takes both.
function refuseNesting(
  keysDir: string,
  other: { readonly what: string; readonly dir: string; readonly variable: string },
): void {
  const theirs = real(other.dir) + sep
  const keys = real(keysDir) + sep
  if (keys.startsWith(theirs) || theirs.startsWith(keys)) {
    throw new DatabaseOpenError(
      'keys-inside-data',
      `the keys (${keysDir}) and ${other.what} (${other.dir}) lie in one another: set CARREL_KEYS or ${other.variable} so that a copy of one does not take the other along`,
    )
  }
}

/** The path with its symbolic links resolved as far as it exists. */
function real(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    const parent = dirname(path)
    return parent === path ? path : join(real(parent), basename(path))
  }
}
