import type { VisibleEntry } from '../gate/index.ts'
import { accessesBeside, type IndexedEntry, type OtherAccess, patronEntries } from '../gate/log-readers.ts'
import { daysIn } from '../platform/clock.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import type { Db } from '../platform/db/context.ts'
import { daysAfter } from '../policy/index.ts'
import { isDisclosure } from '../register/index.ts'
import type { Entry } from '../register/log/index.ts'

/** Accesses of one staff member, each at most a quarter of an hour after the one before. */
export type AccessSession = {
  readonly actor: string
  readonly role: string
  /** Oldest first; none says which patron it was. */
  readonly accesses: readonly VisibleEntry[]
  /** Ids of other patrons whose records the same person had open within a quarter of an hour. */
  readonly others: readonly string[]
}

/** How many are read at a time; all of them are read. */
const entriesPerRead = 300
const sessionGapMs = 15 * 60_000

/**
 * What staff viewed of a patron's record, or did to it, on some days (`YYYY-MM-DD`, both included), newest first, with what
 * else the same people had open then. INVARIANT: the person who sees it is on record first; only a study in a case asks for it.
 */
export async function accessSessionsOf(
  { app, ring, timeZone }: { readonly app: Db; readonly ring: KeyRing; readonly timeZone: string },
  patronId: string,
  { from, until }: { readonly from: string; readonly until: string },
): Promise<{
  readonly sessions: readonly AccessSession[]
  /** Months of these days, `YYYY-MM`, whose entries were destroyed by age. */
  readonly forgotten: readonly string[]
}> {
  const dayOf = daysIn(timeZone)
  const found: IndexedEntry[] = []
  for await (const one of entriesOf({ app, ring }, patronId, { from, until })) {
    const on = dayOf(new Date(one.entry.at))
    if (on >= from && on <= until && isByStaff(one.entry)) found.push(one)
  }
  const beside = await accessesBeside({ app, ring }, found)
  const apart = await setApartBy({ app, ring }, patronId, until)
  const forgotten = ring
    .forgottenMonths()
    .filter((month) => month >= from.slice(0, 7) && month <= until.slice(0, 7))
  return { sessions: sessionsOf(found, beside, { patronId, apart }), forgotten }
}

/** What is put into the flags of a view of a card that its viewer had listed as one that they do not open. */
export const apartFlag = 'set-apart'

/** Why all months: staff list a card once, maybe years before. */
async function setApartBy(
  parts: { readonly app: Db; readonly ring: KeyRing },
  patronId: string,
  until: string,
): Promise<readonly Entry[]> {
  const entries: Entry[] = []
  for await (const { entry } of entriesOf(parts, patronId, { from: '0001-01-02', until }))
    if (entry.kind === 'card-set-apart' || entry.kind === 'card-not-apart') entries.push(entry)
  return entries.sort((one, other) => (one.at < other.at ? -1 : 1))
}

/**
 * All entries about a patron of these days' months, newest first. Why no limit: the patron's own views are among them, and
 * those of one busy day would push a staff member's view out of the study.
 */
async function* entriesOf(
  parts: { readonly app: Db; readonly ring: KeyRing },
  patronId: string,
  { from, until }: { readonly from: string; readonly until: string },
): AsyncGenerator<IndexedEntry> {
  for (const month of monthsBetween(parts.ring, from, until)) {
    let before: bigint | undefined
    do {
      const { entries, older } = await patronEntries(parts, patronId, { month, before, most: entriesPerRead })
      yield* entries
      before = older
    } while (before !== undefined)
  }
}

/** Whether its viewer had the card on their list then. */
const isSetApart = (apart: readonly Entry[], { actor, at }: Entry): boolean =>
  apart.findLast((one) => one.actor === actor && one.at <= at)?.kind === 'card-set-apart'

/** Entries are sealed under their month in UTC, which a day of the library can be outside of by a few hours. */
function monthsBetween(ring: KeyRing, from: string, until: string): string[] {
  const [first, last] = [daysAfter(from, -1).slice(0, 7), daysAfter(until, 1).slice(0, 7)]
  return [...ring.registerMonths()].filter((month) => month >= first && month <= last).reverse()
}

/** Accounts have random ids; a patron, a command and Carrel itself have words. */
const isByStaff = ({ actor }: Entry): boolean => !['patron', 'system', 'command-line'].includes(actor)

/** By time. Why not by time alone: the log keeps those of one second in a random order, which would be another each time. */
const orderOf = ({ at, role, kind, channel, shown, may }: Entry): string =>
  JSON.stringify([at, role, kind, channel, shown, may])

function sessionsOf(
  found: readonly IndexedEntry[],
  beside: readonly OtherAccess[],
  { patronId, apart }: { readonly patronId: string; readonly apart: readonly Entry[] },
): readonly AccessSession[] {
  const sessions: { actor: string; role: string; accesses: VisibleEntry[] }[] = []
  for (const { entry } of [...found].sort((one, other) =>
    orderOf(one.entry).localeCompare(orderOf(other.entry)),
  )) {
    const session = sessions.findLast(({ actor }) => actor === entry.actor)
    const last = session?.accesses.at(-1)
    const access = withoutSubjects(entry, isDisclosure(entry.kind) && isSetApart(apart, entry))
    if (last !== undefined && msBetween(last.at, entry.at) <= sessionGapMs) session?.accesses.push(access)
    else sessions.push({ actor: entry.actor, role: entry.role ?? '', accesses: [access] })
  }
  return sessions.reverse().map((session) => {
    const [first, last] = [session.accesses[0]?.at ?? '', session.accesses.at(-1)?.at ?? '']
    const then = beside.filter(
      ({ actor, at, subjects = [] }) =>
        actor === session.actor &&
        msBetween(at, first) <= sessionGapMs &&
        msBetween(last, at) <= sessionGapMs &&
        !subjects.includes(patronId),
    )
    return { ...session, others: [...new Set(then.flatMap(({ subjects = [] }) => subjects))] }
  })
}

const msBetween = (one: string, other: string): number => Date.parse(other) - Date.parse(one)

function withoutSubjects(
  { subjects = [], case: _, document: __, flags = [], ...entry }: Entry,
  isApart: boolean,
): VisibleEntry {
  return { ...entry, flags: isApart ? [...flags, apartFlag] : flags, patrons: subjects.length }
}
