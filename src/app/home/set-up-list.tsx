import { z } from 'zod'
import { recoveryKeys } from '../../backup/index.ts'
import { staffActorOf } from '../../gate/index.ts'
import { show } from '../../platform/http/layout.tsx'
import { Form } from '../../platform/http/page-kit.tsx'
import type { StaffContext } from '../../platform/http/request-context.ts'
import { checkpointRecipients } from '../../register/index.ts'
import { accessGroups } from '../../sealed/index.ts'
import { allAccounts, allWorkstations, finishSetUp, isSetUpOpen, typedLetterhead } from '../../staff/index.ts'
import { setUpWords } from '../../staff/pages/index.ts'
import type { Services } from '../services.ts'

export const doneForm = z.strictObject({})

type Task = { readonly href: string; readonly name: string; readonly says: string; readonly done: boolean }

/** What is left of the set-up once the Director is there, in the best order. */
export async function setUpListPage(context: StaffContext<Services>): Promise<Response> {
  const { app, ring } = context.services
  const isOpen = await isSetUpOpen(app)
  const computers = (await allWorkstations(app, ring)).length
  const people = (await allAccounts(app)).length
  const { list } = setUpWords(context)
  const tasks: Task[] = [
    { href: '/set-up/recovery', ...list.recovery, done: recoveryKeys(ring).current !== undefined },
    { href: '/computers', ...list.computers, done: computers > 0 },
    { href: '/register/pins', ...list.pins, done: (await checkpointRecipients(app)).size > 0 },
    { href: '/sealed/set-up', ...list.sealed, done: await areAccessGroupsSetUp(context) },
    { href: '/set-up/letterhead', ...list.letterhead, done: (await typedLetterhead(app)) !== undefined },
    { href: '/people', ...list.people, done: people > 1 },
  ]
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
