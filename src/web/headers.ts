import type { MiddlewareHandler } from 'hono'

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

/** Where a passkey is asked for, and nowhere else: our own script from our own host. */
export const policyWithOwnScript = [...rules, "script-src 'self'"].join('; ')

/** What was scanned or sent is saved and never shown; whatever a browser makes of it all the same has no script and no way out. */
export const policyOfSentFile = "sandbox; default-src 'none'"

const ownPolicies = [policyWithOwnScript, policyOfSentFile]

/** On every answer: no script unless the page says so, no frame, no other host, nothing kept by a browser or a proxy. */
export function safeHeaders(secure: boolean): MiddlewareHandler {
  return async (c, next) => {
    await next()
    const set = (name: string, value: string) => c.res.headers.set(name, value)
    const csp = 'Content-Security-Policy'
    if (!ownPolicies.includes(c.res.headers.get(csp) ?? '')) set(csp, policy)
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
