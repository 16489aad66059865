import { phoneDigits } from '../../platform/contact-details.ts'
import { screenWords } from '../../platform/i18n/screen-words.ts'
import { type CallSource, type Case, callSources, isRequest } from '../case.ts'
import { type Guard, reported } from '../guards.ts'
import { line, one, when, yesNo } from './fields.ts'
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
      'Give the number that was called, and where it is from. It must not be one that whoever asks gave, or that is on their paper.',
    () =>
      'Dé el número al que se llamó, y de dónde es. No puede ser uno que dio quien pide, ni uno de su documento.',
  ),
}

const words = screenWords(
  () => ({
    label: 'Call back whoever asks',
    help: "Look the number up yourself: in the office's own web site, the phone book, or the court's list. Never use the one on the paper. Carrel only knows the numbers of theirs that were typed into this case, and refuses those.",
    yes: (who: string, whom: string, where: string) =>
      `${who} called back and spoke with ${whom}. It is from them. The number was found in: ${where}.`,
    no: (who: string, whom: string, where: string) =>
      `${who} called back and spoke with ${whom}. They did not say that it is from them. The number was found in: ${where}.`,
    fields: {
      numberFrom: 'Where is the number from?',
      dialled: 'Which number did you call?',
      spokeWith: 'Whom did you speak with?',
      verified: 'Did they say that it is from them?',
    },
    options: {
      numberFrom: {
        'court-clerk': "The court clerk's own list",
        'agency-published': "The office's own site, or the phone book",
        'known-before': 'We had it before the paper came',
      },
    },
  }),
  () => ({
    label: 'Llamar a quien pide',
    help: 'Busque usted el número: en la página de la oficina, en la guía o en la lista del tribunal. Nunca use el del documento. Carrel solo conoce los números de ellos que se escribieron en este caso, y rechaza esos.',
    yes: (who, whom, where) =>
      `${who} llamó y habló con ${whom}. Es de ellos. El número se halló en: ${where}.`,
    no: (who, whom, where) =>
      `${who} llamó y habló con ${whom}. No dijeron que es de ellos. El número se halló en: ${where}.`,
    fields: {
      numberFrom: '¿De dónde es el número?',
      dialled: '¿A qué número llamó?',
      spokeWith: '¿Con quién habló?',
      verified: '¿Dijeron que es de ellos?',
    },
    options: {
      numberFrom: {
        'court-clerk': 'La lista de la secretaría del tribunal',
        'agency-published': 'La página de la oficina, o la guía',
        'known-before': 'Lo teníamos antes de que llegara el documento',
      },
    },
  }),
)

export const requesterChecked = defineStep<RequesterChecked>()({
  name: 'requester-checked',
  by: oversightRoles,
  at: stagesBeforeDecision,
  to: ['stays'],
  guards: [reported, independentNumber],
  hides: (it) => !isRequest(it),
  change: (it, { verified }) => ({ ...it, requesterVerified: verified }),
  words,
  timeline: ({ who, event, words }) => {
    const from = words.options.numberFrom[event.source]
    return (event.verified ? words.yes : words.no)(who, event.spokeWith, `${from}, ${event.dialled}`)
  },
  form: {
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
