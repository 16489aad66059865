import { screenWords } from '../../platform/i18n/screen-words.ts'
import type { CaseCopy, NamedSystem } from '../case.ts'
import { asksForRecords, type Guard, isWithinScope, notADrill, reported } from '../guards.ts'
import { defineStep, oversightRoles, workingStages } from './step.ts'

/** `systems`: the other systems in use then; absent where there were none. */
type Preserved = {
  readonly what: 'preserved'
  readonly copy: CaseCopy
  readonly until: string
  readonly systems?: readonly NamedSystem[] | undefined
}

/** Once the scope is settled, no more is kept. */
const namesNoMore: Guard<Preserved> = {
  name: 'names-no-more',
  passes: (it, { event }) => it.scope === undefined || isWithinScope(event.copy, it.scope),
  words: screenWords(
    () => 'The paper does not name all of these records.',
    () => 'El documento no nombra todos estos registros.',
  ),
}

const words = screenWords(
  () => ({
    label: 'Preserve a copy',
    said: (who: string, day: string) => `${who} preserved a sealed copy until ${day}.`,
  }),
  () => ({
    label: 'Conservar una copia',
    said: (who, day) => `${who} conservó una copia sellada hasta el ${day}.`,
  }),
)

export const preserved = defineStep<Preserved>()({
  name: 'preserved',
  by: oversightRoles,
  at: workingStages,
  guards: [asksForRecords, reported, namesNoMore, notADrill],
  change: (it, { copy, until, systems = [] }) => ({
    ...it,
    preserved: new Map([...it.preserved, [copy.id, { copy, until }]]),
    systemsToPreserve: [
      ...new Map([...it.systemsToPreserve, ...systems].map((one) => [one.id, one])).values(),
    ],
  }),
  takenBy: 'service',
  elsewhere: 'nothing',
  words,
  timeline: ({ who, event, words, say }) => words.said(who, say.day(event.until)),
})
