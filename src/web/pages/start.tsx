/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import type { Child } from 'hono/jsx'
import { backupConcern } from '../../jobs/backup-concern.ts'
import { isSetUpOpen } from '../../store/setup.ts'
import { Word } from '../views/form.tsx'
import { seesCounter, show } from '../views/layout.tsx'
import type { StaffVisit } from '../visit.ts'

/** What one can do here, as a few plain choices. The first is the one that cannot wait. */
export async function startPage(visit: StaffVisit): Promise<Response> {
  const { house, who } = visit
  const { start, told } = visit.words
  const goesOn = who.ownRole === 'director' && (await isSetUpOpen(house.app))
  const concern = who.role === 'director' ? await backupConcern(house) : undefined
  return show(
    visit,
    start.title,
    <>
      <h1>{start.hello(who.name)}</h1>
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
      {who.actingUntil !== null && (
        <Note kind="info">
          {start.actingUntil(told.day(who.actingUntil))}
          {who.role !== 'director' && ` ${start.actAgain}`}
        </Note>
      )}
      {goesOn && (
        <Note kind="info">
          {start.setUpOpen}{' '}
          <a class="usa-link" href="/set-up">
            {start.setUpGoOn}
          </a>
        </Note>
      )}
      {concern !== undefined && !goesOn && (
        <Note kind="warning">
          {concern.sentence}{' '}
          <a class="usa-link" href="/backups">
            {start.ways.backups.name}
          </a>
        </Note>
      )}
      <ul class="carrel-ways">
        {waysOf(visit).map((way) => (
          <li>
            <a href={addresses[way]} class="carrel-way">
              <span class="carrel-way__name">{start.ways[way].name}</span>
              <span class="carrel-way__says">{start.ways[way].says}</span>
            </a>
          </li>
        ))}
      </ul>
      {visit.place === 'elsewhere' && seesCounter(visit) && <p class="carrel-small">{start.notSetUp}</p>}
    </>,
  )
}

const addresses = {
  ask: '/ask',
  counter: '/counter',
  policy: '/policy',
  people: '/people',
  computers: '/computers',
  backups: '/backups',
  pins: '/register/pins',
  acting: '/acting',
} as const

function waysOf(visit: StaffVisit): readonly (keyof typeof addresses)[] {
  const { role, president } = visit.who
  return [
    'ask',
    ...(seesCounter(visit) ? (['counter'] as const) : []),
    'policy',
    ...(role === 'director' ? (['people', 'computers', 'backups', 'pins'] as const) : []),
    ...(president ? (['acting'] as const) : []),
  ]
}

/** What else one should know, below what cannot wait. */
const Note = ({ kind, children }: { readonly kind: 'info' | 'warning'; readonly children: Child }) => (
  <div class={`usa-alert usa-alert--${kind} usa-alert--slim carrel-note`}>
    <div class="usa-alert__body">
      <p class="usa-alert__text">{children}</p>
    </div>
  </div>
)
