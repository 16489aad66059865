import { frameWords } from '../words/frame.ts'
import type { Source } from './source.ts'

/** The Board looks at the policy every few years, as its pack says. */
export const review: Source = {
  may: ['director', 'trustee'],
  look(visit) {
    const { house } = visit
    if (!house.pack.reviewOverdueOn(house.clock.today())) return []
    return [
      { kind: 'info', says: frameWords(visit).reviewOverdue, href: '/policy', go: frameWords(visit).policy },
    ]
  },
}
