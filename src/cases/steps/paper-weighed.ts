import { screenWords } from '../../platform/i18n/screen-words.ts'
import { reopened } from '../case-changes.ts'
import { type Guard, ownSignIn } from '../guards.ts'
import { namesOfPapers, one } from './fields.ts'
import { defineStep, oversightRoles, reopens, stagesBeforeClosed } from './step.ts'

/** Whether a paper that came after the decision counts, or is set aside. */
type PaperWeighed = {
  readonly what: 'paper-weighed'
  readonly paper: string
  readonly counts: boolean
}

const waitsBeside: Guard<PaperWeighed> = {
  name: 'waits-beside',
  passes: (it, { event }) => it.later.some(({ id }) => id === event.paper),
  hides: ({ later }) => later.length === 0,
  words: screenWords(
    () => 'No such paper waits.',
    () => 'No espera tal documento.',
  ),
}

const words = screenWords(
  () => ({
    label: 'Look at a paper that came late',
    help: 'Someone on staff brought it once it was decided. If it counts, the decision must be taken back and made anew.',
    counts: (who: string) => `${who} took in a paper that came once it was decided.`,
    aside: (who: string) => `${who} left aside a paper that came once it was decided.`,
    fields: { counts: 'Does it count?' },
    options: { counts: { yes: 'Yes: the case rests on it too', no: 'No: it is left aside' } },
  }),
  () => ({
    label: 'Mirar un documento que llegó tarde',
    help: 'Alguien del personal lo trajo cuando ya se había decidido. Si cuenta, hay que retirar la decisión y tomarla de nuevo.',
    counts: (who) => `${who} tomó en cuenta un documento que llegó después de decidir.`,
    aside: (who) => `${who} dejó aparte un documento que llegó después de decidir.`,
    fields: { counts: '¿Cuenta?' },
    options: { counts: { yes: 'Sí: el caso se apoya también en él', no: 'No: se deja aparte' } },
  }),
)

// What staff add after a decision changes nothing until someone says that it counts.
export const paperWeighed = defineStep<PaperWeighed>()({
  name: 'paper-weighed',
  by: oversightRoles,
  at: stagesBeforeClosed,
  to: reopens,
  guards: [ownSignIn, waitsBeside],
  change: (it, event) => {
    const is = it.later.filter(({ id }) => id === event.paper)
    const later = it.later.filter(({ id }) => id !== event.paper)
    if (!event.counts) return { ...it, later, aside: [...it.aside, ...is] }
    return reopened({ ...it, later, papers: [...it.papers, ...is] })
  },
  words,
  timeline: ({ who, event, words }) => (event.counts ? words.counts : words.aside)(who),
  form: {
    fields: {
      paper: one(
        ({ it }) => it.later.map(({ id }) => id),
        ({ it }) => namesOfPapers(it.later),
      ),
      counts: one(['yes', 'no']),
    },
    toEvent: ({ paper, counts }) => ({ what: 'paper-weighed', paper, counts: counts === 'yes' }),
  },
})
