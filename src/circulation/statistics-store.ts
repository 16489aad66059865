import { type Kysely, sql } from 'kysely'
import type { Trx } from '../platform/db/context.ts'
import type { Schema } from '../platform/db/schema.ts'
import { type PreparedStatement, queueStatement } from '../platform/db/statements.ts'
import type { OpenMonth, UncountedRow } from './sealed-links.ts'
import type { CountedBand, CountedMonth, MonthCount } from './statistics.ts'

export async function addUncounted(trx: Trx, rows: readonly UncountedRow[]): Promise<void> {
  const [row] = rows
  if (row === undefined) return
  if (rows.length === 1) {
    await queueStatement(trx, addOneSql, [row.id, row.night, row.sealed])
    return
  }
  await sql`insert into tally_waiting (id, night, sealed) select * from unnest(${rows.map(({ id }) => id)}::uuid[],
    ${rows.map(({ night }) => night)}::date[], ${rows.map(({ sealed }) => sealed)}::bytea[])`.execute(trx)
}

// Why one row at a time: see `insertLinks`.
const addOneSql: PreparedStatement = {
  name: 'add-waiting',
  text: 'insert into tally_waiting (id, night, sealed) values ($1, $2, $3)',
}

/** Takes all of these from the queue, or none. @returns false if one is missing */
export async function takeUncounted(trx: Trx, ids: readonly string[]): Promise<boolean> {
  if (ids.length === 0) return true
  const gone = await sql`delete from tally_waiting where id = any(${ids}::uuid[])
    and (select count(*) from tally_waiting where id = any(${ids}::uuid[])) = ${ids.length}`.execute(trx)
  return gone.numAffectedRows === BigInt(ids.length)
}

export async function uncountedRows(trx: Trx): Promise<UncountedRow[]> {
  const { rows } =
    await sql<UncountedRow>`select id, night::text as night, sealed from tally_waiting`.execute(trx)
  return rows
}

export async function removeUncounted(trx: Trx, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await sql`delete from tally_waiting where id = any(${ids}::uuid[])`.execute(trx)
}

export async function openStatisticsMonths(trx: Trx): Promise<OpenMonth[]> {
  const { rows } = await sql<OpenMonth>`select month, night::text as night, count from tally_open`.execute(
    trx,
  )
  return rows
}

export async function saveOpenMonth(trx: Trx, { month, night, count }: OpenMonth): Promise<void> {
  await sql`insert into tally_open (month, night, count) values (${month}, ${night}, ${count})
    on conflict (month) do update set night = excluded.night, count = excluded.count`.execute(trx)
}

/** Public catalog data; '' if an item has none. */
export async function collectionsOf(trx: Trx, items: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; collection: string | null }>`
    select id, collection from item where id = any(${items}::uuid[])`.execute(trx)
  return new Map(rows.map(({ id, collection }) => [id, collection ?? '']))
}

export async function publishedAmong(trx: Trx, months: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ month: string }>`
    select month from tally_month where month = any(${months}::text[])`.execute(trx)
  return new Set(rows.map(({ month }) => month))
}

/** Adds a month's count to the published tables, and deletes its open count. */
export async function publishMonth(trx: Trx, month: string, count: MonthCount): Promise<void> {
  await sql`delete from tally_open where month = ${month}`.execute(trx)
  await sql`insert into tally_month as told (month, returns, untold)
    values (${month}, ${count.returns}, ${count.untold})
    on conflict (month) do update set returns = told.returns + excluded.returns,
      untold = told.untold + excluded.untold`.execute(trx)
  const cuts = Object.entries(count.cut ?? {})
  if (cuts.length > 0) {
    await sql`insert into tally_cut as told (month, series, links)
      select ${month}, * from unnest(${cuts.map(([series]) => series)}::text[], ${cuts.map(([, n]) => n)}::int[])
      on conflict (month, series) do update set links = told.links + excluded.links`.execute(trx)
  }
  const items = Object.entries(count.items)
  if (items.length > 0) {
    await sql`insert into tally_item as told (month, item_id, returns)
      select ${month}, * from unnest(${items.map(([item]) => item)}::uuid[], ${items.map(([, n]) => n)}::int[])
      on conflict (month, item_id) do update set returns = told.returns + excluded.returns`.execute(trx)
  }
  const bands = Object.entries(count.bands).map(([cell, returns]) => {
    const space = cell.indexOf(' ')
    return { band: cell.slice(0, space), collection: cell.slice(space + 1), returns }
  })
  if (bands.length > 0) {
    await sql`insert into tally_band as told (month, band, collection, returns)
      select ${month}, * from unnest(${bands.map(({ band }) => band)}::text[],
        ${bands.map(({ collection }) => collection)}::text[], ${bands.map(({ returns }) => returns)}::int[])
      on conflict (month, band, collection) do update set returns = told.returns + excluded.returns`.execute(
      trx,
    )
  }
}

/* Published months reveal nothing about a person, and are read without a context. */

/** Both years (`YYYY`) included. */
export async function publishedMonthsOf(
  app: Kysely<Schema>,
  years: { readonly first: string; readonly last: string },
): Promise<CountedMonth[]> {
  return app
    .selectFrom('tally_month')
    .selectAll()
    .where('month', '>=', `${years.first}-01`)
    .where('month', '<=', `${years.last}-12`)
    .orderBy('month')
    .execute()
}

export async function publishedBandsOf(
  app: Kysely<Schema>,
  year: string,
): Promise<ReadonlyMap<string, readonly CountedBand[]>> {
  const rows = await app
    .selectFrom('tally_band')
    .selectAll()
    .where('month', '>=', `${year}-01`)
    .where('month', '<=', `${year}-12`)
    .execute()
  const counts = new Map<string, CountedBand[]>()
  for (const { month, ...count } of rows) counts.set(month, [...(counts.get(month) ?? []), count])
  return counts
}

export async function anonymizedIn(app: Kysely<Schema>, year: string): Promise<Schema['tally_cut'][]> {
  return app
    .selectFrom('tally_cut')
    .selectAll()
    .where('month', '>=', `${year}-01`)
    .where('month', '<=', `${year}-12`)
    .execute()
}

async function publishedSpan(
  app: Kysely<Schema>,
): Promise<{ readonly first: string; readonly last: string } | undefined> {
  const at = (order: 'asc' | 'desc') =>
    app.selectFrom('tally_month').select('month').orderBy('month', order).limit(1).executeTakeFirst()
  const [first, last] = [await at('asc'), await at('desc')]
  return first && last && { first: first.month, last: last.month }
}

/** `YYYY`: the year asked for, or the newest with data; and all years with data, newest first. */
export async function reportYears(
  app: Kysely<Schema>,
  asked: string | undefined,
  today: string,
): Promise<{ readonly year: string; readonly years: readonly string[] }> {
  const span = await publishedSpan(app)
  if (span === undefined) return { year: asked ?? today.slice(0, 4), years: [] }
  const [first, last] = [Number(span.first.slice(0, 4)), Number(span.last.slice(0, 4))]
  const years = Array.from({ length: last - first + 1 }, (_none, at) => String(last - at))
  return { year: asked ?? String(last), years }
}
