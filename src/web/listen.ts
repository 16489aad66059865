import { chmodSync, lstatSync, rmSync, statSync } from 'node:fs'
import { createServer, type Server, STATUS_CODES } from 'node:http'
import { connect } from 'node:net'
import { dirname } from 'node:path'
import type { Duplex } from 'node:stream'
import { getRequestListener, RequestError } from '@hono/node-server'
import type { Hono } from 'hono'

/** Where it listens: at an address and port, or at a Unix socket, which a proxy on this computer reaches. */
export type ListenAt = { readonly host: string; readonly port: number } | { readonly socket: string }

/** The address that the port is at by itself: of this machine alone. */
export const ownHost = '127.0.0.1'

export const isOwnHost = (host: string): boolean => host === ownHost || host === '::1'

/** How a browser on this computer names it. */
export function addressOf(at: ListenAt): string {
  if ('socket' in at) return `unix:${at.socket}`
  return `http://${at.host.includes(':') ? `[${at.host}]` : at.host}:${at.port}`
}

/** The port, or the socket, cannot be used. `message` is one sentence with its mend. */
export class PortRefused extends Error {
  override name = 'PortRefused'
  readonly code: 'port-taken' | 'port-closed'
  constructor(code: 'port-taken' | 'port-closed', message: string) {
    super(message)
    this.code = code
  }
}

const graceMs = 5_000
/** The longest path of a socket that every system here takes. */
const longestSocketBytes = 103

/** Serves the application there; a port alone is one of this machine alone. Throws PortRefused. */
export async function listen(app: Hono, where: ListenAt | number): Promise<{ close(): Promise<void> }> {
  const at = typeof where === 'number' ? { host: ownHost, port: where } : where
  // Why no header asked for here: who sends none is answered in words, as below.
  const server = createServer({ requireHostHeader: false }, getRequestListener(app.fetch, { errorHandler }))
  server.on('clientError', refuseUnread)
  if ('socket' in at) await listenAtSocket(server, at.socket)
  else await listening(server, at, (error) => portRefused(error, at))
  return { close: () => closed(server) }
}

function listening(
  server: Server,
  where: { readonly host: string; readonly port: number } | { readonly path: string },
  refusal: (error: Error) => Error,
): Promise<void> {
  return new Promise((settle, refuse) => {
    server.once('error', (error) => refuse(refusal(error)))
    server.listen(where, settle)
  })
}

/**
 * Hostile: whoever may write to the folder can put a socket of theirs in its place, and be handed every passphrase. Where the
 * folder has a group of its own (setgid), that group may connect: the proxy's.
 */
async function listenAtSocket(server: Server, path: string): Promise<void> {
  // Why: a longer one is cut off by the system, and the socket made elsewhere.
  if (Buffer.byteLength(path) > longestSocketBytes)
    throw new PortRefused(
      'port-closed',
      `${path} is too long a path for a socket: name one of ${longestSocketBytes} bytes at most with --listen`,
    )
  const folder = statSync(dirname(path), { throwIfNoEntry: false })
  const ours = [0, process.geteuid?.()].includes(folder?.uid)
  if (folder === undefined || !ours || (folder.mode & 0o022) !== 0)
    throw new PortRefused(
      'port-closed',
      `${dirname(path)} must be a folder of this user, to which nobody else may write: make it so, or name another with --listen`,
    )
  await removeStale(path)
  // Why: it must at no moment be open to more than it is in the end.
  const umask = process.umask(0o177)
  const made = listening(server, { path }, (error) => error)
  process.umask(umask)
  await made
  chmodSync(path, (folder.mode & 0o2000) === 0 ? 0o600 : 0o660)
}

/** Takes away what a program that was killed left. */
async function removeStale(path: string): Promise<void> {
  const found = lstatSync(path, { throwIfNoEntry: false })
  if (found === undefined) return
  if (!found.isSocket())
    throw new PortRefused('port-closed', `${path} is not a socket: remove it, or name another with --listen`)
  if (await answers(path))
    throw new PortRefused('port-taken', `${path} is in use: end what uses it, or name another with --listen`)
  rmSync(path)
}

function answers(path: string): Promise<boolean> {
  return new Promise((settle) => {
    const socket = connect(path)
    socket.once('error', () => settle(false))
    socket.once('connect', () => {
      socket.destroy()
      settle(true)
    })
  })
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

function portRefused(error: Error, { host, port }: { readonly host: string; readonly port: number }): Error {
  const code = 'code' in error ? error.code : undefined
  if (code === 'EADDRNOTAVAIL') {
    return new PortRefused(
      'port-closed',
      `this computer has no address ${host}: name one of its own with --listen`,
    )
  }
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
