import { givenAway } from '../disclosure/gate.ts'
import type { Answer } from '../policy/answer.ts'
import type { RecordKind } from '../policy/ask.ts'
import { staffScreenAsk } from '../policy/staff-screen.ts'
import type { StaffVisit } from './visit.ts'

/** What the policy says to this person at this place about records on a screen; nobody's in particular. */
export function onScreen(visit: StaffVisit, records: readonly RecordKind[]): Answer {
  const { pack, clock } = visit.house
  const { role } = visit.who
  return pack.decide(staffScreenAsk({ role, place: visit.place, on: clock.today() }, records))
}

/** True where this person may look a record up here to answer somebody; the gate decides it for itself. */
export function looksUp(visit: StaffVisit): boolean {
  return onScreen(visit, givenAway).withheld.length === 0
}
