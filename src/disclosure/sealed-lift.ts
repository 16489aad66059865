import { caseOf } from '../casework/apply.ts'
import type { Compartment } from '../compartments/compartment.ts'
import { type CompartmentProof, NothingToProve, proofOf } from '../compartments/proof.ts'
import type { CellNumber } from '../compartments/side.ts'
import type { Unlocked } from '../compartments/unlocked.ts'
import type { CaseShelves } from './case-shelves.ts'
import { caseEntry } from './case-standing.ts'
import type { KeptCase } from './compartment-shelf.ts'
import { proofStands } from './proof-in-register.ts'
import type { Actor, GateParts } from './request.ts'

type Parts = GateParts & { readonly shelves: CaseShelves }

/**
 * `not-ended`: nobody may be told of it yet. `wait`: the register has not signed yet what was done last. `unproved`: the case is
 * open, and its cell is kept, for what the register has is something else than its proof says.
 */
export type Lifted = 'lifted' | 'not-ended' | 'wait' | 'unproved'

/**
 * Makes an open case of a sealed one, once it is noted in it that the order ended; its cell is free again.
 *
 * INVARIANT: the cell is freed only once all that is in it is known to be kept openly: the case, and the whole proof of what its
 * own register has, which was read back and holds against the register's leaves: it can never be made again. From the mark on no step is taken in it, so that a lift that was cut short is finished by another.
 */
export class SealedLift {
  readonly #parts: Parts

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** Lifts one, by whoever answers for it. */
  async lift(actor: Actor, unlocked: Unlocked, reference: string): Promise<Lifted> {
    // Why within one change, of which nothing is written: nobody else writes there until it is done.
    return unlocked.change(reference, async (it) => ({
      becomes: it,
      gives: await this.#lift(actor, unlocked, it),
    }))
  }

  async #lift(actor: Actor, unlocked: Unlocked, it: Compartment): Promise<Lifted> {
    const { reference } = it
    const kept = it.file as KeptCase
    if (caseOf(kept.events).gagged || !kept.events.some(({ what }) => what === 'gag-ended'))
      return 'not-ended'
    const proof = await this.#wholeProof(unlocked, it)
    if (proof === undefined) return 'wait'
    const standing = await proofStands(this.#parts.app, proof)
    if (standing === 'waits') return 'wait'
    await unlocked.change(reference, async (now) => {
      const marked: KeptCase = { ...(now.file as KeptCase), lifting: true }
      const becomes = kept.lifting ? now : { ...now, file: marked }
      return { becomes, room: 'needed', bare: becomes, gives: undefined }
    })
    const { id, aboutDirector, events } = kept
    const file = { id, reference, aboutDirector, drill: false, events: events.length }
    const entry = caseEntry(this.#parts.pack, actor, file, 'case-step', ['unsealed'])
    await this.#parts.shelves.adopt(actor, reference, kept, { entry, proof })
    if (standing === 'fails') return 'unproved'
    await unlocked.free(reference)
    return 'lifted'
  }

  /** The proof of all that its register has; undefined until a tick has come after the last of it. */
  async #wholeProof(unlocked: Unlocked, it: Compartment): Promise<Buffer | undefined> {
    const cell = unlocked.cellNumber(it.reference)
    if (cell === undefined) return undefined
    const { ring } = this.#parts
    const monthKey = (one: CellNumber, month: string) => ring.cells.monthKey(one, month)
    let proof: CompartmentProof
    try {
      proof = proofOf(it, { cell, now: await unlocked.nowSigned(), monthKey })
    } catch (error) {
      if (error instanceof NothingToProve) return undefined
      throw error
    }
    return proof.entries.length < it.log.length ? undefined : Buffer.from(`${JSON.stringify(proof)}\n`)
  }
}
