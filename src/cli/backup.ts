import { resolve } from 'node:path'
import {
  BackupError,
  type BackupMade,
  type BackupParts,
  holdSlotFiles,
  makeBackup,
  parentsKeys,
  readMark,
  requireRecoveryKey,
  resealLinksStep,
  runBackup,
  verifyBackup,
  withLinksSealed,
} from '../backup/index.ts'
import { systemClock } from '../platform/clock.ts'
import { KeyError } from '../platform/crypto/key-folder.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import { backupRetentionDays } from '../platform/crypto/link-nights.ts'
import { type Database, openDatabase } from '../platform/db/database.ts'
import { type Home, homeFrom } from '../platform/db/home.ts'
import { withLock } from '../platform/db/locks.ts'
import { reportLongWork } from '../platform/jobs/long-work-store.ts'
import { recordEntry } from '../register/index.ts'
import { openKeyRing, withLibrary } from './library.ts'
import { paperKey } from './paper-key.ts'
import { printError, progressLine, readCommandLine, shownInstant, version } from './terminal.ts'

const usage = `Usage: carrel backup [--to DIR] [--json]
       carrel backup --verify FILE [--identity-file FILE] [--json]

Makes a backup now, in addition to the nightly one: the library at this moment and its keys, in one file that the
recovery key on paper opens, and nothing else.

  --to DIR     writes it there, in place of CARREL_BACKUPS (default: backups in CARREL_HOME)
  --verify     reads a backup from end to end and holds all of it against its sums; touches no library
  --identity-file FILE  takes the key from a file (/dev/fd/N for a descriptor) in place of asking
  --json       prints what was done as JSON`

type Asked = {
  readonly to: string | undefined
  readonly verify: string | undefined
  readonly identityFile: string | undefined
  readonly json: boolean
  readonly child: boolean
}

/** Exit 0: done. 1: it cannot be done, or the backup is not good. 2: wrong arguments. */
export async function run(args: string[]): Promise<number> {
  const asked = readAsked(args)
  if (typeof asked === 'number') return asked
  try {
    if (asked.child) return await asChild()
    if (asked.verify !== undefined) return await verify(asked.verify, asked)
    return await withLibrary('carrel backup', (library) => make(library, asked))
  } catch (error) {
    if (!(error instanceof BackupError || isUnknownKey(error))) throw error
    printError('carrel backup', error)
    return 1
  }
}

const isUnknownKey = (error: unknown): error is KeyError =>
  error instanceof KeyError && error.code === 'keys-unknown'

const readAsked = (args: string[]) =>
  readCommandLine(args, {
    name: 'carrel backup',
    usage,
    options: {
      to: { type: 'string' },
      verify: { type: 'string' },
      'identity-file': { type: 'string' },
      json: { type: 'boolean', default: false },
      child: { type: 'boolean', default: false },
    },
    asks({ to, verify, json, child, 'identity-file': identityFile }): Asked | string {
      if (to === '') return '--to: name a folder'
      if (verify === '') return '--verify: name a file'
      if (to !== undefined && verify !== undefined) return 'either --to or --verify'
      if (identityFile !== undefined && verify === undefined) return '--identity-file belongs to --verify'
      return { to, verify, identityFile, json, child }
    },
  })

async function make({ database, home }: { database: Database; home: Home }, asked: Asked): Promise<number> {
  const ring = await openKeyRing(home)
  const recoveryKey = requireRecoveryKey(ring)
  const { now, today } = systemClock(Intl.DateTimeFormat().resolvedOptions().timeZone)
  const progress = progressLine('read', 'bytes')
  const shownProgress: BackupParts['progress'] = ({ bytes, aboutBytes }) =>
    progress.at(BigInt(bytes), BigInt(aboutBytes))
  const making = { database, recoveryKey, now, version: version(), progress: shownProgress }
  const made = (parts: Pick<BackupParts, 'unreadableLinks' | 'folder'> & Partial<BackupParts>) =>
    makeWithCells(home, ring, { ...making, ...parts })
  const { to } = asked
  const { worker } = database
  const done = await withLock(database, 'night', async () => {
    // Why: a backup has only the newest link key, so all links have to be under it.
    await resealLinksStep({ worker, ring, unreadable: () => {} }).run(today())
    if (to === undefined) {
      const folder = home.backupsDir
      return reportLongWork({ db: worker, kind: 'backup', now }, (report) => {
        const both: BackupParts['progress'] = (at) => {
          progress.at(BigInt(at.bytes), BigInt(at.aboutBytes))
          report({ done: at.bytes, total: at.aboutBytes })
        }
        return runBackup({ database, ring, home, now }, () =>
          withLinksSealed({ worker, ring }, (unreadableLinks) =>
            made({ unreadableLinks, folder, progress: both }),
          ),
        )
      })
    }
    // Why recorded: everything that the library knows leaves the folder where it is looked after.
    await worker
      .transaction()
      .execute((trx) =>
        recordEntry(trx, { ring, now: now() }, { kind: 'backup-taken', actor: 'command-line' }),
      )
    const taken = await withLinksSealed({ worker, ring }, (unreadableLinks) =>
      made({ unreadableLinks, folder: resolve(to) }),
    )
    return { made: taken, deleted: [] }
  })
  progress.end()
  if (done === undefined) {
    throw new BackupError(
      'busy',
      'the nightly jobs are running, and the backup with them: try again in a few minutes',
    )
  }
  console.log(
    asked.json ? JSON.stringify({ ...shown(done.made), deleted: done.deleted }) : words(done.made, to),
  )
  return 0
}

async function makeWithCells(
  home: Home,
  ring: KeyRing,
  parts: Omit<BackupParts, 'keys' | 'cells'>,
): Promise<BackupMade> {
  const cells = holdSlotFiles(home.cellsDir, ring)
  try {
    return await makeBackup({
      ...parts,
      cells: cells.files,
      keys: async () => [...ring.forBackup(), ...cells.keys],
    })
  } finally {
    cells.close()
  }
}

function words(made: BackupMade, to: string | undefined): string {
  const { path, key, rows, bytes } = shown(made)
  const lines = [`${path}`, `  ${rows.toLocaleString('en-US')} rows, ${size(bytes)}, opens with sheet ${key}`]
  if (to !== undefined) {
    lines.push(
      `  Carrel does not delete it: destroy it within ${backupRetentionDays} days, or links that were anonymized since can be read from it.`,
    )
  }
  return lines.join('\n')
}

function shown({ path, rows, bytes, mark }: BackupMade) {
  return { path, rows, bytes, key: mark.key, library: mark.library, madeAt: mark.madeAt.toISOString() }
}

async function verify(file: string, { identityFile, json }: Asked): Promise<number> {
  const mark = await readMark(file)
  const key = await paperKey(identityFile, mark.key)
  const progress = progressLine('checked', 'bytes')
  const { header, totals, rows } = await verifyBackup(file, key, ({ bytes, allBytes }) =>
    progress.at(BigInt(bytes), BigInt(allBytes)),
  )
  progress.end()
  const { carrel, madeAt, library } = header
  if (json) {
    const tables = Object.fromEntries(rows)
    console.log(JSON.stringify({ good: true, carrel, madeAt, library: library.name, ...totals, tables }))
    return 0
  }
  console.log(
    [
      `This backup is good: ${library.name} as it was on ${shownInstant(madeAt)}, made by Carrel ${carrel}.`,
      `  ${totals.rows.toLocaleString('en-US')} rows in ${totals.tables} tables, and the keys; every sum and count holds.`,
    ].join('\n'),
  )
  return 0
}

/** For the serving program, which gives the keys: see `backupInChild`. */
async function asChild(): Promise<number> {
  const { answer, leave, ...given } = await parentsKeys()
  try {
    answer({
      done: await makeAsChild(
        given,
        eachSecond((progress) => answer({ progress })),
      ),
    })
    return 0
  } catch (error) {
    if (!(error instanceof BackupError)) throw error
    answer({ refused: { code: error.code, message: error.message } })
    return 1
  } finally {
    leave()
  }
}

async function makeAsChild(
  given: Pick<BackupParts, 'recoveryKey' | 'unreadableLinks' | 'keys' | 'cells'>,
  progress: BackupParts['progress'],
): Promise<BackupMade> {
  const home = homeFrom(process.env, process.cwd())
  // Why only as a guest: where the serving program's database has ended, so does that program, and no one would end another.
  const database = await openDatabase(home, { guestOnly: true })
  try {
    const parts = { ...given, database, folder: home.backupsDir, version: version() }
    return await makeBackup({ ...parts, now: () => new Date(), progress })
  } finally {
    await database.close()
  }
}

/** The first report comes after a second. */
function eachSecond(report: BackupParts['progress']): BackupParts['progress'] {
  let lastMs = performance.now()
  return (at) => {
    if (performance.now() - lastMs < 1000) return
    lastMs = performance.now()
    report(at)
  }
}

function size(bytes: number): string {
  return bytes < 2 ** 20 ? `${Math.ceil(bytes / 1024)} KiB` : `${(bytes / 2 ** 20).toFixed(1)} MiB`
}
