import type { Kysely } from 'kysely'
import {
  bandsInOrder,
  type MonthTold,
  monthTold,
  type Told,
  type ToldBand,
} from '../circulation/month-told.ts'
import { together } from '../circulation/tally.ts'
import { csvLine } from '../imports/csv-writer.ts'
import type { Schema } from '../store/schema.ts'
import { bandsOfYear, monthsOfYear } from '../store/tally-told.ts'
import { yearsTold } from './years-told.ts'

/** What came back in a year, month by month, as far as it may be told. */
export type YearTold = {
  /** `YYYY`. */
  readonly year: string
  /** The years of which something is told, the newest first. */
  readonly years: readonly string[]
  readonly months: readonly MonthTold[]
  /** Those of any of its months. */
  readonly bands: readonly ToldBand[]
  readonly collections: readonly string[]
}

/** @param asked the year, `YYYY`; without one, the newest of which something is told */
export async function circulationOf(
  app: Kysely<Schema>,
  asked: string | undefined,
  today: string,
): Promise<YearTold> {
  const { year, years } = await yearsTold(app, asked, today)
  const counts = await bandsOfYear(app, year)
  const months = (await monthsOfYear(app, year)).map((month) =>
    monthTold(month, counts.get(month.month) ?? []),
  )
  return {
    ...{ year, years, months },
    bands: bandsInOrder.filter((band) => months.some(({ bands }) => bands.includes(band))),
    collections: [...new Set(months.flatMap(({ collections }) => collections))].sort(),
  }
}

/**
 * The year as CSV: `month,age,collection,returns`, with `all` for every age or collection. Where the number is left out
 * the field is empty.
 */
export function circulationCsv({ months }: YearTold): string {
  const line = (month: string, age: string, collection: string, returns: Told) =>
    csvLine([
      month,
      age,
      collection === together ? 'several together' : inert(collection),
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

/** Hostile: a collection is named by another system, and a spreadsheet takes a text that begins so for a formula. */
function inert(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
}
