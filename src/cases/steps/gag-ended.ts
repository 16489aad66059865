import { screenWords } from '../../platform/i18n/screen-words.ts'
import { type NondisclosureEnding, nondisclosureEndings, stages } from '../case.ts'
import { withGagEnded } from '../case-changes.ts'
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
    () => 'There is no nondisclosure order in this case.',
    () => 'En este caso no hay una orden de no divulgación.',
  ),
}

/** No Director ends a nondisclosure order alone: counsel's own, or relayed by name. */
const counselEndsIt: Guard<GagEnded> = {
  name: 'counsel-ends-it',
  passes: isCounselsOrRelayed,
  words: screenWords(
    () => 'Only counsel ends it, or the decision maker records what counsel said.',
    () => 'Solo la asesoría la termina, o quien decide anota lo que ella dijo.',
  ),
}

const words = screenWords(
  () => ({
    label: 'End the nondisclosure order',
    help: 'It ends only by a court order, or on the last day named in the order itself. Under “Details,” write where that is said.',
    asksCounsel:
      'Counsel says so. If you record what counsel said, the order stays in effect until counsel confirms it here.',
    said: {
      'court-order': (who: string, day: string) =>
        `${who} noted that a court ended the nondisclosure order on ${day}. Disclosure is allowed.`,
      expiry: (who: string, day: string) =>
        `${who} noted that the nondisclosure order expired on ${day}. Disclosure is allowed.`,
    },
    reported: {
      'court-order': (who: string, day: string) =>
        `${who} reported that a court ended the nondisclosure order on ${day}. It stays in effect until counsel confirms this.`,
      expiry: (who: string, day: string) =>
        `${who} reported that the nondisclosure order expired on ${day}. It stays in effect until counsel confirms this.`,
    },
    fields: { source: 'How did it end?', until: 'Day on which it ended' },
    options: { source: { 'court-order': 'A court ended it', expiry: 'It expired on its own last day' } },
  }),
  () => ({
    label: 'Terminar la orden de no divulgación',
    help: 'Solo termina por un tribunal, o el último día que nombra la orden misma. En «Detalles», escriba dónde se dice.',
    asksCounsel:
      'Lo dice la asesoría. Si usted anota lo que dijo, la orden sigue en vigor hasta que ella lo confirme aquí.',
    said: {
      'court-order': (who, day) =>
        `${who} anotó que un tribunal terminó la orden de no divulgación el ${day}. Ya se permite divulgar.`,
      expiry: (who, day) =>
        `${who} anotó que la orden de no divulgación venció el ${day}. Ya se permite divulgar.`,
    },
    reported: {
      'court-order': (who, day) =>
        `${who} reportó que un tribunal terminó la orden de no divulgación el ${day}. Sigue en vigor hasta que la asesoría lo confirme.`,
      expiry: (who, day) =>
        `${who} reportó que la orden de no divulgación venció el ${day}. Sigue en vigor hasta que la asesoría lo confirme.`,
    },
    fields: { source: '¿Cómo terminó?', until: 'Día en que terminó' },
    options: { source: { 'court-order': 'La terminó un tribunal', expiry: 'Venció en su último día' } },
  }),
)

export const gagEnded = defineStep<GagEnded>()({
  name: 'gag-ended',
  by: oversightRoles,
  at: stages,
  guards: [ownSignIn, isGagged, counselEndsIt, dayIsPast, dayAfterItCame],
  // Why it waits where it was relayed: the order stays in effect until counsel confirms that it ended.
  change: (it, { way }) => (way === 'here' ? withGagEnded(it) : it),
  registerName: 'noted',
  elsewhere: {
    relays: { of: 'gag-end', isReported: ({ way }) => way !== 'here', listsOwn: true },
    fitsFullMatter: true,
  },
  words,
  timeline: ({ who, event, words, say }) => ({
    says: [
      words[event.way === 'here' ? 'said' : 'reported'][event.source](who, say.day(event.on)),
      ...(event.way === 'here' ? [] : say.relayed({ ...event, way: event.way })),
    ].join(' '),
    words: [event.words],
  }),
  form: {
    group: 'facts',
    fields: {
      ...{ source: one(nondisclosureEndings), until: past() },
      ...counselFields({ words: text() }),
    },
    toEvent: ({ source, until, words, ...sent }, form) => ({
      what: 'gag-ended',
      source,
      on: until,
      words,
      ...counselStatement(sent, form),
    }),
  },
})
