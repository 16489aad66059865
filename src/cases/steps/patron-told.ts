import { screenWords } from '../../platform/i18n/screen-words.ts'
import type { Guard } from '../guards.ts'
import { emptyForm } from './fields.ts'
import { isAt, owedIf, patronAwaitsNotice } from './owed.ts'
import { decidingRoles, defineStep, sentence } from './step.ts'

type PatronTold = { readonly what: 'patron-told' }

const mayTellPatron: Guard = {
  name: 'may-tell-patron',
  // It would be refused, and read as what the Director has to do.
  hides: ({ notice }) => notice === undefined,
  passes: ({ notice, noticeOn, gagged }, { world }) =>
    !gagged &&
    (notice === 'tell' || (notice === 'wait' && noticeOn !== undefined && noticeOn <= world.today)),
  words: screenWords(
    () => 'The lawyer has not chosen to tell them, or the date has not come.',
    () => 'La asesoría legal no ha elegido que se le avise, o la fecha no ha llegado.',
  ),
}

const words = screenWords(
  ({ customer }) => ({
    label: `Tell the ${customer}`,
    button: `The ${customer} was told`,
    help: 'Press this after they have been told.',
    said: (who: string) => `${who} noted that the ${customer} was told.`,
  }),
  ({ customer }) => ({
    label: `Avisar al ${customer}`,
    button: `Se avisó al ${customer}`,
    help: 'Oprima esto después de avisarle.',
    said: (who) => `${who} anotó que se avisó al ${customer}.`,
  }),
)

export const patronTold = defineStep<PatronTold>()({
  name: 'patron-told',
  by: decidingRoles,
  at: ['ended'],
  guards: [mayTellPatron],
  change: (it) => ({ ...it, patronTold: true }),
  owes: (it) => owedIf(isAt(it, 'ended') && patronAwaitsNotice(it) && !it.gagged, 'afterwards'),
  elsewhere: {
    effects: ['patron-noticed'],
    answers: 'told',
  },
  words,
  timeline: sentence,
  form: emptyForm('patron-told', 'ending'),
})
