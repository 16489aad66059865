import { daysAfter } from '../../policy/calendar.ts'
import { actingFrom } from '../../store/accounts-acting.ts'
import { actingWords } from '../words/acting.ts'
import { peopleWords } from '../words/people.ts'
import { formatsOf } from '../words/told.ts'
import { waitingWords } from '../words/waiting.ts'
import type { Source } from './source.ts'

/** So long before it begins, it is told. */
const daysBefore = 14

/** Somebody is acting Director, or will be soon. */
export const actingDirector: Source = {
  may: ['director', 'president'],
  async look(visit) {
    const { who, house } = visit
    const acting = actingWords(visit)
    const told = formatsOf(visit)
    const waiting = waitingWords(visit)
    const today = house.clock.today()
    const soon = daysAfter(today, daysBefore)
    const named = await actingFrom(house.app, house.ring, today)
    const to = who.president
      ? { href: '/acting', go: acting.title }
      : { href: '/people', go: peopleWords(visit).title }
    return named
      .filter(({ accountId, firstDay }) => accountId !== who.id && firstDay <= soon)
      .map(({ name, firstDay, lastDay }) => ({
        kind: 'info',
        says:
          firstDay <= today
            ? waiting.otherActsUntil(name, told.day(lastDay))
            : waiting.otherActsLater(name, told.day(firstDay), told.day(lastDay)),
        ...to,
      }))
  },
}
