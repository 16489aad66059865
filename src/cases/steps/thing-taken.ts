import { screenWords } from '../../platform/i18n/screen-words.ts'
import { type Guard, isNoLaterThan } from '../guards.ts'
import { defineStep, everyRole } from './step.ts'

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
    () => 'Nothing can be taken before they came or after they left. Type when it was taken.',
    () => 'No pueden llevarse nada antes de llegar ni después de irse. Escriba cuándo fue.',
  ),
}

const newLine: Guard<ThingTaken> = {
  name: 'new-line',
  passes: ({ taken }, { event }) =>
    event.line === undefined || taken.every(({ line }) => line !== event.line),
  words: screenWords(
    () => 'This line is already recorded.',
    () => 'Esta línea ya está anotada.',
  ),
}

const words = screenWords(
  () => ({ label: 'Record what was taken', said: (who: string) => `${who} recorded what was taken.` }),
  () => ({ label: 'Anotar lo que se llevaron', said: (who) => `${who} anotó lo que se llevaron.` }),
)

export const thingTaken = defineStep<ThingTaken>()({
  name: 'thing-taken',
  by: everyRole,
  at: ['searching', 'searched', 'ended'],
  guards: [whileSearched, newLine],
  change: (it, { line, thing, stamp }) => ({
    ...it,
    taken: [...it.taken, { line: line ?? String(it.taken.length + 1), thing, at: stamp.at, by: stamp.by }],
  }),
  elsewhere: { answers: 'received' },
  words,
  timeline: ({ who, event, words }) => ({ says: words.said(who), words: [event.thing] }),
})
