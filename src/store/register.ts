import { type QueryExecutorProvider, sql } from 'kysely'

/**
 * Puts a sealed entry in the pending table, in the caller's transaction: the entry is on record if and only
 * if what it records is. One INSERT, and it decides nothing: only the tick gives an entry its index.
 *
 * @param entry.id 16 bytes, the id inside the leaf
 */
export async function recordPending(
  trx: QueryExecutorProvider,
  entry: { readonly id: Uint8Array; readonly leaf: Buffer; readonly overflow?: Buffer | undefined },
): Promise<void> {
  const id = Buffer.from(entry.id).toString('hex')
  await sql`insert into register_pending (id, leaf, overflow)
            values (${id}, ${entry.leaf}, ${entry.overflow ?? null})`.execute(trx)
}
