/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { z } from 'zod'
import { newPassphrase } from '../../accounts/passphrase.ts'
import { addPerson, mayChange, requireSecondStep, signInNameFault } from '../../accounts/people.ts'
import { allAccounts, givenDays, isGivenOver, type Person } from '../../store/accounts.ts'
import { actingFrom } from '../../store/accounts-acting.ts'
import { secondStepFor } from '../../store/accounts-factor.ts'
import { isResting, mostWrongCodes } from '../../store/accounts-tries.ts'
import { roleChoices, roleOf, roleTold } from '../role-choices.ts'
import { ChoiceList, ErrorSummary, type FieldError, TextField, Word } from '../views/form.tsx'
import { show } from '../views/layout.tsx'
import { byOf, type StaffVisit } from '../visit.ts'
import { frameWords } from '../words/frame.ts'
import { officersWords } from '../words/officers.ts'
import { peopleWords } from '../words/people.ts'
import type { Speaker } from '../words/screen-words.ts'
import { startWords } from '../words/start.ts'
import { formatsOf } from '../words/told.ts'
import { trainingWords } from '../words/training.ts'

export const newPersonForm = z.strictObject({
  name: z.string().trim().max(60),
  signIn: z.string().trim().max(60),
  role: z.string().max(20).optional(),
})
export const secondStepForForm = z.strictObject({ whom: z.enum(['officers', 'everyone']) })

/** Everyone who signs in. */
export async function peoplePage(visit: StaffVisit): Promise<Response> {
  const { house, who } = visit
  const people = peopleWords(visit)
  const told = formatsOf(visit)
  const everyone = await allAccounts(house.app)
  const acting = await actingFrom(house.app, house.ring, house.clock.today())
  const whom = await secondStepFor(house.app)
  return show(
    visit,
    people.title,
    <>
      <h1>{people.title}</h1>
      <p class="usa-intro">{people.intro}</p>
      <p>
        <a class="usa-button" href="/people/add">
          {people.add.title}
        </a>
      </p>
      <p>
        <a class="usa-link" href="/training/people">
          {trainingWords(visit).whoDid}
        </a>
      </p>
      <p>
        <a class="usa-link" href="/officers">
          {officersWords(visit).title}: {startWords(visit).ways.officers.says}
        </a>
      </p>
      <ul class="carrel-computers">
        {everyone.map((person) => (
          <li class="carrel-computer">
            <div>
              <strong>{person.name}</strong>, {roleTold(visit, person)}
              <br />
              {people.signsInAs(person.signIn)} {stateOf(visit, person, house.clock.now())}
            </div>
            {person.id !== who.id && mayChange(byOf(visit), person) && (
              <a
                class="usa-button usa-button--outline"
                href={`/people/person?id=${person.id}`}
                aria-label={people.changeOf(person.name)}
              >
                {people.change}
              </a>
            )}
            {person.id === who.id && (
              <a class="usa-link" href="/account">
                {people.myAccount}
              </a>
            )}
          </li>
        ))}
      </ul>
      <h2>{people.acting.title}</h2>
      {acting.length === 0 && <p>{people.acting.nobody}</p>}
      {acting.map(({ name, firstDay, lastDay }) => (
        <p>{people.acting.named(name, told.day(firstDay), told.day(lastDay))}</p>
      ))}
      <h2>{people.secondStep.title}</h2>
      <form method="post" action="/people/second-step" class="usa-form usa-form--large carrel-form">
        <Word visit={visit} />
        <ChoiceList
          type="radio"
          name="whom"
          legend={people.secondStep.who}
          chosen={[whom]}
          choices={(['officers', 'everyone'] as const).map((value) => ({
            value,
            ...people.secondStep[value],
          }))}
        />
        <button type="submit" class="usa-button usa-button--outline">
          {people.secondStep.save}
        </button>
      </form>
    </>,
  )
}

/** What the Director should know of a sign-in, in a few words. */
export function stateOf(speaker: Speaker, person: Person, now: Date): string {
  const { state } = peopleWords(speaker)
  const { given, secondStep, codesFailed } = person
  return [
    isGivenOver(person, now) ? state.givenOver : given && state.given,
    codesFailed >= mostWrongCodes ? state.locked : isResting(person, now) && state.rests,
    secondStep ? state.secondStep : state.noSecondStep,
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
  const { add, toPeople } = peopleWords(visit)
  return show(
    visit,
    errors.length > 0 ? frameWords(visit).fixTitle(add.title) : add.title,
    <>
      <h1>{add.title}</h1>
      <ErrorSummary visit={visit} errors={errors} />
      <form method="post" action="/people/add" class="usa-form usa-form--large carrel-form">
        <Word visit={visit} />
        <TextField
          name="name"
          label={add.name}
          hint={add.nameHint}
          value={typed.name}
          maxlength={60}
          errors={errors}
        />
        <TextField
          name="signIn"
          label={add.signIn}
          hint={add.signInHint}
          value={typed.signIn}
          maxlength={60}
          errors={errors}
        />
        <h2 id="role" tabindex={-1}>
          {add.roleQuestion}
        </h2>
        <ChoiceList
          type="radio"
          name="role"
          legend={add.roleQuestion}
          chosen={typed.role === undefined ? [] : [typed.role]}
          choices={roleChoices(visit, (place) => mayChange(byOf(visit), place))}
        />
        <button type="submit" class="usa-button">
          {add.add}
        </button>
      </form>
      <p class="carrel-back">
        <a class="usa-link" href="/people">
          {toPeople}
        </a>
      </p>
    </>,
    errors.length > 0 ? 422 : 200,
  )
}

/** Adds a person and shows their first passphrase, once. */
export async function givePerson(visit: StaffVisit, typed: z.infer<typeof newPersonForm>): Promise<Response> {
  const { name, signIn } = typed
  const { add } = peopleWords(visit)
  const errors: FieldError[] = []
  const role = roleOf(typed.role)
  if (name === '') errors.push({ field: 'name', message: add.nameMissing })
  if (signInNameFault(signIn) !== null) errors.push({ field: 'signIn', message: add.signInUnfit })
  if (role === null || !mayChange(byOf(visit), role)) {
    errors.push({ field: 'role', message: add.roleMissing })
    return askPerson(visit, typed, errors)
  }
  if (errors.length > 0) return askPerson(visit, typed, errors)
  const passphrase = newPassphrase()
  const person = { name, signIn, ...role, passphrase, given: true }
  if ((await addPerson(visit.house, byOf(visit), person)) === null) {
    return askPerson(visit, typed, [{ field: 'signIn', message: add.signInTaken }])
  }
  return passphraseShown(visit, { name, signIn: signIn.toLowerCase(), passphrase })
}

/** A passphrase that was made for somebody: on this one page, and nowhere else. */
export function passphraseShown(
  visit: StaffVisit,
  of: { readonly name: string; readonly signIn: string; readonly passphrase: string },
): Response | Promise<Response> {
  const frame = frameWords(visit)
  const people = peopleWords(visit)
  const { shown } = people
  return show(
    visit,
    shown.title,
    <>
      <h1>{shown.heading(of.name)}</h1>
      <p class="usa-intro">{shown.intro}</p>
      <dl class="carrel-facts">
        <div class="carrel-fact">
          <dt>{shown.signIn}</dt>
          <dd>{of.signIn}</dd>
        </div>
        <div class="carrel-fact">
          <dt>{shown.passphrase}</dt>
          <dd class="carrel-secret">{of.passphrase}</dd>
        </div>
      </dl>
      <p>{shown.after(givenDays)}</p>
      <a class="usa-button" href="/people">
        {frame.done}
      </a>
    </>,
  )
}
