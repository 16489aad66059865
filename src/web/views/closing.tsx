/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import type { Child } from 'hono/jsx'
import type { Visit } from '../visit.ts'

const minutes = 3

/** A page that shows a record does not stay on a screen that was left: the browser itself goes on to `url`. */
export function closeLater(visit: Visit, url: '/' | '/counter' | '/lend' | '/pick-up'): void {
  visit.c.header('Refresh', `${minutes * 60}; url=${url}`)
}

/** Says so on the page; `children` is how to see it for longer. */
export const ClosesLater = ({ visit, children }: { readonly visit: Visit; readonly children?: Child }) => (
  <p class="carrel-closes">
    {visit.words.frame.closes(minutes)} {children}
  </p>
)
