import type { Kysely } from 'kysely'
import { csvLine } from '../platform/csv.ts'
import { type Db, inContext, type Trx } from '../platform/db/context.ts'
import type { Schema } from '../platform/db/schema.ts'
import { dailyJobContext } from '../platform/jobs/daily-job.ts'
import {
  type ReportedNumber,
  sumOfReported as togetherOf,
  withoutFewOrNone,
} from '../platform/small-numbers.ts'
import { caseOutcomes } from './case.ts'
import { type CaseCount, caseCounts, type DutyMinutes, dutyMinutes, firstYear } from './cases-store.ts'

/** Smaller numbers, zero included, are not published. */
export const smallestCount = 5
const maxYears = 12

/** In this order. */
export const requestKinds = [
  ...(['warrant', 'order', 'subpoena', 'prosecutor', 'agency', 'preservation', 'other'] as const),
  ...(['records', 'ask', 'emergency', 'privacy', 'conduct'] as const),
  'disclosure',
] as const
export type RequestKind = (typeof requestKinds)[number]

/** `open`: no outcome yet. */
export const requestOutcomes = [...caseOutcomes, 'open'] as const

export type { ReportedNumber } from '../platform/small-numbers.ts'

export type PublishedYear = {
  readonly year: string
  /** `null`: not published. */
  readonly sum: ReportedNumber
  /** At least this many. */
  readonly ofOutcome: readonly ReportedNumber[]
  readonly lines: readonly {
    readonly kind: RequestKind
    readonly sum: ReportedNumber
    readonly cells: readonly ReportedNumber[]
  }[]
  /** How fast legal papers were handled; `null` where too few came. Years published before it was counted have none. */
  readonly duties?: Readonly<Record<ReportedDuty, DutySpeed>> | null | undefined
}

/** What Reg 6 asks for, each counted from when a paper was served. */
export const duties = ['reported', 'seen', 'consulted'] as const
type ReportedDuty = (typeof duties)[number]

/** In minutes; `later`: longer, or never. */
const dutyBands = ['15', '60', '240', '1440', '10080', 'later'] as const
type DutyBand = (typeof dutyBands)[number]

/** The shortest of the times within which half, and nine out of ten, were done. */
type DutySpeed = { readonly half: DutyBand; readonly most: DutyBand }

/** Fewer legal papers say nothing of a year, and much of each. */
export const leastTimed = 10

export type TransparencyReport = {
  /** Newest first. */
  readonly years: readonly string[]
  /** Oldest first. */
  readonly all: readonly PublishedYear[]
}

/** Published years only; a view publishes nothing. Why not the others: see `publishDueYears`. */
export async function transparencyReport(app: Kysely<Schema>): Promise<TransparencyReport> {
  const all = (await publishedYears<RequestKind>(app)).slice(-maxYears)
  return { years: all.map(({ year }) => year).reverse(), all }
}

/**
 * Publishes each past year once, from a day of the following year on. Why not the current one: daily readers would see
 * each request come and end. Why not on January 1: late cases would stay open forever. Drills and sealed matters are
 * not counted. INVARIANT: a published year never changes: a number that drops would reveal something under a
 * nondisclosure order. @param today `YYYY-MM-DD` @param from `MM-DD`
 */
export async function publishDueYears(
  app: Kysely<Schema>,
  today: string,
  { from }: { readonly from: string },
): Promise<void> {
  await inContext(app, dailyJobContext, async (trx) => {
    const last = Number(today.slice(0, 4)) - (today.slice(5) >= from ? 1 : 2)
    const first = Math.max(Number((await firstYear(trx)) ?? last + 1), last - maxYears + 1)
    const names = Array.from({ length: Math.max(0, last - first + 1) }, (_none, at) => String(first + at))
    const told = new Set((await publishedYears(trx)).map(({ year }) => year))
    const others = names.filter((name) => !told.has(name))
    if (others.length === 0) return
    const span = { first: String(first), last: String(last) }
    await publishYears(trx, others, await caseCounts(trx, span), await dutyMinutes(trx, span))
  })
}

/** Publishes these years (`YYYY`) with what was counted of each; a year that is published stays as it is. */
export async function publishYears(
  trx: Trx,
  years: readonly string[],
  counts: readonly CaseCount[],
  times?: readonly DutyMinutes[],
): Promise<void> {
  const ofYear = (year: string) => counts.filter((one) => one.year === year)
  await addPublishedYears(
    trx,
    years.map((year) => ({
      ...publishedYearOf(year, ofYear(year)),
      ...(times && { duties: dutiesOf(times.filter((one) => one.year === year)) }),
    })),
  )
}

/** Anyone can count denials in the public file, so this number hides nothing and does not count for the rule. */
const denialCell = { row: requestKinds.indexOf('records'), column: requestOutcomes.indexOf('refused') }

/** The same form whatever came, and whether anything did. Small numbers read as none. */
export function publishedYearOf(year: string, counts: readonly CaseCount[]): PublishedYear {
  const table = requestKinds.map((kind) =>
    requestOutcomes.map((outcome) =>
      counts
        .filter((one) => kindOf(one) === kind && (one.outcome ?? 'open') === outcome)
        .reduce((sum, { cases }) => sum + cases, 0),
    ),
  )
  const { cells, rowSums, sum } = withoutFewOrNone(table, smallestCount, denialCell)
  return {
    year,
    sum,
    ofOutcome: requestOutcomes.map((_none, at) => togetherOf(cells.map((row) => row[at] ?? null))),
    lines: requestKinds.map((kind, row) => ({ kind, sum: rowSums[row] ?? null, cells: cells[row] ?? [] })),
  }
}

/**
 * How fast the papers of a year were handled. Why no counts: with the kinds of the same year they would add up to what
 * is left out. A share of at least five papers says nothing of one.
 */
export function dutiesOf(times: readonly DutyMinutes[]): PublishedYear['duties'] {
  if (times.length < leastTimed) return null
  const of = (duty: ReportedDuty): DutySpeed => {
    const minutes = times.map((one) => one[duty] ?? Number.POSITIVE_INFINITY).sort((a, b) => a - b)
    return { half: bandOf(atShare(minutes, 0.5)), most: bandOf(atShare(minutes, 0.9)) }
  }
  return { reported: of('reported'), seen: of('seen'), consulted: of('consulted') }
}

const atShare = (sorted: readonly number[], share: number): number =>
  sorted[Math.ceil(sorted.length * share) - 1] ?? Number.POSITIVE_INFINITY

const bandOf = (minutes: number): DutyBand =>
  dutyBands.find((band) => band !== 'later' && minutes <= Number(band)) ?? 'later'

/** The sum, or what is published of it; `null` where nothing is. */
export function orMore(
  sum: ReportedNumber,
  parts: readonly ReportedNumber[],
): { readonly many: ReportedNumber; readonly isAll: boolean } {
  return sum === null ? { many: togetherOf(parts), isAll: false } : { many: sum, isAll: true }
}

export function allOf({ sum, lines }: PublishedYear): ReturnType<typeof orMore> {
  return orMore(
    sum,
    lines.map((line) => orMore(line.sum, line.cells).many),
  )
}

const ofInstrument: Readonly<Record<string, RequestKind>> = {
  'search-warrant': 'warrant',
  'court-order': 'order',
  subpoena: 'subpoena',
  'county-attorney-subpoena': 'prosecutor',
  'grand-jury-subpoena': 'prosecutor',
  'administrative-subpoena': 'agency',
  'administrative-warrant': 'agency',
  'preservation-request': 'preservation',
}

/** What was seized counts as a warrant, even if no one read the paper. */
export function kindOf({
  kind,
  instrument,
  outcome,
}: Pick<CaseCount, 'kind' | 'instrument' | 'outcome'>): RequestKind {
  if (kind === 'records-request') return 'records'
  const own = requestKinds.find((one) => one === kind)
  if (own !== undefined) return own
  if (outcome === 'seized') return 'warrant'
  return ofInstrument[instrument ?? ''] ?? 'other'
}

/**
 * Two tables with a blank line between them: requests, and how fast legal papers were handled. `<5`: few or none. `all`: every
 * outcome, empty if unpublished. `told`: what is published of an outcome. Times are in minutes, empty if unpublished.
 */
export function requestsCsv({ year, sum, ofOutcome, lines, duties: speeds }: PublishedYear): string {
  const line = (kind: string, outcome: string, cases: string) => csvLine([year, kind, outcome, cases])
  const orNone = (cases: ReportedNumber | undefined) => String(cases ?? '')
  const orFew = (cases: ReportedNumber | undefined) => String(cases ?? `<${smallestCount}`)
  return [
    csvLine(['year', 'request', 'outcome', 'cases']),
    line('all', 'all', orNone(sum)),
    ...requestOutcomes.map((outcome, at) => line('told', outcome, orNone(ofOutcome[at]))),
    ...lines.flatMap(({ kind, sum: all, cells }) => [
      line(kind, 'all', orNone(all)),
      ...requestOutcomes.map((outcome, at) => line(kind, outcome, orFew(cells[at]))),
    ]),
    '\n',
    csvLine(['year', 'step', 'half_within_minutes', 'nine_of_ten_within_minutes']),
    ...duties.map((duty) => csvLine([year, duty, speeds?.[duty].half ?? '', speeds?.[duty].most ?? ''])),
  ].join('')
}

/** `null`: left out. */
type PublishedYearRow<Line extends string = string> = {
  readonly year: string
  readonly sum: number | null
  readonly ofOutcome: readonly (number | null)[]
  readonly lines: readonly {
    readonly kind: Line
    readonly sum: number | null
    readonly cells: readonly (number | null)[]
  }[]
  readonly duties?: PublishedYear['duties']
}

/** Oldest first. */
async function publishedYears<Line extends string>(db: Db): Promise<PublishedYearRow<Line>[]> {
  const rows = await db.selectFrom('requests_told').select(['year', 'told']).orderBy('year').execute()
  return rows.map(({ year, told }) => ({ ...(told as Omit<PublishedYearRow<Line>, 'year'>), year }))
}

/** Years published before are not changed. */
async function addPublishedYears(trx: Trx, tables: readonly PublishedYearRow[]): Promise<void> {
  const rows = tables.map(({ year, ...told }) => ({ year, told: JSON.stringify(told) }))
  await trx
    .insertInto('requests_told')
    .values(rows)
    .onConflict((already) => already.doNothing())
    .execute()
}
