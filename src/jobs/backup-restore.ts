import { statfsSync, statSync } from 'node:fs'
import { appendFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { BackupTaker, FileTaker } from '../backup/container.ts'
import type { BackupHeader, KeptKey } from '../backup/header.ts'
import type { PaperKey } from '../backup/paper-key.ts'
import { BackupRefused, beforeRelease } from '../backup/refused.ts'
import { cellFilesIn } from '../compartments/cell-folder.ts'
import { recordEntry } from '../disclosure/record.ts'
import { syncFolder } from '../durable-file.ts'
import { KeyFolder } from '../sealing/key-folder.ts'
import type { KeyGuard } from '../sealing/key-guard.ts'
import { KeyRing } from '../sealing/key-ring.ts'
import { allAccounts } from '../store/accounts.ts'
import { type Claim, claimHome } from '../store/backup-claim.ts'
import { busy, emptyHome } from '../store/backup-empty-home.ts'
import { databaseFault } from '../store/backup-fault.ts'
import { type Filling, fillDatabase } from '../store/backup-rows.ts'
import { type Home, makeFolder, makeHome } from '../store/home.ts'
import { isBeforeRelease, migrations } from '../store/migrate.ts'
import { asOwner, refuseFullDatabase } from '../store/open.ts'
import { DatabaseRefused, errorCode } from '../store/refused.ts'
import { readBackupFile, verifyBackup } from './backup-read.ts'
import { lastSignedIn } from './last-signed.ts'
import { beginNewLog, type NewLog } from './new-log.ts'
import { RegisterRefused } from './register-head.ts'

export type RestoreParts = {
  readonly home: Home
  /** DATABASE_URL with its password, where that is the server. */
  readonly ownersUrl: string
  readonly path: string
  readonly key: PaperKey
  /** How this machine guards its keys. */
  readonly guard: KeyGuard
  /** A later checkpoint than the backup has, where somebody kept one: see `beginNewLog`. */
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
  /** Who can sign in again: also whom somebody ended or reset since the backup was made. */
  readonly signIns: readonly string[]
}

/**
 * Makes a library from a backup and the key on paper, in an empty home.
 *
 * The home is claimed first: until all is there it says that it is half restored, and no start and no other restore
 * takes it. Then all of the backup is read and held against its sums before anything is made. What fails is taken away
 * again, and after a kill the next restore does that.
 *
 * @throws BackupRefused, DatabaseRefused, RegisterRefused
 */
export async function restoreBackup(parts: RestoreParts): Promise<Restored> {
  const claim = claimHome(parts.home)
  const checked = await check(parts).catch((error: unknown) => {
    // Nothing was made; what another restore left is as it was.
    if (claim.hasLeavings) claim.leave()
    else claim.release()
    throw error
  })
  try {
    if (!claim.isOurs()) throw busy(parts.home, process.pid)
    if (claim.hasLeavings) await emptyHome(parts.home)
    makeHome(parts.home)
    const { log, signIns } = await restoreInto(parts)
    await lastSignedIn(parts.home.keysDir).write(log.note)
    claim.release()
    return { ...checked, log, signIns }
  } catch (error) {
    const told = isForLackOfDisk(error, parts.home) ? diskTooSmall(parts.home) : error
    await takeBack(parts.home, claim, told)
    throw databaseFault(told, 'nothing was restored: try again') ?? told
  }
}

/** All that can be known before anything is made. */
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

/** INVARIANT: only what is ours goes: where somebody else's server runs, or another restore has the mark, all stays. */
async function takeBack(home: Home, claim: Claim, why: unknown): Promise<void> {
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

const isRunning = (error: unknown) => error instanceof DatabaseRefused && error.code === 'already-running'

function restoreInto(parts: RestoreParts): Promise<Pick<Restored, 'log' | 'signIns'>> {
  const { home, ownersUrl } = parts
  return asOwner(
    home,
    ownersUrl,
    (owner, database) => fillDatabase(owner, database, (filling) => fill(parts, filling)),
    { onlyEmpty: true },
  )
}

/** Rows, keys and the beginning of the new log; the rows and the log come to be at one commit. */
async function fill(parts: RestoreParts, filling: Filling): Promise<Pick<Restored, 'log' | 'signIns'>> {
  const { home, path, key, guard, now, progress, lastKnown } = parts
  let header: BackupHeader | undefined
  const taker: BackupTaker = {
    async header(read) {
      header = read
      await filling.makeSchema(read.migrations)
    },
    keys: (keys) => keepKeys(new KeyFolder(home.keysDir, guard), keys),
    file: (name) => keepFile(cellFilesIn(home.cellsDir), name),
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
  if (ring.check().toString('hex') !== header.library.keyCheck) {
    throw new BackupRefused(
      'damaged',
      'the keys in this backup are not those of its data: use another backup',
    )
  }
  const at = { ring, now: now() }
  await recordEntry(filling.trx, at, { kind: 'backup-restored', actor: 'system' })
  const log = await beginNewLog(filling.trx, { ...at, restoredFrom: new Date(header.madeAt), lastKnown })
  return { log, signIns: (await allAccounts(filling.trx)).map(({ signIn }) => signIn) }
}

/** Why the key of the library last: a folder that has it is taken for whole. */
function keepKeys(folder: KeyFolder, keys: readonly KeptKey[]): void {
  const last = (name: string) => (name === 'library' ? 1 : 0)
  for (const { name, bytes } of [...keys].sort((one, other) => last(one.name) - last(other.name))) {
    folder.make(name, () => bytes)
  }
}

/** Why opened for each piece: a restore that is broken off leaves no file open. */
async function keepFile(dir: string, name: string): Promise<FileTaker> {
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
  throw new BackupRefused(
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

/** A server that cannot write its log ends at once, and what is seen of it is a connection that breaks. */
const logFileBytes = 16 * 2 ** 20

function isForLackOfDisk(error: unknown, home: Home): boolean {
  if (errorCode(error) === '53100') return true
  const refused = [BackupRefused, DatabaseRefused, RegisterRefused].some((kind) => error instanceof kind)
  return !refused && home.databaseUrl === undefined && freeBytes(home) < 2 * logFileBytes
}

function freeBytes({ dataDir }: Home): number {
  const { bavail, bsize } = statfsSync(nearest(dataDir))
  return bavail * bsize
}

function diskTooSmall({ dataDir }: Home): BackupRefused {
  return new BackupRefused(
    'cannot-write',
    `the disk that holds ${dataDir} has not enough room for this library: free some space, or set CARREL_DATA to another disk; nothing was restored`,
  )
}

function nearest(path: string): string {
  let folder = path
  while (statSync(folder, { throwIfNoEntry: false }) === undefined) folder = dirname(folder)
  return folder
}
