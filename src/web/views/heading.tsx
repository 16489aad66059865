/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import type { Child } from 'hono/jsx'

/** Of a part that stands on a page by itself, and within another part elsewhere. */
export type Level = 2 | 3

type HeadingProps = {
  readonly level: Level
  readonly id?: string
  readonly class?: string
  readonly children?: Child
}

export const Heading = ({ level, children, ...rest }: HeadingProps) =>
  level === 2 ? <h2 {...rest}>{children}</h2> : <h3 {...rest}>{children}</h3>
