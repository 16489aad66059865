import { screenWords } from '../../platform/i18n/screen-words.ts'
import { confirmedSignIn, type Guard, isDecider } from '../guards.ts'
import { one } from './fields.ts'
import { decidingRoles, defineStep, stagesBeforeClosed } from './step.ts'

/** `account`: of special counsel; `end`: they are in the case, and are to be no more. */
type SpecialAsked = {
  readonly what: 'special-asked'
  readonly account: string
  readonly wants: 'add' | 'end'
}

/** Why never there: an account that no open case explains would show that there is a sealed one (decision 64). */
const notSealed: Guard = {
  name: 'special-in-open',
  passes: (_, { world }) => world.isSealed !== true,
  words: screenWords(
    () => 'Special counsel is not added to a sealed matter.',
    () => 'En un asunto sellado no se agrega asesoría especial.',
  ),
}

const isOtherNow: Guard<SpecialAsked> = {
  name: 'special-now',
  passes: (it, { event: { account, wants } }) =>
    it.special.includes(account) === (wants === 'end') && !it.conflicts.includes(account),
  words: screenWords(
    () => 'They are in the case already, are not in it, or said that they have a conflict of interest.',
    () => 'Ya está en el caso, no está en él, o dijo que tiene un conflicto de interés.',
  ),
}

const words = screenWords(
  () => ({
    label: 'Special counsel for this case',
    button: 'Ask for agreement',
    help: 'A lawyer who works on this case alone: where the library’s lawyers have a conflict of interest, or where it needs a specialist. First give them a sign-in of that kind, which someone else confirms. Then counsel, or the president of the Board, has to agree here. Special counsel sees this case and no other, and it ends with the case.',
    fields: { account: 'Who?' },
    none: 'No special counsel has a sign-in yet that someone else confirmed. Set one up under Staff accounts.',
    add: (name: string) => `Add ${name}`,
    end: (name: string) => `End the work of ${name}`,
    said: {
      add: (who: string, name: string) => `${who} asked to add ${name} as special counsel for this case.`,
      end: (who: string, name: string) => `${who} asked to end the work of ${name} as special counsel.`,
    },
  }),
  () => ({
    label: 'Asesoría especial para este caso',
    button: 'Pedir que se acepte',
    help: 'Un abogado o una abogada que trabaja solamente en este caso: cuando la asesoría de la biblioteca tiene un conflicto de interés, o cuando hace falta alguien con esa especialidad. Primero dele una cuenta de ese tipo, que otra persona confirma. Después tiene que aceptarlo aquí la asesoría, o quien preside la Junta. La asesoría especial ve este caso y ningún otro, y termina con él.',
    fields: { account: '¿Quién?' },
    none: 'Todavía no hay asesoría especial con una cuenta que otra persona haya confirmado. Prepárela en Cuentas del personal.',
    add: (name) => `Agregar a ${name}`,
    end: (name) => `Terminar el trabajo de ${name}`,
    said: {
      add: (who, name) => `${who} pidió agregar a ${name} como asesoría especial de este caso.`,
      end: (who, name) => `${who} pidió terminar el trabajo de ${name} como asesoría especial.`,
    },
  }),
)

export const specialAsked = defineStep<SpecialAsked>()({
  name: 'special-asked',
  by: decidingRoles,
  at: stagesBeforeClosed,
  guards: [confirmedSignIn, isDecider, notSealed, isOtherNow],
  change: (it, { account, wants, stamp }) => ({
    ...it,
    specialAsked: { account, wants, by: stamp.by, ...(stamp.acting && { acts: stamp.acting }) },
  }),
  // Only where the account is special counsel's, and confirmed as their own.
  takenBy: 'service',
  elsewhere: 'nothing',
  words,
  timeline: ({ who, event, words, say }) => words.said[event.wants](who, say.nameOf(event.account)),
  form: {
    group: 'counsel',
    fields: {
      account: one(
        ({ it, specialCounsel }) => [...specialCounsel.keys()].filter((id) => !it.conflicts.includes(id)),
        ({ it, specialCounsel, speaker }) =>
          Object.fromEntries(
            [...specialCounsel].map(([id, name]) => [
              id,
              words(speaker)[it.special.includes(id) ? 'end' : 'add'](name),
            ]),
          ),
      ),
    },
    notice: ({ none }, { specialCounsel }) => (specialCounsel.size === 0 ? none : undefined),
    toEvent: ({ account }, { it }) => ({
      what: 'special-asked',
      account,
      wants: it.special.includes(account) ? 'end' : 'add',
    }),
  },
})
