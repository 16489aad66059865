import type { Transaction } from 'kysely'
import type { Case } from '../casework/case.ts'
import type { Copied } from '../casework/copied.ts'
import type { Draft } from '../casework/decision-document.ts'
import type { CaseEvent } from '../casework/event.ts'
import type { Entry } from '../register/entry.ts'
import type { CaseRow } from '../store/cases.ts'
import type { Schema } from '../store/schema.ts'
import type { Documents, SignedDecision } from './case-documents.ts'
import type { Actor } from './request.ts'

/**
 * Where cases are kept, for as long as one piece of work on them lasts: what is done on it is there together, or none of it.
 *
 * INVARIANT: it speaks in the clear, and so it stays in the gate. Of a case nothing leaves, and no copy is opened to be shown,
 * before the work has ended and its entries are known to be kept.
 */
export type CaseShelf = {
  /** Whether it is in a compartment: then nobody but those cleared knows of it, and a paper that is secret by its kind may be in it. */
  readonly isSealed: boolean
  /** For reading what the vault has of patrons, and for that alone: no row is locked or written by it. */
  reading<T>(work: (trx: Transaction<Schema>) => Promise<T>): Promise<T>

  /** The case of a reference, which is nobody else's until the work ends. Hostile: a reference is any that was sent. */
  find(reference: string): Promise<CaseRow | undefined>
  /**
   * Begins a case, as its first event makes it; that is added next. Whoever may know of it is told that it came.
   * @param form a UUID: where it began a case before, that one is given back, and none begins
   */
  begin(it: Case, form: string | undefined): Promise<{ readonly file: CaseRow; readonly isBegun: boolean }>

  /** What happened in a case, in its order. */
  events(file: CaseRow): Promise<readonly CaseEvent[]>
  /** Adds what happened next, by which the case stands so. Whoever is to be told of it then is told. */
  addEvent(file: CaseRow, event: CaseEvent, after: Case): Promise<void>
  /** Puts on record. @returns the entry's random reference */
  record(what: Omit<Entry, 'at'>): Promise<string>
  /** The same of a look at a case: whoever has it before them has seen it. */
  recordLook(actor: Actor, file: CaseRow, what: Omit<Entry, 'at'>): Promise<string>

  /** What is drafted in a case, and what was signed in it under this hash. */
  documents(file: CaseRow, sha256: string | undefined): Promise<Documents>
  /** Keeps a draft in the place of the one before; undefined: none. */
  keepDraft(file: CaseRow, draft: Draft | undefined): Promise<void>
  /** Keeps what was signed in the place of the draft. */
  keepSigned(file: CaseRow, sha256: string, signed: SignedDecision): Promise<void>

  addPaper(file: CaseRow, paperId: string, bytes: Buffer): Promise<void>
  /** Undefined where the case has no such paper. */
  paper(file: CaseRow, paperId: string): Promise<Buffer | undefined>
  hasPaper(file: CaseRow, paperId: string): Promise<boolean>

  /** The copies of a kind in a case. */
  copies<K extends CopyKind>(file: CaseRow, kind: K): Promise<readonly KeptCopy<K>[]>
  /** Keeps one, in place of all there are of some kinds. */
  keepCopy<K extends CopyKind>(file: CaseRow, copy: NewCopy<K>): Promise<void>
  /** Deletes copies; what opens them is destroyed once the work has ended well. Why not before: until then the case counts on them. */
  deleteCopies(which: WhichCopies): Promise<void>
}

/**
 * An encrypted package as it waits, and the certificate that is in it, to be signed on paper: their bytes in base64. `entry`: of
 * the step that made it.
 */
export type WaitingPackage = {
  readonly sha256: string
  readonly file: string
  readonly certificate: string
  readonly entry: string
}

/** What a copy of each kind holds. */
type CopyHolds = {
  readonly preserved: Copied
  readonly collected: Copied
  readonly package: WaitingPackage
}
export type CopyKind = keyof CopyHolds

/** A copy that is opened when it may be, and not before. */
export type KeptCopy<K extends CopyKind> = { readonly id: string; open(): CopyHolds[K] }

export type NewCopy<K extends CopyKind> = {
  readonly id: string
  readonly kind: K
  readonly holds: CopyHolds[K]
  /** The day on which a preserved one ends, `YYYY-MM-DD`. */
  readonly until: string | null
  readonly inPlaceOf: readonly CopyKind[]
}

export type WhichCopies =
  | { readonly ids: readonly string[] }
  | { readonly caseId: string; readonly kind: CopyKind }
