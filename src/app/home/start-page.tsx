import type { Child } from 'hono/jsx'
import { followUpTasks, ownPromisesTask } from '../../ask/index.ts'
import {
  clauseAnchor,
  factTasks,
  openQuestions,
  PaperPackLink,
  policyTasks,
  WhoChoices,
} from '../../ask/pages/index.ts'
import { backupState } from '../../backup/index.ts'
import { backupTasks } from '../../backup/pages/index.ts'
import {
  askedViewsTask,
  casesAtStart,
  changedContactTask,
  contactToConfirmTask,
  missingContactsTask,
  newCaseTasks,
  publicReportTasks,
  reportedLatelyTask,
  reportedWordTasks,
  searchTasks,
  secondPersonTasks,
  seesCases,
  untoldTasks,
} from '../../cases/index.ts'
import {
  casesPageWords,
  mayReport,
  OpenCases,
  RequestsByYear,
  RequestsNotByQuarter,
  wrongDisclosureWords,
} from '../../cases/pages/index.ts'
import { seesDesk, titlesWithoutCopyTask } from '../../circulation/index.ts'
import { ReturnsLastQuarter, ReturnsThisYear } from '../../circulation/pages/index.ts'
import { callsTask, noticeFaultsTask } from '../../contact/index.ts'
import { actorOf, readsOf, seesCounter, worksCases } from '../../gate/index.ts'
import { importTasks } from '../../import/pages/index.ts'
import {
  blockedCardTasks,
  cardReviewTasks,
  correctionTasks,
  guardianReviewTasks,
} from '../../patrons/index.ts'
import { daysIn } from '../../platform/clock.ts'
import { DayStrip, Sparkline } from '../../platform/http/charts.tsx'
import { show } from '../../platform/http/layout.tsx'
import { Form, LinkLine, SubmitButton, TextField, TextLink } from '../../platform/http/page-kit.tsx'
import type { StaffContext } from '../../platform/http/request-context.ts'
import { holds, type Task, type TaskSource } from '../../platform/http/route.ts'
import { formatsOf } from '../../platform/i18n/language.ts'
import { frameWords } from '../../platform/i18n/words/frame.ts'
import { daysAfter, daysBetween } from '../../policy/index.ts'
import { savedChecks } from '../../register/index.ts'
import { checkpointMailTasks, registerTasks } from '../../register/pages/index.ts'
import {
  actingDirectorTask,
  credentialChangesTask,
  isSettingUpLibrary,
  leaveTask,
  noOneOpensTask,
  ownActingTasks,
  ownSecondFactorTasks,
  setUpTask,
  signInTask,
  trainedStaff,
} from '../../staff/index.ts'
import { accessAlarmTasks } from '../../staff/pages/index.ts'
import type { Services } from '../services.ts'
import { navigationWords } from '../words/navigation.ts'
import { startWords, waitingWords } from '../words/start.ts'
import { setUpTasks } from './set-up-list.tsx'

export async function startPage(context: StaffContext<Services>): Promise<Response> {
  const start = startWords(context)
  const isDirector = context.who.role === 'director'
  const cases = seesCases(context) ? await casesOf(context) : undefined
  const tasks = await tasksFor(context)
  const tasksFirst = isDirector || tasks.some(({ kind }) => kind === 'urgent')
  return show(
    context,
    start.title,
    <>
      <h1>{start.hello(context.who.name)}</h1>
      <div class={tasksFirst ? 'carrel-home carrel-home--tasks-first' : 'carrel-home'}>
        {tasksFirst && <TasksSide context={context} tasks={tasks} />}
        <div>
          {seesDesk(context) && !isDirector && <ScanBox context={context} />}
          {cases && (
            <section aria-labelledby="cases">
              <h2 id="cases">{casesPageWords(context).title}</h2>
              <OpenCases context={context} found={cases} />
              {context.who.role === 'special-counsel' && (
                <LinkLine href="/cases/apart">{casesPageWords(context).toApart}</LinkLine>
              )}
            </section>
          )}
          {isDirector && <Tiles context={context} open={cases?.counts} />}
          {isDirector && <SetUpProgress context={context} />}
          {context.who.role === 'trustee' && <BoardOverview context={context} />}
          {seesCounter(context) && <Asking context={context} />}
        </div>
        {!tasksFirst && <TasksSide context={context} tasks={tasks} />}
      </div>
    </>,
  )
}

const casesOf = (context: StaffContext<Services>) =>
  casesAtStart(context.services, actorOf(context), daysBack(context.services.clock.today(), 7, weeksDrawn))

type TasksProps = { readonly context: StaffContext<Services>; readonly tasks: readonly Task[] }

/** The Director's, and what is urgent, come before the tiles on a phone, and to their right on a wide screen. */
const TasksSide = ({ context, tasks }: TasksProps) => (
  <div>
    <TaskList context={context} tasks={tasks} />
    {mayReport(context) && (
      <LinkLine href="/cases/disclosure">{wrongDisclosureWords(context).title}</LinkLine>
    )}
    {seesDesk(context) && context.who.role === 'director' && <ScanBox context={context} />}
  </div>
)

/** Takes a card, a name or an item, from wherever a clerk starts. Volunteers find no records by name. */
const ScanBox = ({ context }: { readonly context: StaffContext }) => {
  const { scan } = startWords(context)
  if (context.who.role === 'volunteer') return null
  return (
    <Form context={context} action="/find" class="carrel-scan">
      <TextField
        name="find"
        id="scan"
        label={scan.label}
        hint={scan.hint}
        maxlength={100}
        autofocus={context.who.role !== 'director'}
      />
      <SubmitButton>{scan.button}</SubmitButton>
    </Form>
  )
}

const TaskList = ({ context, tasks }: TasksProps) => {
  const waiting = waitingWords(context)
  return (
    <section aria-labelledby="tasks">
      <h2 id="tasks">{waiting.title}</h2>
      {tasks.length === 0 && <p class="carrel-nothing">{waiting.nothing}</p>}
      {tasks.length > 0 && (
        <ul class="carrel-waits">
          {tasks.map((one) => (
            <TaskItem one={one} />
          ))}
        </ul>
      )}
    </section>
  )
}

/** The first question of an ask: one press and the words to say are there. */
const Asking = ({ context }: { readonly context: StaffContext }) => (
  <section aria-labelledby="asking">
    <h2 id="asking">{startWords(context).asking}</h2>
    <Form context={context} action="/ask" class="carrel-asking">
      <WhoChoices context={context} />
    </Form>
    <PaperPackLink context={context} />
  </section>
)

type Tile = {
  readonly href: string
  readonly name: string
  readonly says: string
  readonly drawn?: Child
}

const TileList = ({ title, tiles }: { readonly title: string; readonly tiles: readonly Tile[] }) => (
  <section aria-labelledby="at-a-glance">
    <h2 id="at-a-glance">{title}</h2>
    <ul class="carrel-tiles">
      {tiles.map(({ href, name, says, drawn }) => (
        <li>
          <a href={href}>
            <span class="carrel-tiles__name">{name}</span> <strong>{says}</strong>
            {drawn}
          </a>
        </li>
      ))}
    </ul>
  </section>
)

const weeksDrawn = 12
const monthsDrawn = 12
const daysDrawn = 14

/** Days a number of days apart, the last of them today. */
const daysBack = (today: string, step: number, count: number) =>
  Array.from({ length: count }, (_none, at) => daysAfter(today, step * (at + 1 - count)))

type TilesProps = {
  readonly context: StaffContext<Services>
  /** How many cases were open at the end of each week; undefined where the library keeps no cases. */
  readonly open: readonly number[] | undefined
}

/** What the Director answers for, each with its page, and how it went lately. */
const Tiles = async ({ context, open }: TilesProps) => {
  const { pack } = context
  const { clock } = context.services
  const reads = readsOf(context)
  const { tiles } = startWords(context)
  const formats = formatsOf(context)
  const today = clock.today()
  const [checks, backup, { trained, everyone }] = await Promise.all([
    savedChecks(reads),
    backupState(reads),
    trainedStaff(reads, daysBack(today, 30, monthsDrawn)),
  ])
  const on = (at: Date | undefined) => (at === undefined ? tiles.never : formats.moment(at, pack.timeZone))
  const daysSince = (at: Date | undefined) =>
    // Empty squares read as missing letters where there is no day yet.
    at && <DayStrip days={daysDrawn} since={daysBetween(daysIn(pack.timeZone)(at), today)} />
  const verifiedAt = checks.whole?.endedAt
  const backedUpAt = backup.good?.madeAt
  return (
    <TileList
      title={tiles.title}
      tiles={[
        ...(open === undefined
          ? []
          : [
              {
                href: '/cases',
                name: tiles.open,
                says: formats.count(open.at(-1) ?? 0),
                drawn: <Sparkline numbers={open} />,
              },
            ]),
        { href: '/backups', name: tiles.backup, says: on(backedUpAt), drawn: daysSince(backedUpAt) },
        { href: '/register/check', name: tiles.verified, says: on(verifiedAt), drawn: daysSince(verifiedAt) },
        {
          href: '/training/people',
          name: tiles.trained,
          says: tiles.of(formats.count(trained.at(-1) ?? 0), formats.count(everyone)),
          drawn: <Sparkline numbers={trained} />,
        },
      ]}
    />
  )
}

/** While the set-up is open. What a Director left out then is to do by itself. */
const SetUpProgress = async ({ context }: { readonly context: StaffContext<Services> }) => {
  if (!(await isSettingUpLibrary(context))) return null
  const tasks = await setUpTasks(context)
  const left = tasks.filter(({ done }) => !done)
  const [next] = left
  if (next === undefined) return null
  const { setUp } = startWords(context)
  const formats = formatsOf(context)
  const done = tasks.length - left.length
  return (
    <section aria-labelledby="set-up">
      <h2 id="set-up">{setUp.title}</h2>
      <p>
        <progress value={done} max={tasks.length} aria-labelledby="set-up" />{' '}
        <strong>{setUp.of(formats.count(done), formats.count(tasks.length))}</strong>
      </p>
      <p>
        {setUp.next} <TextLink href={next.href}>{next.name}</TextLink>.{' '}
        <TextLink href="/set-up">{setUp.all}</TextLink>
      </p>
    </section>
  )
}

/** What the Board answers for: the review of the policy, how the year goes, and what it has yet to decide. */
const BoardOverview = ({ context }: { readonly context: StaffContext<Services> }) => {
  const { pack, services } = context
  const { tiles, board } = startWords(context)
  const formats = formatsOf(context)
  const due = formats.day(pack.reviewDueOn)
  const isOverdue = pack.reviewOverdueOn(services.clock.today())
  return (
    <>
      <TileList
        title={tiles.title}
        tiles={[
          { href: '/policy/board', name: tiles.reviewed, says: formats.day(pack.reviewedOn) },
          { href: '/policy/board', name: tiles.reviewDue, says: isOverdue ? tiles.overdue(due) : due },
        ]}
      />
      {context.who.president && (
        <p>
          {board.acting} <TextLink href="/acting">{navigationWords(context).page.acting}</TextLink>
        </p>
      )}
      <section aria-labelledby="quarter">
        <h2 id="quarter">{board.quarter}</h2>
        <ReturnsLastQuarter context={context} />
        {worksCases(context) && <RequestsNotByQuarter context={context} />}
      </section>
      <section aria-labelledby="year">
        <h2 id="year">{board.year}</h2>
        <div class="carrel-charts">
          <ReturnsThisYear context={context} />
          {worksCases(context) && <RequestsByYear context={context} />}
        </div>
        <p class="carrel-pages">
          <TextLink href="/reports/circulation">{board.circulation}</TextLink>{' '}
          {worksCases(context) && <TextLink href="/reports/requests">{board.requests}</TextLink>}
        </p>
      </section>
      <NotSeen context={context} />
      <ToDecide context={context} />
    </>
  )
}

/** What is kept from the Board, in one place. INVARIANT: the same words whether or not anything is. */
const NotSeen = ({ context }: { readonly context: StaffContext<Services> }) => {
  const { board } = startWords(context)
  return (
    <section aria-labelledby="not-seen">
      <h2 id="not-seen">{board.notSeen}</h2>
      <p>
        {board.noNames} <TextLink href="/register">{board.log}</TextLink>.{' '}
        {worksCases(context) && (
          <>
            {board.secret} <TextLink href="/reports/requests#nondisclosure">{board.requests}</TextLink>.
          </>
        )}
      </p>
    </section>
  )
}

/** Clauses that staff apply by a reading of their own until the Board decides. */
const ToDecide = ({ context }: { readonly context: StaffContext<Services> }) => {
  const { pack, language } = context
  const { board } = startWords(context)
  const { subjects = {} } = pack.in(language).manifest
  const open = openQuestions(pack)
  if (open.length === 0) return null
  return (
    <section aria-labelledby="to-decide">
      <h2 id="to-decide">{board.toDecide(pack.number)}</h2>
      <p>
        {board.toDecideSays} <TextLink href="/policy/board">{board.all}</TextLink>
      </p>
      <ul class="usa-list carrel-columns">
        {open.map(({ clause, readings }) => (
          <li>
            <a class="usa-link" href={`/policy/board#${clauseAnchor(clause)}`} lang={pack.languages[0]}>
              {clause.heading}
            </a>
            {subjects[clause.id] && ` (${subjects[clause.id]})`}: {board.points(readings.length)}
          </li>
        ))}
      </ul>
    </section>
  )
}

const TaskItem = ({ one: { kind, says, href, go } }: { readonly one: Task }) => (
  <li class={`carrel-wait carrel-wait--${kind}`}>
    <span>{says}</span>{' '}
    {href && (
      <a class="usa-link" href={href}>
        {go}
      </a>
    )}
  </li>
)

/** Nothing is shown on this computer until the Director sets its place. */
const unplacedComputer: TaskSource = {
  may: ['volunteer', 'desk', 'director'],
  look(context) {
    const { who, place } = context
    if (place !== 'elsewhere') return []
    const { notSetUp, notSetUpAsk, notSetUpGo } = waitingWords(context)
    return who.role === 'director'
      ? [{ kind: 'info', says: notSetUp, href: '/computers', go: notSetUpGo }]
      : [{ kind: 'info', says: `${notSetUp} ${notSetUpAsk}` }]
  },
}

/** The Board reviews the policy every few years, as the pack says. */
const overdueReview: TaskSource = {
  may: ['director', 'trustee'],
  look(context) {
    const { services } = context
    if (!services.pack.reviewOverdueOn(services.clock.today())) return []
    return [
      {
        kind: 'info',
        says: frameWords(context).reviewOverdue,
        href: '/policy/board',
        go: frameWords(context).policy,
      },
    ]
  },
}

/** In the order of the start page. */
const taskSources: readonly TaskSource<Services>[] = [
  searchTasks,
  publicReportTasks,
  untoldTasks,
  reportedLatelyTask,
  newCaseTasks,
  askedViewsTask,
  changedContactTask,
  contactToConfirmTask,
  reportedWordTasks,
  secondPersonTasks,
  followUpTasks,
  ownPromisesTask,
  setUpTask,
  leaveTask,
  noOneOpensTask,
  ownActingTasks,
  credentialChangesTask,
  ownSecondFactorTasks,
  unplacedComputer,
  accessAlarmTasks,
  callsTask,
  titlesWithoutCopyTask,
  blockedCardTasks,
  cardReviewTasks,
  correctionTasks,
  registerTasks,
  backupTasks,
  importTasks,
  noticeFaultsTask,
  checkpointMailTasks,
  missingContactsTask,
  policyTasks,
  factTasks,
  signInTask,
  guardianReviewTasks,
  actingDirectorTask,
  overdueReview,
]

/** What is urgent first, then warnings. */
async function tasksFor(context: StaffContext<Services>): Promise<Task[]> {
  const theirs = taskSources.filter(({ may }) => holds(context.who, may))
  const found = (await Promise.all(theirs.map((source) => source.look(context)))).flat()
  return (['urgent', 'warning', 'info'] as const).flatMap((kind) => found.filter((one) => one.kind === kind))
}
