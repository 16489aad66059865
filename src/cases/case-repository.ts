import { createHash } from 'node:crypto'
import { type GateActor, logIdentity, type StaffActor } from '../gate/index.ts'
import { daysIn } from '../platform/clock.ts'
import { token } from '../platform/crypto/field.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import type { Trx } from '../platform/db/context.ts'
import type { CaseRules, Pack } from '../policy/index.ts'
import { paperFlags } from '../register/index.ts'
import type { Entry } from '../register/log/index.ts'
import { type Case, hasInstrument, isRequest, stageOf } from './case.ts'
import type { allCopies, CaseAccounts, CaseRow, CaseSummary } from './cases-store.ts'
import { deadlinesOf, servedOrReceivedAt } from './deadlines.ts'
import { type DecisionDocument, type DecisionDraft, isMinimumAsked } from './decision.ts'
import type { CaseEvent } from './event.ts'
import { awaitsSearch, instrumentOf } from './guards.ts'
import { nextStepsOf } from './next-steps.ts'
import type { CopiedRecords } from './production/copied-records.ts'
import { lettersToCall, relayedWordsFor } from './statements.ts'

/**
 * Where cases are kept, for one unit of work, which is saved as a whole or not at all. INVARIANT: it speaks in the
 * clear, so it stays in the gate. Nothing of a case leaves, and no copy is opened to be shown, before the work has
 * ended and its entries are known to be kept.
 */
export type CaseRepository = {
  /** In a sealed matter, which may hold paper that is secret by its kind. */
  readonly isSealed: boolean
  /** Only for reading patron data; it locks and writes no row. */
  reading<T>(work: (trx: Trx) => Promise<T>): Promise<T>

  /** The case with this reference, locked until the work ends. Hostile: the reference is any text that was sent. */
  find(reference: string): Promise<CaseRow | undefined>
  /** Begins a case and announces it. @param form a UUID: a case that it began before is returned instead */
  begin(it: Case, form: string | undefined): Promise<{ readonly file: CaseRow; readonly isBegun: boolean }>

  events(file: CaseRow): Promise<readonly CaseEvent[]>
  /** Adds an event that leaves the case as `after`, and plans the mails that it calls for. */
  addEvent(file: CaseRow, event: CaseEvent, after: Case): Promise<void>
  record(what: Omit<Entry, 'at'>): Promise<string>
  /** Records that a case was viewed, and marks it as viewed. */
  recordLook(actor: StaffActor, file: CaseRow, what: Omit<Entry, 'at'>): Promise<string>

  documents(file: CaseRow, sha256: string | undefined): Promise<CaseDocuments>
  keepDraft(file: CaseRow, draft: DecisionDraft | undefined): Promise<void>
  keepSigned(file: CaseRow, sha256: string, signed: SignedDecision): Promise<void>

  addPaper(file: CaseRow, paperId: string, bytes: Buffer): Promise<void>
  paper(file: CaseRow, paperId: string): Promise<Buffer | undefined>
  hasPaper(file: CaseRow, paperId: string): Promise<boolean>

  copies<K extends CopyKind>(file: CaseRow, kind: K): Promise<readonly StoredCopy<K>[]>
  /** Replaces all copies of the kinds that it names. */
  keepCopy<K extends CopyKind>(file: CaseRow, copy: NewCaseCopy<K>): Promise<void>
  /** Why their keys go only once the work has succeeded: until then the case counts on the copies. */
  deleteCopies(which: CopySelection): Promise<void>
}

/** A repository as scheduled work gets it: with its copies and their last days. */
export type TendedRepository = CaseRepository & {
  readonly keptCopies: readonly Pick<NewCaseCopy<CopyKind>, 'id' | 'kind' | 'until'>[]
}

/** Decides where a case is kept: with the open ones, or in a sealed matter that the actor has open. */
export type CaseStorage = {
  /** Runs this in a sealed matter before anything else is done there. */
  tendSealed(work: (repository: TendedRepository, reference: string) => Promise<void>): void
  /**
   * Runs work where the case with this reference is kept, or where a new one belongs. INVARIANT: returns only once the
   * work is known to be kept; work that throws leaves nothing. @throws NotAcknowledgedError
   */
  within<T>(
    by: GateActor,
    reference: string | undefined,
    work: (repository: CaseRepository) => Promise<T>,
  ): Promise<T>
  /** Runs the scheduled work in all sealed matters that this person has open. */
  tendOpen(actor: StaffActor): Promise<void>
  /** The open cases, in the caller's transaction. */
  along(trx: Trx): CaseRepository
  /** Which sealed matters that this person has open, and acknowledged, concern one of these patrons. */
  sealedAbout(actor: StaffActor, patrons: readonly string[]): Promise<readonly string[]>
  openCopies(): ReturnType<typeof allCopies>
  /** Destroys keys without a copy, which a killed process can leave. */
  destroyLeftKeys(): Promise<void>
}

/** An encrypted package and its certificate to sign, both in base64. `entry`: of the step that made it. */
type StoredPackage = {
  readonly sha256: string
  readonly file: string
  readonly certificate: string
  readonly entry: string
}

type CopyContents = {
  readonly preserved: CopiedRecords
  readonly collected: CopiedRecords
  readonly package: StoredPackage
}
export type CopyKind = keyof CopyContents

/** Opened only when it may be. */
export type StoredCopy<K extends CopyKind> = { readonly id: string; open(): CopyContents[K] }

export type NewCaseCopy<K extends CopyKind> = {
  readonly id: string
  readonly kind: K
  readonly holds: CopyContents[K]
  /** The last day of a preserved copy, `YYYY-MM-DD`. */
  readonly until: string | null
  readonly inPlaceOf: readonly CopyKind[]
}

export type CopySelection =
  | { readonly ids: readonly string[] }
  | { readonly caseId: string; readonly kind: CopyKind }

/** Ed25519: 64 and 32 bytes, in base64. `keysHash`: the log's hash of that key, in hex. */
export type DecisionSignature = {
  readonly document: DecisionDocument
  readonly signature: string
  readonly publicKey: string
  readonly keysHash: string
}

export type SignedDecision = DecisionSignature & { readonly entry: string }

export type CaseDocument = { readonly draft: DecisionDraft } | { readonly signed: SignedDecision }

/** `signed`: the decision in force. `allSigned`: by hash, withdrawn ones included. */
export type CaseDocuments = {
  readonly draft?: DecisionDraft | undefined
  readonly signed?: SignedDecision | undefined
  readonly allSigned: ReadonlyMap<string, SignedDecision>
}

/** When a legal paper came, was reported, and was taken to counsel; nothing of what is withheld. */
function dutyTimes(
  it: Case,
  withheld: boolean,
): Pick<CaseSummary, 'served_at' | 'reported_at' | 'consulted_at'> {
  const isTimed = !withheld && hasInstrument(it)
  const time = (at: string | undefined) => (isTimed && at !== undefined ? new Date(at) : null)
  return {
    served_at: time(servedOrReceivedAt(it)),
    reported_at: time(it.reportedAt),
    consulted_at: time(it.consultedAt),
  }
}

/** What lists and figures say of a case, stored in the clear; it identifies no patron. */
export function caseSummaryOf(pack: Pack, it: Case): CaseSummary {
  const rules = pack.manifest.cases
  const [owed] = nextStepsOf(it)
  const withheld = it.gagged
  const dayOf = dayOfInstantIn(pack.timeZone)
  const [next] = rules === undefined ? [] : deadlinesOf(it, deadlineRulesOf(rules), dayOf)
  return {
    kind: it.kind,
    // Why no kind under a nondisclosure order: someone with the data but no key could read which paper it was.
    instrument: withheld ? null : (instrumentOf(it) ?? null),
    withheld,
    stage: stageOf(it),
    outcome: it.outcome ?? null,
    owed: owed?.step ?? null,
    owed_by: owed?.by ?? null,
    due_on: next?.on ?? null,
    due_as: next?.clock ?? null,
    closed_on: it.closedAt === undefined ? null : dayOf(it.closedAt),
    about_director: it.aboutDirector,
    board_may_know: it.boardMayKnow,
    ...dutyTimes(it, withheld),
    // Why not under a nondisclosure order: a start page would tell that there is one.
    asks_counsel: !withheld && relayedWordsFor(it, 'counsel').length > 0,
    asks_board: !withheld && relayedWordsFor(it, 'president').length > 0,
    asks_second:
      !withheld &&
      (secondIsAsked(it) !== undefined || it.specialAsked !== undefined || lettersToCall(it).length > 0),
  }
}

/** Of the account, in this case and no other: tokens of two cases do not show that they are of one person. */
export const waitingToken = (
  ring: KeyRing,
  caseId: string,
  what: 'reporter' | 'asked' | 'conflict' | 'special',
  account: string,
): Buffer => token(ring, 'case waits for', `${what}\n${caseId}\n${account}`)

/** Officers are here, and what they take is still recorded. */
export const isSearching = (it: Case): boolean => stageOf(it) === 'searching'

/** They search, or came to. */
export const isToSearch = (it: Case): boolean => isSearching(it) || awaitsSearch(it)

/**
 * Whose start page asks for something in the case (nobody's while it is withheld, but for a search, or once it is over), and which counsel see
 * nothing of it, or nothing else.
 */
export function caseAccountsOf(ring: KeyRing, caseId: string, it: Case): CaseAccounts {
  const isOpen = !it.gagged && !it.drill && !it.closed
  // Why under an order too: they know of the search, and a line that ends while officers are there would tell of the order.
  const isSearch = (isToSearch(it) || stageOf(it) === 'searched') && !it.drill && !it.closed
  // Why not these: their own page says whom to call, and gives no link to come back to.
  const isCalledAbout = isRequest(it)
  const isUntold = isCalledAbout && (it.directorAt === undefined || it.counselAt === undefined)
  const asked = isOpen && it.outcome === undefined ? [...(it.study?.asked.values() ?? [])] : []
  const waiting = asked.flatMap(({ of, words }) =>
    words === undefined ? [waitingToken(ring, caseId, 'asked', of)] : [],
  )
  const tokens = (what: 'conflict' | 'special', accounts: readonly string[]) =>
    accounts.length === 0 ? null : accounts.map((one) => waitingToken(ring, caseId, what, one))
  return {
    reporter: (isOpen && isUntold) || isSearch ? waitingToken(ring, caseId, 'reporter', it.servedTo) : null,
    asked: waiting.length === 0 ? null : waiting,
    conflicts: tokens('conflict', it.conflicts),
    special: tokens('special', it.special),
  }
}

/** What the second person still has to do, where two people comply with a court order without counsel. */
export function secondIsAsked(it: Case): 'agree' | 'check' | undefined {
  if (it.outcome !== undefined || it.minimum === undefined) return undefined
  if (it.minimum.agreedBy === undefined)
    return it.decision === undefined && isMinimumAsked(it) ? 'agree' : undefined
  return it.decision?.notReached && it.production?.stage === 'collected' ? 'check' : undefined
}

export const deadlineRulesOf = (rules: CaseRules) => ({
  recordsRequestDays: rules['records-request'].days,
  federalObjectionDays: rules['federal-objection'].days,
  gagReviewYears: rules['gag-review']?.years,
  studyDays: rules.study?.days,
  closed: rules.closed,
})

export function dayOfInstantIn(timeZone: string): (instant: string) => string {
  const dayOf = daysIn(timeZone)
  return (instant) => dayOf(new Date(instant))
}

/** A log entry for a view or a step; it names no one in the case. */
export function caseEntry(
  pack: Pack,
  actor: GateActor,
  { reference, drill }: CaseRow,
  kind: string,
  flags: readonly string[],
  event?: CaseEvent,
): Omit<Entry, 'at'> {
  const document = event !== undefined && 'document' in event && event.document ? event.document : undefined
  const { sheet, at = '' } = event?.stamp ?? {}
  const marked = [...flags, ...(drill ? ['drill'] : []), ...(sheet ? paperFlags({ sheet, at }) : [])]
  const more = { case: reference, flags: marked, ...(document && { document }) }
  return { pack: pack.hash, kind, ...logIdentity(actor), ...more }
}

/** The limit for one case: an interrupted lift can leave one proof, and completing it adds another. */
export const maxSealedProofs = 8

/** The file id of a sealed case's proof; other papers have random ids. */
export function sealedProofId(caseId: string, nth: number): string {
  const hash = createHash('sha256').update(`carrel/sealed-proof/1\n${caseId}\n${nth}`).digest('hex')
  return [8, 12, 16, 20, 32].map((end, at, ends) => hash.slice(ends[at - 1] ?? 0, end)).join('-')
}
