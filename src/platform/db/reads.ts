import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely'
import type { Context } from './context.ts'
import type { Schema } from './schema.ts'
import { askedHere, type PreparedStatement, runReads } from './statements.ts'

/**
 * A database to read from in this context, for pages that ask several things at once: what is asked at the same moment goes in
 * one message. It refuses whatever changes a row. A read that fails makes those sent with it fail, which may be of another request
 * of the same person. The limits of a statement hold for each, and that of a silent server for all of them.
 */
export const readIn = (db: Kysely<Schema>, context: Context): Kysely<Schema> =>
  new Kysely<Schema>({ dialect: new ReadingDialect(db, context) })

type WaitingRead = {
  readonly query: CompiledQuery
  readonly settle: (rows: readonly unknown[]) => void
  readonly fail: (error: unknown) => void
}

/** Reads that wait to be sent, by database and context. */
const waitingReads = new WeakMap<Kysely<Schema>, Map<string, WaitingRead[]>>()

function waitingIn(db: Kysely<Schema>, context: Context): WaitingRead[] {
  const all = waitingReads.get(db) ?? new Map<string, WaitingRead[]>()
  waitingReads.set(db, all)
  const key = JSON.stringify([context.actor, context.place])
  const known = all.get(key)
  if (known !== undefined) return known
  const reads: WaitingRead[] = []
  all.set(key, reads)
  // It runs after every promise that is ready, so all that is asked at this moment is here.
  process.nextTick(() => {
    all.delete(key)
    void sendReads(db, context, reads)
  })
  return reads
}

async function sendReads(
  db: Kysely<Schema>,
  { actor, place }: Context,
  reads: readonly WaitingRead[],
): Promise<void> {
  try {
    const rows = await runReads(
      db,
      { ...enterToReadSql, values: [actor, place] },
      reads.map(({ query }) => query),
    )
    for (const [at, { settle }] of reads.entries()) settle(rows[at] as readonly unknown[])
  } catch (error) {
    for (const { fail } of reads) fail(error)
  }
}

const enterToReadSql: PreparedStatement = {
  name: 'enter-to-read',
  text: `select set_config('carrel.actor', $1, true), set_config('carrel.place', $2, true),
                set_config('transaction_read_only', 'on', true)`,
}

/** Its one connection collects reads; what is sent goes over a connection of the database's own. */
class ReadingDialect implements Dialect {
  readonly #db: Kysely<Schema>
  readonly #context: Context

  constructor(db: Kysely<Schema>, context: Context) {
    this.#db = db
    this.#context = context
  }

  createDriver(): Driver {
    const [db, context] = [this.#db, this.#context]
    const connection: DatabaseConnection = {
      async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
        try {
          const rows = await new Promise<readonly unknown[]>((settle, fail) => {
            waitingIn(db, context).push({ query, settle, fail })
          })
          return { rows: rows as R[] }
        } catch (error) {
          throw askedHere(error)
        }
      },
      streamQuery: refuseUse,
    }
    return {
      init: async () => {},
      acquireConnection: async () => connection,
      beginTransaction: refuseUse,
      commitTransaction: refuseUse,
      rollbackTransaction: refuseUse,
      releaseConnection: async () => {},
      destroy: async () => {},
    }
  }

  createAdapter = () => new PostgresAdapter()
  createQueryCompiler = () => new PostgresQueryCompiler()
  createIntrospector = (db: Kysely<unknown>) => new PostgresIntrospector(db)
}

function refuseUse(): never {
  throw new Error('a database to read from runs no transactions and no cursors')
}
