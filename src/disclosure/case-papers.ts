import { createHash, randomUUID } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import type { CaseEvent, CaseRole } from '../casework/event.ts'
import { mostPaperBytes, mostPapers, type PaperType, paperName, paperTypeOf } from '../casework/paper.ts'
import type { Refused } from '../casework/step.ts'
import type { Clock } from '../clock.ts'
import type { Pack } from '../policy/pack.ts'
import { sealField } from '../sealing/field.ts'
import type { KeyRing } from '../sealing/key-ring.ts'
import type { Permit } from '../sealing/permit.ts'
import { addPieces, type PieceRow, piecesOf } from '../store/case-papers.ts'
import { lockCase } from '../store/cases.ts'
import type { Schema } from '../store/schema.ts'
import { inContextAlong } from '../store/vault.ts'
import type { CaseBook } from './case-book.ts'
import { caseRoleOf, mayLook } from './case-roles.ts'
import { holdPaper } from './held-of-cases.ts'
import { recordEntry } from './record.ts'
import { type Actor, namedAs } from './request.ts'

type Trx = Transaction<Schema>
type Parts = {
  readonly app: Kysely<Schema>
  readonly ring: KeyRing
  readonly pack: Pack
  readonly clock: Clock
  readonly book: CaseBook
  readonly permit: (caseId: string) => Permit
}

/** Why a file is not kept. */
export type Unfit = 'empty' | 'too-big' | 'no-paper' | 'too-many' | 'unknown' | Refused

/** A paper as it was kept, and the entry that says who saved it. */
export type PaperSeen = { readonly type: PaperType; readonly bytes: Buffer; readonly entry: string }

const pieceBytes = 32 * 1024

/**
 * Scans and photos of paper. Whoever was served adds one and does not get it back; the Director and counsel get it, each time
 * on record with the hash of what they got.
 */
export class CasePapers {
  readonly #parts: Parts

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** Keeps a file with a case, sealed. @returns the entry of the step, or why it is not kept */
  async add(
    actor: Actor,
    reference: string,
    file: { readonly name: string; readonly bytes: Buffer },
  ): Promise<{ readonly entry: string } | Unfit> {
    const { bytes } = file
    if (bytes.length === 0) return 'empty'
    if (bytes.length > mostPaperBytes) return 'too-big'
    const type = paperTypeOf(bytes)
    if (type === undefined) return 'no-paper'
    const sha256 = sha256Of(bytes)
    const paper = { id: randomUUID(), name: paperName(file.name, type), type, sha256, bytes: bytes.length }
    return this.#within(actor, async (trx) => {
      const found = await this.#parts.book.open(trx, actor, reference)
      if (found === undefined) return 'unknown'
      if (papersFrom(found.events, caseRoleOf(actor)) >= mostPapers) return 'too-many'
      const taken = await this.#parts.book.takeIn(trx, actor, reference, { what: 'paper-added', paper })
      if (taken === 'unknown' || 'refused' in taken) return taken
      await addPieces(trx, { caseId: found.file.id, paperId: paper.id }, this.#sealed(bytes))
      return taken
    })
  }

  /** A paper, to whoever may know of its case; undefined to all others, and where there is none. */
  async get(actor: Actor, reference: string, paperId: string): Promise<PaperSeen | undefined> {
    const { ring, pack, clock, permit } = this.#parts
    return this.#within(actor, async (trx) => {
      const file = await lockCase(trx, reference)
      if (file === undefined || !mayLook(actor, file)) return undefined
      const rows = await piecesOf(trx, file.id, paperId)
      if (rows.length === 0) return undefined
      const bytes = holdPaper(ring, file.id, rows).open(permit(file.id))
      const type = paperTypeOf(bytes)
      if (type === undefined) return undefined
      // INVARIANT: it leaves with the commit of the entry that has its hash, or not at all.
      const entry = await recordEntry(
        trx,
        { ring, now: clock.now() },
        {
          ...{ pack: pack.hash, kind: 'case-view', ...namedAs(actor), case: file.reference },
          ...{ document: sha256Of(bytes), flags: file.drill ? ['drill'] : [] },
        },
      )
      return { type, bytes, entry }
    })
  }

  #sealed(bytes: Buffer): PieceRow[] {
    const { ring } = this.#parts
    return Array.from({ length: Math.ceil(bytes.length / pieceBytes) }, (_, at) => {
      const id = randomUUID()
      const piece = bytes.subarray(at * pieceBytes, (at + 1) * pieceBytes).toString('base64')
      return { id, piece: sealField(ring, 'case_paper.piece', id, piece) }
    })
  }

  #within<T>(actor: Actor, work: (trx: Trx) => Promise<T>): Promise<T> {
    return inContextAlong(this.#parts.app, { actor: actor.accountId, place: actor.place }, work)
  }
}

/**
 * How many papers of a case came from somebody who acts in it so. Hostile: whoever holds its reference may add to it, and
 * could leave no room for the order that decides it.
 */
const papersFrom = (events: readonly CaseEvent[], as: CaseRole): number =>
  events.filter(({ what, stamp }) => what === 'paper-added' && stamp.role === as).length

const sha256Of = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')
