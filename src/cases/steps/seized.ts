import { screenWords } from '../../platform/i18n/screen-words.ts'
import { counselConsulted, isDebriefed, ownSignIn, reported } from '../guards.ts'
import { emptyForm } from './fields.ts'
import { isAt, owedIf } from './owed.ts'
import { defineStep, oversightRoles, sentence } from './step.ts'

export type Seized = { readonly what: 'seized' }

const words = screenWords(
  () => ({
    label: 'End the case: searched under a warrant',
    help: 'Press this once counsel has reviewed the search. What they took, if anything, was seized. The library did not release it.',
    said: (who: string) =>
      `${who} ended the case: officers searched under a warrant, and the log has what they took.`,
  }),
  () => ({
    label: 'Terminar el caso: hubo un cateo con orden',
    help: 'Oprima esto cuando la asesoría haya repasado el cateo. Lo que se llevaron, si algo fue, se tomó con la orden. La biblioteca no lo entregó.',
    said: (who) => `${who} terminó el caso: hubo un cateo con orden, y el registro dice qué se llevaron.`,
  }),
)

export const seized = defineStep<Seized>()({
  name: 'seized',
  by: oversightRoles,
  at: ['searched'],
  to: ['ended'],
  guards: [ownSignIn, reported, isDebriefed, counselConsulted],
  change: (it) => ({ ...it, outcome: 'seized' }),
  // Only once counsel reviewed the search.
  meanwhile: 'never',
  owes: (it) => owedIf(isAt(it, 'searched'), 'go-on'),
  elsewhere: { answers: 'received' },
  shows: { followsReview: true },
  words,
  timeline: sentence,
  form: emptyForm('seized', 'ending'),
})
