import { screenWords } from '../../platform/i18n/screen-words.ts'
import { type Basis, bases } from '../../policy/index.ts'
import type { Guard } from '../guards.ts'
import { casesConductWords } from '../words/incidents.ts'
import { line, one, when } from './fields.ts'
import { defineStep, everyRole, workingStages } from './step.ts'

type ToldOutside = { readonly what: 'told-outside'; readonly basis: Basis; readonly agency: string }

const isConduct: Guard = {
  name: 'is-conduct',
  passes: ({ kind }) => kind === 'conduct',
  hides: ({ kind }) => kind !== 'conduct',
  words: screenWords(
    () => 'This case is not an incident report.',
    () => 'Este caso no es un reporte de incidente.',
  ),
}

const words = screenWords(
  () => ({
    label: 'Record who was told',
    help: 'Record each report, including those made later. Say only what was seen and heard.',
    said: (who: string, agency: string) => `${who} told ${agency} about the incident.`,
    fields: { basis: 'Why was the agency told?', agency: 'Agency and person told' },
  }),
  () => ({
    label: 'Anotar a quién se avisó',
    help: 'Anote cada aviso, también el que se hizo después. Diga solo lo que se vio y se oyó.',
    said: (who, agency) => `${who} avisó a ${agency} del incidente.`,
    fields: { basis: '¿Por qué se avisó a la agencia?', agency: 'Agencia y persona a quien se avisó' },
  }),
)

// Why also after the end: a mandated report may follow the incident.
export const toldOutside = defineStep<ToldOutside>()({
  name: 'told-outside',
  by: everyRole,
  at: [...workingStages, 'ended'],
  guards: [isConduct],
  change: (it) => ({ ...it, toldOutside: true }),
  elsewhere: 'nothing',
  words,
  timeline: ({ who, event, words }) => words.said(who, event.agency),
  form: {
    group: 'facts',
    fields: {
      basis: one(bases, ({ speaker }) => casesConductWords(speaker).later.basisOf),
      agency: line(),
      on: when(),
    },
    toEvent: ({ basis, agency }) => ({ what: 'told-outside', basis, agency }),
  },
})
