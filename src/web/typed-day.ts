import { isDay, yearsAfter } from '../policy/calendar.ts'
import type { StaffVisit } from './visit.ts'
import { casesStepsWords } from './words/cases-steps.ts'
import { formatsOf } from './words/told.ts'

/** A record may be as old as somebody; no clock of a case runs for longer. */
const yearsBack = 100
const yearsAhead = 10

/**
 * What is wrong with a day of the calendar that is typed in a form of a case, in words that name the field: it is so far off that it is a
 * slip, and neither a clock nor a count of business days gets there. Of what is no day the form says so itself.
 */
export function tooFar(visit: StaffVisit, label: string, day: string): string | undefined {
  const { house } = visit
  if (!isDay(day)) return undefined
  const today = house.clock.today()
  const [first, last] = [yearsAfter(today, -yearsBack), yearsAfter(today, yearsAhead)]
  if (day >= first && day <= last) return undefined
  return casesStepsWords(visit).error.far(label, formatsOf(visit).day(first), formatsOf(visit).day(last))
}
