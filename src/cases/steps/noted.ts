import { screenWords } from '../../platform/i18n/screen-words.ts'
import { awaitsOutcome, type Case, type IntakeChannel, isRequest } from '../case.ts'
import { text, when } from './fields.ts'
import { type ReceivedEvent, received, receivedText } from './received.ts'
import { defineStep, everyRole, stagesBeforeClosed } from './step.ts'

export type Noted = {
  readonly what: 'noted'
  readonly words: string
  /** A second report, complete: who left it, and when. */
  readonly joined?:
    | {
        readonly by: string
        readonly at: string
        readonly report?: Omit<ReceivedEvent, 'what'> | undefined
      }
    | undefined
  /** What the reporter adds about who asks; it fills what the case does not have. */
  readonly asks?: AddedRequest | undefined
  /** What they see on the paper, where they could not say before. */
  readonly looked?: Case['looked']
}

export type AddedRequest = {
  readonly name?: string | undefined
  readonly agency?: string | undefined
  readonly phone?: string | undefined
  readonly wants?: string | undefined
  /** How it came, where that is not how the first report took it to have come. */
  readonly way?: IntakeChannel | undefined
}

const words = screenWords(
  () => ({
    label: 'Add a note',
    said: (who: string) => `${who} added a note.`,
  }),
  () => ({
    label: 'Agregar una nota',
    said: (who) => `${who} agregó una nota.`,
  }),
)

export const noted = defineStep<Noted>()({
  name: 'noted',
  by: everyRole,
  at: stagesBeforeClosed,
  guards: [],
  change: (it, { asks, looked }) => {
    const seen = looked === undefined ? it : { ...it, looked: lookedAgain(it.looked, looked) }
    return asks === undefined ? seen : withRequest(seen, asks)
  },
  saysNothing: true,
  elsewhere: 'nothing',
  words,
  timeline: ({ who, event, words, say }) => {
    const { joined } = event
    const from = joined?.report && [
      receivedText(say.nameOf(joined.by), joined.report, received.words(say.speaker).said, say),
    ]
    return { says: [words.said(who), ...(from ?? [])].join(' '), words: [event.words] }
  },
  form: {
    group: 'facts',
    fields: { words: text(), on: when() },
    toEvent: ({ words }) => ({ what: 'noted', words }),
  },
})

type Looked = NonNullable<Case['looked']>

/** What was unsure and is not now; an answer that was given stays until the paper is read. */
function lookedAgain(before: Case['looked'], now: Looked): Looked {
  const answer = (of: keyof Looked) =>
    before === undefined || before[of] === 'unsure' ? now[of] : before[of]
  return { court: answer('court'), judge: answer('judge'), searchHere: answer('searchHere') }
}

/** Not after the decision, which was made about what the case had then. */
function withRequest(it: Case, { name, agency, phone, wants, way }: AddedRequest): Case {
  if (!isRequest(it) || !awaitsOutcome(it) || it.decision !== undefined) return it
  const { requester, numbersGiven } = it
  const isNewNumber = phone !== undefined && !numbersGiven.includes(phone)
  return {
    ...it,
    ...(way !== undefined && { way }),
    requester: {
      ...requester,
      name: requester.name || (name ?? ''),
      ...(requester.agency === undefined && agency !== undefined && { agency }),
      ...(requester.phone === undefined && phone !== undefined && { phone }),
    },
    wants: [it.wants, wants].filter(Boolean).join('\n'),
    numbersGiven: isNewNumber ? [...numbersGiven, phone] : numbersGiven,
    // Why: the number that was called before may be this one.
    ...(isNewNumber && { requesterVerified: false }),
  }
}
