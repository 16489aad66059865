import { tryOutWords } from '../../ask/index.ts'
import { screenWords } from '../../platform/i18n/screen-words.ts'
import { findingKinds } from '../../policy/index.ts'
import {
  counselConsulted,
  type Guard,
  isByCounsel,
  ownSignIn,
  paperIsRead,
  waitsForNothing,
} from '../guards.ts'
import { isUnanswered, ownOpinion } from '../statements.ts'
import { counselsWord } from './counsel-advised.ts'
import { day, lines, optional } from './fields.ts'
import { isBeingJudged, isNotProper, owedIf } from './owed.ts'
import { defineStep, oversightRoles, stagesBeforeDecision } from './step.ts'

type CureDemanded = {
  readonly what: 'cure-demanded'
  readonly lacks: readonly string[]
  readonly until?: string | undefined
}

/** Hostile: a case that waits for a corrected paper, for as long as the decider says, asks counsel nothing who found the paper proper. */
const notAgainstCounsel: Guard = {
  ...counselsWord,
  passes: (it, { stamp }) =>
    isByCounsel(stamp) ||
    ownOpinion(it) !== 'proper' ||
    it.relayed.some((word) => word.of === 'advice' && word.opinion === 'defective' && isUnanswered(word)),
}

const words = screenWords(
  () => ({
    label: 'Ask for a corrected paper',
    help: 'List what is missing, one item per line. If some findings are cited and others are not, the others are filled in. Carrel makes a letter from it.',
    said: (who: string) => `${who} asked for a corrected paper.`,
    instead: 'Or instead',
    fields: { lacks: 'What is missing', until: 'Ask for it by' },
  }),
  () => ({
    label: 'Pedir un documento corregido',
    help: 'Anote lo que falta, una cosa por línea. Si ya se citaron unos puntos y otros no, los que faltan ya están puestos. Con esto Carrel hace una carta.',
    said: (who) => `${who} pidió un documento corregido.`,
    instead: 'O en su lugar',
    fields: { lacks: 'Qué falta', until: 'Pedirlo a más tardar el' },
  }),
)

export const cureDemanded = defineStep<CureDemanded>()({
  name: 'cure-demanded',
  by: oversightRoles,
  at: stagesBeforeDecision,
  to: ['cure-demanded'],
  guards: [ownSignIn, paperIsRead, counselConsulted, waitsForNothing, notAgainstCounsel],
  change: (it, { until }) => ({
    ...it,
    wait: { for: 'cure', until },
    opinion: 'defective',
  }),
  isCounselJudgment: true,
  isOwnWord: 'counsel',
  owes: (it) => owedIf(isBeingJudged(it) && isNotProper(it), 'cure'),
  elsewhere: {
    relays: {
      of: 'advice',
      isReported: () => false,
      stands: () => true,
      keeps: () => ({ opinion: 'defective' }),
    },
  },
  words,
  shows: { above: ['counsel-found'], instead: ({ instead }) => instead },
  timeline: ({ who, event, words, say }) => ({
    says: [words.said(who), ...say.until(event.until)].join(' '),
    words: event.lacks,
  }),
  form: {
    group: 'counsel',
    fields: { lacks: lines({ inLetter: true }), until: optional(day()) },
    // Only once someone looked for them; before that, all of them would say nothing.
    initial: ({ findings }, { speaker }) =>
      findings.size === 0
        ? {}
        : {
            lacks: findingKinds
              .filter((kind) => !findings.has(kind))
              .map((kind) => tryOutWords(speaker).finding[kind])
              .join('\n'),
          },
    toEvent: ({ lacks, until }) => ({ what: 'cure-demanded', lacks, until }),
  },
})
