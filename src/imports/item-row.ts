import { line } from '../contact/written.ts'
import type { KohaRow } from './koha-table.ts'
import { cents, flag, kohaId } from './koha-values.ts'
import { lands, type Notice, type NoticeCode, type Outcome, rejected } from './reasons.ts'

/** A row of `items` joined to its `biblio`: public catalogue data. */
export type Item = {
  readonly sourceId: string
  readonly titleSourceId: string
  readonly title: string
  readonly author?: string
  readonly barcode?: string
  readonly callNumber?: string
  readonly collection?: string
  readonly itemType?: string
  readonly priceCents?: number
  readonly state: 'here' | 'lost' | 'damaged' | 'withdrawn'
}

/** Why not `paidfor`, `itemnotes_nonpublic`, `onloan`, `datelastborrowed`: they name patrons, or date their loans. */
export const items = {
  file: 'items.csv',
  required: ['itemnumber', 'biblionumber', 'title'],
  used: [
    ...['itemnumber', 'biblionumber', 'title', 'author', 'barcode', 'itemcallnumber', 'ccode', 'itype'],
    ...['replacementprice', 'itemlost', 'damaged', 'withdrawn'],
  ],
} as const

export function itemOf(row: KohaRow): Outcome<Item> {
  const sourceId = kohaId(row.text('itemnumber'))
  if (sourceId === undefined) return rejected('id-unusable')
  const titleSourceId = kohaId(row.text('biblionumber'))
  if (titleSourceId === undefined) return rejected('title-id-unusable')
  const noticed: Notice[] = []
  const notice = (field: string, code: NoticeCode) => noticed.push({ field, code })

  const title = line(row.text('title'))
  if (title === '') notice('title', 'title-blank')
  const price = row.text('replacementprice').trim()
  const priceCents = price === '' ? undefined : cents(price)
  if (price !== '' && (priceCents === undefined || priceCents < 0))
    notice('replacementprice', 'price-unusable')
  const text = <K extends string>(key: K, column: string) => {
    const found = line(row.text(column))
    return (found === '' ? {} : { [key]: found }) as { readonly [key in K]?: string }
  }
  // Hostile: the database keeps barcodes in an index, which takes no text of any length.
  const barcode = line(row.text('barcode')).length > 100 ? {} : text('barcode', 'barcode')
  if (line(row.text('barcode')).length > 100) notice('barcode', 'item-barcode-unusable')
  const item: Item = {
    sourceId,
    titleSourceId,
    title: title === '' ? '(no title)' : title,
    ...text('author', 'author'),
    ...barcode,
    ...text('callNumber', 'itemcallnumber'),
    ...text('collection', 'ccode'),
    ...text('itemType', 'itype'),
    ...(priceCents !== undefined && priceCents >= 0 && { priceCents }),
    state: stateOf(row),
  }
  return lands(item, noticed)
}

/** Koha has three codes beside each other; whatever keeps the item from the shelf the longest comes first. */
function stateOf(row: KohaRow): Item['state'] {
  if (flag(row.text('itemlost'))) return 'lost'
  if (flag(row.text('withdrawn'))) return 'withdrawn'
  return flag(row.text('damaged')) ? 'damaged' : 'here'
}
