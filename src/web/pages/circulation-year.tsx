/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import type { MonthTold, Told } from '../../circulation/month-told.ts'
import { circulationCsv, circulationOf, type YearTold } from '../../reports/circulation.ts'
import { CountTable } from '../views/count-table.tsx'
import { show } from '../views/layout.tsx'
import { ChartFigure } from '../views/year-chart.tsx'
import type { StaffVisit } from '../visit.ts'
import { reportsWords } from '../words/reports.ts'
import { formatsOf } from '../words/told.ts'
import { bandTold, collectionTold, WhyLeftOut } from './circulation-words.tsx'

/** What came back in a year, by month, age and collection, for the Board and the Director. */
export async function circulationYear(visit: StaffVisit): Promise<Response> {
  const { circulation: words } = reportsWords(visit)
  const told = await askedYear(visit)
  const others = told.years.filter((year) => year !== told.year)
  return show(
    visit,
    words.ofYear(told.year),
    <>
      <h1>{words.ofYear(told.year)}</h1>
      <p class="usa-intro">{words.intro}</p>
      <p>{words.counts}</p>
      {others.length > 0 && (
        <nav aria-label={words.years} class="carrel-pages">
          {others.map((year) => (
            <a class="usa-link" href={`/reports/circulation?year=${year}`}>
              {year}
            </a>
          ))}
        </nav>
      )}
      {told.months.length === 0 ? (
        <p>{words.none(told.year)}</p>
      ) : (
        <>
          <ByMonth visit={visit} told={told} />
          <ByCollection visit={visit} told={told} />
          <WhyLeftOut visit={visit} />
          <p>
            <a class="usa-link" href={`/reports/circulation/file?year=${told.year}`}>
              {words.csv}
            </a>{' '}
            {words.csvSays} {words.print}
          </p>
        </>
      )}
    </>,
  )
}

/** The same as CSV. */
export async function circulationFile(visit: StaffVisit): Promise<Response> {
  const told = await askedYear(visit)
  return visit.c.body(circulationCsv(told), 200, {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename="circulation-${told.year}.csv"`,
    'Cache-Control': 'no-store',
  })
}

/** Hostile: a year in the address is any text. */
function askedYear({ c, house }: StaffVisit): Promise<YearTold> {
  const asked = c.req.query('year') ?? ''
  return circulationOf(house.app, /^\d{4}$/.test(asked) ? asked : undefined, house.clock.today())
}

type YearProps = { readonly visit: StaffVisit; readonly told: YearTold }

/** All of it and each age: a chart of the year, and the numbers in a table that leads on to each month. */
const ByMonth = ({ visit, told: { year, months, bands } }: YearProps) => {
  const told = formatsOf(visit)
  const reports = reportsWords(visit)
  const words = reports.circulation
  return (
    <>
      <h2>{words.months}</h2>
      <div class="carrel-charts">
        <Chart visit={visit} name={words.all} months={months} of={({ returns }) => returns} />
        {bands.map((band) => (
          <Chart
            visit={visit}
            name={bandTold(words, band)}
            months={months}
            of={(month) => month.ofBand(band)}
          />
        ))}
      </div>
      <CountTable
        caption={words.byAge}
        head={[words.month, words.all, ...bands.map((band) => bandTold(words, band)), words.notApart]}
        rows={months.map((month) => ({
          name: (
            <a
              class="usa-link"
              href={`/reports/circulation/${month.month}`}
              aria-label={words.ofMonth(told.month(atOf(month)), year)}
            >
              {told.month(atOf(month))}
            </a>
          ),
          counts: [month.returns, ...bands.map((band) => month.ofBand(band)), month.untold],
        }))}
        count={told.count}
        leftOut={words.leftOut}
      />
    </>
  )
}

const ByCollection = ({ visit, told: { months, collections } }: YearProps) => {
  const told = formatsOf(visit)
  const reports = reportsWords(visit)
  const words = reports.circulation
  if (collections.length === 0) return null
  return (
    <>
      <h2>{words.byCollection}</h2>
      <div class="carrel-charts">
        {collections.map((collection) => (
          <Chart
            visit={visit}
            name={collectionTold(words, collection)}
            months={months}
            of={(month) => month.ofCollection(collection)}
          />
        ))}
      </div>
      <CountTable
        caption={words.byCollection}
        head={[words.collection, ...months.map((month) => told.monthShort(atOf(month)))]}
        rows={collections.map((collection) => ({
          name: collectionTold(words, collection),
          counts: months.map((month) => month.ofCollection(collection)),
        }))}
        count={told.count}
        leftOut={words.leftOut}
      />
    </>
  )
}

type ChartProps = {
  readonly visit: StaffVisit
  readonly name: string
  readonly months: readonly MonthTold[]
  readonly of: (month: MonthTold) => Told
}

/** One line of the report over the year. */
const Chart = ({ visit, name, months, of }: ChartProps) => {
  const told = formatsOf(visit)
  const reports = reportsWords(visit)
  const words = reports.circulation
  const last = Math.max(...months.map(atOf))
  const each = Array.from({ length: last + 1 }, (_none, at) => {
    const month = months.find((one) => atOf(one) === at)
    return month && of(month)
  })
  const saidOf = (times: Told) => (times === null ? words.leftOut : told.count(times))
  return (
    <ChartFigure
      name={name}
      numbers={months.map(of)}
      words={{ none: words.noneTold, some: words.inAllNotAll, all: words.inAll }}
      chart={{
        months: each,
        letters: Array.from({ length: 12 }, (_none, at) => told.monthLetter(at)),
        says: months.map((month) => `${told.month(atOf(month))} ${saidOf(of(month))}`).join(', '),
      }}
      count={told.count}
    />
  )
}

/** January is 0. */
const atOf = ({ month }: MonthTold) => Number(month.slice(5)) - 1
