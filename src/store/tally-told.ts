import type { Kysely } from 'kysely'
import type { BandCounted, MonthCounted } from '../circulation/month-told.ts'
import type { Schema } from './schema.ts'

/*
 * What is known of months that are over. It says nothing of anybody, and is read without a context.
 */

/** The months of a year that were told, the first one first. */
export async function monthsOfYear(app: Kysely<Schema>, year: string): Promise<MonthCounted[]> {
  return app
    .selectFrom('tally_month')
    .selectAll()
    .where('month', '>=', `${year}-01`)
    .where('month', '<=', `${year}-12`)
    .orderBy('month')
    .execute()
}

/** The counts by age and collection of a year, by month. */
export async function bandsOfYear(
  app: Kysely<Schema>,
  year: string,
): Promise<ReadonlyMap<string, readonly BandCounted[]>> {
  const rows = await app
    .selectFrom('tally_band')
    .selectAll()
    .where('month', '>=', `${year}-01`)
    .where('month', '<=', `${year}-12`)
    .execute()
  const counts = new Map<string, BandCounted[]>()
  for (const { month, ...count } of rows) counts.set(month, [...(counts.get(month) ?? []), count])
  return counts
}

/** How many holds and charges were cut in the months of a year. */
export async function cutsOfYear(app: Kysely<Schema>, year: string): Promise<Schema['tally_cut'][]> {
  return app
    .selectFrom('tally_cut')
    .selectAll()
    .where('month', '>=', `${year}-01`)
    .where('month', '<=', `${year}-12`)
    .execute()
}

/** The first and the last month that was told; undefined where there is none. */
export async function toldSpan(
  app: Kysely<Schema>,
): Promise<{ readonly first: string; readonly last: string } | undefined> {
  const at = (order: 'asc' | 'desc') =>
    app.selectFrom('tally_month').select('month').orderBy('month', order).limit(1).executeTakeFirst()
  const [first, last] = [await at('asc'), await at('desc')]
  return first && last && { first: first.month, last: last.month }
}
