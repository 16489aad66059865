import type { Context } from 'hono'
import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import type { ExternalFault } from '../error.ts'
import { type Language, languageOf } from '../i18n/language.ts'
import type { ScreenLanguage } from '../i18n/screen-words.ts'
import { errorsWords, frameWords } from '../i18n/words/frame.ts'
import { Head, show } from './layout.tsx'
import { homeOf, isSecure, type PlatformServices, type RequestContext } from './request-context.ts'

/** The same page whether it does not exist or this person may not see it. */
export function notFoundPage(context: RequestContext): Response | Promise<Response> {
  const errors = errorsWords(context)
  return inFrame(
    context,
    { status: 404, title: errors.nothingHere, heading: errors.nothingForYou },
    errors.maybeWrong,
  )
}

/** A form that is not ours or too old; nothing of it was used. */
export function badFormPage(context: RequestContext): Response | Promise<Response> {
  const errors = errorsWords(context)
  return inFrame(context, { status: 400, title: errors.notThrough }, errors.openTooLong)
}

/** A field holds a control character; nothing of the form was used. */
export function controlCharacterPage(context: RequestContext, field: string): Response | Promise<Response> {
  const errors = errorsWords(context)
  return inFrame(context, { status: 400, title: errors.notThrough }, errors.untypable(field))
}

type Framed = { readonly status: 400 | 404; readonly title: string; readonly heading?: string }

function inFrame(
  context: RequestContext,
  { status, title, heading = title }: Framed,
  sentence: string,
): Response | Promise<Response> {
  return show(
    context,
    title,
    <>
      <h1>{heading}</h1>
      <p class="usa-intro">{sentence}</p>
      <a class="usa-button" href={context.home}>
        {frameWords(context).toStart}
      </a>
    </>,
    status,
  )
}

type ErrorWords = ReturnType<typeof errorsWords>

/** A refusal in one sentence, before it is known who asks. */
export function refusalPage(
  c: Context,
  services: PlatformServices,
  status: 400 | 403 | 405 | 413 | 421,
  sentence: (errors: ErrorWords) => string,
): Response | Promise<Response> {
  const { language, speaker } = languageAndWords(c, services)
  const errors = errorsWords(speaker)
  return bare(c, { status, language, title: errors.notAccepted }, <p class="usa-intro">{sentence(errors)}</p>)
}

/** A few seconds more than a database takes to recover from a power cut on a slow disk. */
const retryAfterSeconds = 30

/** A fault with its reference; one outside of the program says what it is and who fixes it. */
export function failurePage(
  c: Context,
  services: PlatformServices,
  { reference, outside }: { readonly reference: string; readonly outside: ExternalFault | undefined },
): Response | Promise<Response> {
  const { language, speaker } = languageAndWords(c, services)
  const errors = errorsWords(speaker)
  const frame = frameWords(speaker)
  if (outside !== undefined) c.header('Retry-After', String(retryAfterSeconds))
  const [status, title] =
    outside === undefined ? ([500, errors.wentWrong] as const) : ([503, errors.notNow] as const)
  return bare(
    c,
    { status, language, title },
    <>
      {outside !== undefined && <p class="usa-intro">{errors.outside[outside]}</p>}
      <p class="usa-intro">{errors.notYourMistake}</p>
      <p>{errors.giveReference}</p>
      <p class="carrel-reference">{reference}</p>
      <a class="usa-button" href={homeOf(c)}>
        {frame.toStart}
      </a>
    </>,
  )
}

function languageAndWords(
  c: Context,
  services: PlatformServices,
): { readonly language: Language; readonly speaker: ScreenLanguage } {
  const language = languageOf(c, isSecure(services), services.pack)
  return { language, speaker: { pack: services.pack.in(language), language } }
}

type Bare = {
  readonly status: 400 | 403 | 405 | 413 | 421 | 500 | 503
  readonly language: Language
  readonly title: string
}

/** A page without the frame, which needs the database: that may be what failed. */
function bare(c: Context, { status, language, title }: Bare, body: Child): Response | Promise<Response> {
  c.status(status)
  return c.html(
    <>
      {raw('<!doctype html>')}
      <html lang={language}>
        <Head title={title} />
        <body>
          <main class="grid-container carrel-main">
            <h1>{title}</h1>
            {body}
          </main>
        </body>
      </html>
    </>,
  )
}
