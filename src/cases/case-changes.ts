import type { Finding } from '../policy/index.ts'
import { type Case, type CaseOutcome, type CitedFinding, isRequest } from './case.ts'

/* How a case changes where more than one step changes it so. */

/** The first time counts: later tries change nothing of when they knew. */
export function withContact(it: Case, whom: 'director' | 'counsel', at: string): Case {
  return whom === 'director'
    ? { ...it, directorAt: it.directorAt ?? at }
    : { ...it, counselAt: it.counselAt ?? at }
}

/** Counsel gave advice, here or elsewhere: they have the case before them, and know that nobody may be told. */
export const withCounselConsulted = (it: Case, at: string): Case => ({
  ...withContact(it, 'counsel', at),
  counselConsulted: true,
  gagUnseen: undefined,
})

/** What the case waited for is over. Why no opinion: whatever came since is read anew before it counts as proper. */
export const withWaitEnded = (it: Case): Case => ({
  ...it,
  waitsFor: undefined,
  waitsUntil: undefined,
  opinion: undefined,
})

/** What was said, checked and pinned before was of what the paper was taken for then. */
export const withdrawnJudgments = () => ({
  opinion: undefined,
  grandfathered: undefined,
  requesterVerified: false,
  findings: new Map<Finding, CitedFinding>(),
})

/** What had ended goes on, by a paper that nobody has read: but not from what cannot be called back. */
export function reopened(it: Case): Case {
  const isLasting = it.outcome === undefined || irreversibleOutcomes.includes(it.outcome)
  if (!isRequest(it) || isLasting) return it
  return { ...withDecisionWithdrawn(it), ...withdrawnJudgments(), outcome: undefined, reading: undefined }
}

const irreversibleOutcomes: readonly CaseOutcome[] = ['released', 'compelled', 'seized', 'quashed']

/** It is to be decided anew, with all that came since. */
export const withDecisionWithdrawn = (it: Case): Case => ({
  ...it,
  ...nothingCollected,
  decision: undefined,
  papers: [...it.papers, ...it.later],
  later: [],
})

/** What was collected goes with all that was made of it here. INVARIANT: not what left, of which it is said what became. */
export const nothingCollected = {
  collected: undefined,
  collectedAt: undefined,
  cannotCome: undefined,
  checkedBy: undefined,
  checkedByPhone: undefined,
  packaged: undefined,
}

/** A refusal that goes out now; of which nobody may be told, it is kept back. */
export const refusalOf = ({ aboutDirector, gagged }: Case, at: string, document = ''): Case['refusal'] => ({
  at,
  document,
  by: aboutDirector ? 'president' : 'director',
  keptBack: gagged,
  freed: false,
})
