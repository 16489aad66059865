import type { Source } from './source.ts'

/** Nothing shows on this computer until the Director says where it stands. */
export const computer: Source = {
  may: ['volunteer', 'desk', 'director'],
  look({ who, place, words }) {
    if (place !== 'elsewhere') return []
    const { notSetUp, notSetUpAsk, notSetUpGo } = words.waiting
    return who.role === 'director'
      ? [{ kind: 'info', says: notSetUp, href: '/computers', go: notSetUpGo }]
      : [{ kind: 'info', says: `${notSetUp} ${notSetUpAsk}` }]
  },
}
