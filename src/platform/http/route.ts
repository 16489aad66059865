import type { Context } from 'hono'
import type { z } from 'zod'
import type { StaffRole } from '../../policy/index.ts'
import { CarrelError } from '../error.ts'
import type {
  HandedOverContext,
  PatronContext,
  PendingSignInContext,
  RequestContext,
  SetUpContext,
  StaffContext,
} from './request-context.ts'

/**
 * `signing-in`: the passphrase was right a moment ago. `setting-up`: the browser that followed the set-up
 * link. `customer`: a patron at their own pages; `customer-signing-in`: their code is still to be given.
 * `handed-over`: a patron to whom staff handed the screen.
 */
export type RouteAccess = AccessKind | readonly Position[]

/** A role, or a trustee's office as the Board's president. */
export type Position = StaffRole | 'president'

type AccessKind = (typeof accessKinds)[number]

type Answer = Response | Promise<Response>

/** `S`: the services that its page needs. Without `may` the program does not start. */
export type Route<S extends object = object> = {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly may: RouteAccess
  /** The shape of a POST's form; any other field is refused. */
  readonly form?: z.ZodType
  /** Fields that may have more than one line. */
  readonly lines?: readonly string[]
  /** The field that brings a file, and how many bytes of it are read; other forms bring none. */
  readonly file?: { readonly field: string; readonly mostBytes: number }
  /** Where given: whether the route exists for this person at this computer. */
  readonly isThere?: (context: StaffContext<S>) => boolean
  readonly answer: (context: RequestContext<S>, fields: unknown, file?: SentFile) => Answer
}

export function page<S extends object>(
  path: string,
  may: readonly Position[],
  answer: (context: StaffContext<S>) => Answer,
): Route<S> {
  return { method: 'GET', path, may, answer: (context) => answer(signedIn(context)) }
}

export function form<T, S extends object>(
  path: string,
  may: readonly Position[],
  shape: z.ZodType<T>,
  answer: (context: StaffContext<S>, fields: T) => Answer,
  lines: readonly string[] = [],
): Route<S> {
  return {
    method: 'POST',
    path,
    may,
    form: shape,
    lines,
    answer: (context, fields) => answer(signedIn(context), fields as T),
  }
}

/** A form that brings a file, at a path without parameters. */
export function fileForm<T, S extends object>(
  path: string,
  may: readonly Position[],
  shape: z.ZodType<T>,
  file: NonNullable<Route['file']>,
  answer: (context: StaffContext<S>, fields: T, file: SentFile | undefined) => Answer,
): Route<S> {
  return {
    ...{ method: 'POST', path, may, form: shape, file },
    answer: (context, fields, sent) => answer(signedIn(context), fields as T, sent),
  }
}

/** Routes that exist only for some people or at some computers. */
export function onlyWhere<S extends object>(
  isThere: (context: StaffContext<S>) => boolean,
  routes: readonly Route<S>[],
): Route<S>[] {
  return routes.map((route) => ({ ...route, isThere }))
}

/** The forms of a page. Opening or reloading a form's address as a page leads back to the page. */
export function formsOf<S extends object>(path: string, forms: readonly Route<S>[]): Route<S>[] {
  return forms.flatMap((form) => [
    { method: 'GET', path: form.path, may: form.may, answer: ({ c }) => c.redirect(path, 303) },
    form,
  ])
}

/** A page for someone who has passed the passphrase and has steps left. */
export function stepPage<S extends object>(
  path: string,
  answer: (context: PendingSignInContext<S>) => Answer,
): Route<S> {
  return { method: 'GET', path, may: 'signing-in', answer: (context) => answer(signingIn(context)) }
}

export function stepForm<T, S extends object>(
  path: string,
  shape: z.ZodType<T>,
  answer: (context: PendingSignInContext<S>, fields: T) => Answer,
): Route<S> {
  return {
    method: 'POST',
    path,
    may: 'signing-in',
    form: shape,
    answer: (context, fields) => answer(signingIn(context), fields as T),
  }
}

/** A page for the browser that followed the set-up link. */
export function setUpPage<S extends object>(
  path: string,
  answer: (context: SetUpContext<S>) => Answer,
): Route<S> {
  return { method: 'GET', path, may: 'setting-up', answer: (context) => answer(settingUp(context)) }
}

export function setUpForm<T, S extends object>(
  path: string,
  shape: z.ZodType<T>,
  answer: (context: SetUpContext<S>, fields: T) => Answer,
): Route<S> {
  return {
    method: 'POST',
    path,
    may: 'setting-up',
    form: shape,
    answer: (context, fields) => answer(settingUp(context), fields as T),
  }
}

/** A page of a patron who is signed in, or, with `half`, whose code is still to be given. */
export function ownPage<S extends object>(
  path: string,
  answer: (context: PatronContext<S>) => Answer,
  half = false,
): Route<S> {
  return {
    method: 'GET',
    path,
    may: half ? 'customer-signing-in' : 'customer',
    answer: (v) => answer(patronSignedIn(v)),
  }
}

export function ownForm<T, S extends object>(
  path: string,
  shape: z.ZodType<T>,
  answer: (context: PatronContext<S>, fields: T) => Answer,
  { half = false, lines = [] }: { readonly half?: boolean; readonly lines?: readonly string[] } = {},
): Route<S> {
  return {
    method: 'POST',
    path,
    may: half ? 'customer-signing-in' : 'customer',
    form: shape,
    lines,
    answer: (context, fields) => answer(patronSignedIn(context), fields as T),
  }
}

/** A page of a patron to whom staff handed the screen. */
export function handedPage<S extends object>(
  path: string,
  answer: (context: HandedOverContext<S>) => Answer,
): Route<S> {
  return { method: 'GET', path, may: 'handed-over', answer: (context) => answer(handedOver(context)) }
}

export function handedForm<T, S extends object>(
  path: string,
  shape: z.ZodType<T>,
  answer: (context: HandedOverContext<S>, fields: T) => Answer,
): Route<S> {
  return {
    method: 'POST',
    path,
    may: 'handed-over',
    form: shape,
    answer: (context, fields) => answer(handedOver(context), fields as T),
  }
}

export function openPage<S extends object>(
  path: string,
  answer: (context: RequestContext<S>) => Answer,
): Route<S> {
  return { method: 'GET', path, may: 'anyone', answer }
}

export function openForm<T, S extends object>(
  path: string,
  shape: z.ZodType<T>,
  answer: (context: RequestContext<S>, fields: T) => Answer,
): Route<S> {
  return {
    method: 'POST',
    path,
    may: 'anyone',
    form: shape,
    answer: (context, fields) => answer(context, fields as T),
  }
}

export class RouteError extends CarrelError<'route-refused'> {
  constructor(message: string) {
    super('route-refused', message)
  }
}

const accessKinds = [
  'anyone',
  'signing-in',
  'setting-up',
  'customer',
  'customer-signing-in',
  'handed-over',
] as const

/** @throws RouteError for a route without `may`, one listed twice, or one that an earlier parameter hides */
export function checkRoutes<S extends object>(routes: readonly Route<S>[]): void {
  for (const [at, route] of routes.entries()) {
    const name = `${route.method} ${route.path}`
    // Hostile: a table can be put together without the compiler.
    const may: unknown = route.may
    const stated = accessKinds.some((way) => way === may) || (Array.isArray(may) && may.length > 0)
    if (!stated) throw new RouteError(`the route ${name} does not state who may use it`)
    if ((route.method === 'POST') !== (route.form !== undefined)) {
      throw new RouteError(`the route ${name}: a POST states the shape of its form, a GET has none`)
    }
    const earlier = routes
      .slice(0, at)
      .find(({ method, path }) => method === route.method && covers(path, route.path))
    if (earlier?.path === route.path) throw new RouteError(`the route ${name} stands in the table twice`)
    if (earlier)
      throw new RouteError(`the route ${name} is hidden by ${earlier.path}, which stands before it`)
  }
}

/** Whether every address of `path` also matches `earlier`. */
function covers(earlier: string, path: string): boolean {
  const [these, those] = [earlier.split('/'), path.split('/')]
  return (
    these.length === those.length && these.every((part, at) => part.startsWith(':') || part === those[at])
  )
}

export function mayUse<S extends object>(
  { may, isThere, path }: Route<S>,
  context: RequestContext<S>,
): boolean {
  const { who, half, settingUp, handed, own } = context
  if (handed !== null) return may === 'handed-over' || path === '/language'
  if (isThere !== undefined && (who === null || !isThere({ ...context, who }))) return false
  if (may === 'anyone') return true
  if (may === 'signing-in') return half !== null
  if (may === 'setting-up') return settingUp !== null
  if (may === 'customer') return own?.open === true
  if (may === 'customer-signing-in') return own?.open === false
  if (may === 'handed-over') return false
  return who !== null && (may.includes(who.role) || (who.president && may.includes('president')))
}

function signedIn<S extends object>(context: RequestContext<S>): StaffContext<S> {
  // INVARIANT: `mayUse` was asked first; this tells the compiler.
  if (context.who === null) throw new RouteError('a page for staff was opened without a sign-in')
  return { ...context, who: context.who }
}

function signingIn<S extends object>(context: RequestContext<S>): PendingSignInContext<S> {
  if (context.half === null) throw new RouteError('a step of a sign-in was opened without one')
  return { ...context, half: context.half }
}

function settingUp<S extends object>(context: RequestContext<S>): SetUpContext<S> {
  if (context.settingUp === null) throw new RouteError('the set-up was opened without its link')
  return { ...context, settingUp: context.settingUp }
}

function patronSignedIn<S extends object>(context: RequestContext<S>): PatronContext<S> {
  if (context.own === null) throw new RouteError('a page of a patron’s own was opened without a sign-in')
  return { ...context, own: context.own }
}

function handedOver<S extends object>(context: RequestContext<S>): HandedOverContext<S> {
  if (context.handed === null) throw new RouteError('a page of a screen that nobody handed over was opened')
  return { ...context, handed: context.handed }
}

/** Hostile: the name and the bytes are the sender's. */
export type SentFile = { readonly name: string; readonly bytes: Buffer }

/** More than the fields around any file take. */
export const aroundFileBytes = 64 * 1024

export const isMultipart = (c: Context): boolean =>
  (c.req.header('content-type') ?? '').startsWith('multipart/form-data')

/**
 * Reads a form that brings a file in `field`. The caller has checked who may send one; until then nothing of
 * the body is read. Null where it is malformed, or has a file in another field.
 */
export async function readFileForm(
  c: Context,
  field: string,
): Promise<{ readonly fields: URLSearchParams; readonly file: SentFile | undefined } | null> {
  const sent = await c.req.raw.formData().catch(() => null)
  if (sent === null) return null
  const fields = new URLSearchParams()
  let file: SentFile | undefined
  for (const [name, value] of sent) {
    if (typeof value === 'string') fields.append(name, value)
    else if (name !== field || file !== undefined) return null
    // Browsers send a nameless file where none was chosen.
    else if (value.name !== '') file = { name: value.name, bytes: Buffer.from(await value.arrayBuffer()) }
  }
  return { fields, file }
}

/** Longer than any answer of these pages without a record; longer answers are padded to a multiple. */
const step = 32 * 1024

/** Pads a form's answers with spaces, so that their length in a proxy's log does not tell which it was. */
export const padAnswers =
  <RequestContext, Sent>(work: (context: RequestContext, sent: Sent) => Response | Promise<Response>) =>
  async (context: RequestContext, sent: Sent): Promise<Response> => {
    const response = await work(context, sent)
    // The status of a redirect is visible anyway.
    if (response.status >= 300 && response.status < 400) return response
    const page = Buffer.from(await response.arrayBuffer())
    const padded = Buffer.alloc(Math.ceil((page.length + 1) / step) * step, ' ')
    page.copy(padded)
    return new Response(padded, { status: response.status, headers: response.headers })
  }

export const staff = ['volunteer', 'desk', 'director', 'counsel', 'trustee'] as const
export const counter = ['volunteer', 'desk', 'director'] as const
export const clerks = ['desk', 'director'] as const
export const director = ['director'] as const
export const overseers = ['director', 'counsel', 'trustee'] as const
export const board = ['director', 'trustee'] as const
export const president = ['president'] as const

/** Something that needs attention, and the page for it. */
export type Task = {
  /** `warning`: something is wrong until someone acts. */
  readonly kind: 'warning' | 'info'
  readonly says: string
  readonly href?: string
  readonly go?: string
}

/** A source of tasks for some positions; for the others it is not asked. */
export type TaskSource<S extends object = object> = {
  readonly may: readonly Position[]
  readonly look: (context: StaffContext<S>) => readonly Task[] | Promise<readonly Task[]>
}
