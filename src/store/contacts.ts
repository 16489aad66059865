import { sql, type Transaction } from 'kysely'
import type { Schema } from './schema.ts'

/* What is sealed of how people are reached. All of these take a transaction in a context. */
type Trx = Transaction<Schema>
type Of = 'patron' | 'guardian'

/** A mark of every contact on file; another where the contact is another. */
export async function contactMarks(trx: Trx): Promise<{ of: Of; id: string; mark: string }[]> {
  const { rows } = await sql<{ of: Of; id: string; mark: string }>`
    select 'patron' as of, id, md5(contact) as mark from patron where contact is not null
    union all select 'guardian', id, md5(contact) from guardian where contact is not null`.execute(trx)
  return rows
}

/** These contacts, still sealed; without those that are gone. */
export async function contactsOf(
  trx: Trx,
  of: Of,
  ids: readonly string[],
): Promise<{ of: Of; id: string; contact: Buffer; mark: string }[]> {
  const { rows } = await sql<{ of: Of; id: string; contact: Buffer; mark: string }>`
    select ${of} as of, id, contact, md5(contact) as mark from ${sql.table(of)}
    where id = any(${ids}::uuid[]) and contact is not null`.execute(trx)
  return rows
}
