import type { z } from 'zod'
import type { Role } from '../store/accounts.ts'
import type { StaffVisit, Visit } from './visit.ts'

export type Who = 'anyone' | readonly Role[]

type Answer = Response | Promise<Response>

/** One line of the route table. `may` is never left out: a route that does not state it refuses to start. */
export type Route = {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly may: Who
  /** The form that a POST brings; anything else in it is refused. */
  readonly form?: z.ZodType
  readonly answer: (visit: Visit, fields: unknown) => Answer
}

/** A page for the roles named. */
export function page(path: string, may: readonly Role[], answer: (visit: StaffVisit) => Answer): Route {
  return { method: 'GET', path, may, answer: (visit) => answer(signedIn(visit)) }
}

/** A form of the roles named, with the shape of its fields. */
export function form<T>(
  path: string,
  may: readonly Role[],
  shape: z.ZodType<T>,
  answer: (visit: StaffVisit, fields: T) => Answer,
): Route {
  return {
    method: 'POST',
    path,
    may,
    form: shape,
    answer: (visit, fields) => answer(signedIn(visit), fields as T),
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

/** Throws RouteRefused for a route that does not say who may use it, or that stands in the table twice. */
export function checkRoutes(routes: readonly Route[]): void {
  const seen = new Set<string>()
  for (const route of routes) {
    const name = `${route.method} ${route.path}`
    // Hostile: the type asks for `may`, but a table can be put together without the compiler.
    const may: unknown = route.may
    const stated = may === 'anyone' || (Array.isArray(may) && may.length > 0)
    if (!stated) throw new RouteRefused(`the route ${name} does not state who may use it`)
    if (seen.has(name)) throw new RouteRefused(`the route ${name} stands in the table twice`)
    if ((route.method === 'POST') !== (route.form !== undefined)) {
      throw new RouteRefused(`the route ${name}: a POST states the shape of its form, a GET has none`)
    }
    seen.add(name)
  }
}

/** True when this visitor may use the route. */
export function mayUse(route: Route, visit: Visit): boolean {
  return route.may === 'anyone' || (visit.who !== null && route.may.includes(visit.who.role))
}

function signedIn(visit: Visit): StaffVisit {
  // INVARIANT: the wrapper let nobody through who is not signed in; this says so to the compiler.
  if (visit.who === null) throw new RouteRefused('a page for staff was opened without a sign-in')
  return { ...visit, who: visit.who }
}
