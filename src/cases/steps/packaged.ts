import { screenWords } from '../../platform/i18n/screen-words.ts'
import type { Case, PackedFile } from '../case.ts'
import {
  asDecided,
  collectedThis,
  type Guard,
  isDecider,
  ownSignIn,
  packagedThis,
  policyLetsGo,
} from '../guards.ts'
import { text } from './fields.ts'
import { decidingRoles, defineStep, sentence, sentenceWithWords } from './step.ts'

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
    label: 'Make the file to hand over',
    said: (who: string) => `${who} made the file to hand over.`,
  }),
  () => ({ label: 'Hacer el archivo para entregar', said: (who) => `${who} hizo el archivo para entregar.` }),
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

const savedWords = screenWords(
  () => ({ label: 'Save the file', said: (who: string) => `${who} saved the file.` }),
  () => ({ label: 'Guardar el archivo', said: (who) => `${who} guardó el archivo.` }),
)

// Why also after the end: the recipient may not be able to read the drive.
export const packageSaved = defineStep<{ readonly what: 'package-saved'; readonly document: string }>()({
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
  words: savedWords,
  timeline: sentence,
})

/** Outside from the first save on; a delivered file no longer counts. */
function withPackageOutside({ outside, produced }: Case, document: string, at: string): Case['outside'] {
  const isKnown = outside.has(document) || produced?.document === document
  return isKnown ? outside : new Map([...outside, [document, at]])
}

const isOutside: Guard = {
  name: 'is-outside',
  passes: ({ outside }, { stamp }) =>
    outside.size > 0 && [...outside.values()].every((savedAt) => savedAt <= stamp.at),
  hides: ({ outside }) => outside.size === 0,
  words: screenWords(
    () => 'No file was saved, or it is known what became of it.',
    () => 'No se guardó ningún archivo, o ya se sabe qué fue de él.',
  ),
}

const destroyedWords = screenWords(
  () => ({
    label: 'It was saved, and not handed over: destroyed',
    help: 'Every copy of the file that was saved must be gone: the drive, the download, the mail. Say how, and who saw it.',
    said: (who: string) => `${who} noted that the saved file was destroyed, and was not handed over.`,
  }),
  () => ({
    label: 'Se guardó y no se entregó: destruido',
    help: 'Toda copia del archivo guardado debe haber desaparecido: la memoria, la descarga, el correo. Diga cómo, y quién lo vio.',
    said: (who) => `${who} anotó que el archivo guardado se destruyó, y no se entregó.`,
  }),
)

// Why no outcome: the next step says it, and had to wait for this.
export const packageDestroyed = defineStep<{ readonly what: 'package-destroyed'; readonly words: string }>()({
  name: 'package-destroyed',
  by: decidingRoles,
  at: ['packaged'],
  to: ['stays'],
  guards: [ownSignIn, isDecider, isOutside],
  change: (it) => ({ ...it, outside: new Map() }),
  words: destroyedWords,
  timeline: sentenceWithWords,
  form: {
    fields: { words: text() },
    toEvent: ({ words }) => ({ what: 'package-destroyed', words }),
  },
})
