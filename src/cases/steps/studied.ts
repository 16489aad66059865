import { screenWords } from '../../platform/i18n/screen-words.ts'
import { type Guard, ownSignIn } from '../guards.ts'
import { isBeingJudged, owedIf } from './owed.ts'
import { defineStep, oversightRoles, stagesBeforeDecision } from './step.ts'

/** `own`: views of the Director who studies are among them; then they were shown nothing. */
type Studied = { readonly what: 'studied'; readonly own: boolean }

export const hasStudy: Guard = {
  name: 'has-study',
  passes: ({ study }) => study?.subject !== undefined,
  words: screenWords(
    ({ customer }) => `First set which ${customer}’s record, and which days, it is about.`,
    ({ customer }) => `Primero fije de qué ${customer} es el expediente, y qué días.`,
  ),
}

const words = screenWords(
  () => ({
    label: 'Study who viewed the record',
    saw: (who: string) => `${who} studied who viewed the record.`,
    own: (who: string) =>
      `${who} opened the study. Their own views are among these days, so nothing was shown to them.`,
  }),
  () => ({
    label: 'Estudiar quién vio el expediente',
    saw: (who) => `${who} estudió quién vio el expediente.`,
    own: (who) =>
      `${who} abrió el estudio. Entre esos días hay consultas suyas, así que no se le mostró nada.`,
  }),
)

export const studied = defineStep<Studied>()({
  name: 'studied',
  by: oversightRoles,
  at: stagesBeforeDecision,
  guards: [ownSignIn, hasStudy],
  change: (it, { own }) => ({ ...it, study: it.study && { ...it.study, begun: it.study.begun || !own } }),
  takenBy: 'service',
  page: 'study',
  meanwhile: 'on-its-page',
  owes: (it) => owedIf(isBeingJudged(it) && it.study?.begun === false, 'study'),
  elsewhere: 'nothing',
  words,
  timeline: ({ who, event, words }) => (event.own ? words.own : words.saw)(who),
})
