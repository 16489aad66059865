import type { Kysely } from 'kysely'
import { bareNumber, cardNumber, isPlausibleCard } from '../circulation/card-number.ts'
import { isBarcode } from '../store/items.ts'
import type { Schema } from '../store/schema.ts'

/** Why a number is no new card's. `item`: it is the barcode of an item. */
export type Unfit = 'number-unfit' | 'item'

/**
 * The number of a card that is given out, as it is compared, or why it cannot be one.
 *
 * Why never an item's: whoever scans that item at the desk would open somebody's record.
 */
export async function newCard(
  app: Kysely<Schema>,
  typed: string,
): Promise<{ readonly number: string } | Unfit> {
  const number = cardNumber(typed)
  if (!isPlausibleCard(number)) return 'number-unfit'
  return (await isBarcode(app, bareNumber(number))) ? 'item' : { number }
}
