import { screenWords } from '../../platform/i18n/screen-words.ts'
import type { CaseCopy } from '../case.ts'
import {
  asDecided,
  decidedToProduce,
  type Guard,
  isWithinScope,
  notADrill,
  nothingOutside,
  ownSignIn,
} from '../guards.ts'
import { defineStep, oversightRoles, sentence, stagesOfProduction } from './step.ts'

type Collected = { readonly what: 'collected'; readonly copy: CaseCopy }

const withinScope: Guard<Collected> = {
  name: 'within-scope',
  passes: (it, { event }) => it.scope !== undefined && isWithinScope(event.copy, it.scope),
  words: screenWords(
    () => 'Something in it goes further than the paper does.',
    () => 'Algo de esto va más allá del documento.',
  ),
}

const somebodyOnFile: Guard = {
  name: 'somebody-on-file',
  passes: ({ scope }) => scope !== undefined && scope.subjects.length > 0,
  words: screenWords(
    () => 'Nobody whom the paper names is on file. Send the decision as it is signed.',
    () => 'Nadie de quienes nombra el documento consta aquí. Envíe la decisión como está firmada.',
  ),
}

const words = screenWords(
  () => ({ label: 'Collect the records', said: (who: string) => `${who} collected the records.` }),
  () => ({ label: 'Reunir los datos', said: (who) => `${who} reunió los datos.` }),
)

export const collected = defineStep<Collected>()({
  name: 'collected',
  by: oversightRoles,
  at: stagesOfProduction,
  to: ['collected'],
  guards: [ownSignIn, decidedToProduce, asDecided, withinScope, notADrill, nothingOutside, somebodyOnFile],
  change: (it, { copy, stamp }) => ({
    ...it,
    production: {
      stage: 'collected',
      copy,
      collectedAt: stamp.at,
      collectorUnconfirmed: stamp.unconfirmed === true,
      cannotCome: [],
    },
  }),
  takenBy: 'service',
  page: 'collect',
  words,
  timeline: sentence,
})
