import type { Kysely } from 'kysely'
import { daysIn } from '../clock.ts'
import type { Entry } from '../register/entry.ts'
import type { KeyRing } from '../sealing/key-ring.ts'
import { entriesAbout } from '../store/register-about.ts'
import type { Schema } from '../store/schema.ts'
import { openLeaf } from './leaf-opened.ts'
import { recordEntry } from './record.ts'
import { namedAs, type OwnSelf } from './request.ts'
import { aboutToken, isToldAct, isToldToPatron, type ToldAct } from './told-to-patron.ts'

/** So many a page. */
export const seenPage = 20

/** Somebody was shown something of a patron, or did something about their sign-in or record. Who it was is told by what they are, never by name. */
export type Seen = {
  /** `YYYY-MM-DD`, by the library's calendar. */
  readonly on: string
  readonly by: string
  readonly recipient: string
  readonly channel: string
  /** What passed over a screen, else what might be told aloud. */
  readonly records: readonly string[]
  readonly clauses: readonly string[]
  /** What was done about their sign-in or their record, where that is what is told. */
  readonly act?: ToldAct
  /** What staff say they checked of whoever stood before them. */
  readonly checked?: readonly string[]
}

export type SeenPage = {
  /** `YYYY-MM`; the months that can be asked for, the newest first. */
  readonly month: string
  readonly months: readonly string[]
  readonly seen: readonly Seen[]
  /** Where the next page begins; undefined at the end of the month. */
  readonly before?: bigint
}

/**
 * Who was shown a patron's record in one month, to them alone; a page at a time, the newest first.
 *
 * INVARIANT: that they look is recorded and committed before an entry is opened.
 */
export async function seenOf(
  parts: {
    readonly app: Kysely<Schema>
    readonly ring: KeyRing
    readonly now: Date
    readonly timeZone: string
  },
  self: OwnSelf,
  asked: { readonly month: string | undefined; readonly before: bigint | undefined },
): Promise<SeenPage> {
  const { app, ring, now, timeZone } = parts
  const months = [...ring.registerMonths()].reverse()
  const month = months.find((one) => one === asked.month) ?? months[0] ?? now.toISOString().slice(0, 7)
  const looked = { kind: 'own-seen-by', ...namedAs(self), subjects: [self.patronId] }
  await app.transaction().execute((trx) => recordEntry(trx, { ring, now }, looked))
  const key = ring.registerMonthKeyFor(month)
  if (typeof key === 'string') return { month, months, seen: [] }
  const about = aboutToken(key.key, self.patronId)
  const rows = await entriesAbout(app, { about, before: asked.before, limit: seenPage + 1 })
  const dayOf = daysIn(timeZone)
  const seen = rows.slice(0, seenPage).flatMap((row) => {
    const opened = openLeaf(ring, row)
    // Hostile: whoever can write a row can point it at an entry about somebody else.
    if (opened.as !== 'opened' || !isTheirs(opened.entry, self.patronId)) return []
    return [tell(opened.entry, dayOf)]
  })
  const last = rows.length > seenPage ? rows[seenPage - 1]?.index : undefined
  return { month, months, seen, ...(last !== undefined && { before: last }) }
}

const isTheirs = (entry: Entry, patronId: string) =>
  isToldToPatron(entry) && entry.subjects?.includes(patronId) === true

function tell(entry: Entry, dayOf: (at: Date) => string): Seen {
  const {
    kind,
    at,
    role = '',
    recipient = '',
    channel = '',
    shown = [],
    may = [],
    clauses = [],
    verified = [],
  } = entry
  const records = shown.length > 0 ? shown : may
  const act = isToldAct(kind) ? { act: kind, checked: verified } : {}
  return { on: dayOf(new Date(at)), by: role, recipient, channel, records, clauses, ...act }
}
