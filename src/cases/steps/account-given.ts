import { screenWords } from '../../platform/i18n/screen-words.ts'
import type { Guard } from '../guards.ts'
import { defineStep, everyRole, sentenceWithWords, stagesBeforeDecision } from './step.ts'

type AccountGiven = { readonly what: 'account-given'; readonly ask: string; readonly words: string }

/** The staff member speaks for themselves, once. */
const ownAccount: Guard<AccountGiven> = {
  name: 'own-account',
  passes: ({ study }, { event, stamp }) => {
    const asked = study?.asked.get(event.ask)
    return asked !== undefined && asked.of === stamp.by && asked.words === undefined
  },
  words: screenWords(
    () => 'Only the person who was asked can answer, and only once.',
    () => 'Solo puede contestar la persona a quien se preguntó, y una sola vez.',
  ),
}

const words = screenWords(
  () => ({ label: 'Answer about your views', said: (who: string) => `${who} answered about their views.` }),
  () => ({ label: 'Contestar sobre sus consultas', said: (who) => `${who} contestó sobre sus consultas.` }),
)

export const accountGiven = defineStep<AccountGiven>()({
  name: 'account-given',
  by: everyRole,
  at: stagesBeforeDecision,
  guards: [ownAccount],
  change: (it, { ask, words }) => {
    const asked = it.study?.asked.get(ask)
    if (it.study === undefined || asked === undefined) return it
    return { ...it, study: { ...it.study, asked: new Map([...it.study.asked, [ask, { ...asked, words }]]) } }
  },
  isAboutTaker: true,
  takenBy: 'service',
  elsewhere: 'nothing',
  words,
  timeline: sentenceWithWords,
})
