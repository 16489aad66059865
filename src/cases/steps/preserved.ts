import { screenWords } from '../../platform/i18n/screen-words.ts'
import type { CaseCopy } from '../case.ts'
import { asksForRecords, type Guard, isWithinScope, notADrill, reported } from '../guards.ts'
import { defineStep, oversightRoles, workingStages } from './step.ts'

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
