import { sql, type Transaction } from 'kysely'
import type { Schema } from './schema.ts'

/* How a patron is reached, beside what the other system says of it; each value is sealed. */
type Trx = Transaction<Schema>

/** Locks a patron until the transaction ends: of two changes the second sees what the first did. */
export async function lockPatron(trx: Trx, id: string): Promise<void> {
  await sql`select from patron where id = ${id}::uuid for update`.execute(trx)
}

export async function setChoices(trx: Trx, id: string, choices: Buffer): Promise<void> {
  await trx.updateTable('patron').set({ choices }).where('id', '=', id).execute()
}

export async function setWrongNumbers(trx: Trx, id: string, wrongNumbers: Buffer): Promise<void> {
  await trx.updateTable('patron').set({ wrong_numbers: wrongNumbers }).where('id', '=', id).execute()
}
