import { screenWords } from '../../platform/i18n/screen-words.ts'
import { endsInDecision, hasInstrument } from '../case.ts'
import { type Guard, needsNoDecision } from '../guards.ts'
import { emptyForm } from './fields.ts'
import { isBeingJudged, owedIf } from './owed.ts'
import { defineStep, everyRole, sentence, stagesBeforeDecision } from './step.ts'

type Answered = { readonly what: 'answered' }

const noPaper: Guard = {
  name: 'no-paper',
  passes: (it) => !hasInstrument(it),
  hides: hasInstrument,
  words: screenWords(
    () => 'This case has a legal paper, so it needs a written decision.',
    () => 'Este caso tiene un documento legal, así que hace falta una decisión por escrito.',
  ),
}

/** The Director decides on a claimed emergency, after counsel. */
const noEmergency: Guard = {
  name: 'no-emergency',
  passes: ({ kind }) => kind !== 'emergency',
  hides: ({ kind }) => kind === 'emergency',
  words: screenWords(
    () => 'The Director must decide a claimed emergency in writing.',
    () => 'La Dirección debe decidir por escrito sobre una emergencia alegada.',
  ),
}

/** The decider must know what an officer asked before the case ends. */
const officerReported: Guard = {
  name: 'officer-reported',
  passes: ({ kind, requester, directorAt }) =>
    kind !== 'ask' || requester.kind !== 'justice-agency' || directorAt !== undefined,
  words: screenWords(
    () => 'An officer asked. The decision maker must be told first.',
    () => 'Preguntó un agente. Primero se debe avisar a quien decide.',
  ),
}

const words = screenWords(
  () => ({
    label: 'Record that it was answered',
    help: 'The requester was told nothing about anyone. Press this to end the case.',
    recorded: 'Record and end',
    recordedHelp: 'Press this after you have read it and done what it asks of you.',
    said: (who: string) => `${who} answered it.`,
  }),
  () => ({
    label: 'Anotar que se respondió',
    help: 'Al solicitante no se le dijo nada sobre nadie. Oprima esto para terminar el caso.',
    recorded: 'Anotar y terminar',
    recordedHelp: 'Oprima esto cuando lo haya leído y haya hecho lo que le toca.',
    said: (who) => `${who} lo respondió.`,
  }),
)

export const answered = defineStep<Answered>()({
  name: 'answered',
  by: everyRole,
  at: stagesBeforeDecision,
  to: ['ended'],
  guards: [noPaper, needsNoDecision, noEmergency, officerReported],
  change: (it) => ({ ...it, outcome: it.kind === 'conduct' ? 'recorded' : 'refused' }),
  owes: (it) => owedIf(isBeingJudged(it) && it.kind !== 'disclosure' && !endsInDecision(it), 'go-on'),
  elsewhere: 'nothing',
  words,
  // A conduct case has no question to answer.
  labelFor: (words, { kind }) => (kind === 'conduct' ? words.recorded : words.label),
  helpFor: (words, kind) => (kind === 'conduct' ? words.recordedHelp : words.help),
  timeline: sentence,
  form: emptyForm('answered', 'ending'),
})
