import { screenWords } from '../../platform/i18n/screen-words.ts'
import { stages } from '../case.ts'
import { hasPaper } from '../guards.ts'
import { wordsForm } from './fields.ts'
import { defineStep, oversightRoles, sentenceWithWords } from './step.ts'

/** `words`: which paper forbids disclosure, and how. */
type GagFound = { readonly what: 'gag-found'; readonly words: string }

const words = screenWords(
  ({ customer }) => ({
    label: 'The paper forbids us to tell anyone',
    help: `Press this as soon as a paper or an order says so, however far the case is. From then on nobody is told: no ${customer} and no Board. The case leaves the list of cases.`,
    said: (who: string) => `${who} noted that the paper forbids to tell anyone.`,
  }),
  ({ customer }) => ({
    label: 'El documento nos prohíbe decirlo a nadie',
    help: `Pulse en cuanto lo diga un documento o una orden, sin importar cómo vaya el caso. Desde entonces no se dice a nadie: ni al ${customer} ni a la Junta. El caso sale de la lista de casos.`,
    said: (who) => `${who} anotó que el documento prohíbe decirlo a nadie.`,
  }),
)

// Why at every stage: such an order can come, or be noticed, at any time.
export const gagFound = defineStep<GagFound>()({
  name: 'gag-found',
  by: oversightRoles,
  at: stages,
  to: ['stays'],
  guards: [hasPaper],
  // Why reset: counsel's permission for the Board was about another order.
  change: (it) => ({ ...it, gagged: true, boardMayKnow: false, gagUnseen: true }),
  registerName: 'noted',
  words,
  timeline: sentenceWithWords,
  form: wordsForm('gag-found'),
})
