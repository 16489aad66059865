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
  reported,
} from '../guards.ts'
import { line, optional, text, through } from './fields.ts'
import { defineStep, oversightRoles, workingStages } from './step.ts'

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
    () => 'Say who took it back, and by what way; or ask legal counsel first.',
    () => 'Diga quién lo retiró y de qué manera; o pregunte primero a la asesoría legal.',
  ),
}

/** Reg 6: paper goes to the Director and counsel, whatever becomes of it. */
const counselReached: Guard = {
  name: 'counsel-reached',
  passes: (it) => it.counselAt !== undefined || !(it.gagged || isLegalProcess(it)),
  words: screenWords(
    () => 'Legal counsel must first be reached: whoever is served goes to counsel too.',
    () => 'Primero hay que avisar a la asesoría legal: así lo pide la Regulación 6.',
  ),
}

const words = screenWords(
  () => ({
    label: 'Whoever asked took it back',
    help: 'Say who took it back and how, or ask counsel first.',
    said: (who: string) => `${who} noted that it was taken back.`,
    saidBy: (who: string, way: string) => `${who} said so ${way}.`,
    fields: { spokeWith: 'Who said that they take it back?' },
  }),
  () => ({
    label: 'Quien pidió lo retiró',
    help: 'Diga quién lo retiró y cómo, o pregunte primero a la asesoría.',
    said: (who) => `${who} anotó que lo retiraron.`,
    saidBy: (who, way) => `Lo dijo ${who} ${way}.`,
    fields: { spokeWith: '¿Quién dijo que lo retira?' },
  }),
)

export const withdrawn = defineStep<Withdrawn>()({
  name: 'withdrawn',
  by: oversightRoles,
  at: [...workingStages, 'searched'],
  to: ['ended'],
  guards: [
    asksForRecords,
    reported,
    needsNoDecision,
    nothingOutside,
    withdrawalSaid,
    counselReached,
    counselSawGag,
  ],
  change: (it) => ({ ...it, outcome: 'withdrawn' }),
  words,
  timeline: ({ who, event, words, say }) => {
    const { spokeWith, through } = event
    const by = spokeWith && through ? [words.saidBy(spokeWith, say.through[through])] : []
    return { says: [words.said(who), ...by].join(' '), words: [event.words] }
  },
  form: {
    fields: { words: text(), through: optional(through()), spokeWith: optional(line()) },
    toEvent: ({ words, through, spokeWith }) => ({ what: 'withdrawn', words, spokeWith, through }),
  },
})
