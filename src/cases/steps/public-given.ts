import { screenWords } from '../../platform/i18n/screen-words.ts'
import { refusalOf } from '../case-changes.ts'
import {
  asDecided,
  type Guard,
  isDecider,
  isUnchangedSinceDecision,
  nothingBeside,
  ownSignIn,
  reported,
  waitsForNothing,
} from '../guards.ts'
import { one, text } from './fields.ts'
import { decidingRoles, defineStep, stagesBeforeDecision } from './step.ts'

/** All that a public-records request asked for, or what remains beside a denial. */
type PublicGiven = {
  readonly what: 'public-given'
  readonly extent: 'whole' | 'part'
  readonly words: string
}

const isRecordsRequest: Guard = {
  name: 'is-records-request',
  passes: ({ kind }) => kind === 'records-request',
  hides: ({ kind }) => kind !== 'records-request',
  words: screenWords(
    () => 'This case is no public-records request.',
    () => 'Este caso no es un pedido de datos públicos.',
  ),
}

/** Public records name no patron. */
const noPatronInScope: Guard = {
  name: 'no-patron-in-scope',
  passes: ({ scope }) => scope === undefined || scope.subjects.length === 0,
  words: screenWords(
    () => 'It names people. What is public names nobody.',
    () => 'Nombra a personas. Lo público no nombra a nadie.',
  ),
}

/** What is withheld is denied in writing; where everything is given, nothing is. */
const givenAsDecided: Guard<PublicGiven> = {
  name: 'given-as-decided',
  passes: ({ decision }, { event }) =>
    event.extent === 'part' ? decision?.decision === 'refusal' : decision === undefined,
  words: screenWords(
    () =>
      'If all is given, nothing is denied. If a part is kept back, it must first be decided in writing to refuse it.',
    () => 'Si se da todo, nada se niega. Si una parte no se da, primero hay que decidir por escrito negarla.',
  ),
}

/** Without a decision, nothing can have changed since. */
const asDecidedIfAtAll: Guard = {
  ...asDecided,
  passes: (it) => it.decision === undefined || isUnchangedSinceDecision(it),
}

const words = screenWords(
  () => ({
    label: 'Give what is public',
    help: 'Say what was given. Nothing of anyone may be in it. If a part is kept back, first decide in writing to refuse that part, and send both.',
    said: {
      whole: (who: string) => `${who} gave what was asked for: all of it is public.`,
      part: (who: string) => `${who} gave what is public, and sent the denial of what is not.`,
    },
    fields: { extent: 'How much was given?' },
    options: { extent: { whole: 'All that was asked for', part: 'A part; the rest is denied in writing' } },
  }),
  () => ({
    label: 'Dar lo que es público',
    help: 'Diga qué se dio. No puede llevar nada de nadie. Si una parte no se da, decida primero por escrito negarla, y envíe las dos cosas.',
    said: {
      whole: (who) => `${who} dio lo que se pidió: todo es público.`,
      part: (who) => `${who} dio lo que es público, y envió la negativa de lo que no lo es.`,
    },
    fields: { extent: '¿Cuánto se dio?' },
    options: { extent: { whole: 'Todo lo que se pidió', part: 'Una parte; lo demás se niega por escrito' } },
  }),
)

// Why also beside a denial: what is public is given, and the rest is denied in writing.
export const publicGiven = defineStep<PublicGiven>()({
  name: 'public-given',
  by: decidingRoles,
  at: [...stagesBeforeDecision, 'decided'],
  to: ['ended'],
  guards: [
    ownSignIn,
    reported,
    isDecider,
    isRecordsRequest,
    noPatronInScope,
    waitsForNothing,
    givenAsDecided,
    asDecidedIfAtAll,
    nothingBeside,
  ],
  change: (it, { extent, stamp }) => ({
    ...it,
    outcome: 'answered',
    ...(extent === 'part' && { refusal: refusalOf(it, stamp.at, it.decision?.document) }),
  }),
  words,
  timeline: ({ who, event, words }) => ({ says: words.said[event.extent](who), words: [event.words] }),
  form: {
    fields: { extent: one(['whole', 'part']), words: text() },
    toEvent: ({ extent, words }) => ({ what: 'public-given', extent, words }),
  },
})
