import type { Server } from 'node:http'
import { createAdaptorServer } from '@hono/node-server'
import type { Hono } from 'hono'

/** The port cannot be used. `message` is one sentence with its mend. */
export class PortRefused extends Error {
  override name = 'PortRefused'
  readonly code: 'port-taken' | 'port-closed'
  constructor(code: 'port-taken' | 'port-closed', message: string) {
    super(message)
    this.code = code
  }
}

const graceMs = 5_000

/** Serves the application on this machine alone (127.0.0.1). Throws PortRefused. */
export async function listen(app: Hono, port: number): Promise<{ close(): Promise<void> }> {
  const server = createAdaptorServer({ fetch: app.fetch }) as Server
  await new Promise<void>((settle, refuse) => {
    server.once('error', (error) => refuse(portRefused(error, port)))
    server.listen({ host: '127.0.0.1', port }, settle)
  })
  return { close: () => closed(server) }
}

/** Lets pages under way finish, and waits for no idle browser. */
function closed(server: Server): Promise<void> {
  return new Promise((settle) => {
    server.close(() => settle())
    server.closeIdleConnections()
    setTimeout(() => server.closeAllConnections(), graceMs).unref()
  })
}

function portRefused(error: Error, port: number): Error {
  const code = 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE') {
    return new PortRefused(
      'port-taken',
      `port ${port} is in use: end what uses it, or choose another with --port`,
    )
  }
  if (code === 'EACCES') {
    return new PortRefused(
      'port-closed',
      `this user may not use port ${port}: choose one above 1023 with --port`,
    )
  }
  return error
}
