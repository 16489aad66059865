import type { Transaction } from 'kysely'
import type { Schema } from './schema.ts'

/* What is added to the public catalogue at a desk, and changed in it. */
type Trx = Transaction<Schema>

export type NewTitle = Pick<Schema['title'], 'title' | 'author'>
export type NewItem = Pick<
  Schema['item'],
  'title_id' | 'barcode' | 'call_number' | 'collection' | 'item_type' | 'price_cents'
> & { readonly id: string }

/** Adds a title under this id; where it is there already, nothing. */
export async function addTitle(trx: Trx, title: NewTitle & { readonly id: string }): Promise<void> {
  await trx
    .insertInto('title')
    .values(title)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
}

/** Adds an item. @returns false where its id or its barcode is there already */
export async function addItem(trx: Trx, item: NewItem): Promise<boolean> {
  const added = await trx
    .insertInto('item')
    .values(item)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return added !== undefined
}

/** Changes what the catalogue says of a copy. @returns false where there is no such item */
export async function setItem(trx: Trx, id: string, to: Partial<Omit<NewItem, 'id'>>): Promise<boolean> {
  const set = await trx.updateTable('item').set(to).where('id', '=', id).executeTakeFirst()
  return Number(set.numUpdatedRows) > 0
}

/** Says that an item is here again, or why it is not. @returns false where there is no such item */
export async function setItemState(
  trx: Trx,
  id: string,
  state: 'here' | 'lost' | 'withdrawn',
): Promise<boolean> {
  const set = await trx.updateTable('item').set({ state }).where('id', '=', id).executeTakeFirst()
  return Number(set.numUpdatedRows) > 0
}

/** Writes other words of a title. @returns false where there is no such title */
export async function setTitleWords(trx: Trx, id: string, words: NewTitle): Promise<boolean> {
  const set = await trx.updateTable('title').set(words).where('id', '=', id).executeTakeFirst()
  return Number(set.numUpdatedRows) > 0
}
