import { startWords, WhoChoices, waitingWords } from '../../ask/pages/index.ts'
import { backupState } from '../../backup/index.ts'
import { backupTasks } from '../../backup/pages/index.ts'
import { missingContactsTask, newCaseTasks, seesCases } from '../../cases/index.ts'
import { casesPageWords, OpenCases } from '../../cases/pages/index.ts'
import { seesDesk } from '../../circulation/index.ts'
import { callsTask, noticeFaultsTask } from '../../contact/index.ts'
import { seesCounter } from '../../gate/index.ts'
import { importTasks } from '../../import/pages/index.ts'
import { correctionTasks, guardianChangeTasks } from '../../patrons/index.ts'
import { show } from '../../platform/http/layout.tsx'
import { Form, SubmitButton, TextField } from '../../platform/http/page-kit.tsx'
import type { StaffContext } from '../../platform/http/request-context.ts'
import type { Task, TaskSource } from '../../platform/http/route.ts'
import { formatsOf } from '../../platform/i18n/language.ts'
import { frameWords } from '../../platform/i18n/words/frame.ts'
import { savedChecks } from '../../register/index.ts'
import { checkpointMailTasks, registerTasks } from '../../register/pages/index.ts'
import {
  actingDirectorTask,
  credentialChangesTask,
  ownActingTasks,
  ownSecondFactorTasks,
  setUpTask,
  signInTask,
  trainedStaff,
} from '../../staff/index.ts'
import { accessAlarmTasks } from '../../staff/pages/index.ts'
import type { Services } from '../services.ts'

export async function startPage(context: StaffContext<Services>): Promise<Response> {
  const start = startWords(context)
  return show(
    context,
    start.title,
    <>
      <h1>{start.hello(context.who.name)}</h1>
      <div class="carrel-home">
        <div>
          {seesDesk(context) && <ScanBox context={context} />}
          {seesCases(context) && (
            <section aria-labelledby="cases">
              <h2 id="cases">{casesPageWords(context).title}</h2>
              <OpenCases context={context} />
            </section>
          )}
          {seesCounter(context) && <Asking context={context} />}
        </div>
        <div>
          <TaskList context={context} />
          {context.who.role === 'director' && <Tiles context={context} />}
        </div>
      </div>
    </>,
  )
}

/** Takes a card, a name or an item, from wherever a clerk starts. Volunteers find no records by name. */
const ScanBox = ({ context }: { readonly context: StaffContext }) => {
  const { scan } = startWords(context)
  if (context.who.role === 'volunteer') return null
  return (
    <Form context={context} action="/find" class="carrel-scan">
      <TextField name="find" id="scan" label={scan.label} hint={scan.hint} maxlength={100} autofocus />
      <SubmitButton>{scan.button}</SubmitButton>
    </Form>
  )
}

const TaskList = async ({ context }: { readonly context: StaffContext<Services> }) => {
  const waiting = waitingWords(context)
  const tasks = await tasksFor(context)
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
  </section>
)

/** What the Director answers for, each with its page. */
const Tiles = async ({ context }: { readonly context: StaffContext<Services> }) => {
  const { services, pack } = context
  const { app, clock } = services
  const { tiles } = startWords(context)
  const formats = formatsOf(context)
  const today = clock.today()
  const on = (at: Date | undefined, otherwise: string) =>
    at === undefined ? otherwise : formats.moment(at, pack.timeZone)
  const { trained, everyone } = await trainedStaff(app, today)
  const facts = [
    ['/register/check', tiles.verified, on((await savedChecks(app)).whole?.endedAt, tiles.never)],
    ['/backups', tiles.backup, on((await backupState(app)).good?.madeAt, tiles.never)],
    ['/training/people', tiles.trained, tiles.of(formats.count(trained), formats.count(everyone))],
    ['/policy', tiles.reviewed, formats.day(pack.reviewedOn)],
  ] as const
  return (
    <section aria-labelledby="at-a-glance">
      <h2 id="at-a-glance">{tiles.title}</h2>
      <ul class="carrel-tiles">
        {facts.map(([href, name, says]) => (
          <li>
            <a href={href}>
              <span class="carrel-tiles__name">{name}</span> <strong>{says}</strong>
            </a>
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
        href: '/policy',
        go: frameWords(context).policy,
      },
    ]
  },
}

/** In the order of the start page. */
const taskSources: readonly TaskSource<Services>[] = [
  newCaseTasks,
  setUpTask,
  ownActingTasks,
  credentialChangesTask,
  ownSecondFactorTasks,
  unplacedComputer,
  accessAlarmTasks,
  callsTask,
  correctionTasks,
  registerTasks,
  backupTasks,
  importTasks,
  noticeFaultsTask,
  checkpointMailTasks,
  missingContactsTask,
  signInTask,
  guardianChangeTasks,
  actingDirectorTask,
  overdueReview,
]

/** Warnings first. */
async function tasksFor(context: StaffContext<Services>): Promise<Task[]> {
  const { role, president } = context.who
  const theirs = taskSources.filter(
    ({ may }) => may.includes(role) || (president && may.includes('president')),
  )
  const found = (await Promise.all(theirs.map((source) => source.look(context)))).flat()
  return [...found.filter(({ kind }) => kind === 'warning'), ...found.filter(({ kind }) => kind === 'info')]
}
