import { type Case, stageOf } from './case.ts'
import type { CaseEventName } from './event.ts'
import { isUnchangedSinceDecision } from './guards.ts'
import type { CaseRole } from './stamp.ts'
import { type AnyStep, showingOf, steps, stepsByName } from './steps/index.ts'
import { overriding, type Urgency, urgencies } from './steps/owed.ts'

export type NextStep = { readonly step: CaseEventName; readonly by: CaseRole }

/** By role, kind and stage; the form says what else it needs. */
export function isOffered(it: Case, role: CaseRole, name: CaseEventName): boolean {
  const { by, at, guards, hides, form }: AnyStep = stepsByName[name]
  const isTheirs = by.includes(role) && at.includes(stageOf(it))
  return form !== undefined && isTheirs && !hides?.(it, role) && !guards.some((guard) => guard.hides?.(it))
}

/** It waits for counsel, or for the person who calls them. */
export const isForCounsel = ({ step, by }: NextStep): boolean =>
  by === 'counsel' || (showingOf(step).isCall === true && by !== 'staff')

/** By what lists read: officers search, or came to. */
export const isSearchListed = ({
  stage,
  owed,
  owed_by,
}: Readonly<Record<'stage', string> & Record<'owed' | 'owed_by', string | null>>): boolean =>
  stage === 'searching' ||
  (owed !== null && owed_by === 'staff' && showingOf(owed as CaseEventName).isSearch === true)

/** By what lists read: officers left, and counsel has not reviewed the search. */
export const isSearchUnreviewed = ({
  stage,
  owed,
}: Readonly<Record<'stage', string> & Record<'owed', string | null>>): boolean =>
  stage === 'searched' && owed !== null && showingOf(owed as CaseEventName).followsReview !== true

/** The first is what a person opening the case should do. */
export function nextStepsOf(it: Case): readonly NextStep[] {
  const decider = it.aboutDirector ? 'president' : 'director'
  const owed = steps.flatMap(({ name, owes }: AnyStep) =>
    (owes?.(it) ?? []).map(({ by, urgency }) => ({
      step: name,
      by: by === 'decider' ? decider : by,
      urgency,
    })),
  )
  // Why alone: the decision no longer holds, and nothing is produced under it but what already left.
  const isStale = isDecisionStale(it)
  const isOverriding = (urgency: Urgency) => overriding.some((one) => one === urgency)
  return owed
    .filter(({ urgency }) => isOverriding(urgency) === isStale)
    .toSorted((one, other) => urgencies.indexOf(one.urgency) - urgencies.indexOf(other.urgency))
    .map(({ step, by }) => ({ step, by }))
}

/** A step rests on the decision, but the case has changed since. */
const isDecisionStale = (it: Case): boolean =>
  it.decision !== undefined && it.outcome === undefined && !isUnchangedSinceDecision(it)
