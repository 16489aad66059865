import type { Transaction } from 'kysely'
import type { Schema } from './schema.ts'

/* Who joins at the counter, and whose card is renewed there. An import knows nothing of who joined, so none ever changes or ends what is theirs. */
type Trx = Transaction<Schema>

/** Puts somebody on file. @returns false where the id is there already */
export async function addPatron(
  trx: Trx,
  row: Pick<Schema['patron'], 'name' | 'born' | 'contact' | 'standing'> & { readonly id: string },
): Promise<boolean> {
  const added = await trx
    .insertInto('patron')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst()
  return added !== undefined
}

/** Takes somebody off again who was put on file in this very transaction. */
export async function takeBackPatron(trx: Trx, id: string): Promise<void> {
  await trx.deleteFrom('patron').where('id', '=', id).execute()
}

/** Until when somebody's card is good, and of which kind it is; sealed. */
export async function setStanding(trx: Trx, id: string, standing: Buffer): Promise<void> {
  await trx.updateTable('patron').set({ standing }).where('id', '=', id).execute()
}
