import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { KeyRing } from '../crypto/key-ring.ts'

/**
 * `step`: a sign-in with steps left. `form`: ties the sign-in form to this browser. `computer`: an enrolled
 * one. `set-up`: it followed the set-up link. `back`: which page asked for a proof of identity. `known`:
 * someone signed in here before. `own`: the session at a patron's own pages. `screen`, `own-screen`: what
 * decides which pages this browser may show. `paper`: it followed a link to add a paper. `keys`: `off` where single keys do nothing.
 */
type CookieName =
  | 'session'
  | 'step'
  | 'form'
  | 'computer'
  | 'set-up'
  | 'back'
  | 'paper'
  | 'language'
  | 'known'
  | 'own'
  | 'screen'
  | 'own-screen'
  | 'keys'

/** Cookies that outlast the browser's session. */
const lasting: readonly CookieName[] = ['computer', 'language', 'known', 'keys']
const lastingSeconds = 400 * 24 * 3600

/** With https, `__Host-` keeps other hosts and paths from setting it. */
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

/** 256 random bits, base64url. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/**
 * The token that this browser gets by this link, the same each time. Why: a button pressed twice sends its
 * form twice, and the browser may never see the first answer.
 */
export function tokenByLink(browser: string, link: string): string {
  return createHmac('sha256', browser).update(`carrel link\n${link}`, 'utf8').digest('base64url')
}

/** Marks a browser in which someone signed in; the library's keys keep it from being made up. */
export function newKnownToken(ring: KeyRing): string {
  const token = newToken()
  return `${token}.${knownMark(ring, token)}`
}

/** The token of a browser where it is genuine, else null. */
export function ownKnownToken(ring: KeyRing, brought: string | null): string | null {
  const [, token, mark] = /^([\w-]+)\.([\w-]+)$/.exec(brought ?? '') ?? []
  if (token === undefined || mark === undefined) return null
  return isSameToken(mark, knownMark(ring, token)) ? brought : null
}

const knownMark = (ring: KeyRing, token: string) =>
  createHmac('sha256', ring.tokenKey('known browser')).update(token, 'utf8').digest('base64url')

/** What the database keeps of a token, so that a copy of the table signs no one in. */
export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token, 'utf8').digest()
}

/** The token of a form, bound to the cookie's, which another site cannot read. */
export function csrfToken(token: string): string {
  return createHmac('sha256', token).update('carrel form', 'utf8').digest('base64url')
}

/** Compares in constant time. */
export function isSameToken(given: string, expected: string): boolean {
  const a = Buffer.from(given, 'utf8')
  const b = Buffer.from(expected, 'utf8')
  return a.length === b.length && timingSafeEqual(a, b)
}
