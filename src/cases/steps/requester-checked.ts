import { phoneDigits } from '../../platform/contact-details.ts'
import { screenWords } from '../../platform/i18n/screen-words.ts'
import { type CallSource, type Case, callSources, isRequest } from '../case.ts'
import { type Guard, ownSignIn, reported } from '../guards.ts'
import { line, one, when, yesNo } from './fields.ts'
import { isBeingJudged, isNotProper, owedIf } from './owed.ts'
import { defineStep, oversightRoles, stagesBeforeDecision } from './step.ts'

type RequesterChecked = {
  readonly what: 'requester-checked'
  readonly source: CallSource
  readonly dialled: string
  readonly spokeWith: string
  readonly verified: boolean
}

/** A known source, and not a number that the requester gave or their paper shows. */
const independentNumber: Guard<RequesterChecked> = {
  name: 'independent-number',
  passes: (it, { event }) => isIndependentNumber(it, event),
  words: screenWords(
    () =>
      'Enter the number you called and where you found it. It must not be a number that the requester gave or one on their paper.',
    () =>
      'Escriba el número al que llamó y dónde lo halló. No puede ser un número que dio el solicitante, ni uno de su documento.',
  ),
}

const words = screenWords(
  () => ({
    label: 'Verify the requester',
    help: 'Look up the number yourself: on the agency’s website, in the phone book, or on the court’s list. Never use the number on the paper. Carrel refuses the requester’s own numbers, but it knows only those typed into this case.',
    yes: (who: string, whom: string, where: string) =>
      `${who} called back and spoke with ${whom}. They confirmed the request. The number was found in: ${where}.`,
    no: (who: string, whom: string, where: string) =>
      `${who} called back and spoke with ${whom}. They did not confirm the request. The number was found in: ${where}.`,
    fields: {
      numberFrom: 'Where did you find the number?',
      dialled: 'Which number did you call?',
      spokeWith: 'Who did you speak with?',
      verified: 'Did they confirm that the request is theirs?',
    },
    options: {
      numberFrom: {
        'court-clerk': 'The court clerk’s own list',
        'agency-published': 'The agency’s own website, or the phone book',
        'known-before': 'We had it before the paper arrived',
      },
    },
  }),
  () => ({
    label: 'Verificar al solicitante',
    help: 'Busque usted el número: en el sitio web de la agencia, en la guía telefónica o en la lista del tribunal. Nunca use el número del documento. Carrel rechaza los números del solicitante, pero solo conoce los que se escribieron en este caso.',
    yes: (who, whom, where) =>
      `${who} llamó y habló con ${whom}. Confirmaron la solicitud. El número se halló en: ${where}.`,
    no: (who, whom, where) =>
      `${who} llamó y habló con ${whom}. No confirmaron la solicitud. El número se halló en: ${where}.`,
    fields: {
      numberFrom: '¿Dónde halló el número?',
      dialled: '¿A qué número llamó?',
      spokeWith: '¿Con quién habló?',
      verified: '¿Confirmaron que la solicitud es suya?',
    },
    options: {
      numberFrom: {
        'court-clerk': 'La lista de la secretaría del tribunal',
        'agency-published': 'El sitio web de la agencia, o la guía telefónica',
        'known-before': 'Lo teníamos antes de que llegara el documento',
      },
    },
  }),
)

export const requesterChecked = defineStep<RequesterChecked>()({
  name: 'requester-checked',
  by: oversightRoles,
  at: stagesBeforeDecision,
  guards: [ownSignIn, reported, independentNumber],
  hides: (it) => !isRequest(it),
  change: (it, { verified }) => ({ ...it, requesterVerified: verified }),
  owes: (it) =>
    owedIf(isBeingJudged(it) && it.kind === 'process' && !isNotProper(it) && !it.requesterVerified, 'verify'),
  elsewhere: 'nothing',
  words,
  timeline: ({ who, event, words }) => {
    const from = words.options.numberFrom[event.source]
    return (event.verified ? words.yes : words.no)(who, event.spokeWith, `${from}, ${event.dialled}`)
  },
  form: {
    group: 'facts',
    fields: {
      numberFrom: one(callSources),
      dialled: line(),
      spokeWith: line(),
      verified: yesNo(),
      on: when(),
    },
    toEvent: ({ numberFrom, dialled, spokeWith, verified }) => ({
      what: 'requester-checked',
      source: numberFrom,
      dialled,
      spokeWith,
      verified: verified === 'yes',
    }),
  },
})

const fewestDigits = 7

function isIndependentNumber(
  { numbersGiven }: Case,
  { source, dialled }: Pick<RequesterChecked, 'source' | 'dialled'>,
): boolean {
  const digits = phoneDigits(dialled)
  const isNumber = digits.length >= fewestDigits && digits.length <= 15
  return (
    isNumber &&
    callSources.includes(source) &&
    !numbersGiven.some((one) => isSameNumber(digits, phoneDigits(one)))
  )
}

/** Allows for a missing area code or an extension. */
function isSameNumber(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one]
  return short.length >= fewestDigits && (long.startsWith(short) || long.endsWith(short))
}
