import type { Clock } from '../clock.ts'
import type { Pack } from '../policy/pack.ts'
import type { RecordKind } from '../policy/vocabulary.ts'
import type { PatronName } from '../sealing/name-index.ts'
import type { Permit } from '../sealing/permit.ts'
import type { CaseBook } from './case-book.ts'
import { recordCopy } from './case-copy-entry.ts'
import { decidesIn } from './case-roles.ts'
import type { CaseShelves } from './case-shelves.ts'
import { copiesShowAt } from './copy-place.ts'
import type { Finding } from './finding.ts'
import { type Actor, namedAs } from './request.ts'

type Parts = {
  readonly shelves: CaseShelves
  readonly pack: Pack
  readonly clock: Clock
  readonly finding: Finding
  readonly book: CaseBook
  readonly permits: { records(patrons: readonly string[], records: readonly RecordKind[]): Permit }
}

/** Whom a case names, by name and card; without both where the library has them on file no longer. */
export type SubjectNamed = {
  readonly patronId: string
  readonly name?: PatronName
  readonly cards: readonly string[]
}

const records = ['identity'] as const

/**
 * Of whom the paper of a case speaks, by the number of a card. The Director says so, and where the case is about the
 * Director, the president of the Board, who sees no record on any screen: this tells them that there is such a card.
 */
export class CaseSubjects {
  readonly #parts: Parts

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /**
   * The id of whose card that is; undefined where it is nobody's. That they ask is on record before it is said. No entry of
   * it tells the patron: else they would learn that a paper came.
   * @returns `not-here` where no screen of staff shows a record, `unknown` where the case is not theirs to decide
   */
  async ofCard(
    actor: Actor,
    reference: string,
    card: string,
  ): Promise<string | 'not-here' | 'unknown' | undefined> {
    const { shelves, pack, clock, finding, book } = this.#parts
    const { place } = actor
    if (!copiesShowAt(pack, { place, on: clock.today() })) return 'not-here'
    return shelves.within(actor, reference, async (shelf) => {
      const found = await book.readIn(shelf, actor, reference)
      if (found === undefined || !decidesIn(actor, found.file)) return 'unknown'
      const [held] = await shelf.reading((trx) => finding.one(trx, { card }))
      await shelf.record({
        ...{ pack: pack.hash, kind: 'case-subject', ...namedAs(actor), case: reference },
        ...{ records: ['existence'], flags: found.file.drill ? ['drill'] : [] },
        ...(held && { subjects: [held.patronId] }),
      })
      return held?.patronId
    })
  }

  /**
   * Name and cards of those whom a case names, for whoever may know of it: a wrong card, typed once, would hand over the
   * records of somebody whom no paper names, and whoever checks could not tell. Why not in the copy itself: what leaves is
   * what the paper names, and no more. Of this too no entry tells the patron.
   * @param copy the id of what was collected, whose people they are then; without one, those of the scope
   * @returns in the order of the numbers that the pages give them; none where no screen of staff shows a record
   */
  async named(actor: Actor, reference: string, copy?: string): Promise<readonly SubjectNamed[]> {
    const { shelves, pack, clock, finding, book, permits } = this.#parts
    if (!copiesShowAt(pack, { place: actor.place, on: clock.today() })) return []
    const looked = await shelves.within(actor, reference, async (shelf) => {
      const found = await book.readIn(shelf, actor, reference)
      const { collected, scope } = found?.case ?? {}
      const subjects = (copy !== undefined && copy === collected?.id ? collected : scope)?.subjects ?? []
      if (found === undefined || subjects.length === 0) return undefined
      const held = await shelf.reading((trx) => finding.withCards(trx, subjects))
      const about = { actor, file: found.file, kind: 'case-subject', copy: { subjects, records } } as const
      await recordCopy(shelf, pack, about)
      return { subjects, held }
    })
    // INVARIANT: nobody is named before that they are is known to be committed.
    if (looked === undefined) return []
    const { subjects, held } = looked
    const permit = permits.records(subjects, records)
    return subjects.map((patronId) => {
      const one = held.find((each) => each.patronId === patronId)
      if (one === undefined) return { patronId, cards: [] }
      const cards = one.cards.map(({ barcode }) => barcode.open(permit))
      return { patronId, name: one.name.open(permit), cards }
    })
  }
}
