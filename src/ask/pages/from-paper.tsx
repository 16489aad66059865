import { z } from 'zod'
import { showForm } from '../../platform/http/layout.tsx'
import {
  Alert,
  type FieldError,
  Form,
  fieldsIn,
  SelectField,
  SubmitButton,
  TextField,
  TextLink,
} from '../../platform/http/page-kit.tsx'
import type { StaffContext } from '../../platform/http/request-context.ts'
import { formatsOf } from '../../platform/i18n/language.ts'
import { daysAfter, instantIn, isDay } from '../../policy/index.ts'
import { isSheetNumber } from '../../register/index.ts'
import { entryInstant } from '../../register/log/index.ts'
import { askedAt, type Draft } from '../draft.ts'
import { fromPaperWords } from '../words/ask.ts'

export const fromPaperForm = z.strictObject({
  sheet: z.string().trim().max(20).default(''),
  day: z.string().trim().max(10).default(''),
  time: z.string().trim().max(8).default(''),
  place: z.string().trim().max(64).default(''),
})
type Typed = z.infer<typeof fromPaperForm>

/** Sheets are entered when Carrel works again; one that is older than this was mistyped. */
const oldestDays = 90

type OnPaper = Required<Pick<Draft, 'sheet' | 'paperAt' | 'paperPlace'>>

/** The sheet, the instant and the place, for the questions that follow; or the field that is wrong. */
export function paperTyped(context: StaffContext, { sheet, day, time, place }: Typed): OnPaper | FieldError {
  const { services, pack } = context
  const { fault } = fromPaperWords(context)
  const [, hour, minute] = /^(\d\d):(\d\d)(?::\d\d)?$/.exec(time) ?? []
  if (!isSheetNumber(sheet)) return { field: 'sheet', message: fault.sheet }
  if (!isDay(day) || day < daysAfter(services.clock.today(), -oldestDays))
    return { field: 'day', message: fault.day(oldestDays) }
  if (hour === undefined || Number(hour) > 23 || Number(minute) > 59)
    return { field: 'time', message: fault.time }
  const at = instantIn(pack.timeZone, day, Number(hour) * 60 + Number(minute))
  if (at > services.clock.now()) return { field: 'time', message: fault.future }
  return {
    sheet,
    paperAt: entryInstant(at),
    paperPlace: Object.hasOwn(pack.places, place) ? place : context.place,
  }
}

/** Hostile: the questions carry them in the page, where they can be changed. */
export function isPaperChanged(
  { services, pack }: StaffContext,
  { sheet, paperAt, paperPlace }: Draft,
): boolean {
  if (sheet === undefined || paperAt === undefined) return sheet !== paperAt || paperPlace !== undefined
  if (paperPlace !== undefined && !Object.hasOwn(pack.places, paperPlace)) return true
  const at = new Date(paperAt)
  const oldest = instantIn(pack.timeZone, daysAfter(services.clock.today(), -oldestDays), 0)
  return at > services.clock.now() || at < oldest
}

/** Before the questions: on which sheet it is, and when it was. */
export function fromPaperPage(
  context: StaffContext,
  errors: readonly FieldError[] = [],
  typed?: Typed,
): Response | Promise<Response> {
  const words = fromPaperWords(context)
  const { pack, place, services } = context
  const field = fieldsIn({ day: services.clock.today(), ...typed }, errors)
  return showForm(
    context,
    { title: words.title, errors, intro: <p class="usa-intro">{words.says}</p> },
    <Form context={context} action="/ask/paper" class="carrel-form">
      <TextField {...field('sheet')} label={words.sheet} hint={words.sheetHint} maxlength={20} />
      <TextField {...field('day')} type="date" label={words.day} />
      <TextField {...field('time')} type="time" label={words.time} />
      <SelectField name="place" label={words.place} options={pack.places} picked={typed?.place || place} />
      <SubmitButton look="go">{words.goOn}</SubmitButton>
    </Form>,
  )
}

/** On each page of an answer that was given on paper: it is entered, and not given again. */
export const FromPaper = ({ context, draft }: { readonly context: StaffContext; readonly draft: Draft }) => {
  const { sheet, paperAt } = draft
  if (sheet === undefined || paperAt === undefined) return null
  const words = fromPaperWords(context)
  const { timeZone, places } = context.pack
  const at = `${formatsOf(context).moment(new Date(paperAt), timeZone)}, ${places[askedAt(context, draft).place]}`
  return (
    <Alert kind="info">
      {words.entered(sheet, at)}{' '}
      <TextLink href={`/cases/disclosure?sheet=${sheet}&at=${paperAt}`}>{words.toldMore}</TextLink>
    </Alert>
  )
}
