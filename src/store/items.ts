import type { Kysely } from 'kysely'
import type { Schema } from './schema.ts'

/** An item as the catalogue has it. Public data: whose it is stands nowhere in it. */
export type CatalogueItem = {
  readonly id: string
  readonly barcode: string
  readonly title: string
  readonly author: string | null
  readonly itemType: string | null
  readonly state: Schema['item']['state']['__select__']
}

/** The items with these barcodes, in their order; a barcode that is no item's is left out. */
export async function itemsOfBarcodes(
  db: Kysely<Schema>,
  barcodes: readonly string[],
): Promise<CatalogueItem[]> {
  if (barcodes.length === 0) return []
  const rows = await db
    .selectFrom('item')
    .innerJoin('title', 'title.id', 'item.title_id')
    .select([
      'item.id',
      'item.barcode',
      'title.title',
      'title.author',
      'item.item_type as itemType',
      'item.state',
    ])
    .where('item.barcode', 'in', barcodes)
    .execute()
  const byBarcode = new Map(
    rows.flatMap(({ barcode, ...row }) => (barcode === null ? [] : [[barcode, { ...row, barcode }]])),
  )
  return barcodes.flatMap((barcode) => byBarcode.get(barcode) ?? [])
}
