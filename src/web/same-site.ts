import type { MiddlewareHandler } from 'hono'
import { refused } from './pages/errors.tsx'
import type { Refusals } from './refusals.ts'
import type { House } from './visit.ts'

const loopback = ['127.0.0.1', 'localhost']

/**
 * Refuses what another site sends, before anything reads it. The word in each form is the other half
 * (`route.ts`).
 *
 * Hostile: `Host` too, since a name that resolves to this machine would make another site's page ours.
 */
export function sameSiteOnly(house: House, refusals: Refusals): MiddlewareHandler {
  const home = new URL(house.origin)
  const hosts = new Set([home.host])
  if (loopback.includes(home.hostname)) {
    for (const name of loopback) hosts.add(home.port === '' ? name : `${name}:${home.port}`)
  }
  const isOurs = (host: string) => hosts.has(host.toLowerCase())
  return async (c, next) => {
    if (!isOurs(c.req.header('host') ?? '')) {
      refusals.denied(c, 'host', 421)
      return refused(c, house, 421, ({ otherAddress }) => otherAddress(home.origin))
    }
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next()
    const site = c.req.header('sec-fetch-site')
    // Why: under `no-referrer` a browser sends the origin of its own forms as `null`; the form's word decides.
    const from = c.req.header('origin')
    const fromElsewhere = from !== undefined && from !== 'null' && !isOurs(hostOf(from))
    if ((site !== undefined && site !== 'same-origin' && site !== 'none') || fromElsewhere) {
      refusals.denied(c, 'site', 403)
      return refused(c, house, 403, ({ otherWebsite }) => otherWebsite)
    }
    return next()
  }
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : ''
}
