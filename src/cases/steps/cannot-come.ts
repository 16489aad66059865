import { screenWords } from '../../platform/i18n/screen-words.ts'
import { collectedThis, ownSignIn } from '../guards.ts'
import { defineStep, sentence } from './step.ts'

/** Counsel cannot come to where copies show, and checks this one by phone. */
type CannotCome = { readonly what: 'cannot-come'; readonly copy: string }

const words = screenWords(
  () => ({
    label: 'I cannot come, so I will check it by phone',
    said: (who: string) =>
      `${who} cannot come to where copies can be viewed, and will check the records by phone.`,
  }),
  () => ({
    label: 'No puedo venir, así que lo reviso por teléfono',
    said: (who) => `${who} no puede venir a donde se ven las copias, y revisará los registros por teléfono.`,
  }),
)

// Why only counsel: no one else can say that they cannot come.
export const cannotCome = defineStep<CannotCome>()({
  name: 'cannot-come',
  by: ['counsel'],
  at: ['collected'],
  guards: [ownSignIn, collectedThis],
  change: ({ production, ...it }, { stamp }) => ({
    ...it,
    production: production && { ...production, cannotCome: [...production.cannotCome, stamp.by] },
  }),
  isOwnWord: 'anyone',
  elsewhere: 'nothing',
  words,
  timeline: sentence,
  form: {
    group: 'counsel',
    fields: {},
    toEvent: (_, { it }) => ({ what: 'cannot-come', copy: it.production?.copy.id ?? '' }),
  },
})
