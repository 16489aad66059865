import { mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** What happens to the connection at a COMMIT: nothing, cut before the server has it, cut before its answer. */
export type AtCommit = 'pass' | 'cut-before' | 'cut-after'

/** A socket between the program and the real PostgreSQL that can lose the connection at the worst moments. */
export type Between = {
  /** The folder to give as `host`. */
  readonly host: string
  atCommit: AtCommit
  /** Called when the server has answered a COMMIT, before the answer is passed on. */
  onCommitted?: (() => void) | undefined
  close(): void
}

const isCommit = (bytes: Buffer) => bytes.toString('latin1').includes('commit\0')

export async function standBetween(realHost: string, port = 5432): Promise<Between> {
  const host = mkdtempSync(join(tmpdir(), 'carrel-between-'))
  const sockets = new Set<Socket>()
  const server: Server = createServer((client) => {
    const real = connect(join(realHost, `.s.PGSQL.${port}`))
    let committing = false
    sockets.add(client).add(real)
    const cut = () => {
      client.destroy()
      real.destroy()
    }
    client.on('data', (bytes) => {
      committing = isCommit(bytes)
      if (committing && between.atCommit === 'cut-before') return cut()
      real.write(bytes)
    })
    real.on('data', (bytes) => {
      if (committing) between.onCommitted?.()
      if (committing && between.atCommit === 'cut-after') return cut()
      // Why: whoever was killed at the commit is dead before the answer can reach them.
      if (committing && between.onCommitted !== undefined) setTimeout(() => client.write(bytes), 200)
      else client.write(bytes)
    })
    for (const socket of [client, real]) {
      socket.on('error', cut)
      socket.on('close', cut)
    }
  })
  await new Promise<void>((settle) => server.listen(join(host, `.s.PGSQL.${port}`), settle))
  const between: Between = {
    host,
    atCommit: 'pass',
    close() {
      for (const socket of sockets) socket.destroy()
      server.close()
      rmSync(host, { recursive: true, force: true })
    },
  }
  return between
}
