import type { Kysely } from 'kysely'
import { outcomes } from '../casework/case.ts'
import { suppressSmall } from '../circulation/small-cells.ts'
import { csvLine } from '../imports/csv-writer.ts'
import { type CaseCount, caseCounts, firstYear } from '../store/case-figures.ts'
import { keepYears, yearsTold } from '../store/requests-told.ts'
import type { Schema } from '../store/schema.ts'
import { inContext } from '../store/vault.ts'

/** A number below this is not told. */
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
export type RequestOutcome = (typeof requestOutcomes)[number]

/** A number, or `null` where it is not told. */
export type Told = number | null

export type RequestsTold = {
  /** `YYYY`. */
  readonly year: string
  /** `null`: beside the letters of denial fewer than are told, or none. */
  readonly sum: Told
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

/**
 * What may be told of the years that are over. Why not of the one that runs: whoever looked each day would see each request
 * come and end. Drills, and what is in a sealed compartment, are in no number of it.
 *
 * INVARIANT: a year that was told once is kept as it was told, and never told otherwise: whoever sees a number become less
 * would know that something came of which nobody may speak. What ends later stays as not ended.
 * @param today `YYYY-MM-DD`
 */
export async function requestsReport(
  app: Kysely<Schema>,
  today: string,
  by: { readonly actor: string; readonly place: string },
): Promise<RequestsReport> {
  return inContext(app, by, async (trx) => {
    const last = Number(today.slice(0, 4)) - 1
    const first = Math.max(Number((await firstYear(trx)) ?? last + 1), last - mostYears + 1)
    const names = Array.from({ length: Math.max(0, last - first + 1) }, (_none, at) => String(first + at))
    if (names.length === 0) return { years: [], all: [] }
    const before = await yearsTold<RequestKind>(trx, names)
    const others = names.filter((name) => !before.some(({ year }) => year === name))
    if (others.length > 0) {
      const counts = await caseCounts(trx, { first: String(first), last: String(last) })
      const tables = others.map((year) =>
        toldOf(
          year,
          counts.filter((one) => one.year === year),
        ),
      )
      await keepYears(trx, tables)
    }
    const all = others.length > 0 ? await yearsTold<RequestKind>(trx, names) : before
    return { years: [...names].reverse(), all }
  })
}

/** What anybody can count in the file of denials. So it hides nothing, and what is left without it is what is told of. */
const letters = { row: requestKinds.indexOf('records'), column: requestOutcomes.indexOf('refused') }

/** One year as it may be told: in a form that is the same whatever came, and whether anything did. */
export function toldOf(year: string, counts: readonly CaseCount[]): RequestsTold {
  const table = requestKinds.map((kind) =>
    requestOutcomes.map((outcome) =>
      counts
        .filter((one) => kindOf(one) === kind && (one.outcome ?? 'open') === outcome)
        .reduce((sum, { cases }) => sum + cases, 0),
    ),
  )
  const told = suppressSmall(table, leastRequests, letters)
  const isFew = told.sum - (table[letters.row]?.[letters.column] ?? 0) < leastRequests
  const orNot = (value: Told | undefined): Told => (isFew ? null : (value ?? null))
  return {
    year,
    sum: orNot(told.sum),
    ofOutcome: requestOutcomes.map((_none, at) => orNot(told.columnSums[at])),
    lines: requestKinds.map((kind, row) => ({
      kind,
      sum: orNot(told.rowSums[row]),
      cells: requestOutcomes.map((_none, at) => orNot(told.cells[row]?.[at])),
    })),
  }
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

/** A year as CSV: `year,request,outcome,cases`; empty where the number is not told, and `all` for every one. */
export function requestsCsv({ year, sum, ofOutcome, lines }: RequestsTold): string {
  const line = (kind: string, outcome: string, cases: Told | undefined) =>
    csvLine([year, kind, outcome, cases === null || cases === undefined ? '' : String(cases)])
  return [
    csvLine(['year', 'request', 'outcome', 'cases']),
    line('all', 'all', sum),
    ...requestOutcomes.map((outcome, at) => line('all', outcome, ofOutcome[at])),
    ...lines.flatMap(({ kind, sum: all, cells }) => [
      line(kind, 'all', all),
      ...requestOutcomes.map((outcome, at) => line(kind, outcome, cells[at])),
    ]),
  ].join('')
}
