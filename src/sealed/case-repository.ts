import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import {
  addCase,
  addEvent,
  type Case,
  type CaseDocuments,
  type CaseEvent,
  type CaseEventName,
  type CaseRow,
  type CopyKind,
  type CopySelection,
  caseFromEvents,
  caseRoleOf,
  caseSummaryOf,
  type DecisionDraft,
  maxSealedProofs,
  type NewCaseCopy,
  publishDenial,
  type SignedDecision,
  type SqlCaseRepository,
  type SqlCaseRepositoryParts,
  type StoredCopy,
  sealedProofId,
  type TendedRepository,
} from '../cases/index.ts'
import { logIdentity, type StaffActor } from '../gate/index.ts'
import type { Clock } from '../platform/clock.ts'
import { sealField } from '../platform/crypto/field.ts'
import { inPipelinedContext, type Trx } from '../platform/db/context.ts'
import type { Schema } from '../platform/db/schema.ts'
import { type Entry, entryInstant } from '../register/log/index.ts'
import type { MatterChange } from './access-group.ts'
import { type SealedMatter, withEntries } from './matter.ts'
import { sessionOf } from './session.ts'

/** The whole case as its slot keeps it. Bytes are in base64. */
export type SealedCase = {
  readonly id: string
  readonly aboutDirector: boolean
  readonly instrument?: string | undefined
  readonly events: readonly CaseEvent[]
  readonly draft?: DecisionDraft | undefined
  readonly signed: readonly { readonly sha256: string; readonly signed: SignedDecision }[]
  readonly papers: readonly { readonly id: string; readonly bytes: string }[]
  readonly copies: readonly Omit<NewCaseCopy<CopyKind>, 'inPlaceOf'>[]
  /** It is becoming an open case and takes no more steps here. */
  readonly lifting?: boolean | undefined
}

/** Events that end a case, or first tell someone of it. */
const endingEvents: ReadonlySet<CaseEventName> = new Set<CaseEventName>([
  ...(['told', 'about-director', 'gag-ended', 'withdrawn', 'quashed', 'preservation-ended'] as const),
  ...(['package-destroyed', 'closed'] as const),
])

/**
 * Works on a copy in memory, written once the work succeeds. INVARIANT: nothing goes to the database, not even why records
 * are read.
 */
export class SealedCaseRepository implements TendedRepository {
  readonly isSealed = true
  readonly #app: Kysely<Schema>
  readonly #actor: StaffActor
  readonly #clock: Clock
  #it: SealedMatter
  #kept: SealedCase
  /** Something was done that may have to wait for room. */
  #isUsual = false

  constructor(
    { app, clock }: { readonly app: Kysely<Schema>; readonly clock: Clock },
    actor: StaffActor,
    it: SealedMatter,
  ) {
    this.#app = app
    this.#clock = clock
    this.#actor = actor
    this.#it = it
    this.#kept = it.file as SealedCase
  }

  get keptCopies(): readonly Pick<NewCaseCopy<CopyKind>, 'id' | 'kind' | 'until'>[] {
    return this.#kept.copies
  }

  get becoming(): MatterChange {
    const becomes = this.#kept === this.#it.file ? this.#it : { ...this.#it, file: this.#kept }
    return { becomes, room: this.#isUsual ? 'usual' : 'needed' }
  }

  reading<T>(work: (trx: Trx) => Promise<T>): Promise<T> {
    const { actor, place } = logIdentity(this.#actor)
    return inPipelinedContext(this.#app, { actor, place }, work)
  }

  async find(reference: string): Promise<CaseRow | undefined> {
    if (reference !== this.#it.reference) return undefined
    const { id, aboutDirector, events } = this.#kept
    return { id, reference, aboutDirector, drill: false, events: events.length }
  }

  async begin(): Promise<never> {
    throw new RangeError('a case begins in a compartment when what came is taken in')
  }

  async events(): Promise<readonly CaseEvent[]> {
    return this.#kept.events
  }

  async addEvent(_file: CaseRow, event: CaseEvent, after: Case): Promise<void> {
    if (!endingEvents.has(event.what)) this.#isUsual = true
    this.#kept = { ...this.#kept, events: [...this.#kept.events, event], aboutDirector: after.aboutDirector }
  }

  async record(what: Omit<Entry, 'at'>): Promise<string> {
    this.#it = withEntries(this.#it, { ...what, at: entryInstant(this.#clock.now()) })
    return this.#it.log.at(-1)?.id ?? ''
  }

  /** Officers may view even a full matter, because they must see it to end it. */
  async recordLook(actor: StaffActor, _file: CaseRow, what: Omit<Entry, 'at'>): Promise<string> {
    const role = caseRoleOf(actor)
    if (role !== 'director' && role !== 'counsel' && role !== 'president') this.#isUsual = true
    return this.record(what)
  }

  async documents(_file: CaseRow, sha256: string | undefined): Promise<CaseDocuments> {
    const { draft, signed } = this.#kept
    const allSigned = new Map(signed.map((one) => [one.sha256, one.signed]))
    return { draft, signed: allSigned.get(sha256 ?? ''), allSigned }
  }

  async keepDraft(_file: CaseRow, draft: DecisionDraft | undefined): Promise<void> {
    if (draft !== undefined) this.#isUsual = true
    this.#kept = { ...this.#kept, draft }
  }

  async keepSigned(_file: CaseRow, sha256: string, signed: SignedDecision): Promise<void> {
    const others = this.#kept.signed.filter((one) => one.sha256 !== sha256)
    this.#kept = { ...this.#kept, draft: undefined, signed: [...others, { sha256, signed }] }
  }

  async addPaper(_file: CaseRow, id: string, bytes: Buffer): Promise<void> {
    const paper = { id, bytes: bytes.toString('base64') }
    this.#keepLong({ ...this.#kept, papers: [...this.#kept.papers, paper] })
  }

  async paper(_file: CaseRow, paperId: string): Promise<Buffer | undefined> {
    const found = this.#kept.papers.find(({ id }) => id === paperId)
    return found && Buffer.from(found.bytes, 'base64')
  }

  async hasPaper(_file: CaseRow, paperId: string): Promise<boolean> {
    return this.#kept.papers.some(({ id }) => id === paperId)
  }

  async copies<K extends CopyKind>(_file: CaseRow, kind: K): Promise<readonly StoredCopy<K>[]> {
    return this.#kept.copies
      .filter((one): one is Omit<NewCaseCopy<K>, 'inPlaceOf'> => one.kind === kind)
      .map(({ id, holds }) => ({ id, open: () => holds }))
  }

  async keepCopy<K extends CopyKind>(_file: CaseRow, { inPlaceOf, ...copy }: NewCaseCopy<K>): Promise<void> {
    const others = this.#kept.copies.filter(({ kind }) => !inPlaceOf.includes(kind))
    this.#keepLong({ ...this.#kept, copies: [...others, copy] })
  }

  /** @throws SlotFullError if later entries would have no room */
  #keepLong(file: SealedCase): void {
    this.#isUsual = true
    sessionOf(this.#actor)?.refuseCrowded({ ...this.#it, file })
    this.#kept = file
  }

  async deleteCopies(which: CopySelection): Promise<void> {
    const goes = ({ id, kind }: { id: string; kind: CopyKind }) =>
      'ids' in which ? which.ids.includes(id) : kind === which.kind
    this.#kept = { ...this.#kept, copies: this.#kept.copies.filter((one) => !goes(one)) }
  }
}

type AdoptionParts = SqlCaseRepositoryParts & {
  readonly trx: Trx
  readonly shelf: SqlCaseRepository
}

/** Moves a sealed case, with everything in it, to the open cases. After a crash, adds only what is missing. */
export async function adoptSealedCase(
  parts: AdoptionParts,
  reference: string,
  kept: SealedCase,
): Promise<'new' | 'there'> {
  const { trx, shelf, pack, clock } = parts
  const { id, aboutDirector, events } = kept
  const all = caseFromEvents(events)
  const opened = { reference, opened_on: clock.today(), drill: false, ...caseSummaryOf(pack, all) }
  const isNew = (await addCase(trx, { ...opened, id })) !== undefined
  const file = { id, reference, aboutDirector, drill: false, events: 0 }
  const there = isNew ? [] : await shelf.events(file)
  const known = new Set(there.map((event) => JSON.stringify(event)))
  const missing = events.filter((event) => !known.has(JSON.stringify(event)))
  if (missing.length > 0) await addMissing(parts, file, kept, { there, missing, isNew })
  const ended = events.findLast(({ what }) => what === 'gag-ended')
  if (isNew && ended !== undefined && all.refusal !== undefined) {
    const { signed: letter } = await shelf.documents(file, all.refusal.document)
    await publishDenial(trx, { event: ended, after: all, signed: letter }, pack)
  }
  return isNew ? 'new' : 'there'
}

async function addMissing(
  { trx, shelf, ring, pack }: AdoptionParts,
  file: CaseRow,
  { draft, signed, papers, copies }: SealedCase,
  {
    there,
    missing,
    isNew,
  }: {
    readonly there: readonly CaseEvent[]
    readonly missing: readonly CaseEvent[]
    readonly isNew: boolean
  },
): Promise<void> {
  const standing = caseSummaryOf(pack, caseFromEvents([...there, ...missing]))
  for (const [at, event] of missing.entries()) {
    const id = randomUUID()
    const events = there.length + at
    const sealed = sealField(ring, 'case_event.event', id, { case: file.id, nth: events + 1, event })
    await addEvent(trx, { id: file.id, events }, { id, event: sealed }, standing)
  }
  for (const { sha256, signed: one } of signed) await shelf.keepSigned(file, sha256, one)
  if (draft !== undefined) await shelf.keepDraft(file, draft)
  for (const { id, bytes } of papers) {
    if (!(await shelf.hasPaper(file, id))) await shelf.addPaper(file, id, Buffer.from(bytes, 'base64'))
  }
  // Copies deleted from the open case meanwhile must not return.
  if (isNew) for (const copy of copies) await shelf.keepCopy(file, { ...copy, inPlaceOf: [] })
}

export async function saveSealedProof(
  shelf: SqlCaseRepository,
  caseId: string,
  proof: Buffer,
): Promise<void> {
  const file = { id: caseId, reference: '', aboutDirector: false, drill: false, events: 0 }
  for (let nth = 1; nth <= maxSealedProofs; nth++) {
    const id = sealedProofId(caseId, nth)
    if (await shelf.hasPaper(file, id)) continue
    return shelf.addPaper(file, id, proof)
  }
}
