import { createHash, randomBytes } from 'node:crypto'
import type { Kysely } from 'kysely'
import { isFactConfirmed } from '../ask/index.ts'
import {
  asThemselves,
  logIdentity,
  type NamePermits,
  type PatronActor,
  type PatronLookup,
  type PatronName,
  type ProgramActor,
  SealedAccessRate,
  type StaffActor,
} from '../gate/index.ts'
import { documentEntryKeys, type EntryKeys } from '../gate/log-readers.ts'
import type { Clock } from '../platform/clock.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import { type Db, inPipelinedContext, type Trx } from '../platform/db/context.ts'
import { readIn } from '../platform/db/reads.ts'
import type { Schema } from '../platform/db/schema.ts'
import type { CaseRules, Pack } from '../policy/index.ts'
import { recordEntry } from '../register/index.ts'
import {
  allAccounts,
  contactsToCall,
  type EmergencyContact,
  emergencyContacts,
  everyAccountName,
  isConfirmedPresident,
  verifiedAccounts,
} from '../staff/index.ts'
import { type Case, type CaseKind, isRequest, type Scope, type SecondPerson, secondPersonOf } from './case.ts'
import {
  actorIn,
  contactByView,
  copiesShowAt,
  decidesIn,
  hasOwnSignIn,
  isContactOut,
  isSpecialCounsel,
  lacksCounsel,
  mayOpenCase,
  mayViewCaseIn,
} from './case-access.ts'
import {
  type CaseDocuments,
  type CaseRepository,
  type CaseStorage,
  caseEntry,
  type DecisionSignature,
  dayOfInstantIn,
  isSearching,
  isToSearch,
  type StoredCopy,
  sealedProofId,
  secondIsAsked,
  waitingToken,
} from './case-repository.ts'
import {
  askingCases,
  type CaseRow,
  casesBegunBy,
  casesOfIds,
  casesWithCounselTokens,
  closedCases,
  countUnviewedCases,
  type ListedCase,
  type OpenCasesCursor,
  openCaseCounts,
  openCases,
  unopenedPapers,
  untoldCases,
  type VisibleCases,
  withheldCases,
} from './cases-store.ts'
import { type DecisionWording, decisionHash, groundsHash, groundsOf } from './decision.ts'
import { assertDenialWords } from './denials.ts'
import type { CaseEvent, CaseEventBody, EventBodyOf } from './event.ts'
import { type GuardContext, mayBeWarrant } from './guards.ts'
import { CaseInstruments } from './instruments.ts'
import { type CopyReadout, copyReadoutOf } from './production/copied-records.ts'
import { caseFromEvents, reportsIn } from './reducer.ts'
import { isSearchUnderWay, type SearchLog, searchLogOf } from './search-log.ts'
import { relayedWordsFor } from './statements.ts'
import {
  type RecorderParts,
  recordCopyEntry,
  type StepRecorder,
  type StepResult,
  signerOf,
} from './step-recorder.ts'
import { applyStep, type StepRefusal } from './step-table.ts'
import { boardConsulted } from './steps/board-consulted.ts'
import { decided, notReachedIn, unconfirmedIn } from './steps/decided.ts'
import { gagEnded } from './steps/gag-ended.ts'
import { type AnyStep, stepsByName } from './steps/index.ts'
import { received } from './steps/received.ts'
import { specialAsked } from './steps/special-asked.ts'
import { isOf } from './steps/step.ts'

type CaseServiceParts = RecorderParts & {
  readonly shelves: CaseStorage
  readonly book: StepRecorder
  readonly app: Kysely<Schema>
  readonly ring: KeyRing
}

/** A case as someone with access sees it, with the log entry of that view. */
export type CaseView = CaseDocuments & {
  readonly reference: string
  readonly case: Case
  readonly events: readonly CaseEvent[]
  readonly drill: boolean
  readonly sealed: boolean
  /** It was sealed once, and the proof of that time is kept with it. */
  readonly wasSealed: boolean
  /** When the person who decides first opened it; undefined in a sealed matter. */
  readonly seenAt?: Date | undefined
  readonly entry: string
}

/** A step, and when it happened if that was earlier. */
export type TimedStep = {
  readonly what: CaseEventBody
  readonly at?: Date | undefined
  readonly sheet?: string | undefined
}

type ReceiveOptions = {
  /** If it came before now. */
  readonly at?: Date | undefined
  /** The log sheet on which it was written first. */
  readonly sheet?: string | undefined
  /** The form's UUID: the same form sent again is the same case. */
  readonly form?: string | undefined
  readonly after?: readonly TimedStep[]
  /** What belongs to it, in the same transaction and before the case begins. */
  readonly first?: (trx: Trx) => Promise<void>
}

/**
 * The one way to a case. Its sealed events leave here only for those with access, after the view is logged; each step
 * is saved with its log entry.
 */
export class CaseService {
  readonly #parts: CaseServiceParts
  readonly papers: CaseInstruments
  readonly entries: CaseEntries

  constructor(parts: CaseServiceParts) {
    this.#parts = parts
    this.papers = new CaseInstruments(parts)
    this.entries = new CaseEntries(parts)
  }

  get rules(): CaseRules | undefined {
    return this.#parts.pack.manifest.cases
  }

  /** @returns its random reference @throws RangeError where the events are not allowed; then no case exists */
  async receive(
    actor: StaffActor | PatronActor,
    came: EventBodyOf<'received'>,
    { at, sheet, form, after = [], first: alsoFirst }: ReceiveOptions = {},
  ): Promise<{ readonly reference: string }> {
    const { book } = this.#parts
    const first = book.stamped(actor, came, at, sheet)
    const begun = applyStep(undefined, first, book.world())
    if ('refused' in begun) throw new RangeError('a case that comes in has come before it is entered')
    return this.#parts.shelves.within(actor, undefined, async (shelf) => {
      if (alsoFirst !== undefined) await shelf.reading(alsoFirst)
      const begins = await shelf.begin(begun.case, form)
      if (!begins.isBegun && (await isSameSender(shelf, actor, begins.file)))
        return { reference: begins.file.reference }
      let { file } = begins.isBegun ? begins : await shelf.begin(begun.case, undefined)
      let it = begun.case
      await book.keep(shelf, actor, file, first, it)
      for (const { what, at: when, sheet } of after) {
        const event = book.stamped(actor, what, when, sheet)
        const next = applyStep(it, event, book.world())
        if ('refused' in next) throw new RangeError(`${what.what}: ${next.refused.join(', ')}`)
        file = { ...file, events: file.events + 1 }
        it = next.case
        await book.keep(shelf, actor, file, event, it)
      }
      return { reference: file.reference }
    })
  }

  /** Whether there is such a case to which they may add; anyone on staff who holds its reference may. */
  async has(actor: StaffActor, reference: string): Promise<boolean> {
    const { shelves, book } = this.#parts
    return shelves.within(
      actor,
      reference,
      async (shelf) => (await book.open(shelf, actor, reference)) !== undefined,
    )
  }

  /** For anyone who may add to the case: what of it their page goes by. */
  async reportStanding(actor: StaffActor, reference: string): Promise<ReportStanding> {
    const { shelves, book } = this.#parts
    return shelves.within(actor, reference, async (shelf) => {
      const found = await book.open(shelf, actor, reference)
      if (found === undefined) return { isUntold: false, isToSearch: false }
      const it = caseFromEvents(found.events)
      const isOwn = it.servedTo === logIdentity(actor).actor && isRequest(it)
      return {
        isUntold: isNoOneReached(it),
        isToSearch: isToSearch(it),
        ...(isOwn && { own: { kind: it.kind, isOpen: !it.closed } }),
      }
    })
  }

  /**
   * What this account reported while not both were reached about it, or officers search, came to, or left today: the reference and time that its reporter was shown, and
   * nothing else of the case. No case that someone else reported is opened. Why nothing else of a case under a nondisclosure
   * order, or of a sealed matter: a start page would tell that there is one. A search shows the same with and without an order.
   */
  async untoldBy(actor: StaffActor): Promise<readonly UntoldReport[]> {
    const { app, ring, shelves, clock, pack } = this.#parts
    const me = logIdentity(actor)
    const when = { today: clock.today(), dayOf: dayOfInstantIn(pack.timeZone) }
    const all = await untoldCases(readIn(app, me), clock.today(), mostUntold)
    const own = all.filter(({ id, reporter }) =>
      reporter?.equals(waitingToken(ring, id, 'reporter', me.actor)),
    )
    if (own.length === 0) return []
    return shelves.within(actor, undefined, async (shelf) => {
      const reports: UntoldReport[] = []
      for (const { is_untold, ...file } of own) {
        const { reference } = file
        const events = await shelf.events(file)
        const [first] = events
        if (first?.stamp.by !== me.actor) continue
        const it = caseFromEvents(events)
        const { directorAt, counselAt } = it
        const isBoth = directorAt !== undefined && counselAt !== undefined
        const hasLog = isToSearch(it) || (it.searchEnded && isSearchUnderWay(events, when))
        if (!hasLog && (isBoth || !is_untold)) continue
        const both = isSearching(it) ? 'both' : it.searchEnded ? 'left' : 'awaited'
        const reached = isBoth ? both : directorAt ? 'decider' : counselAt ? 'counsel' : 'no-one'
        reports.push({ reference, at: first.stamp.at, reached, isToSearch: hasLog })
      }
      return reports
    })
  }

  /**
   * When colleagues reported a legal paper that neither the Director nor counsel has opened, newest first, and nothing else of
   * it. Why only until then: a person who finds a nondisclosure order opens the case first, so no notice ends because of one. Why
   * not in the first minutes: a paper of which none shows may then have been opened as well as kept apart.
   */
  async reportedLately(actor: StaffActor): Promise<readonly Date[]> {
    const { app, ring, clock } = this.#parts
    const now = clock.now().getTime()
    const from = new Date(now - lately.oldestMs)
    const until = new Date(now - lately.newestMs)
    const me = logIdentity(actor)
    const papers = await unopenedPapers(readIn(app, me), from, until, mostUntold)
    return papers.flatMap(({ id, reporter, at }) =>
      reporter?.equals(waitingToken(ring, id, 'reporter', me.actor)) ? [] : [at],
    )
  }

  /**
   * Who reported each of these cases, when and which way, by the case's id; nothing else of them leaves, and of none that
   * this person may not open. Hostile: the columns that a list goes by can be changed by SQL.
   */
  async arrivalsOf(
    actor: StaffActor,
    listed: readonly Pick<ListedCase, 'id'>[],
  ): Promise<ReadonlyMap<string, Arrival>> {
    return this.#parts.shelves.within(actor, undefined, async (shelf) => {
      const arrivals = new Map<string, Arrival>()
      const ids = listed.map(({ id }) => id)
      for (const file of await shelf.reading((trx) => casesOfIds(trx, ids))) {
        const events = await shelf.events(file)
        const [first] = events
        if (!isOf(received, first) || !mayViewCaseIn(actor, file, events)) continue
        arrivals.set(file.id, { by: first.stamp.by, at: first.stamp.notedAt, way: first.way })
      }
      return arrivals
    })
  }

  /** Whom someone with this reference calls, old numbers included: no counsel who has a conflict of interest in the case. */
  async contactsFor(actor: StaffActor, reference: string): Promise<readonly EmergencyContact[]> {
    const { app, shelves, book } = this.#parts
    const all = await contactsToCall(this.#parts)
    const conflicts = await shelves.within(actor, reference, async (shelf) => {
      const found = await book.open(shelf, actor, reference)
      return found === undefined ? [] : caseFromEvents(found.events).conflicts
    })
    if (conflicts.length === 0) return all
    const names = await everyAccountName(app)
    return all.filter((one) => one.whom !== 'counsel' || !isContactOut(one, conflicts, names))
  }

  /** Cases that wait for counsel to confirm or deny what was recorded as their word; only the references leave. */
  async askingCounsel(actor: StaffActor): Promise<readonly string[]> {
    if (actor.role !== 'counsel' || actor.unconfirmed) return []
    const { shelves, ring } = this.#parts
    return shelves.within(actor, undefined, (shelf) =>
      shelf.reading(async (trx) => {
        const { out } = await counselCasesOf(trx, ring, actor.accountId)
        return askingCases(trx, 'counsel', { limit: mostAsked, out })
      }),
    )
  }

  /** What was recorded as the Board's word: numbers and days, and nothing else of a case. */
  async askingBoard(actor: StaffActor): Promise<readonly BoardWord[]> {
    if (!speaksForBoard(actor)) return []
    return this.#parts.shelves.within(actor, undefined, async (shelf) => {
      const words: BoardWord[] = []
      for (const reference of await shelf.reading((trx) =>
        askingCases(trx, 'board', { limit: mostAsked, out: [] }),
      )) {
        const file = await shelf.find(reference)
        if (file !== undefined) words.push(...boardWordsIn(reference, await shelf.events(file)))
      }
      return words
    })
  }

  /** The president answers without seeing the case. @returns `unknown` where nothing waits for them there */
  async answerForBoard(
    actor: StaffActor,
    reference: string,
    what: EventBodyOf<'word-answered'>,
  ): Promise<StepResult> {
    if (!speaksForBoard(actor)) return 'unknown'
    const { shelves, book } = this.#parts
    return shelves.within(actor, reference, async (shelf) => {
      const file = await shelf.find(reference)
      const events = file === undefined ? [] : await shelf.events(file)
      const isAsked = boardWordsIn(reference, events).some(({ place }) => place === what.word)
      if (file === undefined || !isAsked) return 'unknown'
      // By what someone is: the president who acts as Director still speaks for the Board.
      return book.takeUnopened(shelf, asThemselves(actor), { file, it: caseFromEvents(events) }, what)
    })
  }

  /** Court orders for which a second person is asked: what each names, and no patron or requester. */
  async askingSecond(actor: StaffActor): Promise<readonly SecondPersonAsk[]> {
    const as = secondPersonIn(actor)
    if (as === undefined) return []
    const asked = await this.#parts.shelves.within(actor, undefined, async (shelf) => {
      const found: (SecondPersonAsk & { readonly kept?: StoredCopy<'collected'> | undefined })[] = []
      for (const reference of await casesAskingSecond(shelf)) {
        const file = await shelf.find(reference)
        const it = file && caseFromEvents(await shelf.events(file))
        const one = it && askOfSecond(reference, it, as, logIdentity(actor).actor)
        if (file === undefined || one === undefined) continue
        const copy = one.act === 'check' ? it?.production?.copy : undefined
        // Away from the library's computers the database shows no copy, so nothing is viewed there.
        const kept = copy && (await shelf.copies(file, 'collected')).find(({ id }) => id === copy.id)
        if (copy === undefined || kept === undefined) found.push(one)
        else {
          await recordCopyEntry(shelf, this.#parts.pack, { actor, file, kind: 'copy-view', copy })
          found.push({ ...one, kept })
        }
      }
      return found
    })
    // INVARIANT: nothing is opened before the view is known to be committed; only its counts and its mark leave.
    return asked.map(({ kept, ...one }) =>
      kept === undefined ? one : { ...one, copy: { id: kept.id, ...copyReadoutOf(kept.open(), one.scope) } },
    )
  }

  /** What waits for them there; an order that is due before all else. */
  async secondIsAsked(actor: StaffActor): Promise<'order' | 'special' | undefined> {
    const as = secondPersonIn(actor)
    if (as === undefined) return undefined
    const me = actor.accountId
    return this.#parts.shelves.within(actor, undefined, async (shelf) => {
      let special: 'special' | undefined
      for (const reference of await casesAskingSecond(shelf)) {
        const file = await shelf.find(reference)
        const it = file && caseFromEvents(await shelf.events(file))
        if (it && askOfSecond(reference, it, as, me) !== undefined) return 'order'
        if (it && specialAskOf(reference, it, as, me) !== undefined) special = 'special'
      }
      return special
    })
  }

  /** Cases in which a second person is asked about special counsel: no patron, paper or requester of them. */
  async askingAboutSpecial(actor: StaffActor): Promise<readonly SpecialCounselAsk[]> {
    const as = secondPersonIn(actor)
    if (as === undefined) return []
    return this.#parts.shelves.within(actor, undefined, async (shelf) => {
      const asks: SpecialCounselAsk[] = []
      for (const reference of await casesAskingSecond(shelf)) {
        const file = await shelf.find(reference)
        const it = file && caseFromEvents(await shelf.events(file))
        const one = it && specialAskOf(reference, it, as, actor.accountId)
        if (one !== undefined) asks.push(one)
      }
      return asks
    })
  }

  /** @param shown whom they were shown, and what was asked */
  async agreeAboutSpecial(
    actor: StaffActor,
    reference: string,
    shown: Pick<SpecialCounselAsk, 'account' | 'wants'>,
  ): Promise<StepResult> {
    const as = secondPersonIn(actor)
    if (as === undefined) return 'unknown'
    const { shelves, book } = this.#parts
    return shelves.within(actor, reference, async (shelf) => {
      const file = await shelf.find(reference)
      const it = file && caseFromEvents(await shelf.events(file))
      const ask = it && specialAskOf(reference, it, as, actor.accountId)
      const isShown = ask?.account === shown.account && ask.wants === shown.wants
      if (file === undefined || it === undefined || !isShown) return 'unknown'
      const { account, wants } = ask
      return book.takeUnopened(shelf, actor, { file, it }, { what: 'special-agreed', account, wants, as })
    })
  }

  /** The second person agrees, or checks what was collected by its counts. @param shown the mark of what they were asked */
  async takeAsSecond(
    actor: StaffActor,
    reference: string,
    shown: { readonly mark: string; readonly copy?: string | undefined },
  ): Promise<StepResult> {
    const as = secondPersonIn(actor)
    if (as === undefined) return 'unknown'
    const { shelves, book } = this.#parts
    return shelves.within(actor, reference, async (shelf) => {
      const file = await shelf.find(reference)
      const it = file && caseFromEvents(await shelf.events(file))
      const ask = it && askOfSecond(reference, it, as, logIdentity(actor).actor)
      if (file === undefined || it === undefined || ask?.mark !== shown.mark) return 'unknown'
      const what = ask.act === 'agree' ? ({ what: 'minimum-agreed', as } as const) : checkedBy(shown.copy)
      return book.takeUnopened(shelf, actor, { file, it }, what)
    })
  }

  /** @param at when it happened if earlier, as for what was written on paper */
  async take(actor: StaffActor, reference: string, what: CaseEventBody, at?: Date): Promise<StepResult> {
    const { shelves, pack } = this.#parts
    if (isOf(specialAsked, what)) return this.#askAboutSpecial(actor, reference, what)
    const { fact }: AnyStep = stepsByName[what.what]
    const isDenialConfirmed = fact && (await isFactConfirmed(this.#parts, pack, fact))
    return shelves.within(actor, reference, (shelf) =>
      this.#takeOn(shelf, actor, reference, { what, at, isDenialConfirmed }),
    )
  }

  /** Special counsel by account: those whose sign-in counts as their own, and those of whom this case speaks. */
  async specialCounselFor({ special, specialAsked }: Case): Promise<ReadonlyMap<string, string>> {
    const { app, ring } = this.#parts
    const of = [...special, specialAsked?.account]
    const all = (await verifiedAccounts(app, ring)).filter(({ role }) => role === 'special-counsel')
    const shown = all.filter(({ id, unconfirmed }) => !unconfirmed || of.includes(id))
    return new Map(shown.map(({ id, name }) => [id, name]))
  }

  /** Hostile: the account comes from a form. One that only the Director stands for is not added (decision 31). */
  async #askAboutSpecial(
    actor: StaffActor,
    reference: string,
    what: EventBodyOf<'special-asked'>,
  ): Promise<StepResult> {
    const { app, ring, shelves, book } = this.#parts
    const person = (await verifiedAccounts(app, ring)).find(({ id }) => id === what.account)
    const isFit = person?.role === 'special-counsel' && !person.unconfirmed
    if (what.wants === 'add' && !isFit) return { refused: ['special-now'] }
    return shelves.within(actor, reference, (shelf) => book.takeIn(shelf, actor, reference, what))
  }

  /** The same by the program in the caller's transaction. */
  async takeIn(trx: Trx, program: ProgramActor, reference: string, what: CaseEventBody): Promise<StepResult> {
    return this.#takeOn(this.#parts.shelves.along(trx), program, reference, { what })
  }

  async takeAll(
    actor: StaffActor,
    reference: string,
    steps: readonly TimedStep[],
  ): Promise<'taken' | StepRefusal | 'unknown'> {
    try {
      await this.#parts.shelves.within(actor, reference, async (shelf) => {
        for (const each of steps) {
          const taken = await this.#takeOn(shelf, actor, reference, each)
          if (taken === 'unknown' || 'refused' in taken) throw new StepsRefusedError(taken)
        }
      })
      return 'taken'
    } catch (error) {
      if (error instanceof StepsRefusedError) return error.why
      throw error
    }
  }

  /**
   * A search warrant being carried out, for the Director, counsel, and anyone holding the reference until the end of
   * its last day. Nothing else of the case leaves.
   */
  async lookAtSearch(actor: StaffActor, reference: string): Promise<SearchView | undefined> {
    return this.#parts.shelves.within(actor, reference, async (shelf) => {
      const found = await this.#parts.book.open(shelf, actor, reference)
      if (found === undefined) return undefined
      const { file, events } = found
      const seesCase = mayViewCaseIn(actor, file, events)
      const { pack, clock } = this.#parts
      const when = { today: clock.today(), dayOf: dayOfInstantIn(pack.timeZone) }
      if (!(seesCase ? mayBeWarrant(caseFromEvents(events)) : isSearchUnderWay(events, when)))
        return undefined
      const seen = await this.#looked(shelf, actor, file, 'case-search-view', events)
      const { drill } = file
      // INVARIANT: only those who may view a case learn whom it is about.
      const aboutDirector = seesCase ? file.aboutDirector : undefined
      return { log: searchLogOf(seen.events), drill, aboutDirector, seesCase, entry: seen.entry }
    })
  }

  /** Shows a case to someone with access. For the Director and counsel, this counts as being reached. */
  async look(by: StaffActor, reference: string): Promise<CaseView | undefined> {
    const seen = await this.#parts.shelves.within(by, reference, async (shelf) => {
      const file = await shelf.find(reference)
      if (file === undefined || !mayOpenCase(by, file)) return undefined
      const events = await shelf.events(file)
      if (!mayViewCaseIn(by, file, events)) return undefined
      const actor = actorIn(by, file)
      // Drafts are for the person who decides; signed decisions are for everyone with access.
      const document = caseFromEvents(events).decision?.document
      const { draft, signed, allSigned } = await shelf.documents(file, document)
      const theirs = decidesIn(actor, file) ? draft : undefined
      // The first time is now: it is kept with this view.
      const isFirst = !shelf.isSealed && decidesIn(actor, file) && hasOwnSignIn(actor)
      const seenAt = file.seenAt ?? (isFirst ? this.#parts.clock.now() : undefined)
      const documents = { ...(theirs && { draft: theirs }), ...(signed && { signed }), allSigned }
      return {
        file,
        documents,
        ...(seenAt && { seenAt }),
        sealed: shelf.isSealed,
        // Why only here: most cases cannot have one.
        wasSealed:
          !shelf.isSealed &&
          events.some((one) => isOf(gagEnded, one)) &&
          (await shelf.hasPaper(file, sealedProofId(file.id, 1))),
        ...(await this.#looked(shelf, actor, file, 'case-view', events)),
      }
    })
    if (seen === undefined) return undefined
    // INVARIANT: nothing leaves before the view is known to be committed.
    const { file, documents, ...view } = seen
    return { reference, drill: file.drill, case: caseFromEvents(view.events), ...view, ...documents }
  }

  /** Whether someone who acts as Director has this case as themselves; see `actorIn`. */
  async isTheirOwn(actor: StaffActor, reference: string): Promise<boolean> {
    const file = await this.#parts.shelves.within(actor, reference, (shelf) => shelf.find(reference))
    return file !== undefined && actorIn(actor, file) !== actor
  }

  /** Keeps a draft together with its grounds, the case as it is now. */
  async draft(actor: StaffActor, reference: string, wording: DecisionWording): Promise<'kept' | 'unknown'> {
    return this.#parts.shelves.within(actor, reference, async (shelf) => {
      const file = await shelf.find(reference)
      if (file === undefined || !decidesIn(actor, file)) return 'unknown'
      const grounds = groundsOf(caseFromEvents(await shelf.events(file)))
      await shelf.keepDraft(file, { ...wording, grounds, salt: randomBytes(16).toString('hex') })
      return 'kept'
    })
  }

  /** Decides by a signed document; event, document and log entry are saved together or not at all (Reg 7). */
  async decide(actor: StaffActor, { document, ...signature }: DecisionSignature): Promise<StepResult> {
    assertDenialWords(document, this.#parts.pack)
    const sha256 = decisionHash(document)
    return this.#parts.shelves.within(actor, document.case, async (shelf) => {
      const { decision } = document
      const grounds = groundsHash(document.grounds)
      const it = (await this.#parts.book.readIn(shelf, actor, document.case))?.case
      const unconfirmed =
        it && unconfirmedIn(it, { decision, signer: signerOf(actor) }, this.#parts.book.world(shelf))
      // What is signed says whether a second person confirmed it, as it is now.
      if (it && unconfirmed?.unconfirmed !== document.unconfirmed)
        return { refused: ['consultation-confirmed'] }
      const said = it && { ...notReachedIn(it, decision), ...unconfirmed }
      const what = { what: 'decided', decision, document: sha256, grounds, ...said } as const
      const taken = await this.#parts.book.takeIn(shelf, actor, document.case, what)
      const file = await shelf.find(document.case)
      if (file === undefined || taken === 'unknown' || 'refused' in taken) return taken
      await shelf.keepSigned(file, sha256, { document, ...signature, entry: taken.entry })
      return taken
    })
  }

  async #takeOn(
    shelf: CaseRepository,
    actor: StaffActor | ProgramActor,
    reference: string,
    { what, ...known }: TimedStep & Pick<GuardContext, 'isDenialConfirmed'>,
  ): Promise<StepResult> {
    // Only the service that made what such a step names may take it.
    const { takenBy }: AnyStep = stepsByName[what.what]
    if (takenBy === 'service') return { refused: ['who'] }
    return this.#parts.book.takeIn(shelf, actor, reference, what, known)
  }

  /** Logs the view, and that the Director or counsel was reached by it. */
  async #looked(
    shelf: CaseRepository,
    actor: StaffActor,
    file: CaseRow,
    kind: string,
    events: readonly CaseEvent[],
  ) {
    const { pack, book } = this.#parts
    const entry = await shelf.recordLook(actor, file, caseEntry(pack, actor, file, kind, []))
    const noted = contactByView(actor, caseFromEvents(events))
    if (noted === undefined) return { entry, events }
    const event = book.stamped(actor, noted)
    const next = applyStep(caseFromEvents(events), event, book.world(shelf))
    if ('refused' in next) return { entry, events }
    await book.keep(shelf, actor, file, event, next.case)
    return { entry, events: [...events, event] }
  }
}

/** `own`: of a request that this person reported, so that they can add who asks while it is open. */
type ReportStanding = {
  readonly isUntold: boolean
  readonly isToSearch: boolean
  readonly own?: { readonly kind: CaseKind; readonly isOpen: boolean }
}

/** `at`: the instant it came, in UTC. `reached`: the one of the two who knows. `awaited`, `left`: both, of a search not begun or over. */
type UntoldReport = {
  readonly reference: string
  readonly at: string
  readonly reached: 'no-one' | 'decider' | 'counsel' | 'both' | 'awaited' | 'left'
  readonly isToSearch: boolean
}

/** A library has a few at most; a start page compares no more tokens. */
const mostUntold = 200
const mostAsked = 20

/** References of cases in which a second person is asked for something; none under a nondisclosure order. */
export const casesAskingSecond = (shelf: CaseRepository): Promise<readonly string[]> =>
  shelf.reading((trx) => askingCases(trx, 'second', { limit: mostAsked, out: [] }))

/** `place`: among what was reported in the case. `by`: the account that recorded or signed it. Days are `YYYY-MM-DD`. */
export type BoardWord = {
  readonly reference: string
  readonly place: number
  readonly by: string
} & (
  | ({ readonly of: 'board' } & Omit<EventBodyOf<'board-consulted'>, 'what'>)
  // Signed at this instant (UTC), and no second person had confirmed it.
  | { readonly of: 'unconfirmed'; readonly at: string }
)

/** Why not an account that a Director may control: they would confirm their own report. */
const speaksForBoard = (actor: StaffActor): boolean => actor.president === true && !actor.unconfirmed

/** None under a nondisclosure order of which counsel does not let the Board know. */
function boardWordsIn(reference: string, events: readonly CaseEvent[]): readonly BoardWord[] {
  if (events.length === 0) return []
  const it = caseFromEvents(events)
  if (it.gagged && !it.boardMayKnow) return []
  const reports = reportsIn(events)
  return relayedWordsFor(it, 'president').flatMap(([place]): BoardWord[] => {
    const event = reports[place]
    if (isOf(decided, event))
      return [{ of: 'unconfirmed', reference, place, by: event.stamp.by, at: event.stamp.at }]
    if (!isOf(boardConsulted, event)) return []
    const { stamp, on, motion, session, moved, votes } = event
    return [{ of: 'board', reference, place, by: stamp.by, on, motion, session, moved, votes }]
  })
}

/** What a second person is shown: who asks (an account), what the order names, whom they tried when. */
export type SecondPersonAsk = {
  readonly reference: string
  /** Of all that follows. Hostile: the Director could ask for more between the page and the press. */
  readonly mark: string
  readonly act: 'agree' | 'check'
  readonly by: string
  readonly reading: Case['reading']
  readonly scope: Scope
  readonly underSeal: boolean
  /** Instants in UTC. */
  readonly tries: readonly { readonly counsel: string; readonly times: readonly string[] }[]
  /** What was collected and is to be checked, by its counts; absent away from the library's computers, where it cannot be. */
  readonly copy?: (CopyReadout & { readonly id: string }) | undefined
}

const checkedBy = (copy = '') => ({ what: 'checked', copy }) as const

/** The person who acts for the Director has access to the case, and takes these steps there. */
export function secondPersonIn(actor: StaffActor): 'president' | 'trustee' | undefined {
  if (actor.unconfirmed) return undefined
  return actor.president ? 'president' : actor.role === 'trustee' ? 'trustee' : undefined
}

/** INVARIANT: nothing of a case under a nondisclosure order. */
function askOfSecond(
  reference: string,
  it: Case,
  as: SecondPerson,
  account: string,
): SecondPersonAsk | undefined {
  const act = secondIsAsked(it)
  const { minimum, scope, reading } = it
  if (act === undefined || minimum === undefined || scope === undefined) return undefined
  if (it.gagged || secondPersonOf(it) !== as || minimum.by === account) return undefined
  if (act === 'check' && minimum.agreedBy !== account) return undefined
  const { by, counsel, underSeal } = minimum
  const tries = counsel.map((name) => ({
    counsel: name,
    times: it.tries.flatMap((one) => (one.counsel === name ? [one.at] : [])),
  }))
  const shown = act === 'check' ? (it.production?.copy ?? scope) : scope
  const asked = { act, by, reading, scope: shown, underSeal, tries }
  const mark = createHash('sha256').update(JSON.stringify(asked)).digest('hex')
  return { reference, mark, ...asked }
}

/** `out`: accounts of counsel who said that they have a conflict of interest. All are accounts. */
export type SpecialCounselAsk = {
  readonly reference: string
  readonly wants: 'add' | 'end'
  readonly account: string
  readonly by: string
  readonly out: readonly string[]
}

/** INVARIANT: nothing of a case under a nondisclosure order. */
function specialAskOf(
  reference: string,
  it: Case,
  as: SecondPerson,
  me: string,
): SpecialCounselAsk | undefined {
  const { specialAsked: asked, conflicts: out, gagged, closed } = it
  if (asked === undefined || gagged || closed || secondPersonOf(it) !== as || asked.by === me)
    return undefined
  const { wants, account, by } = asked
  return { reference, wants, account, by, out }
}

const isNoOneReached = ({ directorAt, counselAt }: Case): boolean =>
  directorAt === undefined && counselAt === undefined

/** Whether the same person sent the form that began a case. Hostile: the form's id is any text that was sent. */
async function isSameSender(
  shelf: CaseRepository,
  actor: StaffActor | PatronActor,
  file: CaseRow,
): Promise<boolean> {
  const [first] = await shelf.events(file)
  if (!isOf(received, first) || first.stamp.by !== logIdentity(actor).actor) return false
  // All patrons act under one name; the event says whose page it was.
  return actor.role !== 'patron' || first.requester.patron === actor.patronId
}

export type SearchView = {
  readonly log: SearchLog
  readonly drill: boolean
  /** Then the president is told instead of the Director. Undefined for someone who only holds the reference. */
  readonly aboutDirector: boolean | undefined
  readonly seesCase: boolean
  readonly entry: string
}

/** One step of several was refused; all are undone. */
export class StepsRefusedError extends Error {
  readonly why: StepRefusal | 'unknown'
  constructor(why: StepRefusal | 'unknown') {
    super('a step of several may not be taken')
    this.why = why
  }
}

/**
 * Hands over the log entry of a step with a document (a signed decision, a closed package), which proves that the log
 * has that document. Such an entry names the case, the actor and the time, and no patron.
 */
class CaseEntries {
  readonly #parts: CaseServiceParts

  constructor(parts: CaseServiceParts) {
    this.#parts = parts
  }

  /** @param of.document SHA-256 in hex @returns undefined if it is gone or not such an entry of this case */
  async handOver(
    actor: StaffActor,
    reference: string,
    of: { readonly entry: string; readonly document: string },
  ): Promise<EntryKeys | undefined> {
    const { shelves, book, ring, pack } = this.#parts
    return shelves.within(actor, reference, async (shelf) => {
      const found = await book.readIn(shelf, actor, reference)
      if (found === undefined || shelf.isSealed) return undefined
      const keys = await shelf.reading((app) => documentEntryKeys({ app, ring }, { ...of, case: reference }))
      if (keys === undefined) return undefined
      const what = caseEntry(pack, actor, found.file, 'case-entry-handed', [])
      await shelf.record({ ...what, entry: of.entry })
      return keys
    })
  }
}

/** How long a colleague's report shows to others, and after how long. */
const lately = { oldestMs: 24 * 60 * 60_000, newestMs: 5 * 60_000 } as const

export type Arrival = { readonly by: string; readonly at: string } & Pick<EventBodyOf<'received'>, 'way'>

const casesPerPage = 50

/** Identifies no patron, so it is no view of anyone's record. */
export type CasePage = {
  /** `lacksCounsel`: each of the library's lawyers has a conflict of interest, and no special counsel is in it. */
  readonly cases: readonly (ListedCase & { readonly lacksCounsel?: boolean })[]
  readonly more: boolean
}

/**
 * The ids of cases of which this account of counsel sees nothing, and of those that are all that special counsel sees.
 * `anyOut`: those in which any lawyer has a conflict of interest.
 */
async function counselCasesOf(
  db: Db,
  ring: KeyRing,
  account: string,
): Promise<Record<'out' | 'only' | 'anyOut', readonly string[]>> {
  const rows = await casesWithCounselTokens(db)
  const idsWith = (what: 'conflict' | 'special', tokensOf: (row: (typeof rows)[number]) => Buffer[] | null) =>
    rows.flatMap((row) => {
      const own = waitingToken(ring, row.id, what, account)
      return tokensOf(row)?.some((one) => one.equals(own)) ? [row.id] : []
    })
  return {
    out: idsWith('conflict', ({ conflicts }) => conflicts),
    only: idsWith('special', ({ special }) => special),
    anyOut: rows.flatMap(({ id, conflicts }) => (conflicts === null ? [] : [id])),
  }
}

/** Emergency contacts whose account has a conflict of interest in a case, by the case's id. */
export async function conflictedContacts(
  trx: Trx,
  ring: KeyRing,
): Promise<readonly { readonly caseId: string; readonly account: string }[]> {
  const rows = await casesWithCounselTokens(trx)
  const accounts = (await emergencyContacts(trx)).flatMap(({ account }) => account ?? [])
  return rows.flatMap(({ id, conflicts }) =>
    accounts.flatMap((account) => {
      const own = waitingToken(ring, id, 'conflict', account)
      return conflicts?.some((one) => one.equals(own)) ? [{ caseId: id, account }] : []
    }),
  )
}

async function casesWithoutCounsel(trx: Trx, ring: KeyRing): Promise<ReadonlySet<string>> {
  const rows = (await casesWithCounselTokens(trx)).filter(({ special }) => special === null)
  if (rows.length === 0) return new Set()
  const counsel = (await allAccounts(trx)).filter(({ role }) => role === 'counsel')
  const contacts = await emergencyContacts(trx)
  const lacks = ({ id, conflicts }: (typeof rows)[number]) => {
    const isOut = (account: string) => {
      const own = waitingToken(ring, id, 'conflict', account)
      return conflicts?.some((one) => one.equals(own)) === true
    }
    const out = counsel.flatMap((one) => (isOut(one.id) ? [one.id] : []))
    return lacksCounsel({ conflicts: out, special: [] }, counsel, contacts)
  }
  return new Set(rows.filter(lacks).map(({ id }) => id))
}

/** Which cases someone's lists have. Undefined: none. */
export async function visibleTo(
  trx: Trx,
  ring: KeyRing,
  actor: StaffActor,
): Promise<VisibleCases | undefined> {
  const { unconfirmed, accountId } = actor
  const { role } = asThemselves(actor)
  if (isSpecialCounsel(actor)) {
    const { out, only } = await counselCasesOf(trx, ring, accountId)
    return { about: 'any', out, only: unconfirmed ? [] : only }
  }
  if (role === 'counsel') {
    const { out, anyOut } = await counselCasesOf(trx, ring, accountId)
    return unconfirmed ? { about: 'others', out: anyOut } : { about: 'any', out }
  }
  const ofPresident = isConfirmedPresident(actor) ? ({ about: 'director', out: [] } as const) : undefined
  if (actor.role !== 'director') return ofPresident
  return { about: ofPresident ? 'any' : 'others', out: [] }
}

type ListParts = { readonly app: Kysely<Schema>; readonly ring: KeyRing }

export function listOpen(
  parts: ListParts,
  actor: StaffActor,
  after: OpenCasesCursor | undefined,
): Promise<CasePage> {
  return readPage(parts, actor, (trx, about) => openCases(trx, { after, about, limit: casesPerPage + 1 }))
}

export type CasesAtStart = CasePage & {
  /** How many of the cases on their list were open at the end of each day that was asked for. */
  readonly counts: readonly number[]
}

/** The open cases for a start page, and how many they were. In one transaction: every visit to a start page begins it. */
export async function casesAtStart(
  parts: ListParts,
  actor: StaffActor,
  /** `YYYY-MM-DD`, oldest first. */
  days: readonly string[],
): Promise<CasesAtStart> {
  let counts: readonly number[] = days.map(() => 0)
  const page = await readPage(parts, actor, async (trx, about) => {
    const cases = await openCases(trx, { after: undefined, about, limit: casesPerPage + 1 })
    counts = await openCaseCounts(trx, { days, about })
    return cases
  })
  return { ...page, counts }
}

/** How many cases they have not viewed, up to a hundred; see `countUnviewedCases`. */
export async function unviewedBy(
  { app, ring }: ListParts,
  actor: StaffActor,
  by: 'director' | 'president' | 'counsel',
): Promise<number> {
  const reads = readIn(app, logIdentity(actor))
  const out = by === 'counsel' ? (await counselCasesOf(reads, ring, actor.accountId)).out : []
  return countUnviewedCases(reads, { by, out })
}

export function listClosed(
  parts: ListParts,
  actor: StaffActor,
  before: { readonly closedOn: string; readonly id: string } | undefined,
): Promise<CasePage> {
  return readPage(parts, actor, (trx, about) => closedCases(trx, { before, about, limit: casesPerPage + 1 }))
}

/** INVARIANT: the view is logged first, and reads the same whether there are any cases or none. */
export function listWithheld(
  {
    app,
    ring,
    clock,
    pack,
  }: Pick<CaseServiceParts, 'ring' | 'clock' | 'pack'> & { readonly app: Kysely<Schema> },
  actor: StaffActor,
  after: OpenCasesCursor | undefined,
): Promise<CasePage> {
  return readPage({ app, ring }, actor, async (trx, about) => {
    const entry = { pack: pack.hash, kind: 'cases-listed', ...logIdentity(actor) }
    await recordEntry(trx, { ring, now: clock.now() }, entry)
    return withheldCases(trx, { after, about, limit: casesPerPage + 1 })
  })
}

/** Of what was asked with these forms, what began no case that the Director may see. */
export async function withoutCase<T extends { readonly id: string }>(
  trx: Trx,
  asked: readonly T[],
): Promise<readonly T[]> {
  const begun = await casesBegunBy(
    trx,
    asked.map(({ id }) => id),
  )
  return asked.filter(({ id }) => !begun.has(id))
}

async function readPage(
  { app, ring }: ListParts,
  actor: StaffActor,
  read: (trx: Trx, about: VisibleCases) => Promise<ListedCase[]>,
): Promise<CasePage> {
  const { actor: by, place } = logIdentity(actor)
  const found = await inPipelinedContext(app, { actor: by, place }, async (trx) => {
    const about = await visibleTo(trx, ring, actor)
    const cases = about === undefined ? [] : await read(trx, about)
    const lacking = await casesWithoutCounsel(trx, ring)
    return cases.map((one) => (lacking.has(one.id) ? { ...one, lacksCounsel: true } : one))
  })
  return { cases: found.slice(0, casesPerPage), more: found.length > casesPerPage }
}

type SubjectParts = {
  readonly shelves: CaseStorage
  readonly pack: Pack
  readonly clock: Clock
  readonly lookup: PatronLookup
  readonly book: StepRecorder
  readonly namePermits: NamePermits
}

/** By name and card; neither where the patron is no longer on file. */
type NamedSubject = {
  readonly patronId: string
  readonly name?: PatronName
  readonly cards: readonly string[]
}

const subjectRecords = ['identity'] as const

/**
 * Finds whom a case's paper names, by card number, for the person who decides in it. The president, who sees no record
 * on any screen, learns from this only that the card exists.
 */
export class CaseSubjects {
  readonly #parts: SubjectParts
  readonly #sealedRate: SealedAccessRate

  constructor(parts: SubjectParts) {
    this.#parts = parts
    this.#sealedRate = new SealedAccessRate(parts)
  }

  /**
   * The patron id of a card, logged before it is answered. Patrons do not see this entry, or they would learn that a
   * paper came. @returns `not-here` where no staff screen shows records, `unknown` where they do not decide in the case
   */
  async ofCard(
    actor: StaffActor,
    reference: string,
    card: string,
  ): Promise<string | 'not-here' | 'unknown' | undefined> {
    const { shelves, pack, clock, lookup, book } = this.#parts
    if (!copiesShowAt(pack, { place: actor.place, on: clock.today() })) return 'not-here'
    return shelves.within(actor, reference, async (shelf) => {
      const found = await book.readIn(shelf, actor, reference)
      if (found === undefined || !decidesIn(actor, found.file)) return 'unknown'
      const [patron] = await shelf.reading((trx) => lookup.one(trx, { card }))
      if (shelf.isSealed) this.#sealedRate.count(actor, card, patron !== undefined)
      await shelf.record({
        pack: pack.hash,
        kind: 'case-subject',
        ...logIdentity(actor),
        case: reference,
        records: ['existence'],
        flags: found.file.drill ? ['drill'] : [],
        ...(patron && { subjects: [patron.patronId] }),
      })
      return patron?.patronId
    })
  }

  /**
   * Names and cards of the people in a case, since one mistyped card would hand over a stranger's records and no
   * reviewer could tell. Why not in the copy: what leaves is what the paper names. Patrons do not see this entry.
   * @param copy the id of what was collected; without one, the scope's people @returns in page order; none where no
   * staff screen shows records
   */
  async named(actor: StaffActor, reference: string, copy?: string): Promise<readonly NamedSubject[]> {
    const { shelves, pack, clock, lookup, book, namePermits } = this.#parts
    if (!copiesShowAt(pack, { place: actor.place, on: clock.today() })) return []
    const logged = await shelves.within(actor, reference, async (shelf) => {
      const found = await book.readIn(shelf, actor, reference)
      const { production, scope } = found?.case ?? {}
      const subjects =
        (copy !== undefined && copy === production?.copy.id ? production.copy : scope)?.subjects ?? []
      if (found === undefined || subjects.length === 0) return undefined
      const patrons = await shelf.reading((trx) => lookup.withCards(trx, subjects))
      const copied = { subjects, records: subjectRecords }
      await recordCopyEntry(shelf, pack, { actor, file: found.file, kind: 'case-subject', copy: copied })
      return { subjects, patrons }
    })
    // INVARIANT: no one is named before the view is known to be committed.
    if (logged === undefined) return []
    const { subjects, patrons } = logged
    const permit = namePermits(subjects)
    return subjects.map((patronId) => {
      const patron = patrons.find((each) => each.patronId === patronId)
      if (patron === undefined) return { patronId, cards: [] }
      const cards = patron.cards.map(({ barcode }) => barcode.open(permit))
      return { patronId, name: patron.name.open(permit), cards }
    })
  }
}
