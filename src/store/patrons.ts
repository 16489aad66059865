import type { Transaction } from 'kysely'
import type { Schema } from './schema.ts'

type Trx = Transaction<Schema>

/** Keeps what a patron chose, sealed. */
export async function setChoices(trx: Trx, patronId: string, choices: Buffer): Promise<void> {
  await trx.updateTable('patron').set({ choices }).where('id', '=', patronId).execute()
}

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
