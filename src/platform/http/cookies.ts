import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { KeyRing } from '../crypto/key-ring.ts'

/**
 * `session`: who is signed in. `step`: a sign-in with steps left. `form`: ties the sign-in form to this browser.
 * `computer`: an enrolled one. `set-up`: the one that followed the set-up link. `back`: which page asked who it is.
 * `language`: what this browser's screens speak. `known`: somebody has signed in here before. `own`: which patron is signed
 * in at their own pages. `screen`, `own-screen`: what decides what the pages of this browser may show (`screen.ts`).
 */
export type CookieName =
  | 'session'
  | 'step'
  | 'form'
  | 'computer'
  | 'set-up'
  | 'back'
  | 'language'
  | 'known'
  | 'own'
  | 'screen'
  | 'own-screen'

/** Those that outlast the browser's session. */
const lasting: readonly CookieName[] = ['computer', 'language', 'known']
const lastingSeconds = 400 * 24 * 3600

/** With https the name itself (`__Host-`) keeps other hosts and paths from setting it. */
const nameOf = (secure: boolean, name: CookieName) => `${secure ? '__Host-' : ''}carrel-${name}`

const rules = (secure: boolean) => ({ path: '/', httpOnly: true, sameSite: 'Strict', secure }) as const

export function readCookie(c: Context, secure: boolean, name: CookieName): string | null {
  return getCookie(c, nameOf(secure, name)) || null
}

export function writeCookie(c: Context, secure: boolean, name: CookieName, token: string): void {
  setCookie(c, nameOf(secure, name), token, {
    ...rules(secure),
    ...(lasting.includes(name) && { maxAge: lastingSeconds }),
  })
}

export function dropCookie(c: Context, secure: boolean, name: CookieName): void {
  deleteCookie(c, nameOf(secure, name), rules(secure))
}

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
  return isSameToken(mark, knownMark(ring, token)) ? brought : null
}

const knownMark = (ring: KeyRing, token: string) =>
  createHmac('sha256', ring.tokenKey('known browser')).update(token, 'utf8').digest('base64url')

/** What the database keeps in place of a token: whoever copies the table can sign in with nothing. */
export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token, 'utf8').digest()
}

/** The word that a form must bring back. Bound to the cookie's token, which another site cannot read. */
export function csrfToken(token: string): string {
  return createHmac('sha256', token).update('carrel form', 'utf8').digest('base64url')
}

/** Compares in constant time. */
export function isSameToken(given: string, expected: string): boolean {
  const a = Buffer.from(given, 'utf8')
  const b = Buffer.from(expected, 'utf8')
  return a.length === b.length && timingSafeEqual(a, b)
}
