import type pg from 'pg'

/** About how many bytes are handed on at once; rows have a few hundred each. */
const pieceBytes = 256 * 1024
/** How many pieces may wait before the server is paused. */
const mostWaiting = 8

/** pg's connection, whose types leave out what COPY needs. */
type Wire = pg.Connection & {
  query(text: string): void
  sendCopyFromChunk(chunk: Buffer): void
  endCopyFrom(): void
  sendCopyFail(reason: string): void
  readonly stream: {
    pause(): void
    resume(): void
    readonly writableNeedDrain: boolean
    once(event: 'drain' | 'close', settle: () => void): void
    off(event: 'drain' | 'close', settle: () => void): void
  }
}

/** `count()` is valid once all pieces have come. Why not a package: a COPY is three messages, and one more party to trust. */
export function copyOut(client: pg.Client, statement: string) {
  const copy = new CopyOut(statement)
  async function* pieces(): AsyncGenerator<Buffer> {
    client.query(copy)
    try {
      for (let next = await copy.next(); next !== undefined; next = await copy.next()) yield next
    } finally {
      copy.leave()
    }
  }
  return { pieces: pieces(), count: () => copy.rows }
}

/** What both directions of a COPY have in common, with the messages that a COPY does not send, or that say nothing. */
class Copying implements pg.Submittable {
  rows = 0
  protected wire: Wire | undefined
  protected error: Error | undefined
  readonly #statement: string

  constructor(statement: string) {
    this.#statement = statement
  }

  submit(connection: pg.Connection): void {
    this.wire = connection as Wire
    this.wire.query(this.#statement)
  }

  handleCommandComplete({ text }: { text: string }): void {
    this.rows = Number(/^COPY (\d+)$/.exec(text)?.[1])
  }

  handleError(error: Error): void {
    this.error = error
  }

  handleReadyForQuery(): void {}
  handleRowDescription(): void {}
  handleDataRow(): void {}
  handlePortalSuspended(): void {}
  handleEmptyQuery(): void {}
  handleCopyInResponse(): void {}
  handleCopyData(_message: { chunk: Buffer }): void {}
}

class CopyOut extends Copying {
  #piece = Buffer.allocUnsafe(pieceBytes)
  #filled = 0
  readonly #ready: Buffer[] = []
  #left = false
  #over = false
  #wake: (() => void) | undefined

  /** Undefined at the end. Throws the server's error. */
  async next(): Promise<Buffer | undefined> {
    for (;;) {
      const piece = this.#ready.shift()
      if (this.#ready.length < mostWaiting) this.wire?.stream.resume()
      if (piece !== undefined) return piece
      if (this.error !== undefined) throw this.error
      if (this.#over) return undefined
      await new Promise<void>((wake) => {
        this.#wake = wake
      })
    }
  }

  /** Drops what still comes, so that the connection can end. */
  leave(): void {
    this.#left = true
    this.#ready.length = 0
    this.wire?.stream.resume()
  }

  override handleCopyData({ chunk }: { chunk: Buffer }): void {
    if (this.#left) return
    // Why copied: pg writes what comes next over these bytes.
    for (let at = 0; at < chunk.length; ) {
      const copied = chunk.copy(this.#piece, this.#filled, at)
      this.#filled += copied
      at += copied
      if (this.#filled === pieceBytes) this.#handOn()
    }
    if (this.#ready.length >= mostWaiting) this.wire?.stream.pause()
  }

  override handleCommandComplete(message: { text: string }): void {
    super.handleCommandComplete(message)
    if (this.#filled > 0) this.#handOn()
  }

  override handleReadyForQuery(): void {
    this.#over = true
    this.#wake?.()
  }

  override handleError(error: Error): void {
    super.handleError(error)
    this.#wake?.()
  }

  #handOn(): void {
    this.#ready.push(this.#piece.subarray(0, this.#filled))
    this.#piece = Buffer.allocUnsafe(pieceBytes)
    this.#filled = 0
    this.#wake?.()
  }
}

/** Takes rows for `COPY … FROM STDIN`, which is undone unless it is ended. */
export type CopyIn = {
  /** Resolves when more may come. Throws the server's error. */
  take(piece: Buffer): Promise<void>
  end(): Promise<number>
}

export function copyIn(client: pg.Client, statement: string): CopyIn {
  const copy = new CopyingIn(statement)
  client.query(copy)
  return copy
}

class CopyingIn extends Copying implements CopyIn {
  readonly #asked = settled<void>()
  readonly #over = settled<void>()

  async take(piece: Buffer): Promise<void> {
    await this.#asked.promise
    if (this.error !== undefined) throw this.error
    const wire = this.wire
    if (wire === undefined) return
    wire.sendCopyFromChunk(piece)
    if (wire.stream.writableNeedDrain) await drained(wire)
  }

  async end(): Promise<number> {
    await this.#asked.promise
    if (this.error === undefined) this.wire?.endCopyFrom()
    await this.#over.promise
    if (this.error !== undefined) throw this.error
    return this.rows
  }

  override handleCopyInResponse(): void {
    this.#asked.settle()
  }

  override handleReadyForQuery(): void {
    this.#asked.settle()
    this.#over.settle()
  }

  override handleError(error: Error): void {
    super.handleError(error)
    this.handleReadyForQuery()
  }
}

/** Until the connection takes more or is gone; the next message shows which. */
function drained({ stream }: Wire): Promise<void> {
  return new Promise((settle) => {
    const done = () => {
      stream.off('drain', done)
      stream.off('close', done)
      settle()
    }
    stream.once('drain', done)
    stream.once('close', done)
  })
}

function settled<T>() {
  let settle: (value: T) => void = () => {}
  const promise = new Promise<T>((resolve) => {
    settle = resolve
  })
  return { promise, settle }
}
