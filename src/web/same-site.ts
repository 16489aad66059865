import type { MiddlewareHandler } from 'hono'

/**
 * Refuses what another site sends, before anything reads it. The word in each form is the other half
 * (`route.ts`).
 *
 * Hostile: `Host` too, since a name that resolves to this machine would make another site's page ours.
 */
export function sameSiteOnly(origin: string): MiddlewareHandler {
  const home = new URL(origin)
  const hosts = new Set([home.host])
  if (home.hostname === '127.0.0.1') hosts.add(`localhost:${home.port}`)
  return async (c, next) => {
    if (!hosts.has(c.req.header('host') ?? '')) return c.text('This address is not this library.', 421)
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next()
    const site = c.req.header('sec-fetch-site')
    if (site !== undefined && site !== 'same-origin' && site !== 'none') return c.text('Refused.', 403)
    // Why: under `no-referrer` a browser sends the origin of its own forms as `null`; the form's word decides.
    const from = c.req.header('origin')
    if (from !== undefined && from !== 'null' && !hosts.has(hostOf(from))) return c.text('Refused.', 403)
    return next()
  }
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : ''
}
