import { screenWords } from '../../platform/i18n/screen-words.ts'
import { type Guard, isDecider, isWrongDisclosure, ownSignIn, reported } from '../guards.ts'
import { wordsForm } from './fields.ts'
import { isBeingJudged, owedIf } from './owed.ts'
import { decidingRoles, defineStep, sentenceWithWords, stagesBeforeDecision } from './step.ts'

type Remedied = { readonly what: 'remedied'; readonly words: string }

const recallAnswered: Guard = {
  name: 'recall-answered',
  passes: ({ recall }) => recall !== undefined && recall !== 'asked',
  words: screenWords(
    () => 'First ask for it back, and record what came of it.',
    () => 'Primero pida que lo devuelvan, y anote qué pasó.',
  ),
}

const affectedWereTold: Guard = {
  name: 'affected-told',
  passes: ({ affectedTold }) => affectedTold === true,
  words: screenWords(
    () => 'First tell those who are affected, or record why not.',
    () => 'Primero avise a quienes afecta, o anote por qué no.',
  ),
}

const words = screenWords(
  () => ({
    label: 'Record what changed',
    button: 'Record and end',
    help: 'What does the library do now so that it does not happen again? This ends the case.',
    said: (who: string) => `${who} recorded what changed.`,
  }),
  () => ({
    label: 'Anotar qué cambió',
    button: 'Anotar y terminar',
    help: '¿Qué hace ahora la biblioteca para que no vuelva a pasar? Esto termina el caso.',
    said: (who) => `${who} anotó qué cambió.`,
  }),
)

export const remedied = defineStep<Remedied>()({
  name: 'remedied',
  by: decidingRoles,
  at: stagesBeforeDecision,
  to: ['ended'],
  guards: [ownSignIn, reported, isDecider, isWrongDisclosure, recallAnswered, affectedWereTold],
  change: (it) => ({ ...it, outcome: 'recorded' }),
  owes: (it) => owedIf(isBeingJudged(it) && it.kind === 'disclosure', 'go-on'),
  elsewhere: { answers: 'decided' },
  words,
  timeline: sentenceWithWords,
  form: wordsForm('remedied', 'ending'),
})
