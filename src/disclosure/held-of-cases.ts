import type { CaseEvent } from '../casework/event.ts'
import { openCopy } from '../sealing/case-copy.ts'
import { openField } from '../sealing/field.ts'
import type { KeyRing } from '../sealing/key-ring.ts'
import { Sealed, SealKept } from '../sealing/sealed.ts'
import type { CopyRow } from '../store/case-copies.ts'
import type { DocumentRow } from '../store/case-documents.ts'
import type { PieceRow } from '../store/case-papers.ts'
import type { EventRow } from '../store/cases.ts'
import type { CaseDocument } from './case-documents.ts'

/** A paper of a case, whose bytes are sealed in pieces, each as base64. */
export function holdPaper(ring: KeyRing, caseId: string, pieces: readonly PieceRow[]): Sealed<Buffer> {
  const read = ({ id, piece }: PieceRow) =>
    Buffer.from(openField(ring, 'case_paper.piece', id, piece) as string, 'base64')
  return new Sealed(caseId, ['case'], () => Buffer.concat(pieces.map(read)))
}

/** What is kept of an event: also where it belongs, so that a row that is moved to another place or case does not open. */
export type KeptEvent = { readonly case: string; readonly nth: number; readonly event: CaseEvent }

/** What happened in a case. */
export function holdEvent(ring: KeyRing, caseId: string, { id, nth, event }: EventRow): Sealed<CaseEvent> {
  return new Sealed(caseId, ['case'], () => {
    const kept = openField(ring, 'case_event.event', id, event) as KeptEvent
    if (kept.case === caseId && kept.nth === nth) return kept.event
    throw new SealKept('this event is not of this case, or not at its place')
  })
}

/** What a copy in a case holds, sealed under the copy's own id and its own key. */
export function holdCopy<T>(ring: KeyRing, { id, sealed }: Pick<CopyRow, 'id' | 'sealed'>): Sealed<T> {
  return new Sealed(id, ['copy'], () => openCopy(ring, id, sealed) as T)
}

/** What is drafted or signed in a case, sealed likewise. */
export function holdDocument(
  ring: KeyRing,
  caseId: string,
  { id, document }: DocumentRow,
): Sealed<CaseDocument> {
  const read = () => openField(ring, 'case_document.document', id, document) as CaseDocument
  return new Sealed(caseId, ['case'], read)
}
