import { screenWords } from '../../platform/i18n/screen-words.ts'
import { type Basis, bases } from '../../policy/index.ts'
import type { Guard } from '../guards.ts'
import { casesConductWords } from '../words/conduct.ts'
import { line, one, when } from './fields.ts'
import { defineStep, everyRole, workingStages } from './step.ts'

type ToldOutside = { readonly what: 'told-outside'; readonly basis: Basis; readonly agency: string }

const isConduct: Guard = {
  name: 'is-conduct',
  passes: ({ kind }) => kind === 'conduct',
  hides: ({ kind }) => kind !== 'conduct',
  words: screenWords(
    () => 'This case is not about what someone did here.',
    () => 'Este caso no trata de lo que alguien hizo aquí.',
  ),
}

const words = screenWords(
  () => ({
    label: 'Write down who was told',
    help: 'Write down each report, also one that was made later. Say only what was seen and heard.',
    said: (who: string, agency: string) => `${who} told ${agency} what someone did here.`,
    fields: { basis: 'Under what was it told?', agency: 'Which agency, and whom there' },
  }),
  () => ({
    label: 'Anotar a quién se avisó',
    help: 'Anote cada aviso, también el que se hizo después. Diga solo lo que se vio y se oyó.',
    said: (who, agency) => `${who} avisó a ${agency} de lo que alguien hizo aquí.`,
    fields: { basis: '¿Por qué se avisó?', agency: 'Qué agencia, y con quién habló' },
  }),
)

// Why also after the end: a mandated report may follow the incident.
export const toldOutside = defineStep<ToldOutside>()({
  name: 'told-outside',
  by: everyRole,
  at: [...workingStages, 'ended'],
  to: ['stays'],
  guards: [isConduct],
  change: (it) => ({ ...it, toldOutside: true }),
  words,
  timeline: ({ who, event, words }) => words.said(who, event.agency),
  form: {
    fields: {
      basis: one(bases, ({ speaker }) => casesConductWords(speaker).basisOf),
      agency: line(),
      on: when(),
    },
    toEvent: ({ basis, agency }) => ({ what: 'told-outside', basis, agency }),
  },
})
