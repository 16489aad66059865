import { daysAfter } from '../../policy/calendar.ts'
import { actingFrom } from '../../store/accounts-acting.ts'
import type { Source } from './source.ts'

/** So long before it begins, it is told. */
const daysBefore = 14

/** Somebody is acting Director, or will be soon. */
export const actingDirector: Source = {
  may: ['director', 'president'],
  async look({ who, house, words }) {
    const { acting, told, waiting } = words
    const today = house.clock.today()
    const soon = daysAfter(today, daysBefore)
    const named = await actingFrom(house.app, house.ring, today)
    const to = who.president
      ? { href: '/acting', go: acting.title }
      : { href: '/people', go: words.people.title }
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
