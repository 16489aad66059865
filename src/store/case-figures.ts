import { sql, type Transaction } from 'kysely'
import type { Schema } from './schema.ts'

type Trx = Transaction<Schema>

export type CaseCount = {
  /** `YYYY` in which they came. */
  readonly year: string
  readonly kind: string
  readonly instrument: string | null
  readonly outcome: string | null
  readonly cases: number
}

/** How many cases of each year came to what, of each kind; drills are in no figure. Both years are counted. */
export async function caseCounts(
  trx: Trx,
  { first, last }: { readonly first: string; readonly last: string },
): Promise<CaseCount[]> {
  const { rows } = await sql<CaseCount>`
    select to_char(opened_on, 'YYYY') as year, kind, instrument, outcome, count(*)::int as cases from case_file
    where not drill and not withheld and opened_on >= ${`${first}-01-01`}::date and opened_on < ${`${Number(last) + 1}-01-01`}::date
    group by 1, kind, instrument, outcome`.execute(trx)
  return rows
}

/**
 * In how many open cases officers are searching, counted to no more than 99; drills are in no figure.
 * @param aboutDirector those that are about the Director, or all others
 */
export async function searchesUnderWay(trx: Trx, aboutDirector: boolean): Promise<number> {
  const { rows } = await sql<{ searching: number }>`
    select count(*)::int as searching from (select from case_file where closed_on is null and stage = 'searching' and not drill
      and not withheld and about_director = ${aboutDirector} limit 99) waits`.execute(trx)
  return rows[0]?.searching ?? 0
}

/**
 * The reference of a drill of this day which whoever is at the counter may still go on with; the newest.
 * @param day `YYYY-MM-DD`
 * @param kinds what is played
 */
export async function drillUnderWay(
  trx: Trx,
  day: string,
  kinds: readonly ('process' | 'ask')[],
): Promise<string | undefined> {
  const found = await trx
    .selectFrom('case_file')
    .select('reference')
    .where('drill', '=', true)
    .where('opened_on', '=', day)
    .where('kind', 'in', kinds)
    .where('closed_on', 'is', null)
    .where('outcome', 'is', null)
    .where('stage', '!=', 'searched')
    .orderBy('opened_on', 'desc')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  return found?.reference
}

export type DrillListed = { readonly reference: string; readonly openedOn: string; readonly stage: string }

/** The newest drills. */
export async function newestDrills(trx: Trx, limit: number): Promise<DrillListed[]> {
  return trx
    .selectFrom('case_file')
    .select(['reference', 'opened_on as openedOn', 'stage'])
    .where('drill', '=', true)
    .where('about_director', '=', false)
    .orderBy('opened_on', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute()
}

/** The year in which the library began here, `YYYY`: before it there is no figure. */
export async function firstYear(trx: Trx): Promise<string | undefined> {
  const found = await trx.selectFrom('library').select('made_on').executeTakeFirst()
  return found?.made_on.slice(0, 4)
}
