import { chmodSync, existsSync, mkdirSync, realpathSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve, sep } from 'node:path'
import { DatabaseOpenError, errorCode, folderError } from './error.ts'

/**
 * Where a library is; absolute paths. `databaseUrl` is for a server that is not our own, without its
 * password, which is the owner's and is not needed to serve pages.
 */
export type Home = {
  readonly dir: string
  readonly dataDir: string
  readonly keysDir: string
  readonly backupsDir: string
  /** The folder of sealed matters. */
  readonly cellsDir: string
  /** The size of a new slot in MiB. */
  readonly cellMib: number
  readonly databaseUrl?: string
}

/**
 * Reads CARREL_HOME (default `./.carrel`), CARREL_DATA, CARREL_KEYS, CARREL_BACKUPS, CARREL_CELLS,
 * CARREL_CELL_MIB and DATABASE_URL, without touching the disk.
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

export function withoutPassword(url: string): string {
  return url.replace(/^([a-z]+:\/\/[^:@/?#]*):[^/?#]*@/i, '$1@').replace(/(?<=[?&])password=[^&#]*&?/gi, '')
}

// Why: root's server runs as another user, who must pass through the home and its data to its own folder.
// 0711 lets it pass by name and lists nothing; what is inside is 0700.
export const passable = process.getuid?.() === 0 ? 0o711 : 0o700

/**
 * Makes the home's folders, private; an existing open one is closed and reported to `say`.
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
 * Takes from other users what `mode` does not allow. Hostile: a user who may enter a folder sees when its
 * contents change.
 * @throws DatabaseOpenError `folder-closed` where others may write there and we cannot change that
 */
function closeFolder(path: string, mode: number, say: (line: string) => void): void {
  const found = statSync(path)
  const isOurs = found.uid === process.geteuid?.() || process.geteuid?.() === 0
  // Why not the group's: it may be how we get into another user's folder.
  const open = found.mode & ~mode & (isOurs ? 0o077 : 0o007)
  if (open === 0) return
  if (isOurs && hasClosed(path, found.mode & mode)) {
    say(`carrel: ${path} was open to other users of this computer: it is closed now`)
    return
  }
  const fix = `its owner (user number ${found.uid}) must close it: chmod o= ${path}`
  if ((open & 0o002) !== 0)
    throw new DatabaseOpenError('folder-closed', `every user of this computer may write to ${path}: ${fix}`)
  say(`carrel: ${path} is open to other users of this computer: ${fix}`)
}

/** Some disks have no permissions or do not keep them. */
function hasClosed(path: string, mode: number): boolean {
  try {
    chmodSync(path, mode & 0o7777)
    return (statSync(path).mode & 0o7777) === (mode & 0o7777)
  } catch {
    return false
  }
}

/**
 * Makes one folder and its parents, and returns the outermost that was made; existing ones keep their mode.
 * @throws DatabaseOpenError `folder-closed`, `disk-full`
 */
export function makeFolder(path: string, mode: number): string | undefined {
  try {
    const made = makeWithParents(path, mode)
    // Why: the umask may remove what root's server needs.
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

/** Why not mkdir's own `recursive`: in a place such as /proc, Node loops in it forever. */
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

/**
 * The size of each slot. Why so much: it holds the papers and copies of a case, and a larger file for a
 * larger case would reveal it.
 */
const usualCellMib = 32
const mostCellMib = 64

function cellMibOf(text: string | undefined): number {
  const mib = text ? Number(text) : usualCellMib
  if (Number.isInteger(mib) && mib >= 1 && mib <= mostCellMib) return mib
  throw new DatabaseOpenError('cell-size', `CARREL_CELL_MIB: give a whole number from 1 to ${mostCellMib}`)
}

// Why: separate keys make a stolen copy of the data worthless.
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

/** The path with its symbolic links resolved, as far as it exists. */
function real(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    const parent = dirname(path)
    return parent === path ? path : join(real(parent), basename(path))
  }
}
