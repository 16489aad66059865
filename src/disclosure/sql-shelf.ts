import { randomUUID } from 'node:crypto'
import type { Transaction } from 'kysely'
import type { Case } from '../casework/case.ts'
import type { Draft } from '../casework/decision-document.ts'
import type { CaseEvent } from '../casework/event.ts'
import { deciderIn } from '../casework/weighed.ts'
import type { Clock } from '../clock.ts'
import type { Pack } from '../policy/pack.ts'
import type { Entry } from '../register/entry.ts'
import { sealCopy } from '../sealing/case-copy.ts'
import { sealField } from '../sealing/field.ts'
import type { KeyRing } from '../sealing/key-ring.ts'
import type { Permit } from '../sealing/permit.ts'
import { addCopy, copiesOf, deleteCopies, lockCopies } from '../store/case-copies.ts'
import { documentsOf, dropDraft, keepDocument } from '../store/case-documents.ts'
import { planCaseMails, tellOfPaper } from '../store/case-mails.ts'
import { addPieces, hasPieces, piecesOf } from '../store/case-papers.ts'
import { addCase, addEvent, type CaseRow, caseOfId, eventsOf, lockCase } from '../store/cases.ts'
import { noteSeen } from '../store/cases-unseen.ts'
import type { Schema } from '../store/schema.ts'
import type { CaseDocument, Documents, SignedDecision } from './case-documents.ts'
import { newReference } from './case-reference.ts'
import { caseRoleOf, isTheirOwn, mayLook } from './case-roles.ts'
import type { CaseShelf, CopyKind, KeptCopy, NewCopy, WhichCopies } from './case-shelf.ts'
import { standingOf } from './case-standing.ts'
import { keepDenial } from './denial-kept.ts'
import { holdCopy, holdDocument, holdEvent, holdPaper, type KeptEvent } from './held-of-cases.ts'
import { recordEntry } from './record.ts'
import type { Actor } from './request.ts'

type Trx = Transaction<Schema>

/** `permits`: of the gate's mint, for one case or one copy. */
export type SqlShelfParts = {
  readonly ring: KeyRing
  readonly pack: Pack
  readonly clock: Clock
  readonly permits: {
    case(id: string): Permit
    copy(id: string): Permit
  }
}

const pieceBytes = 32 * 1024

/**
 * The open cases: rows of the database, sealed, each event together with its entry in the register. How a case stands is
 * in the clear, of nobody, for lists, figures and mails.
 */
export class SqlShelf implements CaseShelf {
  readonly isSealed = false
  readonly #trx: Trx
  readonly #parts: SqlShelfParts
  readonly #deleted: string[] = []

  constructor(parts: SqlShelfParts, trx: Trx) {
    this.#parts = parts
    this.#trx = trx
  }

  /** Destroys the keys of the copies that were deleted. INVARIANT: called once the transaction is known to be committed. */
  destroyDeleted(): void {
    for (const id of this.#deleted) this.#parts.ring.copies.destroy(id)
  }

  reading<T>(work: (trx: Trx) => Promise<T>): Promise<T> {
    return work(this.#trx)
  }

  async find(reference: string): Promise<CaseRow | undefined> {
    return lockCase(this.#trx, reference)
  }

  async begin(it: Case, form: string | undefined): Promise<{ file: CaseRow; isBegun: boolean }> {
    const { pack, clock } = this.#parts
    const { drill, aboutDirector } = it
    const on = clock.today()
    const reference = newReference()
    const opened = { reference, opened_on: on, drill, ...standingOf(pack, it) }
    const added = await addCase(this.#trx, { ...opened, ...(form !== undefined && { id: form }) })
    if (added === undefined && form !== undefined) {
      const file = await caseOfId(this.#trx, form)
      return file === undefined ? this.begin(it, undefined) : { file, isBegun: false }
    }
    const id = added ?? ''
    await planCaseMails(this.#trx, { caseId: id, on, at: clock.now(), to: 'all' })
    return { file: { id, reference, events: 0, aboutDirector, drill }, isBegun: true }
  }

  async events(file: CaseRow): Promise<readonly CaseEvent[]> {
    const { ring, permits } = this.#parts
    const held = (await eventsOf(this.#trx, file.id)).map((row) => holdEvent(ring, file.id, row))
    return held.map((one) => one.open(permits.case(file.id)))
  }

  async addEvent(file: CaseRow, event: CaseEvent, after: Case): Promise<void> {
    const { ring, pack, clock } = this.#parts
    const id = randomUUID()
    const kept: KeptEvent = { case: file.id, nth: file.events + 1, event }
    const sealed = { id, event: sealField(ring, 'case_event.event', id, kept) }
    await addEvent(this.#trx, file, sealed, standingOf(pack, after))
    if (event.what === 'about-director') {
      const when = { on: clock.today(), at: clock.now() }
      await planCaseMails(this.#trx, { caseId: file.id, ...when, to: 'decider' })
    }
    if (event.what === 'paper-added') {
      const when = { on: clock.today(), at: clock.now() }
      await tellOfPaper(this.#trx, {
        caseId: file.id,
        nth: file.events + 1,
        ...when,
        by: bringsIn(event, after),
      })
    }
    // Why at once: no other mail and no list tells counsel of a case of which nobody may be told.
    if (after.gagUnseen && (event.what === 'gag-found' || event.what === 'paper-read')) {
      const when = { on: clock.today(), at: clock.now() }
      await planCaseMails(this.#trx, { caseId: file.id, ...when, to: 'counsel' })
    }
    if (after.refusal === undefined) return
    const { signed } = await this.documents(file, after.refusal?.document)
    await keepDenial(this.#trx, { event, after, signed }, pack)
  }

  async record(what: Omit<Entry, 'at'>): Promise<string> {
    const { ring, clock } = this.#parts
    return recordEntry(this.#trx, { ring, now: clock.now() }, what)
  }

  async recordLook(actor: Actor, file: CaseRow, what: Omit<Entry, 'at'>): Promise<string> {
    const entry = await this.record(what)
    if (mayLook(actor, file) && isTheirOwn(actor)) {
      await noteSeen(this.#trx, file.id, caseRoleOf(actor) === 'counsel' ? 'counsel' : 'decider')
    }
    return entry
  }

  async documents(file: CaseRow, sha256: string | undefined): Promise<Documents> {
    const { ring, permits } = this.#parts
    const rows = await documentsOf(this.#trx, file.id)
    const permit = permits.case(file.id)
    const opened = rows.map((row) => [row.sha256, holdDocument(ring, file.id, row).open(permit)] as const)
    const allSigned = new Map(
      opened.flatMap(([hash, one]) => (hash !== null && 'signed' in one ? [[hash, one.signed]] : [])),
    )
    const draft = opened.flatMap(([, one]) => ('draft' in one ? [one.draft] : []))[0]
    return { draft, signed: allSigned.get(sha256 ?? ''), allSigned }
  }

  async keepDraft(file: CaseRow, draft: Draft | undefined): Promise<void> {
    if (draft === undefined) await dropDraft(this.#trx, file.id)
    else await this.#keepDocument(file, null, { draft })
  }

  async keepSigned(file: CaseRow, sha256: string, signed: SignedDecision): Promise<void> {
    await this.#keepDocument(file, sha256, { signed })
  }

  async addPaper(file: CaseRow, paperId: string, bytes: Buffer): Promise<void> {
    const { ring } = this.#parts
    const pieces = Array.from({ length: Math.ceil(bytes.length / pieceBytes) }, (_, at) => {
      const id = randomUUID()
      const piece = bytes.subarray(at * pieceBytes, (at + 1) * pieceBytes).toString('base64')
      return { id, piece: sealField(ring, 'case_paper.piece', id, piece) }
    })
    await addPieces(this.#trx, { caseId: file.id, paperId }, pieces)
  }

  async paper(file: CaseRow, paperId: string): Promise<Buffer | undefined> {
    const { ring, permits } = this.#parts
    const rows = await piecesOf(this.#trx, file.id, paperId)
    return rows.length === 0 ? undefined : holdPaper(ring, file.id, rows).open(permits.case(file.id))
  }

  async hasPaper(file: CaseRow, paperId: string): Promise<boolean> {
    return hasPieces(this.#trx, file.id, paperId)
  }

  async copies<K extends CopyKind>(file: CaseRow, kind: K): Promise<readonly KeptCopy<K>[]> {
    const { ring, permits } = this.#parts
    const rows = await copiesOf(this.#trx, file.id, kind)
    return rows.map((row) => {
      const held = holdCopy<ReturnType<KeptCopy<K>['open']>>(ring, row)
      return { id: row.id, open: () => held.open(permits.copy(row.id)) }
    })
  }

  async keepCopy<K extends CopyKind>(file: CaseRow, copy: NewCopy<K>): Promise<void> {
    const { id, kind, holds, until, inPlaceOf } = copy
    await lockCopies(this.#trx)
    for (const each of inPlaceOf) await this.deleteCopies({ caseId: file.id, kind: each })
    const sealed = sealCopy(this.#parts.ring, id, holds)
    await addCopy(this.#trx, { id, case_id: file.id, kind, until, sealed })
  }

  async deleteCopies(which: WhichCopies): Promise<void> {
    const deleted = await deleteCopies(this.#trx, which)
    this.#deleted.push(...('ids' in which ? which.ids : deleted))
  }

  async #keepDocument(file: CaseRow, sha256: string | null, document: CaseDocument): Promise<void> {
    const id = randomUUID()
    const sealed = sealField(this.#parts.ring, 'case_document.document', id, document)
    await keepDocument(this.#trx, file.id, { id, sha256, document: sealed })
  }
}

/** Who brought a paper, who therefore needs not be told of it. */
function bringsIn({ stamp }: CaseEvent, after: Case): 'decider' | 'counsel' | 'other' {
  const { role, unconfirmed } = stamp
  if (unconfirmed && role !== 'director') return 'other'
  if (role === 'counsel') return role
  return role === deciderIn(after) ? 'decider' : 'other'
}
