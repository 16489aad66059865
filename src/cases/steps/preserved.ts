import { screenWords } from '../../platform/i18n/screen-words.ts'
import { type CaseCopy, stages } from '../case.ts'
import { asksForRecords, type Guard, isWithinScope, notADrill, reported } from '../guards.ts'
import { defineStep, oversightRoles, sentence, workingStages } from './step.ts'

type Preserved = { readonly what: 'preserved'; readonly copy: CaseCopy; readonly until: string }

/** Once the scope is settled, no more is kept. */
const namesNoMore: Guard<Preserved> = {
  name: 'names-no-more',
  passes: (it, { event }) => it.scope === undefined || isWithinScope(event.copy, it.scope),
  words: screenWords(
    () => 'The paper does not name all of that.',
    () => 'El documento no nombra todo eso.',
  ),
}

const words = screenWords(
  () => ({
    label: 'Keep a copy for a while',
    said: (who: string, day: string) => `${who} kept a sealed copy until ${day}.`,
  }),
  () => ({
    label: 'Guardar una copia por un tiempo',
    said: (who, day) => `${who} guardó una copia sellada hasta el ${day}.`,
  }),
)

export const preserved = defineStep<Preserved>()({
  name: 'preserved',
  by: oversightRoles,
  at: workingStages,
  to: ['stays'],
  guards: [asksForRecords, reported, namesNoMore, notADrill],
  change: (it, { copy, until }) => ({
    ...it,
    preserved: new Map([...it.preserved, [copy.id, { copy, until }]]),
  }),
  takenBy: 'service',
  words,
  timeline: ({ who, event, words, say }) => words.said(who, say.day(event.until)),
})

type PreservationEnded = { readonly what: 'preservation-ended'; readonly copy: string }

const isPreserved: Guard<PreservationEnded> = {
  name: 'is-preserved',
  passes: (it, { event }) => it.preserved.has(event.copy),
  words: screenWords(
    () => 'There is no such copy.',
    () => 'No hay tal copia.',
  ),
}

/** The program ends a copy on its last day; earlier, a person does. */
const dayHasCome: Guard<PreservationEnded> = {
  name: 'day-has-come',
  passes: (it, { event, stamp, world }) => {
    const until = it.preserved.get(event.copy)?.until
    return stamp.role !== 'program' || (until !== undefined && until <= world.today)
  },
  words: screenWords(
    () => 'The day of this copy has not come yet.',
    () => 'Todavía no ha llegado el día de esta copia.',
  ),
}

const endedWords = screenWords(
  () => ({ label: 'End the kept copy', said: (who: string) => `${who} ended a kept copy.` }),
  () => ({ label: 'Terminar la copia guardada', said: (who) => `${who} terminó una copia guardada.` }),
)

export const preservationEnded = defineStep<PreservationEnded>()({
  name: 'preservation-ended',
  by: ['director', 'counsel', 'president', 'program'],
  at: stages,
  to: ['stays'],
  guards: [isPreserved, dayHasCome],
  change: (it, { copy }) => ({
    ...it,
    preserved: new Map([...it.preserved].filter(([id]) => id !== copy)),
  }),
  takenBy: 'service',
  page: 'preserve',
  words: endedWords,
  timeline: sentence,
})
