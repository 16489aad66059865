import { screenWords } from '../../platform/i18n/screen-words.ts'
import type { CaseCopy, NamedSystem } from '../case.ts'
import {
  asDecided,
  decidedToProduce,
  type Guard,
  isWithinScope,
  namesOnlyAbsentPeople,
  notADrill,
  nothingOutside,
  ownSignIn,
} from '../guards.ts'
import { isAt, owedIf } from './owed.ts'
import { defineStep, oversightRoles, sentence, stagesOfProduction } from './step.ts'

/** `systems`: the other systems in use then; absent where there were none. */
type Collected = {
  readonly what: 'collected'
  readonly copy: CaseCopy
  readonly systems?: readonly NamedSystem[] | undefined
}

const withinScope: Guard<Collected> = {
  name: 'within-scope',
  passes: (it, { event }) => it.scope !== undefined && isWithinScope(event.copy, it.scope),
  words: screenWords(
    () => 'Part of this goes beyond the paper.',
    () => 'Una parte de esto va más allá del documento.',
  ),
}

const somebodyOnFile: Guard = {
  name: 'somebody-on-file',
  passes: ({ scope }) => scope !== undefined && scope.subjects.length > 0,
  words: screenWords(
    () => 'No one named in the paper is on file. Send the decision as signed.',
    () => 'Ninguna persona que nombra el documento consta aquí. Envíe la decisión como está firmada.',
  ),
}

const words = screenWords(
  () => ({ label: 'Collect the records', said: (who: string) => `${who} collected the records.` }),
  () => ({ label: 'Reunir los registros', said: (who) => `${who} reunió los registros.` }),
)

export const collected = defineStep<Collected>()({
  name: 'collected',
  by: oversightRoles,
  at: stagesOfProduction,
  to: ['collected'],
  guards: [ownSignIn, decidedToProduce, asDecided, withinScope, notADrill, nothingOutside, somebodyOnFile],
  change: (it, { copy, systems = [], stamp }) => ({
    ...it,
    production: {
      stage: 'collected',
      copy,
      collectedAt: stamp.at,
      collectorUnconfirmed: stamp.unconfirmed === true,
      systems,
      cannotCome: [],
    },
  }),
  takenBy: 'service',
  page: 'collect',
  owes: (it) =>
    owedIf(isAt(it, 'decided') && it.decision?.decision !== 'refusal' && !namesOnlyAbsentPeople(it), 'go-on'),
  elsewhere: 'nothing',
  words,
  timeline: sentence,
})
