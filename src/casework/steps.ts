import { type Case, type Decision, type Stage, stages } from './case.ts'
import type { CaseRole, WhatName } from './event.ts'
import type { Need } from './needs.ts'

/** Who may take a step, at which stages, and what must be so before. */
export type Step = {
  readonly by: readonly CaseRole[]
  readonly at: readonly Stage[]
  readonly needs: readonly Need[]
}

const anybody = ['staff', 'director', 'counsel', 'president'] as const
const director = ['director', 'president'] as const
const lawful = ['director', 'counsel', 'president'] as const

const notClosed = stages.filter((stage) => stage !== 'closed')
/** Until the Director has decided. What was decided upon does not change under the decision: it is withdrawn first (`as-decided`). */
const undecided = ['received', 'read', 'with-counsel', 'cure-demanded', 'objected', 'cleared'] as const
const producing = ['decided', 'collected', 'checked', 'packaged'] as const
const open = [...undecided, ...producing] as const

/**
 * The table of a case: every step that there is. What is not in it cannot happen.
 *
 * From a stage to a stage: received → read → with counsel → (cure demanded, objected →) cleared → decided → collected →
 * checked → packaged → ended → closed. A warrant is carried out whatever else is missing: any of the undecided → searching →
 * searched (debriefed) → ended. What anybody may say of a search ends no case; that there was none the Director says, and once
 * something came of it counsel alone.
 */
export const steps: Readonly<Record<Exclude<WhatName, 'received'>, Step>> = {
  // By itself: a mail that could not be sent is a try that failed.
  told: { by: [...anybody, 'program'], at: notClosed, needs: ['after-it-came'] },
  'paper-added': { by: anybody, at: notClosed, needs: [] },
  // What staff bring once it is decided changes nothing by itself: it waits until somebody says that it counts.
  'paper-weighed': { by: lawful, at: notClosed, needs: ['own-sign-in', 'waits-beside'] },
  noted: { by: anybody, at: notClosed, needs: [] },

  // Why while officers search too, and once they left: nothing of a search waits for a reading, nor a reading for its end.
  'paper-read': {
    by: lawful,
    at: [...undecided, 'searching', 'searched', 'ended'],
    needs: ['has-paper', 'reported', 'not-sealed', 'still-read'],
  },
  // Why at every stage: such an order comes when it comes, or is noticed then.
  'gag-found': { by: lawful, at: stages, needs: ['has-paper'] },
  'gag-ended': {
    by: lawful,
    at: stages,
    needs: ['own-sign-in', 'is-gagged', 'counsel-ends-it', 'day-is-past', 'after-it-came'],
  },
  // Why until it is closed: else a Director settles what is about themself before anybody says so.
  'about-director': {
    by: anybody,
    at: notClosed,
    needs: ['own-sign-in', 'may-say-about'],
  },
  'requester-checked': { by: lawful, at: undecided, needs: ['reported', 'independent-number'] },
  'scope-set': { by: lawful, at: undecided, needs: ['paper-read'] },
  'finding-pinned': {
    by: lawful,
    at: undecided,
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
    by: lawful,
    at: undecided,
    needs: ['own-sign-in', 'after-it-came', 'counsels-finding'],
  },

  'counsel-advised': {
    by: lawful,
    at: [...undecided, 'searching', 'searched', 'ended'],
    needs: ['own-sign-in', 'after-it-came', 'counsels-word'],
  },
  'board-consulted': {
    by: director,
    at: undecided,
    needs: ['own-sign-in', 'reported', 'board-may-know', 'day-is-past', 'after-it-came'],
  },
  'cure-demanded': {
    by: lawful,
    at: undecided,
    needs: ['paper-read', 'counsel-consulted', 'waits-for-nothing'],
  },
  cured: { by: lawful, at: ['cure-demanded'], needs: [] },
  objected: {
    by: ['counsel'],
    at: undecided,
    needs: ['own-sign-in', 'paper-read', 'counsel-consulted', 'waits-for-nothing'],
  },
  // Why counsel alone: it was counsel who objected.
  'objection-ended': { by: ['counsel'], at: ['objected'], needs: ['own-sign-in'] },

  decided: {
    by: director,
    at: undecided,
    needs: ['own-sign-in', 'reported', 'is-decider', 'decision-fits', 'waits-for-nothing', 'as-decided'],
  },
  'decision-withdrawn': {
    by: director,
    at: producing,
    needs: ['own-sign-in', 'is-decider', 'nothing-outside'],
  },

  preserved: { by: lawful, at: open, needs: ['is-request', 'reported', 'names-no-more', 'not-a-drill'] },
  'preservation-ended': {
    by: ['director', 'counsel', 'president', 'program'],
    at: stages,
    needs: ['is-preserved', 'day-has-come'],
  },

  collected: {
    by: lawful,
    at: producing,
    needs: [
      ...(['own-sign-in', 'decided-to-produce', 'as-decided', 'within-scope', 'not-a-drill'] as const),
      ...(['nothing-outside', 'somebody-on-file'] as const),
    ],
  },
  // Why counsel alone, for themselves: that they could have come nobody else can say.
  'cannot-come': { by: ['counsel'], at: ['collected'], needs: ['own-sign-in', 'collected-this'] },
  checked: {
    by: lawful,
    at: ['collected'],
    needs: ['collected-this', 'as-decided', 'second-person', 'counsel-by-phone'],
  },
  packaged: {
    by: director,
    at: ['checked', 'packaged'],
    needs: ['own-sign-in', 'is-decider', 'collected-this', 'as-decided', 'policy-lets-go'],
  },
  // Why also once it ended: where whoever got it cannot read their drive, as long as the file is still here.
  'package-saved': {
    by: director,
    at: ['packaged', 'ended'],
    needs: ['own-sign-in', 'is-decider', 'packaged-this', 'as-decided', 'policy-lets-go'],
  },
  // Why whatever the policy says meanwhile: it left when it was saved, and what happened is not kept off the record.
  produced: {
    by: director,
    at: ['packaged'],
    needs: ['own-sign-in', 'is-decider', 'packaged-this', 'was-saved', 'knows-of-change'],
  },
  // Why it ends nothing: what is to become of the case is said by the next step, which until then has to wait.
  'package-destroyed': {
    by: director,
    at: ['packaged'],
    needs: ['own-sign-in', 'is-decider', 'is-outside'],
  },
  // Why also beside a denial: what is public is given, and what is not is denied in writing.
  'public-given': {
    by: director,
    at: [...undecided, 'decided'],
    needs: [
      ...(['own-sign-in', 'reported', 'is-decider', 'is-records-request', 'no-patron-in-scope'] as const),
      ...(['waits-for-nothing', 'given-as-decided', 'as-decided', 'nothing-beside'] as const),
    ],
  },
  'refusal-sent': {
    by: director,
    at: ['decided'],
    needs: ['decided-to-refuse', 'as-decided', 'nothing-beside'],
  },
  // Why no copy, check or file: there is nothing to hand over but what was signed.
  'no-records-sent': {
    by: director,
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
  receipt: { by: lawful, at: ['ended'], needs: ['was-produced'] },
  'notice-chosen': {
    by: lawful,
    at: ['ended'],
    needs: ['own-sign-in', 'after-it-came', 'counsel-consulted', 'counsels-choice', 'may-choose-telling'],
  },
  'patron-told': { by: director, at: ['ended'], needs: ['may-tell-patron'] },

  // Why while it goes on too: officers do not wait until all fields are known; what is known later is said again.
  'search-began': { by: anybody, at: [...undecided, 'searching'], needs: ['is-warrant'] },
  'thing-taken': {
    by: anybody,
    at: ['searching', 'searched', 'ended'],
    needs: ['while-searched', 'new-line'],
  },
  'thing-mistaken': {
    by: anybody,
    at: ['searching', 'searched', 'ended'],
    needs: ['own-sign-in', 'is-listed', 'own-line'],
  },
  'search-ended': { by: anybody, at: ['searching'], needs: ['after-the-last'] },
  debriefed: {
    by: lawful,
    at: ['searched', 'ended'],
    needs: ['own-sign-in', 'after-it-came', 'was-searched', 'counsels-debrief'],
  },
  seized: {
    by: lawful,
    at: ['searched'],
    needs: ['own-sign-in', 'reported', 'debriefed', 'counsel-consulted'],
  },
  'search-mistaken': {
    by: lawful,
    at: ['searching', 'searched', 'ended'],
    needs: ['own-sign-in', 'after-it-came', 'search-stands', 'counsels-mistake'],
  },

  // Why also once it ended: whoever has to report may do so after the incident was put on record.
  'told-outside': { by: anybody, at: [...open, 'ended'], needs: ['is-conduct'] },
  answered: {
    by: anybody,
    at: undecided,
    needs: ['no-paper', 'needs-no-decision', 'no-emergency', 'officer-reported'],
  },
  withdrawn: {
    by: lawful,
    at: [...open, 'searched'],
    needs: [
      ...(['is-request', 'reported', 'needs-no-decision', 'nothing-outside', 'withdrawal-said'] as const),
      ...(['counsel-reached', 'counsel-saw-gag'] as const),
    ],
  },
  quashed: {
    by: lawful,
    at: [...open, 'searched'],
    needs: ['own-sign-in', 'has-paper', 'counsel-consulted', 'nothing-outside'],
  },
  referred: {
    by: lawful,
    at: [...open, 'searched'],
    needs: ['reported', 'needs-no-decision', 'nothing-outside', 'counsel-first'],
  },
  closed: {
    by: director,
    at: ['ended'],
    needs: [
      ...(['receipted', 'notice-chosen', 'told-as-chosen', 'debriefed', 'nothing-preserved'] as const),
      ...(['seizure-with-counsel', 'counsel-saw-gag', 'nothing-beside', 'nothing-unread'] as const),
    ],
  },
}

/** What each decision needs beside what every decision does. A public-records request is denied within days, by the Director alone. */
export function decisionNeeds(decision: Decision, { kind }: Case): readonly Need[] {
  const isDenial = kind === 'records-request' && decision === 'refusal'
  return isDenial ? ['policy-allows-decision'] : needsOfDecision[decision]
}

const toProduce = [
  ...(['opinion-proper', 'requester-verified'] as const),
  ...(['scope-set', 'policy-allows-decision'] as const),
] as const

export const needsOfDecision: Readonly<Record<Decision, readonly Need[]>> = {
  release: [...toProduce, 'findings-confirmed'],
  compulsion: toProduce,
  refusal: ['counsel-or-board', 'policy-allows-decision'],
  heed: ['counsel-or-board'],
  'not-heed': ['counsel-or-board'],
}
