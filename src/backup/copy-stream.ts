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

class CopyOut implements pg.Submittable {
  rows = 0
  readonly #statement: string
  #wire: Wire | undefined
  #piece = Buffer.allocUnsafe(pieceBytes)
  #filled = 0
  readonly #ready: Buffer[] = []
  #left = false
  #over = false
  #error: Error | undefined
  #wake: (() => void) | undefined

  constructor(statement: string) {
    this.#statement = statement
  }

  /** Undefined at the end. Throws the server's error. */
  async next(): Promise<Buffer | undefined> {
    for (;;) {
      const piece = this.#ready.shift()
      if (this.#ready.length < mostWaiting) this.#wire?.stream.resume()
      if (piece !== undefined) return piece
      if (this.#error !== undefined) throw this.#error
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
    this.#wire?.stream.resume()
  }

  submit(connection: pg.Connection): void {
    this.#wire = connection as Wire
    this.#wire.query(this.#statement)
  }

  handleCopyData({ chunk }: { chunk: Buffer }): void {
    if (this.#left) return
    // Why copied: pg writes what comes next over these bytes.
    for (let at = 0; at < chunk.length; ) {
      const copied = chunk.copy(this.#piece, this.#filled, at)
      this.#filled += copied
      at += copied
      if (this.#filled === pieceBytes) this.#handOn()
    }
    if (this.#ready.length >= mostWaiting) this.#wire?.stream.pause()
  }

  handleCommandComplete({ text }: { text: string }): void {
    this.rows = Number(/^COPY (\d+)$/.exec(text)?.[1])
    if (this.#filled > 0) this.#handOn()
  }

  handleReadyForQuery(): void {
    this.#over = true
    this.#wake?.()
  }

  handleError(error: Error): void {
    this.#error = error
    this.#wake?.()
  }

  // Messages that a COPY does not send, or that say nothing.
  handleRowDescription(): void {}
  handleDataRow(): void {}
  handlePortalSuspended(): void {}
  handleEmptyQuery(): void {}
  handleCopyInResponse(): void {}

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

class CopyingIn implements pg.Submittable, CopyIn {
  readonly #statement: string
  #wire: Wire | undefined
  #rows = 0
  #error: Error | undefined
  readonly #asked = settled<void>()
  readonly #over = settled<void>()

  constructor(statement: string) {
    this.#statement = statement
  }

  async take(piece: Buffer): Promise<void> {
    await this.#asked.promise
    if (this.#error !== undefined) throw this.#error
    const wire = this.#wire
    if (wire === undefined) return
    wire.sendCopyFromChunk(piece)
    if (wire.stream.writableNeedDrain) await drained(wire)
  }

  async end(): Promise<number> {
    await this.#asked.promise
    if (this.#error === undefined) this.#wire?.endCopyFrom()
    await this.#over.promise
    if (this.#error !== undefined) throw this.#error
    return this.#rows
  }

  submit(connection: pg.Connection): void {
    this.#wire = connection as Wire
    this.#wire.query(this.#statement)
  }

  handleCopyInResponse(): void {
    this.#asked.settle()
  }

  handleCommandComplete({ text }: { text: string }): void {
    this.#rows = Number(/^COPY (\d+)$/.exec(text)?.[1])
  }

  handleReadyForQuery(): void {
    this.#asked.settle()
    this.#over.settle()
  }

  handleError(error: Error): void {
    this.#error = error
    this.#asked.settle()
    this.#over.settle()
  }

  handleRowDescription(): void {}
  handleDataRow(): void {}
  handlePortalSuspended(): void {}
  handleEmptyQuery(): void {}
  handleCopyData(): void {}
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
