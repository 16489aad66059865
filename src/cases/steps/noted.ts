import { screenWords } from '../../platform/i18n/screen-words.ts'
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
}

const words = screenWords(
  () => ({ label: 'Add a note', said: (who: string) => `${who} added a note.` }),
  () => ({ label: 'Añadir una nota', said: (who) => `${who} añadió una nota.` }),
)

export const noted = defineStep<Noted>()({
  name: 'noted',
  by: everyRole,
  at: stagesBeforeClosed,
  to: ['stays'],
  guards: [],
  change: (it) => it,
  words,
  timeline: ({ who, event, words, say }) => {
    const { joined } = event
    const from = joined?.report && [
      receivedText(say.nameOf(joined.by), joined.report, received.words(say.speaker).said, say),
    ]
    return { says: [words.said(who), ...(from ?? [])].join(' '), words: [event.words] }
  },
  form: {
    fields: { words: text(), on: when() },
    toEvent: ({ words }) => ({ what: 'noted', words }),
  },
})
