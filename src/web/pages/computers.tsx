/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import { z } from 'zod'
import { enrolComputer, removeComputer } from '../../accounts/computers.ts'
import { isSetUpOpen } from '../../store/setup.ts'
import { allWorkstations } from '../../store/workstations.ts'
import { writeCookie } from '../cookies.ts'
import { isSecure } from '../open-visit.ts'
import { newToken, tokenHash } from '../secret-token.ts'
import { ChoiceList, ErrorSummary, type FieldError, TextField, Word } from '../views/form.tsx'
import { show } from '../views/layout.tsx'
import { byOf, type StaffVisit } from '../visit.ts'
import { dayName, placeName } from '../words.ts'

export const enrolForm = z.strictObject({
  name: z.string().trim().max(60),
  place: z.string().max(60).optional(),
})
export const removeForm = z.strictObject({ id: z.uuid() })

/** The library's computers, and a form that makes this one of them. */
export function computersPage(visit: StaffVisit): Promise<Response> {
  return withErrors(visit, [])
}

async function withErrors(
  visit: StaffVisit,
  errors: readonly FieldError[],
  name?: string,
): Promise<Response> {
  const { pack, app } = visit.house
  const all = await allWorkstations(app)
  const here = visit.workstation
  const settingUp = await isSetUpOpen(app)
  return show(
    visit,
    errors.length > 0 ? 'Please fix: Computers' : 'Computers',
    <>
      <h1>Computers</h1>
      <p class="usa-intro">
        {here === null
          ? 'This computer is not set up yet. No records show on it.'
          : `This computer is “${here.name}”, at the place: ${placeName(pack, here.place)}.`}
      </p>
      <ErrorSummary visit={visit} errors={errors} />
      <form method="post" action="/computers" class="usa-form usa-form--large carrel-form">
        <Word visit={visit} />
        <h2>{here === null ? 'Set up this computer' : 'Set up this computer again'}</h2>
        <TextField
          name="name"
          label="A name for it"
          hint="Such as: front desk, left"
          maxlength={60}
          errors={errors}
          {...(name !== undefined && { value: name })}
        />
        <h3 id="place" tabindex={-1}>
          Where does it stand?
        </h3>
        <ChoiceList
          type="radio"
          name="place"
          legend="Where it stands"
          chosen={here === null ? [] : [here.place]}
          choices={enrolPlaces(visit).map((value) => ({ value, label: placeName(pack, value) }))}
        />
        <button type="submit" class="usa-button">
          Set up
        </button>
      </form>
      <h2>All of the library's computers</h2>
      {all.length === 0 && <p>None yet.</p>}
      <ul class="carrel-computers">
        {all.map((one) => (
          <li class="carrel-computer">
            <div>
              <strong>{one.name}</strong>, {placeName(pack, one.place)}
              <br />
              Set up by {one.enrolledBy} on {dayName(one.enrolledOn)}
            </div>
            <form method="post" action="/computers/remove">
              <Word visit={visit} />
              <button
                type="submit"
                name="id"
                value={one.id}
                class="usa-button usa-button--outline"
                aria-label={`Remove ${one.name}`}
              >
                Remove
              </button>
            </form>
          </li>
        ))}
      </ul>
      {settingUp && (
        <p class="carrel-back">
          <a class="usa-link" href="/set-up">
            Back to the set-up
          </a>
        </p>
      )}
    </>,
    errors.length > 0 ? 422 : 200,
  )
}

/** Places where staff work: the front desk, and the private rooms of the pack. */
function enrolPlaces(visit: StaffVisit): string[] {
  const { privateRooms } = visit.house.pack
  return ['front-desk', ...privateRooms]
}

/** Makes this browser one of the library's computers; a token of its own replaces the one that it had. */
export async function enrol(visit: StaffVisit, fields: z.infer<typeof enrolForm>): Promise<Response> {
  const { c, house } = visit
  const { name, place } = fields
  const errors: FieldError[] = []
  if (name === '') errors.push({ field: 'name', message: 'Give this computer a name' })
  if (place === undefined || !enrolPlaces(visit).includes(place)) {
    errors.push({ field: 'place', message: 'Choose where this computer stands' })
  }
  if (errors.length > 0 || place === undefined) return withErrors(visit, errors, name)
  const token = newToken()
  await enrolComputer(house, byOf(visit), {
    tokenHash: tokenHash(token),
    name,
    place,
    replaces: visit.workstation?.id,
  })
  writeCookie(c, isSecure(house), 'computer', token)
  return c.redirect('/computers', 303)
}

/** From now on nothing shows on that computer. */
export async function remove(visit: StaffVisit, { id }: z.infer<typeof removeForm>): Promise<Response> {
  await removeComputer(visit.house, byOf(visit), id)
  return visit.c.redirect('/computers', 303)
}
