import { mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Kysely } from 'kysely'
import pg from 'pg'
import { readPassword, roleName } from '../../src/platform/db/login.ts'
import type { Schema } from '../../src/platform/db/schema.ts'
import { PipeliningClient, PipeliningDialect } from '../../src/platform/db/statements.ts'

/**
 * What happens to the connection at a COMMIT: nothing, cut before the server has it, cut before its answer; or the
 * answer reads as that to the COMMIT of a transaction that had failed.
 */
export type AtCommit = 'pass' | 'cut-before' | 'cut-after' | 'say-rolled-back'

/** A socket between the program and the real PostgreSQL that can lose the connection at the worst moments. */
export type Between = {
  /** The folder to give as `host`. */
  readonly host: string
  atCommit: AtCommit
  /** How many messages the program sent, however many statements were in each. */
  sent: number
  /** Called when the server has answered a COMMIT, before the answer is passed on. */
  onCommitted?: (() => void) | undefined
  close(): void
}

const isCommit = (bytes: Buffer) => bytes.toString('latin1').includes('commit\0')
const rolledBack = (bytes: Buffer) =>
  Buffer.from(bytes.toString('latin1').replace('C\0\0\0\x0bCOMMIT\0', 'C\0\0\0\x0dROLLBACK\0'), 'latin1')

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
      between.sent++
      committing = isCommit(bytes)
      if (committing && between.atCommit === 'cut-before') return cut()
      real.write(bytes)
    })
    real.on('data', (answer) => {
      const bytes = committing && between.atCommit === 'say-rolled-back' ? rolledBack(answer) : answer
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
    sent: 0,
    close() {
      for (const socket of sockets) socket.destroy()
      server.close()
      rmSync(host, { recursive: true, force: true })
    },
  }
  return between
}

/** The database as the app has it, by one connection through the socket. */
export function appThrough(between: Between, { port, keysDir }: { port: number; keysDir: string }) {
  const user = roleName('carrel', 'app')
  const login = { host: between.host, port, database: 'carrel', user, password: readPassword(keysDir, 'app') }
  const pool = new pg.Pool({ ...login, Client: PipeliningClient, max: 1 })
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return new Kysely<Schema>({ dialect: new PipeliningDialect({ pool }) })
}
