import { z } from 'zod'
import { recoveryKeys } from '../../backup/index.ts'
import { staffActorOf, worksCases } from '../../gate/index.ts'
import { chosenElsewhere, nightlyImport, saveLendingSystem } from '../../patrons/index.ts'
import { show, showForm } from '../../platform/http/layout.tsx'
import {
  BackLink,
  ChoiceQuestion,
  type FieldError,
  Form,
  SubmitButton,
} from '../../platform/http/page-kit.tsx'
import type { StaffContext } from '../../platform/http/request-context.ts'
import { checkpointRecipients } from '../../register/index.ts'
import { accessGroups } from '../../sealed/index.ts'
import {
  allAccounts,
  allWorkstations,
  emergencyContacts,
  finishSetUp,
  isSetUpOpen,
  lacksCounselsSignIn,
  recordAction,
  typedLetterhead,
} from '../../staff/index.ts'
import { setUpWords } from '../../staff/pages/index.ts'
import type { Services } from '../services.ts'

export const doneForm = z.strictObject({})

type Task = {
  readonly href: string
  readonly name: string
  readonly says: string
  readonly done: boolean
  /** Done elsewhere, and not at this computer. */
  readonly notHere?: boolean
}

/** What a Director sets up, in the best order, and what of it is done. */
export async function setUpTasks(context: StaffContext<Services>): Promise<Task[]> {
  const { app, ring } = context.services
  const { list } = setUpWords(context)
  const [computers, keepers, isSealedReady, letterhead, people, contacts, chosen] = await Promise.all([
    allWorkstations(app, ring),
    checkpointRecipients(app),
    areAccessGroupsSetUp(context),
    typedLetterhead(app, ring),
    allAccounts(app),
    emergencyContacts(app),
    chosenElsewhere(app),
  ])
  const asksForSignIn = lacksCounselsSignIn(contacts, people)
  const notHere = computers.length > 0 && context.workstation === null
  const hasLoanRules = context.pack.manifest.lending !== undefined
  return [
    { href: '/set-up/lending', ...list.lending, done: !hasLoanRules || chosen !== undefined },
    { href: '/set-up/recovery', ...list.recovery, done: recoveryKeys(ring).current !== undefined },
    {
      ...{ href: '/computers', ...list.computers, done: computers.length > 0, notHere },
      ...(notHere && { says: list.notThisComputer }),
    },
    { href: '/register/pins', ...list.pins, done: keepers.size > 0 },
    { href: '/sealed/set-up', ...list.sealed, done: isSealedReady },
    { href: '/set-up/letterhead', ...list.letterhead, done: letterhead !== undefined },
    { href: '/people', ...list.people, done: people.length > 1 },
    ...(worksCases(context)
      ? [
          {
            ...{ href: '/cases/contacts', ...list.contacts, done: contacts.length > 0 && !asksForSignIn },
            ...(asksForSignIn && { says: list.chooseSignIn }),
          },
        ]
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
        {tasks.map(({ href, name, says, done, notHere }) => (
          <li>
            <a href={href} class="carrel-way">
              <span class="carrel-way__name">
                {name} {done && !notHere && <span class="usa-tag carrel-tag">{list.done}</span>}
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

export const lendingForm = z.strictObject({ system: z.enum(['carrel', 'other']).optional() })

export function lendingPage(context: StaffContext<Services>): Promise<Response> {
  return askLending(context, [])
}

async function askLending(context: StaffContext<Services>, errors: readonly FieldError[]): Promise<Response> {
  const { lending: say, list } = setUpWords(context)
  const { app, lendingSystem } = context.services
  const isChosen = (await chosenElsewhere(app)) !== undefined || lendingSystem.isElsewhere
  const hasRules = context.pack.manifest.lending !== undefined || lendingSystem.isElsewhere
  return showForm(
    context,
    { title: say.title, errors, intro: <p class="usa-intro">{hasRules ? say.why : say.noRules}</p> },
    <>
      {hasRules && (
        <Form context={context} action="/set-up/lending" class="usa-form usa-form--large carrel-form">
          <ChoiceQuestion
            type="radio"
            name="system"
            legend={say.title}
            errors={errors}
            chosen={isChosen ? [lendingSystem.isElsewhere ? 'other' : 'carrel'] : []}
            choices={[
              { value: 'carrel', label: 'Carrel', hint: say.carrelHint },
              { value: 'other', label: say.other, hint: say.otherHint },
            ]}
          />
          <SubmitButton>{say.save}</SubmitButton>
        </Form>
      )}
      <BackLink href="/set-up">{list.title}</BackLink>
    </>,
  )
}

/** Takes effect at once in this program, and within a minute in others. */
export async function submitLending(
  context: StaffContext<Services>,
  { system }: z.infer<typeof lendingForm>,
): Promise<Response> {
  const { services } = context
  const { lending: say } = setUpWords(context)
  const refused = (message: string) => askLending(context, [{ field: 'system', message }])
  if (system === undefined) return refused(say.missing)
  if (system === 'carrel' && (await nightlyImport(services.app))?.lendsElsewhere)
    return refused(say.importSays)
  const isElsewhere = system === 'other'
  await recordAction(services, staffActorOf(context), async (trx, note) => {
    await saveLendingSystem(trx, isElsewhere)
    await note({ kind: 'lending-system-chosen', flags: [system] })
  })
  services.lendingSystem.isElsewhere = isElsewhere
  return context.c.redirect('/set-up', 303)
}
