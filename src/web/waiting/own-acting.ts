import { actingFrom } from '../../store/accounts-acting.ts'
import { formatsOf } from '../words/told.ts'
import { waitingWords } from '../words/waiting.ts'
import type { Source } from './source.ts'

/** One is acting Director, or will be. */
export const ownActing: Source = {
  may: ['volunteer', 'desk', 'director', 'counsel', 'trustee'],
  async look(visit) {
    const { who, house } = visit
    const waiting = waitingWords(visit)
    const told = formatsOf(visit)
    const today = house.clock.today()
    const own = (await actingFrom(house.app, house.ring, today)).find(({ accountId }) => accountId === who.id)
    if (own === undefined) return []
    const last = told.day(own.lastDay)
    if (own.firstDay > today) {
      return [{ kind: 'info', says: waiting.actingLater(told.day(own.firstDay), last) }]
    }
    const until = waiting.actingUntil(last)
    return [{ kind: 'info', says: who.role === 'director' ? until : `${until} ${waiting.actAgain}` }]
  },
}
