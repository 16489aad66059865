import type { GateActor, ProgramActor, StaffActor } from '../gate/index.ts'
import { type Pack, staffScreenAsk } from '../policy/index.ts'
import type { Case } from './case.ts'
import type { CaseRow } from './cases-store.ts'
import type { CaseEvent, EventBodyOf } from './event.ts'
import { caseFromEvents } from './reducer.ts'
import type { CaseRole } from './stamp.ts'

/** As what somebody acts in a case; a patron, who takes no step but the first, as anybody may who works here. */
export function caseRoleOf(actor: GateActor): CaseRole {
  if (actor.role === 'program') return 'program'
  if (actor.role === 'patron') return 'staff'
  if (actor.role === 'director' || actor.role === 'counsel') return actor.role
  return actor.president ? 'president' : 'staff'
}

/**
 * Counsel always; the Director, but where it is about them; then the president of the Board. What is about the Director is shown
 * to no sign-in that may be in their own hands (decision 31).
 */
export function mayViewCase(
  actor: StaffActor | ProgramActor,
  { aboutDirector, reference }: Pick<CaseRow, 'aboutDirector'> & { readonly reference?: string },
): boolean {
  // Whoever is cleared for a compartment may look, whatever else they are.
  if (actor.role !== 'program' && reference !== undefined && actor.unlocked?.has(reference)) return true
  if (aboutDirector && actor.role !== 'program' && actor.unconfirmed) return false
  const role = caseRoleOf(actor)
  return role === 'counsel' || role === (aboutDirector ? 'president' : 'director')
}

/**
 * The same by what the case itself says. Hostile: whom it is about stands in the clear beside it too, for lists, and SQL can
 * change that.
 */
export function mayViewCaseIn(
  actor: StaffActor | ProgramActor,
  file: CaseRow,
  events: readonly CaseEvent[],
): boolean {
  return (
    mayViewCase(actor, file) &&
    mayViewCase(actor, { ...file, aboutDirector: caseFromEvents(events).aboutDirector })
  )
}

/** The Director; where it is about them, the president of the Board. */
export function decidesIn(actor: StaffActor, { aboutDirector }: Pick<CaseRow, 'aboutDirector'>): boolean {
  return caseRoleOf(actor) === (aboutDirector ? 'president' : 'director')
}

/**
 * Whether what somebody has before them counsel or the president has: by a sign-in that may be in the Director's own hands nobody
 * was reached (decision 31).
 */
export function hasOwnSignIn(actor: StaffActor): boolean {
  const role = caseRoleOf(actor)
  return !actor.unconfirmed || (role !== 'counsel' && role !== 'president')
}

/** That the Director or counsel has a case before them, where they were not reached before. */
export function contactByView(actor: StaffActor, it: Case): EventBodyOf<'told'> | undefined {
  if (!hasOwnSignIn(actor)) return undefined
  const role = caseRoleOf(actor)
  const whom = role === 'counsel' ? 'counsel' : 'director'
  if (role === 'staff' || (role === 'president') !== (it.aboutDirector && role !== 'counsel'))
    return undefined
  const known = whom === 'director' ? it.directorAt : it.gagUnseen ? undefined : it.counselAt
  return known === undefined ? { what: 'told', whom, through: 'screen', reached: true } : undefined
}

/**
 * Whether copies of records may pass over a screen at a place: only where the policy shows staff a record (Statement).
 * Reading: counsel and the president of the Board see in a case what they see on no other screen, and nowhere but there.
 * @param at.on the library's day, `YYYY-MM-DD`
 */
export function copiesShowAt(pack: Pack, at: { readonly place: string; readonly on: string }): boolean {
  return pack.decide(staffScreenAsk({ role: 'director', ...at }, ['identity'])).may.length > 0
}
