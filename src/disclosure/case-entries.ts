import { leafReference } from '../register/leaf.ts'
import type { KeyRing } from '../sealing/key-ring.ts'
import { findLeaf } from '../store/register-log.ts'
import type { BookParts, CaseBook } from './case-book.ts'
import type { CaseShelves } from './case-shelves.ts'
import { caseEntry } from './case-standing.ts'
import { openLeaf } from './leaf-opened.ts'
import type { Actor } from './request.ts'

type Parts = BookParts & {
  readonly shelves: CaseShelves
  readonly ring: KeyRing
  readonly book: CaseBook
}

/** What opens one entry of the register, and no other. */
export type EntryHanded = { readonly entryKey: Buffer; readonly overflow?: Buffer }

/**
 * Hands over the entry of a step that has a document: the decision that was signed, the package that was closed. Whoever gets it can see
 * by it that the register has that very document. Such an entry has the case, who took the step and when, and nobody's name.
 */
export class CaseEntries {
  readonly #parts: Parts

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /**
   * @param of.document SHA-256 of the document, in hex
   * @returns undefined where it cannot be opened any more, or is no entry of such a step of this case
   */
  async handOver(
    actor: Actor,
    reference: string,
    of: { readonly entry: string; readonly document: string },
  ): Promise<EntryHanded | undefined> {
    const { shelves, book, ring, pack } = this.#parts
    return shelves.within(actor, reference, async (shelf) => {
      const found = await book.readIn(shelf, actor, reference)
      if (found === undefined || shelf.isSealed) return undefined
      const stored = await shelf.reading((trx) => findLeaf(trx, Buffer.from(of.entry, 'base64url')))
      if (stored === undefined || leafReference(stored.leaf) !== of.entry) return undefined
      const opened = openLeaf(ring, stored)
      if (opened.as !== 'opened') return undefined
      const { kind, case: its, document } = opened.entry
      // INVARIANT: no other entry leaves by this: those of disclosures have the ids of patrons.
      if (kind !== 'case-step' || its !== reference || document !== of.document) return undefined
      const what = caseEntry(pack, actor, found.file, 'case-entry-handed', [])
      await shelf.record({ ...what, entry: of.entry })
      return { entryKey: opened.entryKey, ...(stored.overflow && { overflow: stored.overflow }) }
    })
  }
}
