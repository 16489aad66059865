/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { z } from 'zod'
import type { What } from '../../casework/event.ts'
import { typedOf } from '../../casework/search-said.ts'
import { daysAfter, isDay } from '../../policy/calendar.ts'
import { instantIn } from '../../policy/day-clock.ts'
import { tooFar } from '../typed-day.ts'
import { minuteTyped } from '../typed-time.ts'
import { DrillMark } from '../views/drill-mark.tsx'
import { AboutField, firstLooks, SecretField } from '../views/first-looks.tsx'
import { ErrorSummary, type FieldError, TextArea, TextField, Word } from '../views/form.tsx'
import { FormId, sentForm } from '../views/form-id.tsx'
import { show } from '../views/layout.tsx'
import { WarrantFields } from '../views/search-parts.tsx'
import { actorOf, type StaffVisit } from '../visit.ts'
import { casesSearchWords } from '../words/cases-search.ts'
import { frameWords } from '../words/frame.ts'
import { searchShown } from './case-search.tsx'
import { faultOf, textsOf, warrantShape } from './case-search-acts.ts'
import { PhoneField, phoneTyped, saidIfSecret, warrantReceived } from './case-search-new.tsx'
import { notHere } from './errors.tsx'

const mostThings = 200
const time = z.string().trim().max(20)
export const paperForm = z.strictObject({
  form: sentForm,
  ...firstLooks,
  phone: phoneTyped,
  ...{ ...warrantShape, day: z.string().trim().max(10), came: time, left: time },
  things: z.string().max(20_000),
})
type Typed = z.infer<typeof paperForm>

type Step = { readonly what: What; readonly at: Date }

/** The printed page, typed in later: for a case that was begun, or for one that begins with it. */
export async function searchPaperPage(visit: StaffVisit): Promise<Response> {
  return paperShown(visit, [], undefined)
}

/** Takes all of it, each at the time at which it happened, or nothing. */
export async function searchFromPaper(visit: StaffVisit, typed: Typed): Promise<Response> {
  const { c, house } = visit
  const secretSaid = await saidIfSecret(visit, { ...typed, wrote: writtenOf(visit, typed) })
  if (secretSaid !== undefined) return secretSaid
  const steps = stepsOf(visit, typed)
  if ('errors' in steps) return paperShown(visit, steps.errors, typed)
  const actor = actorOf(visit)
  const known = c.req.param('reference')
  if (known !== undefined && !(await house.gate.cases.lookAtSearch(actor, known))) return notHere(visit)
  if (known === undefined) {
    const [{ at }] = steps.steps
    const came = { at, form: typed.form, after: steps.steps }
    const { reference } = await house.gate.cases.receive(
      actor,
      warrantReceived(false, typed.about === 'yes', typed.phone),
      came,
    )
    return c.redirect(`/cases/${reference}/search?saved`, 303)
  }
  const done = await house.gate.cases.takeAll(actor, known, steps.steps)
  if (done === 'unknown') return notHere(visit)
  if (done !== 'taken') {
    return searchShown(visit, {
      errors: [faultOf(visit, done)],
      typed: {},
    })
  }
  return c.redirect(`/cases/${known}/search?saved`, 303)
}

/** What the paper says as lines, each with the name of its field. */
function writtenOf(visit: StaffVisit, typed: Typed): string[] {
  const { field, onPaper, delay, delayOf } = casesSearchWords(visit)
  const lines: readonly (readonly [string, string | undefined])[] = [
    ...(['day', 'came', 'left'] as const).map((name) => [onPaper[name], typed[name]] as const),
    ...(Object.keys(field) as (keyof typeof field)[]).map((name) => [field[name], typed[name]] as const),
    [delay, delayOf[typed.delay]],
    [onPaper.taken, typed.things],
  ]
  return lines.flatMap(([label, said]) => (said ? [`${label}: ${said}`] : []))
}

/** What the paper says as steps, in their order, or what of it cannot be. */
function stepsOf(
  visit: StaffVisit,
  { day, came, left, things, form: _, secret: __, about: ___, ...search }: Typed,
): { readonly steps: readonly [Step, ...Step[]] } | { readonly errors: readonly FieldError[] } {
  const { house, pack } = visit
  const { fault, onPaper } = casesSearchWords(visit)
  const wrong = (field: string, message: string) => ({ errors: [{ field, message }] })
  if (!isDay(day)) return wrong('day', fault.day)
  const far = tooFar(visit, onPaper.day, day)
  if (far !== undefined) return wrong('day', far)
  const first = minuteTyped(came)
  const last = minuteTyped(left)
  if (first === undefined) return wrong('came', fault.whenNeeded)
  if (last === undefined) return wrong('left', fault.whenNeeded)
  // Why: a search goes on over midnight, and a paper has times alone.
  const at = (minute: number) => instantIn(pack.timeZone, minute < first ? daysAfter(day, 1) : day, minute)
  const lines = things.split(/\r?\n/).filter((line) => line.trim() !== '')
  if (lines.length > mostThings) return wrong('things', fault.many)
  const taken: Step[] = []
  for (const line of lines) {
    const [, typed = '', thing = ''] =
      /^\s*(\d{1,2}(?:[:.h]\d\d)?(?:\s*[ap]\.?\s*m\b\.?)?)[\s,;:–-]+(\S.*)$/i.exec(line) ?? []
    const minute = minuteTyped(typed)
    if (minute === undefined) return wrong('things', fault.line(line.trim().slice(0, 60)))
    taken.push({ what: { what: 'thing-taken', thing: thing.trim().slice(0, 500) }, at: at(minute) })
  }
  const end = at(last)
  if (taken.some((one) => one.at > end)) return wrong('left', fault.order)
  if (end > house.clock.now()) return wrong('left', fault.future)
  const began: Step = { what: { what: 'search-began', ...typedOf(search) }, at: at(first) }
  return { steps: [began, ...taken, { what: { what: 'search-ended' }, at: end }] }
}

async function paperShown(
  visit: StaffVisit,
  errors: readonly FieldError[],
  typed: Typed | undefined,
): Promise<Response> {
  const casesSearch = casesSearchWords(visit)
  const frame = frameWords(visit)
  const { onPaper: words } = casesSearch
  const reference = visit.c.req.param('reference')
  const seen =
    reference === undefined ? null : await visit.house.gate.cases.lookAtSearch(actorOf(visit), reference)
  if (seen === undefined || seen?.log.ended !== undefined) return notHere(visit)
  return show(
    visit,
    errors.length > 0 ? frame.fixTitle(words.title) : words.title,
    <>
      <DrillMark visit={visit} drill={seen?.drill ?? false} />
      <h1>{words.title}</h1>
      <p class="usa-intro">{words.says}</p>
      <ErrorSummary visit={visit} errors={errors} />
      <form
        method="post"
        action={reference === undefined ? '/cases/search/paper' : `/cases/${reference}/search/paper`}
        class="carrel-form"
      >
        <Word visit={visit} />
        <FormId sent={typed?.form} />
        <SecretField visit={visit} picked={typed?.secret} />
        {reference === undefined && <AboutField visit={visit} picked={typed?.about} />}
        {reference === undefined && <PhoneField visit={visit} typed={typed?.phone} />}
        <TextField
          name="day"
          type="date"
          label={words.day}
          value={typed?.day ?? visit.house.clock.today()}
          errors={errors}
        />
        <TextField name="came" label={words.came} maxlength={20} value={typed?.came ?? ''} errors={errors} />
        <WarrantFields visit={visit} search={seen?.log.search} typed={textsOf(typed ?? {})} errors={errors} />
        <TextArea
          name="things"
          label={words.taken}
          hint={words.takenHint}
          rows={8}
          value={typed?.things ?? ''}
          errors={errors}
        />
        <TextField name="left" label={words.left} maxlength={20} value={typed?.left ?? ''} errors={errors} />
        <button type="submit" class="usa-button usa-button--big">
          {words.save}
        </button>
      </form>
    </>,
    errors.length > 0 ? 422 : 200,
  )
}
