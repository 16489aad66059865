import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { KeyRing } from '../sealing/key-ring.ts'

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

/**
 * A token for a browser in which someone has signed in, marked under the library's keys, so that a made-up token counts no
 * more than none.
 */
export function newKnownToken(ring: KeyRing): string {
  const token = newToken()
  return `${token}.${knownMark(ring, token)}`
}

/** The same as a browser brought it; null where it is none of ours. */
export function ownKnownToken(ring: KeyRing, brought: string | null): string | null {
  const [, token, mark] = /^([\w-]+)\.([\w-]+)$/.exec(brought ?? '') ?? []
  if (token === undefined || mark === undefined) return null
  return sameWord(mark, knownMark(ring, token)) ? brought : null
}

const knownMark = (ring: KeyRing, token: string) =>
  createHmac('sha256', ring.tokenKey('known browser')).update(token, 'utf8').digest('base64url')

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
