import { sendingFaults } from '../../store/sending-faults.ts'
import type { Source } from './source.ts'

/** Notices do not go out: the server or the command refuses how they are sent. */
export const notices: Source = {
  may: ['director'],
  async look({ house, words, pack }) {
    const faults = await sendingFaults(house.app)
    return faults.map(({ channel, since, why }) => {
      const way = words.notices.ways[channel].toLowerCase()
      const says = words.waiting.noticesStopped(way, words.told.moment(since, pack.timeZone), why)
      return { kind: 'warning', says, href: '/notices', go: words.notices.title }
    })
  },
}
