import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Kysely } from 'kysely'
import type { LinkTable } from '../gate/index.ts'
import { type NightlyImport, nightlyImport, noteImport, noteImportFailure } from '../patrons/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import type { Database } from '../platform/db/database.ts'
import type { Home } from '../platform/db/home.ts'
import type { Schema } from '../platform/db/schema.ts'
import type { DailyJob } from '../platform/jobs/daily-job.ts'
import { reportLongWork, type WorkReporter } from '../platform/jobs/long-work-store.ts'
import { inForce, type Pack } from '../policy/index.ts'
import { exportFiles, type ImportReport, importKoha, type KohaExport, openKohaExport } from './koha-import.ts'
import { KohaExportError } from './koha-table.ts'
import type { ImportRun } from './lander.ts'
import { type FileReport, notices, rejections, skips } from './tally.ts'

const importName = 'import' as const

/** An export is read once no one has written to it for this long. */
const stillMinutes = 10

/** A failed export is tried again after this long, or at once if its files change. */
const restMinutes = 60

const reportsKept = 31

type ImportJobParts = {
  readonly home: Home
  readonly database: Pick<Database, 'app' | 'bulk' | 'worker'>
  readonly ring: KeyRing
  readonly pack: Pack
  readonly clock: Clock
}

/**
 * Imports a folder once its files are new and quiet. It checks all night and runs under the nightly lock. After a crash the
 * files are imported again.
 */
export function importJob(parts: ImportJobParts): DailyJob {
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
        await reportLongWork({ db: database.worker, kind: importName, now: () => clock.now() }, (report) =>
          bringIn(parts, { set, mark, day, report }),
        )
      } catch (error) {
        const sentence = error instanceof KohaExportError ? error.message : undefined
        await noteImportFailure(database.worker, { mark, at: clock.now(), sentence: sentence ?? '' })
        throw error
      }
    },
  }

  /** An unreadable folder is shown on the Director's page, not logged every few minutes. */
  async function readableMark(set: NightlyImport): Promise<string | undefined> {
    try {
      return markToRead(set, clock.now())
    } catch {
      const sentence = `${set.folder} cannot be read: make it readable for the user who runs Carrel`
      await noteImportFailure(database.worker, { mark: null, at: clock.now(), sentence })
      return undefined
    }
  }
}

/** Undefined if nothing should be imported now. */
function markToRead({ folder, mark, failed }: NightlyImport, now: Date): string | undefined {
  const found = readExportMark(folder, exportFiles)
  if (found === undefined || found.mark === mark) return undefined
  const stillMs = now.getTime() - found.writtenAtMs
  // A clock set back, here or there, does not say how long ago it was written.
  if (stillMs >= 0 && stillMs < stillMinutes * 60_000) return undefined
  const sinceMs = failed === undefined ? Number.POSITIVE_INFINITY : now.getTime() - failed.at.getTime()
  const rests = failed?.mark === found.mark && sinceMs >= 0 && sinceMs < restMinutes * 60_000
  return rests ? undefined : found.mark
}

async function bringIn(
  { home, database, ring, pack, clock }: ImportJobParts,
  {
    set,
    mark,
    day,
    report: at,
  }: {
    readonly set: NightlyImport
    readonly mark: string
    readonly day: string
    readonly report: WorkReporter
  },
): Promise<void> {
  const majorityAge = inForce(pack.manifest['age-of-majority'], day)
  if (majorityAge === undefined) throw new Error('the pack has no age of majority')
  const source = await openKohaExport(set.folder)
  const report = await importKoha(source, {
    database: database.bulk,
    ring,
    on: { today: day, majorityAge },
    rejectedFile: join(home.dir, 'rejected.csv'),
    noticedFile: join(home.dir, 'noticed.csv'),
    keptHere: tablesKeptHere(pack, set.lendsElsewhere),
    progress: importProgress(source, at),
  })
  keepReport(home, day, report)
  await noteImport(database.worker, { mark, at: clock.now(), report })
}

/** Adds up what was read of each file. */
export function importProgress(
  { bytes: total }: Pick<KohaExport, 'bytes'>,
  report: WorkReporter,
): NonNullable<ImportRun['progress']> {
  const read = new Map<string, { readonly rows: number; readonly bytesRead: number }>()
  return ({ file, rows, bytesRead }) => {
    read.set(file, { rows, bytesRead })
    const all = [...read.values()]
    report({
      done: all.reduce((sum, one) => sum + one.bytesRead, 0),
      total,
      rows: all.reduce((sum, one) => sum + one.rows, 0),
    })
  }
}

/** One file per day, with counts and reasons and no names; the oldest are deleted. */
function keepReport({ dir }: Home, day: string, report: ImportReport): void {
  const folder = join(dir, 'imports')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  writeFileSync(join(folder, `${day}.txt`), `${importReportText(report)}\n`, { mode: 0o600 })
  const kept = readdirSync(folder)
    .filter((name) => /^\d{4}-\d\d-\d\d\.txt$/.test(name))
    .sort()
  for (const name of kept.slice(0, -reportsKept)) rmSync(join(folder, name))
}

export async function noteImportStarted(
  { database, clock }: Pick<ImportJobParts, 'database' | 'clock'>,
  { folder, mark, report }: { readonly folder: string; readonly mark: string; readonly report: ImportReport },
): Promise<void> {
  const set = await nightlyImport(database.app)
  if (set?.folder === folder) await noteImport(database.worker, { mark, at: clock.now(), report })
}

export type ImportConflicts = {
  /** Reported lost here, active in the export. */
  readonly lostCards: number
  readonly corrected: number
  /** Loans in the export whose item is checked out here. */
  readonly lentHere: number
  readonly cards: number
  /** Patrons gone from the export who still have links here. */
  readonly goneWithLinks: number
}

export type ImportWarning =
  /** `sentence`: the program's own, in English; empty if only the log says more. */
  | { readonly code: 'failed'; readonly at: Date; readonly sentence: string }
  /** So much is gone from the export that nothing was ended. */
  | { readonly code: 'cut-short'; readonly at: Date; readonly rows: number }
  /** Nothing was imported for two nights. */
  | { readonly code: 'old'; readonly last: Date | undefined }
  | { readonly code: 'conflicts'; readonly at: Date; readonly conflicts: ImportConflicts }

const oldHours = 50

export async function importWarning(services: {
  readonly app: Kysely<Schema>
  readonly clock: Clock
}): Promise<ImportWarning | undefined> {
  const set = await nightlyImport(services.app)
  return set && importWarningOf(set, services.clock.now())
}

export function importWarningOf(
  { since, good, failed }: NightlyImport,
  now: Date,
): ImportWarning | undefined {
  if (failed !== undefined) return { code: 'failed', at: failed.at, sentence: failed.sentence }
  const report = lastImportReport(good)
  const rows = report === undefined ? 0 : heldRowCount(report)
  if (good !== undefined && rows > 0) return { code: 'cut-short', at: good.at, rows }
  const ageHours = (now.getTime() - (good?.at ?? since).getTime()) / 3_600_000
  if (ageHours > oldHours) return { code: 'old', last: good?.at }
  if (good === undefined || report === undefined) return undefined
  const conflicts = conflictsIn(report)
  const some = Object.values(conflicts).some((count) => count > 0)
  return some ? { code: 'conflicts', at: good.at, conflicts } : undefined
}

export function lastImportReport(good: NightlyImport['good']): ImportReport | undefined {
  return good?.report as ImportReport | undefined
}

export function heldRowCount({ files, guarantors }: ImportReport): number {
  return Object.values(files).reduce((sum, { held }) => sum + held, guarantors.held)
}

export function conflictsIn({ files }: ImportReport): ImportConflicts {
  const people = files['borrowers.csv']
  return {
    lostCards: people?.noticed['card-lost-here'] ?? 0,
    corrected: people?.noticed['corrected-here'] ?? 0,
    lentHere: files['issues.csv']?.rejectedReasons['item-lent-here'] ?? 0,
    cards: people?.rejectedReasons['card-twice'] ?? 0,
    goneWithLinks: people?.absentWithLinks ?? 0,
  }
}

/** The files of a folder by size and time; another export has another mark. */
type ExportMark = {
  readonly mark: string
  /** The newest file's time of change. */
  readonly writtenAtMs: number
}

export function readExportMark(folder: string, files: readonly string[]): ExportMark | undefined {
  const found = files.flatMap((file) => {
    const stat = statSync(join(folder, file), { throwIfNoEntry: false })
    return stat === undefined ? [] : [{ file, size: stat.size, writtenAtMs: Math.floor(stat.mtimeMs) }]
  })
  if (found.length === 0) return undefined
  const mark = createHash('sha256').update(JSON.stringify(found)).digest('hex')
  return { mark, writtenAtMs: Math.max(...found.map(({ writtenAtMs }) => writtenAtMs)) }
}

/** The kinds of links made here, by the pack, unless someone said that the library circulates with the other system. */
export function tablesKeptHere(
  { manifest: { lending, holds } }: Pack,
  lendsElsewhere: boolean,
): readonly LinkTable[] {
  if (lendsElsewhere || lending === undefined) return []
  return holds === undefined ? ['loan', 'charge'] : ['loan', 'hold', 'charge']
}

const count = (number: number) => number.toLocaleString('en-US')
const countOf = (number: number, one: string, many: string) => `${count(number)} ${number === 1 ? one : many}`

export function importReportText(report: ImportReport): string {
  const files = Object.entries(report.files)
  return [
    ...files.flatMap(([file, counts]) => tellFile(file, counts)),
    ...report.missingFiles.map((file) => tellMissing(file)),
    '',
    tellGuarantors(report),
    tellSum(files.map(([, counts]) => counts)),
    ...tellFilesOfRows(report),
  ].join('\n')
}

function tellFilesOfRows({ files, rejectedFile, noticedFile }: ImportReport): string[] {
  const all = Object.values(files)
  const hasNotices = all.some(({ noticed }) => Object.keys(noticed).length > 0)
  return [
    ...(all.some(({ rejected }) => rejected > 0)
      ? [
          `The rejected rows are in ${rejectedFile}, each with its reason. That file is confidential: fix the rows`,
          'in Koha, import again, and delete it.',
        ]
      : []),
    ...(hasNotices
      ? [`Fields of imported rows that were left out or look wrong are listed in ${noticedFile}.`]
      : []),
  ]
}

function tellFile(file: string, counts: FileReport): string[] {
  const { rows, added, updated, unchanged, skipped, rejected, ended, absent } = counts
  const sums = [
    `${count(added)} added, ${count(updated)} updated, ${count(unchanged)} unchanged`,
    `${count(skipped)} skipped, ${count(rejected)} rejected`,
  ]
  const reasons = (
    title: string,
    found: Readonly<Record<string, number>>,
    words: Readonly<Record<string, string>>,
  ) =>
    Object.entries(found)
      .sort(([, a], [, b]) => b - a)
      .map(([code, times]) => `  ${title.padEnd(8)} ${count(times).padStart(7)}  ${words[code] ?? code}`)
  return [
    `${file}: ${countOf(rows, 'row', 'rows')}: ${sums.join(', ')}`,
    ...reasons('rejected', counts.rejectedReasons, rejections),
    ...reasons('skipped', counts.skippedReasons, skips),
    ...reasons('noticed', counts.noticed, notices),
    ...(ended > 0 ? [`  ended    ${count(ended).padStart(7)}  no longer in the export`] : []),
    ...(absent > 0
      ? [`  absent   ${count(absent).padStart(7)}  no longer in the export; they stay here`]
      : []),
    ...(counts.absentWithLinks > 0
      ? [
          `  of them  ${count(counts.absentWithLinks).padStart(7)}  still have something out, on hold or owed here`,
        ]
      : []),
    ...(counts.held > 0
      ? [
          `  held     ${count(counts.held).padStart(7)}  no longer in the export, too many at once: nothing was ended. ${fixHint}`,
        ]
      : []),
    ...(counts.endingHeld
      ? ['  Nothing was ended, because the id of a rejected row cannot be read: fix it and import again.']
      : []),
    ...(counts.missingColumns.length > 0 ? [`  The file has no ${counts.missingColumns.join(', ')}.`] : []),
  ]
}

const fixHint = 'If it is whole, import it with --ended-ok; else export it again.'

function tellMissing(file: string): string {
  return `${file} is not there: what an earlier import brought from it stays as it was`
}

function tellGuarantors({ guarantors }: ImportReport): string {
  const { added, updated, unchanged, ended, held, notLinked } = guarantors
  const changes = `${count(added)} new, ${count(updated)} changed, ${count(ended)} ended`
  const linked = `Guarantors: ${count(added + updated + unchanged)} linked (${changes}), ${count(notLinked)} not linked.`
  return held === 0
    ? linked
    : `${linked}\n  ${count(held)} are no longer in the export, too many at once: none was ended. ${fixHint}`
}

function tellSum(files: readonly FileReport[]): string {
  const sum = (of: (file: FileReport) => number) => files.reduce((total, file) => total + of(file), 0)
  const imported = sum((file) => file.added + file.updated + file.unchanged)
  const rest = `${count(sum((file) => file.skipped))} skipped, ${count(sum((file) => file.rejected))} rejected`
  return `Of ${countOf(
    sum((file) => file.rows),
    'row',
    'rows',
  )}, ${count(imported)} imported, ${rest}: every row is accounted for.`
}
