import type { Finding } from '../policy/vocabulary.ts'
import { type Case, type CaseOutcome, type Finds, hasPaper, isRequest } from './case.ts'
import type { Of, Stamp } from './event.ts'
import { deciderIn, isCounsels } from './weighed.ts'

/* What a paper does that comes after the case began, and what falls when something is decided anew. */

/** What was said, checked and pinned before was of what the paper was taken for then. */
export const unsaid = () => ({
  ...{ opinion: undefined, grandfathered: undefined, requesterVerified: false },
  findings: new Map<Finding, Finds>(),
})

/**
 * A paper that somebody brings. The first one to a case that came without any is served when it comes: whoever was reached before
 * is told anew, and what had ended goes on.
 */
export function brought(it: Case, { paper, stamp }: Of<'paper-added'> & { readonly stamp: Stamp }): Case {
  if (isRequest(it) && !hasPaper(it) && (it.outcome !== undefined || it.decision === undefined)) {
    const served = {
      servedAt: stamp.at,
      directorAt: stamp.role === deciderIn(it) ? it.directorAt : undefined,
      counselAt: isCounsels(stamp) ? it.counselAt : undefined,
    }
    return goesOn({ ...it, ...served, papers: [paper] })
  }
  // Hostile: whoever holds the reference may add one, and could stop a release by that.
  const waits = it.outcome !== undefined || (stamp.role === 'staff' && it.decision !== undefined)
  return waits ? { ...it, later: [...it.later, paper] } : { ...it, papers: [...it.papers, paper] }
}

/** What had ended goes on, by a paper that nobody has read: but not from what cannot be called back. */
export function goesOn(it: Case): Case {
  const isLasting = it.outcome === undefined || lasting.includes(it.outcome)
  if (!isRequest(it) || isLasting) return it
  return { ...undecided(it), ...unsaid(), outcome: undefined, reading: undefined }
}

const lasting: readonly CaseOutcome[] = ['released', 'compelled', 'seized', 'quashed']

/** It is to be decided anew, with all that came since. */
export const undecided = (it: Case): Case => ({
  ...{ ...it, decision: undefined, ...uncollected },
  ...{ papers: [...it.papers, ...it.later], later: [] },
})

/** What was collected goes with all that was made of it here. INVARIANT: not what left, of which it is said what became. */
export const uncollected = {
  ...{ collected: undefined, collectedAt: undefined, cannotCome: undefined },
  ...{ checkedBy: undefined, checkedByPhone: undefined, packaged: undefined },
}
