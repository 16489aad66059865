import type { Kysely } from 'kysely'
import type { Clock } from '../clock.ts'
import type { Pack } from '../policy/pack.ts'
import type { KeyRing } from '../sealing/key-ring.ts'
import type { Schema } from '../store/schema.ts'
import { inContextAlong } from '../store/vault.ts'
import type { CaseBook } from './case-book.ts'
import { decidesIn } from './case-roles.ts'
import { copiesShowAt } from './copy-place.ts'
import type { Finding } from './finding.ts'
import { recordEntry } from './record.ts'
import { type Actor, namedAs } from './request.ts'

type Parts = {
  readonly app: Kysely<Schema>
  readonly ring: KeyRing
  readonly pack: Pack
  readonly clock: Clock
  readonly finding: Finding
  readonly book: CaseBook
}

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
    const { app, pack, clock, ring, finding, book } = this.#parts
    const { place } = actor
    if (!copiesShowAt(pack, { place, on: clock.today() })) return 'not-here'
    return inContextAlong(app, namedAs(actor), async (trx) => {
      const found = await book.readIn(trx, actor, reference)
      if (found === undefined || !decidesIn(actor, found.file)) return 'unknown'
      const [held] = await finding.one(trx, { card })
      await recordEntry(
        trx,
        { ring, now: clock.now() },
        {
          ...{ pack: pack.hash, kind: 'case-subject', ...namedAs(actor), case: reference },
          ...{ records: ['existence'], flags: found.file.drill ? ['drill'] : [] },
          ...(held && { subjects: [held.patronId] }),
        },
      )
      return held?.patronId
    })
  }
}
