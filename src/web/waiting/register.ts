import { keptChecks } from '../../store/register-checks.ts'
import type { StaffVisit } from '../visit.ts'
import type { Source, Waiting } from './source.ts'

/** A tick is due every minute; this many without one are no hiccup. */
const lateMinutes = 10

/** A check found the register changed; or its entries wait for their places, and do not get them. */
export const register: Source = {
  may: ['director'],
  async look(visit) {
    return [...(await changed(visit)), ...late(visit)]
  },
}

async function changed({ house, words, pack }: StaffVisit): Promise<Waiting[]> {
  const [newest] = (await keptChecks(house.app)).bad
  if (newest === undefined) return []
  const { waiting, told } = words
  const says = waiting.registerBad(told.moment(newest.endedAt, pack.timeZone))
  return [{ kind: 'warning', says, href: '/register/check', go: waiting.registerBadGo }]
}

function late({ house, words, pack }: StaffVisit): Waiting[] {
  const tickedAt = house.tickedAt()
  if (house.clock.now().getTime() - tickedAt.getTime() < lateMinutes * 60_000) return []
  const since = words.told.moment(tickedAt, pack.timeZone)
  return [{ kind: 'warning', says: words.waiting.registerLate(since) }]
}
