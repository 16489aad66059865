import { readingAlarms } from '../../store/readings.ts'
import { registerWords } from '../words/register.ts'
import { formatsOf } from '../words/told.ts'
import { waitingWords } from '../words/waiting.ts'
import type { Source } from './source.ts'

/** So long it stays on the start page: the Director may be away for a week. */
const daysShown = 7

/** Someone on staff opened so many records in a short time that they were slowed down. */
export const readings: Source = {
  may: ['director', 'president'],
  async look(visit) {
    const { house, pack } = visit
    const since = new Date(house.clock.now().getTime() - daysShown * 24 * 3_600_000)
    const waiting = waitingWords(visit)
    const told = formatsOf(visit)
    return (await readingAlarms(house.app, since)).map(({ name, at }) => ({
      kind: 'warning',
      says: waiting.readingSlowed(name, told.moment(at, pack.timeZone)),
      href: '/register',
      go: registerWords(visit).title,
    }))
  },
}
