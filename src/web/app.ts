import { type Context, Hono, type MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { NotOpen } from '../compartments/cell-read.ts'
import { NotBound } from '../disclosure/case-shelves.ts'
import { ReadingSlowed } from '../disclosure/reading-rate.ts'
import { TypesetRefused } from '../kits/typeset-refused.ts'
import { outsideFault } from '../outside-fault.ts'
import { CellFull } from '../sealing/cell-bytes.ts'
import { asset } from './assets.ts'
import { safeHeaders } from './headers.ts'
import { hasSealed, logFault, logSealedFault, withoutSealed } from './log.ts'
import { hasOpen, isSecure, openVisit, shutAgain } from './open-visit.ts'
import { failed, notHere, refused, unreadable, untypable } from './pages/errors.tsx'
import { readingSlowed } from './pages/reading-slowed.tsx'
import { BrokenOff, isBrokenOff, Refusals } from './refusals.ts'
import { checkRoutes, mayUse, type Route } from './route.ts'
import { routes as allRoutes } from './routes.ts'
import { sameSiteOnly } from './same-site.ts'
import { forgetPages, passScreen } from './screen.ts'
import { sameWord } from './secret-token.ts'
import { aroundFileBytes, isMultipart, readFileForm, type SentFile } from './sent-file.ts'
import type { House, Visit } from './visit.ts'

const longestFormBytes = 32 * 1024
/** All that any page knows. Hostile: TRACE would say back what the browser sent, cookies too. */
const methods = ['GET', 'HEAD', 'POST']

declare module 'hono' {
  interface ContextVariableMap {
    beganMs: number
  }
}

const tookMs = (c: Context) => performance.now() - c.get('beganMs')

/** The web application: every route of the table behind the same door. Throws RouteRefused for a bad table. */
export function webApp(house: House, routes: readonly Route[] = allRoutes): Hono {
  checkRoutes(routes)
  const app = new Hono()
  const refusals = new Refusals(house)
  app.use(safeHeaders(isSecure(house)))
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
    return refused(c, house, 405, ({ otherMethod }) => otherMethod)
  })
  // Why before the check of the host: a refusal has styles too, and they are no secret.
  app.get('/assets/*', (c, next) => asset(c) ?? next())
  app.use(sameSiteOnly(house, refusals))
  app.use(shortFormsOnly(house, routes))
  for (const route of routes) {
    app.on(route.method, route.path, async (c) => {
      try {
        const visit = await opened(c, house)
        const answer = await orSlowed(visit, throughTheDoor(route, visit, refusals))
        refusals.answered(c, answer.status)
        return answer
      } catch (error) {
        // Why: whatever is no error would go past us, and be printed as it is.
        throw error instanceof Error ? error : new Error('what was thrown is no error')
      }
    })
  }
  app.notFound(async (c) => nothingThere(await opened(c, house)))
  app.onError((error, c) => {
    if (error instanceof BrokenOff) {
      refusals.brokenOff()
      return refused(c, house, 400, ({ brokenOff }) => brokenOff)
    }
    if (error instanceof CellFull) return refused(c, house, 413, ({ cellFull }) => cellFull)
    if (error instanceof TypesetRefused) return notTypeset(c, house, error)
    // What was open to them is no more: whatever else is has to be opened anew.
    if (error instanceof NotOpen) return shutAgain(c, house)
    if (error instanceof NotBound) return c.redirect(`/sealed/matter/${error.reference}`, 303)
    return failed(c, house, { reference: loggedAs(c, house, error), outside: outsideFault(error) })
  })
  return app
}

/** Why the log has it where it was no length: then a limit, or this computer, is too small for what people print here. */
function notTypeset(c: Context, house: House, error: TypesetRefused): Response | Promise<Response> {
  if (error.code !== 'document-too-long') loggedAs(c, house, error)
  return refused(c, house, 413, ({ document }) => document[error.code](error.field ?? ''))
}

async function opened(c: Context, house: House): Promise<Visit> {
  const visit = await openVisit(c, house)
  passScreen(visit)
  return visit
}

/**
 * Logs a fault of a page. Of sealed matters the log says neither which page it was nor what was done there: whoever reads logs is
 * not cleared.
 */
function loggedAs(c: Context, house: House, error: unknown): string {
  if (/^\/sealed(\/|$)/.test(c.req.path)) return logSealedFault(house.log)
  const route = `${c.req.method} ${c.req.routePath}`
  const isSealed = hasSealed(error) || hasOpen(c, house, c.req.param('reference') ?? '')
  return logFault(house.log, route, isSealed ? withoutSealed(error) : error, tookMs(c))
}

/**
 * A form that says how long it is is believed: the parser takes no byte more. Why not always by its bytes: to count
 * them makes a stream of each form, which takes as long as a look at the database.
 */
function shortFormsOnly(house: House, routes: readonly Route[]): MiddlewareHandler {
  const onError = async (c: Context) => refused(c, house, 413, ({ tooLong }) => tooLong)
  const withFile = new Map(
    routes.flatMap(({ path, file }) => (file ? [[path, file.mostBytes] as const] : [])),
  )
  const counted = bodyLimit({ maxSize: longestFormBytes, onError })
  return async (c, next) => {
    // What a GET brings is read by nobody.
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next()
    const length = c.req.header('content-length')
    const mostBytes = withFile.get(c.req.path)
    if (mostBytes !== undefined && isMultipart(c)) {
      // Why: a browser always says how long a file is, so whatever does not is none.
      const fits = length !== undefined && c.req.header('transfer-encoding') === undefined
      return fits && Number(length) <= mostBytes + aroundFileBytes
        ? next()
        : refused(c, house, 413, ({ fileTooLong }) => fileTooLong)
    }
    if (length === undefined || c.req.header('transfer-encoding') !== undefined) {
      return counted(c, next).catch((error: unknown) => {
        throw isBrokenOff(c) ? new BrokenOff() : error
      })
    }
    return Number(length) <= longestFormBytes ? next() : onError(c)
  }
}

/** Who is it → may they → is it their own form → is it well formed → the page. */
async function throughTheDoor(route: Route, visit: Visit, refusals: Refusals): Promise<Response> {
  if (!mayUse(route, visit)) {
    const answer = await nothingThere(visit)
    if (answer.status === 404) refusals.denied(visit.c, 'role', 404, visit)
    return answer
  }
  if (route.form === undefined) return route.answer(visit, undefined)
  const fields = await readForm(visit, route.file?.field)
  if (fields === null || !sameWord(fields.word, visit.formWord)) {
    refusals.denied(visit.c, 'form', 400, visit)
    return unreadable(visit)
  }
  const field = untypableField(fields.rest, route.lines)
  if (field !== undefined) return untypable(visit, field)
  const read = route.form.safeParse(fields.rest)
  return read.success ? route.answer(visit, read.data, fields.file) : unreadable(visit)
}

/** What someone on staff reads in place of a record where they opened too many. */
function orSlowed(visit: Visit, answered: Promise<Response>): Promise<Response> {
  const { who } = visit
  return answered.catch((error: unknown) => {
    if (error instanceof ReadingSlowed && who !== null) return readingSlowed({ ...visit, who }, error)
    throw error
  })
}

/** The same for a page that is not there and one that this visitor may not know of. */
function nothingThere(visit: Visit): Response | Promise<Response> {
  if (visit.handed !== null) return visit.c.redirect('/handed/pin', 303)
  if (visit.home === '/me') return visit.own?.open ? notHere(visit) : visit.c.redirect('/me/sign-in', 303)
  return visit.who === null ? visit.c.redirect('/sign-in', 303) : notHere(visit)
}

/**
 * The first field that holds a control character. Hostile: PostgreSQL takes no NUL in a text, and a terminal or a log
 * acts on the others. Only a field of several lines has line ends and tabs.
 */
function untypableField(fields: Record<string, unknown>, lines: readonly string[] = []): string | undefined {
  return Object.keys(fields).find((name) => {
    const untypable = lines.includes(name) ? /(?![\r\n\t])\p{Cc}/u : /\p{Cc}/u
    return [fields[name]].flat().some((value) => untypable.test(String(value)))
  })
}

type ReadForm = { word: string; rest: Record<string, unknown>; file: SentFile | undefined }

async function readForm({ c }: Visit, fileField: string | undefined): Promise<ReadForm | null> {
  const sent = await sentForm(c, fileField).catch((error: unknown) => {
    throw isBrokenOff(c) ? new BrokenOff() : error
  })
  if (sent === null && isBrokenOff(c)) throw new BrokenOff()
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
