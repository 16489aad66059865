import { createHash, randomUUID } from 'node:crypto'
import type { Paper } from '../casework/case.ts'
import type { CaseEvent } from '../casework/event.ts'
import { hasRoom, mostPaperBytes, type PaperType, paperName, paperTypeOf } from '../casework/paper.ts'
import { pagesOf } from '../casework/paper-pages.ts'
import type { Refused } from '../casework/step.ts'
import type { Pack } from '../policy/pack.ts'
import type { CaseRow } from '../store/cases.ts'
import type { CaseBook } from './case-book.ts'
import { mayLook, mayLookIn } from './case-roles.ts'
import type { CaseShelf } from './case-shelf.ts'
import type { CaseShelves } from './case-shelves.ts'
import { type Actor, namedAs } from './request.ts'
import { mostProofs, sealedProofId } from './sealed-proof-id.ts'

type Parts = { readonly shelves: CaseShelves; readonly pack: Pack; readonly book: CaseBook }

/** Why a file is not kept. */
export type Unfit = 'empty' | 'too-big' | 'no-paper' | 'too-many' | 'unknown' | Refused

/** A paper as it was kept, and the entry that says who saved it. */
export type PaperSeen = { readonly type: PaperType; readonly bytes: Buffer; readonly entry: string }

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
    const paper = {
      id: randomUUID(),
      name: paperName(file.name, type),
      type,
      sha256,
      bytes: bytes.length,
      pages: pagesOf(type, bytes),
    }
    const { shelves, book } = this.#parts
    return shelves.within(actor, reference, async (shelf) => {
      const found = await book.open(shelf, actor, reference)
      if (found === undefined) return 'unknown'
      const theirs = papersFrom(found.events, namedAs(actor).actor)
      if (!hasRoom(theirs, bytes.length)) return 'too-many'
      const taken = await book.takeIn(shelf, actor, reference, { what: 'paper-added', paper })
      if (taken === 'unknown' || 'refused' in taken) return taken
      await shelf.addPaper(found.file, paper.id, bytes)
      return taken
    })
  }

  /** A paper, to whoever may know of its case; undefined to all others, and where there is none. */
  async get(actor: Actor, reference: string, paperId: string): Promise<PaperSeen | undefined> {
    const { shelves, pack } = this.#parts
    return shelves.within(actor, reference, async (shelf) => {
      const file = await shelf.find(reference)
      if (file === undefined || !mayLook(actor, file)) return undefined
      const events = await shelf.events(file)
      const bytes = await shelf.paper(file, paperId)
      const type = bytes && paperTypeOf(bytes)
      if (bytes === undefined || type === undefined || !mayLookIn(actor, file, events)) return undefined
      const sha256 = sha256Of(bytes)
      // Hostile: whose a paper's pieces are stands in the clear, and SQL can put another case's there.
      const isOfCase = papersIn(events).some((paper) => paper.id === paperId && paper.sha256 === sha256)
      if (!isOfCase) return undefined
      // INVARIANT: it leaves with the commit of the entry that has its hash, or not at all.
      const entry = await shelf.record({
        ...{ pack: pack.hash, kind: 'case-view', ...namedAs(actor), case: file.reference },
        ...{ document: sha256, flags: file.drill ? ['drill'] : [] },
      })
      return { type, bytes, entry }
    })
  }

  /**
   * The proof of what was done in a case while it was sealed, as it was kept when that ended; on record as any paper. Undefined
   * to whoever may not know of the case, and where it never was sealed.
   */
  async sealedProof(actor: Actor, reference: string): Promise<Buffer | undefined> {
    const { shelves, pack } = this.#parts
    return shelves.within(actor, reference, async (shelf) => {
      const file = await shelf.find(reference)
      if (file === undefined || !mayLook(actor, file)) return undefined
      const bytes = await newestProof(shelf, file)
      if (bytes === undefined) return undefined
      await shelf.record({
        ...{ pack: pack.hash, kind: 'case-view', ...namedAs(actor), case: file.reference },
        ...{ document: sha256Of(bytes), flags: ['sealed-proof'] },
      })
      return bytes
    })
  }
}

async function newestProof(shelf: CaseShelf, file: CaseRow): Promise<Buffer | undefined> {
  for (let nth = mostProofs; nth > 0; nth--) {
    const bytes = await shelf.paper(file, sealedProofId(file.id, nth))
    if (bytes !== undefined) return bytes
  }
  return undefined
}

/**
 * The papers of a case that came from one person. Hostile: whoever holds its reference may add to it, and could leave no room
 * to anybody else for the order that decides it.
 */
const papersFrom = (events: readonly CaseEvent[], by: string): Paper[] =>
  papersIn(events.filter(({ stamp }) => stamp.by === by))

const papersIn = (events: readonly CaseEvent[]): Paper[] =>
  events.flatMap((event) => (event.what === 'paper-added' ? [event.paper] : []))

const sha256Of = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')
