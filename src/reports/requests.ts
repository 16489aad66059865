import type { Kysely } from 'kysely'
import { outcomes } from '../casework/case.ts'
import { csvLine } from '../imports/csv-writer.ts'
import { type CaseCount, caseCounts, firstYear } from '../store/case-figures.ts'
import { atNight } from '../store/night.ts'
import { keepYears, yearsTold } from '../store/requests-told.ts'
import type { Schema } from '../store/schema.ts'
import { inContext } from '../store/vault.ts'
import { type Told, tellFewAlike, toldOf as togetherOf } from './few-alike.ts'

/** A number below this is not told, and none neither. */
export const leastRequests = 5
const mostYears = 12

/** The lines of the report, always these and in this order. */
export const requestKinds = [
  ...(['warrant', 'order', 'subpoena', 'prosecutor', 'agency', 'preservation', 'other'] as const),
  ...(['records', 'ask', 'emergency', 'privacy', 'conduct'] as const),
] as const
export type RequestKind = (typeof requestKinds)[number]

/** Its columns. `open`: nothing came of it yet. */
export const requestOutcomes = [...outcomes, 'open'] as const

export type { Told } from './few-alike.ts'

export type RequestsTold = {
  /** `YYYY`. */
  readonly year: string
  /** `null`: more than what is told came, or no more. */
  readonly sum: Told
  /** What is told of each outcome, together: by what is not told it may be more. */
  readonly ofOutcome: readonly Told[]
  readonly lines: readonly {
    readonly kind: RequestKind
    readonly sum: Told
    readonly cells: readonly Told[]
  }[]
}

export type RequestsReport = {
  /** The years of which something can be told, the newest first. */
  readonly years: readonly string[]
  /** Each of them, the oldest first. */
  readonly all: readonly RequestsTold[]
}

/** What was told of the years that are over, by somebody's look: nothing comes of it. Why not of the others: see `tellYears`. */
export async function requestsReport(
  app: Kysely<Schema>,
  by: { readonly actor: string; readonly place: string },
): Promise<RequestsReport> {
  const told = await inContext(app, by, (trx) => yearsTold<RequestKind>(trx))
  const all = told.slice(-mostYears)
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
export async function tellYears(
  app: Kysely<Schema>,
  today: string,
  { from }: { readonly from: string },
): Promise<void> {
  await inContext(app, atNight, async (trx) => {
    const last = Number(today.slice(0, 4)) - (today.slice(5) >= from ? 1 : 2)
    const first = Math.max(Number((await firstYear(trx)) ?? last + 1), last - mostYears + 1)
    const names = Array.from({ length: Math.max(0, last - first + 1) }, (_none, at) => String(first + at))
    const told = new Set((await yearsTold(trx)).map(({ year }) => year))
    const others = names.filter((name) => !told.has(name))
    if (others.length === 0) return
    const counts = await caseCounts(trx, { first: String(first), last: String(last) })
    const ofYear = (year: string) => counts.filter((one) => one.year === year)
    await keepYears(
      trx,
      others.map((year) => toldOf(year, ofYear(year))),
    )
  })
}

/**
 * What anybody can count in the file of denials, at most: a part that was denied beside an answer is there too. So it hides
 * nothing, and what is left without it is what is told of.
 */
const letters = { row: requestKinds.indexOf('records'), column: requestOutcomes.indexOf('refused') }

/** One year as it may be told: in a form that is the same whatever came, and whether anything did. What is few reads as none. */
export function toldOf(year: string, counts: readonly CaseCount[]): RequestsTold {
  const table = requestKinds.map((kind) =>
    requestOutcomes.map((outcome) =>
      counts
        .filter((one) => kindOf(one) === kind && (one.outcome ?? 'open') === outcome)
        .reduce((sum, { cases }) => sum + cases, 0),
    ),
  )
  const { cells, rowSums, sum } = tellFewAlike(table, leastRequests, letters)
  return {
    year,
    sum,
    ofOutcome: requestOutcomes.map((_none, at) => togetherOf(cells.map((row) => row[at] ?? null))),
    lines: requestKinds.map((kind, row) => ({ kind, sum: rowSums[row] ?? null, cells: cells[row] ?? [] })),
  }
}

/** A sum where it is told; else what is told of it, which is less by a few at most, or `null` where nothing is. */
export function orMore(sum: Told, parts: readonly Told[]): { readonly many: Told; readonly isAll: boolean } {
  return sum === null ? { many: togetherOf(parts), isAll: false } : { many: sum, isAll: true }
}

/** All of a year, likewise. */
export function allOf({ sum, lines }: RequestsTold): ReturnType<typeof orMore> {
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
export function requestsCsv({ year, sum, ofOutcome, lines }: RequestsTold): string {
  const line = (kind: string, outcome: string, cases: string) => csvLine([year, kind, outcome, cases])
  const orNone = (cases: Told | undefined) => String(cases ?? '')
  const orFew = (cases: Told | undefined) => String(cases ?? `<${leastRequests}`)
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
