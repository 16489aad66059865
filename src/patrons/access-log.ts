import { logIdentity, openLeaf, type PatronActor } from '../gate/index.ts'
import { daysIn } from '../platform/clock.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import type { Db } from '../platform/db/context.ts'
import {
  aboutToken,
  entriesAbout,
  isPatronVisibleAct,
  isVisibleToPatron,
  type PatronVisibleAct,
  recordEntry,
} from '../register/index.ts'
import type { Entry } from '../register/log/index.ts'

const accessesPerPage = 20

/** Someone viewed a patron's record or acted on it. Staff appear by role, never by name. */
export type LoggedAccess = {
  /** `YYYY-MM-DD`, in the library's time zone. */
  readonly on: string
  readonly by: string
  readonly recipient: string
  readonly channel: string
  /** What was on a screen, or else what might be said aloud. */
  readonly records: readonly string[]
  readonly clauses: readonly string[]
  readonly act?: PatronVisibleAct
  readonly checked?: readonly string[]
}

type AccessLogPage = {
  /** `YYYY-MM`; the months on offer, newest first. */
  readonly month: string
  readonly months: readonly string[]
  readonly seen: readonly LoggedAccess[]
  /** Where the next page begins; undefined on the last. */
  readonly before?: bigint
}

/** INVARIANT: this access is committed to the register before an entry is opened. */
export async function accessLogOf(
  parts: {
    readonly app: Db
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
    // Hostile: anyone who can write a row can point it at another patron's entry.
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
