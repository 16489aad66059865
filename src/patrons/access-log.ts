import { logIdentity, openLeaf, type PatronActor, type VisibleEntry } from '../gate/index.ts'
import { daysIn } from '../platform/clock.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import type { Db } from '../platform/db/context.ts'
import { daysAfter } from '../policy/index.ts'
import {
  aboutToken,
  entriesAbout,
  entriesFrom,
  isDisclosure,
  isPatronVisibleAct,
  isVisibleToPatron,
  type LeafRow,
  type PatronVisibleAct,
  recordEntry,
  tokensWithEntries,
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
  const kept = [...ring.registerMonths()].reverse()
  const month = kept.find((one) => one === asked.month) ?? kept[0] ?? now.toISOString().slice(0, 7)
  const looked = { kind: 'own-seen-by', ...logIdentity(self), subjects: [self.patronId] }
  await app.transaction().execute((trx) => recordEntry(trx, { ring, now }, looked))
  const months = await monthsAbout(app, ring, self.patronId, kept)
  const key = ring.registerMonthKeyFor(month)
  if (typeof key === 'string') return { month, months, seen: [] }
  const about = aboutToken(key.key, self.patronId)
  const rows = await entriesAbout(app, { about, before: asked.before, limit: accessesPerPage + 1 })
  const dayOf = daysIn(timeZone)
  const seen = openedAbout(ring, rows.slice(0, accessesPerPage), self.patronId)
    .filter(({ entry }) => !isOfOwnMinor(entry, self.patronId))
    .map(({ entry }) => toLoggedAccess(entry, dayOf))
  const last = rows.length > accessesPerPage ? rows[accessesPerPage - 1]?.index : undefined
  return { month, months, seen, ...(last !== undefined && { before: last }) }
}

/** Why this tells of no secret paper: only entries that the patron may read are found by their token. */
async function monthsAbout(
  app: Db,
  ring: KeyRing,
  patronId: string,
  months: readonly string[],
): Promise<readonly string[]> {
  const tokens = months.flatMap((month) => {
    const key = ring.registerMonthKeyFor(month)
    return typeof key === 'string' ? [] : [{ month, about: aboutToken(key.key, patronId) }]
  })
  const found = await tokensWithEntries(
    app,
    tokens.map(({ about }) => about),
  )
  return tokens.filter(({ about }) => found.some((one) => one.equals(about))).map(({ month }) => month)
}

type IndexedEntry = { readonly index: bigint; readonly entry: Entry }

function openedAbout(
  ring: KeyRing,
  rows: readonly Omit<LeafRow, 'id'>[],
  patronId: string,
): readonly IndexedEntry[] {
  return rows.flatMap((row) => {
    const opened = openLeaf(ring, row)
    // Hostile: anyone who can write a row can point it at another patron's entry.
    if (opened.as !== 'opened' || !isAboutPatron(opened.entry, patronId)) return []
    return [{ index: row.index, entry: opened.entry }]
  })
}

const isAboutPatron = (entry: Entry, patronId: string) =>
  isVisibleToPatron(entry) && entry.subjects?.includes(patronId) === true

/** They viewed it themselves, as a guardian: it is of the minor's record. */
const isOfOwnMinor = ({ kind, subjects = [] }: Entry, patronId: string) =>
  kind === 'guardian-view' && subjects[0] !== patronId

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
    basis,
  } = entry
  const records = shown.length > 0 ? shown : may
  const act = isPatronVisibleAct(kind) ? { act: kind, checked: verified } : {}
  const how = { recipient, channel, isListed: kind === 'search', ...(basis !== undefined && { basis }) }
  const by = kind === 'guardian-view' ? 'guardian' : role
  return { on: dayOf(new Date(at)), by, records, clauses, ...how, ...act }
}

/** Accesses of one staff member, each at most a quarter of an hour after the one before. */
export type AccessSession = {
  readonly actor: string
  readonly role: string
  /** Oldest first; none says which patron it was. */
  readonly accesses: readonly VisibleEntry[]
  /** Ids of other patrons whose records the same person had open within a quarter of an hour. */
  readonly others: readonly string[]
}

const mostStudied = 300
const sessionGapMs = 15 * 60_000
/** Entries on either side among which neighbors are looked for: an hour of a busy library. */
const neighborhood = 200n

/**
 * What staff viewed of a patron's record, or did to it, on some days (`YYYY-MM-DD`, both included), newest first, with what
 * else the same people had open then. INVARIANT: whoever sees it is on record first; only a study in a case asks for it.
 */
export async function accessSessionsOf(
  { app, ring, timeZone }: { readonly app: Db; readonly ring: KeyRing; readonly timeZone: string },
  patronId: string,
  { from, until }: { readonly from: string; readonly until: string },
): Promise<{ readonly sessions: readonly AccessSession[]; readonly more: boolean }> {
  const dayOf = daysIn(timeZone)
  const found: IndexedEntry[] = []
  let more = false
  for (const month of monthsBetween(ring, from, until)) {
    const key = ring.registerMonthKeyFor(month)
    if (typeof key === 'string') continue
    const rows = await entriesAbout(app, {
      about: aboutToken(key.key, patronId),
      before: undefined,
      limit: mostStudied + 1,
    })
    more ||= rows.length > mostStudied
    found.push(
      ...openedAbout(ring, rows.slice(0, mostStudied), patronId).filter(({ entry }) => {
        const on = dayOf(new Date(entry.at))
        return on >= from && on <= until && isByStaff(entry)
      }),
    )
  }
  const around = await entriesAround(app, ring, found)
  const apart = await setApartBy(app, ring, patronId, until)
  return { sessions: sessionsOf(found, around, { patronId, apart }), more }
}

/** What is put into the flags of a view of a card that its viewer had listed as one that they do not open. */
export const apartFlag = 'set-apart'

/** Why all months: staff list a card once, maybe years before. */
const mostReadForApart = 2000

async function setApartBy(
  app: Db,
  ring: KeyRing,
  patronId: string,
  until: string,
): Promise<readonly Entry[]> {
  const entries: Entry[] = []
  for (const month of monthsBetween(ring, '0001-01-02', until)) {
    const key = ring.registerMonthKeyFor(month)
    if (typeof key === 'string') continue
    const about = aboutToken(key.key, patronId)
    const rows = await entriesAbout(app, { about, before: undefined, limit: mostReadForApart })
    for (const { entry } of openedAbout(ring, rows, patronId))
      if (entry.kind === 'card-set-apart' || entry.kind === 'card-not-apart') entries.push(entry)
  }
  return entries.sort((one, other) => (one.at < other.at ? -1 : 1))
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

const logBits = 48n

/** Each stretch of the log is read once, however many accesses are in it. */
async function entriesAround(
  app: Db,
  ring: KeyRing,
  found: readonly IndexedEntry[],
): Promise<readonly Entry[]> {
  const stretches: { readonly log: number; readonly first: bigint; before: bigint }[] = []
  for (const { index } of [...found].sort((one, other) => (one.index < other.index ? -1 : 1))) {
    const at = { log: Number(index >> logBits), index: index & ((1n << logBits) - 1n) }
    const first = at.index > neighborhood ? at.index - neighborhood : 0n
    const last = stretches.at(-1)
    if (last?.log === at.log && last.before >= first) last.before = at.index + neighborhood
    else stretches.push({ log: at.log, first, before: at.index + neighborhood })
  }
  const entries: Entry[] = []
  for (const { log, first, before } of stretches) {
    const rows = await entriesFrom(app, { log, first, before, most: Number(before - first) })
    for (const row of rows) {
      const opened = openLeaf(ring, row)
      if (opened.as === 'opened' && isByStaff(opened.entry)) entries.push(opened.entry)
    }
  }
  return entries
}

/** By time. Why not by time alone: the log keeps those of one second in a random order, which would be another each time. */
const orderOf = ({ at, role, kind, channel, shown, may }: Entry): string =>
  JSON.stringify([at, role, kind, channel, shown, may])

function sessionsOf(
  found: readonly IndexedEntry[],
  around: readonly Entry[],
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
    const beside = around.filter(
      ({ actor, at, kind, subjects = [] }) =>
        actor === session.actor &&
        isDisclosure(kind) &&
        msBetween(at, first) <= sessionGapMs &&
        msBetween(last, at) <= sessionGapMs &&
        !subjects.includes(patronId),
    )
    return { ...session, others: [...new Set(beside.flatMap(({ subjects = [] }) => subjects))] }
  })
}

const msBetween = (one: string, other: string): number => Date.parse(other) - Date.parse(one)

function withoutSubjects(
  { subjects = [], case: _, document: __, flags = [], ...entry }: Entry,
  isApart: boolean,
): VisibleEntry {
  return { ...entry, flags: isApart ? [...flags, apartFlag] : flags, patrons: subjects.length }
}
