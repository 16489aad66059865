import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { patronActorOf } from '../../gate/index.ts'
import { dailyLimit } from '../../patrons/index.ts'
import { nameOf, ownPageWords } from '../../patrons/pages/index.ts'
import { notFoundPage } from '../../platform/http/error-pages.tsx'
import { show, showForm } from '../../platform/http/layout.tsx'
import {
  BackLink,
  ChoiceList,
  type FieldError,
  Form,
  FormId,
  fieldsIn,
  SubmitButton,
  sentForm,
  TextArea,
  TextField,
} from '../../platform/http/page-kit.tsx'
import type { PatronContext } from '../../platform/http/request-context.ts'
import { formatsOf } from '../../platform/i18n/language.ts'
import { isDay } from '../../policy/index.ts'
import type { FindingForPatron } from '../case-study.ts'
import type { CaseServices } from '../services.ts'
import { casesPrivacyWords } from '../words/incidents.ts'
import { studyWords } from '../words/study.ts'
import { AboutDirectorField } from './case-parts.tsx'
import { concerns, daysOfViews, daysStudied } from './incidents.tsx'

export const patronConcernForm = z.strictObject({
  form: sentForm,
  problem: z.string().trim().max(10_000),
  concern: z.enum(concerns).optional(),
  from: z.string().trim().max(10).optional(),
  until: z.string().trim().max(10).optional(),
  aboutDirector: z.enum(['no', 'yes']).optional(),
})

type TypedConcern = z.infer<typeof patronConcernForm>

/** The Director receives it sealed, with the name to reply to. */
export async function reportPatronConcern(
  context: PatronContext<CaseServices>,
  typed: TypedConcern,
): Promise<Response> {
  const { problem, aboutDirector, concern, form = randomUUID() } = typed
  const { services, own } = context
  if (services.cases.rules === undefined) return notFoundPage(context)
  const { own: words } = casesPrivacyWords(context)
  const fault = problem === '' ? { field: 'problem', message: words.fault } : faultInDays(context, typed)
  if (fault !== undefined) return patronConcernPage(context, [fault], typed)
  if (!mayReportConcern(context, form)) {
    return patronConcernPage(context, [{ field: 'problem', message: words.tooMany }], typed, 429)
  }
  const self = patronActorOf(context)
  const { told } = await services.gate.own({ self, records: ['identity'] })
  const name = (told[0] && nameOf(told[0].opened)) ?? ''
  const { reference } = await services.cases.receive(
    self,
    {
      what: 'received',
      kind: 'privacy',
      way: 'own-page',
      wants: problem,
      drill: false,
      aboutDirector: aboutDirector === 'yes',
      requester: { kind: 'patron', name, patron: own.patronId },
      ...(concern === 'views' && { views: daysOfViews(context, typed) }),
    },
    { form },
  )
  return show(
    context,
    words.done,
    <>
      <h1>{words.done}</h1>
      <p class="usa-intro">{aboutDirector === 'yes' ? words.doneAbout : words.doneSays}</p>
      <p>
        {words.reference} <span class="carrel-reference">{reference}</span>
      </p>
      <BackToMyAccount context={context} />
    </>,
  )
}

/** Days that someone typed count where the concern is who viewed their record. */
function faultInDays(
  context: PatronContext<CaseServices>,
  { concern, from = '', until = '' }: TypedConcern,
): FieldError | undefined {
  if (concern !== 'views') return undefined
  const { fault } = studyWords(context)
  const today = context.services.clock.today()
  if (from !== '' && !isDay(from)) return { field: 'from', message: fault.day }
  if (until !== '' && !isDay(until)) return { field: 'until', message: fault.day }
  if (until > today) return { field: 'until', message: fault.future }
  if (from > (until || today)) return { field: until === '' ? 'from' : 'until', message: fault.order }
  return undefined
}

/** The day of the one view that they came from. Hostile: the address is only read as a day. */
function daysAsked({ c }: PatronContext): Pick<TypedConcern, 'from' | 'until'> {
  const day = c.req.query('day') ?? ''
  return isDay(day) ? { from: day, until: day } : {}
}

/** Says nothing of other concerns they sent, but what was found of those that are decided. */
export async function patronConcernPage(
  context: PatronContext<CaseServices>,
  errors: readonly FieldError[] = [],
  typed?: TypedConcern,
  status?: 429,
): Promise<Response> {
  if (context.services.cases.rules === undefined) return notFoundPage(context)
  const { own: words } = casesPrivacyWords(context)
  const { report } = studyWords(context)
  const field = fieldsIn(typed ?? daysAsked(context), errors)
  const found = await context.services.caseStudy.findingsFor(patronActorOf(context))
  return showForm(
    context,
    {
      title: words.title,
      errors,
      intro: (
        <>
          <p class="usa-intro">{words.intro}</p>
          <p>
            {words.decides} {words.never}
          </p>
        </>
      ),
      ...(status && { status }),
    },
    <>
      <Findings context={context} found={found} />
      <Form context={context} action="/me/worry" class="carrel-form">
        <FormId sent={undefined} />
        <TextArea {...field('problem')} label={words.problem} rows={8} />
        <h2>{report.about}</h2>
        <ChoiceList
          type="radio"
          name="concern"
          legend={report.about}
          choices={concerns.map((value) => ({ value, label: report.ownOf[value] }))}
          chosen={[typed?.concern ?? (context.c.req.query('about') === 'views' ? 'views' : 'other')]}
        />
        <div class="carrel-concern-days">
          <p>{report.days(daysStudied(context.services.cases.rules))}</p>
          <TextField {...field('from')} type="date" label={studyWords(context).from} maxlength={10} />
          <TextField {...field('until')} type="date" label={studyWords(context).until} maxlength={10} />
        </div>
        <AboutDirectorField context={context} chosen={typed?.aboutDirector} />
        <SubmitButton look="big">{words.send}</SubmitButton>
      </Form>
      <BackToMyAccount context={context} />
    </>,
  )
}

type FindingsProps = { readonly context: PatronContext; readonly found: readonly FindingForPatron[] }

/** A name of someone on staff only as counsel agreed. */
const Findings = ({ context, found }: FindingsProps) => {
  const { mine, findingOf } = studyWords(context)
  const formats = formatsOf(context)
  if (found.length === 0) return null
  return (
    <section aria-labelledby="found">
      <h2 id="found">{mine.title}</h2>
      {found.map(({ on, finding, words, remedy, staff }) => (
        <>
          <h3>{findingOf[finding]}</h3>
          <p>{mine.on(formats.day(on))}</p>
          <p class="carrel-line">{words}</p>
          {remedy !== '' && (
            <>
              <h4>{mine.remedy}</h4>
              <p class="carrel-line">{remedy}</p>
            </>
          )}
          {staff.length > 0 && <p>{mine.staff(formats.all(staff))}</p>}
        </>
      ))}
    </section>
  )
}

const BackToMyAccount = ({ context }: { readonly context: PatronContext }) => (
  <BackLink href="/me">{ownPageWords(context).back}</BackLink>
)

/** Why in memory: a count in the database would reveal who has concerns. */
const mayReportConcern = dailyLimit(5)
