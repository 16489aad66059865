import { randomBytes, randomUUID } from 'node:crypto'
import { begun, caseOf } from '../casework/apply.ts'
import type { CaseEvent, Of } from '../casework/event.ts'
import { step } from '../casework/step.ts'
import type { Compartment } from '../compartments/compartment.ts'
import type { Left } from '../compartments/compartments.ts'
import type { Logged } from '../compartments/log.ts'
import type { Side } from '../compartments/side.ts'
import type { Unlocked } from '../compartments/unlocked.ts'
import { alsoSaid } from '../policy/also-said.ts'
import type { Ask } from '../policy/ask.ts'
import { entryInstant } from '../register/entry.ts'
import { idBytes } from '../register/leaf.ts'
import { inContextAlong } from '../store/vault.ts'
import type { CaseBook } from './case-book.ts'
import { newReference } from './case-reference.ts'
import type { CaseShelves } from './case-shelves.ts'
import { caseEntry } from './case-standing.ts'
import type { KeptCase } from './compartment-shelf.ts'
import { recordEntry } from './record.ts'
import { type Actor, type Disclosed, type GateParts, namedAs } from './request.ts'
import { type Lifted, SealedLift } from './sealed-lift.ts'

/** What came under a gag, as it lies in the intake: the entry that the register does not have, and of a report its event. */
export type CameSealed = {
  readonly logged: Logged
  readonly event?: (CaseEvent & Of<'received'>) | undefined
}

/** Whether it is noted in a sealed case that it may be told again. */
export const mayBeTold = ({ events }: KeptCase): boolean =>
  !caseOf(events).gagged && events.some(({ what }) => what === 'gag-ended')

type Parts = GateParts & { readonly book: CaseBook; readonly shelves: CaseShelves }

/**
 * What is asked under a gag. INVARIANT: no row, no entry of the open register, no mail and no job comes of it: it is left in the
 * intake, for those who may know of it, and is on the disk before anybody is answered.
 */
export class SealedAsks {
  readonly #parts: Parts

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /**
   * That somebody opened the form of what came, before anybody knows what it is: on record in the open register, whatever
   * becomes of it, so that what is left sealed adds nothing.
   */
  async noteOpened(actor: Actor): Promise<void> {
    const { app, ring, pack, clock } = this.#parts
    const { accountId, place } = actor
    await inContextAlong(app, { actor: accountId, place }, (trx) =>
      recordEntry(
        trx,
        { ring, now: clock.now() },
        { pack: pack.hash, kind: 'form-opened', ...namedAs(actor) },
      ),
    )
  }

  /** The answer to an ask of which nobody may be told; undefined where anybody may, or where it can be kept in no compartment. */
  async answer(actor: Actor, ask: Ask): Promise<Disclosed | undefined> {
    const { pack } = this.#parts
    const { language = pack.languages[0] ?? '' } = actor
    const answer = pack.in(language).decide(ask)
    if (!answer.sealed) return undefined
    const { instrument, recipient, records } = ask
    const logged = this.#logged(actor, {
      ...{
        kind: 'answer',
        recipient: recipient.kind,
        records,
        outcome: answer.outcome,
        clauses: answer.clauses,
      },
      ...(instrument && { instrument: instrument.kind }),
    })
    // Where every box waits to be read nothing is kept, and the answer is the same: an entry of the register would tell of it.
    if ((await this.#leave(actor, 'director', { logged })) === 'not-set-up') return undefined
    const seen = { lookedUp: false, found: true, byLostCard: false, byNoCard: false, expired: false }
    const alsoSay = alsoSaid(pack, language, ask)
    return { answer, alsoSay, reference: logged.id, ...seen, told: [], guardians: [] }
  }

  /** A report of what came under a gag, for those who may know of it. */
  async receive(actor: Actor, came: Of<'received'>, at?: Date): Promise<Left> {
    const { book } = this.#parts
    const event = { ...came, stamp: book.stamped(actor, came, at).stamp }
    const logged = this.#logged(actor, { kind: 'case-step', flags: ['received'] })
    return this.#leave(actor, came.aboutDirector ? 'president' : 'director', { logged, event })
  }

  /** Makes a compartment of what came. @returns the case's reference */
  async takeIn(actor: Actor, unlocked: Unlocked, side: Side, box: number): Promise<string> {
    return unlocked.takeIn(side, box, (sent) => {
      const { logged, event } = sent as CameSealed
      const reference = newReference()
      // Why from the first: whoever left it said that nobody may be told, and until somebody reads the paper that stands.
      const first = { ...(event ?? this.#withoutReport(actor, logged, side)), secret: true as const }
      const file: KeptCase = {
        ...{
          id: randomUUID(),
          aboutDirector: first.aboutDirector,
          events: [first],
          signed: [],
          papers: [],
          copies: [],
        },
      }
      return { reference, file, log: [logged, this.#took(actor, reference, file)] }
    })
  }

  /** Puts what came with a case that is sealed already. */
  async join(
    actor: Actor,
    unlocked: Unlocked,
    box: { readonly side: Side; readonly box: number },
    reference: string,
  ): Promise<void> {
    await unlocked.join(box, reference, (sent, it): Compartment => {
      const { logged, event } = sent as CameSealed
      const kept = it.file as KeptCase
      const words =
        event === undefined ? '' : [event.requester.name, event.requester.agency, event.wants].join('\n')
      const noted = { what: 'noted', words: words.trim() } as const
      const first = kept.events[0] as CaseEvent & Of<'received'>
      const next = step(
        begun(first, first.stamp),
        this.#parts.book.stamped(actor, noted),
        this.#parts.book.world(),
      )
      const events =
        words === '' || 'refused' in next
          ? kept.events
          : [...kept.events, this.#parts.book.stamped(actor, noted)]
      const file: KeptCase = { ...kept, events }
      return { ...it, file, log: [...it.log, logged, this.#took(actor, reference, file)] }
    })
  }

  /** Makes an open case of a sealed one, once it is noted in it that the order ended, and its cell is free again. */
  async lift(actor: Actor, unlocked: Unlocked, reference: string): Promise<Lifted> {
    return new SealedLift(this.#parts).lift(actor, unlocked, reference)
  }

  /** Of an answer alone it is known that a paper came, to whom, and when. */
  #withoutReport(actor: Actor, { entry }: Logged, side: Side): CaseEvent & Of<'received'> {
    const came = {
      ...({ what: 'received', kind: 'process', way: 'counter', wants: '', drill: false } as const),
      requester: { kind: 'justice-agency', name: '' } as const,
      aboutDirector: side === 'president',
    }
    const { stamp } = this.#parts.book.stamped(actor, came)
    return { ...came, stamp: { ...stamp, by: entry.actor, role: 'staff', at: entry.at } }
  }

  #took(actor: Actor, reference: string, { id, aboutDirector, events }: KeptCase): Logged {
    const file = { id, reference, aboutDirector, drill: false, events: events.length }
    const { at: _, ...what } = {
      at: '',
      ...caseEntry(this.#parts.pack, actor, file, 'case-step', ['taken-in']),
    }
    return this.#logged(actor, what)
  }

  #logged(actor: Actor, what: Omit<Logged['entry'], 'at' | 'actor'>): Logged {
    const { pack, clock } = this.#parts
    const entry = { pack: pack.hash, ...namedAs(actor), ...what, at: entryInstant(clock.now()) }
    return { id: randomBytes(idBytes).toString('base64url'), entry }
  }

  async #leave({ accountId }: Actor, side: Side, came: CameSealed): Promise<Left> {
    return (await this.#parts.sealedMatters?.()?.leave(side, came, accountId)) ?? 'not-set-up'
  }
}
