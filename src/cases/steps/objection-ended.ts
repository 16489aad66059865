import { screenWords } from '../../platform/i18n/screen-words.ts'
import { withWaitEnded } from '../case-changes.ts'
import { ownSignIn } from '../guards.ts'
import { wordsForm } from './fields.ts'
import { isAt, owedIf } from './owed.ts'
import { defineStep, sentenceWithWords } from './step.ts'

type ObjectionEnded = { readonly what: 'objection-ended'; readonly words: string }

const words = screenWords(
  () => ({
    label: 'The objection is over',
    said: (who: string) => `${who} noted that the objection is over.`,
  }),
  () => ({ label: 'Terminó la oposición', said: (who) => `${who} anotó que terminó la oposición.` }),
)

// Why only counsel: counsel objected.
export const objectionEnded = defineStep<ObjectionEnded>()({
  name: 'objection-ended',
  by: ['counsel'],
  at: ['objected'],
  // Not with counsel where they said since that they have a conflict.
  to: ['with-counsel', 'read'],
  guards: [ownSignIn],
  change: withWaitEnded,
  isOwnWord: 'counsel',
  owes: (it) => owedIf(isAt(it, 'objected'), 'go-on', 'counsel'),
  elsewhere: 'nothing',
  words,
  timeline: sentenceWithWords,
  form: wordsForm('objection-ended', 'counsel'),
})
