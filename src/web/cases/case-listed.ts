import type { CaseKind } from '../../casework/case.ts'
import type { ClockName } from '../../casework/clocks.ts'
import type { CaseRole, WhatName } from '../../casework/event.ts'
import type { CasePage } from '../../disclosure/case-lists.ts'
import type { StaffVisit } from '../visit.ts'
import { casesPageWords } from '../words/cases-page.ts'
import { formatsOf } from '../words/told.ts'
import { tryOutWords } from '../words/try-out.ts'
import { dueSaid, stepSaid } from './case-told.ts'

/* What a list says of a case: nothing of anybody. */

export type Listed = CasePage['cases'][number]

/** What came, as the paper was read, or the kind of request. */
export function whatListed(visit: StaffVisit, one: Listed): string {
  const say = casesPageWords(visit)
  const tryOut = tryOutWords(visit)
  const what =
    one.instrument === null ? nameIn(say.kind, one.kind) : nameIn(tryOut.instrument, one.instrument)
  const isSearched = one.stage === 'searching'
  return [...(one.drill ? [say.drill] : []), what, ...(isSearched ? [say.stage.searching] : [])].join('. ')
}

export function aboutListed(visit: StaffVisit, one: Listed): string {
  const say = casesPageWords(visit)
  const told = formatsOf(visit)
  return `${whatListed(visit, one)}. ${say.openedOn(told.day(one.opened_on))}`
}

/** The next step, and who owes it. */
export function owedListed(visit: StaffVisit, { kind, owed_by, owed: step }: Listed): string {
  const say = casesPageWords(visit)
  if (step === null) return say.stage.closed
  const by = owed_by as CaseRole
  return `${say.by[by]}: ${stepSaid(visit, step as WhatName, { kind: kind as CaseKind, by })}`
}

/** The next clock that runs out. */
export function dueListed(visit: StaffVisit, { due_on, due_as }: Listed): string {
  if (due_on === null || due_as === null) return casesPageWords(visit).noClock
  return dueSaid(visit, { clock: due_as as ClockName, on: due_on })
}

export const nameIn = (names: Readonly<Record<string, string>>, name: string | null): string =>
  name === null ? '' : (names[name] ?? name)
