import { randomBytes } from 'node:crypto'
import type { Transaction } from 'kysely'
import { caseOf } from '../casework/apply.ts'
import type { Case } from '../casework/case.ts'
import { decisionHash, type Wording } from '../casework/decision-document.ts'
import type { CaseEvent, Of, What, WhatName } from '../casework/event.ts'
import { groundsHash, groundsOf } from '../casework/grounds.ts'
import { isSearchUnderWay, isWarrantCase, searchLogOf } from '../casework/search-log.ts'
import { type Refused, step } from '../casework/step.ts'
import type { CaseRules } from '../policy/case-rules.ts'
import type { KeyRing } from '../sealing/key-ring.ts'
import type { CaseRow } from '../store/cases.ts'
import type { Schema } from '../store/schema.ts'
import { type BookParts, type CaseBook, mayStep, type Taken } from './case-book.ts'
import type { Documents, Signed } from './case-documents.ts'
import { CaseEntries } from './case-entries.ts'
import { CasePapers } from './case-papers.ts'
import { decidesIn, mayLook, mayLookIn, reachedByLook } from './case-roles.ts'
import type { CaseShelf } from './case-shelf.ts'
import type { CaseShelves } from './case-shelves.ts'
import { caseEntry, dayOfInstant } from './case-standing.ts'
import { assertSaid } from './denial-kept.ts'
import { type Actor, namedAs, type OwnSelf, type Program } from './request.ts'
import { sealedProofId } from './sealed-proof-id.ts'
import { NotAll, type SearchSeen } from './search-seen.ts'

type Parts = BookParts & {
  readonly shelves: CaseShelves
  readonly book: CaseBook
  readonly ring: KeyRing
}

/** A case as whoever may know of it sees it, and the entry that says so. */
export type CaseSeen = Documents & {
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
export type Timed = { readonly what: What; readonly at?: Date | undefined }

/** How a case comes in, beside its first event. */
export type Receiving = {
  /** When it came, where that was before now. */
  readonly at?: Date | undefined
  /** Of the form that was sent, a UUID: the same form, sent again, is the same case. */
  readonly form?: string | undefined
  /** What happened in it already. */
  readonly after?: readonly Timed[]
}

/** Steps that say what a part of the gate made, by its id or its hash: that part takes them, and nobody by a word alone. */
const ofMakers: readonly WhatName[] = [
  ...(['received', 'paper-added', 'decided', 'refusal-sent', 'no-records-sent', 'preserved'] as const),
  'preservation-ended',
  ...(['collected', 'packaged', 'package-saved', 'produced'] as const),
]

/**
 * The one way to a case: what happened in it is sealed, and leaves here, for those who may know of it, once it is on record
 * that they look. Every step is an entry too, in one piece of work with the event itself.
 */
export class CaseFiles {
  readonly #parts: Parts
  readonly papers: CasePapers
  readonly entries: CaseEntries

  constructor(parts: Parts) {
    this.#parts = parts
    this.papers = new CasePapers(parts)
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
    actor: Actor | OwnSelf,
    came: Of<'received'>,
    { at, form, after = [] }: Receiving = {},
  ): Promise<{ readonly reference: string; readonly isKnown?: true }> {
    const { book } = this.#parts
    const first = book.stamped(actor, came, at)
    const begun = step(undefined, first, book.world())
    if ('refused' in begun) throw new RangeError('a case that comes in has come before it is entered')
    return this.#parts.shelves.within(actor, undefined, async (shelf) => {
      const begins = await shelf.begin(begun.case, form)
      if (!begins.isBegun && (await isFrom(shelf, actor, begins.file)))
        return { reference: begins.file.reference, isKnown: true }
      let { file } = begins.isBegun ? begins : await shelf.begin(begun.case, undefined)
      let it = begun.case
      await book.keep(shelf, actor, file, first, it)
      for (const { what, at: when } of after) {
        const event = book.stamped(actor, what, when)
        const next = step(it, event, book.world())
        if ('refused' in next) throw new RangeError(`${what.what}: ${next.refused.join(', ')}`)
        file = { ...file, events: file.events + 1 }
        it = next.case
        await book.keep(shelf, actor, file, event, it)
      }
      return { reference: file.reference }
    })
  }

  /** Whether there is such a case, and whoever holds its reference may add to it. */
  async has(actor: Actor, reference: string): Promise<boolean> {
    const file = await this.#parts.shelves.within(actor, reference, (shelf) => shelf.find(reference))
    return file !== undefined && mayStep(actor, file)
  }

  /** Takes a step in a case. @param at when it happened, where that was before now: what was written on paper comes later */
  async take(actor: Actor, reference: string, what: What, at?: Date): Promise<Taken> {
    const { shelves } = this.#parts
    return shelves.within(actor, reference, (shelf) => this.#takeOn(shelf, actor, reference, { what, at }))
  }

  /** The same in an open case by the program itself, in the caller's transaction, together with whatever it is about. */
  async takeIn(trx: Transaction<Schema>, program: Program, reference: string, what: What): Promise<Taken> {
    return this.#takeOn(this.#parts.shelves.along(trx), program, reference, { what })
  }

  /** The same for several steps, each at its time: all of them are taken, or none. */
  async takeAll(
    actor: Actor,
    reference: string,
    steps: readonly Timed[],
  ): Promise<'taken' | Refused | 'unknown'> {
    try {
      await this.#parts.shelves.within(actor, reference, async (shelf) => {
        for (const each of steps) {
          const taken = await this.#takeOn(shelf, actor, reference, each)
          if (taken === 'unknown' || 'refused' in taken) throw new NotAll(taken)
        }
      })
      return 'taken'
    } catch (error) {
      if (error instanceof NotAll) return error.why
      throw error
    }
  }

  /**
   * A search warrant as it is carried out: for the Director and counsel, and for whoever holds the reference until the end
   * of the day on which it is over. Of the case nothing else leaves.
   */
  async lookAtSearch(actor: Actor, reference: string): Promise<SearchSeen | undefined> {
    return this.#parts.shelves.within(actor, reference, async (shelf) => {
      const found = await this.#parts.book.open(shelf, actor, reference)
      if (found === undefined) return undefined
      const { file, events } = found
      const seesCase = mayLook(actor, file)
      const { pack, clock } = this.#parts
      const when = { today: clock.today(), dayOf: dayOfInstant(pack.timeZone) }
      if (!(seesCase ? isWarrantCase(caseOf(events)) : isSearchUnderWay(events, when))) return undefined
      const seen = await this.#looked(shelf, actor, file, 'case-search-view', events)
      const { drill } = file
      // INVARIANT: whom a case is about is told to nobody but those who may look at it.
      const aboutDirector = seesCase ? file.aboutDirector : undefined
      return { log: searchLogOf(seen.events), drill, aboutDirector, seesCase, entry: seen.entry }
    })
  }

  /** Shows a case to whoever may know of it. That the Director or counsel has it before them is how they were reached. */
  async look(actor: Actor, reference: string): Promise<CaseSeen | undefined> {
    const seen = await this.#parts.shelves.within(actor, reference, async (shelf) => {
      const file = await shelf.find(reference)
      if (file === undefined || !mayLook(actor, file)) return undefined
      const events = await shelf.events(file)
      if (!mayLookIn(actor, file, events)) return undefined
      // Drafts are for whoever decides; what was signed, for whoever may look.
      const { draft, signed, allSigned } = await shelf.documents(file, caseOf(events).decision?.document)
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
      case: caseOf(events),
      events,
      entry,
      ...documents,
    }
  }

  /** Keeps a draft of the decision, of whoever decides in the case, with what it rests on as the case is now. */
  async draft(actor: Actor, reference: string, wording: Wording): Promise<'kept' | 'unknown'> {
    return this.#parts.shelves.within(actor, reference, async (shelf) => {
      const file = await shelf.find(reference)
      if (file === undefined || !decidesIn(actor, file)) return 'unknown'
      const grounds = groundsOf(caseOf(await shelf.events(file)))
      await shelf.keepDraft(file, { ...wording, grounds, salt: randomBytes(16).toString('hex') })
      return 'kept'
    })
  }

  /** Decides, by what was signed: the event, the document and the entry are there together, or none of them is (Reg 7). */
  async decide(actor: Actor, { document, ...signature }: Signed): Promise<Taken> {
    assertSaid(document, this.#parts.pack)
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
  async sendRefusal(actor: Actor, reference: string): Promise<Taken> {
    return this.#send(actor, reference, 'refusal-sent')
  }

  /** The same of a decision to obey, of which nothing is on file. */
  async sendNoRecords(actor: Actor, reference: string): Promise<Taken> {
    return this.#send(actor, reference, 'no-records-sent')
  }

  async #send(actor: Actor, reference: string, what: 'refusal-sent' | 'no-records-sent'): Promise<Taken> {
    const { shelves, book } = this.#parts
    return shelves.within(actor, reference, async (shelf) => {
      const document = (await book.readIn(shelf, actor, reference))?.case.decision?.document ?? ''
      return book.takeIn(shelf, actor, reference, { what, document })
    })
  }

  async #takeOn(
    shelf: CaseShelf,
    actor: Actor | Program,
    reference: string,
    { what, at }: Timed,
  ): Promise<Taken> {
    if (ofMakers.includes(what.what)) return { refused: ['who'] }
    return this.#parts.book.takeIn(shelf, actor, reference, what, { at })
  }

  /** That somebody has it before them: an entry, and where they are the Director or counsel, how they were reached. */
  async #looked(shelf: CaseShelf, actor: Actor, file: CaseRow, kind: string, events: readonly CaseEvent[]) {
    const { pack, book } = this.#parts
    const entry = await shelf.recordLook(actor, file, caseEntry(pack, actor, file, kind, []))
    const noted = reachedByLook(actor, caseOf(events))
    if (noted === undefined) return { entry, events }
    const event = book.stamped(actor, noted)
    const next = step(caseOf(events), event, book.world(shelf))
    if ('refused' in next) return { entry, events }
    await book.keep(shelf, actor, file, event, next.case)
    return { entry, events: [...events, event] }
  }
}

/** Whether the same person sent the form that began a case. Hostile: its id is any that was sent. */
async function isFrom(shelf: CaseShelf, actor: Actor | OwnSelf, file: CaseRow): Promise<boolean> {
  const [first] = await shelf.events(file)
  if (first?.what !== 'received' || first.stamp.by !== namedAs(actor).actor) return false
  // Patrons all act by one name: whose page it was the event says.
  return actor.role !== 'patron' || first.requester.patron === actor.patronId
}
