import { screenWords } from '../../platform/i18n/screen-words.ts'
import { type Guard, isNoLaterThan, ownSignIn } from '../guards.ts'
import { defineStep, everyRole, sentenceWithWords } from './step.ts'

/** `line`: the id of its form, so that pressing twice adds one line. */
type ThingTaken = {
  readonly what: 'thing-taken'
  readonly thing: string
  readonly line?: string | undefined
}

const whileSearched: Guard = {
  name: 'while-searched',
  passes: ({ search, searchBeganAt, searchEndedAt }, { stamp }) =>
    search !== undefined && isNoLaterThan(searchBeganAt, stamp.at) && isNoLaterThan(stamp.at, searchEndedAt),
  words: screenWords(
    () => 'Nothing can be taken before they came, or after they left. Type when it was taken.',
    () => 'No pueden llevarse nada antes de llegar ni después de irse. Escriba cuándo fue.',
  ),
}

const newLine: Guard<ThingTaken> = {
  name: 'new-line',
  passes: ({ taken }, { event }) =>
    event.line === undefined || taken.every(({ line }) => line !== event.line),
  words: screenWords(
    () => 'This line is written down already.',
    () => 'Esta línea ya está anotada.',
  ),
}

const words = screenWords(
  () => ({ label: 'Write down what was taken', said: (who: string) => `${who} noted what was taken.` }),
  () => ({ label: 'Anotar lo que se llevaron', said: (who) => `${who} anotó lo que se llevaron.` }),
)

export const thingTaken = defineStep<ThingTaken>()({
  name: 'thing-taken',
  by: everyRole,
  at: ['searching', 'searched', 'ended'],
  to: ['stays'],
  guards: [whileSearched, newLine],
  change: (it, { line, thing, stamp }) => ({
    ...it,
    taken: [...it.taken, { line: line ?? String(it.taken.length + 1), thing, at: stamp.at, by: stamp.by }],
  }),
  words,
  timeline: ({ who, event, words }) => ({ says: words.said(who), words: [event.thing] }),
})

/** It stays, struck through. */
type ThingMistaken = { readonly what: 'thing-mistaken'; readonly line: string; readonly words: string }

const isListed: Guard<ThingMistaken> = {
  name: 'is-listed',
  passes: ({ taken }, { event }) => taken.some(({ line, struck }) => line === event.line && !struck),
  words: screenWords(
    () => 'There is no such line, or it is struck through already.',
    () => 'No hay tal línea, o ya está tachada.',
  ),
}

/** The decider may strike what someone else entered. */
const ownLine: Guard<ThingMistaken> = {
  name: 'own-line',
  passes: ({ taken }, { event, stamp }) =>
    stamp.role !== 'staff' || taken.some(({ line, by }) => line === event.line && by === stamp.by),
  words: screenWords(
    () => 'Someone else wrote this line. They strike it through, or whoever decides in the case.',
    () => 'Otra persona anotó esta línea. La tacha ella, o quien decide en el caso.',
  ),
}

const mistakenWords = screenWords(
  () => ({
    label: 'Strike a line through',
    said: (who: string) => `${who} struck a line of it through, as a mistake.`,
  }),
  () => ({ label: 'Tachar una línea', said: (who) => `${who} tachó una línea, por ser un error.` }),
)

export const thingMistaken = defineStep<ThingMistaken>()({
  name: 'thing-mistaken',
  by: everyRole,
  at: ['searching', 'searched', 'ended'],
  to: ['stays'],
  guards: [ownSignIn, isListed, ownLine],
  change: (it, event) => ({
    ...it,
    taken: it.taken.map((one) => (one.line === event.line ? { ...one, struck: true } : one)),
  }),
  words: mistakenWords,
  timeline: sentenceWithWords,
})
