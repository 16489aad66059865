import { worksCases } from '../../gate/index.ts'
import { BarChart } from '../../platform/http/charts.tsx'
import { show, showForm } from '../../platform/http/layout.tsx'
import { BackLink, DoneLink, LinkLine, PrintButton, TextLink } from '../../platform/http/page-kit.tsx'
import type { RequestContext, StaffContext } from '../../platform/http/request-context.ts'
import { capitalize, formatsOf } from '../../platform/i18n/language.ts'
import type { ScreenLanguage } from '../../platform/i18n/screen-words.ts'
import { frameWords } from '../../platform/i18n/words/frame.ts'
import { dailyJobDoneOn } from '../../platform/jobs/daily-job.ts'
import {
  leastCount,
  type ReportedNumber,
  sumOfReported,
  withoutFewOrNone,
} from '../../platform/small-numbers.ts'
import { daysAfter, type Pack } from '../../policy/index.ts'
import { clauseCounts, countClausesJobName, openFacts } from '../policy-store.ts'
import { kitsWords } from '../words/kits.ts'
import { boardWords, factsWords, outsideWords, policyWords, viewedWords } from '../words/policy.ts'
import { versionsWords } from '../words/versions.ts'
import { FactItem, isForBoard } from './facts.tsx'
import { KitLinks } from './kits.tsx'

type Clause = Pack['clauses'][number]

/** Each clause as adopted, with its rules and scenarios. Adopted text stays in the language of the policy. */
export async function policyPage(context: StaffContext) {
  const { services, pack } = context
  const year = await yearOf(context)
  const policy = policyWords(context)
  const formats = formatsOf(context)
  const [adopted] = pack.languages
  return show(
    context,
    pack.title,
    <>
      <div class="carrel-clause__sides">
        <div>
          <h1 lang={adopted}>{pack.title}</h1>
          <p class="usa-intro">
            {policy.dates(pack.number, formats.day(pack.approvedOn), formats.day(pack.reviewedOn))}
          </p>
          {context.language !== adopted && <p>{policy.textLanguage}</p>}
        </div>
        {pack.reviewOverdueOn(services.clock.today()) && <ReviewOverdue context={context} />}
      </div>
      <div class="carrel-policy">
        <Contents context={context} />
        <div>
          <p class="carrel-hint">{policy.howWeActSays}</p>
          {/* Each clause names its own sides to a screen reader; on a wide screen they are named once. */}
          <div class="carrel-clause__sides carrel-clause__heads" aria-hidden="true">
            <span>{policy.adopted}</span> <span>{policy.howWeAct}</span>
          </div>
          {pack.clauses.map((clause) => (
            <ClauseView
              {...{ speaker: context, pack, clause, year }}
              showsRules={context.c.req.query('rules') === clauseAnchor(clause)}
              rulesAt={`/policy?rules=${clauseAnchor(clause)}`}
            />
          ))}
          <AskedAbout context={context} />
          <Counted speaker={context} year={year} />
        </div>
      </div>
    </>,
  )
}

/** Stays on the screen next to the clauses. */
const Contents = ({ context }: { readonly context: StaffContext }) => {
  const { pack, language } = context
  const policy = policyWords(context)
  const { subjects = {} } = pack.in(language).manifest
  return (
    <nav aria-label={policy.clauses} class="carrel-contents">
      <ul class="usa-list usa-list--unstyled">
        {pack.clauses.map((clause) => (
          <li>
            <a class="usa-link" href={`#${clauseAnchor(clause)}`}>
              <span lang={pack.languages[0]}>{clause.heading}</span>
              {subjects[clause.id] && `: ${subjects[clause.id]}`}
            </a>
          </li>
        ))}
      </ul>
      <ul class="usa-list usa-list--unstyled carrel-contents__pages">
        <li>
          <TextLink href="/policy/try">{policy.tryIt}</TextLink>
        </li>
        <li>
          <TextLink href="/policy/printables">{kitsWords(context).title}</TextLink>
        </li>
        <li>
          <TextLink href="/policy/versions">{versionsWords(context).title}</TextLink>
        </li>
        {(context.who.role === 'director' || context.who.role === 'trustee') && (
          <li>
            <TextLink href="/policy/board">{boardWords(context).link}</TextLink>
          </li>
        )}
        {(context.who.role === 'director' || context.who.role === 'counsel') && (
          <li>
            <TextLink href="/policy/facts">{factsWords(context).title}</TextLink>
          </li>
        )}
      </ul>
    </nav>
  )
}

export function printablesPage(context: StaffContext) {
  const { title } = kitsWords(context)
  return show(
    context,
    title,
    <>
      <h1>{title}</h1>
      <KitLinks context={context} />
      <BackLink href="/policy">{frameWords(context).policy}</BackLink>
    </>,
  )
}

/** Where the policy page has a clause. */
export const clauseAnchor = ({ id }: Pick<Clause, 'id'>) => id.toLowerCase().replaceAll(' ', '-')

const ReviewOverdue = ({ context }: { readonly context: StaffContext }) => {
  const policy = policyWords(context)
  return (
    <div class="usa-alert usa-alert--warning">
      <div class="usa-alert__body">
        <h2 class="usa-alert__heading">{policy.overdue}</h2>
        <p class="usa-alert__text">{policy.overdueSays(formatsOf(context).day(context.pack.reviewDueOn))}</p>
      </div>
    </div>
  )
}

/** What the Board answers for: the review, what it has to decide and to confirm, and what changed since. Names no patron. */
export async function boardPage(context: StaffContext) {
  const words = boardWords(context)
  return show(
    context,
    words.title,
    <>
      <h1>{words.title}</h1>
      <p class="usa-intro">{words.intro}</p>
      <PrintButton context={context} />
      <ForMeeting context={context} />
      <BoardReview context={context} />
      <LawChanges context={context} />
      <BoardFacts context={context} />
      <BoardQuestions context={context} />
      <BackLink href="/policy">{frameWords(context).policy}</BackLink>
    </>,
  )
}

/** What the Board can vote on, with the words of a motion. The rest of the page is what each vote is about. */
const ForMeeting = async ({ context }: { readonly context: StaffContext }) => {
  const { pack, services } = context
  const words = boardWords(context)
  const points = openQuestions(pack).flatMap(({ readings }) => readings).length
  const changes = pack.manifest['since-review'].length
  const facts = (await openFacts(context.services, context.pack)).filter(isForBoard).length
  const due: readonly (readonly [boolean, string, string?, string?])[] = [
    [pack.reviewOverdueOn(services.clock.today()), words.toReview, words.moveReview(pack.number)],
    [changes > 0, words.toLaw(changes), words.moveLaw(pack.number)],
    [points > 0, words.toReadings(points), words.moveReadings(pack.number), words.readingsFollow],
    [facts > 0, words.toFacts(facts)],
  ]
  const now = due.filter(([isDue]) => isDue)
  return (
    <section aria-labelledby="meeting">
      <h2 id="meeting">{words.meeting}</h2>
      {now.length === 0 && <p>{words.nothingDue}</p>}
      <ol class="usa-list">
        {now.map(([_isDue, what, motion, follows]) => (
          <li>
            <strong>{what}</strong> {follows}
            {motion !== undefined && (
              <p>
                {words.motion} <em>{motion}</em>
              </p>
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}

const BoardReview = async ({ context }: { readonly context: StaffContext }) => {
  const { pack, services } = context
  const words = boardWords(context)
  const formats = formatsOf(context)
  const due = formats.day(pack.reviewDueOn)
  const isUnconfirmed = (await openFacts(context.services, context.pack)).some(({ id }) =>
    id.startsWith('review-every'),
  )
  const sources = unique(pack.manifest['review-every'].map(({ citation }) => citation))
  return (
    <section aria-labelledby="review">
      <h2 id="review">{words.review}</h2>
      <p>
        {words.last(formats.day(pack.reviewedOn))}{' '}
        <strong>{pack.reviewOverdueOn(services.clock.today()) ? words.overdue(due) : words.due(due)}</strong>
      </p>
      <p>
        {words.period} <span lang={pack.languages[0]}>{sources.join('; ')}</span>.{' '}
        {isUnconfirmed && words.unconfirmed}
      </p>
    </section>
  )
}

const readingsOf = ({ rules }: Clause) => unique(rules.flatMap((rule) => rule.readings.map(capitalize)))

/** Clauses with what the Board has yet to decide in them; a question that touches several stands under the first. */
export function openQuestions({ clauses }: Pack): { clause: Clause; readings: readonly string[] }[] {
  const listed = new Set<string>()
  return clauses.flatMap((clause) => {
    const readings = readingsOf(clause).filter((reading) => !listed.has(reading))
    for (const reading of readings) listed.add(reading)
    return readings.length === 0 ? [] : [{ clause, readings }]
  })
}

const BoardQuestions = ({ context }: { readonly context: StaffContext }) => {
  const { pack } = context
  const words = boardWords(context)
  let listed = 0
  const open = openQuestions(pack).map(({ clause, readings }) => {
    listed += readings.length
    return { clause, readings, first: listed - readings.length + 1 }
  })
  return (
    <section aria-labelledby="questions">
      <h2 id="questions">{words.questions}</h2>
      <p>{open.length === 0 ? words.noQuestions : words.questionsSays}</p>
      {open.map(({ clause, readings, first }) => (
        <>
          <h3 id={clauseAnchor(clause)}>
            {words.readingOf}{' '}
            <span lang={pack.languages[0]}>
              <TextLink href={`/policy#${clauseAnchor(clause)}`}>{clause.heading}</TextLink>
            </span>
          </h3>
          <ol class="usa-list" start={first} lang={pack.languages[0]}>
            {readings.map((reading) => (
              <li>{reading}</li>
            ))}
          </ol>
        </>
      ))}
    </section>
  )
}

const BoardFacts = async ({ context }: { readonly context: StaffContext }) => {
  const words = boardWords(context)
  const facts = (await openFacts(context.services, context.pack)).filter(isForBoard)
  return (
    <section aria-labelledby="facts">
      <h2 id="facts">{words.facts}</h2>
      <p>{facts.length === 0 ? words.noFacts : words.factsSays}</p>
      <ul class="usa-list">
        {facts.map((fact) => (
          <li>
            <FactItem context={context} fact={fact} />
          </li>
        ))}
      </ul>
    </section>
  )
}

const LawChanges = ({ context }: { readonly context: StaffContext }) => {
  const { manifest, languages } = context.pack
  const words = boardWords(context)
  const changes = manifest['since-review']
  return (
    <section aria-labelledby="law">
      <h2 id="law">{words.law}</h2>
      {changes.length === 0 && <p>{words.noLaw}</p>}
      <ul class="usa-list" lang={languages[0]}>
        {changes.map(({ clause, change }) => (
          <li>
            {clause}: {change}
          </li>
        ))}
      </ul>
    </section>
  )
}

type Year = {
  /** `YYYY-MM`: its last month that is over. */
  readonly through: string
  /** By clause, from January through that month; `null`: suppressed. */
  readonly counts: ReadonlyMap<string, readonly ReportedNumber[]>
}

/**
 * Months that are over alone, and no small number and no zero: a month that grew from day to day would tell of each
 * question, and of each legal paper.
 */
async function yearOf({ services }: StaffContext): Promise<Year | undefined> {
  const countedOn = await dailyJobDoneOn(services.app, countClausesJobName)
  if (countedOn === undefined) return undefined
  const through = daysAfter(`${countedOn.slice(0, 7)}-01`, -1).slice(0, 7)
  const used = await clauseCounts(services.app, { first: `${through.slice(0, 4)}-01`, last: through })
  const clauses = [...new Set(used.map(({ clause }) => clause))]
  const months = clauses.map((clause) =>
    Array.from({ length: Number(through.slice(5)) }, (_none, at) =>
      Number(used.find((one) => one.clause === clause && Number(one.month.slice(5)) === at + 1)?.times ?? 0),
    ),
  )
  const { cells } = withoutFewOrNone(months, leastCount)
  return { through, counts: new Map(clauses.map((clause, at) => [clause, cells[at] ?? []])) }
}

const Counted = ({
  speaker,
  year,
}: {
  readonly speaker: ScreenLanguage
  readonly year: Year | undefined
}) => {
  const policy = policyWords(speaker)
  const formats = formatsOf(speaker)
  if (year === undefined) return <p class="carrel-small">{policy.countedNever}</p>
  const month = formats.monthOfYear(year.through)
  return <p class="carrel-small">{policy.counted(month, formats.count(leastCount))}</p>
}

type SpokeProps = { readonly speaker: ScreenLanguage; readonly clause: Clause; readonly year: Year }

/** How often it decided this year, which also names what is behind it. */
function spokeText(speaker: ScreenLanguage, clause: Clause, year: Year | undefined): string {
  const policy = policyWords(speaker)
  if (year === undefined) return policy.more
  const { counts, through } = year
  const { count } = formatsOf(speaker)
  const calendarYear = through.slice(0, 4)
  const months = counts.get(clause.id) ?? []
  const known = sumOfReported(months)
  if (known === null) return policy.more
  const isAll = months.every((times) => times !== null)
  return `${policy.spoke(count(known), calendarYear, isAll)}. ${policy.more}`
}

const SpokeChart = ({ speaker, clause, year: { counts } }: SpokeProps) => {
  const formats = formatsOf(speaker)
  const months = counts.get(clause.id) ?? []
  if (sumOfReported(months) === null) return null
  const each = months.map(
    (times, at) => `${formats.month(at)} ${times === null ? '–' : formats.count(times)}`,
  )
  return (
    <BarChart
      numbers={months}
      labels={Array.from({ length: 12 }, (_none, at) => formats.monthLetter(at))}
      count={formats.count}
      says={each.join(', ')}
    />
  )
}

type ClauseViewProps = {
  readonly speaker: ScreenLanguage
  readonly pack: Pack
  readonly clause: Clause
  readonly year: Year | undefined
  readonly showsRules: boolean
  /** The page with the rules open. */
  readonly rulesAt: string
}

/** A clause as adopted, next to what it means in practice. */
export const ClauseView = ({ speaker, pack, clause, year, showsRules, rulesAt }: ClauseViewProps) => {
  const policy = policyWords(speaker)
  const [adopted] = pack.languages
  const stale = pack.manifest['stale-references'].filter((each) => each.clause === clause.id)
  const since = pack.manifest['since-review'].filter((each) => each.clause === clause.id)
  const acts = unique(clause.rules.map((rule) => rule.says))
  const readings = readingsOf(clause)
  return (
    <section class="carrel-clause" id={clauseAnchor(clause)} aria-labelledby={`${clauseAnchor(clause)}-name`}>
      <div class="carrel-clause__sides">
        <div>
          <h2 id={`${clauseAnchor(clause)}-name`} lang={adopted}>
            {clause.heading}
          </h2>
          <p class="carrel-clause__text" lang={adopted}>
            {clause.text}
          </p>
        </div>
        <div>
          <h3 class="carrel-clause__practice">{policy.howWeAct}</h3>
          <ul class="usa-list">
            {acts.slice(0, shownActs).map((item) => (
              <li>{item}</li>
            ))}
          </ul>
          <details open={showsRules}>
            <summary>{spokeText(speaker, clause, year)}</summary>
            <Listed title={policy.howWeRead} items={readings} lang={adopted} />
            <Listed title={policy.alsoActs} items={acts.slice(shownActs)} />
            {year && <SpokeChart speaker={speaker} clause={clause} year={year} />}
            {showsRules ? (
              <RulesAndTests speaker={speaker} clause={clause} lang={adopted} />
            ) : (
              <LinkLine href={`${rulesAt}#${clauseAnchor(clause)}`}>{policy.rulesAndTests}</LinkLine>
            )}
          </details>
          {(stale.length > 0 || since.length > 0) && (
            <div class="usa-alert usa-alert--warning usa-alert--slim">
              <div class="usa-alert__body">
                <ul class="usa-list usa-list--unstyled">
                  {stale.map(({ cited, now, note }) => (
                    <li>
                      {policy.cites(cited, now)} <span lang={adopted}>{note}</span>
                    </li>
                  ))}
                  {since.map(({ change }) => (
                    <li lang={adopted}>{change}</li>
                  ))}
                </ul>
              </div>
            </div>
          )}
        </div>
      </div>
    </section>
  )
}

type RulesAndTestsProps = {
  readonly speaker: ScreenLanguage
  readonly clause: Clause
  readonly lang: string | undefined
}

/** Of one clause at a time: of all they are four fifths of the page, and few read them. */
const RulesAndTests = ({ speaker, clause, lang }: RulesAndTestsProps) => {
  const policy = policyWords(speaker)
  return (
    <details open>
      <summary>{policy.rulesAndTests}</summary>
      <Listed
        title={policy.tried(clause.scenarios.length)}
        items={clause.scenarios.map(({ title }) => title)}
        lang={lang}
      />
      <h4>{policy.asProgram}</h4>
      {clause.rules.map((rule) => (
        <pre class="carrel-code" lang={lang}>
          {rule.text}
        </pre>
      ))}
    </details>
  )
}

/** How many sentences of practice show without a press. */
const shownActs = 3

type ListedProps = {
  readonly title: string
  readonly items: readonly string[]
  readonly lang?: string | undefined
}

const Listed = ({ title, items, lang }: ListedProps) =>
  items.length === 0 ? null : (
    <>
      <h4>{title}</h4>
      <ul class="usa-list" lang={lang}>
        {items.map((item) => (
          <li>{item}</li>
        ))}
      </ul>
    </>
  )

const unique = (texts: readonly string[]) => [...new Set(texts)]

/**
 * Everyone who asks whether someone asked about them gets this answer. Why on pages everyone has, always: words found
 * only near sealed matters would be spoken only by those who have one.
 */
export const AskedAbout = ({ context }: { readonly context: RequestContext }) => (
  <section aria-labelledby="asked-about">
    <h2 id="asked-about">{outsideWords(context).heading}</h2>
    <SameAnswer context={context} />
  </section>
)

const SameAnswer = ({ context }: { readonly context: RequestContext }) => {
  const say = outsideWords(context)
  return (
    <>
      <p>{say.says}</p>
      <p class="carrel-say">{say.words}</p>
      <p>{say.next}</p>
    </>
  )
}

/** The answer for anyone who asks whether someone asked about them. Nothing is looked up, and nothing logged. */
export function askedAboutPage(context: StaffContext) {
  const { heading } = outsideWords(context)
  const viewed = viewedWords(context)
  return showForm(
    context,
    { title: heading, errors: [] },
    <>
      <SameAnswer context={context} />
      <h2>{viewed.heading}</h2>
      <WhoViewed context={context} />
      <p>
        {viewed.noOneElse} {worksCases(context) && viewed.report}
      </p>
      <DoneLink context={context} href="/" />
    </>,
  )
}

/** What answers who viewed a record: a page that only its customer opens. On the phone no one signs in here. */
export const WhoViewed = ({ context, onPhone = false }: WhoViewedProps) => {
  const { says, signIn } = viewedWords(context)
  return (
    <p>
      {says(`${context.services.origin}/me`)}
      {!onPhone && context.workstation !== null && (
        <>
          {' '}
          <TextLink href="/switch#customer">{signIn}</TextLink>
        </>
      )}
    </p>
  )
}

type WhoViewedProps = { readonly context: StaffContext; readonly onPhone?: boolean }
