import { randomBytes } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import { caseOf } from '../casework/apply.ts'
import type { Case } from '../casework/case.ts'
import { decisionHash, type Wording } from '../casework/decision-document.ts'
import type { CaseEvent, Of, What, WhatName } from '../casework/event.ts'
import { groundsHash, groundsOf } from '../casework/grounds.ts'
import { isSearchUnderWay, isWarrantCase, searchLogOf } from '../casework/search-log.ts'
import { type Refused, step } from '../casework/step.ts'
import type { CaseRules } from '../policy/case-rules.ts'
import { planCaseMails } from '../store/case-mails.ts'
import { addCase, type CaseRow, caseOfId, lockCase } from '../store/cases.ts'
import { noteSeen } from '../store/cases-unseen.ts'
import type { Schema } from '../store/schema.ts'
import { inContextAlong } from '../store/vault.ts'
import { type BookParts, type CaseBook, mayStep, type Taken } from './case-book.ts'
import { type Documents, documentsIn, keepIn, type Signed } from './case-documents.ts'
import { CasePapers } from './case-papers.ts'
import { newReference } from './case-reference.ts'
import { caseRoleOf, decidesIn, mayLook, reachedByLook } from './case-roles.ts'
import { caseEntry, dayOfInstant, standingOf } from './case-standing.ts'
import { recordEntry } from './record.ts'
import { type Actor, namedAs, type OwnSelf, type Program } from './request.ts'
import { NotAll, type SearchSeen } from './search-seen.ts'

type Trx = Transaction<Schema>
type Parts = BookParts & { readonly app: Kysely<Schema>; readonly book: CaseBook }

/** A case as whoever may know of it sees it, and the entry that says so. */
export type CaseSeen = Documents & {
  readonly reference: string
  readonly case: Case
  readonly events: readonly CaseEvent[]
  readonly drill: boolean
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
  ...(['received', 'paper-added', 'decided', 'refusal-sent', 'preserved', 'preservation-ended'] as const),
  ...(['collected', 'packaged', 'package-saved', 'produced'] as const),
]

/**
 * The one way to a case: what happened in it is sealed, and is opened here, for those who may know of it, once the register
 * has that they look. Every step is an entry too, in one transaction with the event itself.
 */
export class CaseFiles {
  readonly #parts: Parts
  readonly papers: CasePapers

  constructor(parts: Parts) {
    this.#parts = parts
    this.papers = new CasePapers(parts)
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
  ): Promise<{ readonly reference: string }> {
    const { clock, book } = this.#parts
    const first = book.stamped(actor, came, at)
    const begun = step(undefined, first, book.world())
    if ('refused' in begun) throw new RangeError('a case that comes in has come before it is entered')
    return this.#within(actor, async (trx) => {
      const opened = {
        ...{ reference: newReference(), opened_on: clock.today() },
        drill: came.drill,
        ...standingOf(this.#parts.pack, begun.case),
      }
      const added = form === undefined ? undefined : await addCase(trx, { ...opened, id: form })
      const before = form === undefined || added ? undefined : await this.#receivedAs(trx, actor, form)
      if (before !== undefined) return { reference: before }
      const id = added ?? (await addCase(trx, opened)) ?? ''
      const { reference } = opened
      let file: CaseRow = { id, reference, events: 0, aboutDirector: came.aboutDirector, drill: came.drill }
      let it = begun.case
      await planCaseMails(trx, { caseId: file.id, on: clock.today(), at: clock.now(), to: 'all' })
      await book.keep(trx, actor, file, first, it)
      for (const { what, at: when } of after) {
        const event = book.stamped(actor, what, when)
        const next = step(it, event, book.world())
        if ('refused' in next) throw new RangeError(`${what.what}: ${next.refused.join(', ')}`)
        file = { ...file, events: file.events + 1 }
        it = next.case
        await book.keep(trx, actor, file, event, it)
      }
      return { reference }
    })
  }

  /** The reference of the case that this form began, where the same person sent it before. Hostile: an id is any that was sent. */
  async #receivedAs(trx: Trx, actor: Actor | OwnSelf, form: string): Promise<string | undefined> {
    const file = await caseOfId(trx, form)
    const [first] = file === undefined ? [] : await this.#parts.book.eventsIn(trx, file)
    if (first?.what !== 'received' || first.stamp.by !== namedAs(actor).actor) return undefined
    // Patrons all act by one name: whose page it was the event says.
    const isTheirs = actor.role !== 'patron' || first.requester.patron === actor.patronId
    return isTheirs ? file?.reference : undefined
  }

  /** Whether there is such a case, and whoever holds its reference may add to it. */
  async has(actor: Actor, reference: string): Promise<boolean> {
    const file = await this.#within(actor, (trx) => lockCase(trx, reference))
    return file !== undefined && mayStep(actor, file)
  }

  /** Takes a step in a case. @param at when it happened, where that was before now: what was written on paper comes later */
  async take(actor: Actor, reference: string, what: What, at?: Date): Promise<Taken> {
    return this.#within(actor, (trx) => this.takeIn(trx, actor, reference, what, at))
  }

  /** The same in the caller's transaction, together with whatever it is about. */
  async takeIn(trx: Trx, actor: Actor | Program, reference: string, what: What, at?: Date): Promise<Taken> {
    if (ofMakers.includes(what.what)) return { refused: ['who'] }
    return this.#parts.book.takeIn(trx, actor, reference, what, at)
  }

  /** The same for several steps, each at its time: all of them are taken, or none. */
  async takeAll(
    actor: Actor,
    reference: string,
    steps: readonly Timed[],
  ): Promise<'taken' | Refused | 'unknown'> {
    try {
      await this.#within(actor, async (trx) => {
        for (const { what, at } of steps) {
          const taken = await this.takeIn(trx, actor, reference, what, at)
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
    return this.#within(actor, async (trx) => {
      const found = await this.#parts.book.open(trx, actor, reference)
      if (found === undefined) return undefined
      const { file, events } = found
      const seesCase = mayLook(actor, file)
      const { pack, clock } = this.#parts
      const when = { today: clock.today(), dayOf: dayOfInstant(pack.timeZone) }
      if (!(seesCase ? isWarrantCase(caseOf(events)) : isSearchUnderWay(events, when))) return undefined
      const seen = await this.#looked(trx, actor, file, 'case-search-view', events)
      const { drill } = file
      // INVARIANT: whom a case is about is told to nobody but those who may look at it.
      const aboutDirector = seesCase ? file.aboutDirector : undefined
      return { log: searchLogOf(seen.events), drill, aboutDirector, seesCase, entry: seen.entry }
    })
  }

  /** Shows a case to whoever may know of it. That the Director or counsel has it before them is how they were reached. */
  async look(actor: Actor, reference: string): Promise<CaseSeen | undefined> {
    const seen = await this.#within(actor, async (trx) => {
      const file = await lockCase(trx, reference)
      if (file === undefined || !mayLook(actor, file)) return undefined
      const events = await this.#parts.book.eventsIn(trx, file)
      const documents = await this.#documents(trx, actor, file, caseOf(events))
      return { file, documents, ...(await this.#looked(trx, actor, file, 'case-view', events)) }
    })
    if (seen === undefined) return undefined
    // INVARIANT: nothing of it leaves before that they look is known to be committed.
    const { file, entry, events, documents } = seen
    return { reference, drill: file.drill, case: caseOf(events), events, entry, ...documents }
  }

  /** Keeps a draft of the decision, of whoever decides in the case, with what it rests on as the case is now. */
  async draft(actor: Actor, reference: string, wording: Wording): Promise<'kept' | 'unknown'> {
    return this.#within(actor, async (trx) => {
      const file = await lockCase(trx, reference)
      if (file === undefined || !decidesIn(actor, file)) return 'unknown'
      const grounds = groundsOf(caseOf(await this.#parts.book.eventsIn(trx, file)))
      const draft = { ...wording, grounds, salt: randomBytes(16).toString('hex') }
      await keepIn(trx, this.#parts.ring, { caseId: file.id, sha256: null, document: { draft } })
      return 'kept'
    })
  }

  /** Decides, by what was signed: the event, the document and the entry are there together, or none of them is (Reg 7). */
  async decide(actor: Actor, { document, ...signature }: Signed): Promise<Taken> {
    const sha256 = decisionHash(document)
    return this.#within(actor, async (trx) => {
      const { decision } = document
      const grounds = groundsHash(document.grounds)
      const what = { what: 'decided', decision, document: sha256, grounds } as const
      const taken = await this.#parts.book.takeIn(trx, actor, document.case, what)
      const file = await lockCase(trx, document.case)
      if (file === undefined || taken === 'unknown' || 'refused' in taken) return taken
      const signed = { document, ...signature, entry: taken.entry }
      await keepIn(trx, this.#parts.ring, { caseId: file.id, sha256, document: { signed } })
      return taken
    })
  }

  /** The refusal that was signed goes out: the event has the hash of that one. */
  async sendRefusal(actor: Actor, reference: string): Promise<Taken> {
    const { book } = this.#parts
    return this.#within(actor, async (trx) => {
      const document = (await book.readIn(trx, actor, reference))?.case.decision?.document ?? ''
      return book.takeIn(trx, actor, reference, { what: 'refusal-sent', document })
    })
  }

  /** Drafts are for whoever decides; what was signed, for whoever may look. */
  async #documents(trx: Trx, actor: Actor, file: CaseRow, it: Case): Promise<Documents> {
    const { ring, permit } = this.#parts
    const of = { caseId: file.id, sha256: it.decision?.document, permit: permit(file.id) }
    const { draft, signed } = await documentsIn(trx, ring, of)
    return { ...(draft && decidesIn(actor, file) && { draft }), ...(signed && { signed }) }
  }

  /** That somebody has it before them: an entry, and where they are the Director or counsel, how they were reached. */
  async #looked(trx: Trx, actor: Actor, file: CaseRow, kind: string, events: readonly CaseEvent[]) {
    const { ring, clock, book } = this.#parts
    const entry = await recordEntry(
      trx,
      { ring, now: clock.now() },
      caseEntry(this.#parts.pack, actor, file, kind, []),
    )
    if (mayLook(actor, file)) {
      await noteSeen(trx, file.id, caseRoleOf(actor) === 'counsel' ? 'counsel' : 'decider')
    }
    const noted = reachedByLook(actor, caseOf(events))
    if (noted === undefined) return { entry, events }
    const event = book.stamped(actor, noted)
    const next = step(caseOf(events), event, book.world())
    if ('refused' in next) return { entry, events }
    await book.keep(trx, actor, file, event, next.case)
    return { entry, events: [...events, event] }
  }

  #within<T>(by: Actor | OwnSelf, work: (trx: Trx) => Promise<T>): Promise<T> {
    const { actor, place } = namedAs(by)
    return inContextAlong(this.#parts.app, { actor, place }, work)
  }
}
