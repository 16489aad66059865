import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { packToFollow } from '../ask/index.ts'
import {
  exportFiles,
  heldRowCount,
  type ImportReport,
  importKoha,
  importProgress,
  importReportText,
  type KohaExport,
  KohaExportError,
  noteImportStarted,
  openKohaExport,
  type RowPaths,
  readExportMark,
  tablesKeptHere,
  tryRowFiles,
} from '../import/index.ts'
import { chosenElsewhere, endNightlyImport, nightlyImport, setNightlyImport } from '../patrons/index.ts'
import { systemClock } from '../platform/clock.ts'
import { type Database, openDatabase } from '../platform/db/database.ts'
import { type Home, homeFrom } from '../platform/db/home.ts'
import { claimLibrary } from '../platform/db/library-store.ts'
import { withLock } from '../platform/db/locks.ts'
import { reportLongWork } from '../platform/jobs/long-work-store.ts'
import { inForce, type Pack } from '../policy/index.ts'
import { isNewLibrary, openKeyRing, readPolicy, withLibrary } from './library.ts'
import {
  defaultPackFolder,
  printError,
  printUsageError,
  progressLine,
  readCommand,
  readTyped,
} from './terminal.ts'

const usage = `Usage: carrel import koha DIR [--nightly] [--lends-elsewhere] [--ended-ok] [--json] [--rejected FILE] [--noticed FILE] [--pack DIR]
       carrel import koha --no-nightly

Imports Koha's tables, exported as CSV to DIR. Makes the library first if there is none.
Run it again whenever Koha has changed: nothing is doubled. Passwords, closed loans and notes are never stored.

  --nightly        also imports each new export in DIR by itself from now on, while Carrel runs
  --no-nightly     stops importing by itself
  --lends-elsewhere
                   the library checks items out with Koha, so each export brings its loans, holds and charges; without it,
                   a library that checks items out here imports them once, with the first export
  --ended-ok       ends what the export no longer has, also where that is so much that it looks cut short
  --json           print the report as JSON
  --rejected FILE  where the rejected rows go, with their reasons (default: rejected.csv in CARREL_HOME)
  --noticed FILE   where notices on imported rows go (default: noticed.csv in CARREL_HOME)
  --pack DIR       the policy pack until the first start adopts one (default: the pack that comes with Carrel)`

type Options = {
  readonly folder: string
  readonly json: boolean
  readonly nightly: boolean
  readonly lendsElsewhere: boolean
  readonly endsAll: boolean
  readonly rejected: string | undefined
  readonly noticed: string | undefined
  readonly pack: string
}

/** 0 also when rows were rejected: the report and the file say which. */
export async function run(args: string[]): Promise<number> {
  if (args.includes('--no-nightly') && !args.includes('--help')) return endNightly(args)
  const options = readCommand(args, { name: 'carrel import', usage, read: readOptions })
  if (typeof options === 'number') return options
  try {
    const pack = readPolicy(options.pack)
    // Why first: a folder that is no pack or no export must not leave an empty library behind.
    if (typeof pack === 'string' && isNewLibrary(homeFrom(process.env, process.cwd()))) {
      printError('carrel import', { code: 'pack-refused', message: pack })
      return 2
    }
    const source = await openKohaExport(options.folder)
    const report = await importInto(source, options, pack)
    console.log(options.json ? JSON.stringify(report, null, 2) : importReportText(report))
    if (heldRowCount(report) === 0) return 0
    printError('carrel import', rowsVanished(heldRowCount(report)))
    return 1
  } catch (error) {
    if (!(error instanceof KohaExportError)) throw error
    printError('carrel import', error)
    return 2
  }
}

async function endNightly(args: readonly string[]): Promise<number> {
  if (args.length !== 2 || args[0] !== 'koha') {
    printUsageError('carrel import', '--no-nightly: goes with koha and nothing else')
    return 2
  }
  return withLibrary('carrel import', async ({ database }) => {
    const was = await endNightlyImport(database.worker)
    console.log(was ? 'No export comes in by itself any more.' : 'No export came in by itself.')
    return 0
  })
}

const rowsVanished = (rows: number) =>
  ({
    code: 'rows-vanished',
    message: `${rows} rows are no longer in the export, too many at once, so that it looks cut short: all else came in, and nothing of them was ended. If it is whole, import it with --ended-ok; else export it again`,
  }) as const

function readOptions(args: readonly string[]): Options | string {
  const kept = args.find((arg) => /^--with-(history|notes)$/.test(arg))
  if (kept !== undefined) {
    return `${kept}: this version keeps neither closed loans nor notes, for it has no sealed place for them: leave it out`
  }
  return readTyped(args, {
    names: true,
    options: {
      json: { type: 'boolean', default: false },
      nightly: { type: 'boolean', default: false },
      'lends-elsewhere': { type: 'boolean', default: false },
      'ended-ok': { type: 'boolean', default: false },
      rejected: { type: 'string' },
      noticed: { type: 'string' },
      pack: { type: 'string', default: defaultPackFolder },
    },
    asks(values, [system, folder = '', ...more]): Options | string {
      const { json, nightly, rejected, noticed, pack } = values
      if (system !== 'koha') return `name the system first: koha`
      if (folder === '' || more.length > 0) return 'DIR: name one folder'
      if (rejected === '') return '--rejected: name a file'
      if (noticed === '') return '--noticed: name a file'
      return {
        json,
        nightly,
        rejected,
        noticed,
        pack,
        folder: resolve(folder),
        lendsElsewhere: values['lends-elsewhere'],
        endsAll: values['ended-ok'],
      }
    },
  })
}

/** Why the files first: an unusable name must not leave an empty library behind. */
async function openLibrary(home: Home, rowFiles: RowPaths, folder: string): Promise<Database> {
  tryRowFiles(rowFiles, { folder, home: home.dir })
  return openDatabase(home)
}

async function importInto(
  source: KohaExport,
  options: Options,
  packFolder: Pack | string,
): Promise<ImportReport> {
  const home = homeFrom(process.env, process.cwd())
  const rowFiles = {
    rejected: options.rejected ?? join(home.dir, 'rejected.csv'),
    noticed: options.noticed ?? join(home.dir, 'noticed.csv'),
  }
  const database = await openLibrary(home, rowFiles, options.folder).catch(async (error: unknown) => {
    await source.close()
    throw error
  })
  const progress = progressLine('read', 'bytes')
  // Why: where our own server ended, its reason says more than the broken connection.
  const lost = database.lost.then((reason): never => {
    throw reason
  })
  try {
    const ring = await openKeyRing(home)
    const pack = await packToFollow(database.app, packFolder)
    await claimLibrary(database.app, { name: pack.library, keyCheck: ring.check() })
    const clock = systemClock(pack.timeZone)
    const today = clock.today()
    const majorityAge = inForce(pack.manifest['age-of-majority'], today)
    if (majorityAge === undefined) throw new Error('the pack has no age of majority')
    // Before the first import, so that the running program completes what a kill leaves of it.
    if (options.nightly) {
      await setNightlyImport(database.worker, options.folder, clock.now(), options.lendsElsewhere)
    }
    const set = await nightlyImport(database.app)
    const lendsElsewhere =
      options.lendsElsewhere ||
      (set?.folder === options.folder && set.lendsElsewhere) ||
      (await chosenElsewhere(database.app)) === true
    const mark = readExportMark(options.folder, exportFiles)?.mark ?? ''
    const work = { db: database.worker, kind: 'import', now: clock.now } as const
    const landing = betweenNights(database, () =>
      reportLongWork(work, (report) =>
        importKoha(source, {
          database: database.bulk,
          ring,
          on: { today, majorityAge },
          rejectedFile: rowFiles.rejected,
          noticedFile: rowFiles.noticed,
          endsAll: options.endsAll,
          keptHere: tablesKeptHere(pack, lendsElsewhere),
          progress: importProgress(source, (at) => {
            report(at)
            progress.at(BigInt(at.done), BigInt(at.total))
          }),
        }),
      ),
    )
    const report = await Promise.race([landing, lost])
    await noteImportStarted({ database, clock }, { folder: options.folder, mark, report })
    return report
  } finally {
    progress.end()
    await database.close()
  }
}

/** Why: a nightly run gives every open link another id, and an import finds what is gone by going through their ids. */
async function betweenNights<T>(database: Database, work: () => Promise<T>): Promise<T> {
  for (let isFirst = true; ; isFirst = false) {
    const done = await withLock(database, 'night', async () => ({ result: await work() }))
    if (done !== undefined) return done.result
    if (isFirst) console.error('carrel import: waiting until the nightly jobs are done')
    await sleep(500)
  }
}
