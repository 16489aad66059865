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
 * `signing-in`: whoever's passphrase was right a moment ago. `setting-up`: the browser that followed the set-up link.
 * `president`: a trustee who is the Board's president. `customer`: a patron at their own pages; `customer-signing-in`: one
 * whose PIN was right a moment ago. `handed-over`: a patron to whom staff handed the screen.
 */
export type RouteAccess = AccessKind | readonly Position[]

/** What somebody on staff is, as far as a page is for some of them alone. */
export type Position = StaffRole | 'president'

type AccessKind = (typeof accessKinds)[number]

type Answer = Response | Promise<Response>

/**
 * One line of the route table. `may` is never left out: a route that does not state it refuses to start. `S`: the services
 * that its page needs.
 */
export type Route<S extends object = object> = {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly may: RouteAccess
  /** The form that a POST brings; anything else in it is refused. */
  readonly form?: z.ZodType
  /** Its fields that may have more than one line. */
  readonly lines?: readonly string[]
  /** The field that brings a file, and how many bytes of it are read; of all other forms none is. */
  readonly file?: { readonly field: string; readonly mostBytes: number }
  /** Where it is not everywhere: whether it is there for this person, at their computer. */
  readonly isThere?: (context: StaffContext<S>) => boolean
  readonly answer: (context: RequestContext<S>, fields: unknown, file?: SentFile) => Answer
}

/** A page for the roles named. */
export function page<S extends object>(
  path: string,
  may: readonly Position[],
  answer: (context: StaffContext<S>) => Answer,
): Route<S> {
  return { method: 'GET', path, may, answer: (context) => answer(signedIn(context)) }
}

/** A form of the roles named, with the shape of its fields. */
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

/** A form that brings a file, of a path without parameters. */
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

/** The same routes, which are there for some only, or at some computers: for all others there is no such address. */
export function onlyWhere<S extends object>(
  isThere: (context: StaffContext<S>) => boolean,
  routes: readonly Route<S>[],
): Route<S>[] {
  return routes.map((route) => ({ ...route, isThere }))
}

/** The forms of a page. A form's address that is opened or reloaded as if it were a page leads back to theirs. */
export function formsOf<S extends object>(path: string, forms: readonly Route<S>[]): Route<S>[] {
  return forms.flatMap((form) => [
    { method: 'GET', path: form.path, may: form.may, answer: ({ c }) => c.redirect(path, 303) },
    form,
  ])
}

/** A page for whoever has passed the passphrase, and has steps left before they are signed in. */
export function stepPage<S extends object>(
  path: string,
  answer: (context: PendingSignInContext<S>) => Answer,
): Route<S> {
  return { method: 'GET', path, may: 'signing-in', answer: (context) => answer(signingIn(context)) }
}

/** A form of the same. */
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

/** A form of the same. */
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

/** A page of a patron who is signed in at their own pages, or, with `half`, whose code is still to be given. */
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

/** A form of the same. */
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

/** A form of the same. */
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

/** A page that needs no sign-in. */
export function openPage<S extends object>(
  path: string,
  answer: (context: RequestContext<S>) => Answer,
): Route<S> {
  return { method: 'GET', path, may: 'anyone', answer }
}

/** A form that needs no sign-in. */
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

/** The table cannot be served. `message` names the route. */
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

/**
 * @throws RouteError for a route that does not say who may use it, that stands in the table twice, or that an earlier one with
 * a parameter hides
 */
export function checkRoutes<S extends object>(routes: readonly Route<S>[]): void {
  for (const [at, route] of routes.entries()) {
    const name = `${route.method} ${route.path}`
    // Hostile: the type asks for `may`, but a table can be put together without the compiler.
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

/** Whether every address of a path is one of another's too. */
function covers(earlier: string, path: string): boolean {
  const [these, those] = [earlier.split('/'), path.split('/')]
  return (
    these.length === those.length && these.every((part, at) => part.startsWith(':') || part === those[at])
  )
}

/** True when this visitor may use the route. */
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
  // INVARIANT: the wrapper let nobody through who is not signed in; this says so to the compiler.
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

/** A file that came with a form. Hostile: its name and its bytes are whatever somebody sent. */
export type SentFile = { readonly name: string; readonly bytes: Buffer }

/** What the fields around a file may take: more than any has. */
export const aroundFileBytes = 64 * 1024

export const isMultipart = (c: Context): boolean =>
  (c.req.header('content-type') ?? '').startsWith('multipart/form-data')

/**
 * Reads a form that brings a file. Who may send one was asked before: until then nothing of its body is read.
 * @param field the only one whose value may be a file
 * @returns null where it is out of form, or a file stands in another field
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
    // A form in which no file was chosen sends one without a name.
    else if (value.name !== '') file = { name: value.name, bytes: Buffer.from(await value.arrayBuffer()) }
  }
  return { fields, file }
}

/** Longer than any answer of these pages that names no record; one that is longer is as many times as long. */
const step = 32 * 1024

/**
 * Pads what a form is answered with, so that its length does not say which of its answers it was: whoever reads the log of a proxy
 * has no more than the path, the time and the length. Spaces behind the page's end are no part of it.
 */
export const padAnswers =
  <RequestContext, Sent>(work: (context: RequestContext, sent: Sent) => Response | Promise<Response>) =>
  async (context: RequestContext, sent: Sent): Promise<Response> => {
    const response = await work(context, sent)
    // A redirection has nothing to pad; its status says anyway that it is one.
    if (response.status >= 300 && response.status < 400) return response
    const page = Buffer.from(await response.arrayBuffer())
    const padded = Buffer.alloc(Math.ceil((page.length + 1) / step) * step, ' ')
    page.copy(padded)
    return new Response(padded, { status: response.status, headers: response.headers })
  }

/** The positions that the pages of several features are for. */
export const staff = ['volunteer', 'desk', 'director', 'counsel', 'trustee'] as const
/** Who works at the counter. */
export const counter = ['volunteer', 'desk', 'director'] as const
export const clerks = ['desk', 'director'] as const
export const director = ['director'] as const
export const overseers = ['director', 'counsel', 'trustee'] as const
export const board = ['director', 'trustee'] as const
export const president = ['president'] as const

/** Something that waits, in a sentence or two, and where to go for it. */
export type Task = {
  /** `warning`: something is wrong until somebody does something. */
  readonly kind: 'warning' | 'info'
  readonly says: string
  readonly href?: string
  readonly go?: string
}

/** One thing that may wait, and who may know of it; who may not is not even looked at for. */
export type TaskSource<S extends object = object> = {
  readonly may: readonly Position[]
  readonly look: (context: StaffContext<S>) => readonly Task[] | Promise<readonly Task[]>
}
