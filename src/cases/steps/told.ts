import { screenWords } from '../../platform/i18n/screen-words.ts'
import { withContact } from '../case-changes.ts'
import { afterItCame } from '../guards.ts'
import { through, when, yesNo } from './fields.ts'
import { defineStep, everyRole, stagesBeforeClosed } from './step.ts'

/** `reached`: whether they know now. */
export type Told = {
  readonly what: 'told'
  readonly whom: 'director' | 'counsel'
  readonly through: 'mail' | 'phone' | 'in-person' | 'screen'
  readonly reached: boolean
}

const words = screenWords(
  () => ({
    label: 'Contact the decision maker and counsel',
    button: 'Record the call',
    help: 'Record every try, including those that failed.',
    reach: { director: 'Contact the Director', counsel: 'Contact counsel' },
    said: {
      director: {
        reached: (who: string, way: string) => `${who} reached the Director ${way}.`,
        tried: (who: string, way: string) => `${who} tried to reach the Director ${way}.`,
      },
      president: {
        reached: (who: string, way: string) => `${who} reached the president of the Board ${way}.`,
        tried: (who: string, way: string) => `${who} tried to reach the president of the Board ${way}.`,
      },
      counsel: {
        reached: (who: string, way: string) => `${who} reached legal counsel ${way}.`,
        tried: (who: string, way: string) => `${who} tried to reach legal counsel ${way}.`,
      },
    },
    opened: (who: string) => `${who} opened this page.`,
    fields: { reached: 'Did you reach them?' },
  }),
  () => ({
    label: 'Avisar a quien decide y a la asesoría',
    button: 'Anotar la llamada',
    help: 'Anote cada intento, también los que fallaron.',
    reach: { director: 'Avisar a la Dirección', counsel: 'Avisar a la asesoría' },
    said: {
      director: {
        reached: (who, way) => `${who} avisó a la Dirección ${way}.`,
        tried: (who, way) => `${who} intentó avisar a la Dirección ${way}.`,
      },
      president: {
        reached: (who, way) => `${who} avisó a quien preside la Junta ${way}.`,
        tried: (who, way) => `${who} intentó avisar a quien preside la Junta ${way}.`,
      },
      counsel: {
        reached: (who, way) => `${who} avisó a la asesoría legal ${way}.`,
        tried: (who, way) => `${who} intentó avisar a la asesoría legal ${way}.`,
      },
    },
    opened: (who) => `${who} abrió esta página.`,
    fields: { reached: '¿Pudo hablar con ellos?' },
  }),
)

export const told = defineStep<Told>()({
  name: 'told',
  // For mails that failed.
  by: [...everyRole, 'program'],
  at: stagesBeforeClosed,
  to: ['stays'],
  guards: [afterItCame],
  change: (it, { whom, reached, stamp }) => (reached ? withContact(it, whom, stamp.at) : it),
  elsewhere: { fitsFullMatter: true },
  words,
  labelFor: (words, { by }) =>
    by === 'staff' || by === 'program' ? words.label : words.reach[by === 'counsel' ? 'director' : 'counsel'],
  timeline: ({ who, event, words, say }) => {
    if (event.through === 'screen' && event.reached) return words.opened(who)
    const whom = event.whom === 'director' && say.aboutDirector ? 'president' : event.whom
    return words.said[whom][event.reached ? 'reached' : 'tried'](who, say.through[event.through])
  },
  form: {
    group: 'facts',
    fields: { through: through(), reached: yesNo(), on: when() },
    toEvent: (sent, { viewer }) => ({
      what: 'told',
      whom: viewer.role === 'counsel' ? 'director' : 'counsel',
      through: sent.through,
      reached: sent.reached === 'yes',
    }),
  },
})
