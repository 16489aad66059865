import { screenWords } from '../../platform/i18n/screen-words.ts'
import { withDecisionWithdrawn } from '../case-changes.ts'
import { isDecider, nothingOutside, ownSignIn } from '../guards.ts'
import { wordsForm } from './fields.ts'
import { owedIf } from './owed.ts'
import {
  decidingRoles,
  defineStep,
  sentenceWithWords,
  stagesBeforeDecision,
  stagesOfProduction,
} from './step.ts'

type DecisionWithdrawn = { readonly what: 'decision-withdrawn'; readonly words: string }

const words = screenWords(
  () => ({ label: 'Withdraw the decision', said: (who: string) => `${who} withdrew the decision.` }),
  () => ({ label: 'Retirar la decisión', said: (who) => `${who} retiró la decisión.` }),
)

export const decisionWithdrawn = defineStep<DecisionWithdrawn>()({
  name: 'decision-withdrawn',
  by: decidingRoles,
  at: stagesOfProduction,
  to: stagesBeforeDecision,
  guards: [ownSignIn, isDecider, nothingOutside],
  change: withDecisionWithdrawn,
  owes: (it) => owedIf(it.outside.size === 0, 'void'),
  elsewhere: { answers: 'decided' },
  words,
  timeline: sentenceWithWords,
  form: wordsForm('decision-withdrawn', 'ending'),
})
