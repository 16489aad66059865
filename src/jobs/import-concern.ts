import type { Kysely } from 'kysely'
import type { Clock } from '../clock.ts'
import type { ImportReport } from '../imports/koha-import.ts'
import { type NightlyImport, nightlyImport } from '../store/import-nightly.ts'
import type { Schema } from '../store/schema.ts'

/** What both systems say of one thing, and not the same; or what is here and no longer there. */
export type Conflicts = {
  /** Cards that were reported lost here, and that the export has as good. */
  readonly lostCards: number
  /** Values that were set right here, and that the export still has as they were. */
  readonly corrected: number
  /** Loans of the export whose item is out by a loan that was made here. */
  readonly lentHere: number
  /** Card numbers of the export that somebody else has here. */
  readonly cards: number
  /** Patrons that the export no longer has, and who still have something here. */
  readonly goneWithLinks: number
}

/** What is wrong with what comes in by itself. Whoever shows it to a person words it. */
export type ImportConcern =
  /** `sentence` is the program's own, in English; empty where only the log has more. */
  | { readonly code: 'failed'; readonly at: Date; readonly sentence: string }
  /** So much is gone from the export that nothing was ended. */
  | { readonly code: 'cut-short'; readonly at: Date; readonly rows: number }
  /** Nothing came in for two nights. */
  | { readonly code: 'old'; readonly last: Date | undefined }
  | { readonly code: 'conflicts'; readonly at: Date; readonly conflicts: Conflicts }

const oldHours = 50

/** As the app: undefined where no export comes in by itself, or all is well. */
export async function importConcern(house: {
  readonly app: Kysely<Schema>
  readonly clock: Clock
}): Promise<ImportConcern | undefined> {
  const set = await nightlyImport(house.app)
  return set && importConcernOf(set, house.clock.now())
}

export function importConcernOf(
  { since, good, failed }: NightlyImport,
  now: Date,
): ImportConcern | undefined {
  if (failed !== undefined) return { code: 'failed', at: failed.at, sentence: failed.sentence }
  const report = reportOf(good)
  const rows = report === undefined ? 0 : heldIn(report)
  if (good !== undefined && rows > 0) return { code: 'cut-short', at: good.at, rows }
  const ageHours = (now.getTime() - (good?.at ?? since).getTime()) / 3_600_000
  if (ageHours > oldHours) return { code: 'old', last: good?.at }
  if (good === undefined || report === undefined) return undefined
  const conflicts = conflictsIn(report)
  const some = Object.values(conflicts).some((count) => count > 0)
  return some ? { code: 'conflicts', at: good.at, conflicts } : undefined
}

/** The report of the last import; undefined where there was none. */
export function reportOf(good: NightlyImport['good']): ImportReport | undefined {
  return good?.report as ImportReport | undefined
}

/** How many rows would have ended, and did not. */
export function heldIn({ files, guarantors }: ImportReport): number {
  return Object.values(files).reduce((sum, { held }) => sum + held, guarantors.held)
}

export function conflictsIn({ files }: ImportReport): Conflicts {
  const people = files['borrowers.csv']
  return {
    lostCards: people?.noticed['card-lost-here'] ?? 0,
    corrected: people?.noticed['corrected-here'] ?? 0,
    lentHere: files['issues.csv']?.rejectedReasons['item-lent-here'] ?? 0,
    cards: people?.rejectedReasons['card-twice'] ?? 0,
    goneWithLinks: people?.absentWithLinks ?? 0,
  }
}
