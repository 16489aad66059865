import { type Clock, daysIn } from '../../platform/clock.ts'
import type { Services } from '../services.ts'

/** The same library's services by another clock. */
export type ServicesAt = (clock: Clock) => Services

/** Services whose clock is set to a past day, which then dates what is invented, in the log too. */
export type Past = { readonly services: Services; goTo(daysAgo: number): void }

const dayMs = 24 * 3_600_000

export function pastOf({ clock, pack }: Services, servicesAt: ServicesAt): Past {
  const dayOf = daysIn(pack.timeZone)
  let now = clock.now()
  return {
    services: servicesAt({ now: () => now, today: () => dayOf(now) }),
    goTo(daysAgo) {
      now = new Date(clock.now().getTime() - daysAgo * dayMs)
    },
  }
}
