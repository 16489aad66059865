import { screenWords } from '../../platform/i18n/screen-words.ts'
import type { Case } from '../case.ts'
import { withSearchUndone } from '../case-changes.ts'
import { afterItCame, deciderRole, type Guard, isNotBlank, isRelayedStatement, ownSignIn } from '../guards.ts'
import type { RelayedStatement } from '../stamp.ts'
import { relayedFields, relayedStatement, text } from './fields.ts'
import { defineStep, isHeardOfCounsel, oversightRoles, stagesBeforeDecision } from './step.ts'

/** The case is as if there had been no search; what was recorded stays on record. */
type SearchMistaken = {
  readonly what: 'search-mistaken'
  readonly words: string
  /** Counsel said so, as the decider recorded. */
  readonly heard?: RelayedStatement | undefined
}

const searchStands: Guard = {
  name: 'search-stands',
  passes: (it) => it.search !== undefined && !cameToAnotherEnd(it),
  hides: cameToAnotherEnd,
  words: screenWords(
    () => 'There is no search in this case to undo.',
    () => 'En este caso no hay un cateo que deshacer.',
  ),
}

/** No Director erases a seizure alone: once officers left, which may be before anyone types what they took, only counsel says there was none. */
const counselsMistake: Guard<SearchMistaken> = {
  name: 'counsels-mistake',
  passes: (it, { event, stamp }) => {
    if (stamp.role === 'counsel') return true
    if (stamp.role !== deciderRole(it)) return false
    return nothingCameOf(it) || (isRelayedStatement(event.heard) && isNotBlank(event.heard?.words))
  },
  words: screenWords(
    () =>
      'Something was taken, or the search is over. Only counsel can say that it was a mistake. If counsel said so elsewhere, record who, how, and in which words.',
    () =>
      'Se llevaron algo, o el cateo terminó. Solo la asesoría puede decir que fue un error. Si lo dijo en otra parte, anote quién, cómo y con qué palabras.',
  ),
}

const words = screenWords(
  () => ({
    label: 'The search was recorded by mistake',
    help: 'Once something was taken or the officers left, only counsel can say so. If counsel did so elsewhere, record who, how, and when: the search stays on record until counsel confirms it. After that, the case continues as if there had been no search. What was recorded about it stays in the timeline.',
    said: (who: string) => `${who} noted that the search was recorded by mistake.`,
  }),
  () => ({
    label: 'El cateo se anotó por error',
    help: 'Si se llevaron algo, o si ya se fueron, solo puede decirlo la asesoría. Si lo dijo en otra parte, anote quién, cómo y cuándo: el cateo sigue anotado hasta que ella lo confirme. Después el caso sigue como si no hubiera habido cateo. Lo que se anotó de él queda en la cronología.',
    said: (who) => `${who} anotó que el cateo se había anotado por error.`,
  }),
)

export const searchMistaken = defineStep<SearchMistaken>()({
  name: 'search-mistaken',
  by: oversightRoles,
  at: ['searching', 'searched', 'ended'],
  to: ['stays', ...stagesBeforeDecision],
  guards: [ownSignIn, afterItCame, searchStands, counselsMistake],
  // Why it waits where something came of it and counsel's word was relayed: counsel confirms it first.
  change: (it, { heard, stamp }) =>
    heard !== undefined && stamp.role !== 'counsel' && !nothingCameOf(it) ? it : withSearchUndone(it),
  elsewhere: { relays: { of: 'search', isReported: isHeardOfCounsel } },
  words,
  timeline: ({ who, event, words, say }) => ({
    says: [words.said(who), ...say.relayed(event.heard)].join(' '),
    words: [event.words],
  }),
  form: {
    group: 'ending',
    fields: { words: text(), ...relayedFields() },
    toEvent: ({ words, ...sent }) => ({
      what: 'search-mistaken',
      words,
      ...relayedStatement({ ...sent, words }),
    }),
  },
})

function nothingCameOf({ taken, searchEnded, outcome }: Case): boolean {
  return taken.length === 0 && !searchEnded && outcome === undefined
}

export function cameToAnotherEnd({ outcome }: Case): boolean {
  return outcome !== undefined && outcome !== 'seized'
}
