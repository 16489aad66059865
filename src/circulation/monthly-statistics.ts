import type { Kysely } from 'kysely'
import { returnCountOpener } from '../gate/capabilities.ts'
import { KeyError } from '../platform/crypto/key-folder.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import { LinkOpener } from '../platform/crypto/link-keys.ts'
import { csvLine } from '../platform/csv.ts'
import { inContext, type Trx } from '../platform/db/context.ts'
import type { Schema } from '../platform/db/schema.ts'
import { type DailyJob, dailyJobContext } from '../platform/jobs/daily-job.ts'
import { openMonth, openUncounted, sealMonth } from './sealed-links.ts'
import {
  type AnonymizedLinks,
  addAnonymized,
  addReturns,
  addUnpublished,
  bandsInOrder,
  type CountedReturn,
  combinedCollections,
  type MonthCount,
  monthOf,
  type PublishedBand,
  type PublishedCount,
  type PublishedMonth,
  partOfMonth,
  publishedMonth,
} from './statistics.ts'
import {
  collectionsOf,
  openStatisticsMonths,
  publishedAmong,
  publishedBandsOf,
  publishedMonthsOf,
  publishMonth,
  removeUncounted,
  reportYears,
  saveOpenMonth,
  uncountedRows,
} from './statistics-store.ts'

export type YearStatistics = {
  readonly year: string
  readonly years: readonly string[]
  readonly months: readonly PublishedMonth[]
  readonly bands: readonly PublishedBand[]
  readonly collections: readonly string[]
}

/** @param asked `YYYY`; default: the newest year with data */
export async function circulationOfYear(
  app: Kysely<Schema>,
  asked: string | undefined,
  today: string,
): Promise<YearStatistics> {
  const { year, years } = await reportYears(app, asked, today)
  const counts = await publishedBandsOf(app, year)
  const months = (await publishedMonthsOf(app, { first: year, last: year })).map((month) =>
    publishedMonth(month, counts.get(month.month) ?? []),
  )
  return {
    year,
    years,
    months,
    bands: bandsInOrder.filter((band) => months.some(({ bands }) => bands.includes(band))),
    collections: [...new Set(months.flatMap(({ collections }) => collections))].sort(),
  }
}

/** How many years the charts compare. */
const yearsCompared = 3

export type YearOfReturns = Pick<YearStatistics, 'year'> & {
  readonly months: readonly Pick<PublishedMonth, 'month' | 'returns'>[]
}

/** The returns of each published month, which every report shows; the newest year first, and none without a month. */
export async function returnsOfYears(app: Kysely<Schema>, today: string): Promise<YearOfReturns[]> {
  const last = Number(today.slice(0, 4))
  const counted = await publishedMonthsOf(app, {
    first: String(last - yearsCompared + 1),
    last: String(last),
  })
  return Array.from({ length: yearsCompared }, (_none, at) => String(last - at)).flatMap((year) => {
    const months = counted.filter(({ month }) => month.startsWith(year))
    return months.length === 0 ? [] : [{ year, months }]
  })
}

/**
 * The year asked for, then the years with data right before it. INVARIANT: each is exactly what its own report shows, and
 * nothing is added up over years, so that several on one page reveal no more than one (decision 21).
 */
export async function circulationOfYears(
  app: Kysely<Schema>,
  asked: string | undefined,
  today: string,
): Promise<readonly [YearStatistics, ...YearStatistics[]]> {
  const first = await circulationOfYear(app, asked, today)
  const before = first.years.filter((year) => year < first.year).slice(0, yearsCompared - 1)
  return [first, ...(await Promise.all(before.map((year) => circulationOfYear(app, year, today))))]
}

/**
 * CSV: `month,age,collection,returns`, with `all` for every age or collection. A suppressed number is an empty field.
 */
export function circulationCsv({ months }: YearStatistics): string {
  const line = (month: string, age: string, collection: string, returns: PublishedCount) =>
    csvLine([
      month,
      age,
      collection === combinedCollections ? 'several together' : withoutFormula(collection),
      returns === null ? '' : String(returns),
    ])
  return [
    csvLine(['month', 'age', 'collection', 'returns']),
    ...months.flatMap((told) => {
      const { month, bands, collections } = told
      return [
        line(month, 'all', 'all', told.returns),
        line(month, 'not told apart', 'all', told.untold),
        ...bands.map((band) => line(month, band, 'all', told.ofBand(band))),
        ...collections.map((collection) => line(month, 'all', collection, told.ofCollection(collection))),
        ...bands.flatMap((band) =>
          collections.map((collection) => line(month, band, collection, told.cell(band, collection))),
        ),
      ]
    }),
  ].join('')
}

/** Hostile: another system names the collections, and a spreadsheet runs such text as a formula. */
function withoutFormula(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
}

/**
 * Counts returns once their part of the month is over, and publishes a month once it is over. It runs before links are
 * resealed, while the keys of the queued rows exist.
 */
export function countReturnsStep(parts: {
  readonly worker: Kysely<Schema>
  readonly ring: KeyRing
}): DailyJob {
  return {
    name: 'count-returns',
    run: (day) => inContext(parts.worker, dailyJobContext, (trx) => countDueReturns(trx, parts.ring, day)),
  }
}

async function countDueReturns(trx: Trx, ring: KeyRing, day: string): Promise<void> {
  const keys = new LinkOpener(returnCountOpener(ring))
  const open = new Map(
    (await openStatisticsMonths(trx)).map((row) => [row.month, orUndefined(() => openMonth(keys, row))]),
  )
  const waiting = (await uncountedRows(trx)).map((row) => ({
    id: row.id,
    back: orUndefined(() => openUncounted(keys, row)),
  }))
  const isDue = (back: CountedReturn | AnonymizedLinks | undefined) =>
    back === undefined || partOfMonth(back.on) < partOfMonth(day)
  const due = waiting.filter(({ back }) => isDue(back))
  const read = due.flatMap(({ back }) => back ?? [])
  const returned = read.filter((one) => 'item' in one)
  const collections = await collectionsOf(trx, [...new Set(returned.map(({ item }) => item))])
  const counts = addAnonymized(
    addReturns(definedOnly(open), returned, (item) => collections.get(item) ?? ''),
    read.filter((one) => 'cut' in one),
  )
  // Its key is gone, since keys and data are not of one day. All that can be counted is one return.
  const lost = due.length - read.length
  if (lost > 0) counts.set(monthOf(day), addUnpublished(counts.get(monthOf(day)), lost))

  const told = await publishedAmong(trx, [...counts.keys()])
  for (const [month, counted] of counts) {
    // Why: a second report with slightly higher numbers would reveal whose returns came late.
    const late = told.has(month)
    if (month < monthOf(day)) await publishMonth(trx, month, late ? totalOnly(counted) : counted)
    else if (counted !== open.get(month)) await saveOpenMonth(trx, sealMonth(keys, month, counted))
  }
  await removeUncounted(
    trx,
    due.map(({ id }) => id),
  )
}

function totalOnly({ returns, cut }: MonthCount): MonthCount {
  return { ...addUnpublished(undefined, returns), ...(cut && { cut }) }
}

function definedOnly<T>(values: ReadonlyMap<string, T | undefined>): Map<string, T> {
  return new Map([...values].flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const])))
}

function orUndefined<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    if (error instanceof KeyError) return undefined
    throw error
  }
}
