import { screenWords } from '../../platform/i18n/screen-words.ts'
import { counselConsulted, hasPaper, nothingOutside, ownSignIn } from '../guards.ts'
import { wordsForm } from './fields.ts'
import { defineStep, oversightRoles, sentenceWithWords, workingStages } from './step.ts'

type Quashed = { readonly what: 'quashed'; readonly words: string }

const words = screenWords(
  () => ({
    label: 'A court quashed the paper',
    said: (who: string) => `${who} noted that a court quashed the paper.`,
  }),
  () => ({
    label: 'Un tribunal anuló el documento',
    said: (who) => `${who} anotó que un tribunal anuló el documento.`,
  }),
)

export const quashed = defineStep<Quashed>()({
  name: 'quashed',
  by: oversightRoles,
  at: [...workingStages, 'searched'],
  to: ['ended'],
  guards: [ownSignIn, hasPaper, counselConsulted, nothingOutside],
  change: (it) => ({ ...it, outcome: 'quashed' }),
  isCounselJudgment: true,
  elsewhere: { fitsFullMatter: true },
  words,
  timeline: sentenceWithWords,
  form: wordsForm('quashed', 'ending'),
})
