/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import type { Child } from 'hono/jsx'
import type { Visit } from '../visit.ts'

const minutes = 3

/** A page that shows a record does not stay on a screen that was left: the browser itself goes on to `url`. */
export function closeLater(
  visit: Visit,
  url: '/' | '/counter' | '/lend' | '/pick-up' | '/calls',
  afterMinutes = minutes,
): void {
  visit.c.header('Refresh', `${afterMinutes * 60}; url=${url}`)
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
    {visit.words.frame.closes(afterMinutes)} {children}
  </p>
)
