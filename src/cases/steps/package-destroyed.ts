import { screenWords } from '../../platform/i18n/screen-words.ts'
import { type Guard, isDecider, ownSignIn } from '../guards.ts'
import { wordsForm } from './fields.ts'
import { owedIf } from './owed.ts'
import { decidingRoles, defineStep, sentenceWithWords } from './step.ts'

/** What was saved was destroyed undelivered; `words`: how. */
type PackageDestroyed = { readonly what: 'package-destroyed'; readonly words: string }

const isOutside: Guard = {
  name: 'is-outside',
  passes: ({ outside }, { stamp }) =>
    outside.size > 0 && [...outside.values()].every((savedAt) => savedAt <= stamp.at),
  hides: ({ outside }) => outside.size === 0,
  words: screenWords(
    () => 'No file was saved, or its delivery or destruction was already noted.',
    () => 'No se guardó ningún archivo, o ya se anotó su entrega o destrucción.',
  ),
}

const words = screenWords(
  () => ({
    label: 'Saved but not delivered: note that it was destroyed',
    help: 'Every saved copy of the file must be gone: on drives, in downloads, in e-mail, and on paper. Say how, and who saw it.',
    said: (who: string) => `${who} noted that the saved file was destroyed and not delivered.`,
  }),
  () => ({
    label: 'Se guardó y no se entregó: anotar que se destruyó',
    help: 'Toda copia guardada del archivo debe haber desaparecido: en discos, en descargas, en correos y en papel. Diga cómo, y quién lo vio.',
    said: (who) => `${who} anotó que el archivo guardado se destruyó y no se entregó.`,
  }),
)

// Why no outcome: the next step says it, and had to wait for this.
export const packageDestroyed = defineStep<PackageDestroyed>()({
  name: 'package-destroyed',
  by: decidingRoles,
  at: ['packaged'],
  guards: [ownSignIn, isDecider, isOutside],
  change: (it) => ({ ...it, outside: new Map() }),
  owes: (it) => owedIf(it.outside.size > 0, 'void'),
  elsewhere: { fitsFullMatter: true },
  words,
  timeline: sentenceWithWords,
  form: wordsForm('package-destroyed', 'ending'),
})
