import { type Kysely, sql, type Transaction } from 'kysely'
import type { Schema } from './schema.ts'
import { beginsLate, type PreparedStatement, queueStatement } from './statements.ts'

export type Trx = Transaction<Schema>

/** The database, in a transaction or not. */
export type Db = Kysely<Schema> | Trx

/** Who acts, and from where; without it row-level security shows no row of a patron. */
export type Context = { readonly actor: string; readonly place: string }

/** Runs `work` in one transaction. Resolves only when the commit is known to have happened. */
export async function inContext<T>(
  db: Kysely<Schema>,
  context: Context,
  work: (trx: Trx) => Promise<T>,
): Promise<T> {
  return db.transaction().execute(async (trx) => {
    await sql`select set_config('carrel.actor', ${context.actor}, true),
                     set_config('carrel.place', ${context.place}, true)`.execute(trx)
    return work(trx)
  })
}

/**
 * The same with fewer round trips: the transaction begins, and its context is set, together with the first
 * statement of `work`.
 * INVARIANT: before that statement, `work` seals nothing and makes no token with a key that can be destroyed.
 * Destroying a key waits for open transactions, and this one is not open yet.
 */
export async function inPipelinedContext<T>(
  db: Kysely<Schema>,
  context: Context,
  work: (trx: Trx) => Promise<T>,
): Promise<T> {
  const transaction = db.transaction().setAccessMode(beginsLate.accessMode)
  return transaction.execute(async (trx) => {
    await queueStatement(trx, setContextSql, [context.actor, context.place])
    return work(trx)
  })
}

const setContextSql: PreparedStatement = {
  name: 'enter-context',
  text: `select set_config('carrel.actor', $1, true), set_config('carrel.place', $2, true)`,
}
