import { type PasskeyHost, passkeyHost } from '../accounts/passkey-check.ts'
import type { Visit } from './visit.ts'

/** Where a passkey of this page is bound to, or null where there can be none. */
export function passkeyHostOf({ c, house }: Visit): PasskeyHost | null {
  // `Host` was held to be ours before any page was opened (same-site.ts).
  return passkeyHost(house.origin, c.req.header('host') ?? '')
}

/** The address at which passkeys would work, where this is not one and there is one; for a sentence. */
export function addressForPasskeys({ house }: Visit): string | null {
  const { hostname, port } = new URL(house.origin)
  return hostname === '127.0.0.1' ? `http://localhost${port === '' ? '' : `:${port}`}` : null
}
