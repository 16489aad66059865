import { createHmac } from 'node:crypto'
import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import { frameWords } from '../i18n/words/frame.ts'
import { dropCookie, readCookie, writeCookie } from './cookies.ts'
import { isSecure, type RequestContext } from './request-context.ts'

declare module 'hono' {
  interface ContextVariableMap {
    /** The page goes on by itself already. */
    movesOn: boolean
  }
}

/** What a page that closes itself adds to the address that it goes to. */
const closingQuery = 'closed'

/** Whether a page that closes itself asks for another: that is no use, and keeps no session alive. */
export const isClosing = (c: Context) => c.req.method === 'GET' && c.req.query(closingQuery) !== undefined

const minutes = 3
/** The page asks again this long after the session has ended, because clocks differ and a request takes a moment. */
const slackSeconds = 5

/** The browser itself goes to `url` after so long, without a script. */
export function refreshTo({ c }: RequestContext, afterSeconds: number, url: string): void {
  c.header('Refresh', `${afterSeconds}; url=${url}`)
  c.set('movesOn', true)
}

/**
 * Closes the page of a signed-in reader when the session ends, or when sealed matters close: left on the screen, it would still show
 * what its address no longer shows. @returns after how many minutes; undefined where the page already closes sooner
 */
export function closeWithSession(context: RequestContext): number | undefined {
  const { services, home, c, who, handed, own } = context
  const endsAt = (who ?? handed ?? own)?.endsAt
  if (endsAt === undefined || c.get('movesOn')) return undefined
  const leftMs = endsAt.getTime() - services.clock.now().getTime()
  const within = context.frame.closesWithin(context)
  const closesMs = within === undefined ? leftMs : Math.min(leftMs, within * 60_000)
  refreshTo(context, Math.max(0, Math.ceil(closesMs / 1000)) + slackSeconds, `${home}?${closingQuery}`)
  return Math.max(1, Math.round(closesMs / 60_000))
}

/** A page that shows a record does not stay on a screen that was left: the browser itself goes on to `url`. */
export function closeLater(
  context: RequestContext,
  url: '/' | '/counter' | '/lend' | '/pick-up' | '/calls',
  afterMinutes = minutes,
): void {
  refreshTo(context, afterMinutes * 60, url)
}

/** Says so on the page; `children` is how to see it for longer. */
export const ClosesLater = ({
  context,
  afterMinutes = minutes,
  children,
}: {
  readonly context: RequestContext
  readonly afterMinutes?: number
  readonly children?: Child
}) => (
  <p class="carrel-closes">
    {frameWords(context).closes(afterMinutes)} {children}
  </p>
)

declare module 'hono' {
  interface ContextVariableMap {
    /** Who is at the screen once this request is answered. */
    context: RequestContext
  }
}

/** From this answer on another person is at this screen, or the same person may see less. */
export function passScreen(context: RequestContext): void {
  context.c.set('context', context)
}

/**
 * Makes the browser forget the pages that it showed as soon as anything changes that decides what this screen may show.
 *
 * Why: a browser keeps whole pages, even with `no-store`, and Back shows them without a request. The header drops the pages
 * that are kept already; a change of a cookie that scripts cannot read drops those and the page that is being left.
 */
export function forgetPages(c: Context): void {
  const context = c.get('context')
  if (context === undefined) return
  const secure = isSecure(context.services)
  const name = context.home === '/me' ? 'own-screen' : 'screen'
  const state = context.frame.screenState(context)
  const [was, is] = [readCookie(c, secure, name), state && marked(state)]
  if (was === is) return
  if (is === null) dropCookie(c, secure, name)
  else writeCookie(c, secure, name, is)
  if (was !== null) c.header('Clear-Site-Data', '"cache"')
}

const marked = ({ key, parts }: { readonly key: Buffer; readonly parts: readonly unknown[] }) =>
  createHmac('sha256', key)
    .update(`carrel screen\n${JSON.stringify(parts)}`, 'utf8')
    .digest('base64url')
