import { z } from 'zod'
import { recoveryKeys } from '../../backup/index.ts'
import { staffActorOf, worksCases } from '../../gate/index.ts'
import { show } from '../../platform/http/layout.tsx'
import { Form } from '../../platform/http/page-kit.tsx'
import type { StaffContext } from '../../platform/http/request-context.ts'
import { checkpointRecipients } from '../../register/index.ts'
import { accessGroups } from '../../sealed/index.ts'
import {
  allAccounts,
  allWorkstations,
  emergencyContacts,
  finishSetUp,
  isSetUpOpen,
  typedLetterhead,
} from '../../staff/index.ts'
import { setUpWords } from '../../staff/pages/index.ts'
import type { Services } from '../services.ts'

export const doneForm = z.strictObject({})

type Task = { readonly href: string; readonly name: string; readonly says: string; readonly done: boolean }

/** What a Director sets up, in the best order, and what of it is done. */
export async function setUpTasks(context: StaffContext<Services>): Promise<Task[]> {
  const { app, ring } = context.services
  const { list } = setUpWords(context)
  const [computers, keepers, isSealedReady, letterhead, people, contacts] = await Promise.all([
    allWorkstations(app, ring),
    checkpointRecipients(app),
    areAccessGroupsSetUp(context),
    typedLetterhead(app),
    allAccounts(app),
    emergencyContacts(app),
  ])
  return [
    { href: '/set-up/recovery', ...list.recovery, done: recoveryKeys(ring).current !== undefined },
    { href: '/computers', ...list.computers, done: computers.length > 0 },
    { href: '/register/pins', ...list.pins, done: keepers.size > 0 },
    { href: '/sealed/set-up', ...list.sealed, done: isSealedReady },
    { href: '/set-up/letterhead', ...list.letterhead, done: letterhead !== undefined },
    { href: '/people', ...list.people, done: people.length > 1 },
    ...(worksCases(context)
      ? [{ href: '/cases/contacts', ...list.contacts, done: contacts.length > 0 }]
      : []),
  ]
}

export async function setUpListPage(context: StaffContext<Services>): Promise<Response> {
  const isOpen = await isSetUpOpen(context.services.app)
  const { list } = setUpWords(context)
  const tasks = await setUpTasks(context)
  const title = isOpen ? list.whatIsLeft : list.title
  return show(
    context,
    title,
    <>
      <h1>{title}</h1>
      <p class="usa-intro">{list.says}</p>
      <ul class="carrel-ways carrel-ways--one">
        {tasks.map(({ href, name, says, done }) => (
          <li>
            <a href={href} class="carrel-way">
              <span class="carrel-way__name">
                {name} {done && <span class="usa-tag carrel-tag">{list.done}</span>}
              </span>{' '}
              <span class="carrel-way__says">{says}</span>
            </a>
          </li>
        ))}
      </ul>
      {isOpen && (
        <Form context={context} action="/set-up/done" class="carrel-go">
          <button type="submit" class="usa-button">
            {list.finish}
          </button>
        </Form>
      )}
    </>,
  )
}

/** Says the same whether or not a matter ever came. False where another program has the files. */
async function areAccessGroupsSetUp({
  services: { compartments },
}: StaffContext<Services>): Promise<boolean> {
  if (compartments === undefined) return false
  const set = await Promise.all(accessGroups.map((side) => compartments.isSetUp(side)))
  return set.every(Boolean)
}

export async function submitSetUpDone(context: StaffContext): Promise<Response> {
  await finishSetUp(context.services, staffActorOf(context))
  return context.c.redirect('/', 303)
}
