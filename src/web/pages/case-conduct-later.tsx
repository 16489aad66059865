/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { z } from 'zod'
import { ToldFields, WhenFields } from '../views/conduct-fields.tsx'
import { ErrorSummary, type FieldError, TextField, Word } from '../views/form.tsx'
import { show } from '../views/layout.tsx'
import { Note } from '../views/note.tsx'
import { actorOf, type StaffVisit } from '../visit.ts'
import { casesConductWords } from '../words/cases-conduct.ts'
import { frameWords } from '../words/frame.ts'
import { whenOf } from './case-conduct.tsx'

const bases = ['mandated-report', 'conduct'] as const
export const laterForm = z.strictObject({
  reference: z.string().trim().toUpperCase().max(20),
  basis: z.enum(bases).optional(),
  agency: z.string().trim().max(500),
  ...{ day: z.string().trim().max(10), time: z.string().trim().max(20) },
})
type Typed = z.infer<typeof laterForm>

/** Whoever wrote an incident down, and told an agency of it later, has its reference and nothing else of it. */
export function toldLaterPage(visit: StaffVisit): Response | Promise<Response> {
  return laterShown(visit, [], undefined)
}

/** The report is put with the incident, at its time. Of the case nothing comes back. */
export async function toldLater(visit: StaffVisit, typed: Typed): Promise<Response> {
  const { fault, later } = casesConductWords(visit)
  const { reference, basis = 'mandated-report', agency } = typed
  const at = whenOf(visit, typed)
  if ('field' in at) return laterShown(visit, [at], typed)
  if (agency === '') return laterShown(visit, [{ field: 'agency', message: fault.agency }], typed)
  const what = { what: 'told-outside', basis, agency } as const
  const done = await visit.house.gate.cases.take(actorOf(visit), reference, what, at.at)
  // Why one answer: of what kind a case is, or that it is closed, is not told to whoever tries references.
  if (done === 'unknown' || 'refused' in done)
    return laterShown(visit, [{ field: 'reference', message: later.unknown }], typed)
  return laterShown(visit, [], undefined, later.done)
}

function laterShown(
  visit: StaffVisit,
  errors: readonly FieldError[],
  typed: Typed | undefined,
  said?: string,
) {
  const words = casesConductWords(visit)
  const frame = frameWords(visit)
  const { later } = words
  return show(
    visit,
    errors.length > 0 ? frame.fixTitle(later.title) : later.title,
    <>
      <h1>{later.title}</h1>
      <Note said={said} />
      <p class="usa-intro">{later.says}</p>
      <ErrorSummary visit={visit} errors={errors} />
      <form method="post" action="/cases/conduct/told" class="carrel-form">
        <Word visit={visit} />
        <TextField
          name="reference"
          label={words.reference}
          hint={later.referenceHint}
          maxlength={20}
          value={typed?.reference ?? ''}
          errors={errors}
        />
        <ToldFields
          visit={visit}
          errors={errors}
          bases={bases}
          chosen={typed?.basis ?? 'mandated-report'}
          agency={typed?.agency}
        />
        <h2>{later.when}</h2>
        <WhenFields visit={visit} errors={errors} day={typed?.day} time={typed?.time} />
        <button type="submit" class="usa-button usa-button--big">
          {words.send}
        </button>
      </form>
      <p class="carrel-back">
        <a class="usa-link" href="/cases/conduct">
          {words.title}
        </a>
      </p>
    </>,
    errors.length > 0 ? 422 : 200,
  )
}
