import { screenWords } from '../../platform/i18n/screen-words.ts'
import { refusalOf } from '../case-changes.ts'
import { asDecided, type Guard, isNotBlank, nothingBeside, subsectionConfirmed } from '../guards.ts'
import { shownTo, text } from './fields.ts'
import { isAt, owedIf } from './owed.ts'
import { decidingRoles, defineStep } from './step.ts'

/** `words`: why nothing of a public-records request is public. */
type RefusalSent = {
  readonly what: 'refusal-sent'
  readonly document: string
  readonly words?: string | undefined
}

const decidedToRefuse: Guard = {
  name: 'decided-to-refuse',
  passes: ({ decision }) => decision?.decision === 'refusal',
  hides: ({ decision }) => decision?.decision !== 'refusal',
  words: screenWords(
    () => 'There must first be a written decision to refuse.',
    () => 'Primero debe haber una decisión por escrito de negar.',
  ),
}

/** What is public is given beside the denial (`public-given`), and is not lost where only the rest is denied. */
const publicAccounted: Guard<RefusalSent> = {
  name: 'public-accounted',
  passes: ({ kind }, { event }) => kind !== 'records-request' || isNotBlank(event.words),
  words: screenWords(
    () => 'Say why nothing that was requested is public, or provide what is public.',
    () => 'Diga por qué nada de lo que se pidió es público, o dé lo que es público.',
  ),
}

const words = screenWords(
  () => ({
    label: 'Send the refusal',
    button: 'I sent it',
    help: 'Print the signed decision letter and send it yourself: Carrel sends nothing. Then press this.',
    said: (who: string) => `${who} sent the refusal.`,
    fields: { words: 'Why is nothing that was requested public?' },
  }),
  () => ({
    label: 'Enviar la negativa',
    button: 'Ya la envié',
    help: 'Imprima la carta de la decisión firmada y envíela usted: Carrel no envía nada. Después oprima esto.',
    said: (who) => `${who} envió la negativa.`,
    fields: { words: '¿Por qué nada de lo que se pidió es público?' },
  }),
)

export const refusalSent = defineStep<RefusalSent>()({
  name: 'refusal-sent',
  by: decidingRoles,
  at: ['decided'],
  to: ['ended'],
  guards: [decidedToRefuse, asDecided, nothingBeside, subsectionConfirmed, publicAccounted],
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
  timeline: ({ who, event, words }) => ({ says: words.said(who), words: [event.words ?? []].flat() }),
  form: {
    group: 'ending',
    fields: { words: shownTo(({ kind }) => kind === 'records-request', text()) },
    toEvent: ({ words }) => ({ what: 'refusal-sent', document: '', ...(words && { words }) }),
  },
})
