import type { CaseRole } from '../casework/event.ts'
import type { CaseRow } from '../store/cases.ts'
import type { Actor, Asker, Program } from './request.ts'

/** As what somebody acts in a case; a patron, who takes no step but the first, as anybody may who works here. */
export function caseRoleOf(actor: Asker): CaseRole {
  if (actor.role === 'program') return 'program'
  if (actor.role === 'patron') return 'staff'
  if (actor.role === 'director' || actor.role === 'counsel') return actor.role
  return actor.president ? 'president' : 'staff'
}

/** Counsel always; the Director, but where it is about them; then the president of the Board. */
export function mayLook(actor: Actor | Program, { aboutDirector }: Pick<CaseRow, 'aboutDirector'>): boolean {
  const role = caseRoleOf(actor)
  return role === 'counsel' || role === (aboutDirector ? 'president' : 'director')
}
