import { mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A message of PostgreSQL's protocol as it passes: who sent it, its type letter, its bytes. */
export type Message = { readonly from: 'program' | 'server'; readonly type: string; readonly bytes: Buffer }

/** Where the line breaks: before the message of this number passes, or after half of its bytes have. */
export type Break = { readonly at: number; readonly how: 'before' | 'within' }

/**
 * A line between the program and the real PostgreSQL that knows where one message ends and the next begins, and can
 * break at each of these places, and inside of each message.
 */
export type MessageLine = {
  /** The folder to give as `host`. */
  readonly host: string
  /** From now on counts messages from 0 and breaks there, once; afterwards the line is whole again. */
  arm(where?: Break): void
  /** What has passed since, on all connections, in its order; also after the break. */
  readonly passed: readonly Message[]
  /** Whether it broke. */
  readonly broke: boolean
  close(): void
}

export async function messageLine(realHost: string, port = 5432): Promise<MessageLine> {
  const host = mkdtempSync(join(tmpdir(), 'carrel-line-'))
  const sockets = new Set<Socket>()
  let passed: Message[] = []
  let where: Break | undefined
  let broke = false
  const server: Server = createServer((program) => {
    const real = connect(join(realHost, `.s.PGSQL.${port}`))
    sockets.add(program).add(real)
    const cut = () => {
      program.destroy()
      real.destroy()
    }
    const pass = (to: Socket, message: Message) => {
      if (!broke && where?.at === passed.length) {
        broke = true
        if (where.how === 'within') to.write(message.bytes.subarray(0, message.bytes.length >> 1), cut)
        else cut()
        return
      }
      passed.push(message)
      to.write(message.bytes)
    }
    // The first message of a connection has no type letter.
    inMessages(program, { untyped: 1 }, (type, bytes) => pass(real, { from: 'program', type, bytes }))
    inMessages(real, { untyped: 0 }, (type, bytes) => pass(program, { from: 'server', type, bytes }))
    for (const socket of [program, real]) {
      socket.on('error', cut)
      socket.on('close', cut)
    }
  })
  await new Promise<void>((settle) => server.listen(join(host, `.s.PGSQL.${port}`), settle))
  return {
    host,
    arm(at) {
      passed = []
      where = at
      broke = false
    },
    get passed() {
      return passed
    },
    get broke() {
      return broke
    },
    close() {
      for (const socket of sockets) socket.destroy()
      server.close()
      rmSync(host, { recursive: true, force: true })
    },
  }
}

function inMessages(
  socket: Socket,
  { untyped }: { untyped: number },
  each: (type: string, bytes: Buffer) => void,
): void {
  let waiting = Buffer.alloc(0)
  socket.on('data', (bytes: Buffer) => {
    waiting = Buffer.concat([waiting, bytes])
    for (;;) {
      const head = untyped > 0 ? 0 : 1
      if (waiting.length < head + 4) return
      const length = head + waiting.readUInt32BE(head)
      if (waiting.length < length) return
      const message = waiting.subarray(0, length)
      waiting = waiting.subarray(length)
      untyped = Math.max(0, untyped - 1)
      each(head === 0 ? '' : message.toString('latin1', 0, 1), message)
    }
  })
}
