import { screenWords } from '../../platform/i18n/screen-words.ts'
import { counselConsulted, hasPaper, nothingOutside, ownSignIn } from '../guards.ts'
import { wordsForm } from './fields.ts'
import { defineStep, isNotCounsels, oversightRoles, sentenceWithWords, workingStages } from './step.ts'

type Quashed = { readonly what: 'quashed'; readonly words: string }

const words = screenWords(
  () => ({
    label: 'A court quashed the paper',
    help: 'It ends the case, and nothing is produced.',
    asksCounsel: 'Counsel is asked to confirm it. If counsel denies it, the case opens again.',
    said: (who: string) => `${who} noted that a court quashed the paper.`,
  }),
  () => ({
    label: 'Un tribunal anuló el documento',
    help: 'Con esto termina el caso, y no se entrega nada.',
    asksCounsel: 'Se pide a la asesoría que lo confirme. Si lo niega, el caso se abre otra vez.',
    said: (who) => `${who} anotó que un tribunal anuló el documento.`,
  }),
)

// Why at once: producing nothing is what a quashed paper means. Counsel confirms or denies it.
export const quashed = defineStep<Quashed>()({
  name: 'quashed',
  by: oversightRoles,
  at: [...workingStages, 'searched'],
  to: ['ended'],
  guards: [ownSignIn, hasPaper, counselConsulted, nothingOutside],
  change: (it) => ({ ...it, outcome: 'quashed' }),
  isCounselJudgment: true,
  elsewhere: {
    relays: { of: 'quashed', isReported: isNotCounsels, stands: () => true, listsOwn: true },
    fitsFullMatter: true,
  },
  words,
  timeline: sentenceWithWords,
  form: wordsForm('quashed', 'ending'),
})
