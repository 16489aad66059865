import { type Case, stageOf } from '../casework/case.ts'
import { clocksOf } from '../casework/clocks.ts'
import { owedIn } from '../casework/owed.ts'
import { type Clock, daysIn } from '../clock.ts'
import type { CaseRules } from '../policy/case-rules.ts'
import type { Pack } from '../policy/pack.ts'
import type { CaseStanding } from '../store/cases.ts'

/** How a case stands, for lists and figures: what of it is kept in the clear, of nobody. */
export function standingOf(
  { pack, clock }: { readonly pack: Pack; readonly clock: Clock },
  it: Case,
): CaseStanding {
  const rules = pack.manifest.cases
  const [next] = rules === undefined ? [] : clocksOf(it, clockRules(rules), dayOfInstant(pack.timeZone))
  return {
    kind: it.kind,
    instrument: it.reading?.instrument ?? null,
    stage: stageOf(it),
    outcome: it.outcome ?? null,
    owed_by: owedIn(it)[0]?.by ?? null,
    due_on: next?.on ?? null,
    closed_on: it.closed ? clock.today() : null,
  }
}

/** The numbers of the law, as clocks want them. */
export const clockRules = (rules: CaseRules) => ({
  recordsRequestDays: rules['records-request'].days,
  federalObjectionDays: rules['federal-objection'].days,
  closed: rules.closed,
})

/** The library's day of an instant, as clocks want it. */
export function dayOfInstant(timeZone: string): (instant: string) => string {
  const dayOf = daysIn(timeZone)
  return (instant) => dayOf(new Date(instant))
}
