import { randomBytes, randomUUID } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import { caseOf } from '../casework/apply.ts'
import type { Case } from '../casework/case.ts'
import { decisionHash, type Wording } from '../casework/decision-document.ts'
import type { CaseEvent, Of, What } from '../casework/event.ts'
import { groundsHash, groundsOf } from '../casework/grounds.ts'
import type { World } from '../casework/needs.ts'
import { isSearchUnderWay, isWarrantCase, searchLogOf } from '../casework/search-log.ts'
import { type Refused, step, type Unmet, unmet } from '../casework/step.ts'
import type { Clock } from '../clock.ts'
import type { CaseRules } from '../policy/case-rules.ts'
import type { Pack } from '../policy/pack.ts'
import { entryInstant } from '../register/entry.ts'
import { sealField } from '../sealing/field.ts'
import type { KeyRing } from '../sealing/key-ring.ts'
import type { Permit } from '../sealing/permit.ts'
import type { Sealed } from '../sealing/sealed.ts'
import { planCaseMails } from '../store/case-mails.ts'
import { addCase, addEvent, type CaseRow, eventsOf, lockCase } from '../store/cases.ts'
import { noteSeen } from '../store/cases-unseen.ts'
import type { Schema } from '../store/schema.ts'
import { inContextAlong } from '../store/vault.ts'
import { type Documents, documentsIn, keepIn, type Signed } from './case-documents.ts'
import { CasePapers } from './case-papers.ts'
import { newReference } from './case-reference.ts'
import { caseRoleOf, decidesIn, mayLook, reachedByLook } from './case-roles.ts'
import { caseEntry, dayOfInstant, standingOf } from './case-standing.ts'
import { keepDenial } from './denial-kept.ts'
import { holdEvent, type KeptEvent } from './held.ts'
import { recordEntry } from './record.ts'
import { type Actor, type Asker, namedAs, type OwnSelf, type Program } from './request.ts'
import { NotAll, type SearchSeen } from './search-seen.ts'

export { caseRoleOf, decidesIn, mayLook } from './case-roles.ts'
export { clockRules, dayOfInstant } from './case-standing.ts'

type Trx = Transaction<Schema>
type Parts = {
  readonly app: Kysely<Schema>
  readonly ring: KeyRing
  readonly pack: Pack
  readonly clock: Clock
  readonly permit: (caseId: string) => Permit
}

/** A case as whoever may know of it sees it, and the entry that says so. */
export type CaseSeen = Documents & {
  readonly reference: string
  readonly case: Case
  readonly events: readonly CaseEvent[]
  readonly drill: boolean
  /** Of the register. */
  readonly entry: string
}

/** `unknown`: there is no such case, or not for them. */
export type Taken = { readonly entry: string } | Refused | 'unknown'

/**
 * The one way to a case: what happened in it is sealed, and is opened here, for those who may know of it, once the register
 * has that they look. Every step is an entry too, in one transaction with the event itself.
 */
export class CaseFiles {
  readonly #parts: Parts
  readonly papers: CasePapers

  constructor(parts: Parts) {
    this.#parts = parts
    this.papers = new CasePapers({ ...parts, cases: this })
  }

  /** Whether this library works cases here. */
  get rules(): CaseRules | undefined {
    return this.#parts.pack.manifest.cases
  }

  /**
   * Something came, wherever it came: a case begins, and with it the mails that say that a matter waits. @param at when it came, where that was before now
   * @returns the case's random reference
   */
  async receive(
    actor: Actor | OwnSelf,
    came: Of<'received'>,
    at?: Date,
  ): Promise<{ readonly reference: string; readonly entry: string }> {
    const { clock } = this.#parts
    const reference = newReference()
    const event = this.#stamped(actor, came, at)
    const begun = step(undefined, event, this.#world())
    if ('refused' in begun) throw new RangeError('a case that comes in has come before it is entered')
    return this.#within(actor, async (trx) => {
      const opened = {
        reference,
        opened_on: clock.today(),
        about_director: came.aboutDirector,
        drill: came.drill,
      }
      const id = await addCase(trx, { ...opened, ...standingOf(this.#parts, begun.case) })
      const file = { id, reference, events: 0, aboutDirector: came.aboutDirector, drill: came.drill }
      await planCaseMails(trx, { caseId: id, on: clock.today(), at: clock.now() })
      return { reference, entry: await this.#keep(trx, actor, file, event, begun.case) }
    })
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
    const file = await lockCase(trx, reference)
    if (file === undefined || !mayStep(actor, file)) return 'unknown'
    const before = this.#opened(file, await this.#held(trx, file))
    const event = this.#stamped(actor, what, at)
    const next = step(caseOf(before), event, this.#world())
    if ('refused' in next) return next
    return { entry: await this.#keep(trx, actor, file, event, next.case) }
  }

  /** A case as it stands, locked, for what is done with it in the same transaction: of it nothing leaves by this. */
  async readIn(
    trx: Trx,
    actor: Actor | Program,
    reference: string,
  ): Promise<{ readonly file: CaseRow; readonly case: Case } | undefined> {
    const file = await lockCase(trx, reference)
    if (file === undefined || !(actor.role === 'program' || mayLook(actor, file))) return undefined
    return { file, case: caseOf(this.#opened(file, await this.#held(trx, file))) }
  }

  /** All that keeps somebody from taking a step now in a case that was read. */
  missing(actor: Actor | Program, it: Case, what: What): readonly Unmet[] {
    return unmet(it, this.#stamped(actor, what), this.#world())
  }

  /** The same for several steps, each at its time: all of them are taken, or none. */
  async takeAll(
    actor: Actor,
    reference: string,
    steps: readonly { readonly what: What; readonly at: Date }[],
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
      const file = await lockCase(trx, reference)
      if (file === undefined || !mayStep(actor, file)) return undefined
      const events = this.#opened(file, await this.#held(trx, file))
      const seesCase = mayLook(actor, file)
      const { pack, clock } = this.#parts
      const when = { today: clock.today(), dayOf: dayOfInstant(pack.timeZone) }
      if (!(seesCase ? isWarrantCase(caseOf(events)) : isSearchUnderWay(events, when))) return undefined
      const seen = await this.#looked(trx, actor, file, 'case-search-view', events)
      return { log: searchLogOf(seen.events), drill: file.drill, seesCase, entry: seen.entry }
    })
  }

  /** Shows a case to whoever may know of it. That the Director or counsel has it before them is how they were reached. */
  async look(actor: Actor, reference: string): Promise<CaseSeen | undefined> {
    const seen = await this.#within(actor, async (trx) => {
      const file = await lockCase(trx, reference)
      if (file === undefined || !mayLook(actor, file)) return undefined
      const events = this.#opened(file, await this.#held(trx, file))
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
      const grounds = groundsOf(caseOf(this.#opened(file, await this.#held(trx, file))))
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
      const taken = await this.takeIn(trx, actor, document.case, what)
      const file = await lockCase(trx, document.case)
      if (file === undefined || taken === 'unknown' || 'refused' in taken) return taken
      const signed = { document, ...signature, entry: taken.entry }
      await keepIn(trx, this.#parts.ring, { caseId: file.id, sha256, document: { signed } })
      return taken
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
    const { ring, clock } = this.#parts
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
    const event = this.#stamped(actor, noted)
    const next = step(caseOf(events), event, this.#world())
    if ('refused' in next) return { entry, events }
    await this.#keep(trx, actor, file, event, next.case)
    return { entry, events: [...events, event] }
  }

  #within<T>(by: Actor | OwnSelf, work: (trx: Trx) => Promise<T>): Promise<T> {
    const { actor, place } = namedAs(by)
    return inContextAlong(this.#parts.app, { actor, place }, work)
  }

  async #held(trx: Trx, file: CaseRow): Promise<readonly Sealed<CaseEvent>[]> {
    return (await eventsOf(trx, file.id)).map((row) => holdEvent(this.#parts.ring, file.id, row))
  }

  #opened(file: CaseRow, sealed: readonly Sealed<CaseEvent>[]): CaseEvent[] {
    const permit = this.#parts.permit(file.id)
    return sealed.map((one) => one.open(permit))
  }

  async #keep(trx: Trx, actor: Asker, file: CaseRow, event: CaseEvent, after: Case): Promise<string> {
    const { ring, clock, pack } = this.#parts
    const id = randomUUID()
    const kept: KeptEvent = { case: file.id, nth: file.events + 1, event }
    const sealed = { id, event: sealField(ring, 'case_event.event', id, kept) }
    await addEvent(trx, file, sealed, standingOf(this.#parts, after))
    await keepDenial(trx, event, after, { rules: this.rules, dayOf: dayOfInstant(pack.timeZone) })
    return recordEntry(
      trx,
      { ring, now: clock.now() },
      caseEntry(this.#parts.pack, actor, file, 'case-step', [event.what], event),
    )
  }

  #stamped(actor: Asker, what: What, at?: Date): CaseEvent {
    const now = entryInstant(this.#parts.clock.now())
    const when = at === undefined ? now : entryInstant(at)
    return { ...what, stamp: { by: namedAs(actor).actor, role: caseRoleOf(actor), at: when, notedAt: now } }
  }

  #world(): World {
    const { pack, clock } = this.#parts
    return { today: clock.today(), decide: (ask) => pack.decide(ask) }
  }
}

/** Whoever works here may add to a case whose reference they hold; a trustee is nobody in it. */
function mayStep(actor: Actor | Program, file: CaseRow): boolean {
  if (actor.role === 'program') return true
  return mayLook(actor, file) || (caseRoleOf(actor) === 'staff' && actor.role !== 'trustee')
}

/** Where it is about the Director, the president of the Board stands in, and is who has to be reached. */
