import { changesOf } from '../../store/account-changes.ts'
import { formatsOf } from '../words/told.ts'
import { waitingWords } from '../words/waiting.ts'
import type { Source } from './source.ts'

/** What was changed of one's own sign-in lately, and by whom: whoever takes a sign-in over has to change something. */
export const ownCredentials: Source = {
  may: ['volunteer', 'desk', 'director', 'counsel', 'trustee'],
  async look(visit) {
    const { who, house } = visit
    const { credentials } = waitingWords(visit)
    const changes = await changesOf(house.app, who.id, house.clock.now())
    return changes.map(({ kind, at, byAccount, by }) => {
      const isOwn = byAccount === who.id
      const whom = isOwn ? credentials.you : (by ?? credentials.commandLine)
      const says = credentials.says(
        credentials.what[kind],
        formatsOf(visit).moment(at, house.pack.timeZone),
        whom,
      )
      return { kind: isOwn ? 'info' : 'warning', says, href: '/account', go: credentials.go } as const
    })
  },
}
