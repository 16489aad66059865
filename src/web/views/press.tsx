/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import type { Child } from 'hono/jsx'
import type { Visit } from '../visit.ts'
import { Word } from './form.tsx'

type PressProps = {
  readonly visit: Visit
  readonly action: string
  /** The field that the button sends, and of which of several it is. */
  readonly name: string
  readonly value: string
  /** What the button reads, and, where several on the page read so, what it is called by itself. */
  readonly says: string
  readonly called: string
  readonly look?: 'outline' | 'secondary'
  /** What stands before the button, in its form. */
  readonly children?: Child
}

/** A form of one button, for one of several that stand on the page. */
export const Press = ({
  visit,
  action,
  name,
  value,
  says,
  called,
  look = 'outline',
  children,
}: PressProps) => (
  <form method="post" action={action}>
    <Word visit={visit} />
    {children}
    <button
      type="submit"
      name={name}
      value={value}
      class={`usa-button usa-button--${look}`}
      aria-label={called}
    >
      {says}
    </button>
  </form>
)
