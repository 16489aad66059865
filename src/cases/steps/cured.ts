import { screenWords } from '../../platform/i18n/screen-words.ts'
import { withWaitEnded } from '../case-changes.ts'
import { wordsForm } from './fields.ts'
import { defineStep, oversightRoles, sentenceWithWords } from './step.ts'

type Cured = { readonly what: 'cured'; readonly words: string }

const words = screenWords(
  () => ({
    label: 'A better paper came, or the wait is over',
    said: (who: string) => `${who} noted that the wait for a better paper is over.`,
  }),
  () => ({
    label: 'Llegó un documento mejor, o acabó la espera',
    said: (who) => `${who} anotó que acabó la espera de un documento mejor.`,
  }),
)

export const cured = defineStep<Cured>()({
  name: 'cured',
  by: oversightRoles,
  at: ['cure-demanded'],
  to: ['with-counsel'],
  guards: [],
  change: withWaitEnded,
  words,
  timeline: sentenceWithWords,
  form: wordsForm('cured'),
})
