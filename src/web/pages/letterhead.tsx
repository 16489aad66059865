/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { z } from 'zod'
import { act } from '../../accounts/act.ts'
import { type Letterhead, saveLetterhead, typedLetterhead } from '../../store/letterhead.ts'
import { ErrorSummary, type FieldError, TextArea, TextField, Word } from '../views/form.tsx'
import { show } from '../views/layout.tsx'
import { Note } from '../views/note.tsx'
import { byOf, type StaffVisit } from '../visit.ts'
import { frameWords } from '../words/frame.ts'
import { letterheadWords } from '../words/letterhead.ts'
import { setUpWords } from '../words/set-up.ts'

// Why the bounds: the window of an envelope shows the patron's address and nothing of these lines.
const mostLines = 3
const longestLine = 44
const lines = z.string().max(500)
export const letterheadForm = z.strictObject({
  address: lines,
  phone: z.string().trim().max(100),
  hours: lines,
})
type Typed = z.infer<typeof letterheadForm>

/** How the library is reached, as its letters say. */
export async function letterheadPage(visit: StaffVisit): Promise<Response> {
  const {
    address = [],
    phone = '',
    hours = [],
  } = (await typedLetterhead(visit.house.app)) ?? {
    ...visit.pack.manifest,
  }
  return formPage(visit, { address: address.join('\n'), phone, hours: hours.join('\n') })
}

export async function changeLetterhead(visit: StaffVisit, typed: Typed): Promise<Response> {
  const letterhead = { address: linesOf(typed.address), phone: typed.phone, hours: linesOf(typed.hours) }
  const errors = faultsOf(visit, letterhead)
  if (errors.length > 0) return formPage(visit, typed, errors)
  await act(visit.house, byOf(visit), async (trx, note) => {
    await saveLetterhead(trx, letterhead)
    await note({ kind: 'letterhead-changed' })
  })
  return visit.c.redirect('/set-up/letterhead?saved', 303)
}

const linesOf = (text: string) =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')

function faultsOf(visit: StaffVisit, { address, phone, hours }: Letterhead): FieldError[] {
  const { noAddress, noPhone, tooMany, tooLong } = letterheadWords(visit)
  const isLong = (line: string) => line.length > longestLine
  const inLines = (field: string, typed: readonly string[]) => [
    ...(typed.length > mostLines ? [{ field, message: tooMany }] : []),
    ...(typed.some(isLong) ? [{ field, message: tooLong(longestLine) }] : []),
  ]
  return [
    ...(address.length === 0 ? [{ field: 'address', message: noAddress }] : inLines('address', address)),
    ...(phone === '' ? [{ field: 'phone', message: noPhone }] : inLines('phone', [phone])),
    ...inLines('hours', hours),
  ]
}

function formPage(
  visit: StaffVisit,
  typed: Typed,
  errors: readonly FieldError[] = [],
): Response | Promise<Response> {
  const words = letterheadWords(visit)
  const frame = frameWords(visit)
  const isSaved = errors.length === 0 && visit.c.req.query('saved') !== undefined
  return show(
    visit,
    errors.length > 0 ? frame.fixTitle(words.title) : words.title,
    <>
      <h1>{words.title}</h1>
      <Note said={isSaved ? words.saved : undefined} />
      <ErrorSummary visit={visit} errors={errors} />
      <p class="usa-intro">{words.says}</p>
      <form method="post" action="/set-up/letterhead" class="carrel-form">
        <Word visit={visit} />
        <TextArea
          name="address"
          label={words.address}
          hint={words.addressHint}
          rows={3}
          value={typed.address}
          errors={errors}
        />
        <TextField name="phone" label={words.phone} maxlength={100} value={typed.phone} errors={errors} />
        <TextArea
          name="hours"
          label={words.hours}
          hint={words.hoursHint}
          rows={3}
          value={typed.hours}
          errors={errors}
        />
        <button type="submit" class="usa-button">
          {words.save}
        </button>
      </form>
      <p class="carrel-back">
        <a class="usa-link" href="/set-up">
          {setUpWords(visit).list.title}
        </a>
      </p>
    </>,
    errors.length > 0 ? 422 : 200,
  )
}
