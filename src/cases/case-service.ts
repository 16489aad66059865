import { randomBytes } from 'node:crypto'
import type { Kysely } from 'kysely'
import {
  type CopyPermits,
  logIdentity,
  openLeaf,
  type PatronActor,
  type PatronLookup,
  type PatronName,
  type ProgramActor,
  type StaffActor,
} from '../gate/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import { inPipelinedContext, type Trx } from '../platform/db/context.ts'
import type { Schema } from '../platform/db/schema.ts'
import type { CaseRules, Pack } from '../policy/index.ts'
import { findLeaf, recordEntry } from '../register/index.ts'
import { leafReference } from '../register/log/index.ts'
import type { Case } from './case.ts'
import { contactByView, copiesShowAt, decidesIn, mayViewCase, mayViewCaseIn } from './case-access.ts'
import type { CaseStorage } from './case-repository.ts'
import {
  type CaseDocuments,
  type CaseRepository,
  caseEntry,
  type DecisionSignature,
  dayOfInstantIn,
  sealedProofId,
} from './case-repository.ts'
import {
  type CaseRow,
  closedCases,
  type ListedCase,
  type OpenCasesCursor,
  openCases,
  withheldCases,
} from './cases-store.ts'
import { type DecisionWording, decisionHash, groundsHash, groundsOf } from './decision.ts'
import { assertDenialWords } from './denials.ts'
import type { CaseEvent, CaseEventBody, EventBodyOf } from './event.ts'
import { CaseInstruments } from './instruments.ts'
import { caseFromEvents } from './reducer.ts'
import { isSearchUnderWay, isWarrantCase, type SearchLog, searchLogOf } from './search-log.ts'
import {
  mayAddSteps,
  type RecorderParts,
  recordCopyEntry,
  type StepRecorder,
  type StepResult,
} from './step-recorder.ts'
import { applyStep, type StepRefusal } from './step-table.ts'
import { type AnyStep, stepsByName } from './steps/index.ts'

type CaseServiceParts = RecorderParts & {
  readonly shelves: CaseStorage
  readonly book: StepRecorder
  readonly ring: KeyRing
}

/** A case as whoever may know of it sees it, and the entry that says so. */
export type CaseView = CaseDocuments & {
  readonly reference: string
  readonly case: Case
  readonly events: readonly CaseEvent[]
  readonly drill: boolean
  /** It is in a compartment. */
  readonly sealed: boolean
  /** It was in one, and the proof of what was done there is kept with it. */
  readonly wasSealed: boolean
  /** Of the register. */
  readonly entry: string
}

/** A step, and when it happened where that was before now. */
export type TimedStep = { readonly what: CaseEventBody; readonly at?: Date | undefined }

/** How a case comes in, beside its first event. */
export type ReceiveOptions = {
  /** When it came, where that was before now. */
  readonly at?: Date | undefined
  /** Of the form that was sent, a UUID: the same form, sent again, is the same case. */
  readonly form?: string | undefined
  /** What happened in it already. */
  readonly after?: readonly TimedStep[]
}

/**
 * The one way to a case: what happened in it is sealed, and leaves here, for those who may know of it, once it is on record
 * that they look. Every step is an entry too, in one piece of work with the event itself.
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

  /** Whether this library works cases here. */
  get rules(): CaseRules | undefined {
    return this.#parts.pack.manifest.cases
  }

  /**
   * Something came, wherever it came: a case begins, and with it the mails that say that a matter waits.
   * @returns the case's random reference
   * @throws RangeError where it, or what happened in it already, cannot be so: then there is no case
   */
  async receive(
    actor: StaffActor | PatronActor,
    came: EventBodyOf<'received'>,
    { at, form, after = [] }: ReceiveOptions = {},
  ): Promise<{ readonly reference: string; readonly isKnown?: true }> {
    const { book } = this.#parts
    const first = book.stamped(actor, came, at)
    const begun = applyStep(undefined, first, book.world())
    if ('refused' in begun) throw new RangeError('a case that comes in has come before it is entered')
    return this.#parts.shelves.within(actor, undefined, async (shelf) => {
      const begins = await shelf.begin(begun.case, form)
      if (!begins.isBegun && (await isSameSender(shelf, actor, begins.file)))
        return { reference: begins.file.reference, isKnown: true }
      let { file } = begins.isBegun ? begins : await shelf.begin(begun.case, undefined)
      let it = begun.case
      await book.keep(shelf, actor, file, first, it)
      for (const { what, at: when } of after) {
        const event = book.stamped(actor, what, when)
        const next = applyStep(it, event, book.world())
        if ('refused' in next) throw new RangeError(`${what.what}: ${next.refused.join(', ')}`)
        file = { ...file, events: file.events + 1 }
        it = next.case
        await book.keep(shelf, actor, file, event, it)
      }
      return { reference: file.reference }
    })
  }

  /** Whether there is such a case, and whoever holds its reference may add to it. */
  async has(actor: StaffActor, reference: string): Promise<boolean> {
    const file = await this.#parts.shelves.within(actor, reference, (shelf) => shelf.find(reference))
    return file !== undefined && mayAddSteps(actor, file)
  }

  /** Takes a step in a case. @param at when it happened, where that was before now: what was written on paper comes later */
  async take(actor: StaffActor, reference: string, what: CaseEventBody, at?: Date): Promise<StepResult> {
    const { shelves } = this.#parts
    return shelves.within(actor, reference, (shelf) => this.#takeOn(shelf, actor, reference, { what, at }))
  }

  /** The same in an open case by the program itself, in the caller's transaction, together with whatever it is about. */
  async takeIn(trx: Trx, program: ProgramActor, reference: string, what: CaseEventBody): Promise<StepResult> {
    return this.#takeOn(this.#parts.shelves.along(trx), program, reference, { what })
  }

  /** The same for several steps, each at its time: all of them are taken, or none. */
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
   * A search warrant as it is carried out: for the Director and counsel, and for whoever holds the reference until the end
   * of the day on which it is over. Of the case nothing else leaves.
   */
  async lookAtSearch(actor: StaffActor, reference: string): Promise<SearchView | undefined> {
    return this.#parts.shelves.within(actor, reference, async (shelf) => {
      const found = await this.#parts.book.open(shelf, actor, reference)
      if (found === undefined) return undefined
      const { file, events } = found
      const seesCase = mayViewCase(actor, file)
      const { pack, clock } = this.#parts
      const when = { today: clock.today(), dayOf: dayOfInstantIn(pack.timeZone) }
      if (!(seesCase ? isWarrantCase(caseFromEvents(events)) : isSearchUnderWay(events, when)))
        return undefined
      const seen = await this.#looked(shelf, actor, file, 'case-search-view', events)
      const { drill } = file
      // INVARIANT: whom a case is about is told to nobody but those who may look at it.
      const aboutDirector = seesCase ? file.aboutDirector : undefined
      return { log: searchLogOf(seen.events), drill, aboutDirector, seesCase, entry: seen.entry }
    })
  }

  /** Shows a case to whoever may know of it. That the Director or counsel has it before them is how they were reached. */
  async look(actor: StaffActor, reference: string): Promise<CaseView | undefined> {
    const seen = await this.#parts.shelves.within(actor, reference, async (shelf) => {
      const file = await shelf.find(reference)
      if (file === undefined || !mayViewCase(actor, file)) return undefined
      const events = await shelf.events(file)
      if (!mayViewCaseIn(actor, file, events)) return undefined
      // Drafts are for whoever decides; what was signed, for whoever may look.
      const { draft, signed, allSigned } = await shelf.documents(
        file,
        caseFromEvents(events).decision?.document,
      )
      const theirs = decidesIn(actor, file) ? draft : undefined
      const documents = { ...(theirs && { draft: theirs }), ...(signed && { signed }), allSigned }
      return {
        file,
        documents,
        sealed: shelf.isSealed,
        // Why not of every case: of most none can be there.
        wasSealed:
          !shelf.isSealed &&
          events.some(({ what }) => what === 'gag-ended') &&
          (await shelf.hasPaper(file, sealedProofId(file.id, 1))),
        ...(await this.#looked(shelf, actor, file, 'case-view', events)),
      }
    })
    if (seen === undefined) return undefined
    // INVARIANT: nothing of it leaves before that they look is known to be committed.
    const { file, entry, events, documents, sealed, wasSealed } = seen
    return {
      reference,
      sealed,
      wasSealed,
      drill: file.drill,
      case: caseFromEvents(events),
      events,
      entry,
      ...documents,
    }
  }

  /** Keeps a draft of the decision, of whoever decides in the case, with what it rests on as the case is now. */
  async draft(actor: StaffActor, reference: string, wording: DecisionWording): Promise<'kept' | 'unknown'> {
    return this.#parts.shelves.within(actor, reference, async (shelf) => {
      const file = await shelf.find(reference)
      if (file === undefined || !decidesIn(actor, file)) return 'unknown'
      const grounds = groundsOf(caseFromEvents(await shelf.events(file)))
      await shelf.keepDraft(file, { ...wording, grounds, salt: randomBytes(16).toString('hex') })
      return 'kept'
    })
  }

  /** Decides, by what was signed: the event, the document and the entry are there together, or none of them is (Reg 7). */
  async decide(actor: StaffActor, { document, ...signature }: DecisionSignature): Promise<StepResult> {
    assertDenialWords(document, this.#parts.pack)
    const sha256 = decisionHash(document)
    return this.#parts.shelves.within(actor, document.case, async (shelf) => {
      const { decision } = document
      const grounds = groundsHash(document.grounds)
      const what = { what: 'decided', decision, document: sha256, grounds } as const
      const taken = await this.#parts.book.takeIn(shelf, actor, document.case, what)
      const file = await shelf.find(document.case)
      if (file === undefined || taken === 'unknown' || 'refused' in taken) return taken
      await shelf.keepSigned(file, sha256, { document, ...signature, entry: taken.entry })
      return taken
    })
  }

  /** The refusal that was signed goes out: the event has the hash of that one. */
  async sendRefusal(actor: StaffActor, reference: string): Promise<StepResult> {
    return this.#send(actor, reference, 'refusal-sent')
  }

  /** The same of a decision to obey, of which nothing is on file. */
  async sendNoRecords(actor: StaffActor, reference: string): Promise<StepResult> {
    return this.#send(actor, reference, 'no-records-sent')
  }

  async #send(
    actor: StaffActor,
    reference: string,
    what: 'refusal-sent' | 'no-records-sent',
  ): Promise<StepResult> {
    const { shelves, book } = this.#parts
    return shelves.within(actor, reference, async (shelf) => {
      const document = (await book.readIn(shelf, actor, reference))?.case.decision?.document ?? ''
      return book.takeIn(shelf, actor, reference, { what, document })
    })
  }

  async #takeOn(
    shelf: CaseRepository,
    actor: StaffActor | ProgramActor,
    reference: string,
    { what, at }: TimedStep,
  ): Promise<StepResult> {
    // A part of the gate made what such a step names, by its id or its hash: that part takes it, and nobody by a word alone.
    const { takenBy }: AnyStep = stepsByName[what.what]
    if (takenBy === 'service') return { refused: ['who'] }
    return this.#parts.book.takeIn(shelf, actor, reference, what, { at })
  }

  /** That somebody has it before them: an entry, and where they are the Director or counsel, how they were reached. */
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

/** Whether the same person sent the form that began a case. Hostile: its id is any that was sent. */
async function isSameSender(
  shelf: CaseRepository,
  actor: StaffActor | PatronActor,
  file: CaseRow,
): Promise<boolean> {
  const [first] = await shelf.events(file)
  if (first?.what !== 'received' || first.stamp.by !== logIdentity(actor).actor) return false
  // Patrons all act by one name: whose page it was the event says.
  return actor.role !== 'patron' || first.requester.patron === actor.patronId
}

/** What was written down of a search, for those who may know of it, and the entry that says that they looked. */
export type SearchView = {
  readonly log: SearchLog
  readonly drill: boolean
  /** Then the president of the Board is told, and not the Director. Undefined for whoever only holds the reference. */
  readonly aboutDirector: boolean | undefined
  /** The case is theirs to look at too. */
  readonly seesCase: boolean
  readonly entry: string
}

/** Undoes all steps that came before one that may not be taken. */
export class StepsRefusedError extends Error {
  readonly why: StepRefusal | 'unknown'
  constructor(why: StepRefusal | 'unknown') {
    super('a step of several may not be taken')
    this.why = why
  }
}

type EntryParts = RecorderParts & {
  readonly shelves: CaseStorage
  readonly ring: KeyRing
  readonly book: StepRecorder
}

/** What opens one entry of the register, and no other. */
export type EntryKeys = { readonly entryKey: Buffer; readonly overflow?: Buffer }

/**
 * Hands over the entry of a step that has a document: the decision that was signed, the package that was closed. Whoever gets it can see
 * by it that the register has that very document. Such an entry has the case, who took the step and when, and nobody's name.
 */
export class CaseEntries {
  readonly #parts: EntryParts

  constructor(parts: EntryParts) {
    this.#parts = parts
  }

  /**
   * @param of.document SHA-256 of the document, in hex
   * @returns undefined where it cannot be opened any more, or is no entry of such a step of this case
   */
  async handOver(
    actor: StaffActor,
    reference: string,
    of: { readonly entry: string; readonly document: string },
  ): Promise<EntryKeys | undefined> {
    const { shelves, book, ring, pack } = this.#parts
    return shelves.within(actor, reference, async (shelf) => {
      const found = await book.readIn(shelf, actor, reference)
      if (found === undefined || shelf.isSealed) return undefined
      const stored = await shelf.reading((trx) => findLeaf(trx, Buffer.from(of.entry, 'base64url')))
      if (stored === undefined || leafReference(stored.leaf) !== of.entry) return undefined
      const opened = openLeaf(ring, stored)
      if (opened.as !== 'opened') return undefined
      const { kind, case: its, document } = opened.entry
      // INVARIANT: no other entry leaves by this: those of disclosures have the ids of patrons.
      if (kind !== 'case-step' || its !== reference || document !== of.document) return undefined
      const what = caseEntry(pack, actor, found.file, 'case-entry-handed', [])
      await shelf.record({ ...what, entry: of.entry })
      return { entryKey: opened.entryKey, ...(stored.overflow && { overflow: stored.overflow }) }
    })
  }
}

/** So many stand on a page of a list. */
export const casesPerPage = 50

/** A page of a list: nothing of anybody, and so no look at anybody's record. */
export type CasePage = { readonly cases: readonly ListedCase[]; readonly more: boolean }

/** Which cases somebody may know of, as a list has them; undefined: of none. */
type VisibleCases = 'any' | 'others' | 'director'
function aboutFor({ role, president, unconfirmed }: StaffActor): VisibleCases | undefined {
  if (role === 'counsel') return unconfirmed ? 'others' : 'any'
  if (role === 'director') return 'others'
  return president && !unconfirmed ? 'director' : undefined
}

/** The open cases, the most urgent first. */
export function listOpen(
  app: Kysely<Schema>,
  actor: StaffActor,
  after: OpenCasesCursor | undefined,
): Promise<CasePage> {
  return readPage(app, actor, (trx, about) => openCases(trx, { after, about, limit: casesPerPage + 1 }))
}

/** The closed ones, those that were closed last. */
export function listClosed(
  app: Kysely<Schema>,
  actor: StaffActor,
  before: { readonly closedOn: string; readonly id: string } | undefined,
): Promise<CasePage> {
  return readPage(app, actor, (trx, about) => closedCases(trx, { before, about, limit: casesPerPage + 1 }))
}

/**
 * Those of which nobody may be told. INVARIANT: that somebody looks is on record before they see it, and is so whether there
 * are any or none: the page and its entry tell nobody that there is one.
 */
export function listWithheld(
  parts: {
    readonly app: Kysely<Schema>
    readonly ring: KeyRing
    readonly clock: Clock
    readonly pack: Pack
  },
  actor: StaffActor,
  after: OpenCasesCursor | undefined,
): Promise<CasePage> {
  const { app, ring, clock, pack } = parts
  return readPage(app, actor, async (trx, about) => {
    const entry = { pack: pack.hash, kind: 'cases-listed', ...logIdentity(actor) }
    await recordEntry(trx, { ring, now: clock.now() }, entry)
    return withheldCases(trx, { after, about, limit: casesPerPage + 1 })
  })
}

async function readPage(
  app: Kysely<Schema>,
  actor: StaffActor,
  read: (trx: Parameters<typeof openCases>[0], about: VisibleCases) => Promise<ListedCase[]>,
): Promise<CasePage> {
  const about = aboutFor(actor)
  if (about === undefined) return { cases: [], more: false }
  const { actor: by, place } = logIdentity(actor)
  const found = await inPipelinedContext(app, { actor: by, place }, (trx) => read(trx, about))
  return { cases: found.slice(0, casesPerPage), more: found.length > casesPerPage }
}

type SubjectParts = {
  readonly shelves: CaseStorage
  readonly pack: Pack
  readonly clock: Clock
  readonly finding: PatronLookup
  readonly book: StepRecorder
  readonly permits: CopyPermits
}

/** Whom a case names, by name and card; without both where the library has them on file no longer. */
export type NamedSubject = {
  readonly patronId: string
  readonly name?: PatronName
  readonly cards: readonly string[]
}

const subjectRecords = ['identity'] as const

/**
 * Of whom the paper of a case speaks, by the number of a card. The Director says so, and where the case is about the
 * Director, the president of the Board, who sees no record on any screen: this tells them that there is such a card.
 */
export class CaseSubjects {
  readonly #parts: SubjectParts

  constructor(parts: SubjectParts) {
    this.#parts = parts
  }

  /**
   * The id of whose card that is; undefined where it is nobody's. That they ask is on record before it is said. No entry of
   * it tells the patron: else they would learn that a paper came.
   * @returns `not-here` where no screen of staff shows a record, `unknown` where the case is not theirs to decide
   */
  async ofCard(
    actor: StaffActor,
    reference: string,
    card: string,
  ): Promise<string | 'not-here' | 'unknown' | undefined> {
    const { shelves, pack, clock, finding, book } = this.#parts
    const { place } = actor
    if (!copiesShowAt(pack, { place, on: clock.today() })) return 'not-here'
    return shelves.within(actor, reference, async (shelf) => {
      const found = await book.readIn(shelf, actor, reference)
      if (found === undefined || !decidesIn(actor, found.file)) return 'unknown'
      const [held] = await shelf.reading((trx) => finding.one(trx, { card }))
      await shelf.record({
        ...{ pack: pack.hash, kind: 'case-subject', ...logIdentity(actor), case: reference },
        ...{ records: ['existence'], flags: found.file.drill ? ['drill'] : [] },
        ...(held && { subjects: [held.patronId] }),
      })
      return held?.patronId
    })
  }

  /**
   * Name and cards of those whom a case names, for whoever may know of it: a wrong card, typed once, would hand over the
   * records of somebody whom no paper names, and whoever checks could not tell. Why not in the copy itself: what leaves is
   * what the paper names, and no more. Of this too no entry tells the patron.
   * @param copy the id of what was collected, whose people they are then; without one, those of the scope
   * @returns in the order of the numbers that the pages give them; none where no screen of staff shows a record
   */
  async named(actor: StaffActor, reference: string, copy?: string): Promise<readonly NamedSubject[]> {
    const { shelves, pack, clock, finding, book, permits } = this.#parts
    if (!copiesShowAt(pack, { place: actor.place, on: clock.today() })) return []
    const looked = await shelves.within(actor, reference, async (shelf) => {
      const found = await book.readIn(shelf, actor, reference)
      const { collected, scope } = found?.case ?? {}
      const subjects = (copy !== undefined && copy === collected?.id ? collected : scope)?.subjects ?? []
      if (found === undefined || subjects.length === 0) return undefined
      const held = await shelf.reading((trx) => finding.withCards(trx, subjects))
      const about = {
        actor,
        file: found.file,
        kind: 'case-subject',
        copy: { subjects, records: subjectRecords },
      } as const
      await recordCopyEntry(shelf, pack, about)
      return { subjects, held }
    })
    // INVARIANT: nobody is named before that they are is known to be committed.
    if (looked === undefined) return []
    const { subjects, held } = looked
    const permit = permits.records(subjects, subjectRecords)
    return subjects.map((patronId) => {
      const one = held.find((each) => each.patronId === patronId)
      if (one === undefined) return { patronId, cards: [] }
      const cards = one.cards.map(({ barcode }) => barcode.open(permit))
      return { patronId, name: one.name.open(permit), cards }
    })
  }
}
