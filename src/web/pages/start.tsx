/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { reports } from '../case-intake.ts'
import { Word } from '../views/form.tsx'
import { seesCalls, seesCounter, seesDesk, show, worksCases } from '../views/layout.tsx'
import { lenderOf, type StaffVisit } from '../visit.ts'
import type { Waiting } from '../waiting/source.ts'
import { waitingFor } from '../waiting/sources.ts'
import { startWords } from '../words/start.ts'
import { waitingWords } from '../words/waiting.ts'

/** What cannot wait, what waits, and what one can do here, as a few plain choices. */
export async function startPage(visit: StaffVisit): Promise<Response> {
  const start = startWords(visit)
  const waiting = waitingWords(visit)
  const waits = await waitingFor(visit)
  return show(
    visit,
    start.title,
    <>
      <h1>{start.hello(visit.who.name)}</h1>
      <form method="post" action="/ask">
        <Word visit={visit} />
        <button
          type="submit"
          name="who"
          value="officer"
          class="usa-button usa-button--secondary carrel-urgent"
        >
          {start.officer}
        </button>
      </form>
      <h2 class="carrel-start">{waiting.title}</h2>
      {waits.length === 0 && <p class="carrel-nothing">{waiting.nothing}</p>}
      {waits.length > 0 && (
        <ul class="carrel-waits">
          {waits.map((one) => (
            <Waits one={one} />
          ))}
        </ul>
      )}
      <h2 class="carrel-start">{start.here}</h2>
      <ul class="carrel-ways">
        {waysOf(visit).map((way) => (
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

/** One line of what waits: the sentence, and the way to mend it. */
const Waits = ({ one: { kind, says, href, go } }: { readonly one: Waiting }) => (
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

function waysOf(visit: StaffVisit): readonly (keyof typeof addresses)[] {
  const { role, president } = visit.who
  const writes = visit.pack.manifest.notices !== undefined
  return [
    'ask',
    ...(reports(visit) ? (['report'] as const) : []),
    ...(seesDesk(visit) ? (['lend', 'return', 'renew'] as const) : []),
    ...(seesDesk(visit) && visit.house.holds.taken ? (['shelf', 'pickUp'] as const) : []),
    ...(seesCounter(visit) ? (['counter'] as const) : []),
    ...(visit.house.catalogue.mayKeep(lenderOf(visit)) ? (['catalogue'] as const) : []),
    ...(writes && (role === 'desk' || role === 'director') ? (['letters'] as const) : []),
    ...(seesCalls(visit) ? (['calls'] as const) : []),
    ...(worksCases(visit) && role !== 'trustee' ? (['search'] as const) : []),
    ...(worksCases(visit) && (role !== 'trustee' || president)
      ? (['conduct', 'privacyProblem'] as const)
      : []),
    'policy',
    'training',
    'register',
    ...(worksCases(visit) && oversees(role) ? (['requests'] as const) : []),
    ...(worksCases(visit) && role === 'director' ? (['drill'] as const) : []),
    ...(role === 'director' || role === 'trustee' ? (['reports'] as const) : []),
    ...(role === 'director'
      ? (['disposal', 'people', 'computers', 'backups', 'imports', 'pins'] as const)
      : []),
    ...(writes && role === 'director' ? (['notices'] as const) : []),
    ...(role === 'director' && worksCases(visit) ? (['contacts'] as const) : []),
    ...(oversees(role) ? (['officers'] as const) : []),
    ...(president ? (['acting'] as const) : []),
  ]
}
