import { caseOf } from '../casework/apply.ts'
import { step } from '../casework/step.ts'
import { NotOpen } from '../compartments/cell-read.ts'
import { type Compartment, logged } from '../compartments/compartment.ts'
import { archiveFile } from '../compartments/proof-file.ts'
import { NoCellFree } from '../compartments/refusals.ts'
import type { Unlocked } from '../compartments/unlocked.ts'
import { entryInstant } from '../register/entry.ts'
import type { CaseBook } from './case-book.ts'
import { caseEntry } from './case-standing.ts'
import type { KeptCase } from './compartment-shelf.ts'
import type { Actor, GateParts } from './request.ts'
import type { SealedPeople } from './sealed-people.ts'

type Parts = Pick<GateParts, 'pack' | 'clock' | 'ring'> & {
  readonly book: CaseBook
  readonly people: SealedPeople
}

/** `not-yours`: for those who are on both sides; `not-open`: the president's is not set up, or not open to them. */
export type MoveRefused = 'not-yours' | 'not-open' | 'no-cell' | 'not-taken'

class NotTaken extends Error {}

/** Where a sealed matter goes that is not for those who have it, or is at its end while nobody may be told of it. */
export class SealedMoves {
  readonly #parts: Parts

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** A matter is about the Director after all: it goes to the president's side, and the Director is in it no more. */
  async aboutDirector(actor: Actor, unlocked: Unlocked, reference: string): Promise<'done' | MoveRefused> {
    if (!this.#parts.people.answersFor(actor, 'president')) return 'not-yours'
    if (!unlocked.sides.includes('president')) return 'not-open'
    try {
      await unlocked.move(reference, 'president', (it) => this.#about(actor, it))
      return 'done'
    } catch (error) {
      if (error instanceof NoCellFree) return 'no-cell'
      if (error instanceof NotOpen) return 'not-open'
      if (error instanceof NotTaken) return 'not-taken'
      throw error
    }
  }

  /**
   * A matter whole, for the City's safe: the file is to be saved before it is archived.
   * @returns undefined where it is not closed, or not theirs
   * @throws NothingToProve
   */
  async archiveFile(
    actor: Actor,
    unlocked: Unlocked,
    reference: string,
    passphrase: string,
  ): Promise<Buffer | undefined> {
    if (!(await this.mayArchive(actor, unlocked, reference))) return undefined
    const { file, states } = await archiveFile(unlocked, reference, this.#parts.ring, passphrase)
    await this.#parts.people.noteMade(actor, unlocked, reference, 'archive-made')
    // With the entry there is one state more: where anything else was written beside it, it is not archived.
    unlocked.files.noteSaved(reference, states + 1)
    return file
  }

  /**
   * Makes the cell of a closed matter free, whose file somebody who answers for it has saved since the last thing was written.
   * @returns whether it was archived
   */
  async archive(actor: Actor, unlocked: Unlocked, reference: string): Promise<boolean> {
    if (!(await this.mayArchive(actor, unlocked, reference))) return false
    return unlocked.archive(reference, actor.accountId, unlocked.files.savedAs(reference))
  }

  async mayArchive(actor: Actor, unlocked: Unlocked, reference: string): Promise<boolean> {
    const { side, file } = await unlocked.read(reference)
    return this.#parts.people.answersFor(actor, side) && caseOf((file as KeptCase).events).closed
  }

  #about(actor: Actor, it: Compartment): Compartment {
    const { book, clock, pack } = this.#parts
    const kept = it.file as KeptCase
    const event = book.stamped(actor, { what: 'about-director', is: true })
    const isSaid = kept.aboutDirector
    const next = isSaid ? undefined : step(caseOf(kept.events), event, book.world({ isSealed: true }))
    if (next !== undefined && 'refused' in next) throw new NotTaken()
    // Why no draft: who drafted it decides in it no more.
    const file: KeptCase = isSaid
      ? kept
      : { ...kept, aboutDirector: true, draft: undefined, events: [...kept.events, event] }
    const { id, events } = file
    const row = { id, reference: it.reference, aboutDirector: true, drill: false, events: events.length }
    const entry = caseEntry(pack, actor, row, 'case-step', ['about-director'], event)
    return logged({ ...it, file }, { ...entry, at: entryInstant(clock.now()) })
  }
}
