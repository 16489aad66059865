import { screenWords } from '../../platform/i18n/screen-words.ts'
import { paperCount, stages } from '../case.ts'
import { withNewGag } from '../case-changes.ts'
import { hasPaper, isByCounsel, onePerPaper, ownSignIn } from '../guards.ts'
import { wordsForm } from './fields.ts'
import { defineStep, oversightRoles } from './step.ts'

/** `words`: which paper forbids disclosure, and how. */
type GagFound = { readonly what: 'gag-found'; readonly words: string }

const words = screenWords(
  ({ customer }) => ({
    label: 'Record a nondisclosure order',
    help: `Press this as soon as a paper or an order says so, no matter how far the case is. From then on no one is told, not even the ${customer} or the Board. The case leaves the list of cases. Under “Details,” write where the paper says so.`,
    asksCounsel: 'Counsel is asked to confirm it. If counsel denies it, the case comes back.',
    said: (who: string) => `${who} noted a nondisclosure order.`,
    reported: (who: string) => `${who} reported a nondisclosure order.`,
  }),
  ({ customer }) => ({
    label: 'Anotar una orden de no divulgación',
    help: `Oprima esto en cuanto lo diga un documento o una orden, sin importar cómo vaya el caso. Desde entonces no se le dice a nadie, ni siquiera al ${customer} ni a la Junta. El caso sale de la lista de casos. En «Detalles», escriba dónde lo dice el documento.`,
    asksCounsel: 'Se pide a la asesoría que lo confirme. Si lo niega, el caso vuelve.',
    said: (who) => `${who} anotó una orden de no divulgación.`,
    reported: (who) => `${who} reportó una orden de no divulgación.`,
  }),
)

// Why at every stage: such an order can come, or be noticed, at any time.
export const gagFound = defineStep<GagFound>()({
  name: 'gag-found',
  by: oversightRoles,
  at: stages,
  guards: [ownSignIn, hasPaper, onePerPaper],
  // Why reset by counsel alone: no one else takes back what counsel allowed, which was about another order.
  change: (it, { stamp }) =>
    isByCounsel(stamp)
      ? { ...withNewGag(it), gagged: true, boardMayKnow: false, gagUnseen: true, gagByCounsel: true }
      : { ...it, gagged: true, gagUnseen: true, orderNotedOn: paperCount(it) },
  registerName: 'noted',
  elsewhere: {
    relays: {
      of: 'gag',
      isReported: ({ stamp }, { secret }) => !isByCounsel(stamp) && secret === undefined,
      stands: () => true,
      listsOwn: true,
    },
    effects: ['gag-mailed'],
  },
  words,
  timeline: ({ who, event: { stamp, words: written }, words }) => ({
    says: words[isByCounsel(stamp) ? 'said' : 'reported'](who),
    words: [written],
  }),
  form: wordsForm('gag-found', 'facts'),
})
