import { randomUUID } from 'node:crypto'
import type { Transaction } from 'kysely'
import { caseOf } from '../casework/apply.ts'
import type { Case } from '../casework/case.ts'
import type { CaseEvent, What, WhatName } from '../casework/event.ts'
import type { World } from '../casework/needs.ts'
import { type Refused, step, type Unmet, unmet } from '../casework/step.ts'
import type { Clock } from '../clock.ts'
import type { Pack } from '../policy/pack.ts'
import { entryInstant } from '../register/entry.ts'
import { sealField } from '../sealing/field.ts'
import type { KeyRing } from '../sealing/key-ring.ts'
import type { Permit } from '../sealing/permit.ts'
import { dropDraft } from '../store/case-documents.ts'
import { planCaseMails } from '../store/case-mails.ts'
import { addEvent, type CaseRow, eventsOf, lockCase } from '../store/cases.ts'
import type { Schema } from '../store/schema.ts'
import { caseRoleOf, mayLook } from './case-roles.ts'
import { caseEntry, dayOfInstant, standingOf } from './case-standing.ts'
import { keepDenial } from './denial-kept.ts'
import { holdEvent, type KeptEvent } from './held-of-cases.ts'
import { recordEntry } from './record.ts'
import { type Actor, type Asker, namedAs, type Program } from './request.ts'

type Trx = Transaction<Schema>
export type BookParts = {
  readonly ring: KeyRing
  readonly pack: Pack
  readonly clock: Clock
  readonly permit: (caseId: string) => Permit
}

/** `unknown`: there is no such case, or not for them. */
export type Taken = { readonly entry: string } | Refused | 'unknown'

/** A case that is locked, and what happened in it. */
export type OpenCase = { readonly file: CaseRow; readonly events: readonly CaseEvent[] }

/**
 * What happened in cases, as the parts of the gate write it: each event is sealed, and is there together with its entry in the
 * register or not at all.
 *
 * INVARIANT: it stays in the gate. Whoever has it may take steps that say what a part made, such as a decision's hash.
 */
export class CaseBook {
  readonly #parts: BookParts

  constructor(parts: BookParts) {
    this.#parts = parts
  }

  /** A case for whoever may add to it, locked until the transaction ends: of it nothing leaves by this. */
  async open(trx: Trx, actor: Actor | Program, reference: string): Promise<OpenCase | undefined> {
    const file = await lockCase(trx, reference)
    if (file === undefined || !mayStep(actor, file)) return undefined
    return { file, events: await this.eventsIn(trx, file) }
  }

  async eventsIn(trx: Trx, file: CaseRow): Promise<readonly CaseEvent[]> {
    const { ring, permit } = this.#parts
    const held = (await eventsOf(trx, file.id)).map((row) => holdEvent(ring, file.id, row))
    return held.map((one) => one.open(permit(file.id)))
  }

  /** A case as it stands, for whoever may know of it and what is done with it in the same transaction. */
  async readIn(
    trx: Trx,
    actor: Actor | Program,
    reference: string,
  ): Promise<{ readonly file: CaseRow; readonly case: Case } | undefined> {
    const found = await this.open(trx, actor, reference)
    if (found === undefined || !(actor.role === 'program' || mayLook(actor, found.file))) return undefined
    return { file: found.file, case: caseOf(found.events) }
  }

  /** Takes a step in the caller's transaction, together with whatever it is about. */
  async takeIn(
    trx: Trx,
    actor: Actor | Program,
    reference: string,
    what: What,
    at?: Date | undefined,
  ): Promise<Taken> {
    const found = await this.open(trx, actor, reference)
    if (found === undefined) return 'unknown'
    const event = this.stamped(actor, what, at)
    const next = step(caseOf(found.events), event, this.world())
    if ('refused' in next) return next
    return { entry: await this.keep(trx, actor, found.file, event, next.case) }
  }

  /** All that keeps somebody from taking a step now in a case that was read. */
  missing(actor: Actor | Program, it: Case, what: What): readonly Unmet[] {
    return unmet(it, this.stamped(actor, what), this.world())
  }

  /** Keeps an event that may come. @returns its entry */
  async keep(trx: Trx, actor: Asker, file: CaseRow, event: CaseEvent, after: Case): Promise<string> {
    const { ring, clock, pack } = this.#parts
    const id = randomUUID()
    const kept: KeptEvent = { case: file.id, nth: file.events + 1, event }
    const sealed = { id, event: sealField(ring, 'case_event.event', id, kept) }
    await addEvent(trx, file, sealed, standingOf(pack, after))
    if (event.what === 'about-director') {
      const when = { on: clock.today(), at: clock.now() }
      await planCaseMails(trx, { caseId: file.id, ...when, to: 'decider' })
      await dropDraft(trx, file.id)
    }
    await keepDenial(trx, event, after, { rules: pack.manifest.cases, dayOf: dayOfInstant(pack.timeZone) })
    return recordEntry(
      trx,
      { ring, now: clock.now() },
      caseEntry(pack, actor, file, 'case-step', [recordedAs(event.what)], event),
    )
  }

  /** What happens, with who does it and when; now, where no time is given. */
  stamped(actor: Asker, what: What, at?: Date): CaseEvent {
    const now = entryInstant(this.#parts.clock.now())
    const when = at === undefined ? now : entryInstant(at)
    const stamp = { by: namedAs(actor).actor, role: caseRoleOf(actor), at: when, notedAt: now }
    const isUnsure = 'unconfirmed' in actor && actor.unconfirmed === true
    return { ...what, stamp: { ...stamp, ...(isUnsure && { unconfirmed: true as const }) } }
  }

  world(): World {
    const { pack, clock } = this.#parts
    return {
      ...{ today: clock.today(), dayOf: dayOfInstant(pack.timeZone) },
      decide: (ask) => pack.decide(ask),
    }
  }
}

/** INVARIANT: the open register does not tell that a gag exists: there it is a note. */
const recordedAs = (what: WhatName): WhatName =>
  what === 'gag-found' || what === 'gag-ended' ? 'noted' : what

/** Whoever works here may add to a case whose reference they hold; a trustee is nobody in it. */
export function mayStep(actor: Actor | Program, file: CaseRow): boolean {
  if (actor.role === 'program') return true
  return mayLook(actor, file) || (caseRoleOf(actor) === 'staff' && actor.role !== 'trustee')
}
