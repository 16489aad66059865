import { screenWords } from '../../platform/i18n/screen-words.ts'
import {
  type Guard,
  needsCounselToEnd,
  needsNoDecision,
  nothingOutside,
  ownSignIn,
  reported,
} from '../guards.ts'
import { wordsForm } from './fields.ts'
import { defineStep, endsWithoutCounsel, oversightRoles, sentenceWithWords, workingStages } from './step.ts'

type Referred = { readonly what: 'referred'; readonly words: string }

/** Paper and claimed emergencies are referred only after counsel was consulted. */
const counselFirst: Guard = {
  name: 'counsel-first',
  passes: (it) => !needsCounselToEnd(it) || it.counselConsulted,
  words: screenWords(
    () =>
      'Legal counsel must be consulted first, because this case has a legal paper or a claimed emergency.',
    () =>
      'Primero hay que consultar a la asesoría legal, porque hay un documento legal o una emergencia alegada.',
  ),
}

const words = screenWords(
  () => ({
    label: 'Refer to another agency',
    said: (who: string) => `${who} referred it to another agency.`,
  }),
  () => ({ label: 'Remitir a otra agencia', said: (who) => `${who} lo remitió a otra agencia.` }),
)

export const referred = defineStep<Referred>()({
  name: 'referred',
  by: oversightRoles,
  at: [...workingStages, 'searched'],
  to: ['ended'],
  guards: [ownSignIn, reported, needsNoDecision, nothingOutside, counselFirst],
  change: (it) => ({ ...it, outcome: 'referred' }),
  elsewhere: { relays: endsWithoutCounsel },
  words,
  timeline: sentenceWithWords,
  form: wordsForm('referred', 'ending'),
})
