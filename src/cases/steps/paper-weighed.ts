import { screenWords } from '../../platform/i18n/screen-words.ts'
import { reopened } from '../case-changes.ts'
import { type Guard, ownSignIn } from '../guards.ts'
import { namesOfPapers, one } from './fields.ts'
import { owedIf } from './owed.ts'
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
    () => 'There is no such paper to review.',
    () => 'No hay tal documento por revisar.',
  ),
}

const words = screenWords(
  () => ({
    label: 'Review a paper that arrived late',
    help: 'Staff added it after the decision. If it counts, the decision must be withdrawn and made again.',
    counts: (who: string) => `${who} counted a paper that arrived after the decision.`,
    aside: (who: string) => `${who} set aside a paper that arrived after the decision.`,
    fields: { counts: 'Does it count?' },
    options: { counts: { yes: 'Yes, the case relies on it too', no: 'No, set it aside' } },
  }),
  () => ({
    label: 'Revisar un documento que llegó tarde',
    help: 'El personal lo agregó después de la decisión. Si se considera, hay que retirar la decisión y tomarla otra vez.',
    counts: (who) => `${who} consideró un documento que llegó después de la decisión.`,
    aside: (who) => `${who} dejó aparte un documento que llegó después de la decisión.`,
    fields: { counts: '¿Se debe considerar?' },
    options: { counts: { yes: 'Sí, el caso se apoya también en él', no: 'No, dejarlo aparte' } },
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
  owes: (it) => owedIf(it.later.length > 0, 'new-paper'),
  elsewhere: 'nothing',
  words,
  timeline: ({ who, event, words }) => (event.counts ? words.counts : words.aside)(who),
  form: {
    group: 'facts',
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
