import type { Kysely } from 'kysely'

import { csvLine } from '../platform/csv.ts'
import { inContext, type Trx } from '../platform/db/context.ts'
import type { Schema } from '../platform/db/schema.ts'
import { dailyJobContext } from '../platform/jobs/daily-job.ts'
import {
  type ReportedNumber,
  sumOfReported as togetherOf,
  withoutFewOrNone,
} from '../platform/small-numbers.ts'
import { caseOutcomes } from './case.ts'
import { type CaseCount, caseCounts, firstYear } from './cases-store.ts'

/** A number below this is not told, and none neither. */
export const smallestCount = 5
const maxYears = 12

/** The lines of the report, always these and in this order. */
export const requestKinds = [
  ...(['warrant', 'order', 'subpoena', 'prosecutor', 'agency', 'preservation', 'other'] as const),
  ...(['records', 'ask', 'emergency', 'privacy', 'conduct'] as const),
] as const
export type RequestKind = (typeof requestKinds)[number]

/** Its columns. `open`: nothing came of it yet. */
export const requestOutcomes = [...caseOutcomes, 'open'] as const

export type { ReportedNumber } from '../platform/small-numbers.ts'

export type PublishedYear = {
  /** `YYYY`. */
  readonly year: string
  /** `null`: more than what is told came, or no more. */
  readonly sum: ReportedNumber
  /** What is told of each outcome, together: by what is not told it may be more. */
  readonly ofOutcome: readonly ReportedNumber[]
  readonly lines: readonly {
    readonly kind: RequestKind
    readonly sum: ReportedNumber
    readonly cells: readonly ReportedNumber[]
  }[]
}

export type TransparencyReport = {
  /** The years of which something can be told, the newest first. */
  readonly years: readonly string[]
  /** Each of them, the oldest first. */
  readonly all: readonly PublishedYear[]
}

/** What was told of the years that are over, by somebody's look: nothing comes of it. Why not of the others: see `tellYears`. */
export async function transparencyReport(
  app: Kysely<Schema>,
  by: { readonly actor: string; readonly place: string },
): Promise<TransparencyReport> {
  const told = await inContext(app, by, (trx) => publishedYears<RequestKind>(trx))
  const all = told.slice(-maxYears)
  return { years: all.map(({ year }) => year).reverse(), all }
}

/**
 * Tells the years that are over, each once, from a day of the next one on. Why not of the one that runs: whoever looked each day
 * would see each request come and end. Why not at its end: what came late in it would stand as not ended for good. Drills, and
 * what is in a sealed compartment, are in no number of it.
 *
 * INVARIANT: a year that was told once is kept as it was told, and never told otherwise: whoever sees a number become less
 * would know that something came of which nobody may speak. What ends later stays as not ended.
 * @param today `YYYY-MM-DD`
 * @param from `MM-DD`
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
    const counts = await caseCounts(trx, { first: String(first), last: String(last) })
    const ofYear = (year: string) => counts.filter((one) => one.year === year)
    await addPublishedYears(
      trx,
      others.map((year) => publishedYearOf(year, ofYear(year))),
    )
  })
}

/**
 * What anybody can count in the file of denials, at most: a part that was denied beside an answer is there too. So it hides
 * nothing, and what is left without it is what is told of.
 */
const denialCell = { row: requestKinds.indexOf('records'), column: requestOutcomes.indexOf('refused') }

/** One year as it may be told: in a form that is the same whatever came, and whether anything did. What is few reads as none. */
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

/** A sum where it is told; else what is told of it, which is less by a few at most, or `null` where nothing is. */
export function orMore(
  sum: ReportedNumber,
  parts: readonly ReportedNumber[],
): { readonly many: ReportedNumber; readonly isAll: boolean } {
  return sum === null ? { many: togetherOf(parts), isAll: false } : { many: sum, isAll: true }
}

/** All of a year, likewise. */
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

/** Under which line a case is counted. Whatever was seized was seized under a warrant, though nobody read its kind. */
function kindOf({ kind, instrument, outcome }: CaseCount): RequestKind {
  if (kind === 'records-request') return 'records'
  if (kind === 'ask' || kind === 'emergency' || kind === 'privacy' || kind === 'conduct') return kind
  if (outcome === 'seized') return 'warrant'
  return ofInstrument[instrument ?? ''] ?? 'other'
}

/**
 * A year as CSV: `year,request,outcome,cases`. `<5`: few, or none. `all` for every one, empty where that is not told; `told`
 * for what of an outcome is told.
 */
export function requestsCsv({ year, sum, ofOutcome, lines }: PublishedYear): string {
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
  ].join('')
}

/** A year as it was told, with `null` for what is left out; of what, the report says. */
export type PublishedYearRow<Line extends string = string> = {
  /** `YYYY`. */
  readonly year: string
  readonly sum: number | null
  readonly ofOutcome: readonly (number | null)[]
  readonly lines: readonly {
    readonly kind: Line
    readonly sum: number | null
    readonly cells: readonly (number | null)[]
  }[]
}

/** The years that were told, as they were, the oldest first. */
export async function publishedYears<Line extends string>(trx: Trx): Promise<PublishedYearRow<Line>[]> {
  const rows = await trx.selectFrom('requests_told').select(['year', 'told']).orderBy('year').execute()
  return rows.map(({ year, told }) => ({ ...(told as Omit<PublishedYearRow<Line>, 'year'>), year }))
}

/** Keeps how years are told; of one that was told before, nothing. */
export async function addPublishedYears(trx: Trx, tables: readonly PublishedYearRow[]): Promise<void> {
  const rows = tables.map(({ year, ...told }) => ({ year, told: JSON.stringify(told) }))
  await trx
    .insertInto('requests_told')
    .values(rows)
    .onConflict((already) => already.doNothing())
    .execute()
}
