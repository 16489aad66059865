import { screenWords } from '../../platform/i18n/screen-words.ts'
import type { Case } from '../case.ts'
import { refusalOf } from '../case-changes.ts'
import {
  asDecided,
  type Guard,
  isDecider,
  isRequestAgreed,
  isUnchangedSinceDecision,
  nothingBeside,
  ownSignIn,
  reported,
  requestAgreed,
  subsectionConfirmed,
  waitsForNothing,
} from '../guards.ts'
import { one, text } from './fields.ts'
import { isAt, isBeingJudged, owedIf } from './owed.ts'
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
    () => 'This case is not a public-records request.',
    () => 'Este caso no es una solicitud de registros públicos.',
  ),
}

/** Public records name no patron. */
const noPatronInScope: Guard = {
  name: 'no-patron-in-scope',
  passes: ({ scope }) => scope === undefined || scope.subjects.length === 0,
  words: screenWords(
    () => 'The case names people. Public records name no one.',
    () => 'El caso nombra a personas. Los registros públicos no nombran a nadie.',
  ),
}

/** What is withheld is denied in writing; where everything is given, nothing is. */
const givenAsDecided: Guard<PublicGiven> = {
  name: 'given-as-decided',
  passes: ({ decision }, { event }) =>
    event.extent === 'part' ? decision?.decision === 'refusal' : decision === undefined,
  words: screenWords(
    () =>
      'If everything is given, nothing is denied. If part is withheld, there must first be a written decision to refuse that part.',
    () =>
      'Si se da todo, no se niega nada. Si se retiene una parte, primero debe haber una decisión por escrito de negarla.',
  ),
}

/** Without a decision, nothing can have changed since. */
const asDecidedIfAtAll: Guard = {
  ...asDecided,
  passes: (it) => it.decision === undefined || isUnchangedSinceDecision(it),
}

const words = screenWords(
  () => ({
    label: 'Provide the public records',
    help: 'Say what was provided. It must not include anything about any person. If part is withheld, first decide in writing to refuse that part, and send both.',
    said: {
      whole: (who: string) => `${who} provided everything that was requested: all of it is public.`,
      part: (who: string) => `${who} provided what is public, and sent a denial for the rest.`,
    },
    denyInstead: 'If part of it says something about a person, that part is denied in writing',
    denyAll: 'If nothing that was requested is public',
    fields: { extent: 'How much was provided?' },
    options: { extent: { whole: 'Everything requested', part: 'Part; the rest is denied in writing' } },
  }),
  () => ({
    label: 'Dar los registros públicos',
    help: 'Diga qué se dio. No debe incluir nada sobre ninguna persona. Si se retiene una parte, decida primero por escrito negarla, y envíe las dos cosas.',
    said: {
      whole: (who) => `${who} dio lo que se pidió: todo es público.`,
      part: (who) => `${who} dio lo que es público, y envió una negativa de lo demás.`,
    },
    denyInstead: 'Si una parte dice algo de una persona, esa parte se niega por escrito',
    denyAll: 'Si nada de lo que se pidió es público',
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
    requestAgreed,
    noPatronInScope,
    waitsForNothing,
    givenAsDecided,
    asDecidedIfAtAll,
    nothingBeside,
  ],
  fact: 'cases.denial',
  guardsFor: ({ extent }) => (extent === 'part' ? [subsectionConfirmed] : []),
  change: (it, { extent, stamp }) => ({
    ...it,
    outcome: 'answered',
    ...(extent === 'part' && { refusal: refusalOf(it, stamp.at, it.decision?.document) }),
  }),
  owes: (it) =>
    owedIf(
      mayGivePublic(it) && (isDenied(it) || (isBeingJudged(it) && it.directorAt !== undefined)),
      'public',
    ),
  elsewhere: { answers: 'received' },
  words,
  shows: { instead: ({ denyInstead, denyAll }, it) => (isDenied(it) ? denyAll : denyInstead) },
  timeline: ({ who, event, words }) => ({ says: words.said[event.extent](who), words: [event.words] }),
  form: {
    group: 'ending',
    fields: { extent: one(['whole', 'part']), words: text() },
    initial: (it) => (isDenied(it) ? { extent: 'part' } : {}),
    toEvent: ({ extent, words }) => ({ what: 'public-given', extent, words }),
  },
})

const isDenied = (it: Case): boolean => isAt(it, 'decided') && it.decision?.decision === 'refusal'

const mayGivePublic = (it: Case): boolean =>
  it.kind === 'records-request' && (it.scope?.subjects.length ?? 0) === 0 && isRequestAgreed(it) !== false
