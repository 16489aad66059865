/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import type { ReadingSlowed } from '../../disclosure/reading-rate.ts'
import { AgainForm } from '../views/again-form.tsx'
import { show } from '../views/layout.tsx'
import type { StaffVisit } from '../visit.ts'
import { lendingWords } from '../words/lending.ts'
import { readingsWords } from '../words/readings.ts'
import { formatsOf } from '../words/told.ts'

/** What someone reads who opened very many records: what it takes to go on, and what works meanwhile. */
export function readingSlowed(visit: StaffVisit, { until }: ReadingSlowed): Response | Promise<Response> {
  const { pack } = visit
  const readings = readingsWords(visit)
  const told = formatsOf(visit)
  return show(
    visit,
    readings.title,
    <div class="carrel-question">
      <h1>{readings.title}</h1>
      <p class="usa-intro">
        {until === undefined
          ? readings.passphrase
          : readings.until(told.time(wholeMinute(until), pack.timeZone))}
      </p>
      {until === undefined && <AgainForm visit={visit} back="records" autofocus />}
      <p>{readings.directorKnows}</p>
      <p>{readings.line}</p>
      {pack.manifest.lending !== undefined && (
        <p>
          <a class="usa-button usa-button--outline" href="/return">
            {lendingWords(visit).takeBack}
          </a>
        </p>
      )}
    </div>,
    429,
  )
}

/** Why up: someone who comes at the minute that they read must not be early. */
const wholeMinute = (at: Date) => new Date(Math.ceil(at.getTime() / 60_000) * 60_000)
