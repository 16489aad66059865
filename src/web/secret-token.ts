import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** A new random token for a cookie: 256 bits, base64url. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/**
 * The token that a browser with this token of its own gets by a link: the same each time, and nobody else's. Why: a
 * button pressed twice sends its form twice, and the browser may never see what the first was answered.
 */
export function tokenByLink(browser: string, link: string): string {
  return createHmac('sha256', browser).update(`carrel link\n${link}`, 'utf8').digest('base64url')
}

/** What the database keeps in place of a token: whoever copies the table can sign in with nothing. */
export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token, 'utf8').digest()
}

/** The word that a form must bring back. Bound to the cookie's token, which another site cannot read. */
export function formWord(token: string): string {
  return createHmac('sha256', token).update('carrel form', 'utf8').digest('base64url')
}

/** Compares in constant time. */
export function sameWord(given: string, expected: string): boolean {
  const a = Buffer.from(given, 'utf8')
  const b = Buffer.from(expected, 'utf8')
  return a.length === b.length && timingSafeEqual(a, b)
}
