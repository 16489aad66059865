import type { Kysely, Transaction } from 'kysely'
import { leafFault } from '../register/any-leaf.ts'
import type { Entry } from '../register/entry.ts'
import { leafReference } from '../register/leaf.ts'
import type { KeyRing } from '../sealing/key-ring.ts'
import { type EntryRow, entriesBefore, entriesFrom } from '../store/register.ts'
import { findLeaf } from '../store/register-log.ts'
import type { Schema } from '../store/schema.ts'
import { openLeaf } from './leaf-opened.ts'
import { recordEntry } from './record.ts'
import { type Actor, namedAs } from './request.ts'

/*
 * The register on a screen. Everybody is told of what they did themselves; the Director of all, and who did it; legal
 * counsel and trustees of all, and not by whom (Statement: who looked at what is a confidential record too).
 */

/** An entry as a screen may tell of it. INVARIANT: whose records it is about does not leave, only of how many people. */
export type TellableEntry = Omit<Entry, 'subjects' | 'case' | 'document'> & { readonly patrons: number }

export type ListedEntry = {
  readonly index: bigint
  /** 22 characters, base64url; it tells nothing. */
  readonly reference: string
} & (
  | { readonly as: 'told'; readonly entry: TellableEntry }
  /** The first of a log that follows another. */
  | { readonly as: 'new-log' }
  /** A tick's own leaf: no list has it, and whoever has its reference reads what it is. */
  | { readonly as: 'commitments' }
  /** `damaged`: it is not what was written. `withheld`: it is not this person's to see. */
  | { readonly as: 'forgotten' | 'unreadable' | 'damaged' | 'withheld' }
)

/** A page of the list; `older` and `newer` are where the pages beside it begin: give them as `before`. */
export type ListedPage = {
  readonly entries: readonly ListedEntry[]
  readonly older?: bigint
  readonly newer?: bigint
}

type Parts = { readonly app: Kysely<Schema>; readonly ring: KeyRing; readonly now: Date }

/** Director, counsel and trustees; everybody else sees what they did themselves. */
export function seesAll({ role }: Pick<Actor, 'role'>): boolean {
  return role === 'director' || role === 'counsel' || role === 'trustee'
}

/**
 * The last entries before an index, the newest first, without those that this person may not be told of. Whose an entry
 * is that does not open nobody knows, so only whoever sees all is told of it.
 */
export async function listEntries(
  parts: Parts,
  actor: Actor,
  asked: {
    readonly log: number
    readonly before: bigint
    readonly most: number
    /** How many leaves the log has; `before` at most. */
    readonly size: bigint
  },
): Promise<ListedPage> {
  const { log, before, most, size } = asked
  const { rows, above } = await lookedAt(parts, actor, { kind: 'register-looked-at' }, async (trx) => ({
    // One more than fits, which tells whether the list goes on; so above it too.
    rows: await entriesBefore(trx, { log, before, most: most + 1 }),
    above: await entriesFrom(trx, { log, first: before, before: size, most: most + 1 }),
  }))
  const shown = rows.slice(0, most)
  const entries = shown
    .map((row) => listed(parts.ring, actor, row))
    .filter(({ as }) => as === 'told' || as === 'new-log' || (as !== 'withheld' && seesAll(actor)))
    .sort(newestFirst)
  const older = rows.length > most ? shown.at(-1)?.index : undefined
  const last = above.length > most ? above[most - 1]?.index : undefined
  const newer = above.length === 0 ? undefined : last === undefined ? size : last + 1n
  return { entries, ...(older !== undefined && { older }), ...(newer !== undefined && { newer }) }
}

/** One entry; undefined where the register has none of that reference, or has not signed it yet. */
export async function lookAtEntry(
  parts: Parts,
  actor: Actor,
  reference: string,
): Promise<ListedEntry | undefined> {
  const row = await lookedAt(parts, actor, { kind: 'entry-shown', entry: reference }, (trx) =>
    findLeaf(trx, Buffer.from(reference, 'base64url')),
  )
  return row === undefined ? undefined : listed(parts.ring, actor, row)
}

/** INVARIANT: that somebody looks is recorded and committed before an entry is opened. */
function lookedAt<T>(
  parts: Parts,
  actor: Actor,
  what: Pick<Entry, 'kind' | 'entry'>,
  read: (trx: Transaction<Schema>) => Promise<T>,
): Promise<T> {
  return parts.app.transaction().execute(async (trx) => {
    await recordEntry(trx, parts, { ...what, ...namedAs(actor) })
    return read(trx)
  })
}

/** A tick takes what waited in an order of chance, so within one the entries' own times say more. */
function newestFirst(one: ListedEntry, other: ListedEntry): number {
  const [a, b] = [one, other].map((each) => (each.as === 'told' ? each.entry.at : ''))
  return a && b && a !== b ? (a < b ? 1 : -1) : Number(other.index - one.index)
}

function listed(ring: KeyRing, actor: Actor, { index, id, leaf, overflow }: EntryRow): ListedEntry {
  const at = { index, reference: Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url') }
  const fault = leafFault(leaf, index === 0n ? 'first' : 'later')
  if (fault !== undefined || leafReference(leaf) !== at.reference) return { ...at, as: 'damaged' }
  const opened = openLeaf(ring, { leaf, overflow })
  if (opened.as === 'open') return { ...at, as: 'new-log' }
  if (opened.as === 'commitments') return { ...at, as: 'commitments' }
  if (opened.as === 'no-key') return { ...at, as: 'unreadable' }
  if (opened.as !== 'opened') return { ...at, as: opened.as }
  const entry = tellable(actor, opened.entry)
  return entry === undefined ? { ...at, as: 'withheld' } : { ...at, as: 'told', entry }
}

/** Who acted, where it is nobody's account. */
const ofNobodyHere: readonly string[] = ['system', 'command-line', 'patron']

/**
 * Of what others do in cases nobody is told by whom, where and what: some cases are about the Director, and are not
 * theirs to know. Whoever may know of a case reads all of it there.
 */
const ofCases: readonly string[] = [
  ...[
    'case-view',
    'case-step',
    'case-search-view',
    'case-entry-handed',
    'cases-listed',
    'name-in-decision',
    'copy-view',
    'case-subject',
  ],
  ...[
    'records-preserved',
    'records-collected',
    'records-packaged',
    'release',
    'compelled',
    'disclosure-told',
  ],
]

/** Of an entry what this person may be told; undefined where that is nothing. */
function tellable(actor: Actor, entry: Entry): TellableEntry | undefined {
  const { subjects, case: _, document: __, ...rest } = entry
  const told = { ...rest, patrons: subjects?.length ?? 0 }
  if (entry.actor === actor.accountId) return told
  if (!seesAll(actor)) return undefined
  if (ofCases.includes(entry.kind)) return { kind: entry.kind, at: entry.at, actor: 'someone', patrons: 0 }
  if (actor.role === 'director') return told
  const { account: ___, ...ofNobody } = told
  return { ...ofNobody, actor: ofNobodyHere.includes(entry.actor) ? entry.actor : 'someone' }
}
