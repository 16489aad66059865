import { screenWords } from '../../platform/i18n/screen-words.ts'
import { type NondisclosureEnding, nondisclosureEndings, stages } from '../case.ts'
import { dayAfterItCame, dayIsPast, type Guard, isCounselsOrRelayed, ownSignIn } from '../guards.ts'
import type { CounselStatement } from '../stamp.ts'
import { counselFields, counselStatement, one, past, text } from './fields.ts'
import { defineStep, oversightRoles } from './step.ts'

/** Disclosure is allowed from a day on: a court said so, or the order expired. */
type GagEnded = {
  readonly what: 'gag-ended'
  readonly source: NondisclosureEnding
  readonly on: string
} & CounselStatement

const isGagged: Guard = {
  name: 'is-gagged',
  passes: ({ gagged }) => gagged,
  hides: ({ gagged }) => !gagged,
  words: screenWords(
    () => 'Nothing in this case forbids to tell.',
    () => 'Nada en este caso prohíbe decirlo.',
  ),
}

/** No Director ends a nondisclosure order alone: counsel's own, or relayed by name. */
const counselEndsIt: Guard<GagEnded> = {
  name: 'counsel-ends-it',
  passes: isCounselsOrRelayed,
  words: screenWords(
    () => 'Only counsel ends it, or whoever decides in the case writes down what counsel said.',
    () => 'Solo la asesoría lo termina, o quien decide en el caso anota lo que ella dijo.',
  ),
}

const words = screenWords(
  () => ({
    label: 'We may tell again: it is over',
    help: 'Only a court, or the last day that the order itself names, ends it. Counsel says so, or you write down what counsel said.',
    said: {
      'court-order': (who: string, day: string) =>
        `${who} noted that a court ended it on ${day}: it may be told again.`,
      expiry: (who: string, day: string) =>
        `${who} noted that its own time was over on ${day}: it may be told again.`,
    },
    fields: { source: 'How did it end?', until: 'On which day' },
    options: { source: { 'court-order': 'A court ended it', expiry: 'Its own last day is over' } },
  }),
  () => ({
    label: 'Ya se puede decir: terminó',
    help: 'Solo lo termina un tribunal, o el último día que nombra la orden misma. Lo dice la asesoría, o usted anota lo que dijo.',
    said: {
      'court-order': (who, day) => `${who} anotó que un tribunal lo terminó el ${day}: ya se puede decir.`,
      expiry: (who, day) => `${who} anotó que su plazo terminó el ${day}: ya se puede decir.`,
    },
    fields: { source: '¿Cómo terminó?', until: 'Qué día' },
    options: { source: { 'court-order': 'Lo terminó un tribunal', expiry: 'Pasó su último día' } },
  }),
)

export const gagEnded = defineStep<GagEnded>()({
  name: 'gag-ended',
  by: oversightRoles,
  at: stages,
  to: ['stays'],
  guards: [ownSignIn, isGagged, counselEndsIt, dayIsPast, dayAfterItCame],
  change: (it) => {
    const refusal = it.refusal && { ...it.refusal, keptBack: false, freed: it.refusal.keptBack }
    return { ...it, gagged: false, boardMayKnow: false, gagUnseen: undefined, refusal }
  },
  registerName: 'noted',
  words,
  timeline: ({ who, event, words, say }) => ({
    says: [
      words.said[event.source](who, say.day(event.on)),
      ...(event.way === 'here' ? [] : say.relayed({ ...event, way: event.way })),
    ].join(' '),
    words: [event.words],
  }),
  form: {
    fields: fieldsOfGagEnded(),
    toEvent: ({ source, until, words, ...sent }, form) => ({
      what: 'gag-ended',
      source,
      on: until,
      words,
      ...counselStatement(sent, form),
    }),
  },
})

function fieldsOfGagEnded() {
  const { way, counsel, on } = counselFields()
  return { source: one(nondisclosureEndings), until: past(), way, counsel, words: text(), on }
}
