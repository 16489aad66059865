import { mustPassSecondStep } from '../../accounts/second-step-rule.ts'
import { accountOf } from '../../store/accounts.ts'
import { actingFrom } from '../../store/accounts-acting.ts'
import { secondStepFor } from '../../store/accounts-factor.ts'
import { waitingWords } from '../words/waiting.ts'
import type { Source } from './source.ts'

/** From the next sign-in on one must pass a second step, and has none. */
export const ownSecondStep: Source = {
  may: ['volunteer', 'desk', 'director', 'counsel', 'trustee'],
  async look(visit) {
    const { who, house } = visit
    if (!house.asksSecondStep) return []
    const { app, ring, clock } = house
    const named = (await actingFrom(app, ring, clock.today())).find(({ accountId }) => accountId === who.id)
    const soon = { role: who.ownRole, actingUntil: named?.lastDay ?? null }
    if (!mustPassSecondStep(soon, await secondStepFor(app))) return []
    if ((await accountOf(app, { id: who.id }))?.secondStep !== false) return []
    const { secondStep, secondStepGo } = waitingWords(visit)
    return [{ kind: 'info', says: secondStep, href: '/account/second-step', go: secondStepGo }]
  },
}
