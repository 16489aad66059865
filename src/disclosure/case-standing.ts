import { type Case, stageOf } from '../casework/case.ts'
import { clocksOf } from '../casework/clocks.ts'
import type { CaseEvent } from '../casework/event.ts'
import { owedIn } from '../casework/owed.ts'
import { daysIn } from '../clock.ts'
import type { CaseRules } from '../policy/case-rules.ts'
import type { Pack } from '../policy/pack.ts'
import type { Entry } from '../register/entry.ts'
import type { CaseRow, CaseStanding } from '../store/cases.ts'
import { type Asker, namedAs } from './request.ts'

/** How a case stands, for lists and figures: what of it is kept in the clear, of nobody. */
export function standingOf(pack: Pack, it: Case): CaseStanding {
  const rules = pack.manifest.cases
  const [owed] = owedIn(it)
  const withheld = it.gagged
  const dayOf = dayOfInstant(pack.timeZone)
  const [next] = rules === undefined ? [] : clocksOf(it, clockRules(rules), dayOf)
  return {
    kind: it.kind,
    // Why no kind where nobody may be told: whoever has the data and no key would read which paper that was.
    instrument: withheld ? null : (it.reading?.instrument ?? null),
    withheld,
    stage: stageOf(it),
    outcome: it.outcome ?? null,
    owed: owed?.step ?? null,
    owed_by: owed?.by ?? null,
    due_on: next?.on ?? null,
    due_as: next?.clock ?? null,
    closed_on: it.closedAt === undefined ? null : dayOf(it.closedAt),
    about_director: it.aboutDirector,
  }
}

/** The numbers of the law, as clocks want them. */
export const clockRules = (rules: CaseRules) => ({
  recordsRequestDays: rules['records-request'].days,
  federalObjectionDays: rules['federal-objection'].days,
  gagReviewYears: rules['gag-review']?.years,
  closed: rules.closed,
})

/** The library's day of an instant, as clocks want it. */
export function dayOfInstant(timeZone: string): (instant: string) => string {
  const dayOf = daysIn(timeZone)
  return (instant) => dayOf(new Date(instant))
}

/** What the register says of a look at a case, or of a step in it: of nobody who is in it. */
export function caseEntry(
  pack: Pack,
  actor: Asker,
  { reference, drill }: CaseRow,
  kind: string,
  flags: readonly string[],
  event?: CaseEvent,
): Omit<Entry, 'at'> {
  const document = event !== undefined && 'document' in event && event.document ? event.document : undefined
  const marked = drill ? [...flags, 'drill'] : flags
  const more = { case: reference, flags: marked, ...(document && { document }) }
  return { pack: pack.hash, kind, ...namedAs(actor), ...more }
}
