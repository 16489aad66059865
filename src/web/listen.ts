import { createServer, type Server, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { getRequestListener, RequestError } from '@hono/node-server'
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
  // Why no header asked for here: who sends none is answered in words, as below.
  const server = createServer({ requireHostHeader: false }, getRequestListener(app.fetch, { errorHandler }))
  server.on('clientError', refuseUnread)
  await new Promise<void>((settle, refuse) => {
    server.once('error', (error) => refuse(portRefused(error, port)))
    server.listen({ host: '127.0.0.1', port }, settle)
  })
  return { close: () => closed(server) }
}

/** Too long, too slow, or no HTTP: nobody knows yet what is asked, so in a few words in both languages. */
const unread: Readonly<Record<string, readonly [number, string]>> = {
  HPE_HEADER_OVERFLOW: [
    431,
    'The address or the headers are too long. / La dirección o los encabezados son demasiado largos.',
  ],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'This took too long. Try again. / Tardó demasiado. Inténtelo de nuevo.'],
}
const failed = [500, 'Something went wrong. Try again. / Algo salió mal. Inténtelo de nuevo.'] as const
const notHttp = [400, 'This cannot be read. / Esto no se puede leer.'] as const

const plain = {
  'Content-Type': 'text/plain; charset=utf-8',
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
} as const

/** An address that is none, before the application sees it; and, should that ever fail, a fault of its own. */
function errorHandler(error: unknown): Response {
  const [status, sentence] = error instanceof RequestError ? notHttp : failed
  return new Response(`${sentence}\n`, { status, headers: plain })
}

function refuseUnread(error: Error & { readonly code?: string }, socket: Duplex): void {
  if (!socket.writable || error.code === 'ECONNRESET') return void socket.destroy()
  const [status, sentence] = unread[error.code ?? ''] ?? notHttp
  const body = `${sentence}\n`
  socket.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
      ...Object.entries(plain).map(([name, value]) => `${name}: ${value}`),
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
  )
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
