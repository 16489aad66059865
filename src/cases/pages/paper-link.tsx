import { z } from 'zod'
import { actorOf } from '../../gate/index.ts'
import { newToken, readCookie, tokenByLink, writeCookie } from '../../platform/http/cookies.ts'
import { notFoundPage } from '../../platform/http/error-pages.tsx'
import { show, showForm } from '../../platform/http/layout.tsx'
import { type FieldError, Form, LinkLine, StatusNote, SubmitButton } from '../../platform/http/page-kit.tsx'
import { isSecure, type RequestContext } from '../../platform/http/request-context.ts'
import type { SentFile } from '../../platform/http/route.ts'
import { maxLinkFiles, paperLinkHours } from '../paper-links.ts'
import type { CaseContext, CaseServices } from '../services.ts'
import { casesIntakeWords } from '../words/intake.ts'
import { paperLinkWords } from '../words/served.ts'
import { BackToCase, InstrumentFileField } from './case-parts.tsx'

type PublicContext = RequestContext<CaseServices>

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
