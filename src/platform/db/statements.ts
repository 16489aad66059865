import { createHash } from 'node:crypto'
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

/** A fixed text whose plan the server keeps on each connection under its name. */
export type PreparedStatement = { readonly name: string; readonly text: string }

/** What a queued statement may be given; the driver's other types would need their own encoding. */
type PlainValue = string | Buffer | null
type QueuedStatement = PreparedStatement & { readonly values: readonly PlainValue[] }
type StatementQuery = CompiledQuery & { readonly name: string; readonly isQueued: boolean }

const compiled = CompiledQuery.raw('')

/** Made from one that is compiled: to compile a text for every entry of the log takes longer. */
const statementQuery = (
  { name, text }: PreparedStatement,
  parameters: readonly unknown[],
  isQueued: boolean,
): StatementQuery => ({ ...compiled, sql: text, parameters, name, isQueued })

const isStatement = (query: CompiledQuery): query is StatementQuery => 'isQueued' in query

type ReadsQuery = CompiledQuery & {
  readonly enter: QueuedStatement
  readonly reads: readonly CompiledQuery[]
}
const isReads = (query: CompiledQuery): query is ReadsQuery => 'reads' in query

export async function runPrepared<Row>(
  db: Kysely<Schema>,
  statement: PreparedStatement,
  values: readonly unknown[],
): Promise<Row[]> {
  const { rows } = await db.executeQuery<Row>(statementQuery(statement, values, false))
  return rows
}

/**
 * Sends a statement together with the transaction's next one, which may be the COMMIT, without a round trip
 * of its own. It returns nothing; where it fails, the next statement fails, and with it the transaction.
 */
export async function queueStatement(
  trx: Kysely<Schema>,
  statement: PreparedStatement,
  values: readonly PlainValue[] = [],
): Promise<void> {
  await trx.executeQuery(statementQuery(statement, values, true))
}

/**
 * Sends a statement and these reads in one message, which the server runs as one transaction.
 * @returns the rows of each read @throws where one of them fails
 */
export async function runReads(
  db: Kysely<Schema>,
  enter: PreparedStatement & { readonly values: readonly string[] },
  reads: readonly CompiledQuery[],
): Promise<readonly (readonly unknown[])[]> {
  // There the context of these reads would last until its end.
  if (db.isTransaction) throw new Error('these reads have a transaction of their own')
  const query: ReadsQuery = { ...compiled, enter, reads }
  const { rows } = await db.executeQuery<readonly unknown[]>(query)
  if (rows.length !== reads.length) throw new Error('not every read was answered')
  return rows
}

/** Makes a transaction begin with its first statement; all have this access mode, so it tells the driver. */
export const beginsLate = { accessMode: 'read write' } as const satisfies TransactionSettings
const lateBegin: QueuedStatement = { name: 'begin', text: 'start transaction read write', values: [] }

/**
 * A client that saves round trips; see `queueStatement`.
 * INVARIANT: a COMMIT that succeeds means that everything sent with it did: after a failed statement the
 * server skips the rest of the batch.
 * Only statements of a fixed text are prepared, and some hundred reads: the server keeps each text while the connection
 * lives, and a text with a list has as many forms as the list has lengths.
 */
export class PipeliningClient extends pg.Client {
  readonly #silenceMs: number
  readonly #silent: () => void
  readonly #queue: QueuedStatement[] = []
  readonly #prepared = new Set<string>()
  #silence: NodeJS.Timeout | undefined
  #lastSent = 0
  #unanswered = 0

  /** After `silenceMs` without an answer, as of a frozen server, the connection is given up. */
  constructor(config: pg.ClientConfig & { readonly silenceMs?: number; readonly silent?: () => void } = {}) {
    super(config)
    this.#silenceMs = config.silenceMs ?? 0
    this.#silent = config.silent ?? (() => {})
  }

  /** Ends the connection without telling the server. */
  giveUp(): void {
    const { stream } = (this as unknown as { readonly connection: { readonly stream: Socket } }).connection
    stream.destroy()
  }

  /** Whether a statement can wait for a next one: the transaction has not failed, or is about to begin. */
  get canQueue(): boolean {
    return this.#queue.length > 0 || this.getTransactionStatus() === 'T'
  }

  queue(statement: QueuedStatement): void {
    this.#queue.push(statement)
  }

  dropQueue(): void {
    this.#queue.length = 0
  }

  /** Sends the queue and this statement in one message; `name` is that of a prepared statement. */
  run(text: string, values: readonly unknown[], name?: string): Promise<pg.QueryResult> {
    const queued = this.#queue.splice(0)
    if (queued.length === 0) {
      return this.#orGivenUp(this.query({ text, values: values as unknown[], ...(name && { name }) }))
    }
    return this.#orGivenUp(
      new Promise((resolve, reject) => {
        const callback: QueryCallback<pg.QueryResult> = (error, result) =>
          error ? reject(error) : resolve(result)
        const batch = new StatementBatch(queued, this.#prepared, { text, values, callback })
        // Not the first time: the driver treats a name as prepared once any text of the batch was parsed.
        if (name !== undefined && queued.every((one) => this.#prepared.has(one.name))) batch.name = name
        // Why later: where many connections are answered at once, all entries are sealed first and sent then,
        // so that one disk sync serves more of them. Nothing overtakes it: Kysely waits for each statement on
        // a connection.
        setImmediate(() => this.query(batch as unknown as pg.Submittable))
      }),
    )
  }

  /** Ends a connection that is silent for too long; what it did is unknown, as after any lost one. */
  #orGivenUp<T>(answer: Promise<T>): Promise<T> {
    if (this.#silenceMs === 0) return answer
    // Why one timer, which looks at the time of the last statement: one for each took a twentieth of what an entry of the log costs.
    this.#lastSent = performance.now()
    this.#silence ??= this.#lookAfter(this.#silenceMs)
    this.#unanswered++
    const over = () => {
      this.#unanswered--
    }
    answer.then(over, over)
    return answer
  }

  /** Sends a statement and these reads in one message; see `runReads`. */
  read(enter: QueuedStatement, reads: readonly CompiledQuery[]): Promise<pg.QueryResult[]> {
    return this.#orGivenUp(
      new Promise((resolve, reject) => {
        const callback: QueryCallback<pg.QueryResult | pg.QueryResult[]> = (error, results) =>
          error ? reject(error) : resolve([results].flat())
        this.query(new ReadBatch(enter, this.#prepared, { reads, callback }) as unknown as pg.Submittable)
      }),
    )
  }

  #lookAfter(ms: number): NodeJS.Timeout {
    return setTimeout(() => this.#endIfSilent(), ms).unref()
  }

  #endIfSilent(): void {
    this.#silence = undefined
    if (this.#unanswered === 0) return
    const left = this.#silenceMs - (performance.now() - this.#lastSent)
    if (left > 0) {
      this.#silence = this.#lookAfter(left)
      return
    }
    this.giveUp()
    this.#silent()
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
    const { command } = await (connection as PipeliningConnection).client.run('commit', [], 'commit')
    // The server ends a transaction with a failed statement, and reports that it rolled back.
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

/** The driver's own stack ends where the answer was read; the log should show who asked. */
export function askedHere(error: unknown): unknown {
  if (error instanceof Error) error.stack += `\n${new Error().stack?.split('\n').slice(2).join('\n')}`
  return error
}

class PipeliningConnection implements DatabaseConnection {
  readonly client: pg.PoolClient & PipeliningClient

  constructor(client: pg.PoolClient & PipeliningClient) {
    this.client = client
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    if (isReads(query)) {
      const results = await this.client.read(query.enter, query.reads)
      return { rows: results.map(({ rows }) => rows) as Row[] }
    }
    const { name, isQueued } = isStatement(query) ? query : { name: undefined, isQueued: false }
    if (isQueued && name !== undefined && this.client.canQueue) {
      this.client.queue({ name, text: query.sql, values: query.parameters as readonly PlainValue[] })
      return { rows: [] }
    }
    try {
      const { command, rowCount, rows } = await this.client.run(query.sql, query.parameters, name)
      return { rows, ...(changing.has(command) && { numAffectedRows: BigInt(rowCount ?? 0) }) }
    } catch (error) {
      throw askedHere(error)
    }
  }

  // biome-ignore lint/correctness/useYield: nothing here reads by a cursor
  async *streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error('this driver reads pages, and no cursor')
  }
}

/** What the types of pg's connection and queries omit. */
type Wire = {
  readonly stream: { cork(): void; uncork(): void }
  close(of: { readonly type: 'S'; readonly name: string }): void
  parse(statement: { readonly name: string; readonly text: string }): void
  bind(to: { readonly statement: string; readonly values: readonly PlainValue[] }): void
  execute(): void
  sync(): void
  readonly submittedNamedStatements: Record<string, string>
}
type DriverQuery = {
  name?: string | undefined
  queryMode?: string
  _canceledDueToError: unknown
  prepare(wire: Wire): void
  submit(wire: Wire): Error | null
  handleDataRow(row: unknown): void
  handleCommandComplete(message: unknown, wire: Wire): void
  handleError(error: Error, wire: Wire): void
}
type QueryCallback<R> = (error: Error | null, result: R) => void
const DriverQuery = pg.Query as unknown as new (
  text: string,
  values: readonly unknown[],
  callback: QueryCallback<never>,
) => DriverQuery

function sendPrepared(
  wire: Wire,
  { name, text, values }: QueuedStatement,
  prepared: ReadonlySet<string>,
): void {
  if (!prepared.has(name)) {
    // Closed first: a failed statement may exist or not, and an existing one cannot be prepared again.
    wire.close({ type: 'S', name })
    wire.parse({ name, text })
  }
  wire.bind({ statement: name, values })
  wire.execute()
}

/** A statement and those queued before it, in one message; it is answered as if sent alone. */
class StatementBatch extends DriverQuery {
  readonly #queued: readonly QueuedStatement[]
  readonly #prepared: Set<string>
  #done = 0

  constructor(
    queued: readonly QueuedStatement[],
    prepared: Set<string>,
    last: {
      readonly text: string
      readonly values: readonly unknown[]
      readonly callback: QueryCallback<pg.QueryResult>
    },
  ) {
    // Why not as an object: the driver would copy it, property by property, for every entry of the log.
    super(last.text, last.values, last.callback)
    // Only in this mode does the batch end with a Sync, so that the server skips what follows a failure.
    this.queryMode = 'extended'
    this.#queued = queued
    this.#prepared = prepared
  }

  override submit(wire: Wire): Error | null {
    wire.stream.cork()
    for (const statement of this.#queued) sendPrepared(wire, statement, this.#prepared)
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

/** Far more than pages have. Only a text with a list, which differs with its length, could make them many. */
const mostReadsPrepared = 300
const readNames = new Map<string, string>()

/**
 * The name under which the server keeps the plan of a read; undefined where it keeps none. Why of the text alone: a number would
 * tell the server which page anyone opened first.
 */
function readName(text: string): string | undefined {
  const known = readNames.get(text)
  if (known !== undefined || readNames.size === mostReadsPrepared) return known
  const name = `read-${createHash('sha256').update(text).digest('hex').slice(0, 24)}`
  readNames.set(text, name)
  return name
}

/** The connection for a read that is sent with others: it ends no transaction, and replaces what a failed message left. */
const withinTransaction = (wire: Wire): Wire =>
  Object.create(wire, {
    sync: { value: () => {} },
    // On the connection itself, so that what observes it sees which statement the values are for.
    bind: { value: (to: Parameters<Wire['bind']>[0]) => wire.bind(to) },
    parse: {
      value: (statement: Parameters<Wire['parse']>[0]) => {
        wire.close({ type: 'S', name: statement.name })
        wire.parse(statement)
      },
    },
  })

/** A statement whose rows no one reads, and reads, each with its own result. */
class ReadBatch extends DriverQuery {
  readonly #enter: QueuedStatement
  readonly #prepared: Set<string>
  readonly #reads: readonly CompiledQuery[]
  #hasEntered = false

  constructor(
    enter: QueuedStatement,
    prepared: Set<string>,
    {
      reads,
      callback,
    }: {
      readonly reads: readonly CompiledQuery[]
      readonly callback: QueryCallback<pg.QueryResult | pg.QueryResult[]>
    },
  ) {
    super('', [], callback)
    this.#enter = enter
    this.#prepared = prepared
    this.#reads = reads
  }

  override submit(wire: Wire): null {
    wire.stream.cork()
    try {
      this.#send(wire)
    } finally {
      wire.stream.uncork()
    }
    return null
  }

  #send(wire: Wire): void {
    sendPrepared(wire, this.#enter, this.#prepared)
    const within = withinTransaction(wire)
    const refuse = (error: Error | null) => {
      this._canceledDueToError = error
    }
    for (const { sql, parameters } of this.#reads) {
      const read = new DriverQuery(sql, parameters, refuse)
      read.name = readName(sql)
      read.prepare(within)
    }
    wire.sync()
  }

  override handleDataRow(row: unknown): void {
    if (this.#hasEntered) super.handleDataRow(row)
  }

  override handleCommandComplete(message: unknown, wire: Wire): void {
    if (this.#hasEntered) super.handleCommandComplete(message, wire)
    else {
      this.#hasEntered = true
      this.#prepared.add(this.#enter.name)
    }
  }

  override handleError(error: Error, wire: Wire): void {
    // What the server skipped after the failure was not prepared; which that was is not known.
    this.#prepared.delete(this.#enter.name)
    for (const { sql } of this.#reads) delete wire.submittedNamedStatements[readNames.get(sql) ?? '']
    super.handleError(error, wire)
  }
}

export const beforeAllIds = '00000000-0000-0000-0000-000000000000'

/** Pages through a table by id; the caller may delete rows of a page meanwhile. */
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
