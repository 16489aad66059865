import type { Child } from 'hono/jsx'
import { worksCases } from '../../gate/index.ts'
import { LineChart } from '../../platform/http/charts.tsx'
import { notFoundPage } from '../../platform/http/error-pages.tsx'
import { fileDownload, pdfDownload, show } from '../../platform/http/layout.tsx'
import {
  BackLink,
  CountTable,
  DataTable,
  LinkLine,
  PrintButton,
  TextLink,
  TextList,
} from '../../platform/http/page-kit.tsx'
import type { RequestContext, StaffContext } from '../../platform/http/request-context.ts'
import { formatsOf } from '../../platform/i18n/language.ts'
import {
  allOf,
  duties,
  leastTimed,
  orMore,
  type PublishedYear,
  type ReportedNumber,
  type RequestKind,
  requestKinds,
  requestOutcomes,
  requestsCsv,
  smallestCount,
  type TransparencyReport,
  transparencyReport,
} from '../transparency-report.ts'
import { casesFiguresWords } from '../words/figures.ts'
import { dutyWords } from '../words/page.ts'

/** Requests by kind and outcome, in the same form every year. */
export async function transparencyPage(context: StaffContext): Promise<Response> {
  const { words, report, told, title, others, next } = await askedReport(context)
  return show(
    context,
    title,
    <>
      <h1>{title}</h1>
      <p class="usa-intro">{words.intro}</p>
      <PrintButton context={context} />
      <OtherYears context={context} path="/reports/requests" years={others} />
      {told === undefined ? (
        <NotPublished context={context}>
          {next && (
            <section aria-labelledby="board">
              <h2 id="board">{words.board}</h2>
              <p class="carrel-say">{words.boardSays(...next)}</p>
              <p>{words.boardLetters}</p>
              <LinkLine href="/denials">{words.letters}</LinkLine>
            </section>
          )}
        </NotPublished>
      ) : (
        <>
          <p>
            <strong>{words.newest(report.years[0] ?? told.year)}</strong> {next && words.next(...next)}
          </p>
          <p>{words.mayShare}</p>
          {next && <ForBoard context={context} told={told} next={next} />}
          <Endings context={context} report={report} />
          <Year context={context} told={told} />
          <p>
            <TextLink href={`/reports/requests/file?year=${told.year}`}>{words.csv}</TextLink> {words.csvSays}
            <br />
            <TextLink href={`/reports/requests/paper?year=${told.year}`}>{words.pdf}</TextLink>{' '}
            {words.pdfSays}
          </p>
          <Duties context={context} told={told} />
          <YearByYear context={context} report={report} />
        </>
      )}
      <Why context={context} />
      <Nondisclosure context={context} />
    </>,
  )
}

/** What both pages begin with. */
async function askedReport(context: RequestContext) {
  const words = casesFiguresWords(context)
  const report = await reportOf(context)
  const told = askedYear(context, report)
  return {
    ...{ words, report, told, next: nextOf(context) },
    title: told === undefined ? words.title : words.ofYear(told.year),
    others: report.years.filter((year) => year !== told?.year),
  }
}

/**
 * The same years for anyone, from the day on which the nightly job publishes them. INVARIANT: made of what is published, and of
 * nothing that a case has or had.
 */
export async function publicRequestsPage(context: RequestContext): Promise<Response> {
  if (!worksCases(context)) return notFoundPage(context)
  const { words, report, told, title, others, next } = await askedReport(context)
  return show(
    context,
    title,
    <>
      <h1>{title}</h1>
      <p class="usa-intro">{words.intro}</p>
      <OtherYears context={context} path="/privacy/requests" years={others} />
      {told === undefined ? (
        <NotPublished context={context} />
      ) : (
        <>
          <p>
            <strong>{words.newest(report.years[0] ?? told.year)}</strong> {next && words.next(...next)}
          </p>
          <Year context={context} told={told} />
          <p>{words.short(formatsOf(context).count(smallestCount))}</p>
          <Duties context={context} told={told} />
        </>
      )}
      <Why context={context} />
      <Nondisclosure context={context} />
      <BackLink href="/privacy">{words.toPrivacy}</BackLink>
    </>,
  )
}

export async function transparencyCsv(context: StaffContext): Promise<Response> {
  const told = askedYear(context, await reportOf(context))
  if (told === undefined) return notFoundPage(context)
  return fileDownload(context, requestsCsv(told), {
    name: `requests-${told.year}.csv`,
    type: 'text/csv; charset=utf-8',
  })
}

export async function transparencyPdf(context: StaffContext): Promise<Response> {
  const { pack, language } = context
  const report = await reportOf(context)
  const told = askedYear(context, report)
  if (told === undefined) return notFoundPage(context)
  const said = casesFiguresWords(context)
  const { sumText, fewText, count } = textsOf(context)
  const years = report.all.map((one) => one.year)
  // Why here: the typesetter is large.
  const { requestsPdf } = await import('../documents-pdf.ts')
  const pdf = await requestsPdf({
    library: pack.library,
    language,
    title: said.ofYear(told.year),
    intro: said.intro,
    total: totalOf(context, told),
    chart: {
      title: said.charts,
      says: report.all.map((one) => `${one.year}: ${sumText(allOf(one))}`).join(', '),
      years,
      values: report.all.map((one) => allOf(one).many),
    },
    table: {
      head: [said.request, said.all, ...requestOutcomes.map((outcome) => said.outcome[outcome])],
      rows: [
        ...told.lines.map(({ kind, sum, cells }) => [
          said.kind[kind],
          sumText(orMore(sum, cells)),
          ...cells.map(fewText),
        ]),
        [said.ofTold, sumText(allOf(told)), ...told.ofOutcome.map(count)],
      ],
    },
    duties: dutiesTold(context, told) ?? null,
    why: { title: said.why, lines: whyOf(context) },
    nondisclosure: { title: said.sentence, says: said.nondisclosure },
    footer: `${pack.library}. ${pack.number}, ${pack.title}`,
  })
  return pdfDownload(context, pdf, said.fileName(told.year))
}

const reportOf = ({ services }: RequestContext): Promise<TransparencyReport> =>
  transparencyReport(services.app)

/** Hostile: the address is any text. The newest year by default. */
function askedYear({ c }: RequestContext, { years, all }: TransparencyReport): PublishedYear | undefined {
  const asked = c.req.query('year') ?? years[0]
  return all.find(({ year }) => year === asked)
}

/** Small numbers read as none; an unpublished sum reads as what is published of it. */
function textsOf(context: RequestContext) {
  const formats = formatsOf(context)
  const count = (many: ReportedNumber) => (many === null ? '–' : formats.count(many))
  return {
    count,
    fewText: (many: ReportedNumber) =>
      many === null ? `<${formats.count(smallestCount)}` : formats.count(many),
    sumText: ({ many, isAll }: ReturnType<typeof orMore>) =>
      many === null || isAll ? count(many) : casesFiguresWords(context).orMore(formats.count(many)),
  }
}

function totalOf(context: RequestContext, year: PublishedYear): string {
  const said = casesFiguresWords(context)
  const all = allOf(year)
  return all.many === null ? said.few : said.total(textsOf(context).sumText(all))
}

function whyOf(context: RequestContext): readonly string[] {
  const said = casesFiguresWords(context)
  const least = formatsOf(context).count(smallestCount)
  return [said.whySmall(least), said.whyOthers, said.whyLetters, said.whyMore, said.whyOnce, said.drills]
}

/** The next year to be published and its day, as the screen writes them; nothing where the pack names no day. */
function nextOf(context: RequestContext): readonly [year: string, day: string] | undefined {
  const from = context.pack.manifest.cases?.told.from
  if (from === undefined) return undefined
  const today = context.services.clock.today()
  const on = Number(today.slice(0, 4)) + (today.slice(5) < from ? 0 : 1)
  return [String(on - 1), formatsOf(context).day(`${on}-${from}`)]
}

type OtherYearsProps = {
  readonly context: RequestContext
  readonly path: string
  readonly years: readonly string[]
}

const OtherYears = ({ context, path, years }: OtherYearsProps) =>
  years.length === 0 ? null : (
    <nav aria-label={casesFiguresWords(context).years} class="carrel-pages">
      {years.map((year) => (
        <TextLink href={`${path}?year=${year}`}>{year}</TextLink>
      ))}
    </nav>
  )

type NotPublishedProps = { readonly context: RequestContext; readonly children?: Child }

/** Reads the same whatever came: when numbers come, and what may be said until then. */
const NotPublished = ({ context, children }: NotPublishedProps) => {
  const said = casesFiguresWords(context)
  const next = nextOf(context)
  return (
    <>
      <p>
        <strong>{said.noYear}</strong> {next && said.next(...next)}
      </p>
      {children}
      <section aria-labelledby="not-sooner">
        <h2 id="not-sooner">{said.notSooner}</h2>
        <p>{said.notSoonerSays}</p>
      </section>
    </>
  )
}

const Nondisclosure = ({ context }: { readonly context: RequestContext }) => {
  const said = casesFiguresWords(context)
  return (
    <section aria-labelledby="nondisclosure">
      <h2 id="nondisclosure">{said.sentence}</h2>
      <p>{said.nondisclosure}</p>
    </section>
  )
}

/** A sentence to read aloud, with no number that the table does not show. */
const ForBoard = ({ context, told, next }: YearProps & { readonly next: readonly [string, string] }) => {
  const said = casesFiguresWords(context)
  const all = allOf(told)
  return (
    <section aria-labelledby="board">
      <h2 id="board">{said.board}</h2>
      <p class="carrel-say">
        {all.many === null
          ? said.boardSaysFew(told.year, ...next)
          : said.boardSaysOf(told.year, textsOf(context).sumText(all), ...next)}
      </p>
      <LegalPapers context={context} told={told} />
    </section>
  )
}

/** Those that an agency or a court sends. The other kinds come without a legal paper. */
const legalPapers: readonly RequestKind[] = [
  'warrant',
  'order',
  'subpoena',
  'prosecutor',
  'agency',
  'preservation',
  'other',
]

/** INVARIANT: made of the year's published lines alone and never added up, so that it says no more than the table does. */
const LegalPapers = ({ context, told }: YearProps) => {
  const said = casesFiguresWords(context)
  const { sumText } = textsOf(context)
  const shown = told.lines
    .filter(({ kind }) => legalPapers.includes(kind))
    .map(({ kind, sum, cells }) => ({ kind, all: orMore(sum, cells) }))
    .filter(({ all }) => all.many !== null)
    .map(({ kind, all }) => `${said.kind[kind]}, ${sumText(all)}`)
  return (
    <>
      <p>{said.legal}</p>
      <p class="carrel-say">
        {shown.length === 0 ? said.legalNone(told.year) : said.legalSome(told.year, shown.join('; '))}
      </p>
    </>
  )
}

type YearsProps = { readonly context: RequestContext; readonly report: TransparencyReport }

/** What a Board asks first. The others are in the table of each year. */
const outcomesAsked = ['refused', 'released', 'compelled', 'seized', 'withdrawn'] as const

/** INVARIANT: each number is one that the report of its own year shows; nothing is added up over years. */
const Endings = ({ context, report }: YearsProps) => {
  const said = casesFiguresWords(context)
  const { sumText } = textsOf(context)
  const least = formatsOf(context).count(smallestCount)
  const ofOutcome = (year: PublishedYear, outcome: (typeof outcomesAsked)[number]) =>
    sumText({ many: year.ofOutcome[requestOutcomes.indexOf(outcome)] ?? null, isAll: false })
  return (
    <>
      <h2>{said.ended}</h2>
      <CountsByYear
        context={context}
        report={report}
        caption={said.ended}
        rows={[
          { name: said.received, counts: report.all.map((year) => sumText(allOf(year))) },
          ...outcomesAsked.map((outcome) => ({
            name: said.outcome[outcome],
            counts: report.all.map((year) => ofOutcome(year, outcome)),
          })),
        ]}
      />
      <p>{said.short(least)}</p>
    </>
  )
}

/**
 * Every published year, side by side. INVARIANT: each number is one that the report of its own year shows, and none is
 * made of two years: a sum over years would say what each of them leaves out.
 */
const YearByYear = ({ context, report }: YearsProps) => {
  const said = casesFiguresWords(context)
  const { sumText } = textsOf(context)
  const all = { name: said.all, of: allOf }
  const kinds = requestKinds.map((kind, at) => ({
    name: said.kind[kind],
    of: ({ lines }: PublishedYear) => orMore(lines[at]?.sum ?? null, lines[at]?.cells ?? []),
  }))
  return (
    <>
      <h2>{said.charts}</h2>
      <div class="carrel-charts">
        {[all, ...kinds]
          .filter(({ of }) => report.all.some((year) => of(year).many !== null))
          .map(({ name, of }) => (
            <Chart context={context} name={name} report={report} of={of} />
          ))}
      </div>
      <CountsByYear
        context={context}
        report={report}
        caption={said.charts}
        rows={[...kinds, all].map(({ name, of }) => ({
          name,
          counts: report.all.map((year) => sumText(of(year))),
        }))}
      />
    </>
  )
}

type CountsByYearProps = YearsProps & {
  readonly caption: string
  readonly rows: readonly { readonly name: string; readonly counts: readonly string[] }[]
}

/** What may be shown in none of the years is named in a sentence, which says no less than a row of dashes. */
const CountsByYear = ({ context, report, caption, rows }: CountsByYearProps) => {
  const said = casesFiguresWords(context)
  const unshown = textsOf(context).count(null)
  const isShown = ({ counts }: CountsByYearProps['rows'][number]) => counts.some((one) => one !== unshown)
  const left = rows.filter((row) => !isShown(row)).map(({ name }) => name)
  return (
    <>
      <CountTable
        caption={caption}
        head={[said.request, ...report.all.map(({ year }) => year)]}
        rows={rows.filter(isShown)}
        leftOut={said.left}
        scrolls
      />
      {left.length > 0 && <p>{said.noneOf(formatsOf(context).all(left))}</p>}
    </>
  )
}

/** All requests by year, for a start page; nothing where no year is published, or none of its numbers. */
export const RequestsByYear = async ({ context }: { readonly context: StaffContext }) => {
  const report = await reportOf(context)
  if (report.all.every((year) => allOf(year).many === null)) return null
  const { requests } = casesFiguresWords(context)
  const newest = report.all.at(-1)
  return (
    <div>
      <Chart context={context} name={requests} report={report} of={allOf} />
      {newest && <LegalPapers context={context} told={newest} />}
    </div>
  )
}

/** Why there is no count of a quarter, and when the next one comes; the same whatever came. */
export const RequestsNotByQuarter = ({ context }: { readonly context: StaffContext }) => {
  const said = casesFiguresWords(context)
  const next = nextOf(context)
  return (
    <>
      <h3>{said.requests}</h3>
      <p>
        {said.notByQuarter} {next && said.next(...next)}
      </p>
    </>
  )
}

type YearProps = { readonly context: RequestContext; readonly told: PublishedYear }

const Year = ({ context, told }: YearProps) => {
  const said = casesFiguresWords(context)
  const { sumText, fewText, count } = textsOf(context)
  return (
    <>
      <h2>{said.byKindIn(told.year)}</h2>
      <p>
        <strong>{totalOf(context, told)}</strong>
      </p>
      <CountTable
        caption={said.byKindIn(told.year)}
        head={[said.request, said.all, ...requestOutcomes.map((outcome) => said.outcome[outcome])]}
        rows={[
          ...told.lines.map(({ kind, sum, cells }) => ({
            name: said.kind[kind],
            counts: [sumText(orMore(sum, cells)), ...cells.map(fewText)],
          })),
          { name: said.ofTold, counts: [sumText(allOf(told)), ...told.ofOutcome.map(count)] },
        ]}
        leftOut={said.left}
      />
    </>
  )
}

/** How fast legal papers were handled; nothing of a year that was published before that was counted. */
function dutiesTold(context: RequestContext, { year, duties: speeds }: PublishedYear) {
  if (speeds === undefined) return undefined
  const words = dutyWords(context)
  return {
    title: words.year(year),
    says: speeds === null ? words.few(formatsOf(context).count(leastTimed)) : words.yearSays,
    head: speeds === null ? [] : [words.step, words.half, words.most],
    rows:
      speeds === null
        ? []
        : duties.map((duty) => [
            words.stepOf[duty],
            words.within[speeds[duty].half],
            words.within[speeds[duty].most],
          ]),
  }
}

const Duties = ({ context, told }: YearProps) => {
  const speeds = dutiesTold(context, told)
  if (speeds === undefined) return null
  const { title, says, head, rows } = speeds
  return (
    <>
      <h2>{title}</h2>
      <p>{says}</p>
      {rows.length > 0 && <DataTable head={head} rows={rows} />}
    </>
  )
}

type ChartProps = {
  readonly context: RequestContext
  readonly name: string
  readonly report: TransparencyReport
  readonly of: (year: PublishedYear) => ReturnType<typeof orMore>
}

/** The most years that are each named below their place. */
const mostNamed = 7

const Chart = ({ context, name, report, of }: ChartProps) => {
  const said = casesFiguresWords(context)
  const formats = formatsOf(context)
  const { sumText } = textsOf(context)
  const numbers = report.all.map((year) => of(year).many)
  const years = report.all.map(({ year }) => year)
  const known = numbers.filter((one) => one !== null)
  const isLeast = report.all.some((year) => of(year).many !== null && !of(year).isAll)
  return (
    <figure class="carrel-chart">
      <figcaption>
        <strong>{name}</strong>
        <br />
        {known.length < numbers.length && said.someLeft} {isLeast && said.someLeast}
      </figcaption>
      <LineChart
        lines={[{ name, numbers }]}
        ticks={years.flatMap((text, at) =>
          years.length <= mostNamed || (years.length - 1 - at) % 2 === 0 ? [{ at, text }] : [],
        )}
        says={`${name}. ${report.all.map((one) => `${one.year} ${of(one).many === null ? said.left : sumText(of(one))}`).join(', ')}`}
        below={smallestCount}
        count={formats.count}
      />
    </figure>
  )
}

const Why = ({ context }: { readonly context: RequestContext }) => (
  <details>
    <summary>{casesFiguresWords(context).why}</summary>
    <TextList items={whyOf(context)} />
  </details>
)
