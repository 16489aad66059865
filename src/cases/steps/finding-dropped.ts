import { tryOutWords } from '../../ask/index.ts'
import { screenWords } from '../../platform/i18n/screen-words.ts'
import type { Finding } from '../../policy/index.ts'
import { afterItCame, counselsFinding, ownSignIn } from '../guards.ts'
import type { RelayedStatement } from '../stamp.ts'
import { hiddenToCounsel, one, optional, relayedFields, relayedStatement, text } from './fields.ts'
import { defineStep, isHeardOfCounsel, oversightRoles, stagesBeforeDecision } from './step.ts'

type FindingDropped = {
  readonly what: 'finding-dropped'
  readonly finding: Finding
  /** Counsel withdraws their own citation, as the decider recorded. */
  readonly heard?: RelayedStatement | undefined
}

const words = screenWords(
  () => ({
    label: 'Remove a finding',
    help: 'Only counsel removes what counsel cited. If counsel did so elsewhere, record who, how, in which words, and when.',
    said: (who: string, finding: string) => `${who} removed a finding: ${finding}.`,
  }),
  () => ({
    label: 'Quitar un punto',
    help: 'Solo la asesoría quita lo que ella citó. Si lo hizo en otra parte, anote quién, cómo, con qué palabras y cuándo.',
    said: (who, finding) => `${who} quitó un punto: ${finding}.`,
  }),
)

export const findingDropped = defineStep<FindingDropped>()({
  name: 'finding-dropped',
  by: oversightRoles,
  at: stagesBeforeDecision,
  guards: [ownSignIn, afterItCame, counselsFinding],
  hides: ({ findings }) => findings.size === 0,
  change: (it, event) => ({
    ...it,
    findings: new Map([...it.findings].filter(([finding]) => finding !== event.finding)),
  }),
  elsewhere: {
    relays: {
      of: 'finding',
      isReported: isHeardOfCounsel,
      says: ({ finding }) => ({ finding }),
    },
  },
  words,
  timeline: ({ who, event, words, say }) => ({
    says: [
      words.said(who, tryOutWords(say.speaker).finding[event.finding]),
      ...say.relayed(event.heard),
    ].join(' '),
    words: event.heard === undefined ? [] : [event.heard.words],
  }),
  form: {
    group: 'facts',
    fields: {
      finding: one(
        ({ it }) => [...it.findings.keys()],
        ({ speaker }) => tryOutWords(speaker).finding,
      ),
      // What counsel cited only counsel withdraws; no one relays it.
      ...relayedFields({ words: hiddenToCounsel(optional(text())) }),
    },
    toEvent: ({ finding, ...sent }) => ({ what: 'finding-dropped', finding, ...relayedStatement(sent) }),
  },
})
