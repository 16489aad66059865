/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import { z } from 'zod'
import { newPassphrase } from '../../accounts/passphrase.ts'
import { addPerson, requireSecondStep, signInNameFault } from '../../accounts/people.ts'
import { allAccounts, type Person, type Role } from '../../store/accounts.ts'
import { actingFrom } from '../../store/accounts-acting.ts'
import { secondStepFor } from '../../store/accounts-factor.ts'
import { mostWrongCodes } from '../../store/accounts-tries.ts'
import { ChoiceList, ErrorSummary, type FieldError, TextField, Word } from '../views/form.tsx'
import { show } from '../views/layout.tsx'
import { byOf, isActing, type StaffVisit } from '../visit.ts'
import { dayName, roleChoices, roleOf, roleWord } from '../words.ts'

export const newPersonForm = z.strictObject({
  name: z.string().trim().max(60),
  signIn: z.string().trim().max(60),
  role: z.string().max(20).optional(),
})
export const secondStepForForm = z.strictObject({ whom: z.enum(['officers', 'everyone']) })

/** An acting Director keeps the house; who is Director is not theirs to change. */
export function mayChange({ who }: StaffVisit, role: Role): boolean {
  return role !== 'director' || !isActing(who)
}

/** Everyone who signs in. */
export async function peoplePage(visit: StaffVisit): Promise<Response> {
  const { house, who } = visit
  const people = await allAccounts(house.app)
  const acting = await actingFrom(house.app, house.clock.today())
  const whom = await secondStepFor(house.app)
  return show(
    visit,
    'People',
    <>
      <h1>People</h1>
      <p class="usa-intro">Everyone who signs in here. What is done here is on record.</p>
      <p>
        <a class="usa-button" href="/people/add">
          Add a person
        </a>
      </p>
      <ul class="carrel-computers">
        {people.map((person) => (
          <li class="carrel-computer">
            <div>
              <strong>{person.name}</strong>, {roleWord(person)}
              <br />
              Signs in as {person.signIn}. {stateOf(person, house.clock.now())}
            </div>
            {person.id !== who.id && mayChange(visit, person.role) && (
              <a
                class="usa-button usa-button--outline"
                href={`/people/person?id=${person.id}`}
                aria-label={`Change ${person.name}`}
              >
                Change
              </a>
            )}
            {person.id === who.id && (
              <a class="usa-link" href="/account">
                My account
              </a>
            )}
          </li>
        ))}
      </ul>
      <h2>Acting Director</h2>
      {acting.length === 0 && <p>Nobody is named. The president of the Board names one.</p>}
      {acting.map(({ name, firstDay, lastDay }) => (
        <p>
          {name}, from {dayName(firstDay)} to the end of {dayName(lastDay)}.
        </p>
      ))}
      <h2>Second step at sign-in</h2>
      <form method="post" action="/people/second-step" class="usa-form usa-form--large carrel-form">
        <Word visit={visit} />
        <ChoiceList
          type="radio"
          name="whom"
          legend="Who must pass a second step"
          chosen={[whom]}
          choices={[
            {
              value: 'officers',
              label: 'The Director, legal counsel and trustees must pass one',
              hint: 'Everyone else may. The counter stays quick.',
            },
            { value: 'everyone', label: 'Everyone must pass one', hint: 'From their next sign-in on.' },
          ]}
        />
        <button type="submit" class="usa-button usa-button--outline">
          Save
        </button>
      </form>
    </>,
  )
}

/** What the Director should know of a sign-in, in a few words. */
export function stateOf({ given, secondStep, lockedUntil, codesFailed }: Person, now: Date): string {
  return [
    given && 'Has not signed in with a passphrase of their own yet.',
    codesFailed >= mostWrongCodes
      ? 'Locked until you unlock it: too many wrong codes.'
      : lockedUntil !== null && lockedUntil > now && 'Rests after wrong tries.',
    secondStep ? 'Has a second step.' : 'No second step.',
  ]
    .filter(Boolean)
    .join(' ')
}

export async function setSecondStep(
  visit: StaffVisit,
  { whom }: z.infer<typeof secondStepForForm>,
): Promise<Response> {
  await requireSecondStep(visit.house, byOf(visit), whom)
  return visit.c.redirect('/people', 303)
}

/** The form for a new person. */
export function addPersonPage(visit: StaffVisit): Response | Promise<Response> {
  return askPerson(visit, { name: '', signIn: '' }, [])
}

function askPerson(
  visit: StaffVisit,
  typed: z.infer<typeof newPersonForm>,
  errors: readonly FieldError[],
): Response | Promise<Response> {
  return show(
    visit,
    errors.length > 0 ? 'Please fix: Add a person' : 'Add a person',
    <>
      <h1>Add a person</h1>
      <ErrorSummary visit={visit} errors={errors} />
      <form method="post" action="/people/add" class="usa-form usa-form--large carrel-form">
        <Word visit={visit} />
        <TextField
          name="name"
          label="Their name"
          hint="As it stands on the screen"
          value={typed.name}
          maxlength={60}
          errors={errors}
        />
        <TextField
          name="signIn"
          label="Sign-in name"
          hint="Short, such as the first name. It is never given to anyone else."
          value={typed.signIn}
          maxlength={60}
          errors={errors}
        />
        <h2 id="role" tabindex={-1}>
          What do they do here?
        </h2>
        <ChoiceList
          type="radio"
          name="role"
          legend="What they do here"
          chosen={typed.role === undefined ? [] : [typed.role]}
          choices={roleChoices.filter(({ role }) => mayChange(visit, role))}
        />
        <button type="submit" class="usa-button">
          Add
        </button>
      </form>
      <p class="carrel-back">
        <a class="usa-link" href="/people">
          Back to people
        </a>
      </p>
    </>,
    errors.length > 0 ? 422 : 200,
  )
}

/** Adds a person and shows their first passphrase, once. */
export async function givePerson(visit: StaffVisit, typed: z.infer<typeof newPersonForm>): Promise<Response> {
  const { name, signIn } = typed
  const errors: FieldError[] = []
  const role = roleOf(typed.role)
  const fault = signInNameFault(signIn)
  if (name === '') errors.push({ field: 'name', message: 'Type their name' })
  if (fault !== null) errors.push({ field: 'signIn', message: `The sign-in name: ${fault}` })
  if (role === null || !mayChange(visit, role.role)) {
    errors.push({ field: 'role', message: 'Choose what they do here' })
    return askPerson(visit, typed, errors)
  }
  if (errors.length > 0) return askPerson(visit, typed, errors)
  const passphrase = newPassphrase()
  const person = { name, signIn, ...role, passphrase, given: true }
  if ((await addPerson(visit.house, byOf(visit), person)) === null) {
    return askPerson(visit, typed, [
      { field: 'signIn', message: 'This sign-in name is taken: choose another' },
    ])
  }
  return passphraseShown(visit, { name, signIn: signIn.toLowerCase(), passphrase })
}

/** A passphrase that was made for somebody: on this one page, and nowhere else. */
export function passphraseShown(
  visit: StaffVisit,
  of: { readonly name: string; readonly signIn: string; readonly passphrase: string },
): Response | Promise<Response> {
  return show(
    visit,
    'Passphrase',
    <>
      <h1>A passphrase for {of.name}</h1>
      <p class="usa-intro">Write it down and give it to them, and to nobody else. It is shown this once.</p>
      <dl class="carrel-facts">
        <div class="carrel-fact">
          <dt>Sign-in name</dt>
          <dd>{of.signIn}</dd>
        </div>
        <div class="carrel-fact">
          <dt>Passphrase</dt>
          <dd class="carrel-secret">{of.passphrase}</dd>
        </div>
      </dl>
      <p>When they first sign in with it, they choose their own.</p>
      <a class="usa-button" href="/people">
        Done
      </a>
    </>,
  )
}
