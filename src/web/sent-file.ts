import type { Context } from 'hono'

/** A file that came with a form. Hostile: its name and its bytes are whatever somebody sent. */
export type SentFile = { readonly name: string; readonly bytes: Buffer }

/** What the fields around a file may take: more than any has. */
export const aroundFileBytes = 64 * 1024

export const isMultipart = (c: Context): boolean =>
  (c.req.header('content-type') ?? '').startsWith('multipart/form-data')

/**
 * Reads a form that brings a file. Who may send one was asked before: until then nothing of its body is read.
 * @param field the only one whose value may be a file
 * @returns null where it is out of form, or a file stands in another field
 */
export async function readFileForm(
  c: Context,
  field: string,
): Promise<{ readonly fields: URLSearchParams; readonly file: SentFile | undefined } | null> {
  const sent = await c.req.raw.formData().catch(() => null)
  if (sent === null) return null
  const fields = new URLSearchParams()
  let file: SentFile | undefined
  for (const [name, value] of sent) {
    if (typeof value === 'string') fields.append(name, value)
    else if (name !== field || file !== undefined) return null
    // A form in which no file was chosen sends one without a name.
    else if (value.name !== '') file = { name: value.name, bytes: Buffer.from(await value.arrayBuffer()) }
  }
  return { fields, file }
}
