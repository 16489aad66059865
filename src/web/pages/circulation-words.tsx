/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import type { ToldBand } from '../../circulation/month-told.ts'
import { leastReturns } from '../../circulation/small-cells.ts'
import { leastInCell, leastPatrons, together } from '../../circulation/tally.ts'
import type { StaffVisit } from '../visit.ts'
import { reportsWords } from '../words/reports.ts'
import { formatsOf } from '../words/told.ts'

type CirculationWords = ReturnType<typeof reportsWords>['circulation']

/** An age as people say it. */
export function bandTold(words: CirculationWords, band: ToldBand): string {
  if (band === 'any') return words.together
  if (band === 'unknown') return words.unknown
  const [from = '', to = ''] = band.split('-')
  if (to === '') return words.from(from)
  return from === '0' ? words.to(to) : words.between(from, to)
}

/** A collection by the name that the catalogue gives it. */
export function collectionTold(words: CirculationWords, collection: string): string {
  if (collection === together) return words.collectionsTogether
  return collection === '' ? words.noCollection : collection
}

/** Why a number is missing, in plain words, below the numbers. */
export const WhyLeftOut = ({ visit }: { readonly visit: StaffVisit }) => {
  const reports = reportsWords(visit)
  const told = formatsOf(visit)
  const words = reports.circulation
  return (
    <section aria-labelledby="why">
      <h2 id="why">{words.why}</h2>
      <p>{words.whyMark}</p>
      <ul class="usa-list">
        <li>{words.whySmall(told.count(leastReturns))}</li>
        <li>{words.whyOthers}</li>
        <li>{words.whyTogether(told.count(leastPatrons))}</li>
        <li>{words.whyCell(told.count(leastInCell))}</li>
        <li>{words.whyNotApart(told.count(leastPatrons))}</li>
      </ul>
    </section>
  )
}
