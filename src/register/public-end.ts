import { isDay } from '../policy/calendar.ts'
import { crlfSays, hasCrlf, type LogFiles, Wrong } from './export-files.ts'

/** What a public export says of its end: the last day in it, all of it, `YYYY-MM-DD`, and the library's time zone. */
export type PublicEnd = { readonly day: string; readonly timeZone: string }

/** The file that makes an export a public one (FORMAT.md, "A public export"). */
export const publicEndFile = 'public-export'
/** The one leaf that a public export has: the open one of a log that follows another. */
export const firstLeafFile = 'first-leaf'

const head = 'carrel public export 1'
const form = new RegExp(`^${head}\n(\\d{4}-\\d\\d-\\d\\d)\n([A-Za-z0-9_+/-]{1,64})\n$`)
const mostBytes = 200

export function publicEndText({ day, timeZone }: PublicEnd): string {
  return `${head}\n${day}\n${timeZone}\n`
}

/**
 * The end of a public export; undefined where the export is one with its leaves. Nobody signs it: it chooses what is
 * checked, and is said as what the export says of itself.
 * @throws Wrong where the file is not in its form
 */
export async function readPublicEnd(files: LogFiles): Promise<PublicEnd | undefined> {
  const target = Buffer.alloc(mostBytes)
  const read = await files.read(publicEndFile, target)
  if (read === undefined) return undefined
  const text = target.toString('latin1', 0, read)
  const [, day, timeZone] = form.exec(text) ?? []
  if (day !== undefined && timeZone !== undefined && isDay(day)) return { day, timeZone }
  const why = hasCrlf(text) ? crlfSays : 'is not in its form: the export was changed on its way'
  throw new Wrong({ code: 'checkpoint', path: publicEndFile, message: `${publicEndFile} ${why}` })
}
