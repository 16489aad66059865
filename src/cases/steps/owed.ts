import { type Case, type Stage, secondPersonOf, stageOf } from '../case.ts'
import type { CaseRole } from '../stamp.ts'

/** Of steps that are owed alone, and only once a decision no longer holds. */
export const overriding = ['void', 'void-and-gone'] as const

/** What is owed first. Of one urgency, steps come in the order of the case page. */
export const urgencies = [
  ...overriding,
  // In a case that no list or mail has, counsel is the only other person who may know.
  'secret',
  // It may be an order that forbids what comes next.
  'new-paper',
  'kept-too-much',
  'officers-here',
  'reach',
  // What left goes further with each hour.
  'recall',
  // What is public is given first; what says something about a person is denied in writing.
  'public',
  // Counsel asks what the paper is.
  ...(['read', 'agree', 'call', 'ask-time', 'cure'] as const),
  // Counsel's opinion depends on the scope.
  ...(['scope', 'advice', 'verify', 'afterwards', 'debrief', 'log', 'copies', 'systems', 'study'] as const),
  'go-on',
  // Before a decision that rests on it, or the end of the case.
  ...(['confirm', 'end'] as const),
] as const
export type Urgency = (typeof urgencies)[number]

/** `decider`: the Director, or the president in a case about the Director. */
export type Owed = { readonly by: CaseRole | 'decider'; readonly urgency: Urgency }

export const owedIf = (is: boolean, urgency: Urgency, by: Owed['by'] = 'decider'): readonly Owed[] =>
  is ? [{ by, urgency }] : []

export const isAt = (it: Case, ...stages: readonly Stage[]): boolean => stages.includes(stageOf(it))

/** Nothing is decided, no one waits for a court, and no one searches. */
export const isBeingJudged = (it: Case): boolean => isAt(it, 'received', 'read', 'with-counsel', 'cleared')

/** Paper that is not proper is corrected, objected to, or refused; no one verifies who sent it. */
export const isNotProper = ({ kind, opinion }: Case): boolean => kind === 'process' && opinion === 'defective'

export const secondRoleOf = (it: Case): CaseRole =>
  (({ president: 'president', acting: 'director', trustee: 'staff' }) as const)[secondPersonOf(it)]

export const patronAwaitsNotice = ({ patronTold, notice }: Case): boolean =>
  !patronTold && (notice === 'tell' || notice === 'wait')
