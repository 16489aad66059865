import { screenWords } from '../../platform/i18n/screen-words.ts'
import { hasInstrument } from '../case.ts'
import { type Guard, needsNoDecision } from '../guards.ts'
import { emptyForm } from './fields.ts'
import { defineStep, everyRole, sentence, stagesBeforeDecision } from './step.ts'

export type Answered = { readonly what: 'answered' }

const noPaper: Guard = {
  name: 'no-paper',
  passes: (it) => !hasInstrument(it),
  hides: hasInstrument,
  words: screenWords(
    () => 'There is paper in this case. It needs a written decision.',
    () => 'En este caso hay un documento. Hace falta una decisión por escrito.',
  ),
}

/** The Director decides on a claimed emergency, after counsel. */
const noEmergency: Guard = {
  name: 'no-emergency',
  passes: ({ kind }) => kind !== 'emergency',
  hides: ({ kind }) => kind === 'emergency',
  words: screenWords(
    () => 'The Director decides about a claimed emergency in writing.',
    () => 'Si alguien dice que hay una emergencia, la Dirección decide por escrito.',
  ),
}

/** The decider must know what an officer asked before the case ends. */
const officerReported: Guard = {
  name: 'officer-reported',
  passes: ({ kind, requester, directorAt }) =>
    kind !== 'ask' || requester.kind !== 'justice-agency' || directorAt !== undefined,
  words: screenWords(
    () => 'An officer asked. Whoever decides in the case must know of it first.',
    () => 'Preguntó un agente. Primero debe saberlo quien decide en el caso.',
  ),
}

const words = screenWords(
  () => ({
    label: 'Write down that it was answered',
    help: 'They were told that nothing is said about anyone. Press this to end the case.',
    recorded: 'Put it on record, and end it',
    recordedHelp: 'Press this once you have read it, and have done what it asks of you.',
    said: (who: string) => `${who} answered it.`,
  }),
  () => ({
    label: 'Anotar que se respondió',
    help: 'Se les dijo que no se dice nada de nadie. Pulse para terminar el caso.',
    recorded: 'Dejar constancia y terminar',
    recordedHelp: 'Pulse cuando lo haya leído y haya hecho lo que le toca.',
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
  words,
  // A conduct case has no question to answer.
  labelFor: (words, { kind }) => (kind === 'conduct' ? words.recorded : words.label),
  helpFor: (words, kind) => (kind === 'conduct' ? words.recordedHelp : words.help),
  timeline: sentence,
  form: emptyForm('answered'),
})
