import type { RequestContext, StaffContext } from './request-context.ts'

/** A way on the bar. */
export type BarLink = { readonly href: string; readonly text: string }

/** A way on the bar of staff, as its feature has it. */
export type StaffBarLink<S extends object = object> = {
  readonly href: string
  text(visit: StaffContext<S>): string
  /** Everybody on staff sees it where this is left out. */
  isShown?(visit: StaffContext<S>): boolean
}

/** Who is signed in, and by which form they end it. Whose pages a patron's own are stands on none of them. */
export type SignOut = {
  readonly action: string
  readonly who?: { readonly name: string; readonly role: string; readonly account: string }
}

/** What the features give to the frame of every page; made by the program, which knows them all. */
export type Frame = {
  /** The ways on the bar, and what they are called together; undefined where nobody is signed in. */
  bar(visit: RequestContext): { readonly name: string; readonly links: readonly BarLink[] } | undefined
  signOut(visit: RequestContext): SignOut | undefined
  /** Within how many minutes the page closes though the session goes on: then sealed matters that are open close. */
  closesWithin(visit: RequestContext): number | undefined
  /** What decides which pages this screen may show, for whoever is signed in: it is compared, and read by nobody. */
  screenState(visit: RequestContext): { readonly key: Buffer; readonly parts: readonly unknown[] } | null
}
