import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import {
  addCase,
  addEvent,
  allCopies,
  type Case,
  type CaseDocuments,
  type CaseEvent,
  type CaseRepository,
  type CaseRow,
  type CaseStorage,
  type CopyKind,
  type CopySelection,
  caseAccountsOf,
  caseFromEvents,
  caseRoleOf,
  caseSummaryOf,
  type DecisionDraft,
  elsewhereOf,
  isGagEnd,
  lockCopies,
  maxSealedProofs,
  type NewCaseCopy,
  patronsNamedIn,
  publishDenial,
  recordPatronNotice,
  type SignedDecision,
  SqlCaseRepository,
  type SqlCaseRepositoryParts,
  type StoredCopy,
  sealedProofId,
  type TendedRepository,
} from '../cases/index.ts'
import { type GateActor, logIdentity, type ProgramActor, type StaffActor } from '../gate/index.ts'
import type { Clock } from '../platform/clock.ts'
import { sealField } from '../platform/crypto/field.ts'
import { inPipelinedContext, type Trx } from '../platform/db/context.ts'
import type { Schema } from '../platform/db/schema.ts'
import { type Entry, entryInstant } from '../register/log/index.ts'
import type { MatterChange } from './access-group.ts'
import { hasAcknowledged, type SealedMatter, withEntries } from './matter.ts'
import { type SealedSession, sessionOf } from './session.ts'
import { SlotFullError } from './slot-bytes.ts'
import { MatterNotOpenError } from './slot-folder.ts'

type Parts = SqlCaseRepositoryParts & { readonly app: Kysely<Schema> }

const byItself: ProgramActor = { role: 'program' }

/** They opened a matter and have not acknowledged its nondisclosure order. */
export class NotAcknowledgedError extends Error {
  readonly reference: string

  constructor(reference: string) {
    super('the person who opened a matter must first say that they are bound')
    this.reference = reference
  }
}

/** Chooses between open cases and the sealed matters open to the actor. */
export class LibraryCaseStorage implements CaseStorage {
  readonly #parts: Parts

  /** A sealed case's due work, done when someone opens it, because no job can. */
  #tend: ((shelf: TendedRepository, reference: string) => Promise<void>) | undefined

  constructor(parts: Parts) {
    this.#parts = parts
  }

  tendSealed(work: (shelf: TendedRepository, reference: string) => Promise<void>): void {
    this.#tend = work
  }

  /** @throws NotAcknowledgedError */
  async within<T>(
    by: GateActor,
    reference: string | undefined,
    work: (shelf: CaseRepository) => Promise<T>,
  ): Promise<T> {
    const session = by.role === 'program' || by.role === 'patron' ? undefined : sessionOf(by)
    if (reference !== undefined && session?.has(reference)) {
      const sealed = await this.#inCompartment(by as StaffActor, session, reference, work)
      if (sealed !== 'lifting') return sealed.done
    }
    const { actor, place } = logIdentity(by)
    const { done, shelf } = await inPipelinedContext(this.#parts.app, { actor, place }, async (trx) => {
      const shelf = new SqlCaseRepository(this.#parts, trx)
      return { done: await work(shelf), shelf }
    })
    shelf.destroyDeleted()
    return done
  }

  async tendOpen(actor: StaffActor): Promise<void> {
    const session = sessionOf(actor)
    for (const reference of session?.references ?? []) {
      const tended = session?.change(reference, async (it) => {
        if ((it.file as SealedCase).lifting) return { becomes: it, gives: undefined }
        const shelf = new SealedCaseRepository(this.#parts, actor, it)
        await this.#tend?.(shelf, reference)
        return { ...shelf.becoming, gives: undefined }
      })
      await tended?.catch((error: unknown) => {
        // A full or closed matter must not block the others.
        if (!(error instanceof SlotFullError || error instanceof MatterNotOpenError)) throw error
      })
    }
  }

  /** `lifting`: it is becoming an open case, and takes no more steps here. */
  #inCompartment<T>(
    actor: StaffActor,
    session: SealedSession,
    reference: string,
    work: (shelf: CaseRepository) => Promise<T>,
  ): Promise<{ readonly done: T } | 'lifting'> {
    return session.change<{ readonly done: T } | 'lifting'>(reference, async (it) => {
      if (!hasAcknowledged(it, actor)) throw new NotAcknowledgedError(reference)
      if ((it.file as SealedCase).lifting) return { becomes: it, gives: 'lifting' }
      const shelf = new SealedCaseRepository(this.#parts, actor, it)
      await this.#tend?.(shelf, reference)
      const done = await work(shelf)
      return { ...shelf.becoming, gives: { done } }
    })
  }

  /** Makes an open case of a sealed one, with its entry and the proof of its own log. Adds only what is missing. */
  async adopt(
    actor: StaffActor,
    reference: string,
    kept: SealedCase,
    { entry, proof }: { readonly entry: Omit<Entry, 'at'>; readonly proof: Buffer },
  ): Promise<void> {
    const { actor: by, place } = logIdentity(actor)
    await inPipelinedContext(this.#parts.app, { actor: by, place }, async (trx) => {
      const shelf = new SqlCaseRepository(this.#parts, trx)
      if ((await adoptSealedCase({ ...this.#parts, trx, shelf }, reference, kept)) === 'new') {
        await shelf.record(entry)
        const file = { id: kept.id, reference, aboutDirector: kept.aboutDirector, drill: false, events: 0 }
        await recordPatronNotice(shelf, this.#parts.pack, { actor, file, case: caseFromEvents(kept.events) })
      }
      await saveSealedProof(shelf, kept.id, proof)
    })
  }

  async sealedAbout(actor: StaffActor, patrons: readonly string[]): Promise<readonly string[]> {
    const session = sessionOf(actor)
    const about: string[] = []
    for (const reference of session?.references ?? []) {
      const it = await session?.read(reference)
      if (it === undefined || !hasAcknowledged(it, actor)) continue
      const named = patronsNamedIn(caseFromEvents((it.file as SealedCase).events))
      if (named.some((one) => patrons.includes(one))) about.push(reference)
    }
    return about
  }

  along(trx: Trx): CaseRepository {
    return new SqlCaseRepository(this.#parts, trx)
  }

  async openCopies(): ReturnType<typeof allCopies> {
    return this.#byItself(allCopies)
  }

  async destroyLeftKeys(): Promise<void> {
    const { copies } = this.#parts.ring
    await this.#byItself(async (trx) => {
      await lockCopies(trx)
      const held = new Set((await allCopies(trx)).map(({ id }) => id))
      for (const id of copies.ids()) if (!held.has(id)) copies.destroy(id)
    })
  }

  #byItself<T>(work: (trx: Trx) => Promise<T>): Promise<T> {
    const { actor, place } = logIdentity(byItself)
    return inPipelinedContext(this.#parts.app, { actor, place }, work)
  }
}

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

/**
 * Works on a copy in memory, written once the work succeeds. INVARIANT: nothing goes to the database, not even why records
 * are read.
 */
class SealedCaseRepository implements TendedRepository {
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
    if (!elsewhereOf(event.what).fitsFullMatter) this.#isUsual = true
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
async function adoptSealedCase(
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
  const ended = events.findLast((event) => isGagEnd(event, all))
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
  const all = caseFromEvents([...there, ...missing])
  const standing = { ...caseSummaryOf(pack, all), ...caseAccountsOf(ring, file.id, all) }
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

async function saveSealedProof(shelf: SqlCaseRepository, caseId: string, proof: Buffer): Promise<void> {
  const file = { id: caseId, reference: '', aboutDirector: false, drill: false, events: 0 }
  for (let nth = 1; nth <= maxSealedProofs; nth++) {
    const id = sealedProofId(caseId, nth)
    if (await shelf.hasPaper(file, id)) continue
    return shelf.addPaper(file, id, proof)
  }
}
