/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { circulationOf } from '../../reports/circulation.ts'
import { CountTable } from '../views/count-table.tsx'
import { show } from '../views/layout.tsx'
import type { StaffVisit } from '../visit.ts'
import { reportsWords } from '../words/reports.ts'
import { formatsOf } from '../words/told.ts'
import { bandTold, collectionTold, WhyLeftOut } from './circulation-words.tsx'
import { notHere } from './errors.tsx'

/** What came back in a month, by age and collection. */
export async function circulationMonth(visit: StaffVisit): Promise<Response> {
  const told = formatsOf(visit)
  const reports = reportsWords(visit)
  const words = reports.circulation
  const found = await askedMonth(visit)
  if (found === undefined) return notHere(visit)
  const { month, bands, collections, returns, untold, withheld } = found
  const year = month.slice(0, 4)
  const title = words.ofMonth(told.month(Number(month.slice(5)) - 1), year)
  return show(
    visit,
    title,
    <>
      <h1>{title}</h1>
      <p class="usa-intro">{words.inAll(told.count(returns))}</p>
      {untold > 0 && (
        <p>
          {words.notApart}: {told.count(untold)}
        </p>
      )}
      {withheld ? (
        <p>{words.whyWithheld}</p>
      ) : (
        <CountTable
          caption={title}
          head={[words.collection, words.all, ...bands.map((band) => bandTold(words, band))]}
          rows={[
            {
              name: words.all,
              counts: [returns - untold, ...bands.map((band) => found.ofBand(band))],
            },
            ...collections.map((collection) => ({
              name: collectionTold(words, collection),
              counts: [found.ofCollection(collection), ...bands.map((band) => found.cell(band, collection))],
            })),
          ]}
          count={told.count}
          leftOut={words.leftOut}
        />
      )}
      <WhyLeftOut visit={visit} />
      <p class="carrel-back">
        <a class="usa-link" href={`/reports/circulation?year=${year}`}>
          {words.back}
        </a>
      </p>
    </>,
  )
}

/** Hostile: a month in the address is any text. */
async function askedMonth({ c, house }: StaffVisit) {
  const asked = c.req.param('month') ?? ''
  if (!/^\d{4}-\d\d$/.test(asked)) return undefined
  const { months } = await circulationOf(house.app, asked.slice(0, 4), house.clock.today())
  return months.find(({ month }) => month === asked)
}
