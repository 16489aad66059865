import { type Kysely, sql } from 'kysely'
import type { Trx } from '../platform/db/context.ts'
import type { Schema } from '../platform/db/schema.ts'
import { type PreparedStatement, runPrepared } from '../platform/db/statements.ts'

export type CatalogItem = {
  readonly id: string
  readonly titleId: string
  readonly barcode: string | null
  readonly title: string
  readonly author: string | null
  readonly itemType: string | null
  readonly priceCents: number | null
  readonly state: Schema['item']['state']['__select__']
}

export type ScannedItem = CatalogItem & { readonly barcode: string }

const itemColumns = [
  ...(['item.id', 'item.title_id as titleId', 'item.barcode', 'title.title', 'title.author'] as const),
  ...(['item.item_type as itemType', 'item.price_cents as priceCents', 'item.state'] as const),
] as const

/** The items with these barcodes, in the order given; unknown barcodes are left out. */
export async function itemsOfBarcodes(
  db: Kysely<Schema>,
  barcodes: readonly string[],
): Promise<ScannedItem[]> {
  if (barcodes.length === 0) return []
  const rows = await runPrepared<CatalogItem>(db, itemsByBarcodeSql, [barcodes])
  const byBarcode = new Map(
    rows.flatMap(({ barcode, ...row }) => (barcode === null ? [] : [[barcode, { ...row, barcode }]])),
  )
  return barcodes.flatMap((barcode) => byBarcode.get(barcode) ?? [])
}

const itemsByBarcodeSql: PreparedStatement = {
  name: 'items-by-barcode',
  text: `select item.id, title_id as "titleId", barcode, title, author,
  item_type as "itemType", price_cents as "priceCents", state
  from item join title on title.id = title_id where barcode = any($1::text[])`,
}

export type Copy = Pick<CatalogItem, 'id' | 'barcode' | 'itemType' | 'priceCents' | 'state'> & {
  readonly callNumber: string | null
  readonly collection: string | null
}

const copyColumns = [
  ...(['id', 'barcode', 'item_type as itemType', 'price_cents as priceCents', 'state'] as const),
  ...(['call_number as callNumber', 'collection'] as const),
] as const

export async function copiesOf(db: Kysely<Schema>, titleId: string, atMost: number): Promise<Copy[]> {
  const copies = db.selectFrom('item').select(copyColumns).where('title_id', '=', titleId)
  return copies.orderBy('barcode').orderBy('id').limit(atMost).execute()
}

export async function copyOfId(db: Kysely<Schema>, id: string): Promise<Copy | undefined> {
  return db.selectFrom('item').select(copyColumns).where('id', '=', id).executeTakeFirst()
}

export async function itemOfId(db: Kysely<Schema>, id: string): Promise<CatalogItem | undefined> {
  return selectCatalogItems(db).where('item.id', '=', id).executeTakeFirst()
}

function selectCatalogItems(db: Kysely<Schema>) {
  return db.selectFrom('item').innerJoin('title', 'title.id', 'item.title_id').select(itemColumns)
}

export type FoundTitle = { readonly id: string; readonly title: string; readonly author: string | null }

const titleWordsSql = sql`to_tsvector('simple', carrel_words(title.title || ' ' || coalesce(title.author, '')))`

/**
 * Titles whose title or author has words that start with each of these terms, in alphabetical order.
 *
 * Why only some when very many match: the alphabetical first of a hundred thousand would mean sorting them all.
 */
export async function titlesByWords(
  db: Kysely<Schema>,
  typed: string,
  atMost: number,
  of: 'with-copies' | 'all' = 'with-copies',
): Promise<{ readonly titles: readonly FoundTitle[]; readonly more: boolean }> {
  const terms = searchTerms(typed)
  if (terms.length === 0) return { titles: [], more: false }
  const hasCopies = sql`and exists
    (select from item where item.title_id = title.id and item.state not in ('lost', 'withdrawn'))`
  const query = sql`to_tsquery('simple', carrel_words(${terms.map((term) => `${term}:*`).join(' & ')}))`
  const found = await sql<FoundTitle>`
    select id, title, author from (
      select title.id, title.title, title.author from title where ${titleWordsSql} @@ ${query}
        ${of === 'all' ? sql`` : hasCopies}
      limit ${sql.lit(atMost * 10)}
    ) as found order by title, author, id limit ${sql.lit(atMost + 1)}`.execute(db)
  return { titles: found.rows.slice(0, atMost), more: found.rows.length > atMost }
}

/** Letters and digits only, eight terms at most: anything else has meaning in a `tsquery`. */
function searchTerms(typed: string): string[] {
  return (typed.normalize('NFC').match(/[\p{L}\p{N}]+/gu) ?? []).slice(0, 8)
}

export async function hasCopy(db: Kysely<Schema>, titleId: string): Promise<boolean> {
  const copy = db
    .selectFrom('item')
    .select('id')
    .where('title_id', '=', titleId)
    .where('state', 'not in', ['lost', 'withdrawn'])
  return (await copy.limit(1).executeTakeFirst()) !== undefined
}

export type NewTitle = Pick<Schema['title'], 'title' | 'author'>
type NewItem = Pick<
  Schema['item'],
  'title_id' | 'barcode' | 'call_number' | 'collection' | 'item_type' | 'price_cents'
> & { readonly id: string }

export async function addTitle(trx: Trx, title: NewTitle & { readonly id: string }): Promise<void> {
  await trx
    .insertInto('title')
    .values(title)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
}

/** @returns false if the id or the barcode exists */
export async function addItem(trx: Trx, item: NewItem): Promise<boolean> {
  const added = await trx
    .insertInto('item')
    .values(item)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return added !== undefined
}

/** @returns false if there is no such item */
export async function setItem(trx: Trx, id: string, to: Partial<Omit<NewItem, 'id'>>): Promise<boolean> {
  const set = await trx.updateTable('item').set(to).where('id', '=', id).executeTakeFirst()
  return Number(set.numUpdatedRows) > 0
}

/** @returns false if there is no such item */
export async function setItemState(
  trx: Trx,
  id: string,
  state: 'here' | 'lost' | 'withdrawn',
): Promise<boolean> {
  const set = await trx.updateTable('item').set({ state }).where('id', '=', id).executeTakeFirst()
  return Number(set.numUpdatedRows) > 0
}

/** @returns false if there is no such title */
export async function setTitleWords(trx: Trx, id: string, words: NewTitle): Promise<boolean> {
  const set = await trx.updateTable('title').set(words).where('id', '=', id).executeTakeFirst()
  return Number(set.numUpdatedRows) > 0
}
