import type { Socket } from 'node:net'
import { CompiledQuery, type Kysely } from 'kysely'
import pg from 'pg'
import type { Schema } from './schema.ts'

const queuedMark = '/* along: '
const preparedMark = '/* kept: '
/** How Kysely begins a transaction whose access mode is set; see `inContextAlong`. */
const lateBegin = 'start transaction read write'
const plainQuery: (this: pg.Client, ...given: unknown[]) => unknown = pg.Client.prototype.query

type PlainValue = string | Buffer | null
/** A statement that waits for the next one, and the name under which the server keeps its plan. */
type QueuedStatement = {
  readonly name: string
  readonly text: string
  readonly values: readonly PlainValue[]
}

/**
 * A client that saves round trips to the server, of which every disclosure waits for some.
 *
 * In a transaction, a statement whose text begins with a comment `along: its-name` is kept until the next one and
 * sent with it: an entry goes with the COMMIT. So is the beginning of a disclosure, which goes with the first thing
 * that is read. What is kept is answered with nothing; where it fails, the statement that took it along fails.
 *
 * One that begins with `kept: its-name` goes at once, and the server keeps its plan; see `runKept`.
 *
 * INVARIANT: a COMMIT that succeeds means that whatever went along with it did. The server leaves out all that
 * follows a failed statement, up to the end of what was sent together.
 *
 * Why only the marked ones are prepared: the server keeps each text for as long as the connection lives, and a text
 * with a list in it has as many forms as the list has lengths.
 */
export class PreparingClient extends pg.Client {
  readonly #silenceMs: number
  readonly #silent: () => void

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

  /** Ends the connection where the server does not answer in time: whatever it did is not known, as after any lost one. */
  #answered<T>(asked: T): T {
    if (this.#silenceMs > 0 && asked instanceof Promise) {
      const timer = setTimeout(() => {
        this.giveUp()
        this.#silent()
      }, this.#silenceMs)
      const over = () => clearTimeout(timer)
      asked.then(over, over)
    }
    return asked
  }

  readonly #kept: QueuedStatement[] = []
  readonly #prepared = new Set<string>()

  // The driver's own type of `query` has a dozen forms; this knows Kysely's, and passes on the others.
  override query: pg.Client['query'] = ((text: unknown, values?: unknown, callback?: unknown) => {
    if (typeof text !== 'string' || !Array.isArray(values) || callback !== undefined) {
      if (this.#kept.length > 0) throw new Error('a statement in this form takes none along')
      return this.#answered(plainQuery.call(this, text, values, callback))
    }
    if (text === 'rollback') this.#kept.length = 0
    const along = this.#asAlong(text, values)
    if (along !== undefined) {
      this.#kept.push(along)
      return Promise.resolve(pendingResult)
    }
    const name = preparedName(text)
    if (this.#kept.length === 0)
      return this.#answered(plainQuery.call(this, { text, values, ...(name && { name }) }))
    const asked = new Promise((resolve, reject) => {
      const callback = (error: Error | null, result: unknown) => (error ? reject(error) : resolve(result))
      const along = this.#kept.splice(0)
      // Why not on the first way: the driver takes it for kept as soon as any text of the message was read.
      const mayKeep = name !== undefined && along.every((one) => this.#prepared.has(one.name))
      const statement = { text, values, callback, ...(mayKeep && { name }) }
      const together = new StatementBatch(along, this.#prepared, statement)
      // Why not at once: where many connections are answered at one time, all their entries are sealed first and then
      // sent, so that the processor does one kind of work at a time and one sync to disk serves more of them. Nothing
      // overtakes it: Kysely waits for each statement on a connection.
      setImmediate(() => plainQuery.call(this, together))
    })
    return this.#answered(asked)
  }) as pg.Client['query']

  /** The statement as one that goes along, if it may and there will be a next one in its transaction. */
  #asAlong(text: string, values: readonly unknown[]): QueuedStatement | undefined {
    if (text === lateBegin) return { name: 'begin', text, values: [] }
    if (!text.startsWith(queuedMark) || !values.every(isPlain)) return undefined
    if (this.#kept.length === 0 && this.getTransactionStatus() !== 'T') return undefined
    return { name: text.slice(queuedMark.length, text.indexOf(' ', queuedMark.length)), text, values }
  }
}

/**
 * Runs a text that never changes, of which each connection has the server keep the plan by its name.
 * @param text begins with a comment of its name: `kept: its-name`
 */
export async function runPrepared<R>(
  db: Kysely<Schema>,
  text: `/* kept: ${string}`,
  values: readonly unknown[],
): Promise<R[]> {
  const { rows } = await db.executeQuery<R>(CompiledQuery.raw(text, [...values]))
  return rows
}

const preparedName = (text: string) =>
  text.startsWith(preparedMark)
    ? text.slice(preparedMark.length, text.indexOf(' ', preparedMark.length))
    : undefined

const pendingResult = { command: '', rowCount: null, rows: [] }

const isPlain = (value: unknown): value is PlainValue =>
  typeof value === 'string' || value === null || Buffer.isBuffer(value)

/** What pg hands on of its connection, and has in its queries; the types of pg leave it out. */
type Wire = {
  readonly stream: { cork(): void; uncork(): void }
  close(of: { readonly type: 'S'; readonly name: string }): void
  parse(statement: { readonly name: string; readonly text: string }): void
  bind(to: { readonly statement: string; readonly values: readonly PlainValue[] }): void
  execute(): void
}
type DriverQuery = {
  submit(wire: Wire): Error | null
  handleDataRow(row: unknown): void
  handleCommandComplete(message: unknown, wire: Wire): void
  handleError(error: Error, wire: Wire): void
}
const DriverQuery = pg.Query as unknown as new (config: object) => DriverQuery

/** One statement and those that go along with it, in one message; it is answered as if it had gone alone. */
class StatementBatch extends DriverQuery {
  readonly #along: readonly QueuedStatement[]
  readonly #prepared: Set<string>
  #done = 0

  constructor(along: readonly QueuedStatement[], prepared: Set<string>, statement: object) {
    // Why `extended`: only so does the driver end the whole with a Sync, and the server skip what follows a failure.
    super({ ...statement, queryMode: 'extended' })
    this.#along = along
    this.#prepared = prepared
  }

  override submit(wire: Wire): Error | null {
    wire.stream.cork()
    for (const { name, text, values } of this.#along) {
      if (!this.#prepared.has(name)) {
        // Why closed first: a statement that failed may be there or not, and one that is there cannot be made again.
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
    if (this.#done === this.#along.length) super.handleDataRow(row)
  }

  override handleCommandComplete(message: unknown, wire: Wire): void {
    const along = this.#along[this.#done]
    if (along === undefined) super.handleCommandComplete(message, wire)
    else {
      this.#prepared.add(along.name)
      this.#done++
    }
  }

  override handleError(error: Error, wire: Wire): void {
    for (const { name } of this.#along.slice(this.#done)) this.#prepared.delete(name)
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
