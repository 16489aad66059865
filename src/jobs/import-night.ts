import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Clock } from '../clock.ts'
import { markOfExport } from '../imports/export-mark.ts'
import { keptHere } from '../imports/kept-here.ts'
import { exportFiles, openKohaExport } from '../imports/koha-export.ts'
import { type ImportReport, importKoha } from '../imports/koha-import.ts'
import { ExportRefused } from '../imports/koha-table.ts'
import { tellReport } from '../imports/report-words.ts'
import { inForce } from '../policy/facts.ts'
import type { Pack } from '../policy/pack.ts'
import type { KeyRing } from '../sealing/key-ring.ts'
import type { Database } from '../store/database.ts'
import type { Home } from '../store/home.ts'
import { type NightlyImport, nightlyImport, noteImport, noteImportFailure } from '../store/import-nightly.ts'
import type { NightStep } from './night.ts'

export const importName = 'import'

/** So long nobody must have written to an export before it is read: whoever makes it has done. */
const stillMinutes = 10

/** What could not come in is tried again after so long, and at once where other files lie there. */
const restMinutes = 60

/** So many reports are kept. */
const reportsKept = 31

type Parts = {
  readonly home: Home
  readonly database: Pick<Database, 'app' | 'bulk' | 'worker'>
  readonly ring: KeyRing
  readonly pack: Pack
  readonly clock: Clock
}

/**
 * Brings in what another system put into its folder, once: as soon as files lie there that did not come in yet, and nobody
 * has written to them for a while. It is looked for at every look of the night, for nobody knows when they come.
 *
 * It runs under the lock of the night, as an import does that somebody starts. After a kill the files are not noted, so
 * they come in again, and nothing is doubled.
 */
export function importStep(parts: Parts): NightStep {
  const { database, clock } = parts
  return {
    name: importName,
    knowsWhatIsLeft: true,
    async run(day) {
      const set = await nightlyImport(database.app)
      if (set === undefined) return
      const mark = await readableMark(set)
      if (mark === undefined) return
      try {
        await bringIn(parts, { set, mark, day })
      } catch (error) {
        const sentence = error instanceof ExportRefused ? error.message : undefined
        await noteImportFailure(database.worker, { mark, at: clock.now(), sentence: sentence ?? '' })
        throw error
      }
    },
  }

  /** A folder that may not be looked into is said on the Director's page, and not in the log every few minutes. */
  async function readableMark(set: NightlyImport): Promise<string | undefined> {
    try {
      return markToRead(set, clock.now())
    } catch {
      const sentence = `${set.folder} cannot be looked into: make it readable for whoever runs Carrel`
      await noteImportFailure(database.worker, { mark: null, at: clock.now(), sentence })
      return undefined
    }
  }
}

/** The mark of files that are to come in now; undefined where none are. */
function markToRead({ folder, mark, failed }: NightlyImport, now: Date): string | undefined {
  const found = markOfExport(folder, exportFiles)
  if (found === undefined || found.mark === mark) return undefined
  const stillMs = now.getTime() - found.writtenAtMs
  // A clock that was set back, here or where they were made, says nothing of how long ago that was.
  if (stillMs >= 0 && stillMs < stillMinutes * 60_000) return undefined
  const sinceMs = failed === undefined ? Number.POSITIVE_INFINITY : now.getTime() - failed.at.getTime()
  const rests = failed?.mark === found.mark && sinceMs >= 0 && sinceMs < restMinutes * 60_000
  return rests ? undefined : found.mark
}

async function bringIn(
  { home, database, ring, pack, clock }: Parts,
  { set, mark, day }: { readonly set: NightlyImport; readonly mark: string; readonly day: string },
): Promise<void> {
  const majorityAge = inForce(pack.manifest['age-of-majority'], day)
  if (majorityAge === undefined) throw new Error('the pack has no age of majority')
  const report = await importKoha(await openKohaExport(set.folder), {
    ...{ database: database.bulk, ring, on: { today: day, majorityAge } },
    rejectedFile: join(home.dir, 'rejected.csv'),
    noticedFile: join(home.dir, 'noticed.csv'),
    keptHere: keptHere(pack, set.lendsElsewhere),
  })
  keepReport(home, day, report)
  await noteImport(database.worker, { mark, at: clock.now(), report })
}

/** A file of the day, of counts and reasons and nobody's name; the oldest go. */
function keepReport({ dir }: Home, day: string, report: ImportReport): void {
  const folder = join(dir, 'imports')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  writeFileSync(join(folder, `${day}.txt`), `${tellReport(report)}\n`, { mode: 0o600 })
  const kept = readdirSync(folder)
    .filter((name) => /^\d{4}-\d\d-\d\d\.txt$/.test(name))
    .sort()
  for (const name of kept.slice(0, -reportsKept)) rmSync(join(folder, name))
}

/** Notes an import that somebody started, where it was of the folder that comes in by itself. */
export async function noteStarted(
  { database, clock }: Pick<Parts, 'database' | 'clock'>,
  { folder, mark, report }: { readonly folder: string; readonly mark: string; readonly report: ImportReport },
): Promise<void> {
  const set = await nightlyImport(database.app)
  if (set?.folder === folder) await noteImport(database.worker, { mark, at: clock.now(), report })
}
