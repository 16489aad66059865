import { screenWords } from '../../platform/i18n/screen-words.ts'
import type { Case } from '../case.ts'
import {
  afterItCame,
  counselConsulted,
  deciderRole,
  type Guard,
  isRelayedStatement,
  ownSignIn,
} from '../guards.ts'
import type { CaseRole, RelayedWay } from '../stamp.ts'
import { stepFormWords } from '../words/page.ts'
import { counselFields, counselStatement, day, fault, one, optional } from './fields.ts'
import { isAt, owedIf, patronAwaitsNotice } from './owed.ts'
import { defineStep, isNotCounsels, oversightRoles } from './step.ts'

type NoticeChosen = {
  readonly what: 'notice-chosen'
  readonly choice: 'tell' | 'wait' | 'not'
  readonly on?: string | undefined
  /** `here`: counsel chose; otherwise the decider records it. */
  readonly way: 'here' | RelayedWay
  readonly counsel: string
}

/** Counsel's own choice, or recorded with counsel's name and how they said it. */
const counselsChoice: Guard<NoticeChosen> = {
  name: 'counsels-choice',
  passes: (it, { event, stamp }) =>
    stamp.role === 'counsel' || (stamp.role === deciderRole(it) && isRelayedStatement(event)),
  words: screenWords(
    () => 'Counsel makes this choice. Give counsel’s name, and how counsel said it.',
    () => 'Esto lo elige la asesoría. Dé su nombre, y cómo lo dijo.',
  ),
}

/** A nondisclosure order covers the patron too. */
const mayChooseTelling: Guard<NoticeChosen> = {
  name: 'may-choose-telling',
  passes: ({ gagged }, { event }) => event.choice === 'not' || !gagged,
  words: screenWords(
    () => 'The paper has a nondisclosure order. Choose not to tell them.',
    () => 'El documento trae una orden de no divulgación. Elija que no se le avise.',
  ),
}

const words = screenWords(
  ({ customer }) => ({
    label: `Choose whether to tell the ${customer}`,
    help: 'Counsel chooses, case by case. If counsel chose elsewhere, record who, how, and when.',
    own: 'You choose, case by case.',
    said: {
      tell: (who: string) => `${who} chose to tell the ${customer}.`,
      wait: (who: string) => `${who} chose to tell the ${customer} later.`,
      not: (who: string) => `${who} chose not to tell the ${customer}.`,
    },
    asChosen: (counsel: string, way: string) => `As ${counsel} chose ${way}.`,
    later: `Whether the ${customer} may be told, you choose here later: once the records are handed over, or the refusal is sent.`,
    now: 'Before the case is closed, you can also do this:',
    fields: { choice: `Tell the ${customer}?`, until: 'If not yet: the day to tell them' },
    options: { choice: { tell: 'Yes', wait: 'Not yet: on a later date', not: 'No, do not tell them' } },
  }),
  ({ customer }) => ({
    label: `Elegir si se le avisa al ${customer}`,
    help: 'La asesoría elige, caso por caso. Si lo dijo en otra parte, anote quién, cómo y cuándo.',
    own: 'Usted elige, caso por caso.',
    said: {
      tell: (who) => `${who} eligió avisar al ${customer}.`,
      wait: (who) => `${who} eligió avisar después al ${customer}.`,
      not: (who) => `${who} eligió no avisar al ${customer}.`,
    },
    asChosen: (counsel, way) => `Como lo eligió ${counsel} ${way}.`,
    later: `Si se puede avisar al ${customer}, lo elige usted aquí más adelante: cuando se hayan entregado los registros o enviado la negativa.`,
    now: 'Antes de que el caso se cierre, también puede:',
    fields: { choice: `¿Avisar al ${customer}?`, until: 'Si todavía no: el día de avisarle' },
    options: { choice: { tell: 'Sí', wait: 'Todavía no: en otra fecha', not: 'No avisarle' } },
  }),
)

const chosenBy = ({ choice, on }: NoticeChosen) => ({ notice: choice, noticeOn: on })

export const noticeChosen = defineStep<NoticeChosen>()({
  name: 'notice-chosen',
  by: oversightRoles,
  at: ['ended'],
  guards: [ownSignIn, afterItCame, counselConsulted, counselsChoice, mayChooseTelling],
  change: (it, event) => ({ ...it, ...chosenBy(event) }),
  counselFirst: 'any',
  owes: (it) => owedIf(isAt(it, 'ended') && awaitsChoice(it), 'afterwards', 'counsel'),
  elsewhere: {
    relays: {
      of: 'notice',
      isReported: isNotCounsels,
      stands: () => true,
      says: ({ choice }) => ({ choice }),
      keeps: (event) => ({ chosen: chosenBy(event) }),
      listsOwn: true,
    },
    answers: 'told',
  },
  words,
  shows: { mentions: mentionedChoice },
  helpFor: ({ help, own }, _kind, viewer) => (viewer === 'counsel' ? own : help),
  timeline: ({ who, event: { choice, on, way, counsel }, words, say }) =>
    [
      words.said[choice](who),
      ...say.until(on),
      ...(way === 'here' ? [] : [words.asChosen(counsel, say.through[way])]),
    ].join(' '),
  form: {
    group: 'counsel',
    fields: { choice: one(['tell', 'wait', 'not']), until: optional(day()), ...counselFields() },
    toEvent: ({ choice, until, ...sent }, form) => {
      if (choice === 'wait' && until === undefined) {
        const { error } = stepFormWords(form.speaker)
        return fault('until', error.missing(words(form.speaker).fields.until))
      }
      return { what: 'notice-chosen', choice, on: until, ...counselStatement(sent, form) }
    },
  },
})

/** Counsel is asked only after something left or was refused; for some cases, no one is. */
function mentionedChoice(
  { later, now }: { readonly later: string; readonly now: string },
  { kind, search, notice, gagged, outcome, scope }: Case,
  viewer: CaseRole,
) {
  if (viewer !== 'counsel' || kind !== 'process' || notice !== undefined || gagged) return undefined
  if (outcome === undefined) return search ? undefined : { says: later }
  // Refused before anyone set whom it names: the choice is lost once the case is closed.
  return outcome === 'refused' && scope === undefined ? { says: now, links: true as const } : undefined
}

function awaitsChoice(it: Case): boolean {
  const { produced, notice, outcome, gagged, scope } = it
  // No one waits for it where nothing was produced, but it cannot be chosen once the case is closed.
  const mayTellOfRefusal = outcome === 'refused' && !gagged && (scope?.subjects.length ?? 0) > 0
  if (notice === undefined) return produced !== undefined || mayTellOfRefusal
  // A choice from before the nondisclosure order is made again.
  return gagged && patronAwaitsNotice(it)
}
