import { screenWords } from '../../platform/i18n/screen-words.ts'
import { type Guard, needsCounselToEnd, needsNoDecision, nothingOutside, reported } from '../guards.ts'
import { wordsForm } from './fields.ts'
import { defineStep, oversightRoles, sentenceWithWords, workingStages } from './step.ts'

type Referred = { readonly what: 'referred'; readonly words: string }

/** Paper and claimed emergencies are referred only after counsel was consulted. */
const counselFirst: Guard = {
  name: 'counsel-first',
  passes: (it) => !needsCounselToEnd(it) || it.counselConsulted,
  words: screenWords(
    () => 'Legal counsel must first be asked: there is paper in this case, or an emergency was claimed.',
    () => 'Primero hay que preguntar a la asesoría legal: hay un documento, o se dijo que es una emergencia.',
  ),
}

const words = screenWords(
  () => ({ label: 'Pass it on to another office', said: (who: string) => `${who} passed it on.` }),
  () => ({ label: 'Pasarlo a otra oficina', said: (who) => `${who} lo pasó a otra oficina.` }),
)

export const referred = defineStep<Referred>()({
  name: 'referred',
  by: oversightRoles,
  at: [...workingStages, 'searched'],
  to: ['ended'],
  guards: [reported, needsNoDecision, nothingOutside, counselFirst],
  change: (it) => ({ ...it, outcome: 'referred' }),
  words,
  timeline: sentenceWithWords,
  form: wordsForm('referred'),
})
