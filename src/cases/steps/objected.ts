import { screenWords } from '../../platform/i18n/screen-words.ts'
import { counselConsulted, ownSignIn, paperIsRead, waitsForNothing } from '../guards.ts'
import { day, lines, optional, text } from './fields.ts'
import { isBeingJudged, isNotProper, owedIf } from './owed.ts'
import { defineStep, stagesBeforeDecision } from './step.ts'

type Objected = {
  readonly what: 'objected'
  readonly words: string
  /** What the paper should be narrowed to, if counsel asks. */
  readonly narrow?: readonly string[] | undefined
  readonly until?: string | undefined
}

const words = screenWords(
  () => ({
    label: 'Object, or ask to narrow the paper',
    help: 'Carrel makes a letter from this. If you say how to narrow the paper, it makes one that asks for that too.',
    said: (who: string) => `${who} objected.`,
    fields: { narrow: 'Narrow it to this, one item per line' },
  }),
  () => ({
    label: 'Oponerse, o pedir que se limite',
    help: 'Carrel hace una carta con esto. Si usted dice a qué limitarlo, hace otra que lo pide.',
    said: (who) => `${who} se opuso.`,
    fields: { narrow: 'Limitarlo a esto, una cosa por línea' },
  }),
)

export const objected = defineStep<Objected>()({
  name: 'objected',
  by: ['counsel'],
  at: stagesBeforeDecision,
  to: ['objected'],
  guards: [ownSignIn, paperIsRead, counselConsulted, waitsForNothing],
  change: (it, { until }) => ({ ...it, wait: { for: 'objection', until }, objected: true }),
  isCounselJudgment: true,
  isOwnWord: 'counsel',
  owes: (it) => owedIf(isBeingJudged(it) && isNotProper(it), 'cure', 'counsel'),
  elsewhere: 'nothing',
  words,
  timeline: ({ who, event, words, say }) => ({
    says: [words.said(who), ...say.until(event.until)].join(' '),
    words: [event.words, ...(event.narrow ?? [])],
  }),
  form: {
    group: 'counsel',
    fields: {
      words: text({ inLetter: true }),
      narrow: optional(lines({ inLetter: true })),
      until: optional(day()),
    },
    toEvent: ({ words, narrow, until }) => ({
      what: 'objected',
      words,
      until,
      ...(narrow !== undefined && { narrow }),
    }),
  },
})
