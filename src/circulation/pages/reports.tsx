import { notFoundPage } from '../../platform/http/error-pages.tsx'
import { pdfDownload, show } from '../../platform/http/layout.tsx'
import { BackLink, CountTable, TableHead, TextLink } from '../../platform/http/page-kit.tsx'

import type { StaffContext } from '../../platform/http/request-context.ts'
import { ChartFigure } from '../../platform/http/year-chart.tsx'
import { formatsOf } from '../../platform/i18n/language.ts'
import { leastCount } from '../../platform/small-numbers.ts'
import {
  dispositionPdf,
  dispositionReport,
  dispositionsOfYear,
  type MonthDispositions,
  publishedNumber,
  seriesInOrder,
} from '../disposition-figures.ts'
import { circulationCsv, circulationOfYear, type YearStatistics } from '../monthly-statistics.ts'
import {
  combinedCollections,
  minPatrons,
  minPatronsInCell,
  type PublishedBand,
  type PublishedCount,
  type PublishedMonth,
} from '../statistics.ts'
import { reportsWords } from '../words/reports.ts'

export async function circulationYear(context: StaffContext) {
  const { circulation: words } = reportsWords(context)
  const told = await askedYear(context)
  const others = told.years.filter((year) => year !== told.year)
  return show(
    context,
    words.ofYear(told.year),
    <>
      <h1>{words.ofYear(told.year)}</h1>
      <p class="usa-intro">{words.intro}</p>
      <p>{words.counts}</p>
      {others.length > 0 && (
        <nav aria-label={words.years} class="carrel-pages">
          {others.map((year) => (
            <TextLink href={`/reports/circulation?year=${year}`}>{year}</TextLink>
          ))}
        </nav>
      )}
      {told.months.length === 0 ? (
        <p>{words.none(told.year)}</p>
      ) : (
        <>
          <ByMonth context={context} told={told} />
          <ByCollection context={context} told={told} />
          <WhyLeftOut context={context} />
          <p>
            <TextLink href={`/reports/circulation/file?year=${told.year}`}>{words.csv}</TextLink>{' '}
            {words.csvSays} {words.print}
          </p>
        </>
      )}
    </>,
  )
}

export async function circulationFile(context: StaffContext) {
  const told = await askedYear(context)
  return context.c.body(circulationCsv(told), 200, {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename="circulation-${told.year}.csv"`,
    'Cache-Control': 'no-store',
  })
}

/** Hostile: a year in the address is any text. */
function askedYear({ c, services }: StaffContext): Promise<YearStatistics> {
  const asked = c.req.query('year') ?? ''
  return circulationOfYear(services.app, /^\d{4}$/.test(asked) ? asked : undefined, services.clock.today())
}

type YearProps = { readonly context: StaffContext; readonly told: YearStatistics }

const ByMonth = ({ context, told: { year, months, bands } }: YearProps) => {
  const formats = formatsOf(context)
  const reports = reportsWords(context)
  const words = reports.circulation
  return (
    <>
      <h2>{words.months}</h2>
      <div class="carrel-charts">
        <YearLine context={context} name={words.all} months={months} of={({ returns }) => returns} />
        {bands.map((band) => (
          <YearLine
            context={context}
            name={ageGroupName(words, band)}
            months={months}
            of={(month) => month.ofBand(band)}
          />
        ))}
      </div>
      <CountTable
        caption={words.byAge}
        head={[words.month, words.all, ...bands.map((band) => ageGroupName(words, band)), words.notApart]}
        rows={months.map((month) => ({
          name: (
            <TextLink
              href={`/reports/circulation/${month.month}`}
              called={words.ofMonth(formats.month(monthIndex(month)), year)}
            >
              {formats.month(monthIndex(month))}
            </TextLink>
          ),
          counts: [month.returns, ...bands.map((band) => month.ofBand(band)), month.untold],
        }))}
        count={formats.count}
        leftOut={words.leftOut}
      />
    </>
  )
}

const ByCollection = ({ context, told: { months, collections } }: YearProps) => {
  const formats = formatsOf(context)
  const reports = reportsWords(context)
  const words = reports.circulation
  if (collections.length === 0) return null
  return (
    <>
      <h2>{words.byCollection}</h2>
      <div class="carrel-charts">
        {collections.map((collection) => (
          <YearLine
            context={context}
            name={collectionName(words, collection)}
            months={months}
            of={(month) => month.ofCollection(collection)}
          />
        ))}
      </div>
      <CountTable
        caption={words.byCollection}
        head={[words.collection, ...months.map((month) => formats.monthShort(monthIndex(month)))]}
        rows={collections.map((collection) => ({
          name: collectionName(words, collection),
          counts: months.map((month) => month.ofCollection(collection)),
        }))}
        count={formats.count}
        leftOut={words.leftOut}
      />
    </>
  )
}

type YearLineProps = {
  readonly context: StaffContext
  readonly name: string
  readonly months: readonly PublishedMonth[]
  readonly of: (month: PublishedMonth) => PublishedCount
}

const YearLine = ({ context, name, months, of }: YearLineProps) => {
  const formats = formatsOf(context)
  const reports = reportsWords(context)
  const words = reports.circulation
  const last = Math.max(...months.map(monthIndex))
  const each = Array.from({ length: last + 1 }, (_none, at) => {
    const month = months.find((one) => monthIndex(one) === at)
    return month && of(month)
  })
  const saidOf = (times: PublishedCount) => (times === null ? words.leftOut : formats.count(times))
  return (
    <ChartFigure
      name={name}
      numbers={months.map(of)}
      words={{ none: words.noneTold, some: words.inAllNotAll, all: words.inAll }}
      chart={{
        months: each,
        letters: Array.from({ length: 12 }, (_none, at) => formats.monthLetter(at)),
        says: months.map((month) => `${formats.month(monthIndex(month))} ${saidOf(of(month))}`).join(', '),
      }}
      count={formats.count}
    />
  )
}

/** January is 0. */
const monthIndex = ({ month }: PublishedMonth) => Number(month.slice(5)) - 1

export async function circulationMonth(context: StaffContext) {
  const formats = formatsOf(context)
  const reports = reportsWords(context)
  const words = reports.circulation
  const found = await askedMonth(context)
  if (found === undefined) return notFoundPage(context)
  const { month, bands, collections, returns, untold, withheld } = found
  const year = month.slice(0, 4)
  const title = words.ofMonth(formats.month(Number(month.slice(5)) - 1), year)
  return show(
    context,
    title,
    <>
      <h1>{title}</h1>
      <p class="usa-intro">{words.inAll(formats.count(returns))}</p>
      {untold > 0 && (
        <p>
          {words.notApart}: {formats.count(untold)}
        </p>
      )}
      {withheld ? (
        <p>{words.whyWithheld}</p>
      ) : (
        <CountTable
          caption={title}
          head={[words.collection, words.all, ...bands.map((band) => ageGroupName(words, band))]}
          rows={[
            {
              name: words.all,
              counts: [returns - untold, ...bands.map((band) => found.ofBand(band))],
            },
            ...collections.map((collection) => ({
              name: collectionName(words, collection),
              counts: [found.ofCollection(collection), ...bands.map((band) => found.cell(band, collection))],
            })),
          ]}
          count={formats.count}
          leftOut={words.leftOut}
        />
      )}
      <WhyLeftOut context={context} />
      <BackLink href={`/reports/circulation?year=${year}`}>{words.back}</BackLink>
    </>,
  )
}

/** Hostile: a month in the address is any text. */
async function askedMonth({ c, services }: StaffContext) {
  const asked = c.req.param('month') ?? ''
  if (!/^\d{4}-\d\d$/.test(asked)) return undefined
  const { months } = await circulationOfYear(services.app, asked.slice(0, 4), services.clock.today())
  return months.find(({ month }) => month === asked)
}

type CirculationWords = ReturnType<typeof reportsWords>['circulation']

function ageGroupName(words: CirculationWords, band: PublishedBand): string {
  if (band === 'any') return words.together
  if (band === 'unknown') return words.unknown
  const [from = '', to = ''] = band.split('-')
  if (to === '') return words.from(from)
  return from === '0' ? words.to(to) : words.between(from, to)
}

function collectionName(words: CirculationWords, collection: string): string {
  if (collection === combinedCollections) return words.collectionsTogether
  return collection === '' ? words.noCollection : collection
}

const WhyLeftOut = ({ context }: { readonly context: StaffContext }) => {
  const reports = reportsWords(context)
  const formats = formatsOf(context)
  const words = reports.circulation
  return (
    <section aria-labelledby="why">
      <h2 id="why">{words.why}</h2>
      <p>{words.whyMark}</p>
      <ul class="usa-list">
        <li>{words.whySmall(formats.count(leastCount))}</li>
        <li>{words.whyOthers}</li>
        <li>{words.whyTogether(formats.count(minPatrons))}</li>
        <li>{words.whyCell(formats.count(minPatronsInCell))}</li>
        <li>{words.whyNotApart(formats.count(minPatrons))}</li>
      </ul>
    </section>
  )
}

export async function dispositionPage(context: StaffContext) {
  const reports = reportsWords(context)
  const formats = formatsOf(context)
  const words = reports.disposal
  // Hostile: a year in the address is any text.
  const asked = context.c.req.query('year') ?? ''
  const year = /^\d{4}$/.test(asked) ? asked : undefined
  const found = await dispositionsOfYear(context.services.app, year, context.services.clock.today())
  return show(
    context,
    words.title(found.year),
    <>
      <h1>{words.title(found.year)}</h1>
      <p class="usa-intro">{words.intro}</p>
      <RetentionSchedule context={context} />
      {found.years.length > 1 && (
        <nav aria-label={words.years} class="carrel-pages">
          {found.years
            .filter((other) => other !== found.year)
            .map((other) => (
              <TextLink href={`/reports/disposal?year=${other}`}>{other}</TextLink>
            ))}
        </nav>
      )}
      {found.months.length === 0 ? (
        <p>{words.none(found.year)}</p>
      ) : (
        <>
          <DispositionMonths context={context} months={found.months} />
          <p class="carrel-small">{words.whyFew(formats.count(leastCount))}</p>
        </>
      )}
    </>,
  )
}

const RetentionSchedule = ({ context }: { readonly context: StaffContext }) => {
  const { disposal } = context.pack.manifest
  const { under, noSchedule } = reportsWords(context).disposal
  if (disposal === undefined) return <p>{noSchedule}</p>
  return (
    <p>
      {under}: <span lang={context.pack.languages[0]}>{`${disposal.schedule}. ${disposal.citation}`}</span>
    </p>
  )
}

type DispositionMonthsProps = {
  readonly context: StaffContext
  readonly months: readonly MonthDispositions[]
}

const DispositionMonths = ({ context, months }: DispositionMonthsProps) => {
  const reports = reportsWords(context)
  const formats = formatsOf(context)
  const { disposal } = reports
  const hasPaper = context.pack.manifest.disposal !== undefined
  const head = [disposal.month, ...seriesInOrder.map((series) => disposal.kind[series])]
  return (
    <table class="usa-table usa-table--borderless usa-table--stacked carrel-table carrel-counts">
      <TableHead names={[...head, ...(hasPaper ? [disposal.paper] : [])]} />
      <tbody>
        {months.map(({ month, links }) => {
          const name = formats.month(Number(month.slice(5)) - 1)
          return (
            <tr>
              <th scope="row" data-label={disposal.month}>
                {name}
              </th>
              {seriesInOrder.map((series) => (
                <td data-label={disposal.kind[series]}>
                  {publishedNumber(links[series], disposal, formats)}
                </td>
              ))}
              {hasPaper && (
                <td data-label={disposal.paper}>
                  <TextLink
                    href={`/reports/disposal/${month}`}
                    called={disposal.paperOf(name, month.slice(0, 4))}
                  >
                    {disposal.pdf}
                  </TextLink>
                </td>
              )}
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

export async function dispositionReportFile(context: StaffContext) {
  const { c, services, pack, language } = context
  const { disposal } = reportsWords(context)
  const today = services.clock.today()
  // Hostile: a month in the address is any text.
  const asked = c.req.param('month') ?? ''
  const year = /^\d{4}-\d\d$/.test(asked) ? asked.slice(0, 4) : undefined
  const { months } = await dispositionsOfYear(services.app, year, today)
  const cut = months.find(({ month }) => month === asked)
  const report =
    cut && dispositionReport({ pack, cut, today, language, words: disposal, told: formatsOf(context) })
  if (report === undefined) return notFoundPage(context)
  return pdfDownload(context, await dispositionPdf(report), disposal.report.fileName(asked))
}
