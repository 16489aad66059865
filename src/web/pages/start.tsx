/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import type { Child } from 'hono/jsx'
import { backupConcern } from '../../jobs/backup-concern.ts'
import { isSetUpOpen } from '../../store/setup.ts'
import { Word } from '../views/form.tsx'
import { seesCounter, show } from '../views/layout.tsx'
import type { StaffVisit } from '../visit.ts'
import { dayName, wordsOf } from '../words.ts'

type Way = { readonly href: string; readonly name: Child; readonly says: Child }

/** What one can do here, as a few plain choices. The first is the one that cannot wait. */
export async function startPage(visit: StaffVisit): Promise<Response> {
  const { house, who } = visit
  const { customer } = wordsOf(house.pack)
  const goesOn = who.ownRole === 'director' && (await isSetUpOpen(house.app))
  const concern = who.role === 'director' ? await backupConcern(house) : undefined
  const ways: Way[] = [
    {
      href: '/ask',
      name: `Someone asks about a ${customer}`,
      says: 'What to say, what to do, and what may be told',
    },
    ...(seesCounter(visit)
      ? [{ href: '/counter', name: 'Counter', says: 'Find a record by card or by name' }]
      : []),
    { href: '/policy', name: 'Policy', says: 'What our policy says, and how we read it' },
    ...(who.role === 'director'
      ? [
          { href: '/people', name: 'People', says: 'Who signs in here, and as what' },
          { href: '/computers', name: 'Computers', says: 'Which computers stand where in the library' },
          { href: '/backups', name: 'Backups', says: 'Whether there is a good one, and what opens it' },
          {
            href: '/register/pins',
            name: 'Where the pins go',
            says: 'Who keeps watch on the register from outside',
          },
        ]
      : []),
    ...(who.president ? [{ href: '/acting', name: 'Acting Director', says: 'Who stands in, and when' }] : []),
  ]
  return show(
    visit,
    'Start',
    <>
      <h1>Good day, {who.name}</h1>
      <form method="post" action="/ask">
        <Word visit={visit} />
        <button
          type="submit"
          name="who"
          value="officer"
          class="usa-button usa-button--secondary carrel-urgent"
        >
          An officer is here
        </button>
      </form>
      {who.actingUntil !== null && (
        <Note kind="info">
          You are acting Director to the end of {dayName(who.actingUntil)}.
          {who.role !== 'director' && ' Sign out and in again with a second step, and you can act as one.'}
        </Note>
      )}
      {goesOn && (
        <Note kind="info">
          The set-up is not done.{' '}
          <a class="usa-link" href="/set-up">
            Go on with it
          </a>
        </Note>
      )}
      {concern !== undefined && !goesOn && (
        <Note kind="warning">
          {concern.sentence}{' '}
          <a class="usa-link" href="/backups">
            Backups
          </a>
        </Note>
      )}
      <ul class="carrel-ways">
        {ways.map(({ href, name, says }) => (
          <li>
            <a href={href} class="carrel-way">
              <span class="carrel-way__name">{name}</span>
              <span class="carrel-way__says">{says}</span>
            </a>
          </li>
        ))}
      </ul>
      {visit.place === 'elsewhere' && seesCounter(visit) && (
        <p class="carrel-small">
          This computer is not set up as one of the library's, so no records show here. The Director can set
          it up.
        </p>
      )}
    </>,
  )
}

/** What else one should know, below what cannot wait. */
const Note = ({ kind, children }: { readonly kind: 'info' | 'warning'; readonly children: Child }) => (
  <div class={`usa-alert usa-alert--${kind} usa-alert--slim carrel-note`}>
    <div class="usa-alert__body">
      <p class="usa-alert__text">{children}</p>
    </div>
  </div>
)
