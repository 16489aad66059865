import { givenAway } from '../disclosure/wanted.ts'
import type { Answer } from '../policy/answer.ts'
import type { RecordKind } from '../policy/ask.ts'
import { staffScreenAsk } from '../policy/screen-ask.ts'
import type { StaffVisit } from './visit.ts'

/** What the policy says to this person at this place about records on a screen; nobody's in particular. */
export function onScreen(visit: StaffVisit, records: readonly RecordKind[]): Answer {
  const { house, pack, place, who } = visit
  return pack.decide(staffScreenAsk({ role: who.role, place, on: house.clock.today() }, records))
}

/** True where this person may look a record up here to answer somebody; the gate decides it for itself. */
export function looksUp(visit: StaffVisit): boolean {
  return onScreen(visit, givenAway).withheld.length === 0
}
