import { screenWords } from '../../platform/i18n/screen-words.ts'
import { type Case, isPackageSaved, type ProductionForm } from '../case.ts'
import { asDecided, isDecider, ownSignIn, packagedThis, policyLetsGo } from '../guards.ts'
import { isAt, owedIf } from './owed.ts'
import { decidingRoles, defineStep } from './step.ts'

/** Its bytes left Carrel; the log had that first. */
type PackageSaved = {
  readonly what: 'package-saved'
  readonly document: string
  readonly form?: ProductionForm | undefined
}

const words = screenWords(
  () => ({
    label: 'Save or print the records',
    said: (who: string) => `${who} saved the file.`,
    printed: (who: string) => `${who} opened the records to print them.`,
  }),
  () => ({
    label: 'Guardar o imprimir los registros',
    said: (who) => `${who} guardó el archivo.`,
    printed: (who) => `${who} abrió los registros para imprimirlos.`,
  }),
)

// Why also after the end: the recipient may not be able to read the drive.
export const packageSaved = defineStep<PackageSaved>()({
  name: 'package-saved',
  by: decidingRoles,
  at: ['packaged', 'ended'],
  guards: [ownSignIn, isDecider, packagedThis, asDecided, policyLetsGo],
  change: (it, { document, stamp }) => ({
    ...it,
    savedAt: it.savedAt ?? stamp.at,
    outside: withPackageOutside(it, document, stamp.at),
  }),
  takenBy: 'service',
  page: 'produce',
  owes: (it) => owedIf(isAt(it, 'packaged') && !isPackageSaved(it), 'go-on'),
  elsewhere: 'nothing',
  words,
  timeline: ({ who, event, words }) => (event.form === 'paper' ? words.printed(who) : words.said(who)),
})

/** Outside from the first save on; a delivered file no longer counts. */
function withPackageOutside({ outside, produced }: Case, document: string, at: string): Case['outside'] {
  const isKnown = outside.has(document) || produced?.document === document
  return isKnown ? outside : new Map([...outside, [document, at]])
}
