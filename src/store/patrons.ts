import type { Transaction } from 'kysely'
import type { Schema } from './schema.ts'

type Trx = Transaction<Schema>

/** Keeps what a patron chose, sealed. */
export async function setChoices(trx: Trx, patronId: string, choices: Buffer): Promise<void> {
  await trx.updateTable('patron').set({ choices }).where('id', '=', patronId).execute()
}
