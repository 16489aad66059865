import { clerks, type TaskSource } from '../platform/http/route.ts'
import { lenderOf } from './desk-staff.ts'
import type { CirculationServices } from './services.ts'
import { reservesWords } from './words/reserves.ts'

/** How many titles, and neither which nor for whom. */
export const titlesWithoutCopyTask: TaskSource<CirculationServices> = {
  may: clerks,
  async look(context) {
    const count = await context.services.shelf.countWithoutCopy(lenderOf(context))
    if (count === 0) return []
    const { noCopyLeft } = reservesWords(context)
    return [{ kind: 'warning', says: noCopyLeft.task(count), href: '/reserves#no-copy', go: noCopyLeft.go }]
  },
}
