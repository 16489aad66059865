import type { Source } from './source.ts'

/** A tick is due every minute; this many without one are no hiccup. */
const lateMinutes = 10

/** The register's entries wait for their places, and do not get them. */
export const register: Source = {
  may: ['director'],
  look({ house, words, pack }) {
    const tickedAt = house.tickedAt()
    if (house.clock.now().getTime() - tickedAt.getTime() < lateMinutes * 60_000) return []
    const since = words.told.moment(tickedAt, pack.timeZone)
    return [{ kind: 'warning', says: words.waiting.registerLate(since) }]
  },
}
