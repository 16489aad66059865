import type { Socket } from 'node:net'
import {
  AbortedTransactionError,
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  type Kysely,
  PostgresDialect,
  type QueryResult,
  type TransactionSettings,
} from 'kysely'
import pg from 'pg'
import type { Schema } from './schema.ts'

/** A statement whose text never changes: each connection has the server keep its plan under its name. */
export type PreparedStatement = { readonly name: string; readonly text: string }

/** What a queued statement may be given; the driver's other types would need their own encoding. */
type PlainValue = string | Buffer | null
type QueuedStatement = PreparedStatement & { readonly values: readonly PlainValue[] }
type StatementQuery = CompiledQuery & { readonly name: string; readonly isQueued: boolean }

const statementQuery = (
  { name, text }: PreparedStatement,
  values: readonly unknown[],
  isQueued: boolean,
): StatementQuery => ({ ...CompiledQuery.raw(text, [...values]), name, isQueued })

const isStatement = (query: CompiledQuery): query is StatementQuery => 'isQueued' in query

/** Runs a prepared statement at once. */
export async function runPrepared<Row>(
  db: Kysely<Schema>,
  statement: PreparedStatement,
  values: readonly unknown[],
): Promise<Row[]> {
  const { rows } = await db.executeQuery<Row>(statementQuery(statement, values, false))
  return rows
}

/**
 * Sends a statement together with the next one of the transaction, be it the COMMIT, and so without a round trip of
 * its own. It answers nothing. Where it fails, the statement that it was sent with fails, and with it the transaction.
 */
export async function queueStatement(
  trx: Kysely<Schema>,
  statement: PreparedStatement,
  values: readonly PlainValue[] = [],
): Promise<void> {
  await trx.executeQuery(statementQuery(statement, values, true))
}

/**
 * Settings of a transaction that begins together with its first statement. The access mode is the one that every
 * transaction has; giving it is how this driver tells such a transaction from others.
 */
export const beginsLate = { accessMode: 'read write' } as const satisfies TransactionSettings
const lateBegin: QueuedStatement = { name: 'begin', text: 'start transaction read write', values: [] }

/**
 * A client that saves round trips to the server: see `queueStatement`.
 *
 * INVARIANT: a COMMIT that succeeds means that whatever was sent with it did. The server skips all that follows a
 * failed statement, up to the end of what was sent together.
 *
 * Only statements of a fixed text are prepared: the server keeps each text for as long as the connection lives, and a
 * text with a list in it has as many forms as the list has lengths.
 */
export class PipeliningClient extends pg.Client {
  readonly #silenceMs: number
  readonly #silent: () => void
  readonly #queue: QueuedStatement[] = []
  readonly #prepared = new Set<string>()

  /**
   * @param config.silenceMs after so long without an answer the connection is given up: a server may be frozen
   * @param config.silent called when it is
   */
  constructor(config: pg.ClientConfig & { readonly silenceMs?: number; readonly silent?: () => void } = {}) {
    super(config)
    this.#silenceMs = config.silenceMs ?? 0
    this.#silent = config.silent ?? (() => {})
  }

  /** Ends the connection at once, without a word to the server. */
  giveUp(): void {
    const { stream } = (this as unknown as { readonly connection: { readonly stream: Socket } }).connection
    stream.destroy()
  }

  /** Whether a statement can wait for a next one: in a transaction that has not failed, or that is about to begin. */
  get canQueue(): boolean {
    return this.#queue.length > 0 || this.getTransactionStatus() === 'T'
  }

  queue(statement: QueuedStatement): void {
    this.#queue.push(statement)
  }

  dropQueue(): void {
    this.#queue.length = 0
  }

  /** Sends what is queued and this statement, in one message. @param name of a prepared statement */
  run(text: string, values: readonly unknown[], name?: string): Promise<pg.QueryResult> {
    const queued = this.#queue.splice(0)
    if (queued.length === 0) {
      return this.#orGivenUp(this.query({ text, values: values as unknown[], ...(name && { name }) }))
    }
    return this.#orGivenUp(
      new Promise((resolve, reject) => {
        const callback: QueryCallback = (error, result) => (error ? reject(error) : resolve(result))
        const batch = new StatementBatch(queued, this.#prepared, { text, values, callback })
        // Not the first time: the driver takes a name as prepared as soon as any text of the batch was read.
        if (name !== undefined && queued.every((one) => this.#prepared.has(one.name))) batch.name = name
        // Not at once: where many connections are answered at one time, all their entries are sealed first and then
        // sent, so that the processor does one kind of work at a time and one sync to disk serves more of them. Nothing
        // overtakes it: Kysely waits for each statement on a connection.
        setImmediate(() => this.query(batch as unknown as pg.Submittable))
      }),
    )
  }

  /** Ends the connection where the server does not answer in time: whatever it did is not known, as after any lost one. */
  #orGivenUp<T>(answer: Promise<T>): Promise<T> {
    if (this.#silenceMs > 0) {
      const timer = setTimeout(() => {
        this.giveUp()
        this.#silent()
      }, this.#silenceMs)
      const over = () => clearTimeout(timer)
      answer.then(over, over)
    }
    return answer
  }
}

/** Kysely's dialect for a pool of `PipeliningClient`. */
export class PipeliningDialect extends PostgresDialect {
  readonly #pool: pg.Pool

  constructor({ pool }: { readonly pool: pg.Pool }) {
    super({ pool })
    this.#pool = pool
  }

  override createDriver(): Driver {
    return new PipeliningDriver(this.#pool)
  }
}

class PipeliningDriver implements Driver {
  readonly #pool: pg.Pool
  readonly #connections = new WeakMap<pg.PoolClient, PipeliningConnection>()

  constructor(pool: pg.Pool) {
    this.#pool = pool
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    const client = (await this.#pool.connect()) as pg.PoolClient & PipeliningClient
    const connection = this.#connections.get(client) ?? new PipeliningConnection(client)
    this.#connections.set(client, connection)
    return connection
  }

  async beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    if (settings.accessMode === beginsLate.accessMode)
      (connection as PipeliningConnection).client.queue(lateBegin)
    else await connection.executeQuery(CompiledQuery.raw(beginText(settings)))
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    const { command } = await (connection as PipeliningConnection).client.run('commit', [])
    // The server ends a transaction in which a statement failed, and says that it rolled it back.
    if (command === 'ROLLBACK') throw new AbortedTransactionError()
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    const { client } = connection as PipeliningConnection
    client.dropQueue()
    try {
      await client.run('rollback', [])
    } catch (error) {
      client.giveUp()
      throw error
    }
  }

  async releaseConnection(connection: DatabaseConnection): Promise<void> {
    ;(connection as PipeliningConnection).client.release()
  }

  async destroy(): Promise<void> {
    await this.#pool.end()
  }
}

const beginText = ({ isolationLevel, accessMode }: TransactionSettings) =>
  ['start transaction', isolationLevel && `isolation level ${isolationLevel}`, accessMode]
    .filter(Boolean)
    .join(' ')

const changing: ReadonlySet<string> = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE'])

class PipeliningConnection implements DatabaseConnection {
  readonly client: pg.PoolClient & PipeliningClient

  constructor(client: pg.PoolClient & PipeliningClient) {
    this.client = client
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const { name, isQueued } = isStatement(query) ? query : { name: undefined, isQueued: false }
    if (isQueued && name !== undefined && this.client.canQueue) {
      this.client.queue({ name, text: query.sql, values: query.parameters as readonly PlainValue[] })
      return { rows: [] }
    }
    try {
      const { command, rowCount, rows } = await this.client.run(query.sql, query.parameters, name)
      return { rows, ...(changing.has(command) && { numAffectedRows: BigInt(rowCount ?? 0) }) }
    } catch (error) {
      // The driver's own stack ends where the answer was read; the log shows where the statement was asked for.
      if (error instanceof Error) error.stack += `\n${new Error().stack?.split('\n').slice(1).join('\n')}`
      throw error
    }
  }

  // biome-ignore lint/correctness/useYield: nothing here reads by a cursor
  async *streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error('this driver reads pages, and no cursor')
  }
}

/** What pg's connection and queries have that its types leave out. */
type Wire = {
  readonly stream: { cork(): void; uncork(): void }
  close(of: { readonly type: 'S'; readonly name: string }): void
  parse(statement: { readonly name: string; readonly text: string }): void
  bind(to: { readonly statement: string; readonly values: readonly PlainValue[] }): void
  execute(): void
}
type DriverQuery = {
  name?: string
  queryMode?: string
  submit(wire: Wire): Error | null
  handleDataRow(row: unknown): void
  handleCommandComplete(message: unknown, wire: Wire): void
  handleError(error: Error, wire: Wire): void
}
type QueryCallback = (error: Error | null, result: pg.QueryResult) => void
const DriverQuery = pg.Query as unknown as new (
  text: string,
  values: readonly unknown[],
  callback: QueryCallback,
) => DriverQuery

/** One statement and those that are sent with it, in one message; it is answered as if it had been sent alone. */
class StatementBatch extends DriverQuery {
  readonly #queued: readonly QueuedStatement[]
  readonly #prepared: Set<string>
  #done = 0

  constructor(
    queued: readonly QueuedStatement[],
    prepared: Set<string>,
    last: { readonly text: string; readonly values: readonly unknown[]; readonly callback: QueryCallback },
  ) {
    // Why not as an object: the driver would copy it, property by property, for every entry of the log.
    super(last.text, last.values, last.callback)
    // Only in this mode does the driver end the batch with a Sync, so that the server skips what follows a failure.
    this.queryMode = 'extended'
    this.#queued = queued
    this.#prepared = prepared
  }

  override submit(wire: Wire): Error | null {
    wire.stream.cork()
    for (const { name, text, values } of this.#queued) {
      if (!this.#prepared.has(name)) {
        // Closed first: a statement that failed may exist or not, and one that exists cannot be prepared again.
        wire.close({ type: 'S', name })
        wire.parse({ name, text })
      }
      wire.bind({ statement: name, values })
      wire.execute()
    }
    const refused = super.submit(wire)
    wire.stream.uncork()
    return refused
  }

  override handleDataRow(row: unknown): void {
    if (this.#done === this.#queued.length) super.handleDataRow(row)
  }

  override handleCommandComplete(message: unknown, wire: Wire): void {
    const queued = this.#queued[this.#done]
    if (queued === undefined) super.handleCommandComplete(message, wire)
    else {
      this.#prepared.add(queued.name)
      this.#done++
    }
  }

  override handleError(error: Error, wire: Wire): void {
    for (const { name } of this.#queued.slice(this.#done)) this.#prepared.delete(name)
    super.handleError(error, wire)
  }
}

/** Before the id of every row. */
export const beforeAllIds = '00000000-0000-0000-0000-000000000000'

/** Pages through a table by id; what the caller deletes of a page does not disturb the next. */
export async function* rowPages<R extends { readonly id: string }>(
  read: (after: string, limit: number) => Promise<readonly R[]>,
): AsyncGenerator<readonly R[]> {
  const limit = 5000
  for (let after = beforeAllIds; ; ) {
    const page = await read(after, limit)
    if (page.length > 0) yield page
    const last = page.at(-1)
    if (last === undefined || page.length < limit) return
    after = last.id
  }
}
