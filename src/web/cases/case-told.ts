import type { CaseKind, Decision } from '../../casework/case.ts'
import { clocksOf, isAtOnce, type RunningClock } from '../../casework/clocks.ts'
import type { CaseRole, WhatName } from '../../casework/event.ts'
import { groundsHash, groundsOf } from '../../casework/grounds.ts'
import { type Unmet, unmet } from '../../casework/step.ts'
import { isConfirmed } from '../../casework/weighed.ts'
import type { CaseSeen } from '../../disclosure/case-files.ts'
import { caseRoleOf, decidesIn } from '../../disclosure/case-roles.ts'
import { clockRules, dayOfInstant } from '../../disclosure/case-standing.ts'
import { copiesShowAt } from '../../disclosure/copy-place.ts'
import { daysBetween } from '../../policy/calendar.ts'
import { entryInstant } from '../../register/entry.ts'
import { actorOf, askedAt, type StaffVisit } from '../visit.ts'
import { casesNeedsWords } from '../words/cases-needs.ts'
import { casesPageWords } from '../words/cases-page.ts'
import { casesStepsWords } from '../words/cases-steps.ts'
import { formatsOf } from '../words/told.ts'

/** As what somebody acts in a case. */
export const roleIn = (visit: StaffVisit) => caseRoleOf(actorOf(visit))

/** Who somebody is to the forms of a case. */
export const handIn = (visit: StaffVisit, { case: it, sealed }: CaseSeen) => ({
  role: visit.who.role,
  decides: decidesIn(actorOf(visit), it),
  looksUp: copiesShowAt(visit.pack, askedAt(visit)),
  gagged: it.gagged,
  sealed,
  pinned: ![...it.findings.values()].every(isConfirmed),
})

/** What somebody is to do, or did a moment ago: whom they reach is up to who they are, and what ends a case to its kind. */
export function stepSaid(
  visit: StaffVisit,
  step: WhatName,
  { kind, by }: { readonly kind: CaseKind; readonly by: CaseRole },
): string {
  const casesSteps = casesStepsWords(visit)
  if (step === 'answered' && kind === 'conduct') return casesSteps.recorded
  if (step !== 'told' || by === 'staff' || by === 'program') return casesSteps.step[step]
  return casesSteps.reach[by === 'counsel' ? 'director' : 'counsel']
}

/** A day near today as people say it: Tuesday, December 1; with its year where that is another one. */
export function caseDay(visit: StaffVisit, day: string): string {
  const { house } = visit
  const told = formatsOf(visit)
  return day.slice(0, 4) === house.clock.today().slice(0, 4) ? told.weekday(day) : told.day(day)
}

/** Days from today to a day; less than none where it is over. */
export function daysLeft({ house }: StaffVisit, day: string): number {
  return daysBetween(house.clock.today(), day)
}

/** A running clock in words, with how long is left; what is due at once names no day to wait for. */
export function dueSaid(visit: StaffVisit, { clock, on }: RunningClock): string {
  const say = casesPageWords(visit)
  const left = daysLeft(visit, on)
  const says = say.clock[clock](caseDay(visit, on))
  return isAtOnce(clock) && left >= 0 ? says : `${says}, ${say.left(left)}`
}

/** The clocks that run in a case, the next first. */
export function clocksIn({ house, pack }: StaffVisit, { case: it }: CaseSeen): RunningClock[] {
  const { rules } = house.gate.cases
  return rules === undefined ? [] : clocksOf(it, clockRules(rules), dayOfInstant(pack.timeZone))
}

/** Why a step is refused: a sentence for each, with the clause that asks for it where there is one. */
export function unmetTold(visit: StaffVisit, unmet: readonly Unmet[]): string[] {
  const { pack } = visit
  const casesNeeds = casesNeedsWords(visit)
  const clauses = pack.manifest.cases?.clauses ?? {}
  return unmet.map((need) => {
    const clause = clauses[need]
    const says = casesNeeds.unmet[need]
    return clause === undefined ? says : `${says} (${clause})`
  })
}

/** The decisions that fit a case; none where it ends with an answer at the counter. */
export function decisionsFor({ case: { kind } }: CaseSeen): readonly Decision[] {
  if (kind === 'ask' || kind === 'conduct') return []
  return kind === 'privacy' ? ['heed', 'not-heed'] : ['release', 'compulsion', 'refusal']
}

/** What such a decision lacks, of whoever decides in the case. */
export function lackedBy(visit: StaffVisit, { case: it }: CaseSeen, decision: Decision) {
  const { house, who } = visit
  const at = entryInstant(house.clock.now())
  const role = it.aboutDirector ? ('president' as const) : ('director' as const)
  const isUnsure = decidesIn(actorOf(visit), it) && who.unconfirmed
  const stamp = { by: who.id, role, at, notedAt: at, ...(isUnsure && { unconfirmed: true as const }) }
  const world = {
    today: house.clock.today(),
    dayOf: dayOfInstant(house.pack.timeZone),
    decide: (ask: Parameters<typeof house.pack.decide>[0]) => house.pack.decide(ask),
  }
  const grounds = groundsHash(groundsOf(it))
  return unmet(it, { what: 'decided', decision, document: '', grounds, stamp }, world)
}
