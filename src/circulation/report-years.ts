import type { Kysely } from 'kysely'
import type { Schema } from '../platform/db/schema.ts'
import { publishedSpan } from './statistics-store.ts'

/** `YYYY`: the year asked for, or the newest with data; and all years with data, newest first. */
export async function reportYears(
  app: Kysely<Schema>,
  asked: string | undefined,
  today: string,
): Promise<{ readonly year: string; readonly years: readonly string[] }> {
  const span = await publishedSpan(app)
  if (span === undefined) return { year: asked ?? today.slice(0, 4), years: [] }
  const [first, last] = [Number(span.first.slice(0, 4)), Number(span.last.slice(0, 4))]
  const years = Array.from({ length: last - first + 1 }, (_none, at) => String(last - at))
  return { year: asked ?? String(last), years }
}
