/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import type { Child } from 'hono/jsx'
import { z } from 'zod'
import { newPassphrase } from '../../accounts/passphrase.ts'
import { changePerson, endPerson, mayChange, resetPerson, unlockPerson } from '../../accounts/people.ts'
import { accountOf, type Person } from '../../store/accounts.ts'
import { isResting, mostWrongCodes } from '../../store/accounts-tries.ts'
import { roleChoices, roleOf, roleTold } from '../role-choices.ts'
import { ChoiceList, ErrorSummary, type FieldError, Word } from '../views/form.tsx'
import { show } from '../views/layout.tsx'
import { byOf, type StaffVisit } from '../visit.ts'
import { frameWords } from '../words/frame.ts'
import { peopleWords } from '../words/people.ts'
import { passphraseShown, stateOf } from './people.tsx'

export const personForm = z.strictObject({ id: z.uuid() })
export const sureForm = z.strictObject({ id: z.uuid(), what: z.enum(['reset', 'end']) })
export const roleForm = z.strictObject({ id: z.uuid(), role: z.string().max(20) })

/** One person's sign-in, and what the Director can do about it. */
export async function personPage(visit: StaffVisit): Promise<Response> {
  const id = z.uuid().safeParse(visit.c.req.query('id'))
  const person = id.success ? await changeable(visit, id.data) : null
  return person === null ? toPeople(visit) : onPerson(visit, person, [])
}

/** Nobody changes their own sign-in here, and an acting Director neither a Director's nor the president's. */
async function changeable(visit: StaffVisit, id: string): Promise<Person | null> {
  const person = id === visit.who.id ? null : await accountOf(visit.house.app, { id })
  return person !== null && mayChange(byOf(visit), person) ? person : null
}

const toPeople = ({ c }: StaffVisit) => c.redirect('/people', 303)

function onPerson(
  visit: StaffVisit,
  person: Person,
  errors: readonly FieldError[],
): Response | Promise<Response> {
  const { house } = visit
  const people = peopleWords(visit)
  const now = house.clock.now()
  const { id, name, codesFailed } = person
  const isLocked = isResting(person, now) || codesFailed >= mostWrongCodes
  return show(
    visit,
    errors.length > 0 ? frameWords(visit).fixTitle(name) : name,
    <>
      <h1>{name}</h1>
      <p class="usa-intro">
        {capital(roleTold(visit, person))}. {people.signsInAs(person.signIn)} {stateOf(visit, person, now)}
      </p>
      <ErrorSummary visit={visit} errors={errors} />
      {isLocked && (
        <Act visit={visit} action="/people/unlock" id={id} button={people.unlock(name)}>
          {people.unlockSays}
        </Act>
      )}
      <h2>{people.lost}</h2>
      <Act visit={visit} action="/people/sure" id={id} what="reset" button={people.giveNew}>
        {people.lostSays}
      </Act>
      <h2>{people.role}</h2>
      <form method="post" action="/people/role" class="usa-form usa-form--large carrel-form">
        <Word visit={visit} />
        <input type="hidden" name="id" value={id} />
        <ChoiceList
          type="radio"
          name="role"
          legend={people.role}
          chosen={[person.president ? 'president' : person.role]}
          choices={roleChoices(visit, (place) => mayChange(byOf(visit), place))}
        />
        <button type="submit" class="usa-button usa-button--outline">
          {people.change}
        </button>
      </form>
      <h2>{people.left}</h2>
      <Act visit={visit} action="/people/sure" id={id} what="end" button={people.end(name)}>
        {people.leftSays}
      </Act>
      <p class="carrel-back">
        <a class="usa-link" href="/people">
          {people.toPeople}
        </a>
      </p>
    </>,
    errors.length > 0 ? 422 : 200,
  )
}

type ActProps = {
  readonly visit: StaffVisit
  readonly action: string
  readonly id: string
  readonly button: string
  readonly what?: 'reset' | 'end'
  readonly warns?: boolean
  readonly children: Child
}

/** One button, below what it does. */
const Act = ({ visit, action, id, what, button, warns = false, children }: ActProps) => (
  <form method="post" action={action}>
    <Word visit={visit} />
    <input type="hidden" name="id" value={id} />
    {what && <input type="hidden" name="what" value={what} />}
    <p>{children}</p>
    <button
      type="submit"
      class={warns ? 'usa-button usa-button--secondary' : 'usa-button usa-button--outline'}
    >
      {button}
    </button>
  </form>
)

/** Asks once more before what cannot be taken back. */
export async function sure(visit: StaffVisit, { id, what }: z.infer<typeof sureForm>): Promise<Response> {
  const person = await changeable(visit, id)
  if (person === null) return toPeople(visit)
  const { name } = person
  const { sure: asks } = peopleWords(visit)
  const { heading, says, yes } =
    what === 'end'
      ? { heading: asks.end(name), says: asks.endSays(name), yes: asks.endYes }
      : { heading: asks.reset(name), says: asks.resetSays(name), yes: asks.resetYes }
  return show(
    visit,
    asks.title,
    <>
      <h1>{heading}</h1>
      <Act visit={visit} action={`/people/${what}`} id={id} button={yes} warns>
        {says}
      </Act>
      <p class="carrel-back">
        <a class="usa-link" href={`/people/person?id=${id}`}>
          {asks.goBack}
        </a>
      </p>
    </>,
  )
}

export async function reset(visit: StaffVisit, { id }: z.infer<typeof personForm>): Promise<Response> {
  const person = await changeable(visit, id)
  const passphrase = newPassphrase()
  if (person === null || !(await resetPerson(visit.house, byOf(visit), { id, passphrase }))) {
    return toPeople(visit)
  }
  visit.house.openSessions.shutOf(id)
  return passphraseShown(visit, { ...person, passphrase })
}

export async function end(visit: StaffVisit, { id }: z.infer<typeof personForm>): Promise<Response> {
  const person = await changeable(visit, id)
  if (person === null) return toPeople(visit)
  if ((await endPerson(visit.house, byOf(visit), id)) !== 'last-director') {
    visit.house.openSessions.shutOf(id)
    return toPeople(visit)
  }
  return onPerson(visit, person, [lastDirector(visit)])
}

export async function unlock(visit: StaffVisit, { id }: z.infer<typeof personForm>): Promise<Response> {
  if ((await changeable(visit, id)) !== null) await unlockPerson(visit.house, byOf(visit), id)
  return toPeople(visit)
}

export async function changeRole(visit: StaffVisit, fields: z.infer<typeof roleForm>): Promise<Response> {
  const { id } = fields
  const person = await changeable(visit, id)
  const role = roleOf(fields.role)
  if (person === null || role === null || !mayChange(byOf(visit), role)) return toPeople(visit)
  if ((await changePerson(visit.house, byOf(visit), { id, ...role })) !== 'last-director') {
    visit.house.openSessions.shutOf(id)
    return toPeople(visit)
  }
  return onPerson(visit, person, [lastDirector(visit)])
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

const lastDirector = (visit: StaffVisit): FieldError => ({
  field: 'main',
  message: peopleWords(visit).lastDirector,
})
