import { actorOf } from '../gate/index.ts'
import type { TaskSource } from '../platform/http/route.ts'
import { formatsOf } from '../platform/i18n/language.ts'
import { sendingFaults } from './notice-store.ts'
import { type ContactServices, seesCalls } from './services.ts'
import { callsWords } from './words/calls.ts'
import { contactTasksWords, noticesWords } from './words/notices.ts'

/** Only in a private room; elsewhere nothing reveals that there is a list. */
export const callsTask: TaskSource<ContactServices> = {
  may: ['desk', 'director'],
  async look(context) {
    if (!seesCalls(context)) return []
    const waiting = await context.services.calls.waiting(actorOf(context))
    if (waiting.calls.length === 0) return []
    const calls = callsWords(context)
    return [{ kind: 'info', says: calls.waiting, href: '/calls', go: calls.title }]
  },
}

export const noticeFaultsTask: TaskSource = {
  may: ['director'],
  async look(context) {
    const { services, pack } = context
    const faults = await sendingFaults(services.app)
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
