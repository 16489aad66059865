import { sql } from 'kysely'
import type { Trx } from './import-batches.ts'

/** Public catalogue data, landed a batch at a time: titles first, then their items. */
export type KnownItem = {
  readonly id: string
  readonly source_id: string
  readonly state: string
  readonly fingerprint: Buffer | null
}

/** The items among these ids of the source. */
export async function knownItems(trx: Trx, sourceIds: readonly string[]): Promise<KnownItem[]> {
  const found = await sql<KnownItem>`select id, source_id, state, fingerprint from item
    where source_id = any(${sourceIds}::text[])`.execute(trx)
  return found.rows
}

/** The titles' ids by their ids in the source. */
export async function knownTitles(trx: Trx, sourceIds: readonly string[]): Promise<Map<string, string>> {
  const found = await sql<{ id: string; source_id: string }>`select id, source_id from title
    where source_id = any(${sourceIds}::text[])`.execute(trx)
  return new Map(found.rows.map(({ id, source_id }) => [source_id, id]))
}

/** Which items carry these barcodes, by their ids in the source. */
export async function holdersOfBarcodes(trx: Trx, barcodes: readonly string[]) {
  const found = await sql<{ readonly barcode: string; readonly source_id: string | null }>`
    select barcode, source_id from item where barcode = any(${barcodes}::text[])`.execute(trx)
  return found.rows
}

export type TitleBatch = {
  readonly source_id: string
  readonly title: string
  readonly author: string | null
}

/** Writes titles that are new or differ; one row a source id. */
export async function writeTitles(trx: Trx, titles: readonly TitleBatch[]): Promise<void> {
  await sql`insert into title (source_id, title, author)
    select * from unnest(${titles.map((title) => title.source_id)}::text[],
      ${titles.map((title) => title.title)}::text[], ${titles.map((title) => title.author)}::text[])
    on conflict (source_id) do update set title = excluded.title, author = excluded.author
    where (title.title, title.author) is distinct from (excluded.title, excluded.author)`.execute(trx)
}

export type ItemBatch = {
  readonly source_id: string
  readonly title_id: string
  readonly barcode: string | null
  readonly call_number: string | null
  readonly collection: string | null
  readonly item_type: string | null
  readonly price_cents: number | null
  readonly state: 'here' | 'lost' | 'damaged' | 'withdrawn'
  readonly fingerprint: Buffer
}

/** Writes new and changed items. `surrendered` are barcodes that another item has by now. */
export async function writeItems(trx: Trx, items: readonly ItemBatch[], surrendered: readonly string[]) {
  if (surrendered.length > 0) {
    await sql`update item set barcode = null, fingerprint = null
      where barcode = any(${surrendered}::text[])`.execute(trx)
  }
  if (items.length === 0) return
  const of = <K extends keyof ItemBatch>(key: K) => items.map((item) => item[key])
  // Why: two changed items may have swapped their barcodes, which are unique at every step.
  await sql`update item set barcode = null where source_id = any(${of('source_id')}::text[])`.execute(trx)
  await sql`insert into item (source_id, title_id, barcode, call_number, collection, item_type, price_cents,
      state, fingerprint)
    select * from unnest(${of('source_id')}::text[], ${of('title_id')}::uuid[], ${of('barcode')}::text[],
      ${of('call_number')}::text[], ${of('collection')}::text[], ${of('item_type')}::text[],
      ${of('price_cents')}::int[], ${of('state')}::text[], ${of('fingerprint')}::bytea[])
    on conflict (source_id) do update set title_id = excluded.title_id, barcode = excluded.barcode,
      call_number = excluded.call_number, collection = excluded.collection, item_type = excluded.item_type,
      price_cents = excluded.price_cents, state = excluded.state, fingerprint = excluded.fingerprint`.execute(
    trx,
  )
}
