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
