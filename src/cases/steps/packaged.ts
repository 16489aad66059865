import { screenWords } from '../../platform/i18n/screen-words.ts'
import { type PackedFile, type ProductionForm, systemsLeft } from '../case.ts'
import { asDecided, collectedThis, type Guard, isDecider, ownSignIn, policyLetsGo } from '../guards.ts'
import { caseCopiesWords } from '../words/copies.ts'
import { isAt, owedIf } from './owed.ts'
import { decidingRoles, defineStep } from './step.ts'

/** SHA-256 of the package, and of each file in it. Without a form, from before there were several: age. */
type Packaged = {
  readonly what: 'packaged'
  readonly package: string
  readonly copy: string
  readonly document: string
  readonly files: readonly PackedFile[]
  readonly form?: ProductionForm | undefined
}

/** Why here: the certificate, which goes with the file, says what was done in each. */
const systemsAccounted: Guard = {
  name: 'systems-accounted',
  passes: (it) => systemsLeft(it).length === 0,
  words: screenWords(
    () => 'Note for each other system what was done in it. The certificate says so.',
    () => 'Anote de cada otro sistema qué se hizo en él. El certificado lo dice.',
  ),
}

const words = screenWords(
  () => ({
    label: 'Prepare the file',
    said: (who: string, form: string) => `${who} prepared the records: ${form}.`,
  }),
  () => ({
    label: 'Preparar el archivo',
    said: (who, form) => `${who} preparó los registros: ${form}.`,
  }),
)

export const packaged = defineStep<Packaged>()({
  name: 'packaged',
  by: decidingRoles,
  at: ['checked', 'packaged'],
  to: ['packaged'],
  guards: [ownSignIn, isDecider, collectedThis, asDecided, policyLetsGo, systemsAccounted],
  change: ({ production, ...it }, { package: id, document, form = 'age' }) => ({
    ...it,
    production:
      production === undefined || production.stage === 'collected'
        ? production
        : { ...production, stage: 'packaged', package: { id, document, form } },
  }),
  takenBy: 'service',
  page: 'produce',
  owes: (it) => owedIf(isAt(it, 'checked'), 'go-on'),
  elsewhere: 'nothing',
  words,
  timeline: ({ who, event, words, say }) =>
    words.said(who, caseCopiesWords(say.speaker).produce.formSaid[event.form ?? 'age']),
})
