import { screenWords } from '../../platform/i18n/screen-words.ts'
import { type Guard, ownSignIn } from '../guards.ts'
import { defineStep, everyRole, sentenceWithWords } from './step.ts'

/** It stays, struck through. */
type ThingMistaken = { readonly what: 'thing-mistaken'; readonly line: string; readonly words: string }

const isListed: Guard<ThingMistaken> = {
  name: 'is-listed',
  passes: ({ taken }, { event }) => taken.some(({ line, struck }) => line === event.line && !struck),
  words: screenWords(
    () => 'There is no such line, or it is already struck through.',
    () => 'No hay tal línea, o ya está tachada.',
  ),
}

/** The decider may strike what someone else entered. */
const ownLine: Guard<ThingMistaken> = {
  name: 'own-line',
  passes: ({ taken }, { event, stamp }) =>
    stamp.role !== 'staff' || taken.some(({ line, by }) => line === event.line && by === stamp.by),
  words: screenWords(
    () => 'Another person wrote this line. Only that person or the decision maker can strike it through.',
    () => 'Otra persona anotó esta línea. Solo ella o quien decide puede tacharla.',
  ),
}

const words = screenWords(
  () => ({
    label: 'Strike a line through',
    said: (who: string) => `${who} struck a line through, as a mistake.`,
  }),
  () => ({ label: 'Tachar una línea', said: (who) => `${who} tachó una línea, por ser un error.` }),
)

export const thingMistaken = defineStep<ThingMistaken>()({
  name: 'thing-mistaken',
  by: everyRole,
  at: ['searching', 'searched', 'ended'],
  guards: [ownSignIn, isListed, ownLine],
  change: (it, event) => ({
    ...it,
    taken: it.taken.map((one) => (one.line === event.line ? { ...one, struck: true } : one)),
  }),
  elsewhere: 'nothing',
  words,
  timeline: sentenceWithWords,
})
