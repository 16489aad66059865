import { token } from '../sealing/field.ts'
import type { Trx } from '../store/import-batches.ts'
import {
  holdersOfBarcodes,
  type ItemBatch,
  knownItems,
  knownTitles,
  writeItems,
  writeTitles,
} from '../store/import-catalogue.ts'
import { settleClaims } from './claims.ts'
import { type Item, itemOf, items } from './item-row.ts'
import { type LandedAs, type Lander, landedMark, type Pending, type Run } from './land-table.ts'
import type { TokenTable } from './token-table.ts'

const purpose = 'koha.items'

/** Lands `items` with their titles: public catalogue data, unsealed. `seenItems` are the marks of this export. */
export function itemLander(run: Run, seenItems: TokenTable): Lander<Item> {
  return {
    form: items,
    of: 'nobody',
    id: { column: 'itemnumber', purpose },
    map: itemOf,
    land: (trx, batch) => landItems(run, seenItems, trx, batch),
  }
}

async function landItems(
  run: Run,
  seenItems: TokenTable,
  trx: Trx,
  batch: readonly Pending<Item>[],
): Promise<LandedAs[]> {
  const before = await knownItems(
    trx,
    batch.map(({ row }) => row.sourceId),
  )
  const known = new Map(before.map((item) => [item.source_id, item]))
  const { taken, surrendered } = await settleBarcodes(run, seenItems, trx, batch)

  const changed: { readonly item: Item; readonly barcode: string | null; readonly fingerprint: Buffer }[] = []
  const landed = batch.map(({ row: item }, at): LandedAs => {
    const barcode = taken.has(at) ? null : (item.barcode ?? null)
    const fingerprint = token(run.ring, 'item.fingerprint', JSON.stringify([item, barcode]))
    const notices = taken.has(at) ? [{ field: 'barcode', code: 'item-barcode-twice' } as const] : []
    const earlier = known.get(item.sourceId)
    if (earlier?.fingerprint?.equals(fingerprint)) return { as: 'unchanged', notices }
    changed.push({ item, barcode, fingerprint })
    return { as: earlier === undefined ? 'added' : 'updated', notices }
  })
  const titleIds = await landTitles(
    trx,
    changed.map(({ item }) => item),
  )
  const rows = changed.flatMap(({ item, barcode, fingerprint }): ItemBatch[] => {
    const titleId = titleIds.get(item.titleSourceId)
    if (titleId === undefined) throw new Error('a title that was just written is not there')
    return [
      {
        source_id: item.sourceId,
        title_id: titleId,
        barcode,
        call_number: item.callNumber ?? null,
        collection: item.collection ?? null,
        item_type: item.itemType ?? null,
        price_cents: item.priceCents ?? null,
        state: item.state,
        fingerprint,
      },
    ]
  })
  await writeItems(trx, rows, [...surrendered])
  return landed
}

async function landTitles(trx: Trx, changed: readonly Item[]): Promise<Map<string, string>> {
  const titles = new Map(
    changed.map((item) => [
      item.titleSourceId,
      { source_id: item.titleSourceId, title: item.title, author: item.author ?? null },
    ]),
  )
  if (titles.size === 0) return new Map()
  await writeTitles(trx, [...titles.values()])
  return knownTitles(trx, [...titles.keys()])
}

async function settleBarcodes(run: Run, seenItems: TokenTable, trx: Trx, batch: readonly Pending<Item>[]) {
  const holders = await holdersOfBarcodes(
    trx,
    batch.flatMap(({ row }) => row.barcode ?? []),
  )
  const byBarcode = new Map(holders.map(({ barcode, source_id }) => [barcode, source_id ?? '']))
  const claims = batch.map(({ row }) => ({ self: row.sourceId, key: row.barcode }))
  const landed = (self: string) => self === '' || seenItems.get(token(run.ring, purpose, self)) >= landedMark
  return settleClaims(claims, byBarcode, landed)
}
