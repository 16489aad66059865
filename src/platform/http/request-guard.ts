import type { Context, MiddlewareHandler } from 'hono'
import type { Logger } from 'pino'
import { refusalPage } from './error-pages.tsx'
import type { PlatformServices, RequestContext } from './request-context.ts'

const rules = [
  "default-src 'none'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
]
const policy = rules.join('; ')

/** For the pages of someone signed in and those that ask for a passkey: scripts of our own, which ask this server alone. */
export const policyWithOwnScript = [...rules, "connect-src 'self'", "script-src 'self'"].join('; ')

/** For a file that someone sent: whatever a browser makes of it has no script and no network. */
export const policyOfSentFile = "sandbox; default-src 'none'"

const ownPolicies = [policyWithOwnScript, policyOfSentFile]

/** Headers of every answer: no script unless the page says so, no frame, no other host, nothing cached. */
export function safeHeaders(secure: boolean): MiddlewareHandler {
  return async (c, next) => {
    await next()
    const set = (name: string, value: string) => c.res.headers.set(name, value)
    const csp = 'Content-Security-Policy'
    if (!ownPolicies.includes(c.res.headers.get(csp) ?? ''))
      set(csp, c.get('hasScript') ? policyWithOwnScript : policy)
    set('X-Content-Type-Options', 'nosniff')
    set('X-Frame-Options', 'DENY')
    set('Referrer-Policy', 'no-referrer')
    set('Cross-Origin-Opener-Policy', 'same-origin')
    set('Cross-Origin-Resource-Policy', 'same-origin')
    set('Cross-Origin-Embedder-Policy', 'require-corp')
    set(
      'Permissions-Policy',
      'camera=(), microphone=(), geolocation=(), usb=(), payment=(), browsing-topics=()',
    )
    set('X-Robots-Tag', 'noindex')
    if (secure) set('Strict-Transport-Security', 'max-age=31536000')
    if (!c.res.headers.has('Cache-Control')) set('Cache-Control', 'no-store')
  }
}

const loopback = ['127.0.0.1', 'localhost', '[::1]']

/**
 * Refuses what another site sends, before anything reads it. The CSRF token in each form is the other half.
 * Hostile: `Host` too, since a name that resolves to this machine would make another site's page ours.
 */
export function sameSiteOnly(services: PlatformServices, refusals: RefusalLog): MiddlewareHandler {
  const home = new URL(services.origin)
  const hosts = new Set([home.host])
  if (loopback.includes(home.hostname)) {
    for (const name of loopback) hosts.add(home.port === '' ? name : `${name}:${home.port}`)
  }
  const isOurs = (host: string) => hosts.has(host.toLowerCase())
  return async (c, next) => {
    if (!isOurs(c.req.header('host') ?? '')) {
      refusals.denied(c, 'host', 421)
      return refusalPage(c, services, 421, ({ otherAddress }) => otherAddress(home.origin))
    }
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next()
    const site = c.req.header('sec-fetch-site')
    // Why: under `no-referrer` a browser sends the origin of its own forms as `null`; the CSRF token decides.
    const from = c.req.header('origin')
    const fromElsewhere = from !== undefined && from !== 'null' && !isOurs(hostOf(from))
    if ((site !== undefined && site !== 'same-origin' && site !== 'none') || fromElsewhere) {
      refusals.denied(c, 'site', 403)
      return refusalPage(c, services, 403, ({ otherWebsite }) => otherWebsite)
    }
    return next()
  }
}

const ofProxies = /^(?:forwarded|via|x-forwarded-.*)$/

/** For a demo, whose passphrases are known: refuses what another computer sent and a proxy or a tunnel here passed on. */
export function directOnly(services: PlatformServices, refusals: RefusalLog): MiddlewareHandler {
  return async (c, next) => {
    if (!Object.keys(c.req.header()).some((name) => ofProxies.test(name))) return next()
    refusals.denied(c, 'proxy', 403)
    return refusalPage(c, services, 403, ({ passedOn }) => passedOn)
  }
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : ''
}

/** The connection ended before the whole form arrived. The sender no longer reads an answer. */
export class RequestAbortedError extends Error {}

export function isRequestAborted(c: Context): boolean {
  const incoming: unknown = c.env?.incoming
  if (typeof incoming !== 'object' || incoming === null) return false
  return (
    'complete' in incoming &&
    incoming.complete === false &&
    'destroyed' in incoming &&
    incoming.destroyed === true
  )
}

/** Logs refusals with the role and the route of the table, never a value. */
export class RefusalLog {
  readonly #denied: ThrottledLog
  readonly #failed: ThrottledLog
  readonly #brokenOff: ThrottledLog

  constructor({ log, clock }: PlatformServices) {
    const now = () => clock.now()
    this.#denied = new ThrottledLog(log, 'a request was denied', now)
    this.#failed = new ThrottledLog(log, 'a sign-in failed', now)
    this.#brokenOff = new ThrottledLog(log, 'a request was cut off before it arrived whole', now)
  }

  /** `role`: not for this role; `form`: not our form, or too old; `site`: sent by another site; `proxy`: passed on to a demo. */
  denied(
    c: Context,
    why: 'role' | 'form' | 'site' | 'host' | 'method' | 'proxy',
    status: number,
    context?: RequestContext,
  ): void {
    const route = why === 'role' || why === 'form' ? { route: routeOf(c) } : {}
    this.#denied.note({ ...route, why, status, ...(context !== undefined && { role: roleOf(context) }) })
  }

  /** Logs where an answer means a failed sign-in or a failed proof of identity. */
  answered(c: Context, status: number): void {
    const isTry = c.req.method === 'POST' && tries.has(c.req.routePath)
    if (isTry && (status === 422 || status === 429)) this.#failed.note({ route: routeOf(c), status })
  }

  brokenOff(): void {
    this.#brokenOff.note({})
  }
}

/** The forms that prove who someone is. Those of sealed matters are not logged. */
const tries: ReadonlySet<string> = new Set([
  ...['/sign-in', '/sign-in/code', '/sign-in/passkey', '/account/again', '/handed/back'],
  ...['/me/sign-in', '/me/sign-in/code', '/me/pin'],
])

/** For sealed matters the log does not say which page it was. */
function routeOf(c: Context): string {
  return c.req.routePath.startsWith('/sealed') ? '/sealed' : `${c.req.method} ${c.req.routePath}`
}

function roleOf({ who, handed, own, half }: RequestContext): string {
  if (who !== null) return who.role
  if (handed !== null) return 'handed-over'
  if (own !== null) return 'customer'
  return half === null ? 'nobody' : 'signing-in'
}

const minuteMs = 60_000
/** The most different lines a minute; further ones become one line with their number. */
const mostLines = 20

type Line = Readonly<Record<string, string | number>>

/**
 * Log lines that strangers can cause at will, throttled so that they do not fill the disk: each different one
 * once a minute, and their number with the first line of a later minute. Why the library's clock and no
 * timer: when a line is written then depends only on the requests, not on how long answers took.
 */
export class ThrottledLog {
  readonly #log: Logger
  readonly #message: string
  readonly #now: () => Date
  readonly #noted = new Map<string, { readonly line: Line; times: number }>()
  #others = 0
  #minute = Number.NaN

  constructor(log: Logger, message: string, now: () => Date) {
    this.#log = log
    this.#message = message
    this.#now = now
  }

  note(line: Line): void {
    const minute = Math.floor(this.#now().getTime() / minuteMs)
    if (minute !== this.#minute) this.#begin(minute)
    const key = JSON.stringify(line)
    const known = this.#noted.get(key)
    if (known !== undefined) known.times += 1
    else if (this.#noted.size >= mostLines) this.#others += 1
    else {
      this.#noted.set(key, { line, times: 0 })
      this.#log.warn(line, this.#message)
    }
  }

  #begin(minute: number): void {
    const again = [...this.#noted.values()].filter(({ times }) => times > 0)
    const others = this.#others
    this.#minute = minute
    this.#others = 0
    this.#noted.clear()
    const times = again.reduce((sum, one) => sum + one.times, others)
    if (times > 0) this.#log.warn({ times }, `${this.#message}, more of them before`)
  }
}
