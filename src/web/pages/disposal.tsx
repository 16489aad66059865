/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { leastReturns } from '../../circulation/small-cells.ts'
import { cutReport, manyTold } from '../../kits/cut-report.ts'
import { disposalOf, type MonthCut, seriesInOrder } from '../../reports/disposal.ts'
import { show } from '../views/layout.tsx'
import type { StaffVisit } from '../visit.ts'
import { reportsWords } from '../words/reports.ts'
import { formatsOf } from '../words/told.ts'
import { notHere } from './errors.tsx'

/** How many ties were cut in each month of a year, and under which schedule. */
export async function disposalPage(visit: StaffVisit): Promise<Response> {
  const reports = reportsWords(visit)
  const told = formatsOf(visit)
  const words = reports.disposal
  // Hostile: a year in the address is any text.
  const asked = visit.c.req.query('year') ?? ''
  const year = /^\d{4}$/.test(asked) ? asked : undefined
  const found = await disposalOf(visit.house.app, year, visit.house.clock.today())
  return show(
    visit,
    words.title(found.year),
    <>
      <h1>{words.title(found.year)}</h1>
      <p class="usa-intro">{words.intro}</p>
      <Schedule visit={visit} />
      {found.years.length > 1 && (
        <nav aria-label={words.years} class="carrel-pages">
          {found.years
            .filter((other) => other !== found.year)
            .map((other) => (
              <a class="usa-link" href={`/reports/disposal?year=${other}`}>
                {other}
              </a>
            ))}
        </nav>
      )}
      {found.months.length === 0 ? (
        <p>{words.none(found.year)}</p>
      ) : (
        <>
          <Months visit={visit} months={found.months} />
          <p class="carrel-small">{words.whyFew(told.count(leastReturns))}</p>
        </>
      )}
    </>,
  )
}

const Schedule = ({ visit }: { readonly visit: StaffVisit }) => {
  const { disposal } = visit.pack.manifest
  const { under, noSchedule } = reportsWords(visit).disposal
  if (disposal === undefined) return <p>{noSchedule}</p>
  return (
    <p>
      {under}: <span lang={visit.pack.languages[0]}>{`${disposal.schedule}. ${disposal.citation}`}</span>
    </p>
  )
}

type MonthsProps = { readonly visit: StaffVisit; readonly months: readonly MonthCut[] }

const Months = ({ visit, months }: MonthsProps) => {
  const reports = reportsWords(visit)
  const told = formatsOf(visit)
  const { disposal } = reports
  const hasPaper = visit.pack.manifest.disposal !== undefined
  const head = [disposal.month, ...seriesInOrder.map((series) => disposal.kind[series])]
  return (
    <table class="usa-table usa-table--borderless usa-table--stacked carrel-table carrel-counts">
      <thead>
        <tr>
          {[...head, ...(hasPaper ? [disposal.paper] : [])].map((name) => (
            <th scope="col">{name}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {months.map(({ month, links }) => {
          const name = told.month(Number(month.slice(5)) - 1)
          return (
            <tr>
              <th scope="row" data-label={disposal.month}>
                {name}
              </th>
              {seriesInOrder.map((series) => (
                <td data-label={disposal.kind[series]}>{manyTold(links[series], disposal, told)}</td>
              ))}
              {hasPaper && (
                <td data-label={disposal.paper}>
                  <a
                    class="usa-link"
                    href={`/reports/disposal/${month}`}
                    aria-label={disposal.paperOf(name, month.slice(0, 4))}
                  >
                    {disposal.pdf}
                  </a>
                </td>
              )}
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

/** The report of a month, to sign and send. */
export async function disposalPaper(visit: StaffVisit): Promise<Response> {
  const { c, house, pack, language } = visit
  const { disposal } = reportsWords(visit)
  const today = house.clock.today()
  // Hostile: a month in the address is any text.
  const asked = c.req.param('month') ?? ''
  const year = /^\d{4}-\d\d$/.test(asked) ? asked.slice(0, 4) : undefined
  const { months } = await disposalOf(house.app, year, today)
  const cut = months.find(({ month }) => month === asked)
  const report = cut && cutReport({ pack, cut, today, language, words: disposal, told: formatsOf(visit) })
  if (report === undefined) return notHere(visit)
  // Why only here: the typesetter is large.
  const { disposalPdf } = await import('../../kits/disposal-report.ts')
  return c.body(new Uint8Array(await disposalPdf(report)), 200, {
    'Content-Type': 'application/pdf',
    'Content-Disposition': `attachment; filename="${disposal.report.fileName(asked)}.pdf"`,
    'Cache-Control': 'no-store',
  })
}
