import { readdirSync, renameSync, rmdirSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs'
import { appendFile, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import pg from 'pg'
import { type KeyCopy, KeyFolder, type KeyGuard } from '../platform/crypto/key-folder.ts'
import { KeyRing } from '../platform/crypto/key-ring.ts'
import type { PaperKey } from '../platform/crypto/paper-key.ts'
import { hasCluster } from '../platform/db/cluster.ts'
import { DatabaseOpenError, errorCode, folderError } from '../platform/db/error.ts'
import { type Home, makeFolder, makeHome, passable } from '../platform/db/home.ts'
import { isBeforeRelease, migrations } from '../platform/db/migrate.ts'
import { asOwner, refuseFullDatabase } from '../platform/db/provision.ts'
import {
  forgetRestorer,
  newRestorer,
  restoreMarkName,
  restoreMarkPath,
  restorerIn,
} from '../platform/db/restore-mark.ts'
import { serve } from '../platform/db/server.ts'
import { syncFolder } from '../platform/durable-file.ts'
import { beginNewLog, lastSignedFile, type NewLog, RegisterError, recordEntry } from '../register/index.ts'
import { slotFilesFolder } from '../sealed/index.ts'
import { allAccounts } from '../staff/index.ts'
import { BackupError, beforeRelease } from './backup-error.ts'
import { readBackupFile, verifyBackup } from './backup-file.ts'
import { type Filling, fillDatabase } from './backup-store.ts'
import type { BackupHeader, BackupSink, FileSink } from './container.ts'

export type RestoreParts = {
  readonly home: Home
  /** DATABASE_URL with its password, where that server is used. */
  readonly ownersUrl: string
  readonly path: string
  readonly key: PaperKey
  readonly guard: KeyGuard
  /** A later checkpoint than the backup has: see `beginNewLog`. */
  readonly lastKnown: string | undefined
  readonly now: () => Date
  readonly progress: (
    doing: 'checked' | 'restored',
    done: { readonly bytes: number; readonly allBytes: number },
  ) => void
}

export type Restored = {
  readonly header: BackupHeader
  readonly rows: number
  readonly log: NewLog
  /** Who can sign in again, including accounts that were ended or reset since the backup. */
  readonly signIns: readonly string[]
}

/**
 * Makes a library from a backup and the key on paper, in an empty home. The home is claimed first: until all is there it is
 * marked half restored, and no start and no other restore takes it. The whole backup is read and checked before anything is
 * made. A failure takes away what was made; after a kill, the next restore does.
 * @throws BackupError, DatabaseOpenError, RegisterError
 */
export async function restoreBackup(parts: RestoreParts): Promise<Restored> {
  const claim = claimHome(parts.home)
  const checked = await check(parts).catch((error: unknown) => {
    // Nothing was made, and what another restore left is as it was.
    if (claim.hasLeavings) claim.leave()
    else claim.release()
    throw error
  })
  try {
    if (!claim.isOurs()) throw restoreBusy(parts.home, process.pid)
    if (claim.hasLeavings) await emptyHome(parts.home)
    makeHome(parts.home)
    const { log, signIns } = await restoreInto(parts)
    await lastSignedFile(parts.home.keysDir).write(log.note)
    claim.release()
    return { ...checked, log, signIns }
  } catch (error) {
    const cause = isForLackOfDisk(error, parts.home) ? diskTooSmall(parts.home) : error
    await takeBack(parts.home, claim, cause)
    throw databaseFault(cause, 'nothing was restored: try again') ?? cause
  }
}

async function check({
  home,
  path,
  key,
  progress,
  ownersUrl,
}: RestoreParts): Promise<Omit<Restored, 'log' | 'signIns'>> {
  const { header, totals } = await verifyBackup(path, key, (done) => progress('checked', done))
  refuseOtherSchema(header)
  refuseSmallDisk(home, path)
  if (home.databaseUrl !== undefined) await refuseFullDatabase(ownersUrl)
  return { header, rows: totals.rows }
}

/** INVARIANT: only what is ours goes. Where another server runs, or another restore has the mark, all stays. */
async function takeBack(home: Home, claim: HomeClaim, why: unknown): Promise<void> {
  try {
    if (!isRunning(why) && claim.isOurs()) await emptyHome(home)
  } catch (error) {
    if (!isRunning(error)) {
      claim.leave()
      throw error
    }
  }
  claim.release()
}

const isRunning = (error: unknown) => error instanceof DatabaseOpenError && error.code === 'already-running'

function restoreInto(parts: RestoreParts): Promise<Pick<Restored, 'log' | 'signIns'>> {
  const { home, ownersUrl } = parts
  return asOwner(
    home,
    ownersUrl,
    (owner, database) => fillDatabase(owner, database, (filling) => fill(parts, filling)),
    { onlyEmpty: true },
  )
}

/** Rows, keys and the beginning of the new log; one commit writes the rows and the log. */
async function fill(parts: RestoreParts, filling: Filling): Promise<Pick<Restored, 'log' | 'signIns'>> {
  const { home, path, key, guard, now, progress, lastKnown } = parts
  let header: BackupHeader | undefined
  const taker: BackupSink = {
    async header(read) {
      header = read
      await filling.makeSchema(read.migrations)
    },
    keys: (keys) => keepKeys(new KeyFolder(home.keysDir, guard), keys),
    file: (name) => keepFile(slotFilesFolder(home.cellsDir), name),
    async table(form) {
      const copy = await filling.rowsOf(form)
      return {
        take: (piece) => copy.take(piece),
        async end(rows) {
          const taken = await copy.end()
          if (taken !== rows) throw new Error(`${form.name}: ${rows} rows were given and ${taken} taken`)
        },
      }
    },
  }
  await readBackupFile(path, key, taker, (done) => progress('restored', done))
  if (header === undefined) throw new Error('a backup was read that has no header')
  await filling.complete()
  const ring = new KeyRing(home.keysDir, { guard })
  if (!ring.isCheck(Buffer.from(header.library.keyCheck, 'hex'))) {
    throw new BackupError('damaged', 'the keys in this backup are not those of its data: use another backup')
  }
  const at = { ring, now: now() }
  await recordEntry(filling.trx, at, { kind: 'backup-restored', actor: 'system' })
  const log = await beginNewLog(filling.trx, { ...at, restoredFrom: new Date(header.madeAt), lastKnown })
  return { log, signIns: (await allAccounts(filling.trx)).map(({ signIn }) => signIn) }
}

/** Why the library's key last: a folder that has it counts as complete. */
function keepKeys(folder: KeyFolder, keys: readonly KeyCopy[]): void {
  const last = (name: string) => (name === 'library' ? 1 : 0)
  for (const { name, bytes } of [...keys].sort((one, other) => last(one.name) - last(other.name))) {
    folder.make(name, () => bytes)
  }
}

/** Why opened for each piece: an interrupted restore leaves no file open. */
async function keepFile(dir: string, name: string): Promise<FileSink> {
  makeFolder(dir, 0o700)
  const path = join(dir, name)
  await writeFile(path, '', { mode: 0o600, flag: 'wx' })
  return {
    take: (piece) => appendFile(path, piece),
    async end() {
      await appendFile(path, '', { flush: true })
      syncFolder(dir)
    },
  }
}

function refuseOtherSchema(header: BackupHeader): void {
  if (isBeforeRelease(header.migrations.map(({ id }) => id))) throw beforeRelease()
  const ours = new Map(migrations().map(({ id, sha256 }) => [id, sha256]))
  const other = header.migrations.find(({ id, sha256 }) => ours.get(id) !== sha256)
  if (other === undefined) return
  throw new BackupError(
    'newer-carrel',
    `this backup was made by Carrel ${header.carrel}, whose tables this Carrel does not know (migration ${other.id}): restore it with that one or a later one`,
  )
}

/** Rows with their indexes take about twice what their backup does. */
const growth = 2

function refuseSmallDisk(home: Home, path: string): void {
  if (home.databaseUrl !== undefined) return
  if (freeBytes(home) < growth * statSync(path).size) throw diskTooSmall(home)
}

/** A server that cannot write its log ends at once, and all that shows is a broken connection. */
const logFileBytes = 16 * 2 ** 20

function isForLackOfDisk(error: unknown, home: Home): boolean {
  if (errorCode(error) === '53100') return true
  const refused = [BackupError, DatabaseOpenError, RegisterError].some((kind) => error instanceof kind)
  return !refused && home.databaseUrl === undefined && freeBytes(home) < 2 * logFileBytes
}

function freeBytes({ dataDir }: Home): number {
  const { bavail, bsize } = statfsSync(nearest(dataDir))
  return bavail * bsize
}

function diskTooSmall({ dataDir }: Home): BackupError {
  return new BackupError(
    'cannot-write',
    `the disk that holds ${dataDir} has not enough room for this library: free some space, or set CARREL_DATA to another disk; nothing was restored`,
  )
}

function nearest(path: string): string {
  let folder = path
  while (statSync(folder, { throwIfNoEntry: false }) === undefined) folder = dirname(folder)
  return folder
}

type HomeClaim = {
  /** Whether an interrupted restore left something there. */
  readonly hasLeavings: boolean
  isOurs(): boolean
  /** All is there, or nothing is: takes away the mark, and the empty folders that were made for it. */
  release(): void
  /** Ends the restore; what was there when it began is still half restored. */
  leave(): void
}

/**
 * Claims a home that is empty or where a restore was interrupted: no start and no other restore takes it from then on. A start
 * checks for the mark again once it has made something, and we check for files again once the mark is there, so one of the
 * two sees the other.
 * @throws BackupError `not-empty`, `busy`; DatabaseOpenError `folder-closed`, `disk-full`; nothing was touched then
 */
function claimHome(home: Home): HomeClaim {
  refuseUsedHome(home)
  const words = newRestorer()
  const outermost = makeFolder(home.dir, passable)
  const isOurs = () => restorerIn(restoreMarkPath(home))?.words === words
  const release = () => {
    if (isOurs()) rmSync(restoreMarkPath(home))
    forgetRestorer(words)
    if (outermost === undefined || !removeMade(home.dir, outermost)) syncFolder(home.dir)
  }
  try {
    const hasLeavings = placeMark(home, words)
    if (!isOurs()) throw restoreBusy(home, restorerIn(restoreMarkPath(home))?.pid ?? process.pid)
    if (!hasLeavings) refuseFilledHome(home)
    return { hasLeavings, isOurs, release, leave: () => forgetRestorer(words) }
  } catch (error) {
    release()
    throw error
  }
}

/** Returns whether it replaced the mark of an interrupted restore. */
function placeMark(home: Home, words: string): boolean {
  const next = `${restoreMarkPath(home)}.next`
  writeNext(home, next, words)
  try {
    // INVARIANT: only the maker of `next` places a mark, so of two who find a dead one, only one replaces it.
    refuseUsedHome(home)
    const hasLeavings = restorerIn(restoreMarkPath(home)) !== undefined
    renameSync(next, restoreMarkPath(home))
    syncFolder(home.dir)
    return hasLeavings
  } catch (error) {
    rmSync(next, { force: true })
    throw error
  }
}

/** Writing takes milliseconds; a half-written file that is older was cut off. */
const halfWrittenMs = 10_000

function writeNext(home: Home, next: string, words: string): void {
  for (let isFirst = true; ; isFirst = false) {
    try {
      writeFileSync(next, words, { mode: 0o600, flag: 'wx', flush: true })
      return
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') {
        rmSync(next, { force: true })
        throw folderError(error, home.dir) ?? error
      }
      const other = restorerIn(next)
      const age = Date.now() - (statSync(next, { throwIfNoEntry: false })?.mtimeMs ?? 0)
      const isAtWork = other?.isAtWork || (!other?.words.endsWith('\n') && age < halfWrittenMs)
      if (!isFirst || isAtWork) throw restoreBusy(home, other?.pid ?? 0)
      rmSync(next, { force: true })
    }
  }
}

/** Whether the folder itself is gone. */
function removeMade(folder: string, outermost: string): boolean {
  for (let path = folder; ; path = dirname(path)) {
    try {
      rmdirSync(path)
    } catch {
      return path !== folder
    }
    if (path === outermost) return true
  }
}

/** How this machine guards its keys, which may be chosen before anything is restored. */
const keyMode = 'mode'

/** Accepts a home that is empty or that an interrupted restore left. Touches nothing. @throws BackupError `not-empty`, `busy` */
export function refuseUsedHome(home: Home): void {
  const restorer = restorerIn(restoreMarkPath(home))
  if (restorer?.isAtWork) throw restoreBusy(home, restorer.pid)
  if (restorer === undefined) refuseFilledHome(home)
}

function restoreBusy(home: Home, pid: number): BackupError {
  return new BackupError('busy', `process ${pid} is restoring to ${home.dir}: wait for it, or end it`)
}

/** @throws BackupError `not-empty`: something besides the mark of a restore is in it */
function refuseFilledHome(home: Home): void {
  const used =
    otherFiles(home)[0] ??
    withParent(home.dataDir, namesIn(home.dataDir)[0]) ??
    withParent(
      home.keysDir,
      namesIn(home.keysDir).find((name) => name !== keyMode),
    ) ??
    withParent(home.cellsDir, namesIn(home.cellsDir)[0])
  if (used === undefined) return
  throw new BackupError(
    'not-empty',
    `there is something in ${home.dir} already (${used}), and a restore goes to an empty home alone: set CARREL_HOME to a new folder, or move what is there aside`,
  )
}

/** Takes away what a failed or interrupted restore made. @throws DatabaseOpenError `already-running` */
async function emptyHome(home: Home): Promise<void> {
  if (home.databaseUrl === undefined) {
    await endLeftServer(home)
    for (const name of namesIn(home.dataDir)) rmSync(join(home.dataDir, name), { recursive: true })
  }
  for (const name of namesIn(home.keysDir)) {
    if (name !== keyMode) rmSync(join(home.keysDir, name), { recursive: true })
  }
  for (const name of namesIn(home.cellsDir)) rmSync(join(home.cellsDir, name), { recursive: true })
  // The home was empty before.
  for (const name of otherFiles(home)) rmSync(join(home.dir, name), { recursive: true })
  for (const folder of [home.dataDir, home.keysDir, home.cellsDir]) {
    const isOurs = dirname(folder) === home.dir && namesIn(folder).length === 0
    if (isOurs) rmSync(folder, { recursive: true, force: true })
  }
}

/** What is in the home besides its folders and the marks of restores. */
function otherFiles(home: Home): string[] {
  const folders = [home.dataDir, home.keysDir, home.backupsDir, home.cellsDir]
  return namesIn(home.dir).filter(
    (name) => !name.startsWith(restoreMarkName) && !folders.includes(join(home.dir, name)),
  )
}

/** A server that a kill left behind uses the folder that is about to go. */
async function endLeftServer(home: Home): Promise<void> {
  try {
    if (!hasCluster(home.dataDir)) return
    const server = await serve(home, { exclusive: true })
    await server.stop()
  } catch (error) {
    // One that does not start is not running.
    if (!(error instanceof DatabaseOpenError) || error.code === 'already-running') throw error
  }
}

function withParent(folder: string, name: string | undefined): string | undefined {
  return name === undefined ? undefined : join(basename(dirname(join(folder, name))), name)
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return []
    throw folderError(error, folder) ?? error
  }
}

/** For an error of the database, or of the connection to it. It quotes none of the error's words, which could hold a value. */
function databaseFault(error: unknown, fix: string): DatabaseOpenError | undefined {
  if (error instanceof DatabaseOpenError) return undefined
  const { code = '', syscall = '' } = error as NodeJS.ErrnoException
  const isOnTheWay =
    (error instanceof Error &&
      /^(Connection terminated|Client (has encountered a connection error|was closed))/.test(
        error.message,
      )) ||
    (['connect', 'read', 'write'].includes(syscall) && /^E(CONN|PIPE|NOENT|TIMEDOUT|HOST)/.test(code))
  if (!isOnTheWay && !(error instanceof pg.DatabaseError)) return undefined
  const what = isOnTheWay ? 'its connection broke' : `error ${code} of PostgreSQL`
  return new DatabaseOpenError('server-ended', `the database failed (${what}), and ${fix}`)
}
