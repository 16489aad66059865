import { actorOf, readsOf } from '../gate/index.ts'
import type { StaffContext } from '../platform/http/request-context.ts'
import type { TaskSource } from '../platform/http/route.ts'
import { formatsOf } from '../platform/i18n/language.ts'
import type { CallTime } from './call.ts'
import { isCallBack } from './notice.ts'
import { sendingFaults } from './notice-store.ts'
import { type ContactServices, seesCalls } from './services.ts'
import { callsWords } from './words/calls.ts'
import { contactTasksWords, noticesWords } from './words/notices.ts'

const sumOf = (lists: readonly { readonly count: number }[]) =>
  lists.reduce((all, { count }) => all + count, 0)

/** When the library makes calls again. */
export function callsResume(context: StaffContext, time: Exclude<CallTime, { readonly may: true }>): string {
  const formats = formatsOf(context)
  const isToday = time.nextOn === context.services.clock.today()
  const day = isToday ? null : formats.weekday(time.nextOn)
  return callsWords(context).quiet(day, formats.timeOfDay(time.fromMinute))
}

/** Only in a private room; elsewhere nothing reveals that there is a list. */
export const callsTask: TaskSource<ContactServices> = {
  may: ['desk', 'director'],
  async look(context) {
    if (!seesCalls(context)) return []
    const { time } = context.services.calls
    const lists = await context.services.calls.waiting(actorOf(context))
    if (lists.length === 0) return []
    const calls = callsWords(context)
    const now = lists.filter(({ kind }) => time.may || isCallBack(kind))
    const says = now.length > 0 || time.may ? calls.waiting(sumOf(now)) : callsResume(context, time)
    const promised = sumOf(lists.filter(({ kind }) => isCallBack(kind)))
    const first = promised === 0 ? '' : ` ${calls.promised(promised)}`
    return [
      { kind: promised === 0 ? 'info' : 'warning', says: `${says}${first}`, href: '/calls', go: calls.title },
    ]
  },
}

export const noticeFaultsTask: TaskSource = {
  may: ['director'],
  async look(context) {
    const { pack } = context
    const faults = await sendingFaults(readsOf(context))
    return faults.map(({ channel, since, why }) => {
      const way = noticesWords(context).ways[channel].toLowerCase()
      const says = contactTasksWords(context).noticesStopped(
        way,
        formatsOf(context).moment(since, pack.timeZone),
        why,
      )
      return { kind: 'warning', says, href: '/notices', go: noticesWords(context).title }
    })
  },
}
