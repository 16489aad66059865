import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import {
  addCard,
  type CardKey,
  cardToken,
  type Gate,
  isPlausibleCardNumber,
  lockCard,
  lockPatronCards,
  logIdentity,
  normalizeCardNumber,
  type PatronActor,
  type StaffActor,
  sealCard,
  updateCardState,
  withoutCodabarLetters,
} from '../gate/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import { inContext, type Trx } from '../platform/db/context.ts'
import type { Schema } from '../platform/db/schema.ts'
import { type Pack, type RecordKind, staffScreenAsk } from '../policy/index.ts'
import { recordEntry } from '../register/index.ts'
import { cardHolder, isItemBarcode } from './record-store.ts'
import type { IdentityCheck } from './self-service.ts'

type CardsParts = {
  readonly app: Kysely<Schema>
  readonly ring: KeyRing
  readonly pack: Pack
  readonly clock: Clock
  readonly gate: Pick<Gate, 'countCard'>
}

/** One card on the screen: both are random numbers. */
export type CardOfRecord = { readonly patronId: string; readonly cardId: string }

/** `not-here`: nothing that this needs may show to this person at this place, whatever card it is. */
export type ReportLostOutcome = 'blocked' | 'not-on-file' | 'not-here'
export type ReactivateOutcome = 'found' | 'another-card' | 'not-on-file' | 'not-here'
export type UndoReportOutcome = 'undone' | 'not-on-file' | 'not-here'
export type NewCardOutcome =
  | 'given'
  | UnfitCardNumber
  | 'number-taken'
  | 'has-one'
  | 'not-on-file'
  | 'not-here'

const existenceOnly: readonly RecordKind[] = ['existence']
const existenceAndIdentity: readonly RecordKind[] = ['existence', 'identity']

/**
 * What happens to cards at the counter. It opens nothing: it takes numbers and random handles, and answers in words
 * that name nobody. Each act is committed together with its entry in the register, which says whose card, and not which.
 */
export class Cards {
  readonly #parts: CardsParts

  constructor(parts: CardsParts) {
    this.#parts = parts
  }

  /** Blocks a card by its number, for whoever may see that a card is on file; the record is not looked at. */
  async reportNumber(by: StaffActor, number: string): Promise<ReportLostOutcome> {
    if (!this.mayReport(by)) return 'not-here'
    await this.#parts.gate.countCard(by, number)
    return this.#block(by, { index: this.#token(number) })
  }

  /** Blocks a card of a record that is on the screen. */
  async reportOfRecord(by: StaffActor, card: CardOfRecord): Promise<ReportLostOutcome> {
    if (!this.mayChange(by)) return 'not-here'
    return this.#block(by, card)
  }

  /** The wrong card was reported: it can be used again. A card that was lost before is not offered for this. */
  async undoReport(by: StaffActor, which: CardOfRecord): Promise<UndoReportOutcome> {
    if (!this.mayChange(by)) return 'not-here'
    return this.#act(by, async (trx, note) => {
      const card = await lockCard(trx, this.#parts.ring, which)
      if (card === undefined) return 'not-on-file'
      if (card.state === 'lost')
        await updateCardState(trx, this.#parts.ring, card, { state: 'active', kept: false })
      await note({ kind: 'card-found', subjects: [card.patron_id], outcome: 'report-undone' })
      return 'undone'
    })
  }

  /** Blocks the card with which a patron is signed in at their own pages: it ends their sign-in too. */
  async reportOwn(self: PatronActor, cardId: string): Promise<ReportLostOutcome> {
    return this.#block(self, { patronId: self.patronId, cardId })
  }

  /** A lost card turned up, and is in hand: the number that is scanned has to be the card's own. */
  async found(
    by: StaffActor,
    { number, ...which }: CardOfRecord & { readonly number: string },
  ): Promise<ReactivateOutcome> {
    if (!this.mayChange(by)) return 'not-here'
    return this.#act(by, async (trx, note) => {
      const card = await lockCard(trx, this.#parts.ring, which)
      if (card === undefined) return 'not-on-file'
      if (!card.barcode_index.equals(this.#token(number))) return 'another-card'
      // Why not kept: from now on the library's other system may speak of it again.
      if (card.state === 'lost')
        await updateCardState(trx, this.#parts.ring, card, { state: 'active', kept: false })
      const outcome = card.state === 'lost' ? undefined : 'not-lost'
      await note({ kind: 'card-found', subjects: [card.patron_id], ...(outcome && { outcome }) })
      return 'found'
    })
  }

  /**
   * Gives a patron whose cards are all lost a new one. The lost ones stay on file, so that they go on being refused.
   *
   * @param to.checked how staff know that it is the patron: a new card opens what the lost one did (Reg 2)
   */
  async give(
    by: StaffActor,
    to: { readonly patronId: string; readonly number: string; readonly checked: IdentityCheck },
  ): Promise<NewCardOutcome> {
    if (!this.mayChange(by)) return 'not-here'
    const card = await checkNewCardNumber(this.#parts.app, to.number)
    if (typeof card === 'string') return card
    const { number } = card
    const { ring } = this.#parts
    const index = this.#token(number)
    const given = await this.#act<NewCardOutcome>(by, async (trx, note) => {
      const cards = await lockPatronCards(trx, ring, to.patronId)
      if (cards === undefined) return 'not-on-file'
      const active = cards.filter(({ state }) => state === 'active')
      // Why: a button that was pressed twice gave the card with the first press.
      if (active.some((card) => card.barcode_index.equals(index))) return 'given'
      if (active.length > 0) return 'has-one'
      const id = randomUUID()
      if (await addCard(trx, ring, sealCard(ring, { id, patronId: to.patronId, number }))) {
        await note({ kind: 'card-given', subjects: [to.patronId], verified: [to.checked] })
        return 'given'
      }
      // Why the holder too: that the number is on file tells of whoever has it.
      const holder = await cardHolder(trx, ring, index)
      const subjects = new Set([to.patronId, ...(holder === undefined ? [] : [holder.patronId])])
      await note({ kind: 'card-number-taken', subjects: [...subjects] })
      return 'number-taken'
    })
    if (given === 'number-taken') await this.#parts.gate.countCard(by, number)
    return given
  }

  /** Whether somebody may report a card by its number: they may see here that a card is on file. */
  mayReport(by: StaffActor): boolean {
    return this.#sees(by, existenceOnly)
  }

  /** Whether somebody may do more to cards: they may see here whose they are. */
  mayChange(by: StaffActor): boolean {
    return this.#sees(by, existenceAndIdentity)
  }

  /** The answer is the same for a card that was lost already: that is something that is known of somebody. */
  #block(by: StaffActor | PatronActor, which: CardKey): Promise<ReportLostOutcome> {
    return this.#act(by, async (trx, note) => {
      const card = await lockCard(trx, this.#parts.ring, which)
      if (card === undefined) {
        await note({ kind: 'card-reported-lost', subjects: [], outcome: 'not-on-file' })
        return 'not-on-file'
      }
      await updateCardState(trx, this.#parts.ring, card, { state: 'lost', kept: true })
      const outcome = card.state === 'lost' ? { outcome: 'already-lost' } : {}
      await note({ kind: 'card-reported-lost', subjects: [card.patron_id], ...outcome })
      return 'blocked'
    })
  }

  #act<T>(
    by: StaffActor | PatronActor,
    work: (trx: Trx, note: (what: CardEntry) => Promise<string>) => Promise<T>,
  ) {
    const { app, ring, clock, pack } = this.#parts
    const { actor, role, place } = logIdentity(by)
    const note = (trx: Trx) => (what: CardEntry) =>
      recordEntry(trx, { ring, now: clock.now() }, { ...what, actor, role, place, pack: pack.hash })
    return inContext(app, { actor, place }, (trx) => work(trx, note(trx)))
  }

  #sees({ role, place }: StaffActor, records: readonly RecordKind[]): boolean {
    const { pack, clock } = this.#parts
    return pack.decide(staffScreenAsk({ role, place, on: clock.today() }, records)).withheld.length === 0
  }

  #token(number: string): Buffer {
    return cardToken(this.#parts.ring, number)
  }
}

type CardEntry = {
  readonly kind: string
  readonly subjects: readonly string[]
  readonly outcome?: string
  readonly verified?: readonly string[]
}

/** Why a number is no new card's. `item`: it is the barcode of an item. */
export type UnfitCardNumber = 'number-unfit' | 'item'

/**
 * The number of a card that is given out, as it is compared, or why it cannot be one.
 *
 * Why never an item's: whoever scans that item at the desk would open somebody's record.
 */
export async function checkNewCardNumber(
  app: Kysely<Schema>,
  typed: string,
): Promise<{ readonly number: string } | UnfitCardNumber> {
  const number = normalizeCardNumber(typed)
  if (!isPlausibleCardNumber(number)) return 'number-unfit'
  return (await isItemBarcode(app, withoutCodabarLetters(number))) ? 'item' : { number }
}
