import { actorOf } from '../gate/index.ts'
import { staff, type TaskSource } from '../platform/http/route.ts'
import { formatsOf } from '../platform/i18n/language.ts'
import type { AskServices } from './services.ts'
import { followUpsWords } from './words/follow-ups.ts'

/** What the Director has to do after an answer at the desk. */
export const followUpTasks: TaskSource<AskServices> = {
  may: ['director'],
  async look(context) {
    const { followUps, clock } = context.services
    const { task, title } = followUpsWords(context)
    const found = await followUps.open(actorOf(context))
    return (['promised', 'shielded'] as const).flatMap((what) => {
      const { count, firstDueOn } = found[what]
      if (count === 0) return []
      const isOverdue = firstDueOn < clock.today()
      const says = task[what](count, formatsOf(context).day(firstDueOn), isOverdue)
      const kind = isOverdue || what === 'shielded' ? 'warning' : 'info'
      return [{ kind, says, href: '/follow-ups', go: title } as const]
    })
  },
}

/** Who promised an answer sees that it is open, and nothing else of it. */
export const ownPromisesTask: TaskSource<AskServices> = {
  may: staff,
  async look(context) {
    if (context.who.role === 'director') return []
    const { count } = await context.services.followUps.ownPromises(actorOf(context))
    return count === 0 ? [] : [{ kind: 'info', says: followUpsWords(context).own(count) }]
  },
}
