import { hkdfSync, randomUUID } from 'node:crypto'
import {
  type CasePermits,
  type GateParts,
  type Sealed,
  SealedValueError,
  type StaffActor,
  wrapCaseCopy,
  wrapCaseValue,
} from '../gate/index.ts'
import { daysIn } from '../platform/clock.ts'
import { closeBox, type LinkKey, sealField } from '../platform/crypto/field.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import type { Opener } from '../platform/crypto/opener.ts'
import { newReference } from '../platform/crypto/reference.ts'
import type { Trx } from '../platform/db/context.ts'
import { daysAfter, instantIn, minuteIn } from '../policy/index.ts'
import { recordEntry } from '../register/index.ts'
import type { Entry } from '../register/log/index.ts'
import type { Case } from './case.ts'
import { actorIn, caseRoleOf, hasOwnSignIn, mayViewCase } from './case-access.ts'
import { endMailsTo, endRepeatedMails, planCaseMails, planInstrumentMails } from './case-mails-store.ts'
import {
  type CaseDocument,
  type CaseDocuments,
  type CaseRepository,
  type CopyKind,
  type CopySelection,
  caseAccountsOf,
  caseSummaryOf,
  type NewCaseCopy,
  type SignedDecision,
  type StoredCopy,
} from './case-repository.ts'
import {
  addCase,
  addCopy,
  addEvent,
  addFilePieces,
  type CaseRow,
  type CopyRow,
  caseCopyRows,
  caseOfId,
  type DocumentRow,
  deleteCopies,
  documentsOf,
  dropDraft,
  type EventRow,
  eventsOf,
  type FilePieceRow,
  filePiecesOf,
  hasFilePieces,
  keepDocument,
  lockCase,
  lockCopies,
  noteCaseViewed,
} from './cases-store.ts'
import type { DecisionDraft } from './decision.ts'
import { publishDenial } from './denials.ts'
import type { CaseEvent } from './event.ts'
import { deciderRole } from './guards.ts'
import { hasActingDirector } from './public-reports.ts'
import { elsewhereOf } from './steps/index.ts'

export type SqlCaseRepositoryParts = Pick<GateParts, 'ring' | 'pack' | 'clock'> & {
  readonly casePermits: CasePermits
}

const pieceBytes = 32 * 1024

/** Sealed rows, each event saved with its log entry, and a summary in the clear that identifies no one. */
export class SqlCaseRepository implements CaseRepository {
  readonly isSealed = false
  readonly #trx: Trx
  readonly #parts: SqlCaseRepositoryParts
  readonly #deleted: string[] = []

  constructor(parts: SqlCaseRepositoryParts, trx: Trx) {
    this.#parts = parts
    this.#trx = trx
  }

  /** Destroys the keys of deleted copies. INVARIANT: call only after the transaction is known to be committed. */
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
    const opened = { reference, opened_on: on, drill, ...caseSummaryOf(pack, it) }
    const added = await addCase(this.#trx, { ...opened, ...(form !== undefined && { id: form }) })
    if (added === undefined && form !== undefined) {
      const file = await caseOfId(this.#trx, form)
      return file === undefined ? this.begin(it, undefined) : { file, isBegun: false }
    }
    const id = added ?? ''
    const at = announcedAt(it, { now: clock.now(), timeZone: pack.timeZone })
    await planCaseMails(this.#trx, { caseId: id, on, at, to: 'all', acting: await this.#isActing() })
    return { file: { id, reference, events: 0, aboutDirector, drill }, isBegun: true }
  }

  async events(file: CaseRow): Promise<readonly CaseEvent[]> {
    const { ring, casePermits } = this.#parts
    const rows = await eventsOf(this.#trx, file.id)
    return rows.map((row) => sealedEventOf(ring, file.id, row).open(casePermits.case(file.id)))
  }

  async addEvent(file: CaseRow, event: CaseEvent, after: Case): Promise<void> {
    const { ring, pack, clock } = this.#parts
    const id = randomUUID()
    const kept: StoredEvent = { case: file.id, nth: file.events + 1, event }
    const sealed = { id, event: sealField(ring, 'case_event.event', id, kept) }
    const standing = { ...caseSummaryOf(pack, after), ...caseAccountsOf(ring, file.id, after) }
    await addEvent(this.#trx, file, sealed, standing)
    const mail = { caseId: file.id, on: clock.today(), at: clock.now(), out: after.conflicts }
    const { effects = [] } = elsewhereOf(event.what)
    if (effects.includes('decider-mailed'))
      await planCaseMails(this.#trx, { ...mail, to: 'decider', acting: await this.#isActing() })
    if (effects.includes('paper-mailed'))
      await planInstrumentMails(this.#trx, { ...mail, nth: file.events + 1, by: broughtBy(event, after) })
    if (effects.includes('counsel-replaced')) {
      await endMailsTo(this.#trx, file.id, event.stamp.by)
      // The other one is asked.
      await planInstrumentMails(this.#trx, { ...mail, nth: file.events + 1, by: 'decider' })
    }
    // Why at once: no other mail or list tells counsel of a case under a nondisclosure order.
    if (after.gagUnseen && effects.includes('gag-mailed')) {
      await planCaseMails(this.#trx, { ...mail, to: 'counsel' })
      // Why also: the day's first mail may be gone already, and of a closed case that counsel once saw none would go.
      await planInstrumentMails(this.#trx, { ...mail, nth: file.events + 1, by: 'decider' })
    }
    if (after.decision?.unconfirmed && effects.includes('unconfirmed-mailed')) {
      const board = !after.gagged
      await planInstrumentMails(this.#trx, { ...mail, nth: file.events + 1, by: 'decider', board })
    }
    if (after.refusal === undefined) return
    const { signed } = await this.documents(file, after.refusal.document)
    await publishDenial(this.#trx, { event, after, signed }, pack)
  }

  async record(what: Omit<Entry, 'at'>): Promise<string> {
    const { ring, clock } = this.#parts
    return recordEntry(this.#trx, { ring, now: clock.now() }, what)
  }

  async recordLook(actor: StaffActor, file: CaseRow, what: Omit<Entry, 'at'>): Promise<string> {
    const entry = await this.record(what)
    if (mayViewCase(actor, file) && hasOwnSignIn(actor)) {
      const by = caseRoleOf(actorIn(actor, file)) === 'counsel' ? 'counsel' : 'decider'
      const isFirst = await noteCaseViewed(this.#trx, file.id, by, this.#parts.clock.now())
      if (isFirst) await endRepeatedMails(this.#trx, file.id, by)
    }
    return entry
  }

  async documents(file: CaseRow, sha256: string | undefined): Promise<CaseDocuments> {
    const { ring, casePermits } = this.#parts
    const rows = await documentsOf(this.#trx, file.id)
    const permit = casePermits.case(file.id)
    const opened = rows.map((row) => [row.sha256, sealedDocumentOf(ring, file.id, row).open(permit)] as const)
    const allSigned = new Map(
      opened.flatMap(([hash, one]) => (hash !== null && 'signed' in one ? [[hash, one.signed]] : [])),
    )
    const draft = opened.flatMap(([, one]) => ('draft' in one ? [one.draft] : []))[0]
    return { draft, signed: allSigned.get(sha256 ?? ''), allSigned }
  }

  async keepDraft(file: CaseRow, draft: DecisionDraft | undefined): Promise<void> {
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
    await addFilePieces(this.#trx, { caseId: file.id, paperId }, pieces)
  }

  async paper(file: CaseRow, paperId: string): Promise<Buffer | undefined> {
    const { ring, casePermits } = this.#parts
    const rows = await filePiecesOf(this.#trx, file.id, paperId)
    return rows.length === 0
      ? undefined
      : sealedInstrumentOf(ring, file.id, rows).open(casePermits.case(file.id))
  }

  async hasPaper(file: CaseRow, paperId: string): Promise<boolean> {
    return hasFilePieces(this.#trx, file.id, paperId)
  }

  async copies<K extends CopyKind>(file: CaseRow, kind: K): Promise<readonly StoredCopy<K>[]> {
    const { ring, casePermits } = this.#parts
    const rows = await caseCopyRows(this.#trx, file.id, kind)
    return rows.map((row) => {
      const sealed = sealedCopyOf<ReturnType<StoredCopy<K>['open']>>(ring, row)
      return { id: row.id, open: () => sealed.open(casePermits.copy(row.id)) }
    })
  }

  async keepCopy<K extends CopyKind>(file: CaseRow, copy: NewCaseCopy<K>): Promise<void> {
    const { id, kind, holds, until, inPlaceOf } = copy
    await lockCopies(this.#trx)
    for (const each of inPlaceOf) await this.deleteCopies({ caseId: file.id, kind: each })
    const sealed = sealCopy(this.#parts.ring, id, holds)
    await addCopy(this.#trx, { id, case_id: file.id, kind, until, sealed })
  }

  async deleteCopies(which: CopySelection): Promise<void> {
    const deleted = await deleteCopies(this.#trx, which)
    this.#deleted.push(...('ids' in which ? which.ids : deleted))
  }

  #isActing(): Promise<boolean> {
    const { ring, clock } = this.#parts
    return hasActingDirector(this.#trx, ring, clock.today())
  }

  async #keepDocument(file: CaseRow, sha256: string | null, document: CaseDocument): Promise<void> {
    const id = randomUUID()
    const sealed = sealField(this.#parts.ring, 'case_document.document', id, document)
    await keepDocument(this.#trx, file.id, { id, sha256, document: sealed })
  }
}

const quiet = { from: 21 * 60, until: 7 * 60 }

/** After a call-back, only officers who are there now ring between 9 p.m. and 7 a.m. */
function announcedAt(
  { fromOutside }: Pick<Case, 'fromOutside'>,
  { now, timeZone }: { readonly now: Date; readonly timeZone: string },
): Date {
  const minute = minuteIn(timeZone)(now)
  const isQuiet = minute >= quiet.from || minute < quiet.until
  if (fromOutside === undefined || fromOutside.what === 'here' || !isQuiet) return now
  const today = daysIn(timeZone)(now)
  return instantIn(timeZone, minute < quiet.until ? today : daysAfter(today, 1), quiet.until)
}

/** Who brought a paper, and so needs no mail about it. */
function broughtBy({ stamp }: CaseEvent, after: Case): 'decider' | 'counsel' | 'other' {
  const { role, unconfirmed } = stamp
  if (unconfirmed && role !== 'director') return 'other'
  if (role === 'counsel') return role
  return role === deciderRole(after) ? 'decider' : 'other'
}

/** In sealed pieces, each in base64. */
function sealedInstrumentOf(ring: KeyRing, caseId: string, pieces: readonly FilePieceRow[]): Sealed<Buffer> {
  return wrapCaseValue(ring, caseId, (opener) =>
    Buffer.concat(
      pieces.map(({ id, piece }) =>
        Buffer.from(opener.field('case_paper.piece', id, piece) as string, 'base64'),
      ),
    ),
  )
}

/** Includes its place, so that a row moved to another place or case does not open. */
export type StoredEvent = { readonly case: string; readonly nth: number; readonly event: CaseEvent }

function sealedEventOf(ring: KeyRing, caseId: string, { id, nth, event }: EventRow): Sealed<CaseEvent> {
  return wrapCaseValue(ring, caseId, (opener) => {
    const kept = opener.field('case_event.event', id, event) as StoredEvent
    if (kept.case === caseId && kept.nth === nth) return kept.event
    throw new SealedValueError('this event is not of this case, or not at its place')
  })
}

/** Sealed under the copy's own id and key. */
function sealedCopyOf<T>(ring: KeyRing, { id, sealed }: Pick<CopyRow, 'id' | 'sealed'>): Sealed<T> {
  return wrapCaseCopy(ring, id, (opener) => openCopy(opener, id, sealed) as T)
}

const sealedDocumentOf = (ring: KeyRing, caseId: string, { id, document }: DocumentRow) =>
  wrapCaseValue(
    ring,
    caseId,
    (opener) => opener.field('case_document.document', id, document) as CaseDocument,
  )

/** Padding, so that a copy's length reveals little. */
const stepBytes = 16_384
const boxPurpose = 'case copy'

/** Seals under a new key. */
export function sealCopy(ring: KeyRing, id: string, value: unknown): Buffer {
  ring.copies.make(id)
  return closeBox(keyOf(ring, id), { what: boxPurpose, row: id }, value, stepBytes)
}

/** @throws KeyError `keys-unreadable` where its key was destroyed */
export function openCopy(opener: Opener<never, typeof boxPurpose>, id: string, sealed: Buffer): unknown {
  return opener.box(boxPurpose, keyOf(opener.ring, id), { row: id, box: sealed })
}

function keyOf(ring: KeyRing, id: string): LinkKey {
  const seal = Buffer.from(hkdfSync('sha256', ring.copies.key(id), '', 'carrel/copy/1/seal', 32))
  // No token: nothing is looked up by it.
  return { night: 'copy', seal, token: Buffer.alloc(0) }
}
