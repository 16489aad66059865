import type { Kysely } from 'kysely'
import { daysIn } from '../platform/clock.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import type { Db, Trx } from '../platform/db/context.ts'
import type { Schema } from '../platform/db/schema.ts'
import {
  allLogs,
  entriesBefore,
  entriesFrom,
  entriesOfMonths,
  findEntry,
  findLeaf,
  type LeafRow,
  recordEntry,
  type StoredEntry,
} from '../register/index.ts'
import {
  type Entry,
  entryKeyOf,
  isCommitmentsLeaf,
  isSealedEntryLeaf,
  leafFault,
  leafReference,
  type NewLogStatement,
  openEntryWithKey,
  readLeaf,
  readNewLogLeaf,
} from '../register/log/index.ts'
import { type Actor, logIdentity, type StaffActor } from './actor.ts'
import type { BasisCount } from './view-basis-store.ts'

type OpenedLeaf =
  | {
      readonly as: 'opened'
      readonly entry: Entry
      readonly month: string
      readonly entryKey: Buffer
    }
  /** The first leaf of a log that follows another; never sealed. */
  | { readonly as: 'open' }
  /** A commitments leaf is not an entry. */
  | { readonly as: 'commitments' }
  /** The month's key was destroyed by age, or is missing. */
  | { readonly as: 'forgotten' | 'no-key'; readonly month: string }
  | { readonly as: 'damaged'; readonly why: string; readonly month: string }

/** Opens a stored leaf with its month's key. INVARIANT: makes no key, which would replace a destroyed one. */
export function openLeaf(
  ring: KeyRing,
  { leaf, overflow }: { readonly leaf: Buffer; readonly overflow: Buffer | null },
): OpenedLeaf {
  if (isCommitmentsLeaf(leaf)) return { as: 'commitments' }
  if (!isSealedEntryLeaf(leaf)) return { as: 'open' }
  const { id, month } = readLeaf(leaf)
  const key = ring.registerMonthKeyFor(month)
  if (key === 'forgotten') return { as: 'forgotten', month }
  if (key === 'missing') return { as: 'no-key', month }
  const entryKey = entryKeyOf(key.key, id)
  const opened = openEntryWithKey(leaf, entryKey, overflow ?? undefined)
  if ('entry' in opened) return { as: 'opened', entry: opened.entry, month, entryKey }
  return opened.refused === 'wrong-key'
    ? { as: 'no-key', month }
    : { as: 'damaged', why: opened.refused, month }
}

/*
 * Everyone sees their own log entries. The Director sees all; counsel and trustees see all without who acted (Statement: who
 * viewed what is a confidential record too).
 */

/** An entry as shown on screen. INVARIANT: it says how many patrons it concerns, never which. */
export type VisibleEntry = Omit<Entry, 'subjects' | 'case' | 'document'> & {
  readonly patrons: number
  /** The version of the policy that it is about. */
  readonly version?: string
}

export type ListedEntry = {
  readonly index: bigint
  readonly reference: string
} & (
  | { readonly as: 'told'; readonly entry: VisibleEntry }
  | { readonly as: 'new-log' }
  /** No list shows a commitments leaf; its own page says what it is. */
  | { readonly as: 'commitments' }
  /** `withheld`: this person may not see it. */
  | { readonly as: 'forgotten' | 'unreadable' | 'damaged' | 'withheld' }
)

/** `older` and `newer` go into `before` for the neighboring pages. */
type ListedPage = {
  readonly entries: readonly ListedEntry[]
  readonly older?: bigint
  readonly newer?: bigint
}

type EntryViewParts = { readonly app: Kysely<Schema>; readonly ring: KeyRing; readonly now: Date }

export function seesAllEntries({ role }: Pick<StaffActor, 'role'>): boolean {
  return role === 'director' || role === 'counsel' || role === 'trustee'
}

/**
 * Newest first, without entries this person may not see. One that does not open could be anyone's: only those who see all see
 * it.
 */
export async function listEntries(
  parts: EntryViewParts,
  actor: StaffActor,
  asked: {
    readonly log: number
    readonly before: bigint
    readonly most: number
    /** At least `before`. */
    readonly size: bigint
  },
): Promise<ListedPage> {
  const { log, before, most, size } = asked
  const { rows, above } = await viewOnRecord(parts, actor, { kind: 'register-looked-at' }, async (trx) => ({
    // One more than fits, on either side, says whether there is another page.
    rows: await entriesBefore(trx, { log, before, most: most + 1 }),
    above: await entriesFrom(trx, { log, first: before, before: size, most: most + 1 }),
  }))
  const shown = rows.slice(0, most)
  const entries = shown
    .map((row) => listedEntry(parts.ring, actor, row))
    .filter(({ as }) => as === 'told' || as === 'new-log' || (as !== 'withheld' && seesAllEntries(actor)))
    .sort(newestFirst)
  const older = rows.length > most ? shown.at(-1)?.index : undefined
  const last = above.length > most ? above[most - 1]?.index : undefined
  const newer = above.length === 0 ? undefined : last === undefined ? size : last + 1n
  return { entries, ...(older !== undefined && { older }), ...(newer !== undefined && { newer }) }
}

export type EntryFilter = {
  /** The lowest index that is looked at. */
  readonly first: bigint
  /** INVARIANT: it is given only what this person may see, so that what it finds says no more than the list does. */
  readonly matches: (entry: VisibleEntry) => boolean
}

/** How many entries one page of a search opens, found or not: what it costs does not grow with the log. */
export const entriesSearched = 500

/**
 * The newest entries that a filter finds, and where the search goes on. One that was changed is found by every filter of
 * those who see all: it could be anyone's.
 */
export async function searchEntries(
  parts: EntryViewParts,
  actor: StaffActor,
  asked: {
    readonly log: number
    readonly before: bigint
    readonly most: number
    readonly filter: EntryFilter
  },
): Promise<Pick<ListedPage, 'entries' | 'older'>> {
  const { log, before, most, filter } = asked
  const { first, matches } = filter
  const rows = await viewOnRecord(parts, actor, { kind: 'register-looked-at' }, (trx) =>
    entriesBefore(trx, { log, first, before, most: entriesSearched + 1 }),
  )
  const found: ListedEntry[] = []
  let looked = 0
  for (const row of rows.slice(0, entriesSearched)) {
    if (found.length === most) break
    looked += 1
    const entry = listedEntry(parts.ring, actor, row)
    if (entry.as === 'told' ? matches(entry.entry) : entry.as === 'damaged' && seesAllEntries(actor))
      found.push(entry)
  }
  const older = rows.length > looked ? rows[looked - 1]?.index : undefined
  return { entries: found.sort(newestFirst), ...(older !== undefined && { older }) }
}

/** Undefined if the log has no such reference, or has not signed it yet. */
export async function viewEntry(
  parts: EntryViewParts,
  actor: StaffActor,
  reference: string,
): Promise<ListedEntry | undefined> {
  const row = await viewOnRecord(parts, actor, { kind: 'entry-shown', entry: reference }, (trx) =>
    findLeaf(trx, Buffer.from(reference, 'base64url')),
  )
  return row === undefined ? undefined : listedEntry(parts.ring, actor, row)
}

/** What a question of the Director's needs of the log. */
type LogQuestion = {
  /** What was asked, in words of an entry: `trained`, `2026`. */
  readonly asked: readonly string[]
  readonly kinds: readonly string[]
  /** The first and last month, `YYYY-MM` in UTC. */
  readonly from: string
  readonly until: string
}

export type AnsweredFromLog = {
  readonly entries: readonly { readonly reference: string; readonly entry: VisibleEntry }[]
  /** Months of that time whose entries were destroyed by age: no answer knows of them. */
  readonly forgotten: readonly string[]
}

/**
 * All entries that answer a question, oldest first. INVARIANT: that it was asked is logged and committed before one is
 * opened, and what is shown is what the list shows to the same person. Only the Director asks, or a command, whose
 * user holds the keys.
 */
export async function answerFromLog(
  parts: EntryViewParts,
  by: Actor,
  { asked, kinds, from, until }: LogQuestion,
): Promise<AnsweredFromLog> {
  await recordQuestion(parts, by, asked)
  const reader = 'accountId' in by ? by : ({ accountId: 'command-line', role: 'director' } as const)
  const { ring } = parts
  const entries: AnsweredFromLog['entries'][number][] = []
  if (reader.role !== 'director') return { entries, forgotten: [] }
  await eachEntryOf(parts, { from, until }, ({ reference, entry }) => {
    const seen = kinds.includes(entry.kind) ? visiblePart(reader, entry) : undefined
    if (seen !== undefined) entries.push({ reference, entry: seen })
  })
  return {
    entries: entries.sort((one, other) => (one.entry.at < other.entry.at ? -1 : 1)),
    forgotten: ring.forgottenMonths().filter((month) => month >= from && month <= until),
  }
}

/** Logs that the Director, or a command, asked. @param asked in words of an entry @returns the entry's reference */
export function recordQuestion(parts: EntryViewParts, by: Actor, asked: readonly string[]): Promise<string> {
  return parts.app
    .transaction()
    .execute((trx) =>
      recordEntry(trx, parts, { kind: 'question-answered', ...logIdentity(by), flags: asked }),
    )
}

const entriesAtOnce = 500

/** Opens every entry of some months in all logs, `entriesAtOnce` between other work. What it opens stays in the gate. */
export async function eachEntryOf(
  { app, ring }: Pick<EntryViewParts, 'ring'> & { readonly app: Db },
  { from, until }: Pick<LogQuestion, 'from' | 'until'>,
  visit: (found: { readonly reference: string; readonly entry: Entry }) => void,
): Promise<void> {
  for (const { log } of await allLogs(app)) {
    let first = 0n
    for (;;) {
      const rows = await entriesOfMonths(app, { log, from, until, first, most: entriesAtOnce })
      for (const { id, leaf, overflow } of rows) {
        const reference = Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url')
        // Someone who can write to the tables could put another entry in its place.
        const opened = leafReference(leaf) === reference ? openLeaf(ring, { leaf, overflow }) : undefined
        if (opened?.as === 'opened') visit({ reference, entry: opened.entry })
      }
      const last = rows.at(-1)
      if (rows.length < entriesAtOnce || last === undefined) break
      first = last.index + 1n
    }
  }
}

/** INVARIANT: the view is logged and committed before an entry is opened. */
function viewOnRecord<T>(
  parts: EntryViewParts,
  actor: StaffActor,
  what: Pick<Entry, 'kind' | 'entry'>,
  read: (trx: Trx) => Promise<T>,
): Promise<T> {
  return parts.app.transaction().execute(async (trx) => {
    await recordEntry(trx, parts, { ...what, ...logIdentity(actor) })
    return read(trx)
  })
}

/** Entries sequenced together are in random order, so their own times decide. */
function newestFirst(one: ListedEntry, other: ListedEntry): number {
  const [a, b] = [one, other].map((each) => (each.as === 'told' ? each.entry.at : ''))
  return a && b && a !== b ? (a < b ? 1 : -1) : Number(other.index - one.index)
}

function listedEntry(ring: KeyRing, actor: StaffActor, { index, id, leaf, overflow }: LeafRow): ListedEntry {
  const at = { index, reference: Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url') }
  const fault = leafFault(leaf, index === 0n ? 'first' : 'later')
  if (fault !== undefined || leafReference(leaf) !== at.reference) return { ...at, as: 'damaged' }
  const opened = openLeaf(ring, { leaf, overflow })
  if (opened.as === 'open') return { ...at, as: 'new-log' }
  if (opened.as === 'commitments') return { ...at, as: 'commitments' }
  if (opened.as === 'no-key') return { ...at, as: 'unreadable' }
  if (opened.as !== 'opened') return { ...at, as: opened.as }
  const entry = visiblePart(actor, opened.entry)
  return entry === undefined ? { ...at, as: 'withheld' } : { ...at, as: 'told', entry }
}

const nonStaffActors: readonly string[] = ['system', 'command-line', 'patron']

/**
 * Kinds that others see without who, where and what: some cases concern the Director. People with access read them in the
 * case.
 */
const caseEntryKinds: readonly string[] = [
  'case-view',
  'case-step',
  'case-search-view',
  'case-entry-handed',
  'paper-link-made',
  'cases-listed',
  'cases-searched',
  'study-view',
  'study-others',
  'name-in-decision',
  'copy-view',
  'case-subject',
  'records-preserved',
  'records-collected',
  'records-packaged',
  'release',
  'compelled',
  'disclosure-told',
  'wrong-disclosure',
]

/** Kinds whose document is a version of the policy, which all staff may read. */
const versionKinds: readonly string[] = ['policy-confirmed', 'policy-withdrawn']

function visiblePart(actor: Pick<StaffActor, 'accountId' | 'role'>, entry: Entry): VisibleEntry | undefined {
  const { subjects, case: _, document, ...rest } = entry
  const version = document !== undefined && versionKinds.includes(entry.kind) && { version: document }
  const own = { ...rest, ...version, patrons: subjects?.length ?? 0 }
  if (entry.actor === actor.accountId) return own
  if (!seesAllEntries(actor)) return undefined
  if (caseEntryKinds.includes(entry.kind))
    return { kind: entry.kind, at: entry.at, actor: 'someone', patrons: 0 }
  const told = withoutViewBasis(own)
  if (actor.role === 'director') return told
  const { account: __, ...ofNobody } = told
  return { ...ofNobody, actor: nonStaffActors.includes(entry.actor) ? entry.actor : 'someone' }
}

/** With who and why, the log would rank staff by why they open records. The basis of an answer is an officer's. */
function withoutViewBasis({ basis, ...entry }: VisibleEntry): VisibleEntry {
  const isOfView = entry.kind === 'view' || entry.kind === 'contact'
  return isOfView || basis === undefined ? entry : { ...entry, basis }
}

export type ShownEntry =
  | {
      readonly status: 'opened'
      readonly entry: Entry
      readonly stored: StoredEntry
      readonly month: string
      readonly entryKey: Buffer
      /** The reference of the entry that logs this disclosure. */
      readonly recordedAs: string
    }
  | { readonly status: 'open'; readonly statement: NewLogStatement; readonly stored: StoredEntry }
  | { readonly status: 'commitments'; readonly stored: StoredEntry }
  | { readonly status: 'forgotten'; readonly month: string; readonly stored: StoredEntry }
  | { readonly status: 'no-key'; readonly month: string; readonly stored: StoredEntry }
  | { readonly status: 'damaged'; readonly why: string; readonly stored: StoredEntry }
  | { readonly status: 'unknown' }

/**
 * Shows or hands over one log entry, which may name a patron, so that is logged and committed before this returns.
 *
 * Why no rule decides: anyone who can run this holds the keys. `reference`: 22 characters of base64url.
 */
export async function discloseEntry(
  worker: Kysely<Schema>,
  parts: { readonly ring: KeyRing; readonly now: Date },
  request: {
    readonly kind: 'entry-shown' | 'entry-handed-over'
    readonly actor: string
    readonly reference: string
  },
): Promise<ShownEntry> {
  const { kind, actor, reference } = request
  return worker.transaction().execute(async (trx) => {
    const opened = await openStored(trx, parts.ring, reference)
    if (opened.status !== 'opened') return opened
    const { subjects } = opened.entry
    const recordedAs = await recordEntry(trx, parts, {
      kind,
      actor,
      entry: reference,
      ...(subjects !== undefined && { subjects }),
    })
    return { ...opened, recordedAs }
  })
}

type UnrecordedEntry =
  | Exclude<ShownEntry, { status: 'opened' }>
  | Omit<Extract<ShownEntry, { status: 'opened' }>, 'recordedAs'>

async function openStored(trx: Trx, ring: KeyRing, reference: string): Promise<UnrecordedEntry> {
  const stored = await findEntry(trx, Buffer.from(reference, 'base64url'))
  if (stored === undefined) return { status: 'unknown' }
  // Someone who can write to the tables could put another entry in its place.
  if (leafReference(stored.leaf) !== reference) return { status: 'damaged', why: 'another-entry', stored }
  const opened = openLeaf(ring, stored)
  switch (opened.as) {
    case 'opened': {
      const { entry, month, entryKey } = opened
      return { status: 'opened', entry, stored, month, entryKey }
    }
    case 'open':
      return { status: 'open', statement: readNewLogLeaf(stored.leaf), stored }
    case 'commitments':
      return { status: 'commitments', stored }
    case 'damaged':
      return { status: 'damaged', why: opened.why, stored }
    default:
      return { status: opened.as, month: opened.month, stored }
  }
}

/** Counts the views of records by basis, by the library's own month. */
export function basisCountsIn(
  ring: KeyRing,
  leaves: readonly { readonly leaf: Buffer; readonly overflow: Buffer | null }[],
  timeZone: string,
): BasisCount[] {
  return countedBy(ring, leaves, timeZone, ({ basis, ...entry }) => {
    return basis !== undefined && entry.kind === 'view' && isCountedEntry(entry) ? [basis] : []
  }).map(({ name, ...counted }) => ({ ...counted, basis: name }))
}

type ClauseCount = { readonly month: string; readonly clause: string; readonly times: bigint }

/**
 * Counts clauses by the library's own month (entries are sealed under their month in UTC). Entries that do not open are
 * skipped.
 */
export function clauseCountsIn(
  ring: KeyRing,
  leaves: readonly { readonly leaf: Buffer; readonly overflow: Buffer | null }[],
  timeZone: string,
): ClauseCount[] {
  return countedBy(ring, leaves, timeZone, (entry) =>
    isCountedEntry(entry) ? (entry.clauses ?? []) : [],
  ).map(({ name, ...counted }) => ({ ...counted, clause: name }))
}

type NameCount = { readonly month: string; readonly name: string; readonly times: bigint }

function countedBy(
  ring: KeyRing,
  leaves: readonly { readonly leaf: Buffer; readonly overflow: Buffer | null }[],
  timeZone: string,
  namesOf: (entry: Entry) => readonly string[],
): NameCount[] {
  const dayOf = daysIn(timeZone)
  const counts = new Map<string, NameCount>()
  for (const leaf of leaves) {
    const opened = openLeaf(ring, leaf)
    if (opened.as !== 'opened') continue
    const month = dayOf(new Date(opened.entry.at)).slice(0, 7)
    for (const name of namesOf(opened.entry)) {
      const key = `${month} ${name}`
      counts.set(key, { month, name, times: (counts.get(key)?.times ?? 0n) + 1n })
    }
  }
  return [...counts.values()]
}

/** An answer someone was given, or a record that staff viewed. The policy page describes it so. */
function isCountedEntry({ kind, outcome, subjects = [], records = [] }: Omit<Entry, 'basis'>): boolean {
  if (kind === 'answer') return outcome !== 'not-on-file'
  if (kind !== 'view' || subjects.length === 0) return false
  // Looking up whether a card is on file only precedes an ask; the answer counts.
  return records.join() !== 'existence'
}
