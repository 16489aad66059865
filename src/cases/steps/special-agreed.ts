import { screenWords } from '../../platform/i18n/screen-words.ts'
import { type SecondPerson, secondPersonOf } from '../case.ts'
import { type Guard, ownSignIn, secondRoles } from '../guards.ts'
import { isBeingJudged, owedIf, secondRoleOf } from './owed.ts'
import { defineStep, stagesBeforeClosed } from './step.ts'

/** The second person agrees that special counsel is added to the case, or that their work in it ends. */
type SpecialAgreed = {
  readonly what: 'special-agreed'
  readonly account: string
  readonly wants: 'add' | 'end'
  readonly as: 'counsel' | SecondPerson
}

const specialIsAsked: Guard<SpecialAgreed> = {
  name: 'special-asked',
  passes: (it, { event: { account, wants } }) =>
    it.specialAsked?.account === account && it.specialAsked.wants === wants,
  words: screenWords(
    () => 'No one asks for this now.',
    () => 'Ahora nadie pide esto.',
  ),
}

/** Not the person who decides, no special counsel, and at an account that no Director may control. */
const otherThanDecider: Guard<SpecialAgreed> = {
  name: 'special-second',
  passes: (it, { event: { as }, stamp }) => {
    const asked = it.specialAsked
    if (asked === undefined || stamp.by === asked.by || stamp.by === asked.account) return false
    if (stamp.unconfirmed || stamp.special) return false
    if (as === 'counsel') return stamp.role === 'counsel'
    return (
      as === secondPersonOf(it) &&
      stamp.role === secondRoles[as] &&
      (as !== 'acting' || (stamp.acting === true) !== (asked.acts === true))
    )
  },
  words: screenWords(
    () =>
      'The library’s counsel agrees, or the president of the Board. Under a nondisclosure order that counsel noted, that is the Director and the person who acts for them. It is never the person who asks, and their account must be confirmed as their own.',
    () =>
      'Acepta la asesoría de la biblioteca, o quien preside la Junta. Con una orden de no divulgación que anotó la asesoría, son la Dirección y quien actúa por ella. Nunca es quien lo pide, y su cuenta debe estar confirmada como suya.',
  ),
}

const words = screenWords(
  () => ({
    label: 'Agree about special counsel',
    button: 'I agree',
    help: 'The person who decides asks you to agree. Call the lawyer first, at a number that you found yourself. Once added, what they say here counts as the word of counsel.',
    notice: {
      add: (name: string) => `Asked: add ${name} as special counsel for this case.`,
      end: (name: string) => `Asked: end the work of ${name} as special counsel.`,
    },
    said: {
      add: (who: string, name: string) => `${who} agreed. ${name} is special counsel for this case.`,
      end: (who: string, name: string) => `${who} agreed. The work of ${name} as special counsel ended.`,
    },
  }),
  () => ({
    label: 'Dar su acuerdo sobre la asesoría especial',
    button: 'Acepto',
    help: 'Quien decide le pide que acepte. Antes llame a la asesoría especial, a un número que haya buscado usted. Una vez agregada, lo que dice aquí vale como palabra de la asesoría.',
    notice: {
      add: (name) => `Se pide: agregar a ${name} como asesoría especial de este caso.`,
      end: (name) => `Se pide: terminar el trabajo de ${name} como asesoría especial.`,
    },
    said: {
      add: (who, name) => `${who} aceptó. ${name} es la asesoría especial de este caso.`,
      end: (who, name) => `${who} aceptó. Terminó el trabajo de ${name} como asesoría especial.`,
    },
  }),
)

// Why staff too: a trustee acts as any of them. The president and a trustee agree on a page of their own.
export const specialAgreed = defineStep<SpecialAgreed>()({
  name: 'special-agreed',
  by: ['counsel', 'director', 'president', 'staff'],
  at: stagesBeforeClosed,
  guards: [ownSignIn, specialIsAsked, otherThanDecider],
  hides: (it, viewer) =>
    it.specialAsked === undefined || (viewer !== 'counsel' && !(viewer === 'director' && it.gagByCounsel)),
  change: (it, { account, wants }) => {
    const others = it.special.filter((one) => one !== account)
    return { ...it, special: wants === 'add' ? [...others, account] : others, specialAsked: undefined }
  },
  isOwnWord: 'anyone',
  owes: (it) =>
    // The library's counsel, unless one said that they have a conflict of interest: the others may have it too.
    owedIf(
      isBeingJudged(it) && it.specialAsked !== undefined,
      'agree',
      it.conflicts.length === 0 ? 'counsel' : secondRoleOf(it),
    ),
  elsewhere: 'nothing',
  words,
  timeline: ({ who, event, words, say }) => words.said[event.wants](who, say.nameOf(event.account)),
  form: {
    group: 'counsel',
    fields: {},
    notice: ({ notice }, { it: { specialAsked: asked }, specialCounsel }) =>
      asked && notice[asked.wants](specialCounsel.get(asked.account) ?? ''),
    toEvent: (_, { it: { specialAsked: asked }, viewer }) => ({
      what: 'special-agreed',
      account: asked?.account ?? '',
      wants: asked?.wants ?? 'add',
      as: viewer.role === 'counsel' ? 'counsel' : 'acting',
    }),
  },
})
