import { waitingWords } from '../words/waiting.ts'
import type { Source } from './source.ts'

/** Nothing shows on this computer until the Director says where it stands. */
export const computer: Source = {
  may: ['volunteer', 'desk', 'director'],
  look(visit) {
    const { who, place } = visit
    if (place !== 'elsewhere') return []
    const { notSetUp, notSetUpAsk, notSetUpGo } = waitingWords(visit)
    return who.role === 'director'
      ? [{ kind: 'info', says: notSetUp, href: '/computers', go: notSetUpGo }]
      : [{ kind: 'info', says: `${notSetUp} ${notSetUpAsk}` }]
  },
}
