import type { Transaction } from 'kysely'
import type { Schema } from './schema.ts'

type Trx = Transaction<Schema>

/** A card by the token of its number, or as one of a patron's. */
export type CardKey = { readonly index: Buffer } | { readonly patronId: string; readonly cardId: string }

/** The card, locked until the transaction ends: of two acts upon it the second sees what the first did. */
export async function lockCard(trx: Trx, key: CardKey) {
  const card = trx.selectFrom('card').select(['id', 'patron_id', 'barcode_index', 'state']).forUpdate()
  return 'index' in key
    ? card.where('barcode_index', '=', key.index).executeTakeFirst()
    : card.where('id', '=', key.cardId).where('patron_id', '=', key.patronId).executeTakeFirst()
}

/** `kept`: an import leaves it as it is. */
export async function setCard(
  trx: Trx,
  id: string,
  set: Pick<Schema['card'], 'state'> & { readonly kept: boolean },
): Promise<void> {
  await trx.updateTable('card').set(set).where('id', '=', id).execute()
}

/** The cards of a patron, who is locked until the transaction ends; undefined where there is no such patron. */
export async function cardsOfLocked(trx: Trx, patronId: string) {
  const patron = await trx
    .selectFrom('patron')
    .select('id')
    .where('id', '=', patronId)
    .forUpdate()
    .executeTakeFirst()
  if (patron === undefined) return undefined
  return trx.selectFrom('card').select(['barcode_index', 'state']).where('patron_id', '=', patronId).execute()
}

/** Adds a card that was given out here. @returns false where its number is on file already, whosever it is */
export async function addCard(
  trx: Trx,
  card: Pick<Schema['card'], 'patron_id' | 'barcode' | 'barcode_index'> & { readonly id: string },
): Promise<boolean> {
  const added = await trx
    .insertInto('card')
    .values({ ...card, state: 'active', kept: true })
    .onConflict((conflict) => conflict.column('barcode_index').doNothing())
    .returning('id')
    .executeTakeFirst()
  return added !== undefined
}
