import type { Finding } from '../policy/index.ts'
import { type Case, type CaseOutcome, type CitedFinding, isRequest } from './case.ts'

/** The first contact counts; later ones do not move the time. */
export function withContact(it: Case, whom: 'director' | 'counsel', at: string): Case {
  return whom === 'director'
    ? { ...it, directorAt: it.directorAt ?? at }
    : { ...it, counselAt: it.counselAt ?? at }
}

/** Advice from counsel, here or elsewhere, means that they know the case and its nondisclosure order. */
export const withCounselConsulted = (it: Case, at: string): Case => ({
  ...withContact(it, 'counsel', at),
  consultedAt: it.consultedAt ?? at,
  counselConsulted: true,
  gagUnseen: undefined,
})

/** Why no opinion: what arrived since must be reviewed before it counts as proper. */
export const withWaitEnded = (it: Case): Case => ({
  ...it,
  wait: undefined,
  opinion: undefined,
})

/** Earlier judgments were about what the paper was thought to be then. */
export const withdrawnJudgments = () => ({
  opinion: undefined,
  grandfathered: undefined,
  requesterVerified: false,
  findings: new Map<Finding, CitedFinding>(),
})

/** A case reopens when an unread paper arrives, unless its outcome cannot be undone. */
export function reopened(it: Case): Case {
  const isLasting = it.outcome === undefined || irreversibleOutcomes.includes(it.outcome)
  if (!isRequest(it) || isLasting) return it
  return { ...withDecisionWithdrawn(it), ...withdrawnJudgments(), outcome: undefined, reading: undefined }
}

const irreversibleOutcomes: readonly CaseOutcome[] = ['released', 'compelled', 'seized', 'quashed']

/** The case has to be decided again, with everything that came since. */
export const withDecisionWithdrawn = (it: Case): Case => ({
  ...it,
  ...nothingCollected,
  decision: undefined,
  papers: [...it.papers, ...it.later],
  later: [],
})

/** Drops what was collected and made from it. INVARIANT: except what already left, which must be accounted for. */
const nothingCollected = { production: undefined }

/** Kept back while a nondisclosure order stands. */
export const refusalOf = ({ aboutDirector, gagged }: Case, at: string, document = ''): Case['refusal'] => ({
  at,
  document,
  by: aboutDirector ? 'president' : 'director',
  keptBack: gagged,
  freed: false,
})
