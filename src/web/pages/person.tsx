/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import type { Child } from 'hono/jsx'
import { z } from 'zod'
import { newPassphrase } from '../../accounts/passphrase.ts'
import { changePerson, endPerson, resetPerson, unlockPerson } from '../../accounts/people.ts'
import { accountOf, type Person } from '../../store/accounts.ts'
import { mostWrongCodes } from '../../store/accounts-tries.ts'
import { ChoiceList, ErrorSummary, type FieldError, Word } from '../views/form.tsx'
import { show } from '../views/layout.tsx'
import { byOf, type StaffVisit } from '../visit.ts'
import { roleChoices, roleOf, roleWord } from '../words.ts'
import { mayChange, passphraseShown, stateOf } from './people.tsx'

export const personForm = z.strictObject({ id: z.uuid() })
export const sureForm = z.strictObject({ id: z.uuid(), what: z.enum(['reset', 'end']) })
export const roleForm = z.strictObject({ id: z.uuid(), role: z.string().max(20) })

/** One person's sign-in, and what the Director can do about it. */
export async function personPage(visit: StaffVisit): Promise<Response> {
  const id = z.uuid().safeParse(visit.c.req.query('id'))
  const person = id.success ? await changeable(visit, id.data) : null
  return person === null ? toPeople(visit) : onPerson(visit, person, [])
}

/** Nobody changes their own sign-in here, and an acting Director no Director's. */
async function changeable(visit: StaffVisit, id: string): Promise<Person | null> {
  const person = id === visit.who.id ? null : await accountOf(visit.house.app, { id })
  return person !== null && mayChange(visit, person.role) ? person : null
}

const toPeople = ({ c }: StaffVisit) => c.redirect('/people', 303)

function onPerson(
  visit: StaffVisit,
  person: Person,
  errors: readonly FieldError[],
): Response | Promise<Response> {
  const now = visit.house.clock.now()
  const { lockedUntil, codesFailed } = person
  const isLocked = (lockedUntil !== null && lockedUntil > now) || codesFailed >= mostWrongCodes
  return show(
    visit,
    errors.length > 0 ? `Please fix: ${person.name}` : person.name,
    <>
      <h1>{person.name}</h1>
      <p class="usa-intro">
        {capital(roleWord(person))}. Signs in as {person.signIn}. {stateOf(person, now)}
      </p>
      <ErrorSummary visit={visit} errors={errors} />
      {isLocked && (
        <Act visit={visit} action="/people/unlock" id={person.id} button={`Unlock ${person.name}`}>
          Ask them first if it was they who tried. If not, somebody tried to sign in as them.
        </Act>
      )}
      <h2>Forgotten or lost</h2>
      <Act visit={visit} action="/people/sure" id={person.id} what="reset" button="Give a new passphrase">
        For a forgotten passphrase, a lost phone or key, or when somebody else knows it.
      </Act>
      <h2>What they do here</h2>
      <form method="post" action="/people/role" class="usa-form usa-form--large carrel-form">
        <Word visit={visit} />
        <input type="hidden" name="id" value={person.id} />
        <ChoiceList
          type="radio"
          name="role"
          legend="What they do here"
          chosen={[person.president ? 'president' : person.role]}
          choices={roleChoices.filter(({ role }) => mayChange(visit, role))}
        />
        <button type="submit" class="usa-button usa-button--outline">
          Change
        </button>
      </form>
      <h2>They no longer work here</h2>
      <Act
        visit={visit}
        action="/people/sure"
        id={person.id}
        what="end"
        button={`End the sign-in of ${person.name}`}
      >
        They are signed out and cannot sign in again. The records keep saying what they did.
      </Act>
      <p class="carrel-back">
        <a class="usa-link" href="/people">
          Back to people
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
  const back = (
    <p class="carrel-back">
      <a class="usa-link" href={`/people/person?id=${id}`}>
        No, go back
      </a>
    </p>
  )
  if (what === 'end') {
    return show(
      visit,
      'Are you sure?',
      <>
        <h1>End the sign-in of {name}?</h1>
        <Act visit={visit} action="/people/end" id={id} button={`Yes, end it`} warns>
          It cannot be taken back. What was sealed to {name} alone can be opened by nobody from then on.
        </Act>
        {back}
      </>,
    )
  }
  return show(
    visit,
    'Are you sure?',
    <>
      <h1>Give {name} a new passphrase?</h1>
      <Act visit={visit} action="/people/reset" id={id} button="Yes, make a new passphrase" warns>
        {name} is signed out everywhere and sets up a second step anew. What was sealed to {name} alone before
        can be opened by nobody from then on.
      </Act>
      {back}
    </>,
  )
}

export async function reset(visit: StaffVisit, { id }: z.infer<typeof personForm>): Promise<Response> {
  const person = await changeable(visit, id)
  const passphrase = newPassphrase()
  if (person === null || !(await resetPerson(visit.house, byOf(visit), { id, passphrase }))) {
    return toPeople(visit)
  }
  return passphraseShown(visit, { ...person, passphrase })
}

export async function end(visit: StaffVisit, { id }: z.infer<typeof personForm>): Promise<Response> {
  const person = await changeable(visit, id)
  if (person === null || (await endPerson(visit.house, byOf(visit), id)) !== 'last-director') {
    return toPeople(visit)
  }
  return onPerson(visit, person, [{ field: 'main', message: lastDirector }])
}

export async function unlock(visit: StaffVisit, { id }: z.infer<typeof personForm>): Promise<Response> {
  if ((await changeable(visit, id)) !== null) await unlockPerson(visit.house, byOf(visit), id)
  return toPeople(visit)
}

export async function changeRole(visit: StaffVisit, fields: z.infer<typeof roleForm>): Promise<Response> {
  const { id } = fields
  const person = await changeable(visit, id)
  const role = roleOf(fields.role)
  if (person === null || role === null || !mayChange(visit, role.role)) return toPeople(visit)
  if ((await changePerson(visit.house, byOf(visit), { id, ...role })) !== 'last-director')
    return toPeople(visit)
  return onPerson(visit, person, [{ field: 'main', message: lastDirector }])
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

const lastDirector = 'This is the last Director: add another one first'
