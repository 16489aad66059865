import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'

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
