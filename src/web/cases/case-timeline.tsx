/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import type { CaseEvent } from '../../casework/event.ts'
import { linesIn } from '../../casework/search-log.ts'
import type { CaseSeen } from '../../disclosure/case-files.ts'
import type { StaffVisit } from '../visit.ts'
import { casesPageWords } from '../words/cases-page.ts'
import { casesTimelineWords } from '../words/cases-timeline.ts'
import { formatsOf } from '../words/told.ts'
import { actorNames, eventTold } from './event-told.ts'

/** What happened, in its order; of what was noted later both times. */
export const CaseTimeline = async ({
  visit,
  seen,
}: {
  readonly visit: StaffVisit
  readonly seen: CaseSeen
}) => {
  const say = casesPageWords(visit)
  const told = formatsOf(visit)
  const { timeZone } = visit.pack
  const names = await actorNames(visit)
  // What was noted as taken stays readable, once somebody said that the search was a mistake.
  const lines = linesIn(seen.events)
  const isStruck = (event: CaseEvent) => lines.some((one) => one.event === event && one.isStruck)
  const moment = (at: string) => told.moment(new Date(at), timeZone)
  return (
    <section aria-labelledby="timeline">
      <h2 id="timeline">{say.timeline}</h2>
      <ol class="carrel-timeline">
        {seen.events.map((event) => {
          const { says, words } = eventTold(visit, event, { names, aboutDirector: seen.case.aboutDirector })
          const { at, notedAt } = event.stamp
          return (
            <li>
              <span class="carrel-timeline__at">
                {moment(at)}
                {at !== notedAt && ` (${say.noted(moment(notedAt))})`}
              </span>
              {says}
              {words.filter(Boolean).map((one) => (
                <blockquote>
                  {isStruck(event) ? (
                    <>
                      {casesTimelineWords(visit).struck} <del>{one}</del>
                    </>
                  ) : (
                    one
                  )}
                </blockquote>
              ))}
            </li>
          )
        })}
      </ol>
    </section>
  )
}
