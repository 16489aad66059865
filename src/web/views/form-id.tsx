/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import { randomUUID } from 'node:crypto'
import { z } from 'zod'

/** The id of a form that begins something, so that a button pressed twice begins it once. */
export const sentForm = z.uuid().optional()

/** A new one for a form that was not sent yet. */
export const FormId = ({ sent = randomUUID() }: { readonly sent: string | undefined }) => (
  <input type="hidden" name="form" value={sent} />
)
