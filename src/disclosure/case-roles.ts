import type { CaseRole } from '../casework/event.ts'
import type { CaseRow } from '../store/cases.ts'
import type { Actor, Program } from './request.ts'

/** As what somebody acts in a case. */
export function caseRoleOf(actor: Actor | Program): CaseRole {
  if (actor.role === 'program') return 'program'
  if (actor.role === 'director' || actor.role === 'counsel') return actor.role
  return actor.president ? 'president' : 'staff'
}

/** Counsel always; the Director, but where it is about them; then the president of the Board. */
export function mayLook(actor: Actor | Program, { aboutDirector }: Pick<CaseRow, 'aboutDirector'>): boolean {
  const role = caseRoleOf(actor)
  return role === 'counsel' || role === (aboutDirector ? 'president' : 'director')
}
