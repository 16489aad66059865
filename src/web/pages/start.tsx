/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import type { Child } from 'hono/jsx'
import { Word } from '../views/form.tsx'
import { seesCounter, show } from '../views/layout.tsx'
import type { StaffVisit } from '../visit.ts'
import { wordsOf } from '../words.ts'

type Way = { readonly href: string; readonly name: Child; readonly says: Child }

/** What one can do here, as a few plain choices. The first is the one that cannot wait. */
export function startPage(visit: StaffVisit): Response | Promise<Response> {
  const { customer } = wordsOf(visit.house.pack)
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
    ...(visit.who.role === 'director'
      ? [{ href: '/computers', name: 'Computers', says: 'Which computers stand where in the library' }]
      : []),
  ]
  return show(
    visit,
    'Start',
    <>
      <h1>Good day, {visit.who.name}</h1>
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
