import { createHash } from 'node:crypto'
import { type GateActor, logIdentity, type StaffActor } from '../gate/index.ts'
import { daysIn } from '../platform/clock.ts'
import type { Trx } from '../platform/db/context.ts'
import type { CaseRules, Pack } from '../policy/index.ts'
import type { Entry } from '../register/log/index.ts'
import { type Case, stageOf } from './case.ts'
import type { allCopies, CaseRow, CaseSummary } from './cases-store.ts'
import { deadlinesOf } from './deadlines.ts'
import type { DecisionDocument, DecisionDraft } from './decision.ts'
import type { CaseEvent } from './event.ts'
import { nextStepsOf } from './next-steps.ts'
import type { CopiedRecords } from './production/copied-records.ts'

/**
 * Where cases are kept, for as long as one piece of work on them lasts: what is done on it is there together, or none of it.
 *
 * INVARIANT: it speaks in the clear, and so it stays in the gate. Of a case nothing leaves, and no copy is opened to be shown,
 * before the work has ended and its entries are known to be kept.
 */
export type CaseRepository = {
  /** Whether it is in a compartment: then nobody but those cleared knows of it, and a paper that is secret by its kind may be in it. */
  readonly isSealed: boolean
  /** For reading what the vault has of patrons, and for that alone: no row is locked or written by it. */
  reading<T>(work: (trx: Trx) => Promise<T>): Promise<T>

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
  recordLook(actor: StaffActor, file: CaseRow, what: Omit<Entry, 'at'>): Promise<string>

  /** What is drafted in a case, and what was signed in it under this hash. */
  documents(file: CaseRow, sha256: string | undefined): Promise<CaseDocuments>
  /** Keeps a draft in the place of the one before; undefined: none. */
  keepDraft(file: CaseRow, draft: DecisionDraft | undefined): Promise<void>
  /** Keeps what was signed in the place of the draft. */
  keepSigned(file: CaseRow, sha256: string, signed: SignedDecision): Promise<void>

  addPaper(file: CaseRow, paperId: string, bytes: Buffer): Promise<void>
  /** Undefined where the case has no such paper. */
  paper(file: CaseRow, paperId: string): Promise<Buffer | undefined>
  hasPaper(file: CaseRow, paperId: string): Promise<boolean>

  /** The copies of a kind in a case. */
  copies<K extends CopyKind>(file: CaseRow, kind: K): Promise<readonly StoredCopy<K>[]>
  /** Keeps one, in place of all there are of some kinds. */
  keepCopy<K extends CopyKind>(file: CaseRow, copy: NewCaseCopy<K>): Promise<void>
  /** Deletes copies; what opens them is destroyed once the work has ended well. Why not before: until then the case counts on them. */
  deleteCopies(which: CopySelection): Promise<void>
}

/** A repository as what is due by itself finds it: with the copies that are in it, and the day on which each ends. */
export type TendedRepository = CaseRepository & {
  readonly keptCopies: readonly Pick<NewCaseCopy<CopyKind>, 'id' | 'kind' | 'until'>[]
}

/** The one place that says where a case is kept: among the open ones, or in a sealed matter that is open to who acts. */
export type CaseStorage = {
  /** Does this in a sealed matter before anything else is done there. */
  tendSealed(work: (repository: TendedRepository, reference: string) => Promise<void>): void
  /**
   * Does a piece of work where the case of this reference is kept, for whoever acts; without one, where a new case is to be.
   * INVARIANT: it returns once what was done is known to be kept, and not before; nothing is kept of work that throws.
   * @throws NotAcknowledgedError
   */
  within<T>(
    by: GateActor,
    reference: string | undefined,
    work: (repository: CaseRepository) => Promise<T>,
  ): Promise<T>
  /** What is due by itself in the sealed matters that are open to someone. */
  tendOpen(actor: StaffActor): Promise<void>
  /** The open cases, in the caller's transaction. */
  along(trx: Trx): CaseRepository
  /** Every copy in the open cases, with the reference of its case. */
  openCopies(): ReturnType<typeof allCopies>
  /** Destroys every key that has no copy: what a kill left. */
  destroyLeftKeys(): Promise<void>
}

/**
 * An encrypted package as it waits, and the certificate that is in it, to be signed on paper: their bytes in base64. `entry`: of
 * the step that made it.
 */
export type StoredPackage = {
  readonly sha256: string
  readonly file: string
  readonly certificate: string
  readonly entry: string
}

/** What a copy of each kind holds. */
type CopyContents = {
  readonly preserved: CopiedRecords
  readonly collected: CopiedRecords
  readonly package: StoredPackage
}
export type CopyKind = keyof CopyContents

/** A copy that is opened when it may be, and not before. */
export type StoredCopy<K extends CopyKind> = { readonly id: string; open(): CopyContents[K] }

export type NewCaseCopy<K extends CopyKind> = {
  readonly id: string
  readonly kind: K
  readonly holds: CopyContents[K]
  /** The day on which a preserved one ends, `YYYY-MM-DD`. */
  readonly until: string | null
  readonly inPlaceOf: readonly CopyKind[]
}

export type CopySelection =
  | { readonly ids: readonly string[] }
  | { readonly caseId: string; readonly kind: CopyKind }

/**
 * A decision with its signature (Ed25519 over its one form, 64 bytes) and the key that made it (32 bytes), in base64;
 * `keysHash`: what the register has of that key since it was made, in hex.
 */
export type DecisionSignature = {
  readonly document: DecisionDocument
  readonly signature: string
  readonly publicKey: string
  readonly keysHash: string
}

/** The same as it is kept: with the reference of the register's entry that says so. */
export type SignedDecision = DecisionSignature & { readonly entry: string }

/** What a row of a case's documents says. */
export type CaseDocument = { readonly draft: DecisionDraft } | { readonly signed: SignedDecision }

/** `signed`: what stands; `allSigned`: that, and all that was withdrawn since, by their hashes. */
export type CaseDocuments = {
  readonly draft?: DecisionDraft | undefined
  readonly signed?: SignedDecision | undefined
  readonly allSigned: ReadonlyMap<string, SignedDecision>
}

/** How a case stands, for lists and figures: what of it is kept in the clear, of nobody. */
export function caseSummaryOf(pack: Pack, it: Case): CaseSummary {
  const rules = pack.manifest.cases
  const [owed] = nextStepsOf(it)
  const withheld = it.gagged
  const dayOf = dayOfInstantIn(pack.timeZone)
  const [next] = rules === undefined ? [] : deadlinesOf(it, deadlineRulesOf(rules), dayOf)
  return {
    kind: it.kind,
    // Why no kind where nobody may be told: whoever has the data and no key would read which paper that was.
    instrument: withheld ? null : (it.reading?.instrument ?? null),
    withheld,
    stage: stageOf(it),
    outcome: it.outcome ?? null,
    owed: owed?.step ?? null,
    owed_by: owed?.by ?? null,
    due_on: next?.on ?? null,
    due_as: next?.clock ?? null,
    closed_on: it.closedAt === undefined ? null : dayOf(it.closedAt),
    about_director: it.aboutDirector,
  }
}

/** The numbers of the law, as clocks want them. */
export const deadlineRulesOf = (rules: CaseRules) => ({
  recordsRequestDays: rules['records-request'].days,
  federalObjectionDays: rules['federal-objection'].days,
  gagReviewYears: rules['gag-review']?.years,
  closed: rules.closed,
})

/** The library's day of an instant, as clocks want it. */
export function dayOfInstantIn(timeZone: string): (instant: string) => string {
  const dayOf = daysIn(timeZone)
  return (instant) => dayOf(new Date(instant))
}

/** What the register says of a look at a case, or of a step in it: of nobody who is in it. */
export function caseEntry(
  pack: Pack,
  actor: GateActor,
  { reference, drill }: CaseRow,
  kind: string,
  flags: readonly string[],
  event?: CaseEvent,
): Omit<Entry, 'at'> {
  const document = event !== undefined && 'document' in event && event.document ? event.document : undefined
  const marked = drill ? [...flags, 'drill'] : flags
  const more = { case: reference, flags: marked, ...(document && { document }) }
  return { pack: pack.hash, kind, ...logIdentity(actor), ...more }
}

/** So many are kept of one case: a lift that was cut short leaves one, and whoever finishes it another. */
export const maxSealedProofs = 8

/** Under which id the proof of a case that was sealed is kept among its papers, which have random ones. */
export function sealedProofId(caseId: string, nth: number): string {
  const hash = createHash('sha256').update(`carrel/sealed-proof/1\n${caseId}\n${nth}`).digest('hex')
  return [8, 12, 16, 20, 32].map((end, at, ends) => hash.slice(ends[at - 1] ?? 0, end)).join('-')
}
