import { screenWords } from '../../platform/i18n/screen-words.ts'
import type { Case } from '../case.ts'
import { asDecided, isDecider, ownSignIn, packagedThis, policyLetsGo } from '../guards.ts'
import { decidingRoles, defineStep, sentence } from './step.ts'

/** Its bytes left Carrel; the log had that first. */
type PackageSaved = { readonly what: 'package-saved'; readonly document: string }

const words = screenWords(
  () => ({ label: 'Save the file', said: (who: string) => `${who} saved the file.` }),
  () => ({ label: 'Guardar el archivo', said: (who) => `${who} guardó el archivo.` }),
)

// Why also after the end: the recipient may not be able to read the drive.
export const packageSaved = defineStep<PackageSaved>()({
  name: 'package-saved',
  by: decidingRoles,
  at: ['packaged', 'ended'],
  to: ['stays'],
  guards: [ownSignIn, isDecider, packagedThis, asDecided, policyLetsGo],
  change: (it, { document, stamp }) => ({
    ...it,
    savedAt: it.savedAt ?? stamp.at,
    outside: withPackageOutside(it, document, stamp.at),
  }),
  takenBy: 'service',
  page: 'produce',
  words,
  timeline: sentence,
})

/** Outside from the first save on; a delivered file no longer counts. */
function withPackageOutside({ outside, produced }: Case, document: string, at: string): Case['outside'] {
  const isKnown = outside.has(document) || produced?.document === document
  return isKnown ? outside : new Map([...outside, [document, at]])
}
