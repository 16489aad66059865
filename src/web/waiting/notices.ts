import { sendingFaults } from '../../store/sending-faults.ts'
import { noticesWords } from '../words/notices.ts'
import { formatsOf } from '../words/told.ts'
import { waitingWords } from '../words/waiting.ts'
import type { Source } from './source.ts'

/** Notices do not go out: the server or the command refuses how they are sent. */
export const notices: Source = {
  may: ['director'],
  async look(visit) {
    const { house, pack } = visit
    const faults = await sendingFaults(house.app)
    return faults.map(({ channel, since, why }) => {
      const way = noticesWords(visit).ways[channel].toLowerCase()
      const says = waitingWords(visit).noticesStopped(way, formatsOf(visit).moment(since, pack.timeZone), why)
      return { kind: 'warning', says, href: '/notices', go: noticesWords(visit).title }
    })
  },
}
