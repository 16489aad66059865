import { randomInt, randomUUID } from 'node:crypto'
import {
  addCard,
  ageFacts,
  ageStatusOn,
  blockActiveCards,
  type CardClaim,
  type CardEvent,
  type CardKey,
  type CardStatus,
  type ContactOnFile,
  cardByToken,
  cardsGivenToKnown,
  cardToken,
  codeAddressMark,
  consumePatronCode,
  endReviewOfCard,
  foldName,
  formerDays,
  type Gate,
  isLeftUnsafe,
  isPlausibleCardNumber,
  lockCard,
  lockPatron,
  lockPatronCards,
  logIdentity,
  newCardCode,
  normalizeCardNumber,
  noteBlockedThere,
  type PatronActor,
  type Permit,
  patronActor,
  patronCodeToken,
  patronsBlockedOnlyHere,
  type RecordActParts,
  reachedAt,
  type SafeChannel,
  type SealedPatron,
  type StaffActor,
  safeWays,
  sealCard,
  seesOnScreen,
  storePatronCode,
  updateCardState,
  withoutCodabarLetters,
} from '../gate/index.ts'
import { isWrongNumber } from '../platform/contact-details.ts'
import { sealField, token } from '../platform/crypto/field.ts'
import { type Db, inContext, type Trx } from '../platform/db/context.ts'
import { readIn } from '../platform/db/reads.ts'
import { daysAfter, monthsAfter, type Pack, type RecordKind } from '../policy/index.ts'
import { recordEntry } from '../register/index.ts'
import { type AddressNotices, isAddedLately } from './corrections.ts'
import { cardHolder, isItemBarcode, setCardStanding } from './record-store.ts'
import { type CounterParts, cardCodeMinutes, identityChecks, recordCounterAct } from './self-service.ts'
import { countCardClaim, ownScreenContext } from './sign-in-store.ts'

type CardsParts = CounterParts & {
  readonly gate: Pick<Gate, 'countCard'>
  readonly news: Pick<CardNews, 'tell'>
}

type CardOfRecord = { readonly patronId: string; readonly cardId: string }

/** `not-here`: nothing this needs may show to this person at this place, whatever the card. */
type ReportLostOutcome = 'blocked' | 'not-on-file' | 'not-here'
type BlockOutcome = 'blocked' | 'stopped-already' | 'not-on-file'
/** `blocked-online`: only ID undoes that. `replaced`: they have another, good or not. */
type ReactivateOutcome = 'found' | 'another-card' | 'blocked-online' | 'replaced' | 'not-on-file' | 'not-here'
type UndoReportOutcome = 'undone' | 'not-on-file' | 'not-here'
type NewCardOutcome =
  | 'given'
  | UnfitCardNumber
  | 'number-taken'
  | 'wrong-code'
  | 'has-one'
  | 'blocked-online'
  | 'not-on-file'
  | 'not-here'

/** What shows whose a new card is; no number of an ID is kept. What a clerk knows is reviewed by the Director. */
export const newCardChecks = [...identityChecks, 'code-on-file'] as const
type NewCardCheck = (typeof newCardChecks)[number]

const existenceOnly: readonly RecordKind[] = ['existence']
const existenceAndIdentity: readonly RecordKind[] = ['existence', 'identity']

/** Same answer for a card that was lost already, which is a fact about a patron. */
const reportedLost = (outcome: BlockOutcome): ReportLostOutcome =>
  outcome === 'stopped-already' ? 'blocked' : outcome

const undoReportMs = 10 * 60_000

/** Opens nothing and returns no names. Each entry names the patron but not the card. */
export class Cards {
  readonly #parts: CardsParts
  /** Reports of the last minutes, by card: who made each, and when. */
  readonly #justReported = new Map<string, { readonly by: string; readonly at: number }>()

  constructor(parts: CardsParts) {
    this.#parts = parts
  }

  /** Blocks a card by number without opening the record. */
  async reportNumber(by: StaffActor, number: string): Promise<ReportLostOutcome> {
    if (!this.mayReport(by)) return 'not-here'
    await this.#parts.gate.countCard(by, number)
    return reportedLost(await this.#block(by, { index: this.#token(number) }))
  }

  async reportOfRecord(by: StaffActor, card: CardOfRecord): Promise<ReportLostOutcome> {
    if (!this.mayChange(by)) return 'not-here'
    const reported = await this.#block(by, card)
    if (reported === 'blocked')
      this.#justReported.set(card.cardId, { by: by.accountId, at: this.#parts.clock.now().getTime() })
    return reportedLost(reported)
  }

  /** Only by the person whose report stopped the card, within minutes: an earlier one is undone with the card in hand. */
  async undoReport(by: StaffActor, which: CardOfRecord): Promise<UndoReportOutcome> {
    if (!this.mayChange(by)) return 'not-here'
    const earliest = this.#parts.clock.now().getTime() - undoReportMs
    for (const [card, { at }] of this.#justReported) if (at < earliest) this.#justReported.delete(card)
    if (this.#justReported.get(which.cardId)?.by !== by.accountId) return 'not-on-file'
    return recordCounterAct(this.#parts, by, async (trx, note) => {
      const cards = await lockPatronCards(trx, this.#parts.ring, which.patronId)
      const card = await lockCard(trx, this.#parts.ring, which)
      if (card === undefined || cards?.some(({ state }) => state === 'active')) return 'not-on-file'
      if (card.state === 'lost')
        await updateCardState(trx, this.#parts.ring, card, { state: 'active', kept: false })
      await note({ kind: 'card-found', subjects: [card.patron_id], outcome: 'report-undone' })
      return 'undone'
    })
  }

  /** Also ends the patron's session. */
  async reportOwn(self: PatronActor, cardId: string): Promise<ReportLostOutcome> {
    return reportedLost(await this.#block(self, { patronId: self.patronId, cardId }))
  }

  /** Reactivates a lost card that is in hand and is their only one: the scanned number must match. */
  async found(
    by: StaffActor,
    { number, ...which }: CardOfRecord & { readonly number: string },
  ): Promise<ReactivateOutcome> {
    if (!this.mayChange(by)) return 'not-here'
    return recordCounterAct(this.#parts, by, async (trx, note) => {
      const cards = await lockPatronCards(trx, this.#parts.ring, which.patronId)
      const card = await lockCard(trx, this.#parts.ring, which)
      if (card === undefined) return 'not-on-file'
      if (!card.barcode_index.equals(this.#token(number))) return 'another-card'
      // Why delete: the library's other system may report on the card again.
      if (card.state === 'blocked') return 'blocked-online'
      // The person who brings it may not be the one who lost it.
      if (card.state === 'lost' && cards?.some(({ id }) => id !== which.cardId)) return 'replaced'
      if (card.state === 'lost')
        await updateCardState(trx, this.#parts.ring, card, { state: 'active', kept: false })
      const outcome = card.state === 'lost' ? undefined : 'not-lost'
      await note({ kind: 'card-found', subjects: [card.patron_id], ...(outcome && { outcome }) })
      return 'found'
    })
  }

  /**
   * Lost cards stay on file so that they are refused, and one that was blocked online stays blocked, so that finding it takes
   * photo ID still. `checked`: how staff know the patron, since a new card opens what the old one did (Reg 2);
   * `blocked-online`: only photo ID does.
   */
  async give(
    by: StaffActor,
    to: {
      readonly patronId: string
      readonly number: string
      readonly checked: NewCardCheck
      /** What the patron read out, where a code is the check. */
      readonly code?: string
    },
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
      const isBlocked = cards.some(({ state }) => state === 'blocked')
      // Why: a second press of the button changes nothing.
      if (active.some((card) => card.barcode_index.equals(index))) return 'given'
      if (active.length > 0) return 'has-one'
      if (isBlocked && to.checked !== 'photo-id') return 'blocked-online'
      if (to.checked === 'code-on-file' && !(await this.#usesUpCode(trx, to))) {
        await note({ kind: 'card-code-wrong', subjects: [to.patronId] })
        return 'wrong-code'
      }
      const id = randomUUID()
      const known = { known_by: by.accountId, known_on: this.#parts.clock.today() }
      const row = sealCard(ring, { id, patronId: to.patronId, number })
      if (await addCard(trx, ring, { ...row, ...(to.checked === 'known-to-staff' && known) })) {
        await this.#parts.news.tell(trx, to.patronId, 'new-card')
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

  #usesUpCode(
    trx: Trx,
    { patronId, code: typed = '' }: { readonly patronId: string; readonly code?: string },
  ) {
    const { ring, clock } = this.#parts
    const code = patronCodeToken(ring, { patronId, use: 'card', typed })
    return consumePatronCode(trx, { patronId, use: 'card', code, now: clock.now() })
  }

  /**
   * A staff member lists a card that they do not open, such as one of their own household, or takes it off. Kept in the
   * register alone, so that no one takes it back unseen: a study of who viewed a record marks such a view.
   */
  async setApart(by: StaffActor, number: string, is: boolean): Promise<'noted' | 'not-on-file' | 'not-here'> {
    if (!this.mayReport(by)) return 'not-here'
    await this.#parts.gate.countCard(by, number)
    return recordCounterAct(this.#parts, by, async (trx, note) => {
      const card = await lockCard(trx, this.#parts.ring, { index: this.#token(number) })
      if (card === undefined) return 'not-on-file'
      await note({ kind: is ? 'card-set-apart' : 'card-not-apart', subjects: [card.patron_id] })
      return 'noted'
    })
  }

  /** Requires that card numbers may show here. */
  mayReport(by: StaffActor): boolean {
    return seesOnScreen(this.#parts, by, existenceOnly)
  }

  /** Requires that identities may show here. */
  mayChange(by: StaffActor): boolean {
    return seesOnScreen(this.#parts, by, existenceAndIdentity)
  }

  #block(by: StaffActor | PatronActor, which: CardKey): Promise<BlockOutcome> {
    const { ring } = this.#parts
    return recordCounterAct<BlockOutcome>(this.#parts, by, async (trx, note) => {
      // Why the patron first: every act on cards takes both in this order, so that no two wait for each other.
      const found =
        'index' in which ? await cardByToken(trx, ring, which.index) : { patron_id: which.patronId }
      if (found !== undefined) await lockPatron(trx, found.patron_id)
      const card = await lockCard(trx, ring, which)
      if (card === undefined) {
        await note({ kind: 'card-reported-lost', subjects: [], outcome: 'not-on-file' })
        return 'not-on-file'
      }
      const isStopped = card.state !== 'active'
      // Why not one that was blocked online: a lost card is found again by a scan, and that one only with photo ID.
      if (!isStopped) {
        // It is settled again whose report counts: an earlier one was undone, or the card was found since.
        this.#justReported.delete(card.id)
        await updateCardState(trx, ring, card, { state: 'lost', kept: true })
        await this.#parts.news.tell(trx, card.patron_id, 'card-lost')
      }
      const outcome = isStopped ? { outcome: 'already-lost' } : {}
      await note({ kind: 'card-reported-lost', subjects: [card.patron_id], ...outcome })
      return isStopped ? 'stopped-already' : 'blocked'
    })
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
  readonly #parts: RecordActParts

  constructor(parts: RecordActParts) {
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

/** Staff may undo so many blocks in so many days; after that a card is blocked by phone only (decision 42). */
export const mostUnblocked = 2
export const unblockedDays = 90

const noClaim: CardClaim = { whose: '', born: '', phoneEnd: '' }

type OnlineBlockOutcome =
  | 'blocked-online'
  | 'blocked-already'
  | 'no-match'
  | 'too-many-blocks'
  | 'only-by-phone'
type UnblockOutcome = 'unblocked' | 'unblocked-last' | 'not-blocked' | 'not-on-file' | 'not-here'

export const mostListedBlocks = 20

/** Cards blocked on the public page, where no one is signed in. */
export class CardBlocks {
  readonly #parts: RecordActParts & Pick<Gate, 'facts'>

  constructor(parts: RecordActParts & Pick<Gate, 'facts'>) {
    this.#parts = parts
  }

  /**
   * Returns nothing: what came of it is only logged. INVARIANT: the same statements run and the same rows are written,
   * whether it matches, does not, was blocked before or came too often (decision 42).
   */
  async askOnline(claim: CardClaim): Promise<void> {
    const { app, ring, clock, pack, facts } = this.#parts
    const now = clock.now()
    await inContext(app, ownScreenContext, async (trx) => {
      const { isLocked } = await countCardClaim(trx, claimToken(ring, claim), now)
      const whose = await facts.claimedBy(trx, isLocked ? noClaim : claim)
      const subjects = whose.map(({ patronId }) => patronId)
      const may = whose.filter(({ unblocked }) => this.#recent(unblocked).length < mostUnblocked)
      const isBlocked = await blockActiveCards(
        trx,
        ring,
        may.map(({ patronId }) => patronId),
      )
      const outcome = onlineOutcome({
        isLocked,
        isMatch: subjects.length > 0,
        may: may.length > 0,
        isBlocked,
      })
      const what = { kind: 'card-block-asked', ...logIdentity(patronActor), pack: pack.hash }
      await recordEntry(trx, { ring, now }, { ...what, subjects, outcome })
    })
  }

  /**
   * One card that was blocked online, once staff saw photo ID, where no card of theirs is good. `unblocked-last`: from now on by phone only. Why never all: an older one, in
   * place of which they got another, may be with whom it was blocked against.
   * @param cardId absent: the one that is blocked, if it is alone
   */
  async unblock(by: StaffActor, patronId: string, cardId?: string): Promise<UnblockOutcome> {
    if (!this.mayChange(by)) return 'not-here'
    const { ring, clock, lookup, permit } = this.#parts
    return recordCounterAct<UnblockOutcome>(this.#parts, by, async (trx, note) => {
      const cards = await lockPatronCards(trx, ring, patronId)
      const [held] = await lookup.one(trx, { id: patronId })
      if (cards === undefined || held === undefined) return 'not-on-file'
      const blocked = cards.filter(({ state }) => state === 'blocked')
      const card = cardId === undefined ? alone(blocked) : blocked.find(({ id }) => id === cardId)
      // One that is good means that they got it in place of a blocked one.
      if (card === undefined || cards.some(({ state }) => state === 'active')) return 'not-blocked'
      // Kept, since the other system may have it as lost by now.
      await updateCardState(trx, ring, card, { state: 'active', kept: true })
      const standing = held.standing?.open(permit([patronId])) ?? {}
      const unblocked = [...this.#recent(standing.unblocked ?? []), clock.today()]
      const sealed = sealField(ring, 'patron.standing', patronId, { ...standing, unblocked })
      await setCardStanding(trx, patronId, sealed)
      await note({ kind: 'card-unblocked', subjects: [patronId], verified: ['photo-id'] })
      return unblocked.length < mostUnblocked ? 'unblocked' : 'unblocked-last'
    })
  }

  /** Staff blocked the patron's cards in the other system too. */
  async blockedThere(by: StaffActor, patronId: string): Promise<'noted' | 'not-here'> {
    if (!this.mayChange(by)) return 'not-here'
    return recordCounterAct<'noted'>(this.#parts, by, async (trx, note) => {
      await noteBlockedThere(trx, patronId)
      await note({ kind: 'card-blocked-there', subjects: [patronId] })
      return 'noted'
    })
  }

  /** Random ids of those whose cards wait to be blocked in the other system; none for those who may see no identity here. */
  async waiting(by: StaffActor): Promise<readonly string[]> {
    if (!this.mayChange(by)) return []
    return patronsBlockedOnlyHere(readIn(this.#parts.app, logIdentity(by)), mostListedBlocks)
  }

  mayChange(by: StaffActor): boolean {
    return this.#parts.screen.by(by, existenceAndIdentity).length === existenceAndIdentity.length
  }

  #recent(days: readonly string[]): readonly string[] {
    const since = daysAfter(this.#parts.clock.today(), -unblockedDays)
    return days.filter((day) => day > since)
  }
}

const alone = <T>(all: readonly T[]): T | undefined => (all.length === 1 ? all[0] : undefined)

function onlineOutcome(of: {
  readonly isLocked: boolean
  readonly isMatch: boolean
  readonly may: boolean
  readonly isBlocked: boolean
}): OnlineBlockOutcome {
  if (of.isLocked) return 'too-many-blocks'
  if (!of.isMatch) return 'no-match'
  if (!of.may) return 'only-by-phone'
  return of.isBlocked ? 'blocked-online' : 'blocked-already'
}

/** By card or name as it is compared, so that another spelling of one name is no new try. Names between may be left out or initials. */
function claimToken(ring: RecordActParts['ring'], { whose }: CardClaim): Buffer {
  const [last = '', ...given] = whose.split(',')
  const words = foldName([...given, last].join(' ')).split(' ')
  const ends = [words[0], words.at(-1)].sort().join(' ')
  return token(ring, 'sign-in try', `block\n${/\d/.test(whose) ? normalizeCardNumber(whose) : ends}`)
}

/** How long the record and the patron's own page have what happened to a card. */
const newsDays = 90

type CardNewsParts = RecordActParts & {
  readonly planAddressNotices: AddressNotices
  /** The channels by which this library can send. */
  readonly openChannels: readonly SafeChannel[]
}

/** Tells a patron what happened to their card, so that one they did not ask for is noticed. */
export class CardNews {
  readonly #parts: CardNewsParts

  constructor(parts: CardNewsParts) {
    this.#parts = parts
  }

  /**
   * By every channel that they marked safe, now and in the last 30 days, to what is on file and was in these days.
   * Otherwise the record has it for their next visit; their own page has it in any case.
   */
  async tell(trx: Trx, patronId: string, what: CardEvent['what']): Promise<void> {
    const { ring, clock, pack, lookup, permit, planAddressNotices, openChannels } = this.#parts
    const [held] = await lookup.one(trx, { id: patronId })
    if (held === undefined) return
    const may = permit([patronId])
    const on = clock.today()
    const safe = safeWays(held.choices?.open(may) ?? {}, on)
    const contact = held.contact?.open(may)
    const wrong = held.wrongNumbers?.open(may) ?? []
    const standing = held.standing?.open(may) ?? {}
    // A guardian may read it: the desk tells them, and their own page has it.
    const ways = isMinorOn(pack, held, may, on) ? [] : openChannels.filter((way) => safe.includes(way))
    const to =
      pack.manifest.notices === undefined
        ? []
        : ways.flatMap((way) => addressesOf(contact, { way, wrong, on }))
    const former = held.formerEmails?.open(may) ?? {}
    if (to.length > 0)
      await planAddressNotices(trx, { ring, on }, { patron: patronId, kind: what, to, former })
    const news = [...recentNews(standing.news, on), { what, on, told: to.length > 0 }]
    await setCardStanding(trx, patronId, sealField(ring, 'patron.standing', patronId, { ...standing, news }))
  }

  /** Staff told them at the desk. */
  async told(by: StaffActor, patronId: string): Promise<'told' | 'not-here'> {
    if (!this.#sees(by)) return 'not-here'
    const { ring, lookup, permit } = this.#parts
    return recordCounterAct<'told'>(this.#parts, by, async (trx, note) => {
      await lockPatron(trx, patronId)
      const [held] = await lookup.one(trx, { id: patronId })
      const standing = held?.standing?.open(permit([patronId]))
      if (standing?.news === undefined) return 'told'
      const news = standing.news.map((one) => ({ ...one, told: true }))
      await setCardStanding(
        trx,
        patronId,
        sealField(ring, 'patron.standing', patronId, { ...standing, news }),
      )
      await note({ kind: 'card-news-told', subjects: [patronId] })
      return 'told'
    })
  }

  /**
   * Sends a code for a new card to an address or number on file, named by its mark. The code is in the message alone; staff never
   * see it. `not-on-file`: the mark is of none that may get a code.
   */
  async sendCode(
    by: StaffActor,
    { patronId, mark }: { readonly patronId: string; readonly mark: string },
  ): Promise<'sent' | 'not-on-file' | 'not-here'> {
    if (!this.#sees(by)) return 'not-here'
    const { ring, clock, lookup, permit, planAddressNotices } = this.#parts
    return recordCounterAct<'sent' | 'not-on-file'>(this.#parts, by, async (trx, note) => {
      await lockPatron(trx, patronId)
      const [held] = await lookup.one(trx, { id: patronId })
      const may = permit([patronId])
      const found = held && this.#codeAddresses(held, may).find((one) => one.mark === mark)
      if (held === undefined || found === undefined) return 'not-on-file'
      const step = randomInt(1, 2 ** 31)
      const typed = newCardCode(ring, { patronId, step })
      const code = patronCodeToken(ring, { patronId, use: 'card', typed })
      const until = new Date(clock.now().getTime() + cardCodeMinutes * 60_000)
      await storePatronCode(trx, { patronId, use: 'card', code, until })
      const former = held.formerEmails?.open(may) ?? {}
      const to = [{ channel: found.channel, address: found.address, step }]
      await planAddressNotices(
        trx,
        { ring, on: clock.today() },
        { patron: patronId, kind: 'card-code', to, former },
      )
      await note({ kind: 'card-code-sent', subjects: [patronId] })
      return 'sent'
    })
  }

  /** The marks of the addresses and numbers that may get a code. Opens them, and returns none. */
  async codeAddresses(by: StaffActor, patronId: string): Promise<readonly string[]> {
    if (!this.#sees(by)) return []
    const { app, lookup, permit } = this.#parts
    return inContext(app, { actor: by.accountId, place: by.place }, async (trx) => {
      const [held] = await lookup.one(trx, { id: patronId })
      return held === undefined ? [] : this.#codeAddresses(held, permit([patronId])).map(({ mark }) => mark)
    })
  }

  /**
   * Not one that was entered here lately, which anyone who has the PIN or works at the desk can do alone, nor a number that was found to
   * be someone else's, nor what the patron left out of what may be used or of what is safe. None of a minor: what is on
   * file may be a guardian's, and silence about some alone would tell them that they are not to be told.
   */
  #codeAddresses(held: SealedPatron, may: Permit) {
    const { patronId, contact, wrongNumbers, reach, choices } = held
    const { ring, clock, pack } = this.#parts
    if (isMinorOn(pack, held, may, clock.today())) return []
    const onFile = contact?.open(may)
    const { added = [] } = onFile ?? {}
    const { emails, phones } = reachedAt(
      { addresses: [], emails: [], phones: [], ...onFile },
      reach?.open(may) ?? {},
    )
    const chosen = choices?.open(may) ?? {}
    const wrong = wrongNumbers?.open(may) ?? []
    const all = [
      ...phones
        .filter((one) => !isWrongNumber(one, wrong))
        .map((address) => ({ channel: 'text' as const, address })),
      ...emails.map((address) => ({ channel: 'e-mail' as const, address })),
    ]
    return all
      .filter(({ channel }) => this.sendsCodes.includes(channel) && !isLeftUnsafe(chosen, channel))
      .filter(({ address }) => !isAddedLately(added, address, clock.today()))
      .map((one) => ({ ...one, mark: codeAddressMark(ring, { patronId, ...one }) }))
  }

  /** The channels by which a code can go out. */
  get sendsCodes(): readonly SafeChannel[] {
    return this.#parts.pack.manifest.notices === undefined ? [] : this.#parts.openChannels
  }

  /** Of those given to someone whom a clerk knew, for the Director's review. */
  async toReview(): Promise<Awaited<ReturnType<typeof cardsGivenToKnown>>> {
    const { app } = this.#parts
    return inContext(app, ownScreenContext, (trx) => cardsGivenToKnown(trx, mostListedBlocks))
  }

  /** Not by the person who gave it out: someone else who acts as Director does. */
  async reviewed(by: StaffActor, cardId: string): Promise<void> {
    await recordCounterAct(this.#parts, by, async (trx, note) => {
      const patronId = await endReviewOfCard(trx, cardId, by.accountId)
      if (patronId !== undefined) await note({ kind: 'card-given-reviewed', subjects: [patronId] })
    })
  }

  #sees(by: StaffActor): boolean {
    return this.#parts.screen.by(by, neededRecords).length === neededRecords.length
  }
}

/** On this day (`YYYY-MM-DD`). The permit must cover `identity`. */
const isMinorOn = (pack: Pack, held: SealedPatron, may: Permit, on: string): boolean =>
  ageStatusOn(pack, on, ageFacts(held, may)) === 'minor'

/** Those on file and those that were until lately; not a number that was found to be someone else's. */
function addressesOf(
  contact: ContactOnFile | undefined,
  { way, wrong, on }: { readonly way: SafeChannel; readonly wrong: readonly string[]; readonly on: string },
) {
  const { emails = [], phones = [], left = [], before } = contact ?? {}
  const lately = left.filter(([, day]) => day > daysAfter(on, -formerDays)).map(([one]) => one)
  const isEmail = (one: string) => one.includes('@')
  const all =
    way === 'e-mail'
      ? [...emails, ...(before?.emails ?? []), ...lately.filter(isEmail)]
      : [...phones, ...(before?.phones ?? []), ...lately.filter((one) => !isEmail(one))]
  const told = [...new Set(all)].filter((one) => !isWrongNumber(one, wrong))
  return told.map((address) => ({ channel: way, address }))
}

/** Not older than the record keeps them. `today` is `YYYY-MM-DD`. */
export const recentNews = (news: readonly CardEvent[] = [], today: string): readonly CardEvent[] =>
  news.filter(({ on }) => on > daysAfter(today, -newsDays))
