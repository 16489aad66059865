import type { Kysely } from 'kysely'
import { logIdentity, openLeaf, type PatronActor } from '../gate/index.ts'
import { daysIn } from '../platform/clock.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import type { Schema } from '../platform/db/schema.ts'
import {
  aboutToken,
  entriesAbout,
  isPatronVisibleAct,
  isVisibleToPatron,
  type PatronVisibleAct,
  recordEntry,
} from '../register/index.ts'
import type { Entry } from '../register/log/index.ts'

/** So many a page. */
export const accessesPerPage = 20

/** Somebody was shown something of a patron, or did something about their sign-in or record. Who it was is told by what they are, never by name. */
export type LoggedAccess = {
  /** `YYYY-MM-DD`, by the library's calendar. */
  readonly on: string
  readonly by: string
  readonly recipient: string
  readonly channel: string
  /** What passed over a screen, else what might be told aloud. */
  readonly records: readonly string[]
  readonly clauses: readonly string[]
  /** What was done about their sign-in or their record, where that is what is told. */
  readonly act?: PatronVisibleAct
  /** What staff say they checked of whoever stood before them. */
  readonly checked?: readonly string[]
}

export type AccessLogPage = {
  /** `YYYY-MM`; the months that can be asked for, the newest first. */
  readonly month: string
  readonly months: readonly string[]
  readonly seen: readonly LoggedAccess[]
  /** Where the next page begins; undefined at the end of the month. */
  readonly before?: bigint
}

/**
 * Who was shown a patron's record in one month, to them alone; a page at a time, the newest first.
 *
 * INVARIANT: that they look is recorded and committed before an entry is opened.
 */
export async function accessLogOf(
  parts: {
    readonly app: Kysely<Schema>
    readonly ring: KeyRing
    readonly now: Date
    readonly timeZone: string
  },
  self: PatronActor,
  asked: { readonly month: string | undefined; readonly before: bigint | undefined },
): Promise<AccessLogPage> {
  const { app, ring, now, timeZone } = parts
  const months = [...ring.registerMonths()].reverse()
  const month = months.find((one) => one === asked.month) ?? months[0] ?? now.toISOString().slice(0, 7)
  const looked = { kind: 'own-seen-by', ...logIdentity(self), subjects: [self.patronId] }
  await app.transaction().execute((trx) => recordEntry(trx, { ring, now }, looked))
  const key = ring.registerMonthKeyFor(month)
  if (typeof key === 'string') return { month, months, seen: [] }
  const about = aboutToken(key.key, self.patronId)
  const rows = await entriesAbout(app, { about, before: asked.before, limit: accessesPerPage + 1 })
  const dayOf = daysIn(timeZone)
  const seen = rows.slice(0, accessesPerPage).flatMap((row) => {
    const opened = openLeaf(ring, row)
    // Hostile: whoever can write a row can point it at an entry about somebody else.
    if (opened.as !== 'opened' || !isAboutPatron(opened.entry, self.patronId)) return []
    return [toLoggedAccess(opened.entry, dayOf)]
  })
  const last = rows.length > accessesPerPage ? rows[accessesPerPage - 1]?.index : undefined
  return { month, months, seen, ...(last !== undefined && { before: last }) }
}

const isAboutPatron = (entry: Entry, patronId: string) =>
  isVisibleToPatron(entry) && entry.subjects?.includes(patronId) === true

function toLoggedAccess(entry: Entry, dayOf: (at: Date) => string): LoggedAccess {
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
  const act = isPatronVisibleAct(kind) ? { act: kind, checked: verified } : {}
  return { on: dayOf(new Date(at)), by: role, recipient, channel, records, clauses, ...act }
}
