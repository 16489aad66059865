import { screenWords } from '../../platform/i18n/screen-words.ts'
import {
  afterItCame,
  counselConsulted,
  deciderRole,
  type Guard,
  isRelayedStatement,
  ownSignIn,
} from '../guards.ts'
import { stepFormWords } from '../words/step-form.ts'
import { counselFields, counselStatement, day, one, optional } from './fields.ts'
import { defineStep, oversightRoles } from './step.ts'

type NoticeChosen = {
  readonly what: 'notice-chosen'
  readonly choice: 'tell' | 'wait' | 'not'
  readonly on?: string | undefined
  /** `here`: counsel chose; otherwise the decider records it. */
  readonly way: 'here' | 'phone' | 'mail'
  readonly counsel: string
}

/** Counsel's own choice, or recorded with counsel's name and how they said it. */
const counselsChoice: Guard<NoticeChosen> = {
  name: 'counsels-choice',
  passes: (it, { event, stamp }) =>
    stamp.role === 'counsel' || (stamp.role === deciderRole(it) && isRelayedStatement(event)),
  words: screenWords(
    () => 'Counsel chooses this. Give the name of counsel, and how counsel said it.',
    () => 'Esto lo elige la asesoría. Dé su nombre, y cómo lo dijo.',
  ),
}

/** A nondisclosure order covers the patron too. */
const mayChooseTelling: Guard<NoticeChosen> = {
  name: 'may-choose-telling',
  passes: ({ gagged }, { event }) => event.choice === 'not' || !gagged,
  words: screenWords(
    () => 'The paper says that nobody may be told. Choose that they are not told.',
    () => 'El documento dice que nadie debe saberlo. Elija que no se avisa.',
  ),
}

const words = screenWords(
  ({ customer }) => ({
    label: `Choose if the ${customer} is told`,
    help: 'Counsel chooses, case by case. If counsel chose by phone or mail, write down who, how and when.',
    said: {
      tell: (who: string) => `${who} chose that the ${customer} is told.`,
      wait: (who: string) => `${who} chose that the ${customer} is told later.`,
      not: (who: string) => `${who} chose that the ${customer} is not told.`,
    },
    asChosen: (counsel: string, way: string) => `As ${counsel} chose ${way}.`,
    fields: { choice: `Is the ${customer} told?` },
    options: { choice: { tell: 'Yes', wait: 'Not yet: on a later day', not: 'They are not told' } },
  }),
  ({ theCustomer }) => ({
    label: `Elegir si lo sabe ${theCustomer}`,
    help: 'La asesoría elige, caso por caso. Si lo dijo por teléfono o correo, anote quién, cómo y cuándo.',
    said: {
      tell: (who) => `${who} eligió que lo sepa ${theCustomer}.`,
      wait: (who) => `${who} eligió que ${theCustomer} lo sepa después.`,
      not: (who) => `${who} eligió que no lo sepa ${theCustomer}.`,
    },
    asChosen: (counsel, way) => `Como lo eligió ${counsel} ${way}.`,
    fields: { choice: `¿Lo sabe ${theCustomer}?` },
    options: { choice: { tell: 'Sí', wait: 'Todavía no: otro día', not: 'No se le dice' } },
  }),
)

export const noticeChosen = defineStep<NoticeChosen>()({
  name: 'notice-chosen',
  by: oversightRoles,
  at: ['ended'],
  to: ['stays'],
  guards: [ownSignIn, afterItCame, counselConsulted, counselsChoice, mayChooseTelling],
  change: (it, { choice, on }) => ({ ...it, notice: choice, noticeOn: on }),
  words,
  timeline: ({ who, event: { choice, on, way, counsel }, words, say }) =>
    [
      words.said[choice](who),
      ...say.until(on),
      ...(way === 'here' ? [] : [words.asChosen(counsel, say.through[way])]),
    ].join(' '),
  form: {
    fields: fieldsOfNoticeChosen(),
    toEvent: ({ choice, until, ...sent }, form) => {
      if (choice === 'wait' && until === undefined) {
        const { error, field } = stepFormWords(form.speaker)
        return { faults: [{ field: 'until', message: error.missing(field.on) }] }
      }
      return { what: 'notice-chosen', choice, on: until, ...counselStatement(sent, form) }
    },
  },
})

function fieldsOfNoticeChosen() {
  return { choice: one(['tell', 'wait', 'not']), until: optional(day()), ...counselFields() }
}
