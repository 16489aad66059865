import { type Kysely, sql } from 'kysely'
import { runKept } from './prepared.ts'
import type { Schema } from './schema.ts'

/** An item as the catalogue has it. Public data: whose it is stands nowhere in it. */
export type CatalogueItem = {
  readonly id: string
  readonly titleId: string
  readonly barcode: string | null
  readonly title: string
  readonly author: string | null
  readonly itemType: string | null
  readonly priceCents: number | null
  readonly state: Schema['item']['state']['__select__']
}

/** An item that is found by its barcode. */
export type ScannedItem = CatalogueItem & { readonly barcode: string }

const columns = [
  ...(['item.id', 'item.title_id as titleId', 'item.barcode', 'title.title', 'title.author'] as const),
  ...(['item.item_type as itemType', 'item.price_cents as priceCents', 'item.state'] as const),
] as const

/** The items with these barcodes, in their order; a barcode that is no item's is left out. */
export async function itemsOfBarcodes(
  db: Kysely<Schema>,
  barcodes: readonly string[],
): Promise<ScannedItem[]> {
  if (barcodes.length === 0) return []
  const rows = await runKept<CatalogueItem>(db, itemsByBarcode, [barcodes])
  const byBarcode = new Map(
    rows.flatMap(({ barcode, ...row }) => (barcode === null ? [] : [[barcode, { ...row, barcode }]])),
  )
  return barcodes.flatMap((barcode) => byBarcode.get(barcode) ?? [])
}

const itemsByBarcode =
  `/* kept: items-by-barcode */ select item.id, title_id as "titleId", barcode, title, author,
  item_type as "itemType", price_cents as "priceCents", state
  from item join title on title.id = title_id where barcode = any($1::text[])` as const

/** Whether an item has this number for a barcode, however that is written. @param number as it is compared, without its ends */
export async function isBarcode(db: Kysely<Schema>, number: string): Promise<boolean> {
  const item = db.selectFrom('item').select('id').where(sql`carrel_number(barcode)`, '=', number).limit(1)
  return (await item.executeTakeFirst()) !== undefined
}

/** What the catalogue says of a copy beside its title. */
export type Copy = Pick<CatalogueItem, 'id' | 'barcode' | 'itemType' | 'priceCents' | 'state'> & {
  readonly callNumber: string | null
  readonly collection: string | null
}

const ofCopy = [
  ...(['id', 'barcode', 'item_type as itemType', 'price_cents as priceCents', 'state'] as const),
  ...(['call_number as callNumber', 'collection'] as const),
] as const

/** Some copies of a title, `atMost` of them, in the order of their barcodes. */
export async function copiesOf(db: Kysely<Schema>, titleId: string, atMost: number): Promise<Copy[]> {
  const copies = db.selectFrom('item').select(ofCopy).where('title_id', '=', titleId)
  return copies.orderBy('barcode').orderBy('id').limit(atMost).execute()
}

/** The copy with this id; undefined where there is none. */
export async function copyOfId(db: Kysely<Schema>, id: string): Promise<Copy | undefined> {
  return db.selectFrom('item').select(ofCopy).where('id', '=', id).executeTakeFirst()
}

/** The item with this id; undefined where the catalogue has none. */
export async function itemOfId(db: Kysely<Schema>, id: string): Promise<CatalogueItem | undefined> {
  return catalogueItems(db).where('item.id', '=', id).executeTakeFirst()
}

function catalogueItems(db: Kysely<Schema>) {
  return db.selectFrom('item').innerJoin('title', 'title.id', 'item.title_id').select(columns)
}
