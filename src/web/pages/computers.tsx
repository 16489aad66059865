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
import { placeName, show } from '../views/layout.tsx'
import { Press } from '../views/press.tsx'
import { byOf, type StaffVisit } from '../visit.ts'
import { computersWords } from '../words/computers.ts'
import { frameWords } from '../words/frame.ts'
import { formatsOf } from '../words/told.ts'
import { ToPrint } from './kits.tsx'

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
  const { app } = visit.house
  const all = await allWorkstations(app, visit.house.ring)
  const here = visit.workstation
  const settingUp = await isSetUpOpen(app)

  const computers = computersWords(visit)
  const told = formatsOf(visit)
  return show(
    visit,
    errors.length > 0 ? frameWords(visit).fixTitle(computers.title) : computers.title,
    <>
      <h1>{computers.title}</h1>
      <p class="usa-intro">
        {here === null ? computers.notSetUp : computers.here(here.name, placeName(visit, here.place))}
      </p>
      <ErrorSummary visit={visit} errors={errors} />
      <form method="post" action="/computers" class="usa-form usa-form--large carrel-form">
        <Word visit={visit} />
        <h2>{here === null ? computers.setUpThis : computers.setUpAgain}</h2>
        <TextField
          name="name"
          label={computers.name}
          hint={computers.nameHint}
          maxlength={60}
          errors={errors}
          {...(name !== undefined && { value: name })}
        />
        <h3 id="place" tabindex={-1}>
          {computers.placeQuestion}
        </h3>
        <ChoiceList
          type="radio"
          name="place"
          legend={computers.placeQuestion}
          chosen={here === null ? [] : [here.place]}
          choices={enrolPlaces(visit).map((value) => ({ value, label: placeName(visit, value) }))}
        />
        <button type="submit" class="usa-button">
          {computers.setUp}
        </button>
      </form>
      {here !== null && <ToPrint visit={visit} />}
      <h2>{computers.all}</h2>
      {all.length === 0 && <p>{computers.none}</p>}
      <ul class="carrel-computers">
        {all.map((one) => (
          <li class="carrel-computer">
            <div>
              <strong>{one.name}</strong>, {placeName(visit, one.place)}
              <br />
              {computers.setUpBy(one.enrolledBy, told.day(one.enrolledOn))}
            </div>
            <Press
              visit={visit}
              action="/computers/remove"
              name="id"
              value={one.id}
              says={computers.remove}
              called={computers.removeThe(one.name)}
            />
          </li>
        ))}
      </ul>
      {settingUp && (
        <p class="carrel-back">
          <a class="usa-link" href="/set-up">
            {computers.toSetUp}
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
  const computers = computersWords(visit)
  const { name, place } = fields
  const errors: FieldError[] = []
  if (name === '') errors.push({ field: 'name', message: computers.nameMissing })
  if (place === undefined || !enrolPlaces(visit).includes(place)) {
    errors.push({ field: 'place', message: computers.placeMissing })
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
