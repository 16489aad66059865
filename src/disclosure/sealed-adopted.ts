import { randomUUID } from 'node:crypto'
import type { Transaction } from 'kysely'
import { caseOf } from '../casework/apply.ts'
import type { CaseEvent } from '../casework/event.ts'
import { sealField } from '../sealing/field.ts'
import { addCase, addEvent, type CaseRow } from '../store/cases.ts'
import type { Schema } from '../store/schema.ts'
import { standingOf } from './case-standing.ts'
import type { KeptCase } from './compartment-shelf.ts'
import { keepDenial } from './denial-kept.ts'
import { mostProofs, sealedProofId } from './sealed-proof-id.ts'
import type { SqlShelf, SqlShelfParts } from './sql-shelf.ts'

type Parts = SqlShelfParts & { readonly trx: Transaction<Schema>; readonly shelf: SqlShelf }

/**
 * Keeps a case that was in a compartment until now, with all that is in it, among the open ones. Where it is there already, as
 * after a kill, what is missing of it is added.
 */
export async function adoptCase(parts: Parts, reference: string, kept: KeptCase): Promise<'new' | 'there'> {
  const { trx, shelf, pack, clock } = parts
  const { id, aboutDirector, events } = kept
  const all = caseOf(events)
  const opened = { reference, opened_on: clock.today(), drill: false, ...standingOf(pack, all) }
  const isNew = (await addCase(trx, { ...opened, id })) !== undefined
  const file = { id, reference, aboutDirector, drill: false, events: 0 }
  const there = isNew ? [] : await shelf.events(file)
  const known = new Set(there.map((event) => JSON.stringify(event)))
  const missing = events.filter((event) => !known.has(JSON.stringify(event)))
  if (missing.length > 0) await addMissing(parts, file, kept, { there, missing, isNew })
  const ended = events.findLast(({ what }) => what === 'gag-ended')
  if (isNew && ended !== undefined && all.refusal !== undefined) {
    const { signed: letter } = await shelf.documents(file, all.refusal.document)
    await keepDenial(trx, { event: ended, after: all, signed: letter }, pack)
  }
  return isNew ? 'new' : 'there'
}

async function addMissing(
  { trx, shelf, ring, pack }: Parts,
  file: CaseRow,
  { draft, signed, papers, copies }: KeptCase,
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
  const standing = standingOf(pack, caseOf([...there, ...missing]))
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
  // Why only then: what was deleted from the open case since must not come back.
  if (isNew) for (const copy of copies) await shelf.keepCopy(file, { ...copy, inPlaceOf: [] })
}

/** Keeps the proof with the case, beside what a lift that was cut short left. */
export async function keepSealedProof(shelf: SqlShelf, caseId: string, proof: Buffer): Promise<void> {
  const file = { id: caseId, reference: '', aboutDirector: false, drill: false, events: 0 }
  for (let nth = 1; nth <= mostProofs; nth++) {
    const id = sealedProofId(caseId, nth)
    if (await shelf.hasPaper(file, id)) continue
    return shelf.addPaper(file, id, proof)
  }
}
