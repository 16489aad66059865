import { startWords, waitingWords } from '../../ask/index.ts'
import { backupTasks } from '../../backup/index.ts'
import { mayReport, missingContactsTask, newCaseTasks, openCaseTasks } from '../../cases/index.ts'
import { lenderOf, seesDesk } from '../../circulation/index.ts'
import { callsTask, noticeFaultsTask, seesCalls } from '../../contact/index.ts'
import { seesCounter, worksCases } from '../../gate/index.ts'
import { importTasks } from '../../import/index.ts'
import { correctionTasks, guardianChangeTasks } from '../../patrons/index.ts'
import { show } from '../../platform/http/layout.tsx'
import { Form } from '../../platform/http/page-kit.tsx'
import type { StaffContext } from '../../platform/http/request-context.ts'
import type { Task, TaskSource } from '../../platform/http/route.ts'
import { frameWords } from '../../platform/i18n/words/frame.ts'
import { checkpointMailTasks, registerTasks } from '../../register/pages/index.ts'
import {
  accessAlarmTasks,
  actingDirectorTask,
  credentialChangesTask,
  ownActingTasks,
  ownSecondFactorTasks,
  setUpTask,
  signInTask,
} from '../../staff/index.ts'
import type { Services } from '../services.ts'

export async function startPage(context: StaffContext<Services>): Promise<Response> {
  const start = startWords(context)
  const waiting = waitingWords(context)
  const waits = await tasksFor(context)
  return show(
    context,
    start.title,
    <>
      <h1>{start.hello(context.who.name)}</h1>
      <Form context={context} action="/ask">
        <button
          type="submit"
          name="who"
          value="officer"
          class="usa-button usa-button--secondary carrel-urgent"
        >
          {start.officer}
        </button>
      </Form>
      <h2 class="carrel-start">{waiting.title}</h2>
      {waits.length === 0 && <p class="carrel-nothing">{waiting.nothing}</p>}
      {waits.length > 0 && (
        <ul class="carrel-waits">
          {waits.map((one) => (
            <TaskItem one={one} />
          ))}
        </ul>
      )}
      <h2 class="carrel-start">{start.here}</h2>
      <ul class="carrel-ways">
        {waysOf(context).map((way) => (
          <li>
            <a href={addresses[way]} class="carrel-way">
              <span class="carrel-way__name">{start.ways[way].name}</span>{' '}
              <span class="carrel-way__says">{start.ways[way].says}</span>
            </a>
          </li>
        ))}
      </ul>
    </>,
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

const addresses = {
  ask: '/ask',
  report: '/report',
  lend: '/lend',
  return: '/return',
  renew: '/renew',
  shelf: '/reserves',
  pickUp: '/pick-up',
  counter: '/counter',
  catalogue: '/items',
  letters: '/letters',
  calls: '/calls',
  search: '/cases/search/new',
  conduct: '/cases/conduct',
  privacyProblem: '/cases/privacy',
  requests: '/reports/requests',
  drill: '/cases/drill',
  policy: '/policy',
  training: '/training',
  register: '/register',
  reports: '/reports/circulation',
  disposal: '/reports/disposal',
  people: '/people',
  computers: '/computers',
  backups: '/backups',
  imports: '/imports',
  pins: '/register/pins',
  notices: '/notices',
  contacts: '/cases/contacts',
  officers: '/officers',
  acting: '/acting',
} as const

const oversees = (role: string) => role === 'director' || role === 'counsel' || role === 'trustee'

function waysOf(context: StaffContext<Services>): readonly (keyof typeof addresses)[] {
  const { role, president } = context.who
  const writes = context.pack.manifest.notices !== undefined
  return [
    'ask',
    ...(mayReport(context) ? (['report'] as const) : []),
    ...(seesDesk(context) ? (['lend', 'return', 'renew'] as const) : []),
    ...(seesDesk(context) && context.services.holds.taken ? (['shelf', 'pickUp'] as const) : []),
    ...(seesCounter(context) ? (['counter'] as const) : []),
    ...(context.services.catalogue.mayKeep(lenderOf(context)) ? (['catalogue'] as const) : []),
    ...(writes && (role === 'desk' || role === 'director') ? (['letters'] as const) : []),
    ...(seesCalls(context) ? (['calls'] as const) : []),
    ...(worksCases(context) && role !== 'trustee' ? (['search'] as const) : []),
    ...(worksCases(context) && (role !== 'trustee' || president)
      ? (['conduct', 'privacyProblem'] as const)
      : []),
    'policy',
    'training',
    'register',
    ...(worksCases(context) && oversees(role) ? (['requests'] as const) : []),
    ...(worksCases(context) && role === 'director' ? (['drill'] as const) : []),
    ...(role === 'director' || role === 'trustee' ? (['reports'] as const) : []),
    ...(role === 'director'
      ? (['disposal', 'people', 'computers', 'backups', 'imports', 'pins'] as const)
      : []),
    ...(writes && role === 'director' ? (['notices'] as const) : []),
    ...(role === 'director' && worksCases(context) ? (['contacts'] as const) : []),
    ...(oversees(role) ? (['officers'] as const) : []),
    ...(president ? (['acting'] as const) : []),
  ]
}

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
  openCaseTasks,
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
