/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import { z } from 'zod'
import { endActingDirector, type NotNamed, nameActingDirector } from '../../accounts/acting.ts'
import { isDay } from '../../policy/calendar.ts'
import { allAccounts } from '../../store/accounts.ts'
import { actingFrom } from '../../store/accounts-acting.ts'
import { ChoiceList, ErrorSummary, type FieldError, TextField, Word } from '../views/form.tsx'
import { show } from '../views/layout.tsx'
import { byOf, type StaffVisit } from '../visit.ts'
import { dayName, roleWord } from '../words.ts'

export const actingForm = z.strictObject({
  account: z.string().max(60).optional(),
  first: z.string().trim().max(20),
  last: z.string().trim().max(20),
})
export const endActingForm = z.strictObject({ id: z.uuid() })

/** Who stands in for the Director and when: the Board's president names them. */
export function actingPage(visit: StaffVisit): Promise<Response> {
  return withErrors(visit, { first: '', last: '' }, [])
}

async function withErrors(
  visit: StaffVisit,
  typed: z.infer<typeof actingForm>,
  errors: readonly FieldError[],
): Promise<Response> {
  const { app, clock } = visit.house
  const named = await actingFrom(app, clock.today())
  const people = (await allAccounts(app)).filter(({ id, role }) => role !== 'director' && id !== visit.who.id)
  return show(
    visit,
    errors.length > 0 ? 'Please fix: Acting Director' : 'Acting Director',
    <>
      <h1>Acting Director</h1>
      <p class="usa-intro">
        The Board names somebody who may do what the Director does, from a first day to a last one. It ends by
        itself.
      </p>
      <ErrorSummary visit={visit} errors={errors} />
      {named.length > 0 && <h2>Named</h2>}
      <ul class="carrel-computers">
        {named.map(({ id, name, firstDay, lastDay, namedBy }) => (
          <li class="carrel-computer">
            <div>
              <strong>{name}</strong>
              <br />
              From {dayName(firstDay)} to the end of {dayName(lastDay)}
              <br />
              Named {namedBy === null ? 'where Carrel runs' : `by ${namedBy}`}
            </div>
            <form method="post" action="/acting/end">
              <Word visit={visit} />
              <button
                type="submit"
                name="id"
                value={id}
                class="usa-button usa-button--outline"
                aria-label={`End now: ${name}`}
              >
                End now
              </button>
            </form>
          </li>
        ))}
      </ul>
      {people.length === 0 && <p>There is nobody to name yet: the Director adds people first.</p>}
      {people.length > 0 && (
        <form method="post" action="/acting" class="usa-form usa-form--large carrel-form">
          <Word visit={visit} />
          <h2 id="account" tabindex={-1}>
            Whom does the Board name?
          </h2>
          <ChoiceList
            type="radio"
            name="account"
            legend="Whom the Board names"
            chosen={typed.account === undefined ? [] : [typed.account]}
            choices={people.map((person) => ({
              value: person.id,
              label: person.name,
              hint: roleWord(person),
            }))}
          />
          <TextField name="first" label="First day" type="date" value={typed.first} errors={errors} />
          <TextField
            name="last"
            label="Last day"
            hint="To the end of it"
            type="date"
            value={typed.last}
            errors={errors}
          />
          <button type="submit" class="usa-button">
            Name them
          </button>
        </form>
      )}
      <p class="carrel-small">
        They need a second step at sign-in. What they do is on record as the acting Director's.
      </p>
    </>,
    errors.length > 0 ? 422 : 200,
  )
}

const refusals: Record<NotNamed, FieldError> = {
  unknown: { field: 'account', message: 'Choose whom the Board names' },
  director: { field: 'account', message: 'This is the Director: choose somebody else' },
  yourself: { field: 'account', message: 'You cannot name yourself: choose somebody else' },
  over: { field: 'last', message: 'The last day is today or later, and not before the first' },
  'too-long': { field: 'last', message: 'A year at most: name them again after it' },
  taken: {
    field: 'first',
    message: 'Somebody is named for some of these days: end that first, or take other days',
  },
}

/** Names somebody for the days between. */
export async function giveActing(visit: StaffVisit, typed: z.infer<typeof actingForm>): Promise<Response> {
  const { account, first, last } = typed
  const errors: FieldError[] = []
  const id = z.uuid().safeParse(account)
  if (!id.success) errors.push(refusals.unknown)
  if (!isDay(first)) errors.push({ field: 'first', message: 'Give the first day' })
  if (!isDay(last)) errors.push({ field: 'last', message: 'Give the last day' })
  if (errors.length > 0 || !id.success) return withErrors(visit, typed, errors)
  const days = { accountId: id.data, firstDay: first, lastDay: last }
  const outcome = await nameActingDirector(visit.house, byOf(visit), days)
  return outcome === 'named'
    ? visit.c.redirect('/acting', 303)
    : withErrors(visit, typed, [refusals[outcome]])
}

export async function endActing(visit: StaffVisit, { id }: z.infer<typeof endActingForm>): Promise<Response> {
  await endActingDirector(visit.house, byOf(visit), id)
  return visit.c.redirect('/acting', 303)
}
