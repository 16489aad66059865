/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import type { Child } from 'hono/jsx'

type AlertProps = { readonly kind: 'info' | 'warning' | 'success'; readonly children: Child }

/** What one should know before all else on the page. */
export const Alert = ({ kind, children }: AlertProps) => (
  <div class={`usa-alert usa-alert--${kind} usa-alert--slim carrel-first`}>
    {/* Why around words alone: without it the sign stands upon them. */}
    <div class="usa-alert__body">
      {isWords(children) ? <p class="usa-alert__text">{children}</p> : children}
    </div>
  </div>
)

const isWords = (children: Child): boolean =>
  [children].flat().every((one) => typeof one === 'string' || typeof one === 'number')

/** What the program or a server said, as it said it: in English, for whoever looks after the computer. */
export const AsSaid = ({ lead, children }: { readonly lead: string; readonly children: Child }) => (
  <p class="carrel-said">
    {lead}{' '}
    <span lang="en" class="carrel-said__words">
      {children}
    </span>
  </p>
)
