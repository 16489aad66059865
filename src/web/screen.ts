import { createHmac } from 'node:crypto'
import type { Context } from 'hono'
import { noPatron } from '../store/sessions.ts'
import { dropCookie, readCookie, writeCookie } from './cookies.ts'
import { isSecure } from './open-visit.ts'
import type { Visit } from './visit.ts'

declare module 'hono' {
  interface ContextVariableMap {
    /** Who is at the screen once this request is answered. */
    visit: Visit
  }
}

/** From this answer on another person is at this screen, or the same person may see less. */
export function passScreen(visit: Visit): void {
  visit.c.set('visit', visit)
}

/**
 * Makes the browser forget the pages that it showed as soon as anything changes that decides what this screen may show.
 *
 * Why: a browser keeps whole pages, even with `no-store`, and Back shows them without a request. The header drops the pages
 * that are kept already; a change of a cookie that scripts cannot read drops those and the page that is being left.
 */
export function forgetPages(c: Context): void {
  const visit = c.get('visit')
  if (visit === undefined) return
  const secure = isSecure(visit.house)
  const name = visit.home === '/me' ? 'own-screen' : 'screen'
  const [was, is] = [readCookie(c, secure, name), markOf(visit)]
  if (was === is) return
  if (is === null) dropCookie(c, secure, name)
  else writeCookie(c, secure, name, is)
  if (was !== null) c.header('Clear-Site-Data', '"cache"')
}

/**
 * What decides which pages this screen may show, so that it can be compared and not read; null where nobody is signed in.
 */
function markOf({ who, handed, own, place, isSealedOpen }: Visit): string | null {
  if (own !== null) return marked(own.tokenHash, [own.patronId, own.open])
  const at = who ?? handed
  if (at === null) return null
  const { id, role, president, fresh, proved, tokenHash } = at
  const hands = handed === null ? 'no' : handed.handsTo === noPatron ? 'done' : 'yes'
  return marked(tokenHash, [id, role, president, fresh, proved, place, isSealedOpen(), hands])
}

const marked = (key: Buffer, parts: readonly unknown[]) =>
  createHmac('sha256', key)
    .update(`carrel screen\n${JSON.stringify(parts)}`, 'utf8')
    .digest('base64url')
