import type { z } from 'zod'
import type { Role } from '../store/accounts.ts'
import type { SentFile } from './sent-file.ts'
import type { HalfVisit, HandedVisit, OwnVisit, SetUpVisit, StaffVisit, Visit } from './visit.ts'

/**
 * `signing-in`: whoever's passphrase was right a moment ago. `setting-up`: the browser that followed the set-up link.
 * `president`: a trustee who is the Board's president. `customer`: a patron at their own pages; `customer-signing-in`: one
 * whose PIN was right a moment ago. `handed-over`: a patron to whom staff handed the screen.
 */
export type Who = Way | readonly (Role | 'president')[]

type Way = (typeof ways)[number]

type Answer = Response | Promise<Response>

/** One line of the route table. `may` is never left out: a route that does not state it refuses to start. */
export type Route = {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly may: Who
  /** The form that a POST brings; anything else in it is refused. */
  readonly form?: z.ZodType
  /** Its fields that may have more than one line. */
  readonly lines?: readonly string[]
  /** The field that brings a file, and how many bytes of it are read; of all other forms none is. */
  readonly file?: { readonly field: string; readonly mostBytes: number }
  /** Where it is not everywhere: whether it is there for this person, at their computer. */
  readonly isThere?: (visit: StaffVisit) => boolean
  readonly answer: (visit: Visit, fields: unknown, file?: SentFile) => Answer
}

/** A page for the roles named. */
export function page(
  path: string,
  may: readonly (Role | 'president')[],
  answer: (visit: StaffVisit) => Answer,
): Route {
  return { method: 'GET', path, may, answer: (visit) => answer(signedIn(visit)) }
}

/** A form of the roles named, with the shape of its fields. */
export function form<T>(
  path: string,
  may: readonly (Role | 'president')[],
  shape: z.ZodType<T>,
  answer: (visit: StaffVisit, fields: T) => Answer,
  lines: readonly string[] = [],
): Route {
  return {
    method: 'POST',
    path,
    may,
    form: shape,
    lines,
    answer: (visit, fields) => answer(signedIn(visit), fields as T),
  }
}

/** A form that brings a file, of a path without parameters. */
export function fileForm<T>(
  path: string,
  may: readonly (Role | 'president')[],
  shape: z.ZodType<T>,
  file: NonNullable<Route['file']>,
  answer: (visit: StaffVisit, fields: T, file: SentFile | undefined) => Answer,
): Route {
  return {
    ...{ method: 'POST', path, may, form: shape, file },
    answer: (visit, fields, sent) => answer(signedIn(visit), fields as T, sent),
  }
}

/** The same route, which is there for some only, or at some computers: for all others there is no such address. */
export function only(isThere: (visit: StaffVisit) => boolean, route: Route): Route {
  return { ...route, isThere }
}

/** A page for whoever has passed the passphrase, and has steps left before they are signed in. */
export function stepPage(path: string, answer: (visit: HalfVisit) => Answer): Route {
  return { method: 'GET', path, may: 'signing-in', answer: (visit) => answer(signingIn(visit)) }
}

/** A form of the same. */
export function stepForm<T>(
  path: string,
  shape: z.ZodType<T>,
  answer: (visit: HalfVisit, fields: T) => Answer,
): Route {
  return {
    method: 'POST',
    path,
    may: 'signing-in',
    form: shape,
    answer: (visit, fields) => answer(signingIn(visit), fields as T),
  }
}

/** A page for the browser that followed the set-up link. */
export function setUpPage(path: string, answer: (visit: SetUpVisit) => Answer): Route {
  return { method: 'GET', path, may: 'setting-up', answer: (visit) => answer(settingUp(visit)) }
}

/** A form of the same. */
export function setUpForm<T>(
  path: string,
  shape: z.ZodType<T>,
  answer: (visit: SetUpVisit, fields: T) => Answer,
): Route {
  return {
    method: 'POST',
    path,
    may: 'setting-up',
    form: shape,
    answer: (visit, fields) => answer(settingUp(visit), fields as T),
  }
}

/** A page of a patron who is signed in at their own pages, or, with `half`, whose code is still to be given. */
export function ownPage(path: string, answer: (visit: OwnVisit) => Answer, half = false): Route {
  return {
    method: 'GET',
    path,
    may: half ? 'customer-signing-in' : 'customer',
    answer: (v) => answer(ofOwn(v)),
  }
}

/** A form of the same. */
export function ownForm<T>(
  path: string,
  shape: z.ZodType<T>,
  answer: (visit: OwnVisit, fields: T) => Answer,
  { half = false, lines = [] }: { readonly half?: boolean; readonly lines?: readonly string[] } = {},
): Route {
  return {
    method: 'POST',
    path,
    may: half ? 'customer-signing-in' : 'customer',
    form: shape,
    lines,
    answer: (visit, fields) => answer(ofOwn(visit), fields as T),
  }
}

/** A page of a patron to whom staff handed the screen. */
export function handedPage(path: string, answer: (visit: HandedVisit) => Answer): Route {
  return { method: 'GET', path, may: 'handed-over', answer: (visit) => answer(handedOver(visit)) }
}

/** A form of the same. */
export function handedForm<T>(
  path: string,
  shape: z.ZodType<T>,
  answer: (visit: HandedVisit, fields: T) => Answer,
): Route {
  return {
    method: 'POST',
    path,
    may: 'handed-over',
    form: shape,
    answer: (visit, fields) => answer(handedOver(visit), fields as T),
  }
}

/** A page that needs no sign-in. */
export function openPage(path: string, answer: (visit: Visit) => Answer): Route {
  return { method: 'GET', path, may: 'anyone', answer }
}

/** A form that needs no sign-in. */
export function openForm<T>(
  path: string,
  shape: z.ZodType<T>,
  answer: (visit: Visit, fields: T) => Answer,
): Route {
  return {
    method: 'POST',
    path,
    may: 'anyone',
    form: shape,
    answer: (visit, fields) => answer(visit, fields as T),
  }
}

/** The table cannot be served. `message` names the route. */
export class RouteRefused extends Error {
  override name = 'RouteRefused'
  readonly code = 'route-refused'
}

const ways = ['anyone', 'signing-in', 'setting-up', 'customer', 'customer-signing-in', 'handed-over'] as const

/** Throws RouteRefused for a route that does not say who may use it, or that stands in the table twice. */
export function checkRoutes(routes: readonly Route[]): void {
  const seen = new Set<string>()
  for (const route of routes) {
    const name = `${route.method} ${route.path}`
    // Hostile: the type asks for `may`, but a table can be put together without the compiler.
    const may: unknown = route.may
    const stated = ways.some((way) => way === may) || (Array.isArray(may) && may.length > 0)
    if (!stated) throw new RouteRefused(`the route ${name} does not state who may use it`)
    if (seen.has(name)) throw new RouteRefused(`the route ${name} stands in the table twice`)
    if ((route.method === 'POST') !== (route.form !== undefined)) {
      throw new RouteRefused(`the route ${name}: a POST states the shape of its form, a GET has none`)
    }
    seen.add(name)
  }
}

/** True when this visitor may use the route. */
export function mayUse({ may, isThere, path }: Route, visit: Visit): boolean {
  const { who, half, settingUp, handed, own } = visit
  if (handed !== null) return may === 'handed-over' || path === '/language'
  if (isThere !== undefined && (who === null || !isThere({ ...visit, who }))) return false
  if (may === 'anyone') return true
  if (may === 'signing-in') return half !== null
  if (may === 'setting-up') return settingUp !== null
  if (may === 'customer') return own?.open === true
  if (may === 'customer-signing-in') return own?.open === false
  if (may === 'handed-over') return false
  return who !== null && (may.includes(who.role) || (who.president && may.includes('president')))
}

function signedIn(visit: Visit): StaffVisit {
  // INVARIANT: the wrapper let nobody through who is not signed in; this says so to the compiler.
  if (visit.who === null) throw new RouteRefused('a page for staff was opened without a sign-in')
  return { ...visit, who: visit.who }
}

function signingIn(visit: Visit): HalfVisit {
  if (visit.half === null) throw new RouteRefused('a step of a sign-in was opened without one')
  return { ...visit, half: visit.half }
}

function settingUp(visit: Visit): SetUpVisit {
  if (visit.settingUp === null) throw new RouteRefused('the set-up was opened without its link')
  return { ...visit, settingUp: visit.settingUp }
}

function ofOwn(visit: Visit): OwnVisit {
  if (visit.own === null) throw new RouteRefused('a page of a patron’s own was opened without a sign-in')
  return { ...visit, own: visit.own }
}

function handedOver(visit: Visit): HandedVisit {
  if (visit.handed === null) throw new RouteRefused('a page of a screen that nobody handed over was opened')
  return { ...visit, handed: visit.handed }
}
