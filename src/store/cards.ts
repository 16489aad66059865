import type { Selectable, Transaction } from 'kysely'
import type { KeyRing } from '../sealing/key-ring.ts'
import { isMarked, markOf } from '../sealing/row-mark.ts'
import type { Schema } from './schema.ts'

type Trx = Transaction<Schema>

/** A card by the token of its number, or as one of a patron's. */
export type CardKey = { readonly index: Buffer } | { readonly patronId: string; readonly cardId: string }

/** What the mark of a card vouches for. */
export type CardRow = Omit<Selectable<Schema['card']>, 'barcode'>

export const cardColumns = ['id', 'patron_id', 'barcode_index', 'state', 'kept', 'mark'] as const

/** Whether this program wrote a card as it is now. INVARIANT: a card that it did not write counts for nothing. */
export const isOurCard = (ring: KeyRing, row: CardRow): boolean => isMarked(ring, 'card', row)

/** The card of this token, as this program wrote it. */
export async function cardOfToken(trx: Trx, ring: KeyRing, index: Buffer): Promise<CardRow | undefined> {
  const card = trx.selectFrom('card').select(cardColumns).where('barcode_index', '=', index)
  const row = await card.executeTakeFirst()
  return row !== undefined && isOurCard(ring, row) ? row : undefined
}

/** The card, locked until the transaction ends: of two acts upon it the second sees what the first did. */
export async function lockCard(trx: Trx, ring: KeyRing, key: CardKey): Promise<CardRow | undefined> {
  const card = trx.selectFrom('card').select(cardColumns).forUpdate()
  const row = await ('index' in key
    ? card.where('barcode_index', '=', key.index).executeTakeFirst()
    : card.where('id', '=', key.cardId).where('patron_id', '=', key.patronId).executeTakeFirst())
  return row !== undefined && isOurCard(ring, row) ? row : undefined
}

/** @param card as it was locked. `kept`: an import leaves it as it is. */
export async function setCard(
  trx: Trx,
  ring: KeyRing,
  card: CardRow,
  set: Pick<CardRow, 'state' | 'kept'>,
): Promise<void> {
  const mark = markOf(ring, 'card', { ...card, ...set })
  await trx
    .updateTable('card')
    .set({ ...set, mark })
    .where('id', '=', card.id)
    .execute()
}

/** The cards of a patron, who is locked until the transaction ends; undefined where there is no such patron. */
export async function cardsOfLocked(trx: Trx, ring: KeyRing, patronId: string) {
  const patron = await trx
    .selectFrom('patron')
    .select('id')
    .where('id', '=', patronId)
    .forUpdate()
    .executeTakeFirst()
  if (patron === undefined) return undefined
  const cards = await trx.selectFrom('card').select(cardColumns).where('patron_id', '=', patronId).execute()
  return cards.filter((card) => isOurCard(ring, card))
}

/**
 * Adds a card that was given out here, in place of a row of that number that this program did not write.
 * @returns false where its number is on file already, whosever it is
 */
export async function addCard(
  trx: Trx,
  ring: KeyRing,
  card: Pick<Schema['card'], 'patron_id' | 'barcode' | 'barcode_index'> & { readonly id: string },
): Promise<boolean> {
  const there = await trx
    .selectFrom('card')
    .select(cardColumns)
    .where('barcode_index', '=', card.barcode_index)
    .executeTakeFirst()
  if (there !== undefined && !isOurCard(ring, there))
    await trx.deleteFrom('card').where('id', '=', there.id).execute()
  const row = { ...card, state: 'active', kept: true } as const
  const added = await trx
    .insertInto('card')
    .values({ ...row, mark: markOf(ring, 'card', row) })
    .onConflict((conflict) => conflict.column('barcode_index').doNothing())
    .returning('id')
    .executeTakeFirst()
  return added !== undefined
}
