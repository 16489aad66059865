import { setTimeout as sleep } from 'node:timers/promises'
import type { Child } from 'hono/jsx'
import { z } from 'zod'
import { worksCases } from '../../gate/index.ts'
import { notFoundPage } from '../../platform/http/error-pages.tsx'
import { showForm } from '../../platform/http/layout.tsx'
import {
  CheckboxGroup,
  type FieldError,
  Form,
  FormId,
  fieldsIn,
  PhoneLink,
  StepList,
  SubmitButton,
  sentForm,
  TextField,
} from '../../platform/http/page-kit.tsx'
import type { RequestContext } from '../../platform/http/request-context.ts'
import { isUsedTooOften, letterheadFor, typedLetterhead } from '../../staff/index.ts'
import { publicReportKinds } from '../case.ts'
import type { CaseServices } from '../services.ts'
import { servedWords } from '../words/served.ts'

type PublicContext = RequestContext<CaseServices>

/** No field takes more than a name and a number: there is no place for what a paper says. */
export const servedForm = z.strictObject({
  form: sentForm,
  what: z.enum(publicReportKinds).optional(),
  may: z.enum(['yes', 'no']).optional(),
  name: z.string().trim().max(80),
  phone: z.string().trim().max(30),
})
type Typed = z.infer<typeof servedForm>

/** From one address in an hour, whatever was answered; and from all of them together. */
const mostAnHour = { source: 10, all: 40 }
/** Every answer takes as long, so that its time does not tell whether something was saved. */
const answerMs = 300

export async function servedPage(context: PublicContext): Promise<Response> {
  return worksCases(context) ? formPage(context, { name: '', phone: '' }, []) : notFoundPage(context)
}

/**
 * INVARIANT: someone who may not talk, or is not sure, leaves nothing behind: no row, no log entry, no mail. Both
 * answers have one length (`padAnswers`), one title and one duration.
 */
export async function reportServed(context: PublicContext, typed: Typed): Promise<Response> {
  if (!worksCases(context)) return notFoundPage(context)
  const [answer] = await Promise.all([answerTo(context, typed), sleep(answerMs)])
  return answer
}

async function answerTo(context: PublicContext, typed: Typed): Promise<Response> {
  const words = servedWords(context)
  const { what, may, name, phone, form = crypto.randomUUID() } = typed
  const errors = faultsOf(context, typed)
  if (errors.length > 0 || what === undefined) return formPage(context, typed, errors)
  if (isUsedTooOften(context, mostAnHour)) return answerPage(context, words.tooOften, 429)
  if (may !== 'yes') return answerPage(context, words.notKept)
  const isKept = await context.services.publicReports.add(form, { what, name, phone })
  return answerPage(context, isKept ? words.kept : words.full)
}

/** Of someone who may not talk, no name is asked. */
function faultsOf(context: PublicContext, { what, may, name, phone }: Typed): FieldError[] {
  const { missing } = servedWords(context)
  const isNumber = phone.replaceAll(/\D/g, '').length >= 10
  return [
    ...(what === undefined ? [{ field: 'what', message: missing.what }] : []),
    ...(may === undefined ? [{ field: 'may', message: missing.may }] : []),
    ...(may !== 'no' && name === '' ? [{ field: 'name', message: missing.name }] : []),
    ...(may !== 'no' && !isNumber ? [{ field: 'phone', message: missing.phone }] : []),
  ]
}

async function formPage(context: PublicContext, typed: Typed, errors: readonly FieldError[]) {
  const words = servedWords(context)
  const field = fieldsIn({ name: typed.name, phone: typed.phone }, errors)
  return showForm(
    context,
    { title: words.title, errors, intro: <p class="usa-intro">{words.intro}</p> },
    <>
      <OfficeNumbers context={context} />
      <section aria-labelledby="now">
        <h2 id="now">{words.doNow}</h2>
        <StepList steps={words.steps} />
        <p>{words.lawyer}</p>
      </section>
      <section aria-labelledby="back">
        <h2 id="back">{words.form}</h2>
        <p>{words.formSays}</p>
        <Form context={context} action="/served" class="usa-form usa-form--large carrel-form carrel-asked">
          <FormId sent={typed.form} />
          <CheckboxGroup
            type="radio"
            name="what"
            legend={words.what}
            options={words.whatChoices}
            chosen={[typed.what ?? '']}
            errors={errors}
          />
          <CheckboxGroup
            type="radio"
            name="may"
            legend={words.may}
            hint={words.mayHint}
            options={words.mayChoices}
            chosen={[typed.may ?? '']}
            errors={errors}
          />
          <TextField {...field('name')} label={words.name} maxlength={80} />
          <TextField
            {...field('phone')}
            label={words.phone}
            hint={words.phoneHint}
            type="tel"
            maxlength={30}
          />
          <SubmitButton look="big">{words.send}</SubmitButton>
        </Form>
      </section>
    </>,
  )
}

function answerPage(context: PublicContext, says: Child, status?: 429): Response | Promise<Response> {
  const words = servedWords(context)
  return showForm(
    context,
    { title: words.answerTitle, errors: [], intro: <p class="usa-intro">{says}</p>, status },
    <>
      <OfficeNumbers context={context} />
      <h2>{words.doNow}</h2>
      <StepList steps={words.steps} />
    </>,
  )
}

/** INVARIANT: numbers of offices that the library made public, never those of its emergency contacts. */
const OfficeNumbers = async ({ context }: { readonly context: PublicContext }) => {
  const words = servedWords(context)
  const { phone } = await letterheadFor(context)
  const { app, ring } = context.services
  const { counselPhone = '' } = (await typedLetterhead(app, ring)) ?? {}
  const numbers = [[words.library, phone] as const, [words.counsel, counselPhone] as const].filter(
    ([, number]) => number !== '',
  )
  return (
    <section aria-labelledby="call">
      <h2 id="call">{words.call}</h2>
      {numbers.length === 0 && <p>{words.noNumber}</p>}
      <ul class="usa-list">
        {numbers.map(([name, number]) => (
          <li>
            {name}:{' '}
            <strong>
              <PhoneLink number={number} />
            </strong>
          </li>
        ))}
      </ul>
    </section>
  )
}
