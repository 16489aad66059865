import { z } from 'zod'
import { staffActorOf, worksCases } from '../../gate/index.ts'
import { BarChart } from '../../platform/http/charts.tsx'
import { show, showForm } from '../../platform/http/layout.tsx'
import {
  ActionButton,
  BackLink,
  DoneLink,
  type FieldError,
  Form,
  LinkLine,
  PrintButton,
  SubmitButton,
  TextField,
  TextLink,
} from '../../platform/http/page-kit.tsx'
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
import {
  daysAfter,
  type FactValue,
  type FactValues,
  factsToConfirm,
  isDay,
  type Pack,
  type UnconfirmedFact,
} from '../../policy/index.ts'
import { recordAction } from '../../staff/index.ts'
import {
  addConfirmedFact,
  type ConfirmedFact,
  clauseCounts,
  confirmedFacts,
  countClausesJobName,
  withdrawConfirmedFact,
} from '../policy-store.ts'
import { kitsWords } from '../words/kits.ts'
import { boardWords, factsWords, outsideWords, policyWords, viewedWords } from '../words/policy.ts'
import { versionsWords } from '../words/versions.ts'
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
        {context.who.role === 'director' && (
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

/** Unconfirmed facts of the pack, without those whose confirmation still stands. */
async function openFacts({ services, pack }: StaffContext): Promise<UnconfirmedFact[]> {
  const noted = await confirmedFacts(services.app, services.ring)
  const standing = new Set(noted.flatMap(({ hash, withdrawnAt }) => (withdrawnAt === null ? [hash] : [])))
  return factsToConfirm(pack.in(pack.languages[0] ?? '').manifest).filter(({ hash }) => !standing.has(hash))
}

/** What the Board can vote on, with the words of a motion. The rest of the page is what each vote is about. */
const ForMeeting = async ({ context }: { readonly context: StaffContext }) => {
  const { pack, services } = context
  const words = boardWords(context)
  const points = openQuestions(pack).flatMap(({ readings }) => readings).length
  const changes = pack.manifest['since-review'].length
  const facts = (await openFacts(context)).filter(isForBoard).length
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
  const isUnconfirmed = (await openFacts(context)).some(({ id }) => id.startsWith('review-every'))
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

/** A pack names who confirms a fact in words of its own language; those of the Board begin so. */
const isForBoard = ({ confirmWith = '' }: UnconfirmedFact) => /^the board\b/i.test(confirmWith)

const BoardFacts = async ({ context }: { readonly context: StaffContext }) => {
  const words = boardWords(context)
  const facts = (await openFacts(context)).filter(isForBoard)
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

const longestName = 120
export const factForm = z.strictObject({
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  by: z.string().trim().max(longestName).optional(),
  on: z.string().trim().max(20).optional(),
})
export const withdrawForm = z.strictObject({ id: z.uuid() })

/** The pack's facts that are still to be confirmed, and those confirmed. */
export async function factsPage(context: StaffContext) {
  const { services, pack } = context
  const say = factsWords(context)
  const frame = frameWords(context)
  const all = factsToConfirm(pack.in(pack.languages[0] ?? '').manifest)
  const noted = await confirmedFacts(services.app, services.ring)
  const standing = new Set(noted.flatMap(({ hash, withdrawnAt }) => (withdrawnAt === null ? [hash] : [])))
  const open = all.filter(({ hash }) => !standing.has(hash))
  return show(
    context,
    say.title,
    <>
      <h1>{say.title}</h1>
      <p class="usa-intro">{say.intro}</p>
      {open.length === 0 && <p>{say.none}</p>}
      <ul class="carrel-computers">
        {open.map((fact) => (
          <li class="carrel-computer">
            <FactItem context={context} fact={fact} />
            <ActionButton
              context={context}
              action="/policy/facts"
              name="hash"
              value={fact.hash}
              says={say.confirm}
              called={say.confirmOf(nameOf(context, fact.id))}
            />
          </li>
        ))}
      </ul>
      <h2>{say.confirmed}</h2>
      {noted.length === 0 && <p>{say.noneConfirmed}</p>}
      <ul class="carrel-computers">
        {noted.map((one) => (
          <li class="carrel-computer">
            <ConfirmationNote
              context={context}
              noted={one}
              fact={all.find(({ hash }) => hash === one.hash)}
            />
          </li>
        ))}
      </ul>
      <BackLink href="/policy">{frame.policy}</BackLink>
    </>,
  )
}

/** The Director states who confirmed a fact and when; it is logged. */
export async function submitFactConfirmation(context: StaffContext, typed: z.infer<typeof factForm>) {
  const { services, pack, c, who } = context
  const say = factsWords(context)
  const manifest = pack.in(pack.languages[0] ?? '').manifest
  const fact = factsToConfirm(manifest).find(({ hash }) => hash === typed.hash)
  // A different pack has been loaded since the page was opened.
  if (fact === undefined) return c.redirect('/policy/facts', 303)
  const { by, on } = typed
  if (by === undefined || on === undefined) return confirmPage(context, fact, typed, [])
  const errors: FieldError[] = []
  if (by === '') errors.push({ field: 'by', message: say.byMissing })
  if (!isDay(on) || on > services.clock.today()) errors.push({ field: 'on', message: say.onMissing })
  if (errors.length > 0) return confirmPage(context, fact, typed, errors)
  await recordAction(services, staffActorOf(context), async (trx, note) => {
    const at = services.clock.now()
    const noted = { fact: fact.id, hash: fact.hash, confirmedBy: by, confirmedOn: on, by: who.id, at }
    if (await addConfirmedFact(trx, services.ring, noted)) {
      await note({ kind: 'fact-confirmed', document: fact.hash, flags: [on] })
    }
  })
  return c.redirect('/policy/facts', 303)
}

export async function submitFactWithdrawal(context: StaffContext, { id }: z.infer<typeof withdrawForm>) {
  const { services, c, who } = context
  await recordAction(services, staffActorOf(context), async (trx, note) => {
    const hash = await withdrawConfirmedFact(trx, services.ring, { id, by: who.id, at: services.clock.now() })
    if (hash !== undefined) await note({ kind: 'fact-withdrawn', document: hash })
  })
  return c.redirect('/policy/facts', 303)
}

function confirmPage(
  context: StaffContext,
  fact: UnconfirmedFact,
  { by = '', on = context.services.clock.today() }: z.infer<typeof factForm>,
  errors: readonly FieldError[],
) {
  const say = factsWords(context)
  return showForm(
    context,
    { title: say.confirmTitle, errors },
    <>
      <FactItem context={context} fact={fact} />
      <Form context={context} action="/policy/facts" class="usa-form usa-form--large carrel-form">
        <input type="hidden" name="hash" value={fact.hash} />
        <TextField
          name="by"
          label={say.by}
          hint={say.byHint}
          value={by}
          maxlength={longestName}
          errors={errors}
        />
        <TextField name="on" label={say.on} type="date" value={on} errors={errors} />
        <SubmitButton>{say.confirm}</SubmitButton>
      </Form>
      <BackLink href="/policy/facts">{say.title}</BackLink>
    </>,
  )
}

/** By its path in the pack. */
function nameOf(context: StaffContext, id: string): string {
  const names: Readonly<Record<string, string>> = factsWords(context).names
  return names[id.replace(/\[\d+\]$/, '')] ?? id
}

/** Values stay in the language of the pack. */
const FactItem = ({ context, fact }: { readonly context: StaffContext; readonly fact: UnconfirmedFact }) => {
  const say = factsWords(context)
  const adopted = context.pack.languages[0]
  return (
    <div>
      <strong>{nameOf(context, fact.id)}</strong>
      <FactLines context={context} says={fact.says} />
      {say.citation} <span lang={adopted}>{fact.citation}</span>
      {fact.confirmWith !== undefined && (
        <>
          <br />
          {say.confirmWith} <span lang={adopted}>{fact.confirmWith}</span>
        </>
      )}
    </div>
  )
}

/** Each value with its name. A period, such as 3 years, is one value. */
const FactLines = ({ context, says }: { readonly context: StaffContext; readonly says: FactValues }) => {
  const { labels, period } = factsWords(context)
  const { value, unit, ...others } = says
  return (
    <ul class="usa-list carrel-fact">
      {unit !== undefined && <li>{period(Number(value), String(unit))}</li>}
      {Object.entries(others).map(([key, one]) => (
        <li>
          {(labels as Readonly<Record<string, string>>)[key] ?? key}:{' '}
          <FactText context={context} of={key} value={one} />
        </li>
      ))}
    </ul>
  )
}

type FactTextProps = { readonly context: StaffContext; readonly of: string; readonly value: FactValue }

const FactText = ({ context, of, value }: FactTextProps) => {
  if (Array.isArray(value) && value.every((one) => typeof one !== 'object'))
    return <>{formatsOf(context).all(value.map((one) => plainFact(context, of, one)))}</>
  if (Array.isArray(value)) {
    const each: readonly FactValue[] = value
    return (
      <>
        {each.map((one) => (
          <FactText context={context} of={of} value={one} />
        ))}
      </>
    )
  }
  if (typeof value === 'object') return <FactLines context={context} says={value as FactValues} />
  const text = plainFact(context, of, value)
  return text === String(value) ? <span lang={context.pack.languages[0]}>{text}</span> : text
}

/** Dates, times of day, amounts and words as people write them; any other text as the pack has it. */
function plainFact(context: StaffContext, of: string, value: FactValue): string {
  const formats = formatsOf(context)
  const text = String(value)
  const { values } = factsWords(context)
  if (of === 'at-least-cents') return formats.dollars(Number(value))
  if (isDay(text)) return formats.day(text)
  const [, hour, minute = '0'] = /^(\d{1,2}):(\d\d)$/.exec(text) ?? (isHour(of, value) ? ['', text] : [])
  if (hour !== undefined) return formats.timeOfDay(Number(hour) * 60 + Number(minute))
  return (values as Readonly<Record<string, string>>)[text] ?? text
}

/** A whole hour, as those for text messages are. */
const isHour = (of: string, value: FactValue) =>
  typeof value === 'number' && (of === 'from' || of === 'until')

type NotedProps = {
  readonly context: StaffContext
  readonly noted: ConfirmedFact
  readonly fact: UnconfirmedFact | undefined
}

const ConfirmationNote = ({ context, noted, fact }: NotedProps) => {
  const say = factsWords(context)
  const formats = formatsOf(context)
  const isWithdrawn = noted.withdrawnAt !== null
  const name = nameOf(context, noted.fact)
  return (
    <>
      <div>
        {fact === undefined ? <strong>{name}</strong> : <FactItem context={context} fact={fact} />}
        <p>
          {say.confirmedBy(noted.confirmedBy, formats.day(noted.confirmedOn))} {isWithdrawn && say.withdrawn}
          {fact === undefined && say.changed}
        </p>
      </div>
      {!isWithdrawn && (
        <ActionButton
          context={context}
          action="/policy/facts/withdraw"
          name="id"
          value={noted.id}
          says={say.withdraw}
          called={say.withdrawOf(name)}
        />
      )}
    </>
  )
}
