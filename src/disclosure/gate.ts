import type { Transaction } from 'kysely'
import type { Of } from '../casework/event.ts'
import { alsoSaid } from '../policy/also-said.ts'
import type { Ask, RecordKind } from '../policy/ask.ts'
import { ownScreenAsk } from '../policy/screen-ask.ts'
import { claimMint } from '../sealing/permit.ts'
import { lockPatron } from '../store/reach.ts'
import type { Schema } from '../store/schema.ts'
import { inContextAlong, titlesOf } from '../store/vault.ts'
import { type CallNoted, type EndedCall, noteCall } from './call-noted.ts'
import { CaseBook } from './case-book.ts'
import { CaseCopies, copyPermits } from './case-copies.ts'
import { CaseFiles } from './case-files.ts'
import { CaseShelves, shelfPermits } from './case-shelves.ts'
import { CaseSubjects } from './case-subjects.ts'
import { Corrections } from './corrections.ts'
import { entryOf } from './entry-of.ts'
import { isExpired, ofMinor, withFacts, without } from './facts.ts'
import { FactsAsked } from './facts-asked.ts'
import { Finding } from './finding.ts'
import { GuardianCheck } from './guardian-check.ts'
import { type GuardiansWanted, openGuardiansOf, wantedOf } from './guardians-opened.ts'
import type { Held } from './held.ts'
import { type Catalogue, open } from './opened.ts'
import { noneOf, openlyOf, settles } from './openly.ts'
import { isPerson, type Person } from './person.ts'
import { phoneCodeIn } from './phone-code.ts'
import { ReadingRate, ReadingSlowed } from './reading-rate.ts'
import { recordEntry } from './record.ts'
import { Renewals } from './renewals.ts'
import {
  type Actor,
  type Asker,
  type Decided,
  type Disclosed,
  type GateParts,
  type GateRequest,
  type GuardianNamed,
  namedAs,
  type OwnSelf,
  type PatronKey,
  type Program,
  type Weighed,
} from './request.ts'
import { SealedAsks } from './sealed-asks.ts'
import { SealedPeople } from './sealed-people.ts'
import { Seen } from './seen.ts'
import { searchLimit, wholeRecord } from './wanted.ts'

const mint = claimMint()

const patronsIn = (held: readonly Held[]) => held.map(({ patronId }) => patronId)

/**
 * The one way out. Everything the library knows about a patron leaves here, in six steps:
 * ask → facts → decide → record → open → say.
 */
export class Gate {
  readonly #parts: GateParts
  readonly #finding: Finding
  readonly #seen: Seen
  readonly facts: FactsAsked
  readonly cases: CaseFiles
  readonly sealed: SealedAsks
  readonly sealedPeople: SealedPeople
  readonly corrections: Corrections
  readonly copies: CaseCopies
  readonly caseSubjects: CaseSubjects
  readonly renewals: Renewals
  readonly #guardians = new GuardianCheck()
  readonly #rate: ReadingRate

  constructor(parts: GateParts) {
    this.#parts = parts
    this.#finding = new Finding(parts)
    this.#seen = new Seen(parts)
    this.#rate = new ReadingRate(parts)
    const permit = (patrons: readonly string[]) => mint({ for: 'facts', patrons })
    const inside = { ...parts, finding: this.#finding, seen: this.#seen, permit }
    this.facts = new FactsAsked(inside)
    this.corrections = new Corrections(inside)
    this.renewals = new Renewals(inside)
    const shelves = new CaseShelves({ ...parts, permits: shelfPermits(mint) })
    const ofCases = { ...inside, shelves, book: new CaseBook(parts), permits: copyPermits(mint) }
    this.sealedPeople = new SealedPeople(parts)
    this.sealed = new SealedAsks({ ...ofCases, people: this.sealedPeople })
    this.cases = new CaseFiles(ofCases)
    this.copies = new CaseCopies(ofCases)
    this.caseSubjects = new CaseSubjects(ofCases)
  }

  /** One patron's record on a staff screen (clause: Statement). An unknown card or id tells nobody. */
  async view(request: {
    readonly actor: Actor
    readonly patron: PatronKey
    readonly records?: readonly RecordKind[]
    /** With what the page acts upon loans, holds and charges with. */
    readonly handles?: boolean
    readonly guardians?: GuardiansWanted
  }): Promise<Disclosed> {
    const { actor, patron, records = wholeRecord, ...more } = request
    const sees = this.#seen.by(actor, records).length > 0
    const find = sees ? (trx: Transaction<Schema>) => this.#finding.one(trx, patron) : undefined
    const ask = this.#seen.onScreen(actor, records)
    return this.#disclose({ kind: 'view', actor, ask, reads: patron, find, ...more })
  }

  /**
   * Patrons whose name begins with what was typed, 20 at most: one entry, which names every one listed.
   * @param request.only of these, who may be this very person: a narrower search, and on record as any
   */
  async search(request: {
    readonly actor: Actor
    readonly name: string
    readonly only?: Person
  }): Promise<Disclosed & { readonly more: boolean }> {
    const { actor, name, only } = request
    const records: readonly RecordKind[] = ['existence', 'identity']
    const listsNames = this.#seen.by(actor, records).includes('identity')
    const { ids, more } = listsNames ? this.#parts.names.search(name, searchLimit) : { ids: [], more: false }
    const find = async (trx: Transaction<Schema>) => {
      const held = await this.#finding.byIds(trx, ids)
      if (only === undefined) return held
      return held.filter((one) => isPerson(one, only, mint({ for: 'facts', patrons: [one.patronId] })))
    }
    const asked = { ask: this.#seen.onScreen(actor, records), ...(listsNames && { find }) }
    return { ...(await this.#disclose({ kind: 'search', actor, ...asked })), more }
  }

  /**
   * Somebody asks staff. Where the ask is about one patron, the record's own facts decide, if the one who answers
   * may look it up: an answer gives away whether a child owes something, even where it names nobody.
   * Nobody is a guardian on file but by the name that was typed.
   */
  async answer(request: {
    readonly actor: Actor
    readonly ask: Ask
    readonly about?: PatronKey
    readonly guardian?: string
    readonly phoneCode?: string
    /** The report that goes with it where it is left sealed; in the open the case is received after the answer. */
    readonly came?: Of<'received'>
  }): Promise<Disclosed> {
    const { actor, about, guardian, phoneCode, came } = request
    const sealed = about === undefined ? await this.sealed.answer(actor, request.ask, came) : undefined
    if (sealed !== undefined) return sealed
    const look = about && ((trx: Transaction<Schema>) => this.#finding.one(trx, about))
    const find = look && this.#seen.mayAnswerBy(actor) ? look : undefined
    // A call back is made under Calls, where staff see the number on file; said anywhere else it is a claim.
    const claimed = without(request.ask, 'call-back')
    // Why only where it is compared: a code that nobody looks at is a claim, and anybody can make that.
    const ask = find && phoneCode ? claimed : without(claimed, 'phone-code')
    return this.#disclose({ kind: 'answer', actor, ask, reads: about, find, guardian, phoneCode })
  }

  /** What the policy would say, tried out: of nobody, on record as a trial, and in no figure of what it said. */
  async exercise(request: { readonly actor: Actor; readonly ask: Ask }): Promise<Disclosed> {
    return this.#disclose({ kind: 'exercise', ...request })
  }

  /** A patron's own record, on their own screen (clause: Statement). */
  async own(request: {
    readonly self: OwnSelf
    readonly records: readonly RecordKind[]
    /** Of what they had, the lines before this one. */
    readonly before?: number | undefined
    /** With what the page acts upon loans and holds with. */
    readonly handles?: boolean
  }): Promise<Disclosed> {
    const { self, records, before, handles } = request
    const { patronId } = self
    const find = (trx: Transaction<Schema>) =>
      records.includes('history')
        ? this.#finding.withHistory(trx, patronId, before)
        : this.#finding.one(trx, { id: patronId })
    const ask = ownScreenAsk({ on: this.#parts.clock.today(), verified: self.verified }, records)
    return this.#disclose({ kind: 'own-view', actor: self, ask, find, handles })
  }

  /**
   * Carrel, or somebody on staff, turns to a patron: by mail, text, letter, or a call (Reg 4). What may be told comes
   * together with what it takes to reach them, and neither without the other. So it is with a minor's guardian (Reg 3),
   * who is reached at an address of their own.
   * @param request.card the number that somebody reads out, whom staff are speaking with: without one, no card counts
   */
  async contact(request: {
    readonly actor: Actor | Program
    readonly patronId: string
    readonly ask: Ask
    readonly envelope: readonly RecordKind[]
    readonly guardian?: GuardianNamed
    readonly orGuardian?: GateRequest['orGuardian']
    /** Who may hear this of a minor is opened along with it, with how they are reached. */
    readonly guardiansToo?: Ask
    readonly card?: string
  }): Promise<Disclosed> {
    const { guardian, actor, patronId, card, guardiansToo: whoMayHear, ...rest } = request
    const { channel } = request.ask
    const by = { card, phone: channel === 'phone-in' || channel === 'phone-out' }
    const look = (trx: Transaction<Schema>) => this.#finding.toReach(trx, patronId, by)
    const find = this.#seen.mayReach(actor, channel) ? look : undefined
    const wanted = typeof guardian === 'object' ? guardian : whoMayHear && { whoMayHear }
    const guardians = wanted && ({ ...wanted, records: ['identity', 'contact'] } as const)
    // Why not of a letter: the program says to whom one goes, and whoever prints them chooses nobody.
    const reads = channel === 'letter' ? undefined : { id: patronId }
    return this.#disclose({ kind: 'contact', actor, guardian, ...rest, reads, find, guardians })
  }

  /**
   * Counts a card's number that was typed for an act which tells whether it is on file, or whose it is: as if its record had
   * been opened. It tells nothing itself.
   * @throws ReadingSlowed
   */
  async countCard(actor: Actor, card: string): Promise<void> {
    const { accountId, place } = actor
    await this.#counted(actor, () =>
      inContextAlong(this.#parts.app, { actor: accountId, place }, async (trx) => {
        const patronId = await this.#finding.ofCard(trx, card)
        const found = patronId === undefined ? [] : [patronId]
        return { isPast: await this.#rate.count(trx, { kind: 'view', actor, reads: { card } }, found) }
      }),
    )
  }

  /** Runs what counts; where the account is past the policy's number, that is on record, whether it was let through or not. */
  async #counted<T extends { readonly isPast: boolean }>(actor: Asker, work: () => Promise<T>): Promise<T> {
    const done = await work().catch(async (error: unknown) => {
      if (error instanceof ReadingSlowed) await this.#rate.alarm(actor)
      throw error
    })
    if (done.isPast) await this.#rate.alarm(actor)
    return done
  }

  /** How a call ended: on record, and kept where it says how somebody is reached. It tells nothing. */
  async noteCall(ended: EndedCall): Promise<CallNoted | 'not-here'> {
    const { app, pack, clock, ring } = this.#parts
    const { actor, patronId } = ended
    if (!this.#seen.mayReach(actor, 'phone-out')) return 'not-here'
    return inContextAlong(app, { actor: actor.accountId, place: actor.place }, async (trx) => {
      await lockPatron(trx, patronId)
      const [held] = await this.#finding.one(trx, { id: patronId })
      const permit = mint({ for: 'facts', patrons: [patronId] })
      return noteCall(trx, { ring, now: clock.now(), pack: pack.hash, held, permit }, ended)
    })
  }

  async #disclose(request: GateRequest): Promise<Disclosed> {
    const { actor, find } = request
    const { actor: by, place } = namedAs(actor)
    const recorded = await this.#counted(actor, () =>
      inContextAlong(this.#parts.app, { actor: by, place }, async (trx) => {
        const held = await find?.(trx)
        const isPast = held !== undefined && (await this.#rate.count(trx, request, patronsIn(held)))
        const phoneCode = await phoneCodeIn(trx, this.#parts, request, held)
        const decided = this.#decide(request, held, phoneCode)
        const { ring, clock, pack } = this.#parts
        const what = entryOf(request, decided, pack.hash)
        const reference = await recordEntry(trx, { ring, now: clock.now() }, what)
        return { ...decided, reference, phoneCode, isPast }
      }),
    )
    // INVARIANT: only here, where the entry is known to be committed, may anything be opened.
    const told = await this.#open(recorded, request)
    const { each, answer, alsoSay, reference, found, phoneCode } = recorded
    const some = (card: 'byLostCard' | 'byNoCard') => each.some(({ held }) => held[card])
    const cards = { byLostCard: some('byLostCard'), byNoCard: some('byNoCard') }
    const { guardian, expired = false, minor = false, none = [], ofTheRest, held } = each[0] ?? {}
    const numberProves = !minor && held?.sharesNumber === false
    const guardians = openGuardiansOf(request, recorded, mint)
    const byExpiredCard = expired && request.ask.recipient.verified.includes('card')
    const cardSaid = { ...cards, expired, byExpiredCard }
    const looked = {
      ...{ lookedUp: find !== undefined, found, ...cardSaid, numberProves, minor, none },
      ...(ofTheRest && { ofTheRest }),
    }
    const borneOut = { ...(guardian && { guardian }), ...(phoneCode && { phoneCode }) }
    return { answer, alsoSay, reference, ...looked, told, guardians, ...borneOut }
  }

  /** `held` is undefined where nobody was looked for, and empty where nobody was found. */
  #decide(
    request: GateRequest,
    held: readonly Held[] | undefined,
    code: 'right' | 'wrong' | undefined,
  ): Decided {
    const ask = code === 'right' || held === undefined ? request.ask : without(request.ask, 'phone-code')
    const each = (held ?? []).map((one) => {
      const toGuardian = this.#toGuardian(request, one)
      if (toGuardian !== undefined) return toGuardian
      const facts = mint({ for: 'facts', patrons: [one.patronId] })
      const whoTheyAre = mint({ for: 'facts', patrons: one.guarantors.map(({ id }) => id) })
      const named = this.#guardians.named(request, one, this.#parts.clock.now(), whoTheyAre)
      const { pack } = this.#parts
      const checked = withFacts(ask, one, facts, typeof named === 'string' ? [] : named)
      const minor = pack.isMinor(checked)
      const known = minor ? ofMinor(checked) : checked
      const none = noneOf(pack, known, one.holds.length > 0)
      const guardian = typeof named === 'string' ? named : settles(known, none)
      const weighed = this.#weigh(request, known)
      const rest = known.records.filter((record) => !none.includes(record))
      const isPart = none.length > 0 && rest.length > 0 && weighed.answer.may.length > 0
      const ofTheRest = isPart && { ofTheRest: this.#weigh(request, { ...known, records: rest }) }
      const guardians = wantedOf(request, one, this.#seen, weighed, (hear, each) => {
        return pack.decide(withFacts(hear, one, facts, [each])).may.length > 0
      })
      const expired = isExpired(one, ask.on, facts)
      return {
        held: one,
        guardians,
        expired,
        minor,
        none,
        ...ofTheRest,
        ...(guardian && { guardian }),
        ...weighed,
      }
    })
    return { each, found: held?.length !== 0, ...(each[0] ?? this.#weigh(request, ask)) }
  }

  /** A letter to a guardian who signed, where it is asked for and anything may be told to them (Reg 3). */
  #toGuardian(request: GateRequest, child: Held): Decided['each'][number] | undefined {
    const or = request.orGuardian
    const to = child.guarantors.find(({ liable, link }) => liable && link === or?.link)
    if (or === undefined || to === undefined) return undefined
    const facts = mint({ for: 'facts', patrons: [child.patronId] })
    const weighed = this.#weigh(request, withFacts(or.ask, child, facts, [to]))
    if (weighed.answer.may.length === 0) return undefined
    const expired = isExpired(child, or.ask.on, facts)
    return { held: child, expired, minor: true, none: [], guardians: [to], ...weighed }
  }

  /** The answer, and what the open register says of it. */
  #weigh({ actor, envelope = [] }: GateRequest, ask: Ask): Weighed {
    const { pack } = this.#parts
    const { language = pack.languages[0] ?? '' } = actor
    const answer = pack.in(language).decide(ask)
    const alsoSay = alsoSaid(pack, language, ask)
    const opens = answer.may.length === 0 ? [] : [...new Set([...answer.may, ...envelope])]
    const shown = this.#seen.by(actor, opens)
    return { answer, alsoSay, shown, openly: openlyOf(pack, ask, answer) }
  }

  async #open(decided: Decided, { actor, handles, orGuardian }: GateRequest): Promise<Disclosed['told']> {
    const { app } = this.#parts
    const catalogue = (wanted: Parameters<Catalogue>[0]) => titlesOf(app, wanted)
    return Promise.all(
      decided.each
        .filter(({ shown }) => shown.length > 0)
        .map(async ({ held, shown, guardians }) => {
          const patronId = held.patronId
          // Why not the child's address where it goes to a guardian: another may live there, who never signed.
          const instead = orGuardian !== undefined && guardians.length > 0
          const records = instead ? shown.filter((record) => record !== 'contact') : shown
          const permit = mint({ for: 'disclosure', patrons: [patronId], records })
          return {
            patronId,
            opened: await open(held, records, {
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
