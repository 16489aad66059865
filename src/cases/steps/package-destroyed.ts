import { screenWords } from '../../platform/i18n/screen-words.ts'
import { type Guard, isDecider, ownSignIn } from '../guards.ts'
import { wordsForm } from './fields.ts'
import { decidingRoles, defineStep, sentenceWithWords } from './step.ts'

/** What was saved was destroyed undelivered; `words`: how. */
type PackageDestroyed = { readonly what: 'package-destroyed'; readonly words: string }

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

const words = screenWords(
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
export const packageDestroyed = defineStep<PackageDestroyed>()({
  name: 'package-destroyed',
  by: decidingRoles,
  at: ['packaged'],
  to: ['stays'],
  guards: [ownSignIn, isDecider, isOutside],
  change: (it) => ({ ...it, outside: new Map() }),
  words,
  timeline: sentenceWithWords,
  form: wordsForm('package-destroyed'),
})
