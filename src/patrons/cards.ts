import { randomUUID } from 'node:crypto'
import {
  addCard,
  type CardKey,
  type CardStatus,
  cardToken,
  type Gate,
  type GateInternals,
  isPlausibleCardNumber,
  lockCard,
  lockPatron,
  lockPatronCards,
  normalizeCardNumber,
  type PatronActor,
  type StaffActor,
  sealCard,
  updateCardState,
  withoutCodabarLetters,
} from '../gate/index.ts'
import { sealField } from '../platform/crypto/field.ts'
import type { Db } from '../platform/db/context.ts'
import { monthsAfter, type RecordKind, staffScreenAsk } from '../policy/index.ts'
import { cardHolder, isItemBarcode, setCardStanding } from './record-store.ts'
import { type CounterParts, type IdentityCheck, recordCounterAct } from './self-service.ts'

type CardsParts = CounterParts & { readonly gate: Pick<Gate, 'countCard'> }

type CardOfRecord = { readonly patronId: string; readonly cardId: string }

/** `not-here`: nothing this needs may show to this person at this place, whatever the card. */
type ReportLostOutcome = 'blocked' | 'not-on-file' | 'not-here'
type ReactivateOutcome = 'found' | 'another-card' | 'not-on-file' | 'not-here'
type UndoReportOutcome = 'undone' | 'not-on-file' | 'not-here'
type NewCardOutcome = 'given' | UnfitCardNumber | 'number-taken' | 'has-one' | 'not-on-file' | 'not-here'

const existenceOnly: readonly RecordKind[] = ['existence']
const existenceAndIdentity: readonly RecordKind[] = ['existence', 'identity']

/** Opens nothing and returns no names. Each entry names the patron but not the card. */
export class Cards {
  readonly #parts: CardsParts

  constructor(parts: CardsParts) {
    this.#parts = parts
  }

  /** Blocks a card by number without opening the record. */
  async reportNumber(by: StaffActor, number: string): Promise<ReportLostOutcome> {
    if (!this.mayReport(by)) return 'not-here'
    await this.#parts.gate.countCard(by, number)
    return this.#block(by, { index: this.#token(number) })
  }

  async reportOfRecord(by: StaffActor, card: CardOfRecord): Promise<ReportLostOutcome> {
    if (!this.mayChange(by)) return 'not-here'
    return this.#block(by, card)
  }

  /** Only for the report just made; earlier ones are not offered. */
  async undoReport(by: StaffActor, which: CardOfRecord): Promise<UndoReportOutcome> {
    if (!this.mayChange(by)) return 'not-here'
    return recordCounterAct(this.#parts, by, async (trx, note) => {
      const card = await lockCard(trx, this.#parts.ring, which)
      if (card === undefined) return 'not-on-file'
      if (card.state === 'lost')
        await updateCardState(trx, this.#parts.ring, card, { state: 'active', kept: false })
      await note({ kind: 'card-found', subjects: [card.patron_id], outcome: 'report-undone' })
      return 'undone'
    })
  }

  /** Also ends the patron's session. */
  async reportOwn(self: PatronActor, cardId: string): Promise<ReportLostOutcome> {
    return this.#block(self, { patronId: self.patronId, cardId })
  }

  /** Reactivates a lost card that is in hand: the scanned number must match. */
  async found(
    by: StaffActor,
    { number, ...which }: CardOfRecord & { readonly number: string },
  ): Promise<ReactivateOutcome> {
    if (!this.mayChange(by)) return 'not-here'
    return recordCounterAct(this.#parts, by, async (trx, note) => {
      const card = await lockCard(trx, this.#parts.ring, which)
      if (card === undefined) return 'not-on-file'
      if (!card.barcode_index.equals(this.#token(number))) return 'another-card'
      // Why delete: the library's other system may report on the card again.
      if (card.state === 'lost')
        await updateCardState(trx, this.#parts.ring, card, { state: 'active', kept: false })
      const outcome = card.state === 'lost' ? undefined : 'not-lost'
      await note({ kind: 'card-found', subjects: [card.patron_id], ...(outcome && { outcome }) })
      return 'found'
    })
  }

  /**
   * Lost cards stay on file so that they are refused. `checked`: how staff know the patron, since a new card
   * opens what the old one did (Reg 2).
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
    const given = await recordCounterAct<NewCardOutcome>(this.#parts, by, async (trx, note) => {
      const cards = await lockPatronCards(trx, ring, to.patronId)
      if (cards === undefined) return 'not-on-file'
      const active = cards.filter(({ state }) => state === 'active')
      // Why: a second press of the button changes nothing.
      if (active.some((card) => card.barcode_index.equals(index))) return 'given'
      if (active.length > 0) return 'has-one'
      const id = randomUUID()
      if (await addCard(trx, ring, sealCard(ring, { id, patronId: to.patronId, number }))) {
        await note({ kind: 'card-given', subjects: [to.patronId], verified: [to.checked] })
        return 'given'
      }
      // Why the holder is logged too: that the number is taken reveals something of them.
      const holder = await cardHolder(trx, ring, index)
      const subjects = new Set([to.patronId, ...(holder === undefined ? [] : [holder.patronId])])
      await note({ kind: 'card-number-taken', subjects: [...subjects] })
      return 'number-taken'
    })
    if (given === 'number-taken') await this.#parts.gate.countCard(by, number)
    return given
  }

  /** Requires that card numbers may show here. */
  mayReport(by: StaffActor): boolean {
    return this.#sees(by, existenceOnly)
  }

  /** Requires that identities may show here. */
  mayChange(by: StaffActor): boolean {
    return this.#sees(by, existenceAndIdentity)
  }

  /** Same answer for a card that was lost already, which is a fact about a patron. */
  #block(by: StaffActor | PatronActor, which: CardKey): Promise<ReportLostOutcome> {
    return recordCounterAct(this.#parts, by, async (trx, note) => {
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

  #sees({ role, place }: StaffActor, records: readonly RecordKind[]): boolean {
    const { pack, clock } = this.#parts
    return pack.decide(staffScreenAsk({ role, place, on: clock.today() }, records)).withheld.length === 0
  }

  #token(number: string): Buffer {
    return cardToken(this.#parts.ring, number)
  }
}

/** `item`: it is an item's barcode. */
export type UnfitCardNumber = 'number-unfit' | 'item'

/** Why no item's barcode: scanning the item would open a patron's record. */
export async function checkNewCardNumber(
  app: Db,
  typed: string,
): Promise<{ readonly number: string } | UnfitCardNumber> {
  const number = normalizeCardNumber(typed)
  if (!isPlausibleCardNumber(number)) return 'number-unfit'
  return (await isItemBarcode(app, withoutCodabarLetters(number))) ? 'item' : { number }
}

/** `no-address`: none to ask about. `not-here`: nothing of theirs may show here. */
type CardRenewalOutcome = 'renewed' | 'good-already' | 'no-address' | 'not-on-file' | 'not-here'
/** `too-late`: not renewed today, or the day is over. */
type UndoCardRenewalOutcome = 'undone' | 'too-late' | 'not-on-file' | 'not-here'

type RecordRenewal = (kind: string, verified?: readonly string[]) => Promise<void>

type RenewableCard = { readonly standing: CardStatus; readonly hasAddress: boolean }

const neededRecords: readonly RecordKind[] = ['existence', 'identity', 'contact']

/** The expiry date is opened only to seal it again: no screen shows it, and no entry has it. */
export class CardRenewals {
  readonly #parts: GateInternals

  constructor(parts: GateInternals) {
    this.#parts = parts
  }

  /** Confirming an address requires seeing it. */
  mayRenew(actor: StaffActor): boolean {
    const { pack, screen } = this.#parts
    return (
      pack.manifest.cards !== undefined && screen.by(actor, neededRecords).length === neededRecords.length
    )
  }

  /** From today for as long as the pack gives the card's kind, never for less. `kind`: another one. */
  async renew(actor: StaffActor, patronId: string, kind?: string): Promise<CardRenewalOutcome> {
    const today = this.#parts.clock.today()
    return this.#act<CardRenewalOutcome>(actor, patronId, async ({ standing, hasAddress }, set, note) => {
      const { category: wasKind, expiresOn: was } = standing
      const category = this.#kinds.find((one) => one.kind === kind)?.kind ?? wasKind
      const isSame = category === wasKind
      // Why: a second press of the button changes nothing.
      if (standing.renewed?.on === today && isSame) return 'renewed'
      if (!hasAddress) return 'no-address'
      const fresh = monthsAfter(today, this.#monthsOf({ category }))
      const isGood = was !== undefined && was >= fresh
      if (isGood && isSame) return 'good-already'
      // Undo restores what was there this morning.
      const before = standing.renewed?.on === today ? standing.renewed : { was, kind: wasKind }
      const renewed = {
        on: today,
        ...(before.was !== undefined && { was: before.was }),
        ...(before.kind !== undefined && { kind: before.kind }),
      }
      await set({
        ...standing,
        ...(category !== undefined && { category }),
        expiresOn: isGood ? was : fresh,
        renewed,
      })
      await note('card-renewed', ['address'])
      return 'renewed'
    })
  }

  async undo(actor: StaffActor, patronId: string): Promise<UndoCardRenewalOutcome> {
    return this.#act<UndoCardRenewalOutcome>(actor, patronId, async (held, set, note) => {
      const { renewed, expiresOn: _now, ...standing } = held.standing
      if (renewed?.on !== this.#parts.clock.today()) return 'too-late'
      await set({
        ...standing,
        ...(renewed.was !== undefined && { expiresOn: renewed.was }),
        ...(renewed.kind !== undefined && { category: renewed.kind }),
      })
      await note('card-renewal-undone')
      return 'undone'
    })
  }

  /** Kinds unknown to the pack, from another system, count as its first. */
  #monthsOf({ category }: { readonly category: string | undefined }): number {
    const kinds = this.#kinds
    return (kinds.find(({ kind }) => kind === category) ?? kinds[0])?.months ?? 0
  }

  get #kinds() {
    return this.#parts.pack.manifest.cards ?? []
  }

  async #act<T>(
    by: StaffActor,
    patronId: string,
    work: (held: RenewableCard, set: (to: CardStatus) => Promise<void>, note: RecordRenewal) => Promise<T>,
  ): Promise<T | 'not-here' | 'not-on-file'> {
    if (!this.mayRenew(by)) return 'not-here'
    const { ring, lookup, permit } = this.#parts
    return recordCounterAct(this.#parts, by, async (trx, note) => {
      await lockPatron(trx, patronId)
      const [held] = await lookup.one(trx, { id: patronId })
      if (held === undefined) return 'not-on-file'
      const may = permit([patronId])
      const standing = held.standing?.open(may) ?? {}
      const hasAddress = (held.contact?.open(may).addresses.length ?? 0) > 0
      return work(
        { standing, hasAddress },
        (to) => setCardStanding(trx, patronId, sealField(ring, 'patron.standing', patronId, to)),
        async (kind, verified) => {
          await note({ kind, subjects: [patronId], ...(verified && { verified }) })
        },
      )
    })
  }
}
