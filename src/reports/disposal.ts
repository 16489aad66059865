import type { Kysely } from 'kysely'
import { leastReturns } from '../circulation/small-cells.ts'
import type { Schema } from '../store/schema.ts'
import { cutsOfYear, monthsOfYear } from '../store/tally-told.ts'
import { yearsTold } from './years-told.ts'

/** The kinds of tie between a patron and an item or a title, in the order of a report. */
export const seriesInOrder = ['loan', 'hold', 'charge'] as const
export type Series = (typeof seriesInOrder)[number]

/** A month that is over, and how many ties of each kind were cut in it; `few` is one to nine. */
export type MonthCut = { readonly month: string; readonly links: Readonly<Record<Series, number | 'few'>> }

/** A year of them, with the years of which something is told, the newest first. */
export type YearCut = {
  readonly year: string
  readonly years: readonly string[]
  readonly months: readonly MonthCut[]
}

/**
 * What was cut in a year. There is no sum of the kinds: one that is few would come back by subtraction. How many loans is
 * told in any case, as it is everywhere (decision 0010).
 *
 * @param asked the year, `YYYY`; without one, the newest of which something is told
 */
export async function disposalOf(
  app: Kysely<Schema>,
  asked: string | undefined,
  today: string,
): Promise<YearCut> {
  const { year, years } = await yearsTold(app, asked, today)
  const cuts = await cutsOfYear(app, year)
  const cutIn = (month: string, series: string) =>
    cuts.find((one) => one.month === month && one.series === series)?.links ?? 0
  return {
    ...{ year, years },
    months: (await monthsOfYear(app, year)).map(({ month, returns }) => ({
      month,
      links: { loan: returns, hold: orFew(cutIn(month, 'hold')), charge: orFew(cutIn(month, 'charge')) },
    })),
  }
}

function orFew(links: number): number | 'few' {
  return links > 0 && links < leastReturns ? 'few' : links
}
