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
  StaffSession,
} from './request-context.ts'

/**
 * `signing-in`: the passphrase was right a moment ago. `setting-up`: the browser that followed the set-up
 * link. `customer`: a patron at their own pages; `customer-plainly`: also in the plain view;
 * `customer-signing-in`: their code is still to be given.
 * `handed-over`: a patron to whom staff handed the screen.
 */
type RouteAccess = AccessKind | readonly Position[]

/** A role, or a trustee's office as the Board's president. */
type Position = StaffRole | 'president'

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
  /** Where given: asked before anything of the form is read. Otherwise its page says why not. */
  readonly isLet?: (context: RequestContext<S>) => Promise<boolean>
  /** Where given: whether the route exists for this person at this computer. */
  readonly isThere?: (context: StaffContext<S>) => boolean
  /** The field with the id of the record that it acts on: the gate is asked whether this session opened it. */
  readonly actsOn?: string
  readonly answer: (context: RequestContext<S>, fields: unknown, file?: SentFile) => Answer
}

/** A page or a form for the contexts that `of` narrows to. */
function route<C, S extends object>(
  at: Pick<Route, 'path' | 'may' | 'form' | 'lines' | 'file'>,
  of: (context: RequestContext<S>) => C,
  answer: (context: C, fields: never, file?: SentFile) => Answer,
): Route<S> {
  return {
    ...at,
    method: at.form === undefined ? 'GET' : 'POST',
    answer: (context, fields, file) => answer(of(context), fields as never, file),
  }
}

export const page = <S extends object>(
  path: string,
  may: readonly Position[],
  answer: (context: StaffContext<S>) => Answer,
): Route<S> => route({ path, may }, signedIn, answer)

export const form = <T, S extends object>(
  path: string,
  may: readonly Position[],
  form: z.ZodType<T>,
  answer: (context: StaffContext<S>, fields: T) => Answer,
  lines: readonly string[] = [],
): Route<S> => route({ path, may, form, lines }, signedIn, answer)

/** A form that brings a file, at a path without parameters. */
export const fileForm = <T, S extends object>(
  path: string,
  may: readonly Position[],
  form: z.ZodType<T>,
  file: NonNullable<Route['file']>,
  answer: (context: StaffContext<S>, fields: T, file: SentFile | undefined) => Answer,
): Route<S> => route({ path, may, form, file }, signedIn, answer)

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
export const stepPage = <S extends object>(
  path: string,
  answer: (context: PendingSignInContext<S>) => Answer,
): Route<S> => route({ path, may: 'signing-in' }, signingIn, answer)

export const stepForm = <T, S extends object>(
  path: string,
  form: z.ZodType<T>,
  answer: (context: PendingSignInContext<S>, fields: T) => Answer,
): Route<S> => route({ path, may: 'signing-in', form }, signingIn, answer)

/** A page for the browser that followed the set-up link. */
export const setUpPage = <S extends object>(
  path: string,
  answer: (context: SetUpContext<S>) => Answer,
): Route<S> => route({ path, may: 'setting-up' }, settingUp, answer)

export const setUpForm = <T, S extends object>(
  path: string,
  form: z.ZodType<T>,
  answer: (context: SetUpContext<S>, fields: T) => Answer,
): Route<S> => route({ path, may: 'setting-up', form }, settingUp, answer)

/** A patron who is signed in; in the plain view too; or one whose code is still to be given. */
type OwnAccess = Extract<Route['may'], `customer${string}`>

/** A page of a patron. */
export const ownPage = <S extends object>(
  path: string,
  answer: (context: PatronContext<S>) => Answer,
  may: OwnAccess = 'customer',
): Route<S> => route({ path, may }, patronSignedIn, answer)

export const ownForm = <T, S extends object>(
  path: string,
  form: z.ZodType<T>,
  answer: (context: PatronContext<S>, fields: T) => Answer,
  { may = 'customer', lines = [] }: { readonly may?: OwnAccess; readonly lines?: readonly string[] } = {},
): Route<S> => route({ path, may, form, lines }, patronSignedIn, answer)

/** A page of a patron to whom staff handed the screen. */
export const handedPage = <S extends object>(
  path: string,
  answer: (context: HandedOverContext<S>) => Answer,
): Route<S> => route({ path, may: 'handed-over' }, handedOver, answer)

export const handedForm = <T, S extends object>(
  path: string,
  form: z.ZodType<T>,
  answer: (context: HandedOverContext<S>, fields: T) => Answer,
): Route<S> => route({ path, may: 'handed-over', form }, handedOver, answer)

export const openPage = <S extends object>(
  path: string,
  answer: (context: RequestContext<S>) => Answer,
): Route<S> => route({ path, may: 'anyone' }, anyone, answer)

export const openForm = <T, S extends object>(
  path: string,
  form: z.ZodType<T>,
  answer: (context: RequestContext<S>, fields: T) => Answer,
): Route<S> => route({ path, may: 'anyone', form }, anyone, answer)

/** A form that brings a file, for anyone whom `isLet` lets; the page at its path says why not. */
export const openFileForm = <T, S extends object>(
  path: string,
  form: z.ZodType<T>,
  file: NonNullable<Route['file']>,
  isLet: (context: RequestContext<S>) => Promise<boolean>,
  answer: (context: RequestContext<S>, fields: T, file: SentFile | undefined) => Answer,
): Route<S> => ({ ...route({ path, may: 'anyone', form, file }, anyone, answer), isLet })

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
  'customer-plainly',
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
  if (may === 'customer') return own?.open === true && !own.plain
  if (may === 'customer-plainly') return own?.open === true
  if (may === 'customer-signing-in') return own?.open === false
  if (may === 'handed-over') return false
  return who !== null && holds(who, may)
}

/** By what someone may do today, and, where they act as Director, also by what is their own. */
export const holds = (
  { role, ownRole, president }: Pick<StaffSession, 'role' | 'ownRole' | 'president'>,
  may: readonly Position[],
): boolean => may.includes(role) || may.includes(ownRole) || (president && may.includes('president'))

// INVARIANT: `mayUse` was asked first; these tell the compiler.
const signedIn = narrowed('who', 'a page for staff was opened without a sign-in')
const signingIn = narrowed('half', 'a step of a sign-in was opened without one')
const settingUp = narrowed('settingUp', 'the set-up was opened without its link')
const patronSignedIn = narrowed('own', 'a page of a patron’s own was opened without a sign-in')
const handedOver = narrowed('handed', 'a page for a handed-over screen was opened elsewhere')
const anyone = <S extends object>(context: RequestContext<S>): RequestContext<S> => context

function narrowed<K extends 'who' | 'half' | 'settingUp' | 'own' | 'handed'>(key: K, otherwise: string) {
  return <S extends object>(context: RequestContext<S>) => {
    if (context[key] === null) throw new RouteError(otherwise)
    return context as RequestContext<S> & { readonly [Key in K]: NonNullable<RequestContext[K]> }
  }
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
/** Everyone with a sign-in; special counsel sees their own account, one case, and the policy that it names. */
export const everySignIn = [...staff, 'special-counsel'] as const
export const counter = ['volunteer', 'desk', 'director'] as const
export const clerks = ['desk', 'director'] as const
export const director = ['director'] as const
export const overseers = ['director', 'counsel', 'trustee'] as const
export const board = ['director', 'trustee'] as const
export const president = ['president'] as const

/** Something that needs attention, and the page for it. */
export type Task = {
  /** `urgent`: to be done now. `warning`: something is wrong until someone acts. */
  readonly kind: 'urgent' | 'warning' | 'info'
  readonly says: string
  readonly href?: string
  readonly go?: string
}

/** A source of tasks for some positions; for the others it is not asked. */
export type TaskSource<S extends object = object> = {
  readonly may: readonly Position[]
  readonly look: (context: StaffContext<S>) => readonly Task[] | Promise<readonly Task[]>
}
