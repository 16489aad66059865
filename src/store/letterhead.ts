import type { Kysely, Transaction } from 'kysely'
import type { Schema } from './schema.ts'

type Db = Kysely<Schema> | Transaction<Schema>

/** How the library is reached, as its letters say: at most three lines of address and three of hours. */
export type Letterhead = {
  readonly address: readonly string[]
  readonly phone: string
  readonly hours: readonly string[]
}

/** As the Director typed it; undefined until then. */
export async function typedLetterhead(db: Db): Promise<Letterhead | undefined> {
  return db.selectFrom('letterhead').select(['address', 'phone', 'hours']).executeTakeFirst()
}

export async function saveLetterhead(trx: Transaction<Schema>, { address, phone, hours }: Letterhead) {
  const row = { address: [...address], phone, hours: [...hours] }
  await trx
    .insertInto('letterhead')
    .values(row)
    .onConflict((conflict) => conflict.column('only_row').doUpdateSet(row))
    .execute()
}
