/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import { z } from 'zod'
import { finishSetUp } from '../../accounts/set-up.ts'
import { recoveryKeys } from '../../jobs/backup-recovery.ts'
import { allAccounts } from '../../store/accounts.ts'
import { pinAddresses } from '../../store/pin-mails.ts'
import { isSetUpOpen } from '../../store/setup.ts'
import { allWorkstations } from '../../store/workstations.ts'
import { Word } from '../views/form.tsx'
import { show } from '../views/layout.tsx'
import { byOf, type StaffVisit } from '../visit.ts'

export const doneForm = z.strictObject({})

type Task = { readonly href: string; readonly name: string; readonly says: string; readonly done?: boolean }

/** What is left of the set-up once the Director is there, in the order in which it is best done. */
export async function setUpList(visit: StaffVisit): Promise<Response> {
  const { app, ring } = visit.house
  const isOpen = await isSetUpOpen(app)
  const computers = (await allWorkstations(app)).length
  const people = (await allAccounts(app)).length
  const tasks: Task[] = [
    {
      href: '/set-up/recovery',
      name: 'Print the recovery sheet',
      says: 'With it, and a backup, the library can be brought back. It belongs in the City’s safe.',
      done: recoveryKeys(ring).current !== undefined,
    },
    {
      href: '/computers',
      name: 'Say where this computer stands',
      says: 'Front desk, office, or another private room. Until then no record shows on it.',
      done: computers > 0,
    },
    {
      href: '/register/pins',
      name: 'Say where the daily mail goes',
      says: 'Four lines to two people outside, who can then tell if the register was rewritten.',
      done: (await pinAddresses(app)).size > 0,
    },
    {
      href: '/people',
      name: 'Add the people who work here',
      says: 'Each has a sign-in of their own.',
      done: people > 1,
    },
  ]
  return show(
    visit,
    'Set-up',
    <>
      <h1>{isOpen ? 'What is left to set up' : 'Set-up'}</h1>
      <p class="usa-intro">
        You are signed in as the Director. Do these in any order; you can come back here.
      </p>
      <ul class="carrel-ways carrel-ways--one">
        {tasks.map(({ href, name, says, done }) => (
          <li>
            <a href={href} class="carrel-way">
              <span class="carrel-way__name">
                {name}
                {done && <span class="usa-tag carrel-tag">Done</span>}
              </span>
              <span class="carrel-way__says">{says}</span>
            </a>
          </li>
        ))}
      </ul>
      {isOpen && (
        <form method="post" action="/set-up/done" class="carrel-go">
          <Word visit={visit} />
          <button type="submit" class="usa-button">
            The set-up is done
          </button>
        </form>
      )}
    </>,
  )
}

/** Notes that the Director has been through it; the start page no longer speaks of it. */
export async function setUpDone(visit: StaffVisit): Promise<Response> {
  await finishSetUp(visit.house, byOf(visit))
  return visit.c.redirect('/', 303)
}
