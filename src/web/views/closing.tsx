/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import type { Child } from 'hono/jsx'
import { openMinutes } from '../../compartments/open-sessions.ts'
import { closing } from '../open-visit.ts'
import type { Visit } from '../visit.ts'
import { frameWords } from '../words/frame.ts'

declare module 'hono' {
  interface ContextVariableMap {
    /** The page goes on by itself already. */
    movesOn: boolean
  }
}

const minutes = 3
/** The page asks again this long after the session has ended, because clocks differ and a request takes a moment. */
const slackSeconds = 5

/** The browser itself goes to `url` after so long, without a script. */
export function moveOn({ c }: Visit, afterSeconds: number, url: string): void {
  c.header('Refresh', `${afterSeconds}; url=${url}`)
  c.set('movesOn', true)
}

/**
 * Closes the page of a signed-in reader when the session ends, or when sealed matters close: left on the screen, it would still show
 * what its address no longer shows. @returns after how many minutes; undefined where the page already closes sooner
 */
export function closeWithSession(visit: Visit): number | undefined {
  const { house, home, c, who, handed, own, isSealedOpen } = visit
  const endsAt = (who ?? handed ?? own)?.endsAt
  if (endsAt === undefined || c.get('movesOn')) return undefined
  const leftMs = endsAt.getTime() - house.clock.now().getTime()
  const closesMs = isSealedOpen() ? Math.min(leftMs, openMinutes * 60_000) : leftMs
  moveOn(visit, Math.max(0, Math.ceil(closesMs / 1000)) + slackSeconds, `${home}?${closing}`)
  return Math.max(1, Math.round(closesMs / 60_000))
}

/** A page that shows a record does not stay on a screen that was left: the browser itself goes on to `url`. */
export function closeLater(
  visit: Visit,
  url: '/' | '/counter' | '/lend' | '/pick-up' | '/calls',
  afterMinutes = minutes,
): void {
  moveOn(visit, afterMinutes * 60, url)
}

/** Says so on the page; `children` is how to see it for longer. */
export const ClosesLater = ({
  visit,
  afterMinutes = minutes,
  children,
}: {
  readonly visit: Visit
  readonly afterMinutes?: number
  readonly children?: Child
}) => (
  <p class="carrel-closes">
    {frameWords(visit).closes(afterMinutes)} {children}
  </p>
)
