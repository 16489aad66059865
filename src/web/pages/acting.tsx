/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { z } from 'zod'
import { endActingDirector, type NotNamed, nameActingDirector } from '../../accounts/acting.ts'
import { isDay } from '../../policy/calendar.ts'
import { allAccounts } from '../../store/accounts.ts'
import { actingFrom } from '../../store/accounts-acting.ts'
import { roleTold } from '../role-choices.ts'
import { ChoiceList, ErrorSummary, type FieldError, TextField, Word } from '../views/form.tsx'
import { show } from '../views/layout.tsx'
import { Press } from '../views/press.tsx'
import { byOf, type StaffVisit } from '../visit.ts'
import { actingWords } from '../words/acting.ts'
import { frameWords } from '../words/frame.ts'
import { formatsOf } from '../words/told.ts'

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
  const { app, ring, clock } = visit.house
  const named = await actingFrom(app, ring, clock.today())
  const people = (await allAccounts(app)).filter(({ id, role }) => role !== 'director' && id !== visit.who.id)

  const acting = actingWords(visit)
  const told = formatsOf(visit)
  return show(
    visit,
    errors.length > 0 ? frameWords(visit).fixTitle(acting.title) : acting.title,
    <>
      <h1>{acting.title}</h1>
      <p class="usa-intro">{acting.intro}</p>
      <ErrorSummary visit={visit} errors={errors} />
      {named.length > 0 && <h2>{acting.named}</h2>}
      <ul class="carrel-computers">
        {named.map(({ id, name, firstDay, lastDay, namedBy }) => (
          <li class="carrel-computer">
            <div>
              <strong>{name}</strong>
              <br />
              {acting.from(told.day(firstDay), told.day(lastDay))}
              <br />
              {namedBy === null ? acting.namedWhereItRuns : acting.namedBy(namedBy)}
            </div>
            <Press
              visit={visit}
              action="/acting/end"
              name="id"
              value={id}
              says={acting.endNow}
              called={acting.endNowOf(name)}
            />
          </li>
        ))}
      </ul>
      {people.length === 0 && <p>{acting.noOneToName}</p>}
      {people.length > 0 && (
        <form method="post" action="/acting" class="usa-form usa-form--large carrel-form">
          <Word visit={visit} />
          <h2 id="account" tabindex={-1}>
            {acting.whom}
          </h2>
          <ChoiceList
            type="radio"
            name="account"
            legend={acting.whom}
            chosen={typed.account === undefined ? [] : [typed.account]}
            choices={people.map((person) => ({
              value: person.id,
              label: person.name,
              hint: roleTold(visit, person),
            }))}
          />
          <TextField name="first" label={acting.first} type="date" value={typed.first} errors={errors} />
          <TextField
            name="last"
            label={acting.last}
            hint={acting.lastHint}
            type="date"
            value={typed.last}
            errors={errors}
          />
          <button type="submit" class="usa-button">
            {acting.name}
          </button>
        </form>
      )}
      <p class="carrel-small">{acting.after}</p>
    </>,
    errors.length > 0 ? 422 : 200,
  )
}

/** The field that mends each refusal. */
const fieldOf = {
  unknown: 'account',
  director: 'account',
  yourself: 'account',
  'gave-passphrase': 'account',
  over: 'last',
  'too-long': 'last',
  taken: 'first',
} as const satisfies Record<NotNamed, string>

/** Names somebody for the days between. */
export async function giveActing(visit: StaffVisit, typed: z.infer<typeof actingForm>): Promise<Response> {
  const { account, first, last } = typed
  const acting = actingWords(visit)
  const refusal = (code: NotNamed): FieldError => ({ field: fieldOf[code], message: acting.refused[code] })
  const errors: FieldError[] = []
  const id = z.uuid().safeParse(account)
  if (!id.success) errors.push(refusal('unknown'))
  if (!isDay(first)) errors.push({ field: 'first', message: acting.firstMissing })
  if (!isDay(last)) errors.push({ field: 'last', message: acting.lastMissing })
  if (errors.length > 0 || !id.success) return withErrors(visit, typed, errors)
  const days = { accountId: id.data, firstDay: first, lastDay: last }
  const outcome = await nameActingDirector(visit.house, byOf(visit), days)
  return outcome === 'named' ? visit.c.redirect('/acting', 303) : withErrors(visit, typed, [refusal(outcome)])
}

export async function endActing(visit: StaffVisit, { id }: z.infer<typeof endActingForm>): Promise<Response> {
  await endActingDirector(visit.house, byOf(visit), id)
  return visit.c.redirect('/acting', 303)
}
