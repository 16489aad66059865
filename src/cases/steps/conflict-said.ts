import { screenWords } from '../../platform/i18n/screen-words.ts'
import { withConflict } from '../case-changes.ts'
import { ownSignIn } from '../guards.ts'
import { emptyForm } from './fields.ts'
import { defineStep, type NextStage, stagesBeforeClosed, stagesBeforeDecision } from './step.ts'

type ConflictSaid = { readonly what: 'conflict-said' }

const words = screenWords(
  () => ({
    label: 'I have a conflict of interest',
    button: 'I have a conflict in this case',
    help: 'You will not see this case again. The library asks its other lawyer in your place, or special counsel if there is no other. If something in the case depends on what you said, it no longer counts. This cannot be undone.',
    said: (who: string) =>
      `${who} has a conflict of interest in this case. They no longer see it, and nothing depends on what they said.`,
  }),
  () => ({
    label: 'Tengo un conflicto de interés',
    button: 'Tengo un conflicto en este caso',
    help: 'Usted no verá más este caso. La biblioteca consulta en su lugar a la otra persona de la asesoría legal o, si no hay otra, a una asesoría especial. Lo que en el caso depende de lo que usted dijo ya no vale. Esto no se puede deshacer.',
    said: (who) =>
      `${who} tiene un conflicto de interés en este caso. Ya no lo ve, y nada depende de lo que dijo.`,
  }),
)

// Why only they themselves: a Director could otherwise be rid of counsel who says no.
export const conflictSaid = defineStep<ConflictSaid>()({
  name: 'conflict-said',
  by: ['counsel'],
  at: stagesBeforeClosed,
  to: (from): readonly NextStage[] =>
    from === 'ended' || from === 'searching' || from === 'searched'
      ? ['stays']
      : ['stays', ...stagesBeforeDecision],
  guards: [ownSignIn],
  change: (it, { stamp }) => withConflict(it, stamp.by),
  isOwnWord: 'anyone',
  elsewhere: { effects: ['counsel-replaced'], fitsFullMatter: true },
  words,
  timeline: ({ who, words }) => words.said(who),
  form: emptyForm('conflict-said', 'counsel'),
})
