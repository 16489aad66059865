import { type Context, Hono, type MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { AccessSlowedError } from '../gate/index.ts'
import { externalFault } from '../platform/error.ts'
import { asset } from '../platform/http/assets.ts'
import { isSameToken } from '../platform/http/cookies.ts'
import {
  badFormPage,
  controlCharacterPage,
  failurePage,
  notFoundPage,
  refusalPage,
} from '../platform/http/error-pages.tsx'
import { packedPages } from '../platform/http/packed-pages.ts'
import { forgetPages, passScreen } from '../platform/http/page-lifetime.tsx'
import { isSecure, type RequestContext } from '../platform/http/request-context.ts'
import {
  directOnly,
  isRequestAborted,
  RefusalLog,
  RequestAbortedError,
  safeHeaders,
  sameSiteOnly,
} from '../platform/http/request-guard.ts'
import {
  aroundFileBytes,
  checkRoutes,
  isMultipart,
  mayUse,
  type Route,
  readFileForm,
  type SentFile,
} from '../platform/http/route.ts'
import { hasSealed, logFault, logSealedFault, withoutSealed } from '../platform/log.ts'
import { TypesetError } from '../platform/pdf/typesetter.ts'
import { MatterNotOpenError, NotAcknowledgedError, SlotFullError } from '../sealed/index.ts'
import { accessSlowedPage } from '../staff/pages/index.ts'
import { closeSealedMatters, hasSealedMatterOpen, openRequest } from './open-request.ts'
import { routes as allRoutes } from './routes.ts'
import type { Services } from './services.ts'

const longestFormBytes = 32 * 1024
/** Hostile: TRACE would repeat what the browser sent, with its cookies. */
const methods = ['GET', 'HEAD', 'POST']

declare module 'hono' {
  interface ContextVariableMap {
    beganMs: number
  }
}

const tookMs = (c: Context) => performance.now() - c.get('beganMs')

/** The web application. @throws RouteError for an invalid table */
export function webApp(services: Services, routes: readonly Route<Services>[] = allRoutes): Hono {
  checkRoutes(routes)
  const app = new Hono()
  const refusals = new RefusalLog(services)
  app.use(safeHeaders(isSecure(services)))
  app.use(packedPages)
  app.use(async (c, next) => {
    c.set('beganMs', performance.now())
    await next()
  })
  app.use(async (c, next) => {
    await next()
    forgetPages(c)
  })
  app.use(async (c, next) => {
    if (methods.includes(c.req.method)) return next()
    refusals.denied(c, 'method', 405)
    c.header('Allow', methods.join(', '))
    return refusalPage(c, services, 405, ({ otherMethod }) => otherMethod)
  })
  // Before the check of the host: refusals have styles too, and those are no secret.
  app.get('/assets/*', (c, next) => asset(c) ?? next())
  app.use(sameSiteOnly(services, refusals))
  if (services.banner !== undefined) app.use(directOnly(services, refusals))
  app.use(shortFormsOnly(services, routes))
  for (const route of routes) {
    app.on(route.method, route.path, async (c) => {
      try {
        const context = await opened(c, services)
        const answer = await orAccessSlowed(context, dispatch(route, context, refusals))
        refusals.answered(c, answer.status)
        return answer
      } catch (error) {
        // Why: anything that is no Error would bypass `onError` and be printed.
        throw error instanceof Error ? error : new Error('what was thrown is no error')
      }
    })
  }
  app.notFound(async (c) => nothingThere(await opened(c, services)))
  app.onError((error, c) => {
    if (error instanceof RequestAbortedError) {
      refusals.brokenOff()
      return refusalPage(c, services, 400, ({ brokenOff }) => brokenOff)
    }
    if (error instanceof SlotFullError) return refusalPage(c, services, 413, ({ cellFull }) => cellFull)
    if (error instanceof TypesetError) return notTypeset(c, services, error)
    // Their matter was closed: it has to be opened again.
    if (error instanceof MatterNotOpenError) return closeSealedMatters(c, services)
    if (error instanceof NotAcknowledgedError) return c.redirect(`/sealed/matter/${error.reference}`, 303)
    return failurePage(c, services, {
      reference: loggedAs(c, services, error),
      outside: externalFault(error),
    })
  })
  return app
}

/**
 * Why logged unless it is the length: a limit, or this computer, is too small for the library's documents.
 */
function notTypeset(c: Context, services: Services, error: TypesetError): Response | Promise<Response> {
  if (error.code !== 'document-too-long') loggedAs(c, services, error)
  return refusalPage(c, services, 413, ({ document }) => document[error.code](error.field ?? ''))
}

async function opened(c: Context, services: Services): Promise<RequestContext<Services>> {
  const context = await openRequest(c, services)
  passScreen(context)
  return context
}

/** Of sealed matters the log does not say which page it was: its readers may have no access. */
function loggedAs(c: Context, services: Services, error: unknown): string {
  if (/^\/sealed(\/|$)/.test(c.req.path)) return logSealedFault(services.log)
  const route = `${c.req.method} ${c.req.routePath}`
  const isSealed = hasSealed(error) || hasSealedMatterOpen(c, services, c.req.param('reference') ?? '')
  return logFault(services.log, route, isSealed ? withoutSealed(error) : error, tookMs(c))
}

/**
 * Refuses forms that are too long. A stated length is trusted, since the parser reads no more. Why not count
 * the bytes always: that makes a stream of each form, which takes as long as a query.
 */
function shortFormsOnly(services: Services, routes: readonly Route<Services>[]): MiddlewareHandler {
  const onError = async (c: Context) => refusalPage(c, services, 413, ({ tooLong }) => tooLong)
  const withFile = routes.flatMap(({ path, file }) => {
    const pattern = new RegExp(`^${path.replaceAll(/:[^/]+/g, '[^/]+')}$`)
    return file ? [{ pattern, mostBytes: file.mostBytes }] : []
  })
  const counted = bodyLimit({ maxSize: longestFormBytes, onError })
  return async (c, next) => {
    // The body of a GET is never read.
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next()
    const length = c.req.header('content-length')
    const mostBytes = withFile.find(({ pattern }) => pattern.test(c.req.path))?.mostBytes
    if (mostBytes !== undefined && isMultipart(c)) {
      // Why: browsers always state a file's length.
      const fits = length !== undefined && c.req.header('transfer-encoding') === undefined
      return fits && Number(length) <= mostBytes + aroundFileBytes
        ? next()
        : refusalPage(c, services, 413, ({ fileTooLong }) => fileTooLong)
    }
    if (length === undefined || c.req.header('transfer-encoding') !== undefined) {
      return counted(c, next).catch((error: unknown) => {
        throw isRequestAborted(c) ? new RequestAbortedError() : error
      })
    }
    return Number(length) <= longestFormBytes ? next() : onError(c)
  }
}

/** The order of checks: who is it, may they, is it their own form, is it well formed. */
async function dispatch(
  route: Route<Services>,
  context: RequestContext<Services>,
  refusals: RefusalLog,
): Promise<Response> {
  if (!mayUse(route, context)) {
    const answer = await nothingThere(context)
    if (answer.status === 404) refusals.denied(context.c, 'role', 404, context)
    return answer
  }
  if (route.isLet !== undefined && !(await route.isLet(context))) return context.c.redirect(route.path, 303)
  if (route.form === undefined) return route.answer(context, undefined)
  const fields = await readForm(context, route.file?.field)
  if (fields === null || !isSameToken(fields.word, context.csrfToken)) {
    refusals.denied(context.c, 'form', 400, context)
    return badFormPage(context)
  }
  const field = untypableField(fields.rest, route.lines)
  if (field !== undefined) return controlCharacterPage(context, field)
  const read = route.form.safeParse(fields.rest)
  return read.success ? route.answer(context, read.data, fields.file) : badFormPage(context)
}

/** Shown in place of a record to staff who opened too many. */
function orAccessSlowed(context: RequestContext<Services>, answered: Promise<Response>): Promise<Response> {
  const { who } = context
  return answered.catch((error: unknown) => {
    if (error instanceof AccessSlowedError && who !== null)
      return accessSlowedPage({ ...context, who }, error)
    throw error
  })
}

/** The same for a missing page and one that this visitor may not see. */
function nothingThere(context: RequestContext<Services>): Response | Promise<Response> {
  if (context.handed !== null) return context.c.redirect('/handed/pin', 303)
  if (context.home === '/me') {
    const { own } = context
    return own?.open && !own.plain
      ? notFoundPage(context)
      : context.c.redirect(own?.open ? '/me' : '/me/sign-in', 303)
  }
  return context.who === null ? context.c.redirect('/sign-in', 303) : notFoundPage(context)
}

/**
 * The first field with a control character. Hostile: PostgreSQL stores no NUL in text, and terminals act on
 * the others. Only multi-line fields have line ends and tabs.
 */
function untypableField(fields: Record<string, unknown>, lines: readonly string[] = []): string | undefined {
  return Object.keys(fields).find((name) => {
    const untypable = lines.includes(name) ? /(?![\r\n\t])\p{Cc}/u : /\p{Cc}/u
    return [fields[name]].flat().some((value) => untypable.test(String(value)))
  })
}

type ReadForm = { word: string; rest: Record<string, unknown>; file: SentFile | undefined }

async function readForm(
  { c }: RequestContext<Services>,
  fileField: string | undefined,
): Promise<ReadForm | null> {
  const sent = await sentForm(c, fileField).catch((error: unknown) => {
    throw isRequestAborted(c) ? new RequestAbortedError() : error
  })
  if (sent === null && isRequestAborted(c)) throw new RequestAbortedError()
  if (sent === null) return null
  const { fields, file } = sent
  const { word, ...rest } = Object.fromEntries(
    [...new Set(fields.keys())].map((name) => {
      const values = fields.getAll(name)
      return [name, values.length === 1 ? values[0] : values]
    }),
  )
  return typeof word === 'string' ? { word, rest, file } : null
}

async function sentForm(c: Context, fileField: string | undefined): ReturnType<typeof readFileForm> {
  if (fileField !== undefined && isMultipart(c)) return readFileForm(c, fileField)
  const type = c.req.header('content-type') ?? ''
  if (!type.startsWith('application/x-www-form-urlencoded')) return null
  return { fields: new URLSearchParams(await c.req.text()), file: undefined }
}
