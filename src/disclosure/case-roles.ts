import { caseOf } from '../casework/apply.ts'
import type { Case } from '../casework/case.ts'
import type { CaseEvent, CaseRole, Of } from '../casework/event.ts'
import type { CaseRow } from '../store/cases.ts'
import type { Actor, Asker, Program } from './request.ts'

/** As what somebody acts in a case; a patron, who takes no step but the first, as anybody may who works here. */
export function caseRoleOf(actor: Asker): CaseRole {
  if (actor.role === 'program') return 'program'
  if (actor.role === 'patron') return 'staff'
  if (actor.role === 'director' || actor.role === 'counsel') return actor.role
  return actor.president ? 'president' : 'staff'
}

/**
 * Counsel always; the Director, but where it is about them; then the president of the Board. What is about the Director is shown
 * to no sign-in that may be in their own hands (decision 0036).
 */
export function mayLook(
  actor: Actor | Program,
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
export function mayLookIn(actor: Actor | Program, file: CaseRow, events: readonly CaseEvent[]): boolean {
  return mayLook(actor, file) && mayLook(actor, { ...file, aboutDirector: caseOf(events).aboutDirector })
}

/** The Director; where it is about them, the president of the Board. */
export function decidesIn(actor: Actor, { aboutDirector }: Pick<CaseRow, 'aboutDirector'>): boolean {
  return caseRoleOf(actor) === (aboutDirector ? 'president' : 'director')
}

/**
 * Whether what somebody has before them counsel or the president has: by a sign-in that may be in the Director's own hands nobody
 * was reached (decision 0036).
 */
export function isTheirOwn(actor: Actor): boolean {
  const role = caseRoleOf(actor)
  return !actor.unconfirmed || (role !== 'counsel' && role !== 'president')
}

/** That the Director or counsel has a case before them, where they were not reached before. */
export function reachedByLook(actor: Actor, it: Case): Of<'told'> | undefined {
  if (!isTheirOwn(actor)) return undefined
  const role = caseRoleOf(actor)
  const whom = role === 'counsel' ? 'counsel' : 'director'
  if (role === 'staff' || (role === 'president') !== (it.aboutDirector && role !== 'counsel'))
    return undefined
  const known = whom === 'director' ? it.directorAt : it.gagUnseen ? undefined : it.counselAt
  return known === undefined ? { what: 'told', whom, through: 'screen', reached: true } : undefined
}
