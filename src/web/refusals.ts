import type { Context } from 'hono'
import { SeldomLog } from './seldom.ts'
import type { House, Visit } from './visit.ts'

/** The connection ended before the whole form arrived: not a fault of the program, and the sender no longer reads an answer. */
export class BrokenOff extends Error {
  override name = 'BrokenOff'
}

/** Whether the connection ended before the whole request arrived. */
export function isBrokenOff(c: Context): boolean {
  const incoming: unknown = c.env?.incoming
  if (typeof incoming !== 'object' || incoming === null) return false
  return (
    'complete' in incoming &&
    incoming.complete === false &&
    'destroyed' in incoming &&
    incoming.destroyed === true
  )
}

/** Logs what was refused, and to which role: the route as the table has it, never a value. */
export class Refusals {
  readonly #denied: SeldomLog
  readonly #failed: SeldomLog
  readonly #brokenOff: SeldomLog

  constructor({ log, clock }: House) {
    const now = () => clock.now()
    this.#denied = new SeldomLog(log, 'a request was denied', now)
    this.#failed = new SeldomLog(log, 'a sign-in failed', now)
    this.#brokenOff = new SeldomLog(log, 'a request was cut off before it arrived whole', now)
  }

  /** @param why `role`: not for this role; `form`: the form is not ours or too old; `site`: another site sent it; `host`; `method` */
  denied(c: Context, why: 'role' | 'form' | 'site' | 'host' | 'method', status: number, visit?: Visit): void {
    const route = why === 'role' || why === 'form' ? { route: routeOf(c) } : {}
    this.#denied.note({ ...route, why, status, ...(visit !== undefined && { role: roleOf(visit) }) })
  }

  /** After an answer: whether it was a sign-in, or a proof of who it is, that failed. */
  answered(c: Context, status: number): void {
    const isTry = c.req.method === 'POST' && tries.has(c.req.routePath)
    if (isTry && (status === 422 || status === 429)) this.#failed.note({ route: routeOf(c), status })
  }

  brokenOff(): void {
    this.#brokenOff.note({})
  }
}

/** The forms that prove who it is. Those of sealed matters are not logged. */
const tries: ReadonlySet<string> = new Set([
  ...['/sign-in', '/sign-in/code', '/sign-in/passkey', '/account/again', '/handed/back'],
  ...['/me/sign-in', '/me/sign-in/code', '/me/pin'],
])

/** Of sealed matters the log says neither which page it was nor what was done there. */
function routeOf(c: Context): string {
  return c.req.routePath.startsWith('/sealed') ? '/sealed' : `${c.req.method} ${c.req.routePath}`
}

function roleOf({ who, handed, own, half }: Visit): string {
  if (who !== null) return who.role
  if (handed !== null) return 'handed-over'
  if (own !== null) return 'customer'
  return half === null ? 'nobody' : 'signing-in'
}
