import type { Source } from './source.ts'

/** The Board looks at the policy every few years, as its pack says. */
export const review: Source = {
  may: ['director', 'trustee'],
  look({ house, words }) {
    if (!house.pack.reviewOverdueOn(house.clock.today())) return []
    return [{ kind: 'info', says: words.frame.reviewOverdue, href: '/policy', go: words.frame.policy }]
  },
}
