import { pinMailState } from '../../mail/pin-state.ts'
import { pinsWords } from '../words/pins.ts'
import { waitingWords } from '../words/waiting.ts'
import { setsUp } from './set-up.ts'
import type { Source } from './source.ts'

/** Nobody outside keeps watch on the register yet, or the mail to them fails. */
export const pins: Source = {
  may: ['director'],
  async look(visit) {
    const { app, mail, clock } = visit.house
    const state = await pinMailState(app, mail, clock.today())
    if (state.ok) return []
    const waiting = waitingWords(visit)
    const words = pinsWords(visit)
    const to = { href: '/register/pins', go: words.title }
    const fails = state.code === 'late' || state.code === 'wrong'
    if (fails) return [{ kind: 'warning', says: waiting.pinsFail, ...to }]
    // The set-up has these on its own list.
    return (await setsUp(visit)) ? [] : [{ kind: 'info', says: waiting.pinsNowhere, ...to }]
  },
}
