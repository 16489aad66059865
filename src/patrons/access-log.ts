import type { PatronActor } from '../gate/index.ts'
import { ownEntries } from '../gate/log-readers.ts'
import { daysIn } from '../platform/clock.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import type { Db } from '../platform/db/context.ts'
import { isPatronVisibleAct, type PatronVisibleAct, paperIn } from '../register/index.ts'
import type { Entry } from '../register/log/index.ts'

const accessesPerPage = 20

/** Someone viewed a patron's record or acted on it. Staff appear by role, never by name. */
export type LoggedAccess = {
  /** `YYYY-MM-DD`, in the library's time zone. */
  readonly on: string
  /** The day on which it was entered, where it was done on paper before; then the others say when it was done. */
  readonly enteredOn?: string
  /** The same as an ISO instant; absent where a minor's record was opened, since that is when the minor was there. */
  readonly at?: string
  readonly by: string
  readonly recipient: string
  readonly channel: string
  /** What was on a screen, or else what might be said aloud. */
  readonly records: readonly string[]
  readonly clauses: readonly string[]
  readonly act?: PatronVisibleAct
  readonly checked?: readonly string[]
  /** Why staff opened the record. */
  readonly basis?: string
  /** They were one of those whom a search by name listed. */
  readonly isListed: boolean
}

type AccessLogPage = {
  /** `YYYY-MM` */
  readonly month: string
  /** Those in which there is something, newest first. */
  readonly months: readonly string[]
  readonly seen: readonly LoggedAccess[]
  /** Where the next page begins; undefined on the last. */
  readonly before?: bigint
}

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
  const { ring, now, timeZone } = parts
  const kept = [...ring.registerMonths()].reverse()
  const month = kept.find((one) => one === asked.month) ?? kept[0] ?? now.toISOString().slice(0, 7)
  const { entries, older, months } = await ownEntries(parts, self, {
    ...{ month, before: asked.before, most: accessesPerPage },
  })
  const dayOf = daysIn(timeZone)
  const seen = entries
    .filter(({ entry }) => !isOfOwnMinor(entry, self.patronId))
    .map(({ entry }) => toLoggedAccess(entry, { self: self.patronId, dayOf }))
    .sort(newestFirst)
  return { month, months, seen, ...(older !== undefined && { before: older }) }
}

/** The log has no order within a minute. What has a day alone comes last in it, so that its place tells no time. */
function newestFirst(a: LoggedAccess, b: LoggedAccess): number {
  return b.on.localeCompare(a.on) || (b.at ?? '').localeCompare(a.at ?? '')
}

const ofMinors: readonly string[] = ['guardian-view', 'guardian-added', 'guardian-changed']

/** What they viewed, or what was done, as a guardian: it is of the minor's record. */
const isOfOwnMinor = ({ kind, subjects = [] }: Entry, patronId: string) =>
  ofMinors.includes(kind) && subjects[0] !== patronId

function toLoggedAccess(
  entry: Entry,
  { self, dayOf }: { readonly self: string; readonly dayOf: (at: Date) => string },
): LoggedAccess {
  const {
    kind,
    role = '',
    recipient = '',
    channel = '',
    shown = [],
    may = [],
    clauses = [],
    verified = [],
    subjects = [],
  } = entry
  const records = shown.length > 0 ? shown : may
  const act = isPatronVisibleAct(kind) ? { act: kind, checked: verified } : {}
  // Why not a guardian's: it was the minor's record that was opened, and their card that was scanned.
  const isTheirs = subjects[0] === self
  const isListed = kind === 'search'
  const { at } = paperIn(entry.flags) ?? entry
  const entered = at === entry.at ? {} : { enteredOn: dayOf(new Date(entry.at)) }
  const when = { on: dayOf(new Date(at)), ...entered, ...((isTheirs || isListed) && { at }) }
  const basis = isTheirs && entry.basis !== undefined ? { basis: entry.basis } : {}
  const by = kind === 'guardian-view' ? 'guardian' : role
  return { ...when, by, recipient, channel, records, clauses, isListed, ...basis, ...act }
}
