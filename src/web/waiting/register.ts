import { lateSeconds } from '../../jobs/ticking.ts'
import { keptChecks } from '../../store/register-checks.ts'
import type { StaffVisit } from '../visit.ts'
import { formatsOf } from '../words/told.ts'
import { waitingWords } from '../words/waiting.ts'
import type { Source, Waiting } from './source.ts'

/** Since when nothing was signed; undefined where that is no longer ago than a busy minute. */
export function lateSince({ clock, tickedAt }: StaffVisit['house']): Date | undefined {
  const at = tickedAt()
  return clock.now().getTime() - at.getTime() < lateSeconds * 1000 ? undefined : at
}

/** A check found the register changed; or its entries wait for their places, and do not get them. */
export const register: Source = {
  may: ['director'],
  async look(visit) {
    return [...(await changed(visit)), ...late(visit)]
  },
}

async function changed(visit: StaffVisit): Promise<Waiting[]> {
  const { house, pack } = visit
  const [newest] = (await keptChecks(house.app)).bad
  if (newest === undefined) return []
  const waiting = waitingWords(visit)
  const told = formatsOf(visit)
  const says = waiting.registerBad(told.moment(newest.endedAt, pack.timeZone))
  return [{ kind: 'warning', says, href: '/register/check', go: waiting.registerBadGo }]
}

function late(visit: StaffVisit): Waiting[] {
  const { house, pack } = visit
  const tickedAt = lateSince(house)
  if (tickedAt === undefined) return []
  const since = formatsOf(visit).moment(tickedAt, pack.timeZone)
  return [{ kind: 'warning', says: waitingWords(visit).registerLate(since) }]
}
