import { clerks, type TaskSource } from '../platform/http/route.ts'
import { lenderOf } from './desk-staff.ts'
import type { CirculationServices } from './services.ts'
import { reservesWords } from './words/reserves.ts'

/** How many titles, and neither which nor for whom. */
export const titlesWithoutCopyTask: TaskSource<CirculationServices> = {
  may: clerks,
  async look(context) {
    const { length } = await context.services.shelf.withoutCopy(lenderOf(context))
    if (length === 0) return []
    const { noCopyLeft } = reservesWords(context)
    return [{ kind: 'warning', says: noCopyLeft.task(length), href: '/reserves#no-copy', go: noCopyLeft.go }]
  },
}
