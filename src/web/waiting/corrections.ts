import { waitingAtMost } from '../../disclosure/corrections.ts'
import { actorOf } from '../visit.ts'
import { correctionsWords } from '../words/corrections.ts'
import type { Source } from './source.ts'

/** Customers ask for a correction: how many, where it may be seen whose they are, and none of them is opened for it. */
export const corrections: Source = {
  may: ['desk', 'director'],
  async look(visit) {
    const { length } = await visit.house.gate.corrections.waiting(actorOf(visit))
    if (length === 0) return []
    const corrections = correctionsWords(visit)
    const says = corrections.waiting(length, length === waitingAtMost)
    return [{ kind: 'info', says, href: '/counter/corrections', go: corrections.waitingGo }]
  },
}
