import { chmodSync, lstatSync, rmSync, statSync } from 'node:fs'
import { createServer, type Server, STATUS_CODES } from 'node:http'
import { BlockList, connect, isIPv4, isIPv6 } from 'node:net'
import { dirname } from 'node:path'
import type { Duplex } from 'node:stream'
import { getRequestListener, RequestError } from '@hono/node-server'
import type { Hono } from 'hono'
import { CarrelError } from '../error.ts'

/** An address and port, or a Unix socket for a proxy on this computer. */
export type ListenAt = { readonly host: string; readonly port: number } | { readonly socket: string }

/** The default, reachable from this machine only. */
export const ownHost = '127.0.0.1'

export const isOwnHost = (host: string): boolean => host === ownHost || host === '::1'

export function addressOf(at: ListenAt): string {
  if ('socket' in at) return `unix:${at.socket}`
  return `http://${at.host.includes(':') ? `[${at.host}]` : at.host}:${at.port}`
}

/** The port or the socket cannot be used. */
export class PortError extends CarrelError<'port-taken' | 'port-closed'> {}

const graceMs = 5_000
/** The longest socket path that all supported systems accept. */
const longestSocketBytes = 103

/** Serves the application; a port alone is served to this machine only. @throws PortError */
export async function listen(app: Hono, where: ListenAt | number): Promise<{ close(): Promise<void> }> {
  const at = typeof where === 'number' ? { host: ownHost, port: where } : where
  // Why not required here: a request without it gets an answer in words.
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
 * Hostile: a user who may write to the folder can replace the socket and receive every passphrase. The group
 * of a setgid folder may connect: the proxy's.
 */
async function listenAtSocket(server: Server, path: string): Promise<void> {
  // Why: the system truncates a longer one and makes the socket elsewhere.
  if (Buffer.byteLength(path) > longestSocketBytes)
    throw new PortError(
      'port-closed',
      `${path} is too long a path for a socket: name one of ${longestSocketBytes} bytes at most with --listen`,
    )
  const folder = statSync(dirname(path), { throwIfNoEntry: false })
  const ours = [0, process.geteuid?.()].includes(folder?.uid)
  if (folder === undefined || !ours || (folder.mode & 0o022) !== 0)
    throw new PortError(
      'port-closed',
      `${dirname(path)} must be a folder that belongs to this user and that no one else may write to: fix that, or name another with --listen`,
    )
  await removeStale(path)
  // Why: the socket must at no moment be open to more users than in the end.
  const umask = process.umask(0o177)
  const made = listening(server, { path }, (error) => error)
  process.umask(umask)
  await made
  chmodSync(path, (folder.mode & 0o2000) === 0 ? 0o600 : 0o660)
}

/** Removes the socket of a program that was killed. */
async function removeStale(path: string): Promise<void> {
  const found = lstatSync(path, { throwIfNoEntry: false })
  if (found === undefined) return
  if (!found.isSocket())
    throw new PortError('port-closed', `${path} is not a socket: remove it, or name another with --listen`)
  if (await answers(path))
    throw new PortError('port-taken', `${path} is in use: end what uses it, or name another with --listen`)
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

/** Answers before anything is known of the request, so in both languages. */
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

/** For a malformed address, before the application sees it. */
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

/** Lets running requests finish, and does not wait for idle browsers. */
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
    return new PortError(
      'port-closed',
      `this computer has no address ${host}: name one of its own with --listen`,
    )
  }
  if (code === 'EADDRINUSE') {
    return new PortError(
      'port-taken',
      `port ${port} is in use: end what uses it, or choose another with --port`,
    )
  }
  if (code === 'EACCES') {
    return new PortError(
      'port-closed',
      `this user may not use port ${port}: choose one above 1023 with --port`,
    )
  }
  return error
}

/** The proxies whose `X-Forwarded-For` is believed, from `--proxy`. */
export class Proxies {
  readonly #list = new BlockList()
  readonly any: boolean

  private constructor(any: boolean) {
    this.any = any
  }

  static readonly none = new Proxies(false)

  /** Returns a sentence where one is no address. */
  static of(given: readonly string[]): Proxies | string {
    const proxies = new Proxies(given.length > 0)
    for (const one of given) {
      const [address = '', bits, ...more] = one.trim().split('/')
      const whole = isIPv4(address) ? 32 : 128
      // Hostile: if every address were a proxy, a visitor's own header would be believed.
      const isRange =
        bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= whole)
      if ((!isIPv4(address) && !isIPv6(address)) || !isRange || more.length > 0) {
        return `--proxy: ${one} is no address; give one such as 127.0.0.1, 10.0.0.0/8 or ::1`
      }
      proxies.#list.addSubnet(address, Number(bits ?? whole), isIPv4(address) ? 'ipv4' : 'ipv6')
    }
    return proxies
  }

  #has(address: string): boolean {
    return this.#list.check(address, isIPv4(address) ? 'ipv4' : 'ipv6')
  }

  /**
   * The source of a request. `X-Forwarded-For` counts only from a proxy of ours, and of it the last address
   * that is no proxy of ours: anyone can have written what is before that. `peer` is undefined for a socket,
   * which only our proxy can reach.
   */
  sourceOf(peer: string | undefined, forwarded: string | undefined): string {
    const direct = peer === undefined ? undefined : plainAddress(peer)
    const isOurs = this.any && (direct === undefined || this.#has(direct))
    if (!isOurs) return direct ?? 'inside'
    let source = direct ?? 'inside'
    for (const one of (forwarded ?? '').split(',').reverse()) {
      const address = plainAddress(one)
      // Without an address to count by, the request counts as the proxy's.
      if (address === undefined) return source
      source = address
      if (!this.#has(address)) return source
    }
    return source
  }
}

/** An address without port or zone for comparing; IPv4 written as IPv6 becomes IPv4. */
function plainAddress(typed: string): string | undefined {
  const text = typed.trim()
  const bare = /^\[(.+)\](?::\d+)?$/.exec(text)?.[1] ?? /^(\d+(?:\.\d+){3}):\d+$/.exec(text)?.[1] ?? text
  const address = bare.replace(/%.*$/, '').toLowerCase()
  if (isIPv4(address)) return address
  if (!isIPv6(address)) return undefined
  const groups = groupsOf(address)
  if (groups.slice(0, 5).some((group) => group !== 0) || groups[5] !== 0xffff) return address
  return groups
    .slice(6)
    .flatMap((group) => [group >> 8, group & 255])
    .join('.')
}

/** What attempts are counted under: an IPv4 address, or the /64 network that an IPv6 subscriber has. */
export function countedAs(source: string): string {
  if (!isIPv6(source)) return source
  const network = groupsOf(source).slice(0, 4)
  return `${network.map((group) => group.toString(16)).join(':')}::/64`
}

function groupsOf(address: string): number[] {
  const hex = address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_all, ...bytes: string[]) => {
    const [a = 0, b = 0, c = 0, d = 0] = bytes.slice(0, 4).map(Number)
    return `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`
  })
  const [before = '', after] = hex.split('::')
  const parse = (text: string) =>
    text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16))
  const [first, last] = [parse(before), parse(after ?? '')]
  return after === undefined ? first : [...first, ...Array(8 - first.length - last.length).fill(0), ...last]
}

const example = 'such as https://carrel.example.org'

/**
 * The address that people use, as browsers write it: lower case, without a trailing slash or the default
 * port. Returns a sentence where it is invalid.
 */
export function readOrigin(text: string): { readonly origin: string } | string {
  if (text.includes('*')) return `--origin: give the one address that people use, without *, ${example}`
  if (!URL.canParse(text)) return `--origin: give a whole address, ${example}`
  const url = new URL(text)
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    return `--origin: give an address that begins with https://, ${example}`
  if (url.username !== '' || url.password !== '')
    return `--origin: give the address without a name or password, ${example}`
  if (url.pathname !== '/' || /[?#]/.test(text))
    return `--origin: give the address without a path, ${example}`
  // Why: machines in between see every http page, and browsers then ignore Clear-Site-Data.
  if (url.protocol === 'http:' && !isThisMachine(url.hostname))
    return '--origin: http is for this computer alone (http://127.0.0.1:8080). For other computers let a proxy do https and give its address, such as https://carrel.example.org'
  return { origin: url.origin }
}

const isThisMachine = (host: string) => ['127.0.0.1', 'localhost', '[::1]'].includes(host)
