import { ChartFigure, type ChartNumber, LineChart } from '../../platform/http/charts.tsx'
import { notFoundPage } from '../../platform/http/error-pages.tsx'
import { pdfDownload, show } from '../../platform/http/layout.tsx'
import {
  BackLink,
  CountTable,
  Facts,
  PrintButton,
  TableHead,
  TextLink,
} from '../../platform/http/page-kit.tsx'
import type { StaffContext } from '../../platform/http/request-context.ts'
import { capitalize, formatsOf } from '../../platform/i18n/language.ts'
import { leastCount } from '../../platform/small-numbers.ts'
import {
  type DispositionSeries,
  dispositionPdf,
  dispositionReport,
  dispositionsOfYear,
  dispositionsOfYears,
  type MonthDispositions,
  publishedNumber,
  seriesInOrder,
  type YearDispositions,
} from '../disposition-figures.ts'
import {
  circulationCsv,
  circulationOfYear,
  circulationOfYears,
  returnsOfYears,
  type YearOfReturns,
  type YearStatistics,
} from '../monthly-statistics.ts'
import {
  bandsInOrder,
  combinedCollections,
  lastQuarter,
  minPatrons,
  minPatronsInCell,
  type PublishedBand,
  type PublishedCount,
  type PublishedMonth,
} from '../statistics.ts'
import { reportsWords } from '../words/reports.ts'

export async function circulationYear(context: StaffContext) {
  const { circulation: words } = reportsWords(context)
  const { app, clock } = context.services
  const compared = await circulationOfYears(app, askedYear(context), clock.today())
  const [told, ...earlier] = compared
  const others = told.years.filter((year) => year !== told.year)
  return show(
    context,
    words.ofYear(told.year),
    <>
      <h1>{words.ofYear(told.year)}</h1>
      <p class="usa-intro">{words.intro}</p>
      <p>
        {words.counts} {words.item}
      </p>
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
          <YearCharts context={context} compared={compared} />
          <YearTables context={context} told={told} />
          {earlier.map((year) => (
            <details class="carrel-earlier">
              <summary>{words.numbersOf(year.year)}</summary>
              <YearTables context={context} told={year} />
            </details>
          ))}
          <WhyLeftOut context={context} />
          <p>
            <TextLink href={`/reports/circulation/file?year=${told.year}`}>{words.csv}</TextLink>{' '}
            {words.csvSays}
          </p>
          <PrintButton context={context} />
        </>
      )}
    </>,
  )
}

export async function circulationFile(context: StaffContext) {
  const { app, clock } = context.services
  const told = await circulationOfYear(app, askedYear(context), clock.today())
  return context.c.body(circulationCsv(told), 200, {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename="circulation-${told.year}.csv"`,
    'Cache-Control': 'no-store',
  })
}

/** Hostile: a year in the address is any text. */
function askedYear({ c }: StaffContext): string | undefined {
  const asked = c.req.query('year') ?? ''
  return /^\d{4}$/.test(asked) ? asked : undefined
}

type YearProps = { readonly context: StaffContext; readonly told: YearStatistics }

const YearTables = ({ context, told: { year, months, bands, collections } }: YearProps) => {
  const formats = formatsOf(context)
  const { circulation: words } = reportsWords(context)
  return (
    <>
      <h2>{words.monthsOf(year)}</h2>
      <CountTable
        caption={words.monthsOf(year)}
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
      {collections.length > 0 && (
        <>
          <h3>{words.byCollectionIn(year)}</h3>
          <CountTable
            caption={words.byCollectionIn(year)}
            head={[words.collection, ...months.map((month) => formats.monthShort(monthIndex(month)))]}
            rows={collections.map((collection) => ({
              name: collectionName(words, collection),
              counts: months.map((month) => month.ofCollection(collection)),
            }))}
            count={formats.count}
            leftOut={words.leftOut}
          />
        </>
      )}
    </>
  )
}

type ComparedProps = {
  readonly context: StaffContext
  /** The year of the page first. */
  readonly compared: readonly [YearStatistics, ...YearStatistics[]]
}

/** All returns by year, one line each; then each age and collection as one line over the years. */
const YearCharts = ({ context, compared }: ComparedProps) => {
  const { circulation: words } = reportsWords(context)
  const bands = bandsInOrder.filter((band) => compared.some((year) => year.bands.includes(band)))
  const collections = [...new Set(compared.flatMap((year) => year.collections))].sort()
  return (
    <>
      <h2>{words.overTime}</h2>
      <div class="carrel-charts">
        <ReturnsChart context={context} compared={compared} />
        {bands.map((band) => (
          <OverYears
            {...{ context, compared }}
            name={ageGroupName(words, band)}
            of={(month) => month.ofBand(band)}
          />
        ))}
        {collections.map((collection) => (
          <OverYears
            {...{ context, compared }}
            name={collectionName(words, collection)}
            of={(month) => month.ofCollection(collection)}
          />
        ))}
      </div>
    </>
  )
}

/** January to December; undefined where the month has no counts. */
function inYear<Month extends { readonly month: string }>(
  months: readonly Month[],
  of: (month: Month) => PublishedCount,
): ChartNumber[] {
  return Array.from({ length: 12 }, (_none, at) => {
    const month = months.find((one) => monthIndex(one) === at)
    return month && of(month)
  })
}

const returnsOf = ({ returns }: Pick<PublishedMonth, 'returns'>) => returns

type ReturnsProps = {
  readonly context: StaffContext
  readonly compared: readonly [YearOfReturns, ...YearOfReturns[]]
}

/** Every month of each year on one scale: the year of the page solid, those before it dashed. */
const ReturnsChart = ({ context, compared }: ReturnsProps) => {
  const formats = formatsOf(context)
  const { circulation: words } = reportsWords(context)
  const [told] = compared
  return (
    <ChartFigure
      name={words.allReturns}
      numbers={told.months.map(returnsOf)}
      words={figureWords(context, told)}
      chart={{
        lines: compared.map((year) => ({ name: year.year, numbers: inYear(year.months, returnsOf) })),
        ticks: Array.from({ length: 12 }, (_none, at) => ({ at, text: formats.monthLetter(at) })),
        says: `${words.allReturns}. ${told.months.map((month) => `${formats.month(monthIndex(month))} ${formats.count(month.returns)}`).join(', ')}`,
      }}
      count={formats.count}
    />
  )
}

/** What was returned this year and in those before it, for a start page; nothing where nothing is counted yet. */
export const ReturnsThisYear = async ({ context }: { readonly context: StaffContext }) => {
  const { app, clock } = context.services
  const [first, ...before] = await returnsOfYears(app, clock.today())
  return first === undefined ? null : <ReturnsChart context={context} compared={[first, ...before]} />
}

/** The last whole quarter, for a start page. A sum of all its months, each of which the report of its year shows, or none. */
export const ReturnsLastQuarter = async ({ context }: { readonly context: StaffContext }) => {
  const { app, clock } = context.services
  const formats = formatsOf(context)
  const { circulation: words } = reportsWords(context)
  const quarter = lastQuarter(clock.today())
  const counted = (await returnsOfYears(app, clock.today())).flatMap(({ months }) => months)
  const returnsIn = (name: string) => counted.find(({ month }) => month === name)?.returns
  const isWhole = quarter.every((month) => returnsIn(month) !== undefined)
  const sum = quarter.reduce((all, month) => all + (returnsIn(month) ?? 0), 0)
  return (
    <>
      <h3>{words.allReturns}</h3>
      <Facts
        facts={[
          ...quarter.map((month) => {
            const returns = returnsIn(month)
            const said = returns === undefined ? words.notCounted : formats.count(returns)
            return [capitalize(formats.monthOfYear(month)), said] as const
          }),
          [words.quarter, isWhole && formats.count(sum)],
        ]}
      />
    </>
  )
}

/** A sum names its months where the year has fewer than twelve, so that no one reads it as the year's. */
function figureWords(context: StaffContext, { year, months }: YearOfReturns) {
  const formats = formatsOf(context)
  const { circulation: words } = reportsWords(context)
  const counted = months.map(monthIndex).sort((one, other) => one - other)
  const name = (at: number | undefined) => (at === undefined ? '' : formats.month(at))
  return {
    none: words.noneTold,
    some: words.inAllNotAll,
    all: (count: string) =>
      counted.length === 12
        ? words.inAllOf(count, year)
        : words.inMonths(count, name(counted.at(0)), name(counted.at(-1)), year),
  }
}

type OverYearsProps = ComparedProps & {
  readonly name: string
  readonly of: (month: PublishedMonth) => PublishedCount
}

const OverYears = ({ context, compared, name, of }: OverYearsProps) => {
  const formats = formatsOf(context)
  const { circulation: words } = reportsWords(context)
  const [told] = compared
  const years = compared.toReversed()
  const saidOf = (times: PublishedCount) => (times === null ? words.leftOut : formats.count(times))
  return (
    <ChartFigure
      name={name}
      numbers={told.months.map(of)}
      words={figureWords(context, told)}
      chart={{
        lines: [{ name, numbers: years.flatMap(({ months }) => inYear(months, of)) }],
        ticks: years.map(({ year }, at) => ({ at: at * 12, text: year })),
        says: `${name}. ${told.months.map((month) => `${formats.month(monthIndex(month))} ${saidOf(of(month))}`).join(', ')}`,
      }}
      count={formats.count}
    />
  )
}

/** January is 0. */
const monthIndex = ({ month }: Pick<PublishedMonth, 'month'>) => Number(month.slice(5)) - 1

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
  const compared = await dispositionsOfYears(context.services.app, year, context.services.clock.today())
  const [found, ...earlier] = compared
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
          <DispositionCharts context={context} compared={compared} />
          <h2>{words.monthsOf(found.year)}</h2>
          <DispositionMonths context={context} months={found.months} />
          {earlier.map((one) => (
            <details class="carrel-earlier">
              <summary>{words.monthsOf(one.year)}</summary>
              <DispositionMonths context={context} months={one.months} />
            </details>
          ))}
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

type DispositionChartsProps = {
  readonly context: StaffContext
  readonly compared: readonly [YearDispositions, ...YearDispositions[]]
}

/** Each series as one line over the years; months with a few are hatched up to the number that they are below. */
const DispositionCharts = ({ context, compared }: DispositionChartsProps) => {
  const formats = formatsOf(context)
  const { disposal } = reportsWords(context)
  const years = compared.toReversed()
  const [told] = compared
  const saidOf = ({ month, links }: MonthDispositions, series: DispositionSeries) =>
    `${formats.month(monthIndex({ month }))} ${publishedNumber(links[series], disposal, formats)}`
  return (
    <div class="carrel-charts">
      {seriesInOrder.map((series) => (
        <figure class="carrel-chart">
          <figcaption>
            <strong>{disposal.kind[series]}</strong>
            {compared.some(({ months }) => months.some(({ links }) => links[series] === 'few')) && (
              <>
                <br />
                {disposal.hatched(formats.count(leastCount - 1))}
              </>
            )}
          </figcaption>
          <LineChart
            lines={[
              {
                name: disposal.kind[series],
                numbers: years.flatMap(({ months }) =>
                  inYear(months, ({ links }) => (links[series] === 'few' ? null : links[series])),
                ),
              },
            ]}
            ticks={years.map(({ year }, at) => ({ at: at * 12, text: year }))}
            says={`${disposal.kind[series]}. ${told.year}: ${told.months.map((month) => saidOf(month, series)).join(', ')}`}
            below={leastCount}
            count={formats.count}
          />
        </figure>
      ))}
    </div>
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
