import { screenWords } from '../../platform/i18n/screen-words.ts'
import { refusalOf } from '../case-changes.ts'
import { asDecided, type Guard, nothingBeside, subsectionConfirmed } from '../guards.ts'
import { isAt, owedIf } from './owed.ts'
import { decidingRoles, defineStep, sentence } from './step.ts'

type RefusalSent = { readonly what: 'refusal-sent'; readonly document: string }

const decidedToRefuse: Guard = {
  name: 'decided-to-refuse',
  passes: ({ decision }) => decision?.decision === 'refusal',
  hides: ({ decision }) => decision?.decision !== 'refusal',
  words: screenWords(
    () => 'There must first be a written decision to refuse.',
    () => 'Primero debe haber una decisión por escrito de negar.',
  ),
}

const words = screenWords(
  () => ({
    label: 'Send the refusal',
    button: 'I sent it',
    help: 'Print the signed decision letter and send it yourself: Carrel sends nothing. Then press this.',
    said: (who: string) => `${who} sent the refusal.`,
  }),
  () => ({
    label: 'Enviar la negativa',
    button: 'Ya la envié',
    help: 'Imprima la carta de la decisión firmada y envíela usted: Carrel no envía nada. Después oprima esto.',
    said: (who) => `${who} envió la negativa.`,
  }),
)

export const refusalSent = defineStep<RefusalSent>()({
  name: 'refusal-sent',
  by: decidingRoles,
  at: ['decided'],
  to: ['ended'],
  guards: [decidedToRefuse, asDecided, nothingBeside, subsectionConfirmed],
  change: (it, { document, stamp }) => ({
    ...it,
    outcome: 'refused',
    refusal: refusalOf(it, stamp.at, document),
  }),
  fact: 'cases.denial',
  // The letter that goes out is the one that was signed.
  fillsIn: ({ decision }) => ({ document: decision?.document ?? '' }),
  owes: (it) => owedIf(isAt(it, 'decided') && it.decision?.decision === 'refusal', 'go-on'),
  elsewhere: { answers: 'decided' },
  words,
  timeline: sentence,
  form: {
    group: 'ending',
    fields: {},
    toEvent: () => ({ what: 'refusal-sent', document: '' }),
  },
})
