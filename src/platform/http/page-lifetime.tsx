import { createHmac } from 'node:crypto'
import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import { formatsOf } from '../i18n/language.ts'
import { frameWords } from '../i18n/words/frame.ts'
import type { LongWork } from '../jobs/long-work-store.ts'
import { dropCookie, readCookie, writeCookie } from './cookies.ts'
import { isSecure, type RequestContext } from './request-context.ts'

declare module 'hono' {
  interface ContextVariableMap {
    /** The page already moves on by itself. */
    movesOn: boolean
    closing: Closing | undefined
  }
}

/** When a page leaves the screen, and for where. */
type Closing = {
  readonly seconds: number
  readonly to: string
  /** False where a page with a record closes sooner. */
  readonly withSession: boolean
}

const closingQuery = 'closed'
const leftQuery = 'left'

/** Whether a page that closes itself asks for the next: that is no use, and keeps no session alive. */
export const isClosing = (c: Context) => c.req.method === 'GET' && c.req.query(closingQuery) !== undefined

const minutes = 3
/** How long after the session's end the page asks, since clocks differ and a request takes a moment. */
const slackSeconds = 5

/** Makes the browser go to `url` without a script. */
function refreshTo({ c }: RequestContext, afterSeconds: number, url: string): void {
  c.header('Refresh', `${afterSeconds}; url=${url}`)
  c.set('movesOn', true)
}

/**
 * Closes the page of someone signed in when the session ends or sealed matters close; left on the screen, it
 * would show what its address no longer shows. Returns the minutes; undefined where the page closes sooner.
 */
export function closeWithSession(context: RequestContext): number | undefined {
  const { services, home, c, who, handed, own } = context
  const endsAt = (who ?? handed ?? own)?.endsAt
  if (endsAt === undefined || c.get('movesOn')) return undefined
  const leftMs = endsAt.getTime() - services.clock.now().getTime()
  const within = context.frame.closesWithin(context)
  const closesMs = within === undefined ? leftMs : Math.min(leftMs, within * 60_000)
  const seconds = Math.max(0, Math.ceil(closesMs / 1000)) + slackSeconds
  close(context, { seconds, to: `${home}?${closingQuery}`, withSession: true })
  return Math.max(1, Math.round(closesMs / 60_000))
}

function close(context: RequestContext, closing: Closing): void {
  refreshTo(context, closing.seconds, closing.to)
  context.c.set('closing', closing)
}

/** Answers a press of *Stay*, which was a use of the session, with when the page now closes. */
export function stayOpen(context: RequestContext): Response {
  closeWithSession(context)
  const { c } = context
  const { seconds = 0 } = c.get('closing') ?? {}
  c.header('Refresh', undefined)
  return c.json({ seconds })
}

/** Long enough to read and press; a third of a page's time where that is shorter. */
const warnSeconds = 120

/** Hidden until a script asks whether someone is still there. Without it the page says when it closes, and closes. */
export const ClosingDialog = ({ context }: { readonly context: RequestContext }) => {
  const closing = context.c.get('closing')
  if (closing === undefined) return null
  const { seconds, to, withSession } = closing
  const warn = Math.min(warnSeconds, Math.floor(seconds / 3))
  const words = frameWords(context)
  return (
    <dialog
      id="closing"
      class="carrel-closing"
      aria-labelledby="closing-title"
      data-seconds={seconds}
      data-warn={warn}
      data-session={withSession ? 'yes' : 'no'}
      data-stay={context.home === '/me' ? '/me/stay' : '/stay'}
      data-to={to}
    >
      <h2 id="closing-title">{words.stillHere}</h2>
      <div role="status">
        <p data-note="asks">{words.closesIn(Math.max(1, Math.round(warn / 60)))}</p>
        <p data-note="last" hidden>
          {words.lastMinutes}
        </p>
        <p data-note="failed" hidden>
          {words.notExtended}
        </p>
      </div>
      <button type="button" class="usa-button">
        {withSession ? words.stay : words.keepOpen}
      </button>
    </dialog>
  )
}

/** Keeps a page with a record from staying on a screen that was left. */
export function closeLater(
  context: RequestContext,
  url: '/' | '/counter' | '/lend' | '/pick-up' | '/calls',
  afterMinutes = minutes,
): void {
  const to = url === '/counter' ? `${url}?${leftQuery}` : url
  close(context, { seconds: afterMinutes * 60, to, withSession: false })
}

/** Whether a record closed itself just now, so that the page it left for says so. */
export const hasLeft = ({ c }: RequestContext): boolean => c.req.query(leftQuery) !== undefined

/** The note on the page that it closes; `children` says how to see it longer. */
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

const updateSeconds = 5

type FollowedWork = {
  readonly context: RequestContext
  /** The path of the page itself. */
  readonly path: string
  readonly work: Pick<LongWork, 'begunAt' | 'done' | 'total'>
}

const isStill = ({ c }: RequestContext) => c.req.query('still') !== undefined

/** Makes the page of running work ask again, without keeping the session alive, until someone stops that (WCAG 2.2.2). */
export function followWork({ context, path }: Omit<FollowedWork, 'work'>): void {
  if (!isStill(context)) refreshTo(context, updateSeconds, `${path}?${closingQuery}`)
}

/** `children`: how far it is, in words. */
export const WorkProgress = ({
  context,
  path,
  work: { begunAt, done, total },
  children,
}: FollowedWork & { readonly children: Child }) => {
  const { work: say } = frameWords(context)
  const formats = formatsOf(context)
  const share = total === 0n ? 0 : Number((done * 100n) / total)
  const { clock } = context.services
  return (
    <div role="status">
      <progress class="carrel-progress" max={100} value={share} aria-labelledby="how-far" />
      <p id="how-far">
        {say.share(formats.count(share))} {children}
      </p>
      <p>
        {say.begun(
          formats.moment(begunAt, context.pack.timeZone),
          minutesText(context, begunAt, clock.now()),
        )}
      </p>
      <p class="carrel-small">
        {isStill(context) ? say.isStill : say.updates(updateSeconds)}{' '}
        <a class="usa-link" href={isStill(context) ? path : `${path}?still`}>
          {isStill(context) ? say.update : say.still}
        </a>
      </p>
    </div>
  )
}

/** 2 minutes 5 seconds */
export function minutesText(context: RequestContext, from: Date, to: Date): string {
  const seconds = Math.max(0, Math.round((to.getTime() - from.getTime()) / 1000))
  return frameWords(context).work.duration(Math.floor(seconds / 60), seconds % 60)
}

/** How long it took, or that it stopped; undefined while it runs. */
export function workEndText(context: RequestContext, work: LongWork): string | undefined {
  const { work: say } = frameWords(context)
  if (work.as === 'running') return undefined
  if (work.as === 'stopped') return say.stopped(formatsOf(context).moment(work.seenAt, context.pack.timeZone))
  return say.took(minutesText(context, work.begunAt, work.seenAt))
}

declare module 'hono' {
  interface ContextVariableMap {
    /** Who is at the screen after this request. */
    context: RequestContext
  }
}

/** After this answer someone else is at this screen, or the same person may see less. */
export function passScreen(context: RequestContext): void {
  context.c.set('context', context)
}

/**
 * Makes the browser forget its pages as soon as anything changes that decides what this screen may show.
 * Why: even with `no-store` browsers keep whole pages, and Back shows them without a request. The header
 * drops cached pages; a change of an HTTP-only cookie drops those and the page that is being left.
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
