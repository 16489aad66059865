import type { Clock } from '../clock.ts'
import type { Ask, RecordKind } from '../policy/ask.ts'
import type { Pack } from '../policy/pack.ts'
import { staffScreenAsk } from '../policy/screen-ask.ts'
import type { Actor, Asker, Program } from './request.ts'
import { givenAway } from './wanted.ts'

/** What passes over the screen of whoever asks. */
export class Seen {
  readonly #pack: Pack
  readonly #clock: Clock

  constructor({ pack, clock }: { readonly pack: Pack; readonly clock: Clock }) {
    this.#pack = pack
    this.#clock = clock
  }

  /**
   * What may be told passes over a screen of staff, who see no more there than they ever may (Statement). On a patron's
   * own screen, and in what Carrel sends by itself, it passes nobody.
   */
  by(actor: Asker, may: readonly RecordKind[]): readonly RecordKind[] {
    if (actor.role === 'patron' || actor.role === 'program') return may
    return may.length === 0 ? may : this.#pack.decide(this.onScreen(actor, may)).may
  }

  onScreen({ role, place }: Actor, records: readonly RecordKind[]): Ask {
    return staffScreenAsk({ role, place, on: this.#clock.today() }, records)
  }

  /** Whether somebody may look a patron up to answer by their record: an answer gives away what is in it. */
  mayAnswerBy(actor: Asker): boolean {
    return this.by(actor, givenAway).length === givenAway.length
  }

  /** Whether somebody may look a patron up to turn to them: but to write, in a private room alone (Reg 4). */
  mayReach(actor: Actor | Program, channel: Ask['channel']): boolean {
    if (actor.role === 'program') return true
    const writes = channel === 'letter' || channel === 'e-mail' || channel === 'text'
    return (writes || this.#pack.privateRooms.includes(actor.place)) && this.by(actor, ['contact']).length > 0
  }
}
