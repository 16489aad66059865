import { screenWords } from '../../platform/i18n/screen-words.ts'
import { canTellComplainant } from '../case.ts'
import { isDecider, isPrivacy, ownSignIn } from '../guards.ts'
import { when } from './fields.ts'
import { isAt, owedIf } from './owed.ts'
import { decidingRoles, defineStep, sentence } from './step.ts'

type ComplainantTold = { readonly what: 'complainant-told' }

const words = screenWords(
  () => ({
    label: 'Tell the person who raised the concern',
    button: 'Record that they were told',
    help: 'Write or call the person who raised the concern. Carrel does not tell them that it was decided. Press this after they have been told.',
    said: (who: string) =>
      `${who} recorded that the person who raised the concern was told what was decided.`,
  }),
  () => ({
    label: 'Avisar a quien reportó la preocupación',
    button: 'Anotar que ya se le avisó',
    help: 'Escriba o llame a quien reportó la preocupación. Carrel no le avisa de que ya se decidió. Oprima esto después de avisarle.',
    said: (who) => `${who} anotó que a quien reportó la preocupación se le dijo lo que se decidió.`,
  }),
)

export const complainantTold = defineStep<ComplainantTold>()({
  name: 'complainant-told',
  by: decidingRoles,
  at: ['ended'],
  guards: [ownSignIn, isDecider, isPrivacy],
  hides: (it) => it.complainantTold === true,
  change: (it) => ({ ...it, complainantTold: true }),
  owes: (it) => owedIf(isAt(it, 'ended') && canTellComplainant(it) && !it.complainantTold, 'afterwards'),
  elsewhere: 'nothing',
  words,
  timeline: sentence,
  form: { group: 'ending', fields: { on: when() }, toEvent: () => ({ what: 'complainant-told' }) },
})
