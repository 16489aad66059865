import type { Clock } from '../platform/clock.ts'
import { isWrongNumber, numbersToDial } from '../platform/contact-details.ts'
import { sealField } from '../platform/crypto/field.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import { inPipelinedContext, type Trx } from '../platform/db/context.ts'
import {
  type Answer,
  type Ask,
  answersInOtherLanguages,
  guardianScreenAsk,
  ownScreenAsk,
  type Pack,
  type RecordKind,
} from '../policy/index.ts'
import { type PaperFirst, paperFlags, recordEntry } from '../register/index.ts'
import type { Entry } from '../register/log/index.ts'
import { AccessRate, AccessSlowedError } from './access-rate.ts'
import { type GateActor, logIdentity, type PatronActor, type ProgramActor, type StaffActor } from './actor.ts'
import {
  guardiansWithName,
  isCardExpired,
  liabilityKinds,
  restrictedForMinor,
  type SealedGuardians,
  underOpinion,
  withoutCheck,
  withRecordFacts,
} from './ask-facts.ts'
import { consumePatronCode, patronCodeToken } from './card-store.ts'
import type { ContactKey } from './contact-index.ts'
import { type Opened, openListed, openRecord } from './opened-record.ts'
import type { CallEnd } from './patron-choices.ts'
import { PatronFacts } from './patron-facts.ts'
import { type PatronKey, PatronLookup } from './patron-lookup.ts'
import { foldName, type PatronName } from './patron-name.ts'
import {
  catalogTitles,
  lockPatron,
  setPatronChoices,
  setWrongNumbers,
  signedForBy,
  type TitleLookup,
} from './patron-store.ts'
import { factPermits, mint } from './permits.ts'
import {
  type Assessment,
  asksInPerson,
  type Disclosure,
  type DisclosureDecision,
  type GateInternals,
  type GateParts,
  type GateRequest,
  type GuardianClaim,
  type GuardianMatch,
  type GuardianSelection,
  guardiansToOpen,
  listedRecords,
  openGuardiansFor,
  ScreenPolicy,
  searchLimit,
  shownOnNoScreen,
  wholeRecord,
} from './request.ts'
import type { SealedPatron } from './sealed-patron.ts'
import type { Permit } from './sealed-value.ts'
import { type CallBasis, StatedBases, type StatedBasis, type ViewBasis } from './view-basis.ts'

const patronIdsOf = (held: readonly SealedPatron[]) => held.map(({ patronId }) => patronId)

/** One lookup and one screen policy for the gate and for the services beside it. */
export const gateInternals = (parts: GateParts): GateInternals => ({
  ...parts,
  lookup: new PatronLookup(parts),
  screen: new ScreenPolicy(parts),
})

/** The one way out for what the library knows about a patron: ask → facts → decide → record → open → say. */
export class Gate {
  readonly #parts: GateParts
  readonly #lookup: PatronLookup
  readonly #screen: ScreenPolicy
  readonly facts: PatronFacts
  readonly #guardians = new GuardianNameCheck()
  readonly #rate: AccessRate
  readonly #bases = new StatedBases()

  constructor(parts: GateParts | GateInternals) {
    const internals = 'lookup' in parts ? parts : gateInternals(parts)
    this.#parts = parts
    this.#lookup = internals.lookup
    this.#screen = internals.screen
    this.#rate = new AccessRate(parts)
    this.facts = new PatronFacts(internals)
  }

  /**
   * One patron's record on a staff screen (Statement). An unknown card or id reveals no one, and a card that was reported lost or
   * blocked no more than that it is on file: it does not show who has it (Reg 2). By id the record opens on a basis, stated
   * now or in the last ten minutes; without one, only what a search lists is in `listed`.
   */
  async view(request: {
    readonly actor: StaffActor
    readonly patron: PatronKey
    readonly basis?: StatedBasis | undefined
    readonly records?: readonly RecordKind[]
    /** Include the handles that the page acts by. */
    readonly handles?: boolean
    readonly guardians?: GuardianSelection
  }): Promise<Disclosure> {
    const { actor, patron, basis: stated, records = wholeRecord, ...more } = request
    const now = this.#parts.clock.now()
    const basis = 'card' in patron ? 'card' : (stated ?? this.#bases.of(actor, patron.id, now))
    const shows = this.#screen.by(actor, records)
    if (basis === undefined && 'id' in patron && shows.some((record) => record !== 'existence'))
      return this.list(actor, patron.id)
    const find = shows.length > 0 ? (trx: Trx) => this.#lookup.one(trx, patron) : undefined
    const ask = this.#screen.onScreen(actor, records)
    const disclosed = await this.#disclose({ kind: 'view', actor, ask, reads: patron, find, basis, ...more })
    const [opened] = disclosed.told
    // Why not of a name alone: a card that is reported lost by its number, or was, led to no record.
    const isRecord = records.some((record) => !listedRecords.includes(record)) && !disclosed.byLostCard
    if (opened !== undefined && (stated !== undefined || ('card' in patron && isRecord)))
      this.keepBasis(actor, opened.patronId, basis)
    else if (opened !== undefined && 'card' in patron && !disclosed.byLostCard)
      this.#bases.letAct(actor, opened.patronId, now)
    if (opened !== undefined && !disclosed.byLostCard && records.includes('holds.titles'))
      this.#bases.sawTitles(actor, opened.patronId, now)
    return disclosed
  }

  /**
   * Whether this session may act on a record by its id: it scanned the card, opened the record on a basis, or has it from a list,
   * within ten minutes of now or of its last act on it. The log has each of these, so an id from a search tests nothing unseen.
   * `titles`: the answer tells which titles they have, so the view of those is half an hour old at most.
   */
  mayActOn(actor: StaffActor, patronId: string, tells?: 'titles'): boolean {
    const now = this.#parts.clock.now()
    if (tells === 'titles' && !this.#bases.mayTestTitles(actor, patronId, now)) return false
    return this.#bases.mayAct(actor, patronId, now)
  }

  /** What a list shows of one patron: who they are, and nothing of the record. In the log it is a search that found them. */
  list(actor: StaffActor, patronId: string): Promise<Disclosure> {
    const find = this.#screen.mayListNames(actor)
      ? (trx: Trx) => this.#lookup.byIds(trx, [patronId])
      : undefined
    const ask = this.#screen.onScreen(actor, listedRecords)
    return this.#disclose({ kind: 'search', actor, ask, find, listing: true })
  }

  /** Whether this session has yet to say why it opens this record by its id. */
  asksBasis(actor: StaffActor, patronId: string): boolean {
    return this.basisOf(actor, patronId) === undefined
  }

  /** On what this session opened the record within the last ten minutes. */
  basisOf(actor: StaffActor, patronId: string): ViewBasis | undefined {
    return this.#bases.of(actor, patronId, this.#parts.clock.now())
  }

  /** For the next ten minutes of this session, the record opens on this basis. */
  keepBasis(actor: StaffActor, patronId: string, basis: ViewBasis | undefined): void {
    if (basis === undefined) return
    this.#bases.keep(actor, patronId, basis, this.#parts.clock.now())
  }

  /**
   * Up to 20 patrons whose names begin with the words of `name`, all named in the log entry. `only` keeps those who may be this person.
   */
  async search(request: {
    readonly actor: StaffActor
    readonly name: string
    readonly only?: ClaimedIdentity
  }): Promise<Disclosure & { readonly more: boolean }> {
    const { actor, name, only } = request
    const listsNames = this.#screen.mayListNames(actor)
    const { ids, more } = listsNames ? this.#parts.names.find(name, searchLimit) : { ids: [], more: false }
    const find = async (trx: Trx) => {
      const patrons = await this.#lookup.byIds(trx, ids)
      const permit = factPermits(ids)
      const listed =
        only === undefined ? patrons : patrons.filter((one) => matchesIdentity(one, only, permit))
      const tied = tiedIn(listed, permit)
      const withCards = await this.#lookup.withCards(trx, tied)
      return listed.map((one) => withCards.find(({ patronId }) => patronId === one.patronId) ?? one)
    }
    const ask = this.#screen.onScreen(actor, listedRecords)
    const asked = { ask, listing: true, ...(listsNames && { find }) }
    return { ...(await this.#disclose({ kind: 'search', actor, ...asked })), more }
  }

  /**
   * The one patron with this whole phone number or e-mail address. If several have it, no one is told or logged as viewed.
   * A miss counts toward the reading rate like a name, or numbers could be tried out.
   */
  async searchByContact(request: {
    readonly actor: StaffActor
    readonly contact: ContactKey
  }): Promise<Disclosure & { readonly isShared: boolean }> {
    const { actor, contact } = request
    let isShared = false
    const find = async (trx: Trx) => {
      const ids = (await this.#lookup.withContact(trx, contact))
        .filter((one) => !isFormerNumber(one, contact, factPermits([one.patronId])))
        .map(({ patronId }) => patronId)
      isShared = ids.length > 1
      return isShared ? [] : this.#lookup.byIds(trx, ids)
    }
    const ask = this.#screen.onScreen(actor, listedRecords)
    const guess = JSON.stringify(contact)
    const asked = {
      kind: 'search',
      actor,
      ask,
      listing: true,
      ...(this.#screen.mayListNames(actor) && { find, guess }),
    } as const
    const disclosed = await this.#disclose(asked)
    return { ...disclosed, isShared }
  }

  /**
   * If the ask is about a patron whom this actor may look up, the record's facts decide: even an answer without a name
   * reveals whether a child owes something. A guardian counts as on file only by the typed name.
   */
  async answer(request: {
    readonly actor: StaffActor
    readonly ask: Ask
    readonly about?: PatronKey
    readonly guardian?: string
    readonly phoneCode?: string
    /** The report to keep with a sealed answer. Otherwise the case is received after the answer. */
    readonly report?: unknown
    readonly paper?: PaperFirst
    /** Shared by two presses of one form. Without one, the answer leaves nothing to the Director. */
    readonly form?: string
  }): Promise<Disclosure> {
    const { actor, about, guardian, phoneCode, report, form, paper } = request
    const sealed =
      about === undefined
        ? await this.#parts.sealedAnswer?.(actor, request.ask, { report, paper })
        : undefined
    if (sealed !== undefined) return sealed
    const look = about && ((trx: Trx) => this.#lookup.one(trx, about))
    const find = look && this.#screen.mayAnswerBy(actor) ? look : undefined
    // Callbacks are made on the Calls page, where staff see the number on file. Elsewhere it is only a claim.
    const claimed = withoutCheck(request.ask, 'call-back')
    // A code that is not compared is only a claim.
    const ask = find && phoneCode ? claimed : withoutCheck(claimed, 'phone-code')
    const answers = form === undefined ? undefined : { form, isReported: report !== undefined }
    return this.#disclose({
      kind: 'answer',
      actor,
      ask,
      reads: about,
      find,
      guardian,
      phoneCode,
      paper,
      answers,
    })
  }

  /** Tries the policy out. The log says so, and no statistic counts it. */
  async exercise(request: { readonly actor: StaffActor; readonly ask: Ask }): Promise<Disclosure> {
    return this.#disclose({ kind: 'exercise', ...request })
  }

  async own(request: {
    readonly self: PatronActor
    readonly records: readonly RecordKind[]
    /** The history lines before this one. */
    readonly before?: number | undefined
    readonly handles?: boolean
    /** Of a minor: also open the names of the guardians on file, and nothing else of them. */
    readonly guardiansToo?: boolean
  }): Promise<Disclosure> {
    const { self, records, before, handles, guardiansToo } = request
    const { patronId } = self
    const find = (trx: Trx) =>
      records.includes('history')
        ? this.#lookup.withHistory(trx, patronId, before)
        : this.#lookup.one(trx, { id: patronId })
    const ask = ownScreenAsk({ on: this.#parts.clock.today(), verified: self.verified }, records)
    const guardians = guardiansToo ? ({ records: ['identity'], forMinor: true } as const) : undefined
    return this.#disclose({ kind: 'own-view', actor: self, ask, find, handles, guardians })
  }

  /**
   * What the minors owe for whom this guardian signed, on the guardian's own screen (Reg 3). A minor of whom nothing may be
   * told is left out, whatever the reason. `link`: one alone, by the row that makes them the guardian.
   */
  async minorsOf(request: {
    readonly self: PatronActor
    readonly adopted: boolean
    readonly records: readonly RecordKind[]
    readonly link?: string
  }): Promise<readonly OwedByMinor[]> {
    const { self, adopted, records, link: only } = request
    const { app, ring, clock } = this.#parts
    const { actor, place } = logIdentity(self)
    const minors = await inPipelinedContext(app, { actor, place }, (trx) =>
      signedForBy(trx, ring, self.patronId),
    )
    const ask = guardianScreenAsk({ on: clock.today(), adopted }, records)
    const shown: OwedByMinor[] = []
    for (const { link, patronId: id } of minors) {
      if (only !== undefined && link !== only) continue
      const find = (trx: Trx) => this.#lookup.one(trx, { id })
      const asked = { kind: 'guardian-view', actor: self, ask, find, guardian: { link } } as const
      const { told, listed } = await this.#disclose({ ...asked, withName: true })
      shown.push(...told.map(({ opened }) => ({ link, opened, firstName: listed[0]?.name.firstName ?? '' })))
    }
    return shown
  }

  /**
   * Contacts a patron by mail, text, letter or call (Reg 4), or a minor's guardian at their own address (Reg 3). What may be
   * told and how to reach them are opened together or not at all. `card` is the number read out on the phone; without it, no
   * card counts.
   */
  async contact(request: {
    readonly actor: StaffActor | ProgramActor
    readonly patronId: string
    readonly ask: Ask
    readonly envelope: readonly RecordKind[]
    readonly guardian?: GuardianClaim
    readonly orGuardian?: GateRequest['orGuardian']
    /** Of a call: staff work the list that has it, or the patron phoned in. It holds for the record as one that is stated. */
    readonly basis?: CallBasis
    /** Also open the guardians who may hear this about a minor, with their contact. */
    readonly guardiansToo?: Ask
    readonly card?: string
    readonly phoneCode?: string
    /** Carrel chose whom the letter is for, not the person who prints it: it does not count as a record that they read. */
    readonly isChosen?: boolean
    /** As of `answer`. */
    readonly form?: string
  }): Promise<Disclosure> {
    const { guardian, actor, patronId, card, isChosen, basis, form, guardiansToo, ...rest } = request
    const { channel } = request.ask
    const by = { card, phone: channel === 'phone-in' || channel === 'phone-out' }
    const look = (trx: Trx) => this.#lookup.toReach(trx, patronId, by)
    const find = this.#screen.mayReach(actor, channel) ? look : undefined
    const wanted = typeof guardian === 'object' ? guardian : guardiansToo && { whoMayHear: guardiansToo }
    const guardians = wanted && ({ ...wanted, records: ['identity', 'contact'] } as const)
    const reads = isChosen ? undefined : { id: patronId }
    const answers = form === undefined ? undefined : { form, isReported: false }
    const asked = {
      kind: 'contact',
      actor,
      guardian,
      ...rest,
      reads,
      find,
      guardians,
      basis,
      answers,
    } as const
    const disclosed = await this.#disclose(asked)
    if (actor.role !== 'program' && disclosed.told.length > 0) this.keepBasis(actor, patronId, basis)
    return disclosed
  }

  /** Counts a typed card number as an opened record if handling it reveals who has it. @throws AccessSlowedError */
  async countCard(actor: StaffActor, card: string): Promise<void> {
    const { accountId, place } = actor
    await this.#counted(actor, () =>
      inPipelinedContext(this.#parts.app, { actor: accountId, place }, async (trx) => {
        const patronId = await this.#lookup.ofCard(trx, card)
        const found = patronId === undefined ? [] : [patronId]
        return { isPast: await this.#rate.count(trx, { kind: 'view', actor, reads: { card } }, found) }
      }),
    )
  }

  /** Logs that the account is past the limit, whether or not it was stopped. */
  async #counted<T extends { readonly isPast: boolean }>(
    actor: GateActor,
    work: () => Promise<T>,
  ): Promise<T> {
    const done = await work().catch(async (error: unknown) => {
      if (error instanceof AccessSlowedError) await this.#rate.alarm(actor)
      throw error
    })
    if (done.isPast) await this.#rate.alarm(actor)
    return done
  }

  /** Logs how a call ended and keeps what it says about reaching the patron. */
  async noteCall(ended: CallOutcome): Promise<CallResult | 'not-here'> {
    const { app, pack, clock, ring } = this.#parts
    const { actor, patronId } = ended
    if (!this.#screen.mayReach(actor, 'phone-out')) return 'not-here'
    return inPipelinedContext(app, { actor: actor.accountId, place: actor.place }, async (trx) => {
      await lockPatron(trx, patronId)
      const [held] = await this.#lookup.one(trx, { id: patronId })
      const permit = factPermits([patronId])
      return recordCallOutcome(trx, { ring, now: clock.now(), pack: pack.hash, held, permit }, ended)
    })
  }

  /** A notice had the policy's advice (Reg 2), so the next needs none. Carrel's own act. */
  async noteAdvised(patronId: string): Promise<void> {
    const { actor, place } = logIdentity({ role: 'program' })
    await inPipelinedContext(this.#parts.app, { actor, place }, (trx) =>
      this.facts.noteAdvised(trx, patronId),
    )
  }

  async #disclose(request: GateRequest): Promise<Disclosure> {
    const { actor, find } = request
    const { actor: by, place } = logIdentity(actor)
    const recorded = await this.#counted(actor, () =>
      inPipelinedContext(this.#parts.app, { actor: by, place }, async (trx) => {
        const patrons = await find?.(trx)
        const isPast = patrons !== undefined && (await this.#rate.count(trx, request, patronIdsOf(patrons)))
        const phoneCode = await checkPhoneCode(trx, this.#parts, request, patrons)
        const decided = this.#decide(request, patrons, phoneCode)
        const { ring, clock, pack } = this.#parts
        const what = disclosureEntry(request, decided, pack.hash)
        const reference = await recordEntry(trx, { ring, now: clock.now() }, what)
        const followUp = await this.#leaveFollowUp(trx, request, decided, reference)
        return { ...decided, reference, phoneCode, isPast, followUp }
      }),
    )
    // INVARIANT: nothing is opened before this point, where the entry is known to be committed.
    const told = request.listing ? [] : await this.#open(recorded, request)
    const listed = request.listing || request.withName ? this.#openListed(request, recorded) : []
    const { each, answer, alsoSay, ofTheRest, reference, found, phoneCode, followUp } = recorded
    const some = (card: 'byLostCard' | 'byNoCard') => each.some(({ held }) => held[card])
    const cards = { byLostCard: some('byLostCard'), byNoCard: some('byNoCard') }
    const { guardian, expired = false, minor = false, shielded = false, none = [], held } = each[0] ?? {}
    const numberProves = !minor && held?.sharesNumber === false
    const guardians = openGuardiansFor(request, recorded, mint)
    const byExpiredCard = expired && request.ask.recipient.verified.includes('card')
    const cardSaid = { ...cards, expired, byExpiredCard }
    const looked = {
      lookedUp: find !== undefined,
      found,
      ...cardSaid,
      numberProves,
      minor,
      shielded,
      none,
      ...(ofTheRest && { ofTheRest }),
    }
    const borneOut = {
      ...(guardian && { guardian }),
      ...(phoneCode && { phoneCode }),
      ...(followUp && { followUp }),
    }
    return { answer, alsoSay, reference, ...looked, told, listed, guardians, ...borneOut }
  }

  /** `held` is undefined if no one was looked up, and empty if no one was found. */
  #decide(
    request: GateRequest,
    held: readonly SealedPatron[] | undefined,
    code: 'right' | 'wrong' | undefined,
  ): DisclosureDecision {
    const { pack } = this.#parts
    const asked = underOpinion(pack, request.ask)
    const ask = code === 'right' || held === undefined ? asked : withoutCheck(asked, 'phone-code')
    const each = (held ?? []).map((one) => {
      const toGuardian = this.#toGuardian(request, one)
      if (toGuardian !== undefined) return toGuardian
      const facts = factPermits([one.patronId, ...one.guarantors.map(({ id }) => id)])
      const named = this.#guardians.named(request, one, this.#parts.clock.now(), facts)
      const checked = withRecordFacts(ask, one, facts, typeof named === 'string' ? [] : named)
      const minor = pack.isMinor(checked)
      const known = minor ? restrictedForMinor(checked) : checked
      const assessed = this.#assess(request, known)
      const none = emptyRecords(pack, known, { hasHolds: one.holds.length > 0, told: assessed.answer.may })
      const assessment = isByLostCard(request, one) ? onlyOnFile(assessed) : assessed
      const ofTheRest = this.#ofTheRest(request, known, none)
      const ofMinor = { ...assessment, minor, facts }
      const guardians = guardiansToOpen(request, one, this.#screen, ofMinor, (hear, each) => {
        return pack.decide(withRecordFacts(hear, one, facts, [each])).may.length > 0
      })
      const expired = isCardExpired(one, ask.on, facts)
      return {
        held: one,
        guardians,
        expired,
        minor,
        shielded: minor && known.subject.shielded === true,
        none,
        ...ofTheRest,
        ...(typeof named === 'string' && { guardian: named }),
        ...assessment,
      }
    })
    const alone = () => ({ ...this.#assess(request, ask), ...this.#ofTheRest(request, ask, []) })
    return { each, found: held?.length !== 0, ...(each[0] ?? alone()) }
  }

  /** The letter to a guardian who signed, if requested and if anything may be told to them (Reg 3). */
  #toGuardian(request: GateRequest, child: SealedPatron): DisclosureDecision['each'][number] | undefined {
    const or = request.orGuardian
    const to = child.guarantors.find(({ liable, link }) => liable && link === or?.link)
    if (or === undefined || to === undefined) return undefined
    const facts = factPermits([child.patronId, to.id])
    const ask = underOpinion(this.#parts.pack, or.ask)
    const assessment = this.#assess(request, withRecordFacts(ask, child, facts, [to]))
    if (assessment.answer.may.length === 0) return undefined
    const expired = isCardExpired(child, or.ask.on, facts)
    return { held: child, expired, minor: true, shielded: false, none: [], guardians: [to], ...assessment }
  }

  #ofTheRest(request: GateRequest, ask: Ask, none: readonly RecordKind[]) {
    const unseen = request.kind === 'answer' && asksInPerson(ask) ? shownOnNoScreen : []
    const records = ask.records.filter((record) => !none.includes(record) && !unseen.includes(record))
    const isPart = records.length > 0 && records.length < ask.records.length
    return isPart && { ofTheRest: this.#assess(request, { ...ask, records }) }
  }

  #assess({ actor, envelope = [] }: GateRequest, ask: Ask): Assessment {
    const { pack } = this.#parts
    const { language = pack.languages[0] ?? '' } = actor
    const answer = pack.in(language).decide(ask)
    const alsoSay = answersInOtherLanguages(pack, language, ask)
    const opens = answer.may.length === 0 ? [] : [...new Set([...answer.may, ...envelope])]
    const shown = this.#screen.by(actor, opens)
    return { answer, alsoSay, shown, openly: publicLogVersion(pack, ask, answer) }
  }

  /** INVARIANT: for a guardian it is the same work whether or not the child is shielded, and whatever is answered. */
  async #leaveFollowUp(
    trx: Trx,
    { actor, answers, ask: { recipient, on } }: GateRequest,
    { openly, answer, found, each: [about] }: DisclosureDecision,
    reference: string,
  ): Promise<string | undefined> {
    const { pack, leaveFollowUp } = this.#parts
    if (answers === undefined || !found || !('accountId' in actor)) return undefined
    const { form, isReported } = answers
    const isPromised = !isReported && !answer.sealed && pack.promises(openly.ask)
    const ofGuardian = recipient.kind === 'guardian' && about !== undefined
    if (!isPromised && !ofGuardian) return undefined
    const isShielded = ofGuardian && about.shielded
    const patronId = about?.held.patronId
    return leaveFollowUp?.(trx, { actor, form, reference, on, isPromised, isShielded, patronId })
  }

  #openListed({ withName }: GateRequest, { each }: DisclosureDecision): Disclosure['listed'] {
    return each
      .filter(({ shown }) => (withName ? shown.length > 0 : shown.includes('identity')))
      .map(({ held }) => openListed(held, mint({ for: 'listing', patrons: [held.patronId] })))
  }

  async #open(
    decided: DisclosureDecision,
    { actor, handles, orGuardian }: GateRequest,
  ): Promise<Disclosure['told']> {
    const { app } = this.#parts
    const catalogue = (wanted: Parameters<TitleLookup>[0]) => catalogTitles(app, wanted)
    return Promise.all(
      decided.each
        .filter(({ shown }) => shown.length > 0)
        .map(async ({ held, shown, guardians }) => {
          const patronId = held.patronId
          // Why not the child's address: someone who never signed may live there.
          const instead = orGuardian !== undefined && guardians.length > 0
          const records = instead ? shown.filter((record) => record !== 'contact') : shown
          const permit = mint({ for: 'disclosure', patrons: [patronId], records })
          return {
            patronId,
            opened: await openRecord(held, records, {
              permit,
              catalogue,
              handles,
              role: actor.role,
            }),
          }
        }),
    )
  }
}

const isByLostCard = ({ kind }: Pick<GateRequest, 'kind'>, { byLostCard }: SealedPatron) =>
  kind === 'view' && byLostCard

const onlyOnFile = ({ shown, ...assessment }: Assessment): Assessment => ({
  ...assessment,
  shown: shown.filter((record) => record === 'existence'),
})

const unreadInstrument: NonNullable<Ask['instrument']> = {
  kind: 'unread',
  findings: [],
  scope: [],
  nondisclosure: false,
  grandfathered: false,
}

/** What the open log says. Under a nondisclosure order (Footnote): an unread paper came and was referred. */
function publicLogVersion(pack: Pack, ask: Ask, answer: Answer): Assessment['openly'] {
  if (!answer.sealed) return { ask, answer }
  const unread: Ask = { ...ask, instrument: unreadInstrument, done: [] }
  return { ask: unread, answer: pack.decide(unread) }
}

/**
 * The requested records of which there are none, if the recipient may hear that: the patron, or a guardian who is told
 * something that is owed. Titles are then not withheld either. Why not any guardian: that nothing is owed must look like a
 * shield (Reg 3), also under a pack that tells a guardian more.
 */
function emptyRecords(
  pack: Pack,
  { subject, ...ask }: Ask,
  { hasHolds, told }: { readonly hasHolds: boolean; readonly told: readonly RecordKind[] },
): readonly RecordKind[] {
  const { kind, relation, verified } = ask.recipient
  const owed: readonly string[] = liabilityKinds
  const isTold =
    verified.includes('guardian-on-file') && told.some((each) => owed.includes(each.split('.')[0] ?? ''))
  if (!(kind === 'patron' && relation === 'self') && !isTold) return []
  const { may } = pack.decide({ ...ask, subject: { ...subject, liabilities: liabilityKinds } })
  const has: readonly string[] = [...subject.liabilities, ...(hasHolds ? ['holds'] : [])]
  const lacks = [...liabilityKinds, 'holds' as const].filter(
    (each) => may.includes(each) && !has.includes(each),
  )
  return ask.records.filter((record) => lacks.some((each) => each === record.split('.')[0]))
}

function disclosureEntry(
  { actor, kind, basis, paper }: GateRequest,
  decided: DisclosureDecision,
  pack: string,
): Omit<Entry, 'at'> {
  const { ask, answer } = decided.openly
  const isLostCard = decided.each.some(({ held }) => isByLostCard({ kind }, held))
  const ground = ask.basis ?? basis
  return {
    pack,
    kind: isLostCard ? 'lost-card-scanned' : kind,
    ...logIdentity(actor),
    subjects: decided.each.flatMap(({ held, guardians }) => [
      held.patronId,
      // Why not for a minor's own page, which has their names: they would read on their pages each time that the minor looks.
      ...(kind === 'own-view' ? [] : guardians.map(({ id }) => id)),
      // Whose page it was: the entry's actor is only a patron. It comes second, so that the log of their own views leaves it out.
      ...(kind === 'guardian-view' && actor.role === 'patron' ? [actor.patronId] : []),
    ]),
    recipient: ask.recipient.kind,
    relation: ask.recipient.relation,
    verified: ask.recipient.verified,
    channel: ask.channel,
    records: ask.records,
    // Nothing was told about someone who is not on file, or by a lost card.
    may: decided.found && !isLostCard ? answer.may : [],
    outcome: decided.found ? answer.outcome : 'not-on-file',
    shown: decided.each.length > 0 ? decided.shown : [],
    clauses: answer.clauses,
    flags: [...answer.flags, ...(paper ? paperFlags(paper) : [])],
    ...(ask.speakingWith && { speakingWith: ask.speakingWith }),
    ...(ground && { basis: ground }),
    ...(ask.instrument && { instrument: ask.instrument.kind }),
  }
}

/** Those of a list whom name and year of birth do not tell apart. The permit must cover `listing`. */
function tiedIn(patrons: readonly SealedPatron[], permit: Permit): string[] {
  const seenAs = ({ name, bornYear }: SealedPatron) => {
    const { surname, firstName, otherNames = '' } = name.open(permit)
    return JSON.stringify([...[surname, firstName, otherNames].map(foldName), bornYear?.open(permit)])
  }
  const each = patrons.map((one) => ({ patronId: one.patronId, as: seenAs(one) }))
  return each
    .filter(({ as }) => each.filter((other) => other.as === as).length > 1)
    .map(({ patronId }) => patronId)
}

/** Whether staff found that this number of theirs is someone else's by now. */
function isFormerNumber({ wrongNumbers }: SealedPatron, contact: ContactKey, permit: Permit): boolean {
  return 'phone' in contact && isWrongNumber(contact.phone, wrongNumbers?.open(permit) ?? [])
}

/** `link`: the row that makes someone the guardian. */
type OwedByMinor = { readonly link: string; readonly opened: Opened; readonly firstName: string }

/** Who someone says they are; `born` is `YYYY-MM-DD`. */
type ClaimedIdentity = { readonly name: PatronName; readonly born: string }

/** Whether first and last name match, and the birth date if one is on file. The permit must cover `identity`. */
function matchesIdentity(
  { name, born }: SealedPatron,
  { name: typed, born: day }: ClaimedIdentity,
  permit: Permit,
): boolean {
  const { surname, firstName } = name.open(permit)
  const isSameName =
    foldName(surname) === foldName(typed.surname) && foldName(firstName) === foldName(typed.firstName)
  return isSameName && (born === undefined || born.open(permit) === day)
}

/** Compares a code read out on the phone with the patron's own, and uses it up (Reg 2). Undefined if there was none. */
async function checkPhoneCode(
  trx: Trx,
  { ring, clock }: { readonly ring: KeyRing; readonly clock: Clock },
  { ask, phoneCode }: GateRequest,
  held: readonly SealedPatron[] | undefined,
): Promise<'right' | 'wrong' | undefined> {
  if (phoneCode === undefined || !ask.recipient.verified.includes('phone-code')) return undefined
  const [one] = held ?? []
  if (one === undefined) return 'wrong'
  const { patronId } = one
  const code = patronCodeToken(ring, { patronId, use: 'phone', typed: phoneCode })
  return (await consumePatronCode(trx, { patronId, use: 'phone', code, now: clock.now() }))
    ? 'right'
    : 'wrong'
}

type CallOutcome = {
  readonly actor: StaffActor
  readonly patronId: string
  readonly end: CallEnd
  /** For a wrong number: its position among those on file, from 0. */
  readonly nth?: number
}

type CallResult = { readonly otherNumber: boolean }

const speakerByEnd: Partial<Record<CallEnd, string>> = {
  'told-customer': 'patron',
  'told-guardian': 'guardian',
  'message-given': 'someone-else',
}

/** The caller has locked the patron. `held` is undefined if the patron is not on file. */
async function recordCallOutcome(
  trx: Trx,
  known: {
    readonly ring: KeyRing
    readonly now: Date
    readonly pack: string
    readonly held: SealedPatron | undefined
    readonly permit: Permit
  },
  { actor, patronId, end, nth }: CallOutcome,
): Promise<CallResult> {
  const { ring, held, permit, pack } = known
  const speakingWith = speakerByEnd[end]
  await recordEntry(trx, known, {
    kind: 'call-ended',
    ...logIdentity(actor),
    pack,
    channel: 'phone-out',
    outcome: end,
    subjects: held === undefined ? [] : [patronId],
    ...(speakingWith && { speakingWith }),
  })
  const phones = held?.contact?.open(permit).phones ?? []
  const before = held?.wrongNumbers?.open(permit) ?? []
  const found = end === 'wrong-number' && nth !== undefined ? phones[nth] : undefined
  const wrong = found === undefined ? before : [...before, found]
  if (held !== undefined && found !== undefined) {
    await setWrongNumbers(trx, patronId, sealField(ring, 'patron.wrong_numbers', patronId, wrong))
  }
  if (held !== undefined && end === 'no-more-calls') {
    const choices = held.choices?.open(permit) ?? {}
    const refuses = [...new Set([...(choices.refuses ?? []), 'phone' as const])]
    // Why: the patron does not see how a call ended, and it may not have been they who asked.
    if (!choices.refuses?.includes('phone'))
      await recordEntry(trx, known, {
        kind: 'choices-changed',
        ...logIdentity(actor),
        pack,
        subjects: [patronId],
      })
    await setPatronChoices(
      trx,
      patronId,
      sealField(ring, 'patron.choices', patronId, { ...choices, refuses }),
    )
  }
  return { otherNumber: numbersToDial(phones, wrong).length > 0 }
}

const wrongNames = 5
const quarterHourMs = 15 * 60_000

/**
 * Limits wrong guesses of a guardian's name per account and child. In memory, because it only slows guessing; each try is
 * logged.
 */
export class NameAttempts {
  #wrong: readonly { readonly account: string; readonly child: string; readonly atMs: number }[] = []

  areLeft(account: string, child: string, now: Date): boolean {
    this.#wrong = this.#wrong.filter(({ atMs }) => now.getTime() - atMs < quarterHourMs)
    return this.#wrong.filter((one) => one.account === account && one.child === child).length < wrongNames
  }

  countWrong(account: string, child: string, now: Date): void {
    this.#wrong = [...this.#wrong, { account, child, atMs: now.getTime() }]
  }
}

class GuardianNameCheck {
  readonly #tries = new NameAttempts()

  /**
   * The claimed guardians, or what is wrong with the claim. After too many wrong names, none is compared. The permit covers
   * `identity`.
   */
  named(
    { actor, ask, guardian }: GateRequest,
    child: SealedPatron,
    now: Date,
    permit: Permit,
  ): SealedGuardians | GuardianMatch {
    if (guardian === undefined || !ask.recipient.verified.includes('guardian-on-file')) return []
    if (typeof guardian !== 'string') {
      const found = child.guarantors.filter(({ link }) => link === guardian.link)
      return found.length > 0 ? found : 'not-on-file'
    }
    const by = logIdentity(actor).actor
    if (!this.#tries.areLeft(by, child.patronId, now)) return 'too-many-names'
    const named = guardiansWithName(guardian, child, permit)
    if (named.length > 0) return named
    this.#tries.countWrong(by, child.patronId, now)
    return 'not-on-file'
  }
}
