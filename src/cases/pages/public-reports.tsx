import { z } from 'zod'
import { actorOf } from '../../gate/index.ts'
import { showForm } from '../../platform/http/layout.tsx'
import {
  Alert,
  BackLink,
  CheckboxGroup,
  Facts,
  type FieldError,
  Form,
  PhoneLink,
  StatusNote,
  SubmitButton,
  TextField,
} from '../../platform/http/page-kit.tsx'
import { formatsOf } from '../../platform/i18n/language.ts'
import { intakeErrors, intakeKinds, type SentIntake } from '../intake.ts'
import { mayEnd, type PublicReport, ReportGoneError, triesBeforeEnd } from '../public-reports.ts'
import type { CaseContext } from '../services.ts'
import { casesIntakeWords } from '../words/intake.ts'
import { casesPageWords } from '../words/page.ts'
import { publicReportsWords } from '../words/served.ts'
import { beginCase } from './intake.tsx'
import { AboutDirectorQuestion, intakeQuestionFields, NondisclosureQuestion } from './intake-questions.tsx'

export const reportForm = z.strictObject({ id: z.uuid() })
export const reportCallForm = z.strictObject({ id: z.uuid(), reached: z.enum(['yes', 'no']) })
export const reportCaseForm = z.strictObject({
  id: z.uuid(),
  who: intakeKinds.who,
  ...intakeQuestionFields,
  came: z.string().trim().max(40).optional(),
})
type TypedCase = z.infer<typeof reportCaseForm>
type Shown = {
  readonly done?: string | undefined
  readonly typed?: TypedCase
  readonly errors?: readonly FieldError[]
}

export const publicReportsPage = (context: CaseContext): Promise<Response> => listPage(context)

async function listPage(
  context: CaseContext,
  shown: Shown = {},
  viewed?: readonly PublicReport[],
): Promise<Response> {
  const words = publicReportsWords(context)
  const reports = viewed ?? (await context.services.publicReports.list(actorOf(context)))
  // One form at a time: of two, the labels would lead to the same fields.
  const opens = shown.typed?.id ?? reports.find(({ isReached }) => isReached)?.id
  return showForm(
    context,
    {
      title: words.title,
      errors: shown.errors ?? [],
      intro: (
        <>
          <StatusNote said={shown.done} />
          <p class="usa-intro">{words.intro}</p>
        </>
      ),
    },
    <>
      {reports.length === 0 && <p class="carrel-nothing">{words.none}</p>}
      {reports.map((report) => (
        <Report context={context} report={report} shown={report.id === opens ? shown : undefined} />
      ))}
      <BackLink href="/cases">{casesPageWords(context).toCases}</BackLink>
    </>,
  )
}

type ReportProps = {
  readonly context: CaseContext
  readonly report: PublicReport
  /** Where a case is opened with this one. */
  readonly shown: Shown | undefined
}

const Report = ({ context, report, shown }: ReportProps) => {
  const words = publicReportsWords(context)
  const { id, at, what, name, phone, tries, isReached } = report
  return (
    <section class="carrel-letter" aria-labelledby={`r-${id}`}>
      <h2 id={`r-${id}`}>{words.what[what]}</h2>
      <Facts
        facts={[
          [words.name, name],
          [words.phone, <PhoneLink number={phone} />],
          [words.came, formatsOf(context).moment(at, context.pack.timeZone)],
          [words.tries, tries === 0 ? undefined : formatsOf(context).count(tries)],
        ]}
      />
      {isReached ? (
        <Alert kind="success">{words.isReached}</Alert>
      ) : (
        <>
          <h3>{words.calls}</h3>
          <Form context={context} action="/cases/outside/called" class="carrel-tries">
            <input type="hidden" name="id" value={id} />
            <SubmitButton look="outline" name="reached" value="yes">
              {words.reached}
            </SubmitButton>
            <SubmitButton look="outline" name="reached" value="no">
              {words.noAnswer}
            </SubmitButton>
          </Form>
        </>
      )}
      {isReached &&
        (shown === undefined ? (
          <p>{words.openFirst}</p>
        ) : (
          <OpenCase context={context} report={report} shown={shown} />
        ))}
      <EndReport context={context} report={report} />
    </section>
  )
}

type OpenCaseProps = ReportProps & { readonly shown: Shown }

const OpenCase = ({ context, report, shown: { typed, errors = [] } }: OpenCaseProps) => {
  const words = publicReportsWords(context)
  const intake = casesIntakeWords(context)
  return (
    <>
      <h3>{words.open}</h3>
      <p>{words.openSays}</p>
      <Form
        context={context}
        action="/cases/outside/open"
        class="usa-form usa-form--large carrel-form carrel-asked"
      >
        <input type="hidden" name="id" value={report.id} />
        <CheckboxGroup
          type="radio"
          name="who"
          legend={words.brought}
          options={intake.whoChoices}
          chosen={[typed?.who ?? '']}
          errors={errors}
        />
        <NondisclosureQuestion context={context} picked={typed?.secret} />
        <AboutDirectorQuestion context={context} picked={typed?.about} />
        <TextField
          name="came"
          label={intake.came}
          hint={words.cameHint}
          type="datetime-local"
          value={typed?.came ?? ''}
          errors={errors}
        />
        <SubmitButton>{words.openIt}</SubmitButton>
      </Form>
    </>
  )
}

const EndReport = ({ context, report }: Omit<ReportProps, 'shown'>) => {
  const words = publicReportsWords(context)
  return (
    <details>
      <summary>{words.end}</summary>
      <p>{words.endSays}</p>
      {mayEnd(report) ? (
        <Form context={context} action="/cases/outside/end">
          <input type="hidden" name="id" value={report.id} />
          <SubmitButton look="outline">{words.endIt}</SubmitButton>
        </Form>
      ) : (
        <p>{words.notYet(triesBeforeEnd)}</p>
      )}
    </details>
  )
}

export async function noteCallBack(
  context: CaseContext,
  { id, reached }: z.infer<typeof reportCallForm>,
): Promise<Response> {
  const words = publicReportsWords(context)
  const isNoted = await context.services.publicReports.noteCall(actorOf(context), id, reached === 'yes')
  return listPage(context, { done: isNoted ? words.noted[reached] : words.gone })
}

export async function endPublicReport(
  context: CaseContext,
  { id }: z.infer<typeof reportForm>,
): Promise<Response> {
  const words = publicReportsWords(context)
  const { isEnded, left } = await context.services.publicReports.end(actorOf(context), id)
  return listPage(context, { done: isEnded ? words.ended : words.gone }, left)
}

/** As anyone on staff reports a paper: an open case, or the sealed way where no one may be told. */
export async function openReportedCase(context: CaseContext, typed: TypedCase): Promise<Response> {
  const { gone } = publicReportsWords(context)
  const report = await context.services.publicReports.reached(actorOf(context), typed.id)
  if (report === undefined) return listPage(context, { done: gone })
  const { who, secret, about, came } = typed
  const way = report.what === 'mail' ? 'mail' : 'phone'
  const sent: SentIntake = { sent: 'yes', form: report.id, who, brought: 'paper', secret, about, came, way }
  const errors = intakeErrors(context, sent)
  if (errors.length > 0) return listPage(context, { typed, errors })
  return beginCase(context, sent, report).catch((error: unknown) => {
    if (error instanceof ReportGoneError) return listPage(context, { done: gone })
    throw error
  })
}
