import { screenWords } from '../../platform/i18n/screen-words.ts'
import {
  deciderRole,
  type Guard,
  isDecider,
  isReadAsSubpoena,
  isSubpoenaWithoutJudge,
  ownSignIn,
} from '../guards.ts'
import { opinionHere } from '../statements.ts'
import { day } from './fields.ts'
import { isBeingJudged, owedIf } from './owed.ts'
import { decidingRoles, defineStep } from './step.ts'

/** A holding letter: it objects, and asks for time until this day (`YYYY-MM-DD`). */
type TimeAsked = { readonly what: 'time-asked'; readonly until: string }

/** A court order is complied with in its terms, or counsel asks the court. */
const withoutJudge: Guard = {
  name: 'without-judge',
  passes: (it) => isSubpoenaWithoutJudge(it),
  hides: (it) => !isReadAsSubpoena(it),
  words: screenWords(
    () =>
      'A holding letter answers only a subpoena that no judge signed. Someone said that a judge signed this paper. Counsel must first read it, at their own sign-in.',
    () =>
      'Una carta de espera contesta solo una citación que no firmó ningún juez. Alguien dijo que un juez firmó este documento. Primero debe leerlo la asesoría, con su propia cuenta.',
  ),
}

const words = screenWords(
  () => ({
    label: 'Send a holding letter',
    button: 'Make the letter',
    help: 'No judge signed this paper. Carrel makes a letter that objects and asks for time. It says that the paper was referred to legal counsel, and it needs no advice first. Print it, sign it, and send it today. Produce nothing.',
    said: (who: string) => `${who} made a holding letter.`,
    advised:
      'If counsel already gave an opinion, record it instead. What they said then decides what is written:',
    fields: { until: 'Ask for time until' },
  }),
  () => ({
    label: 'Enviar una carta de espera',
    button: 'Hacer la carta',
    help: 'Ningún juez firmó este documento. Carrel hace una carta que se opone y pide tiempo. Dice que el documento se remitió a la asesoría legal, y no necesita consejo previo. Imprímala, fírmela y envíela hoy. No entregue nada.',
    said: (who) => `${who} hizo una carta de espera.`,
    advised:
      'Si la asesoría ya dio su opinión, anótela en vez de esto. Lo que dijo decide entonces lo que se escribe:',
    fields: { until: 'Pedir tiempo hasta' },
  }),
)

// Why no consultation first: it produces nothing, and a late objection can be lost.
export const timeAsked = defineStep<TimeAsked>()({
  name: 'time-asked',
  by: decidingRoles,
  at: ['received', 'read', 'with-counsel', 'cleared'],
  guards: [ownSignIn, isDecider, withoutJudge],
  hides: (it, viewer) => opinionHere(it) !== undefined || viewer !== deciderRole(it),
  change: (it, { until }) => ({ ...it, timeAskedUntil: until }),
  owes: (it) =>
    // Why until counsel has an opinion: what they say then decides what is written.
    owedIf(
      isBeingJudged(it) &&
        isSubpoenaWithoutJudge(it) &&
        it.timeAskedUntil === undefined &&
        it.opinion === undefined,
      'ask-time',
    ),
  elsewhere: 'nothing',
  words,
  shows: { leads: [{ to: 'counsel-advised', isBelow: true, says: ({ advised }) => advised }] },
  timeline: ({ who, event, words, say }) => [words.said(who), ...say.until(event.until)].join(' '),
  form: {
    group: 'counsel',
    fields: { until: day() },
    initial: (_, { timeAskedUntil }) => (timeAskedUntil === undefined ? {} : { until: timeAskedUntil }),
    toEvent: ({ until }) => ({ what: 'time-asked', until }),
  },
})
