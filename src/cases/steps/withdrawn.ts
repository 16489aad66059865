import { screenWords } from '../../platform/i18n/screen-words.ts'
import {
  asksForRecords,
  counselSawGag,
  type Guard,
  isLegalProcess,
  isNotBlank,
  needsCounselToEnd,
  needsNoDecision,
  nothingOutside,
  ownSignIn,
  reported,
} from '../guards.ts'
import { line, optional, text, through } from './fields.ts'
import { defineStep, endsWithoutCounsel, oversightRoles, workingStages } from './step.ts'

/** Who said so and how, if known. */
export type Withdrawn = {
  readonly what: 'withdrawn'
  readonly words: string
  readonly spokeWith?: string | undefined
  readonly through?: 'phone' | 'mail' | 'in-person' | undefined
}

/** Counsel knows, or someone is named: a case does not end by silence. */
const withdrawalSaid: Guard<Withdrawn> = {
  name: 'withdrawal-said',
  passes: (it, { event }) =>
    !needsCounselToEnd(it) ||
    it.counselConsulted ||
    (isNotBlank(event.spokeWith) && event.through !== undefined),
  words: screenWords(
    () => 'Say who withdrew it and how, or consult legal counsel first.',
    () => 'Diga quién lo retiró y cómo, o consulte primero a la asesoría legal.',
  ),
}

/** Reg 6: paper goes to the Director and counsel, whatever becomes of it. */
const counselReached: Guard = {
  name: 'counsel-reached',
  passes: (it) => it.counselAt !== undefined || !(it.gagged || isLegalProcess(it)),
  words: screenWords(
    () => 'Legal counsel must be reached first. The person who was served reports to counsel too.',
    () => 'Primero hay que avisar a la asesoría legal. La persona notificada también informa a la asesoría.',
  ),
}

const words = screenWords(
  () => ({
    label: 'Withdrawn by the requester',
    help: 'Say who withdrew it and how, or consult counsel first.',
    said: (who: string) => `${who} noted that it was withdrawn.`,
    saidBy: (who: string, way: string) => `${who} said so ${way}.`,
    fields: { spokeWith: 'Who said it is withdrawn?' },
  }),
  () => ({
    label: 'Retirado por el solicitante',
    help: 'Diga quién lo retiró y cómo, o consulte primero a la asesoría.',
    said: (who) => `${who} anotó que lo retiraron.`,
    saidBy: (who, way) => `Lo dijo ${who} ${way}.`,
    fields: { spokeWith: '¿Quién dijo que se retira?' },
  }),
)

export const withdrawn = defineStep<Withdrawn>()({
  name: 'withdrawn',
  by: oversightRoles,
  at: [...workingStages, 'searched'],
  to: ['ended'],
  guards: [
    ownSignIn,
    asksForRecords,
    reported,
    needsNoDecision,
    nothingOutside,
    withdrawalSaid,
    counselReached,
    counselSawGag,
  ],
  change: (it) => ({ ...it, outcome: 'withdrawn' }),
  elsewhere: { relays: endsWithoutCounsel, fitsFullMatter: true },
  words,
  timeline: ({ who, event, words, say }) => {
    const { spokeWith, through } = event
    const by = spokeWith && through ? [words.saidBy(spokeWith, say.through[through])] : []
    return { says: [words.said(who), ...by].join(' '), words: [event.words] }
  },
  form: {
    group: 'ending',
    fields: { words: text(), through: optional(through()), spokeWith: optional(line()) },
    toEvent: ({ words, through, spokeWith }) => ({ what: 'withdrawn', words, spokeWith, through }),
  },
})
