import { screenWords } from '../../platform/i18n/screen-words.ts'
import type { PackedFile } from '../case.ts'
import { asDecided, collectedThis, isDecider, ownSignIn, policyLetsGo } from '../guards.ts'
import { decidingRoles, defineStep, sentence } from './step.ts'

/** SHA-256 of the package, and of each file in it. */
type Packaged = {
  readonly what: 'packaged'
  readonly package: string
  readonly copy: string
  readonly document: string
  readonly files: readonly PackedFile[]
}

const words = screenWords(
  () => ({
    label: 'Prepare the file',
    said: (who: string) => `${who} prepared the file.`,
  }),
  () => ({ label: 'Preparar el archivo', said: (who) => `${who} preparó el archivo.` }),
)

export const packaged = defineStep<Packaged>()({
  name: 'packaged',
  by: decidingRoles,
  at: ['checked', 'packaged'],
  to: ['packaged'],
  guards: [ownSignIn, isDecider, collectedThis, asDecided, policyLetsGo],
  change: ({ production, ...it }, { package: id, document }) => ({
    ...it,
    production:
      production === undefined || production.stage === 'collected'
        ? production
        : { ...production, stage: 'packaged', package: { id, document } },
  }),
  takenBy: 'service',
  page: 'produce',
  words,
  timeline: sentence,
})
