import { screenWords } from '../../platform/i18n/screen-words.ts'
import { type SecondPerson, secondPersonOf } from '../case.ts'
import { isMinimumAsked } from '../decision.ts'
import { dueOrder, type Guard, isSecondPerson, ownSignIn } from '../guards.ts'
import { isBeingJudged, owedIf, secondRoleOf } from './owed.ts'
import { defineStep } from './step.ts'

/** The second person agrees that the library complies with a court order before counsel is reached. */
type MinimumAgreed = { readonly what: 'minimum-agreed'; readonly as: SecondPerson }

const minimumIsAsked: Guard = {
  name: 'minimum-asked',
  passes: (it) => isMinimumAsked(it) && it.minimum?.agreedBy === undefined,
  words: screenWords(
    () => 'No one asks for this now, or the case changed since it was asked.',
    () => 'Ahora nadie pide esto, o el caso cambió desde que se pidió.',
  ),
}

/** Not the person who decides, and at an account that no Director may control. */
const otherPerson: Guard<MinimumAgreed> = {
  name: 'other-person',
  passes: (it, { event: { as }, stamp, world }) =>
    as === secondPersonOf(it, world.isSealed) &&
    isSecondPerson(it, { stamp, isSealed: world.isSealed }, it.minimum ?? { by: '' }),
  words: screenWords(
    () =>
      'The president of the Board agrees, or under a nondisclosure order that counsel noted, the Director and the person who acts for them. It is never the person who asks, and their account must be confirmed as their own.',
    () =>
      'Acepta quien preside la Junta o, con una orden de no divulgación que anotó la asesoría, la Dirección y quien actúa por ella. Nunca es quien lo pide, y su cuenta debe estar confirmada como suya.',
  ),
}

const words = screenWords(
  () => ({
    label: 'Agree to comply without counsel',
    button: 'I agree',
    help: 'The person who decides asks you to agree to comply with this court order, because counsel cannot be reached before it is due. Someone other than the person who asked must agree. A nondisclosure order in the case binds you too.',
    said: {
      president: (who: string) => `${who} agreed, as president of the Board, to comply without counsel.`,
      acting: (who: string) => `${who} agreed, acting for the Director, to comply without counsel.`,
      trustee: (who: string) => `${who} agreed, as a trustee, to comply without counsel.`,
    } satisfies Record<SecondPerson, unknown>,
  }),
  () => ({
    label: 'Aceptar que se cumpla sin la asesoría',
    button: 'Acepto',
    help: 'Quien decide le pide aceptar que se cumpla esta orden de un tribunal, porque no se puede hablar con la asesoría antes de que venza. Debe aceptar una persona distinta de quien lo pidió. Una orden de no divulgación en el caso también le obliga a usted.',
    said: {
      president: (who) => `${who} aceptó, por la presidencia de la Junta, que se cumpla sin la asesoría.`,
      acting: (who) => `${who} aceptó, actuando por la Dirección, que se cumpla sin la asesoría.`,
      trustee: (who) => `${who} aceptó, como miembro de la Junta, que se cumpla sin la asesoría.`,
    },
  }),
)

// Why staff too: a trustee acts as any of them. The president and a trustee agree on a page of their own.
export const minimumAgreed = defineStep<MinimumAgreed>()({
  name: 'minimum-agreed',
  by: ['director', 'president', 'staff'],
  at: ['read', 'with-counsel', 'cleared'],
  guards: [ownSignIn, minimumIsAsked, dueOrder, otherPerson],
  hides: (it, viewer) =>
    viewer !== 'director' || !it.gagged || !isMinimumAsked(it) || it.minimum?.agreedBy !== undefined,
  change: (it, { stamp }) => ({
    ...it,
    minimum: it.minimum && { ...it.minimum, agreedBy: stamp.by },
  }),
  isOwnWord: 'anyone',
  owes: (it) =>
    owedIf(
      isBeingJudged(it) && isMinimumAsked(it) && it.minimum?.agreedBy === undefined,
      'agree',
      secondRoleOf(it),
    ),
  elsewhere: { answers: 'decided' },
  words,
  timeline: ({ who, event, words }) => words.said[event.as](who),
  form: {
    group: 'counsel',
    fields: {},
    toEvent: () => ({ what: 'minimum-agreed', as: 'acting' }),
  },
})
