import { screenWords } from '../../platform/i18n/screen-words.ts'
import type { Case } from '../case.ts'
import { withContact, withoutMinimum } from '../case-changes.ts'
import { isMinimumAgreed } from '../decision.ts'
import { afterItCame, type CounselAttempts, isByCounsel, isDueOrder } from '../guards.ts'
import type { EventStamp } from '../stamp.ts'
import { hiddenToCounsel, one, optional, through, when, yesNo } from './fields.ts'
import { isAt, isBeingJudged, type Owed, owedIf } from './owed.ts'
import { defineStep, everyRole, stagesBeforeClosed } from './step.ts'

/** `reached`: whether they know now. */
export type Told = {
  readonly what: 'told'
  readonly whom: 'director' | 'counsel'
  readonly through: 'mail' | 'phone' | 'in-person' | 'screen'
  readonly reached: boolean
  /** Which counsel was tried, by name; absent where no one said. */
  readonly counsel?: string | undefined
}

const words = screenWords(
  () => ({
    label: 'Contact the decision maker and counsel',
    button: 'Record the call',
    help: 'Record every try, including those that failed.',
    // Why not the Director: a case can be about them.
    reach: { decider: 'Contact the decision maker', counsel: 'Contact counsel' },
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
    named: (says: string, counsel: string) => `${says} It was ${counsel}.`,
    notReached: ({ each, minutesApart }: CounselAttempts) =>
      `The order is due today or tomorrow. Call each lawyer ${each} times, at least ${minutesApart} minutes apart, and record each try. If you reach no one:`,
    fields: { reached: 'Did you reach them?', counsel: 'Which counsel?' },
  }),
  () => ({
    label: 'Avisar a quien decide y a la asesoría',
    button: 'Anotar la llamada',
    help: 'Anote cada intento, también los que fallaron.',
    reach: { decider: 'Avisar a quien decide', counsel: 'Avisar a la asesoría' },
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
    named: (says, counsel) => `${says} Fue ${counsel}.`,
    notReached: ({ each, minutesApart }) =>
      `La orden vence hoy o mañana. Llame ${each} veces a cada persona de la asesoría legal, con al menos ${minutesApart} minutos entre ellas, y anote cada intento. Si no logra hablar con nadie:`,
    fields: { reached: '¿Pudo hablar con esa persona?', counsel: '¿Con quién de la asesoría?' },
  }),
)

export const told = defineStep<Told>()({
  name: 'told',
  // For mails that failed.
  by: [...everyRole, 'program'],
  at: stagesBeforeClosed,
  guards: [afterItCame],
  change: (it, event) => {
    const { whom, reached, stamp } = event
    const tried = whom === 'counsel' ? { ...it, tries: triesAfter(it, event) } : it
    const now = whom === 'counsel' && reached ? { ...tried, ...withoutMinimum(it) } : tried
    return reached ? withContact(now, whom, stamp.at) : now
  },
  saysNothing: true,
  owes: owesCalls,
  elsewhere: { fitsFullMatter: true },
  words,
  shows: {
    isCall: true,
    above: ['numbers'],
    leads: [
      {
        to: 'minimum-asked',
        withTries: true,
        isFor: (it, { today }) => isDueOrder(it, today),
        says: ({ notReached }, attempts) => notReached(attempts),
      },
    ],
  },
  labelFor: ({ label, reach }, { by, viewer, it }) => {
    // Only who was not reached.
    if (by === 'staff' && it?.directorAt !== undefined) return reach.counsel
    if (by === 'staff' && it?.counselAt !== undefined) return reach.decider
    if (by === 'counsel' || (by === 'staff' && viewer === 'counsel')) return reach.decider
    return by === 'staff' || by === 'program' ? label : reach.counsel
  },
  timeline: ({ who, event, words, say }) => {
    if (event.through === 'screen' && event.reached) return words.opened(who)
    const whom = event.whom === 'director' && say.aboutDirector ? 'president' : event.whom
    const says = words.said[whom][event.reached ? 'reached' : 'tried'](who, say.through[event.through])
    return event.counsel === undefined ? says : words.named(says, event.counsel)
  },
  form: {
    group: 'facts',
    fields: {
      counsel: hiddenToCounsel(
        optional(
          one(
            ({ counselNames }) => counselNames,
            ({ counselNames }) => Object.fromEntries(counselNames.map((name) => [name, name])),
          ),
        ),
      ),
      through: through(),
      reached: yesNo(),
      on: when(),
    },
    toEvent: (sent, { viewer }) => ({
      what: 'told',
      whom: viewer.role === 'counsel' ? 'director' : 'counsel',
      through: sent.through,
      reached: sent.reached === 'yes',
      ...(sent.counsel !== undefined && viewer.role !== 'counsel' && { counsel: sent.counsel }),
    }),
  },
})

/** Why the time at which it is noted: a time that is typed could make three tries of one minute. */
function triesAfter({ tries }: Case, { reached, counsel, stamp }: Told & { readonly stamp: EventStamp }) {
  if (reached && isByCounsel(stamp)) return tries
  if (reached) return tries.filter((one) => counsel !== undefined && one.counsel !== counsel)
  return counsel === undefined ? tries : [...tries, { counsel, at: stamp.notedAt }]
}

/** Why by the person who decides once officers left: no one answered while they searched, and what follows is counsel's. */
function owesCalls(it: Case): readonly Owed[] {
  const { directorAt, counselAt, debriefed, kind } = it
  if (isAt(it, 'searching')) return owedIf(counselAt === undefined, 'reach', 'staff')
  const isSearched = isAt(it, 'searched')
  if (!isSearched && !isBeingJudged(it)) return []
  const awaitsCall = counselAt === undefined && kind !== 'ask' && !isMinimumAgreed(it)
  return [
    ...owedIf(directorAt === undefined, 'reach', 'staff'),
    ...(isSearched ? owedIf(counselAt === undefined && !debriefed, 'reach') : owedIf(awaitsCall, 'call')),
  ]
}
