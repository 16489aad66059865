import { screenWords } from '../../platform/i18n/screen-words.ts'
import { withWaitEnded } from '../case-changes.ts'
import { wordsForm } from './fields.ts'
import { isAt, owedIf } from './owed.ts'
import { defineStep, oversightRoles, sentenceWithWords } from './step.ts'

type Cured = { readonly what: 'cured'; readonly words: string }

const words = screenWords(
  () => ({
    label: 'Say when a corrected paper arrives, or the wait is over',
    button: 'It arrived, or the wait is over',
    help: 'Press this only once a corrected paper arrived, or its day has passed.',
    said: (who: string) => `${who} noted that the wait for a corrected paper is over.`,
  }),
  () => ({
    label: 'Decir cuándo llega un documento corregido, o termina la espera',
    button: 'Llegó, o terminó la espera',
    help: 'Oprima esto solo cuando llegó un documento corregido, o cuando pasó su día.',
    said: (who) => `${who} anotó que terminó la espera de un documento corregido.`,
  }),
)

export const cured = defineStep<Cured>()({
  name: 'cured',
  by: oversightRoles,
  at: ['cure-demanded'],
  // Not with counsel where they said since that they have a conflict.
  to: ['with-counsel', 'read'],
  guards: [],
  change: withWaitEnded,
  owes: (it) => owedIf(isAt(it, 'cure-demanded'), 'go-on'),
  elsewhere: 'nothing',
  words,
  timeline: sentenceWithWords,
  form: wordsForm('cured', 'counsel'),
})
