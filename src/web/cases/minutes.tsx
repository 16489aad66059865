/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import type { CaseSeen } from '../../disclosure/case-files.ts'
import type { StaffVisit } from '../visit.ts'
import { casesDecisionWords } from '../words/cases-decision.ts'
import { formatsOf } from '../words/told.ts'

/** What the Board's minutes may say of it, which are public: days and numbers, and nobody's name. */
export const Minutes = ({ visit, seen }: { readonly visit: StaffVisit; readonly seen: CaseSeen }) => {
  const say = casesDecisionWords(visit)
  const told = formatsOf(visit)
  const { number } = visit.pack
  const asked = seen.events.filter((event) => event.what === 'board-consulted')
  // Why not while a gag stands: minutes are public.
  if (asked.length === 0 || seen.case.gagged) return null
  return (
    <section aria-labelledby="minutes">
      <h2 id="minutes">{say.minutes}</h2>
      <p>{say.minutesSays}</p>
      {asked.map(({ on, motion, session }) => (
        <blockquote class="carrel-quoted">
          {say.minutesText(told.day(on), seen.reference, number, motion, session)}
        </blockquote>
      ))}
    </section>
  )
}
