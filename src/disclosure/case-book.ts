import { caseOf } from '../casework/apply.ts'
import type { Case } from '../casework/case.ts'
import type { CaseEvent, What, WhatName } from '../casework/event.ts'
import type { World } from '../casework/needs.ts'
import { type Refused, step, type Unmet, unmet } from '../casework/step.ts'
import type { Clock } from '../clock.ts'
import type { Pack } from '../policy/pack.ts'
import { entryInstant } from '../register/entry.ts'
import type { CaseRow } from '../store/cases.ts'
import { recordTold } from './case-copy-entry.ts'
import { caseRoleOf, mayLook, mayLookIn } from './case-roles.ts'
import type { CaseShelf } from './case-shelf.ts'
import { caseEntry, dayOfInstant } from './case-standing.ts'
import { type Actor, type Asker, namedAs, type Program } from './request.ts'

export type BookParts = { readonly pack: Pack; readonly clock: Clock }

/** `unknown`: there is no such case, or not for them. */
export type Taken = { readonly entry: string } | Refused | 'unknown'

/** A case that was found on a shelf, and what happened in it. */
export type OpenCase = { readonly file: CaseRow; readonly events: readonly CaseEvent[] }

/**
 * What happened in cases, as the parts of the gate write it: each event is there together with its entry, or not at all.
 *
 * INVARIANT: it stays in the gate. Whoever has it may take steps that say what a part made, such as a decision's hash.
 */
export class CaseBook {
  readonly #parts: BookParts

  constructor(parts: BookParts) {
    this.#parts = parts
  }

  /** A case for whoever may add to it, which is nobody else's until the work ends: of it nothing leaves by this. */
  async open(shelf: CaseShelf, actor: Actor | Program, reference: string): Promise<OpenCase | undefined> {
    const file = await shelf.find(reference)
    if (file === undefined || !mayStep(actor, file)) return undefined
    return { file, events: await shelf.events(file) }
  }

  /** A case as it stands, for whoever may know of it and what is done with it in the same work. */
  async readIn(
    shelf: CaseShelf,
    actor: Actor | Program,
    reference: string,
  ): Promise<{ readonly file: CaseRow; readonly case: Case } | undefined> {
    const found = await this.open(shelf, actor, reference)
    if (found === undefined) return undefined
    if (actor.role !== 'program' && !mayLookIn(actor, found.file, found.events)) return undefined
    return { file: found.file, case: caseOf(found.events) }
  }

  /** Takes a step in the caller's work, together with whatever it is about. */
  async takeIn(
    shelf: CaseShelf,
    actor: Actor | Program,
    reference: string,
    what: What,
    { at, isAlone }: { readonly at?: Date | undefined; readonly isAlone?: World['isAlone'] } = {},
  ): Promise<Taken> {
    const found = await this.open(shelf, actor, reference)
    if (found === undefined) return 'unknown'
    const event = this.stamped(actor, what, at)
    const world = { ...this.world(shelf), ...(isAlone && { isAlone }) }
    const next = step(caseOf(found.events), event, world)
    if ('refused' in next) return next
    return { entry: await this.keep(shelf, actor, found.file, event, next.case) }
  }

  /** All that keeps somebody from taking a step now in a case that was read. */
  missing(actor: Actor | Program, it: Case, what: What): readonly Unmet[] {
    return unmet(it, this.stamped(actor, what), this.world())
  }

  /** Keeps an event that may come. @returns its entry */
  async keep(shelf: CaseShelf, actor: Asker, file: CaseRow, event: CaseEvent, after: Case): Promise<string> {
    await shelf.addEvent(file, event, after)
    // Why: who drafted it decides in it no more.
    if (event.what === 'about-director') await shelf.keepDraft(file, undefined)
    const { pack } = this.#parts
    if (event.what === 'patron-told' && !shelf.isSealed && isOnStaff(actor))
      await recordTold(shelf, pack, { actor, file, case: after })
    return shelf.record(caseEntry(pack, actor, file, 'case-step', [recordedAs(event.what)], event))
  }

  /** What happens, with who does it and when; now, where no time is given. */
  stamped(actor: Asker, what: What, at?: Date): CaseEvent {
    const now = entryInstant(this.#parts.clock.now())
    const when = at === undefined ? now : entryInstant(at)
    const stamp = { by: namedAs(actor).actor, role: caseRoleOf(actor), at: when, notedAt: now }
    const isUnsure = 'unconfirmed' in actor && actor.unconfirmed === true
    return { ...what, stamp: { ...stamp, ...(isUnsure && { unconfirmed: true as const }) } }
  }

  world({ isSealed }: Kept = openly): World {
    const { pack, clock } = this.#parts
    return {
      ...{ today: clock.today(), dayOf: dayOfInstant(pack.timeZone), isSealed },
      decide: (ask) => pack.decide(ask),
    }
  }
}

const isOnStaff = (actor: Asker): actor is Actor => actor.role !== 'patron' && actor.role !== 'program'

type Kept = Pick<CaseShelf, 'isSealed'>
const openly: Kept = { isSealed: false }

/** INVARIANT: the open register does not tell that a gag exists: there it is a note. */
const recordedAs = (what: WhatName): WhatName =>
  what === 'gag-found' || what === 'gag-ended' ? 'noted' : what

/** Whoever works here may add to a case whose reference they hold; a trustee is nobody in it. */
export function mayStep(actor: Actor | Program, file: CaseRow): boolean {
  if (actor.role === 'program') return true
  return mayLook(actor, file) || (caseRoleOf(actor) === 'staff' && actor.role !== 'trustee')
}
