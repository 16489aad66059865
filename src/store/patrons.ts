import type { Transaction } from 'kysely'
import type { Schema } from './schema.ts'

type Trx = Transaction<Schema>

/** Whether there is such a patron, who stays until the transaction is over. */
export async function isOnFile(trx: Trx, patronId: string): Promise<boolean> {
  const patron = await trx
    .selectFrom('patron')
    .select('id')
    .where('id', '=', patronId)
    .forKeyShare()
    .executeTakeFirst()
  return patron !== undefined
}
