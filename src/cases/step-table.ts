import { type Case, type Decision, type Stage, stageOf, stages } from './case.ts'
import type { CaseEvent, CaseEventName, CaseRole } from './event.ts'
import { type GuardContext, type GuardName, guardPasses } from './guards.ts'
import { applyEvent, newCase } from './reducer.ts'

/** Who may take a step, at which stages, and what must be so before. */
export type StepRule = {
  readonly by: readonly CaseRole[]
  readonly at: readonly Stage[]
  readonly needs: readonly GuardName[]
}

const everyRole = ['staff', 'director', 'counsel', 'president'] as const
const decidingRoles = ['director', 'president'] as const
const oversightRoles = ['director', 'counsel', 'president'] as const

const stagesBeforeClosed = stages.filter((stage) => stage !== 'closed')
/** Until the Director has decided. What was decided upon does not change under the decision: it is withdrawn first (`as-decided`). */
const stagesBeforeDecision = [
  'received',
  'read',
  'with-counsel',
  'cure-demanded',
  'objected',
  'cleared',
] as const
const stagesOfProduction = ['decided', 'collected', 'checked', 'packaged'] as const
const workingStages = [...stagesBeforeDecision, ...stagesOfProduction] as const

/**
 * The table of a case: every step that there is. What is not in it cannot happen.
 *
 * From a stage to a stage: received → read → with counsel → (cure demanded, objected →) cleared → decided → collected →
 * checked → packaged → ended → closed. A warrant is carried out whatever else is missing: any of the undecided → searching →
 * searched (debriefed) → ended. What anybody may say of a search ends no case; that there was none the Director says, and once
 * something came of it counsel alone.
 */
export const stepRules: Readonly<Record<Exclude<CaseEventName, 'received'>, StepRule>> = {
  // By itself: a mail that could not be sent is a try that failed.
  told: { by: [...everyRole, 'program'], at: stagesBeforeClosed, needs: ['after-it-came'] },
  'paper-added': { by: everyRole, at: stagesBeforeClosed, needs: [] },
  // What staff bring once it is decided changes nothing by itself: it waits until somebody says that it counts.
  'paper-weighed': { by: oversightRoles, at: stagesBeforeClosed, needs: ['own-sign-in', 'waits-beside'] },
  noted: { by: everyRole, at: stagesBeforeClosed, needs: [] },

  // Why while officers search too, and once they left: nothing of a search waits for a reading, nor a reading for its end.
  'paper-read': {
    by: oversightRoles,
    at: [...stagesBeforeDecision, 'searching', 'searched', 'ended'],
    needs: ['has-paper', 'reported', 'not-sealed', 'still-read'],
  },
  // Why at every stage: such an order comes when it comes, or is noticed then.
  'gag-found': { by: oversightRoles, at: stages, needs: ['has-paper'] },
  'gag-ended': {
    by: oversightRoles,
    at: stages,
    needs: ['own-sign-in', 'is-gagged', 'counsel-ends-it', 'day-is-past', 'after-it-came'],
  },
  // Why until it is closed: else a Director settles what is about themself before anybody says so.
  'about-director': {
    by: everyRole,
    at: stagesBeforeClosed,
    needs: ['own-sign-in', 'may-say-about'],
  },
  'requester-checked': {
    by: oversightRoles,
    at: stagesBeforeDecision,
    needs: ['reported', 'independent-number'],
  },
  'scope-set': { by: oversightRoles, at: stagesBeforeDecision, needs: ['paper-read'] },
  'finding-pinned': {
    by: oversightRoles,
    at: stagesBeforeDecision,
    needs: [
      'own-sign-in',
      'paper-read',
      'counsel-consulted',
      'on-this-paper',
      'page-is-there',
      'counsels-finding',
    ],
  },
  'finding-dropped': {
    by: oversightRoles,
    at: stagesBeforeDecision,
    needs: ['own-sign-in', 'after-it-came', 'counsels-finding'],
  },

  'counsel-advised': {
    by: oversightRoles,
    at: [...stagesBeforeDecision, 'searching', 'searched', 'ended'],
    needs: ['own-sign-in', 'after-it-came', 'counsels-word'],
  },
  'board-consulted': {
    by: decidingRoles,
    at: stagesBeforeDecision,
    needs: ['own-sign-in', 'reported', 'board-may-know', 'day-is-past', 'after-it-came'],
  },
  'cure-demanded': {
    by: oversightRoles,
    at: stagesBeforeDecision,
    needs: ['paper-read', 'counsel-consulted', 'waits-for-nothing'],
  },
  cured: { by: oversightRoles, at: ['cure-demanded'], needs: [] },
  objected: {
    by: ['counsel'],
    at: stagesBeforeDecision,
    needs: ['own-sign-in', 'paper-read', 'counsel-consulted', 'waits-for-nothing'],
  },
  // Why counsel alone: it was counsel who objected.
  'objection-ended': { by: ['counsel'], at: ['objected'], needs: ['own-sign-in'] },

  decided: {
    by: decidingRoles,
    at: stagesBeforeDecision,
    needs: ['own-sign-in', 'reported', 'is-decider', 'decision-fits', 'waits-for-nothing', 'as-decided'],
  },
  'decision-withdrawn': {
    by: decidingRoles,
    at: stagesOfProduction,
    needs: ['own-sign-in', 'is-decider', 'nothing-outside'],
  },

  preserved: {
    by: oversightRoles,
    at: workingStages,
    needs: ['is-request', 'reported', 'names-no-more', 'not-a-drill'],
  },
  'preservation-ended': {
    by: ['director', 'counsel', 'president', 'program'],
    at: stages,
    needs: ['is-preserved', 'day-has-come'],
  },

  collected: {
    by: oversightRoles,
    at: stagesOfProduction,
    needs: [
      ...(['own-sign-in', 'decided-to-produce', 'as-decided', 'within-scope', 'not-a-drill'] as const),
      ...(['nothing-outside', 'somebody-on-file'] as const),
    ],
  },
  // Why counsel alone, for themselves: that they could have come nobody else can say.
  'cannot-come': { by: ['counsel'], at: ['collected'], needs: ['own-sign-in', 'collected-this'] },
  checked: {
    by: oversightRoles,
    at: ['collected'],
    needs: ['collected-this', 'as-decided', 'second-person', 'counsel-by-phone'],
  },
  packaged: {
    by: decidingRoles,
    at: ['checked', 'packaged'],
    needs: ['own-sign-in', 'is-decider', 'collected-this', 'as-decided', 'policy-lets-go'],
  },
  // Why also once it ended: where whoever got it cannot read their drive, as long as the file is still here.
  'package-saved': {
    by: decidingRoles,
    at: ['packaged', 'ended'],
    needs: ['own-sign-in', 'is-decider', 'packaged-this', 'as-decided', 'policy-lets-go'],
  },
  // Why whatever the policy says meanwhile: it left when it was saved, and what happened is not kept off the record.
  produced: {
    by: decidingRoles,
    at: ['packaged'],
    needs: ['own-sign-in', 'is-decider', 'packaged-this', 'was-saved', 'knows-of-change'],
  },
  // Why it ends nothing: what is to become of the case is said by the next step, which until then has to wait.
  'package-destroyed': {
    by: decidingRoles,
    at: ['packaged'],
    needs: ['own-sign-in', 'is-decider', 'is-outside'],
  },
  // Why also beside a denial: what is public is given, and what is not is denied in writing.
  'public-given': {
    by: decidingRoles,
    at: [...stagesBeforeDecision, 'decided'],
    needs: [
      ...(['own-sign-in', 'reported', 'is-decider', 'is-records-request', 'no-patron-in-scope'] as const),
      ...(['waits-for-nothing', 'given-as-decided', 'as-decided', 'nothing-beside'] as const),
    ],
  },
  'refusal-sent': {
    by: decidingRoles,
    at: ['decided'],
    needs: ['decided-to-refuse', 'as-decided', 'nothing-beside'],
  },
  // Why no copy, check or file: there is nothing to hand over but what was signed.
  'no-records-sent': {
    by: decidingRoles,
    at: ['decided'],
    needs: [
      'own-sign-in',
      'is-decider',
      'decided-to-produce',
      'as-decided',
      'nothing-beside',
      'nobody-on-file',
    ],
  },
  receipt: { by: oversightRoles, at: ['ended'], needs: ['was-produced'] },
  'notice-chosen': {
    by: oversightRoles,
    at: ['ended'],
    needs: ['own-sign-in', 'after-it-came', 'counsel-consulted', 'counsels-choice', 'may-choose-telling'],
  },
  'patron-told': { by: decidingRoles, at: ['ended'], needs: ['may-tell-patron'] },

  // Why while it goes on too: officers do not wait until all fields are known; what is known later is said again.
  'search-began': { by: everyRole, at: [...stagesBeforeDecision, 'searching'], needs: ['is-warrant'] },
  'thing-taken': {
    by: everyRole,
    at: ['searching', 'searched', 'ended'],
    needs: ['while-searched', 'new-line'],
  },
  'thing-mistaken': {
    by: everyRole,
    at: ['searching', 'searched', 'ended'],
    needs: ['own-sign-in', 'is-listed', 'own-line'],
  },
  'search-ended': { by: everyRole, at: ['searching'], needs: ['after-the-last'] },
  debriefed: {
    by: oversightRoles,
    at: ['searched', 'ended'],
    needs: ['own-sign-in', 'after-it-came', 'was-searched', 'counsels-debrief'],
  },
  seized: {
    by: oversightRoles,
    at: ['searched'],
    needs: ['own-sign-in', 'reported', 'debriefed', 'counsel-consulted'],
  },
  'search-mistaken': {
    by: oversightRoles,
    at: ['searching', 'searched', 'ended'],
    needs: ['own-sign-in', 'after-it-came', 'search-stands', 'counsels-mistake'],
  },

  // Why also once it ended: whoever has to report may do so after the incident was put on record.
  'told-outside': { by: everyRole, at: [...workingStages, 'ended'], needs: ['is-conduct'] },
  answered: {
    by: everyRole,
    at: stagesBeforeDecision,
    needs: ['no-paper', 'needs-no-decision', 'no-emergency', 'officer-reported'],
  },
  withdrawn: {
    by: oversightRoles,
    at: [...workingStages, 'searched'],
    needs: [
      ...(['is-request', 'reported', 'needs-no-decision', 'nothing-outside', 'withdrawal-said'] as const),
      ...(['counsel-reached', 'counsel-saw-gag'] as const),
    ],
  },
  quashed: {
    by: oversightRoles,
    at: [...workingStages, 'searched'],
    needs: ['own-sign-in', 'has-paper', 'counsel-consulted', 'nothing-outside'],
  },
  referred: {
    by: oversightRoles,
    at: [...workingStages, 'searched'],
    needs: ['reported', 'needs-no-decision', 'nothing-outside', 'counsel-first'],
  },
  closed: {
    by: decidingRoles,
    at: ['ended'],
    needs: [
      ...(['receipted', 'notice-chosen', 'told-as-chosen', 'debriefed', 'nothing-preserved'] as const),
      ...(['seizure-with-counsel', 'counsel-saw-gag', 'nothing-beside', 'nothing-unread'] as const),
    ],
  },
}

/** What each decision needs beside what every decision does. A public-records request is denied within days, by the Director alone. */
export function guardsOfDecision(decision: Decision, { kind }: Case): readonly GuardName[] {
  const isDenial = kind === 'records-request' && decision === 'refusal'
  return isDenial ? ['policy-allows-decision'] : decisionGuards[decision]
}

const guardsToProduce = [
  ...(['opinion-proper', 'requester-verified'] as const),
  ...(['scope-set', 'policy-allows-decision'] as const),
] as const

export const decisionGuards: Readonly<Record<Decision, readonly GuardName[]>> = {
  release: [...guardsToProduce, 'findings-confirmed'],
  compulsion: guardsToProduce,
  refusal: ['counsel-or-board', 'policy-allows-decision'],
  heed: ['counsel-or-board'],
  'not-heed': ['counsel-or-board'],
}

/** Why a step is refused. `who`: it is another's to take. `stage`: the case is not so far, or further. */
export type UnmetCondition = GuardName | 'who' | 'stage' | 'time'
export type StepRefusal = { readonly refused: readonly UnmetCondition[] }

/** The table that is gone by; another one only to see what it holds. */
export type StepTable = {
  readonly steps: Readonly<Record<string, StepRule>>
  readonly decisionNeeds: typeof guardsOfDecision
}
const defaultTable: StepTable = { steps: stepRules, decisionNeeds: guardsOfDecision }

/**
 * (case, event, world) → the case after it, or why it may not come: all that is missing, at once.
 * @param it undefined where the event is how the case came in
 */
export function applyStep(
  it: Case | undefined,
  event: CaseEvent,
  world: GuardContext,
  table: StepTable = defaultTable,
): { readonly case: Case } | StepRefusal {
  // Why: what was written on paper comes later, and nothing is entered before it happened.
  if (event.stamp.at > event.stamp.notedAt) return { refused: ['time'] }
  if (it === undefined) {
    return event.what === 'received' ? { case: newCase(event, event.stamp) } : { refused: ['stage'] }
  }
  const refused = unmetConditions(it, event, world, table)
  return refused.length > 0 ? { refused } : { case: applyEvent(it, event) }
}

/** All that keeps a step from being taken now. */
export function unmetConditions(
  it: Case,
  event: CaseEvent,
  world: GuardContext,
  table: StepTable = defaultTable,
): readonly UnmetCondition[] {
  if (event.what === 'received') return ['stage']
  const { stamp } = event
  const row = table.steps[event.what]
  if (row === undefined) return ['stage']
  const more = event.what === 'decided' ? table.decisionNeeds(event.decision, it) : []
  return [
    ...(row.by.includes(stamp.role) ? [] : (['who'] as const)),
    ...(row.at.includes(stageOf(it)) ? [] : (['stage'] as const)),
    ...[...row.needs, ...more].filter((need) => !guardPasses(need, it, { event, stamp, world })),
  ]
}
