import { setTimeout as sleep } from 'node:timers/promises'
import type { Child } from 'hono/jsx'
import { z } from 'zod'
import { actorOf, worksCases } from '../../gate/index.ts'
import { newToken, readCookie, tokenByLink, writeCookie } from '../../platform/http/cookies.ts'
import { notFoundPage } from '../../platform/http/error-pages.tsx'
import { show, showForm } from '../../platform/http/layout.tsx'
import {
  CheckboxGroup,
  type FieldError,
  Form,
  FormId,
  fieldsIn,
  LinkLine,
  PhoneLink,
  StatusNote,
  StepList,
  SubmitButton,
  sentForm,
  TextField,
} from '../../platform/http/page-kit.tsx'
import { isSecure, type RequestContext } from '../../platform/http/request-context.ts'
import type { SentFile } from '../../platform/http/route.ts'
import { isUsedTooOften, letterheadFor, typedLetterhead } from '../../staff/index.ts'
import { publicReportKinds } from '../case.ts'
import { maxLinkFiles, paperLinkHours } from '../paper-links.ts'
import type { CaseContext, CaseServices } from '../services.ts'
import { casesIntakeWords } from '../words/intake.ts'
import { paperLinkWords, servedWords } from '../words/served.ts'
import { BackToCase, InstrumentFileField } from './case-parts.tsx'

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
  const { counselPhone = '' } = (await typedLetterhead(context.services.app)) ?? {}
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

export const makeLinkForm = z.strictObject({})
export const followLinkForm = z.strictObject({ link: z.string().max(100) })
export const linkPaperForm = z.strictObject({})

/** The link is on this page and nowhere else: only a keyed token of it is kept. */
export async function makePaperLink(context: CaseContext): Promise<Response> {
  const { services, c } = context
  const reference = c.req.param('reference') ?? ''
  const link = await services.paperLinks.make(actorOf(context), reference)
  if (link === undefined) return notFoundPage(context)
  const words = paperLinkWords(context)
  return show(
    context,
    words.made,
    <>
      <h1>{words.made}</h1>
      <p class="usa-intro">{words.madeSays(paperLinkHours)}</p>
      <p>
        <code class="carrel-secret">{`${services.origin}/served/link/${link}`}</code>
      </p>
      <p>{words.madeOnce}</p>
      <BackToCase context={context} reference={reference} />
    </>,
  )
}

/** Why a button: programs that preview links would use the link up. The same where the link is none. */
export async function paperLinkPage(context: PublicContext): Promise<Response> {
  const link = context.c.req.param('link') ?? ''
  if (!(await context.services.paperLinks.isOpen(link))) return deadLinkPage(context)
  const words = paperLinkWords(context)
  return show(
    context,
    words.title,
    <>
      <h1>{words.title}</h1>
      <p class="usa-intro">{words.says}</p>
      <Form context={context} action="/served/link">
        <SubmitButton name="link" value={link} look="big">
          {words.begin}
        </SubmitButton>
      </Form>
    </>,
  )
}

export async function followPaperLink(
  context: PublicContext,
  { link }: z.infer<typeof followLinkForm>,
): Promise<Response> {
  const { c, services } = context
  const secure = isSecure(services)
  const browser = tokenByLink(readCookie(c, secure, 'form') ?? newToken(), link)
  if (!(await services.paperLinks.follow(link, browser))) return deadLinkPage(context)
  writeCookie(c, secure, 'paper', browser)
  return c.redirect('/served/paper', 303)
}

const browserOf = ({ c, services }: PublicContext): string | null =>
  readCookie(c, isSecure(services), 'paper')

export const mayAddPaper = (context: PublicContext): Promise<boolean> =>
  context.services.paperLinks.mayAdd(browserOf(context))

export async function sendPaperPage(context: PublicContext): Promise<Response> {
  return (await mayAddPaper(context)) ? fileFormPage(context) : deadLinkPage(context)
}

export async function sendPaper(
  context: PublicContext,
  _: z.infer<typeof linkPaperForm>,
  file: SentFile | undefined,
): Promise<Response> {
  const { fileMissing, fileFaults } = casesIntakeWords(context)
  const again = (message: string) => fileFormPage(context, [{ field: 'file', message }])
  if (file === undefined) return again(fileMissing)
  const added = await context.services.paperLinks.add(browserOf(context) ?? '', file)
  if (added === 'over') return deadLinkPage(context)
  if (added !== 'added') return again(fileFaults[added])
  const isLast = !(await mayAddPaper(context))
  const words = paperLinkWords(context)
  return isLast ? donePage(context) : fileFormPage(context, [], words.added)
}

function fileFormPage(
  context: PublicContext,
  errors: readonly FieldError[] = [],
  done?: string,
): Response | Promise<Response> {
  const words = paperLinkWords(context)
  return showForm(
    context,
    {
      title: words.title,
      errors,
      intro: (
        <>
          <StatusNote said={done} />
          <p class="usa-intro">{done === undefined ? words.choose : words.another(maxLinkFiles)}</p>
        </>
      ),
    },
    <>
      <Form
        context={context}
        action="/served/paper"
        enctype="multipart/form-data"
        class="usa-form carrel-form"
      >
        <InstrumentFileField label={words.file} hint={words.fileHint} errors={errors} />
        <SubmitButton>{words.send}</SubmitButton>
      </Form>
      <LinkLine href="/served">{words.toNumbers}</LinkLine>
    </>,
  )
}

function donePage(context: PublicContext): Response | Promise<Response> {
  const words = paperLinkWords(context)
  return showForm(context, { title: words.title, errors: [] }, <p class="usa-intro">{words.added}</p>)
}

function deadLinkPage(context: PublicContext): Response | Promise<Response> {
  const words = paperLinkWords(context)
  return showForm(
    context,
    { title: words.dead, errors: [], status: 410 },
    <>
      <p class="usa-intro">{words.deadSays}</p>
      <LinkLine href="/served">{words.toNumbers}</LinkLine>
    </>,
  )
}
