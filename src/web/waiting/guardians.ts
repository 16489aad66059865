import { daysAfter } from '../../policy/calendar.ts'
import { changesSince } from '../../store/guardians.ts'
import { waitingWords } from '../words/waiting.ts'
import type { Source } from './source.ts'

/** So many days of changes are told. */
const days = 7

/** Guardians were put on file, changed or taken off: how many, and the way to who did it. */
export const guardianChanges: Source = {
  may: ['director'],
  async look(visit) {
    const { house } = visit
    const waiting = waitingWords(visit)
    const { added, changed, removed } = await changesSince(
      house.app,
      daysAfter(house.clock.today(), 1 - days),
    )
    if (added + changed + removed === 0) return []
    const says = waiting.guardianChanges(added, changed, removed, days)
    return [{ kind: 'info', says, href: '/register', go: waiting.guardianChangesGo }]
  },
}
