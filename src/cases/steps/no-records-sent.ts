import { screenWords } from '../../platform/i18n/screen-words.ts'
import {
  asDecided,
  decidedToProduce,
  type Guard,
  isDecider,
  namesOnlyAbsentPeople,
  nothingBeside,
  ownSignIn,
} from '../guards.ts'
import { isAt, owedIf } from './owed.ts'
import { decidingRoles, defineStep, sentence } from './step.ts'

/** The decision that no one named by the paper is on file was sent. */
type NoRecordsSent = { readonly what: 'no-records-sent'; readonly document: string }

const nobodyOnFile: Guard = {
  name: 'nobody-on-file',
  passes: (it) => namesOnlyAbsentPeople(it),
  hides: (it) => !namesOnlyAbsentPeople(it),
  words: screenWords(
    () => 'The paper names someone who is on file.',
    () => 'El documento nombra a alguien que consta aquí.',
  ),
}

const words = screenWords(
  () => ({
    label: 'Send the decision: no records on file',
    help: 'No one named in the paper is on file. Print the signed decision as a letter and send it. Then press this. It ends the case.',
    said: (who: string) => `${who} sent the decision. It says that no records are on file.`,
  }),
  () => ({
    label: 'Enviar la decisión: no hay registros',
    help: 'Ninguna persona que nombra el documento consta aquí. Imprima como carta la decisión firmada y envíela. Después oprima esto. Con eso termina el caso.',
    said: (who) => `${who} envió la decisión. Dice que no hay registros.`,
  }),
)

// Why no copy, check or file: there is nothing to produce but the signed text.
export const noRecordsSent = defineStep<NoRecordsSent>()({
  name: 'no-records-sent',
  by: decidingRoles,
  at: ['decided'],
  to: ['ended'],
  guards: [ownSignIn, isDecider, decidedToProduce, asDecided, nothingBeside, nobodyOnFile],
  change: (it) => ({ ...it, outcome: 'no-records' }),
  // The letter that goes out is the one that was signed.
  fillsIn: ({ decision }) => ({ document: decision?.document ?? '' }),
  owes: (it) =>
    owedIf(isAt(it, 'decided') && it.decision?.decision !== 'refusal' && namesOnlyAbsentPeople(it), 'go-on'),
  elsewhere: { answers: 'decided' },
  words,
  timeline: sentence,
  form: {
    group: 'ending',
    fields: {},
    toEvent: () => ({ what: 'no-records-sent', document: '' }),
  },
})
