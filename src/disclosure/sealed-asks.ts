import { randomBytes, randomUUID } from 'node:crypto'
import { caseOf } from '../casework/apply.ts'
import type { CaseEvent, Of, Received } from '../casework/event.ts'
import { step } from '../casework/step.ts'
import type { Compartment } from '../compartments/compartment.ts'
import type { Left } from '../compartments/compartments.ts'
import type { Logged } from '../compartments/log.ts'
import type { BoxAt } from '../compartments/open-sides.ts'
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
import { SealedLift } from './sealed-lift.ts'
import { SealedMoves } from './sealed-moves.ts'
import type { SealedPeople } from './sealed-people.ts'

/** What came under a gag, as it lies in the intake: the entry that the register does not have, and of a report its event. */
export type CameSealed = {
  readonly logged: Logged
  readonly event?: (CaseEvent & Of<'received'>) | undefined
  /** What kind of paper it is, as whoever left it picked. */
  readonly instrument?: string | undefined
}

/** How much of what somebody wrote fits into a box beside the rest of a report, in bytes of JSON. The rest is on the paper. */
const mostWritten = 6500

function thatFits(written: string): string {
  let end = written.length
  while (Buffer.byteLength(JSON.stringify(written.slice(0, end))) > mostWritten) end = Math.floor(end * 0.95)
  return end === written.length ? written : `${written.slice(0, end).replace(/[\ud800-\udbff]$/, '')} …`
}

/** Whether it is noted in a sealed case that it may be told again. */
export const mayBeTold = ({ events }: KeptCase): boolean =>
  !caseOf(events).gagged && events.some(({ what }) => what === 'gag-ended')

/** The case takes no note, as one that is closed. */
class NotTaken extends Error {}

type Parts = GateParts & {
  readonly book: CaseBook
  readonly shelves: CaseShelves
  readonly people: SealedPeople
}

/**
 * What is asked under a gag. INVARIANT: no row, no entry of the open register, no mail and no job comes of it: it is left in the
 * intake, for those who may know of it, and is on the disk before anybody is answered.
 */
export class SealedAsks {
  readonly #parts: Parts
  readonly moves: SealedMoves
  readonly lifts: SealedLift

  constructor(parts: Parts) {
    this.#parts = parts
    this.moves = new SealedMoves(parts)
    this.lifts = new SealedLift(parts)
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
  async answer(actor: Actor, ask: Ask, came?: Of<'received'>): Promise<Disclosed | undefined> {
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
    // Where every box waits to be read nothing is kept, where another program has them it waits, and the answer is the same: an
    // entry of the register would tell of it.
    const event = came && this.#reported(actor, came)
    const left = await this.#leave(actor, 'director', { logged, ...(event && { event }) })
    if (left === 'not-set-up') return undefined
    const seen = {
      lookedUp: false,
      found: true,
      byLostCard: false,
      byNoCard: false,
      expired: false,
      byExpiredCard: false,
      numberProves: false,
      minor: false,
      none: [],
    }
    const alsoSay = alsoSaid(pack, language, ask)
    return { answer, alsoSay, reference: logged.id, ...seen, told: [], guardians: [] }
  }

  /** A report of what came under a gag, for those who may know of it. */
  async receive(actor: Actor, came: Of<'received'>, at?: Date, instrument?: string): Promise<Left> {
    const event = this.#reported(actor, came, at)
    const logged = this.#logged(actor, { kind: 'case-step', flags: ['received'] })
    return this.#leave(actor, came.aboutDirector ? 'president' : 'director', {
      ...{ logged, event },
      ...(instrument && { instrument }),
    })
  }

  /**
   * Makes a compartment of what came.
   * @param from with the id of what they were shown there
   * @returns the case's reference
   */
  async takeIn(actor: Actor, unlocked: Unlocked, from: BoxAt): Promise<string> {
    const { side, box, id } = from
    const make = (sent: unknown) => {
      const { logged, event, instrument = logged.entry.instrument } = sent as CameSealed
      const reference = newReference()
      // Why from the first: whoever left it said that nobody may be told, and until somebody reads the paper that stands.
      const first = { ...(event ?? this.#withoutReport(actor, logged, side)), secret: true as const }
      const file: KeptCase = {
        ...{ id: randomUUID(), aboutDirector: first.aboutDirector, ...(instrument && { instrument }) },
        ...{ events: [first], signed: [], papers: [], copies: [] },
      }
      return { reference, file, log: [logged, this.#took(actor, reference, file)] }
    }
    return unlocked.takeIn(side, box, make, id)
  }

  /**
   * Puts what came with a case that is sealed already: the whole report is in it as a note. What the case does not take stays in
   * its box.
   */
  async join(
    actor: Actor,
    unlocked: Unlocked,
    from: BoxAt,
    reference: string,
  ): Promise<'done' | 'not-taken'> {
    const { book } = this.#parts
    const add = (sent: unknown, it: Compartment): Compartment => {
      const { logged, event } = sent as CameSealed
      const kept = it.file as KeptCase
      const { what: _, stamp, ...report } = event ?? { what: undefined, stamp: undefined }
      const typed =
        event === undefined ? [] : [event.requester.name, event.requester.agency, event.wants].filter(Boolean)
      // Why the id of an answer: it is the reference that was shown with it.
      const said = logged.entry.kind === 'answer' || typed.length === 0 ? [...typed, logged.id] : typed
      const noted = book.stamped(actor, {
        what: 'noted',
        words: said.join('\n'),
        joined: {
          ...{ by: stamp?.by ?? logged.entry.actor, at: stamp?.at ?? logged.entry.at },
          ...(event && { report: report as Omit<Received, 'what'> }),
        },
      })
      if ('refused' in step(caseOf(kept.events), noted, book.world({ isSealed: true }))) throw new NotTaken()
      const instrument = kept.instrument ?? (sent as CameSealed).instrument ?? logged.entry.instrument
      const file: KeptCase = {
        ...kept,
        ...(instrument && { instrument }),
        events: [...kept.events, noted],
      }
      return { ...it, file, log: [...it.log, logged, this.#took(actor, reference, file)] }
    }
    try {
      await unlocked.join(from, reference, add)
      return 'done'
    } catch (error) {
      if (error instanceof NotTaken) return 'not-taken'
      throw error
    }
  }

  #reported(actor: Actor, came: Of<'received'>, at?: Date): CaseEvent & Of<'received'> {
    const { stamp } = this.#parts.book.stamped(actor, came, at)
    return { ...came, wants: thatFits(came.wants), stamp }
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
    return this.#logged(actor, caseEntry(this.#parts.pack, actor, file, 'case-step', ['taken-in']))
  }

  #logged(actor: Actor, what: Omit<Logged['entry'], 'at' | 'actor'>): Logged {
    const { pack, clock } = this.#parts
    const entry = { pack: pack.hash, ...namedAs(actor), ...what, at: entryInstant(clock.now()) }
    return { id: randomBytes(idBytes).toString('base64url'), entry }
  }

  async #leave({ accountId }: Actor, side: Side, came: CameSealed): Promise<Left> {
    return (await this.#parts.sealedMatters?.leave(side, came, accountId)) ?? 'not-set-up'
  }
}
