import { screenWords } from '../../platform/i18n/screen-words.ts'
import type { StudyFinding } from '../case.ts'
import { type Guard, isDecider, ownSignIn } from '../guards.ts'
import { isBeingJudged, owedIf } from './owed.ts'
import { decidingRoles, defineStep, stagesBeforeDecision } from './step.ts'
import { hasStudy } from './studied.ts'

/** Both texts are shown to the patron on their page; `remedy` is empty where there is none. */
type StudyFound = {
  readonly what: 'study-found'
  readonly finding: StudyFinding
  readonly words: string
  readonly remedy: string
}

/** The views were seen, and whoever was asked has answered or had their time; no one is blamed unasked. */
const answersFirst: Guard<StudyFound> = {
  name: 'answers-first',
  passes: ({ study }, { event, world }) => {
    if (study === undefined || !study.begun) return false
    const asked = [...study.asked.values()]
    const isHeard = asked.every(({ words, until }) => words !== undefined || until < world.today)
    return isHeard && (event.finding === 'not-confirmed' || asked.length > 0)
  },
  words: screenWords(
    () =>
      'First view the study. Anyone who was asked must have answered, or their day must have passed. To confirm a concern, ask the staff member first.',
    () =>
      'Primero vea el estudio. A quien se preguntó debe haber contestado, o debe haber pasado su día. Para confirmar una preocupación, pregunte antes a la persona del personal.',
  ),
}

const words = screenWords(
  () => ({
    label: 'Write what was found',
    said: {
      confirmed: (who: string) => `${who} found the concern confirmed.`,
      'not-confirmed': (who: string) => `${who} found the concern not confirmed.`,
      remedied: (who: string) => `${who} found the concern confirmed, and remedied.`,
    },
  }),
  () => ({
    label: 'Escribir lo que se halló',
    said: {
      confirmed: (who) => `${who} halló confirmada la preocupación.`,
      'not-confirmed': (who) => `${who} no halló confirmada la preocupación.`,
      remedied: (who) => `${who} halló confirmada la preocupación, y está remediada.`,
    },
  }),
)

export const studyFound = defineStep<StudyFound>()({
  name: 'study-found',
  by: decidingRoles,
  // Why also at the end: a remedy can come after the decision.
  at: [...stagesBeforeDecision, 'ended'],
  guards: [ownSignIn, isDecider, hasStudy, answersFirst],
  change: (it, { finding, words, remedy, stamp }) => ({
    ...it,
    study: it.study && { ...it.study, found: { finding, words, remedy, at: stamp.at } },
  }),
  takenBy: 'service',
  page: 'study',
  owes: (it) =>
    owedIf(isBeingJudged(it) && it.study?.begun === true && it.study.found === undefined, 'study'),
  elsewhere: 'nothing',
  words,
  timeline: ({ who, event, words }) => ({
    says: words.said[event.finding](who),
    words: [event.words, event.remedy],
  }),
})
