import type { Context } from 'hono'
import type { Kysely } from 'kysely'
import type { Logger } from 'pino'
import type { Pack, StaffRole } from '../../policy/index.ts'
import type { Clock } from '../clock.ts'
import type { KeyRing } from '../crypto/key-ring.ts'
import type { Schema } from '../db/schema.ts'
import type { Language } from '../i18n/language.ts'
import type { MailSettings } from '../mail/settings.ts'
import type { Proxies } from './network.ts'

/** What every page works with. A feature says what more its pages need, and the program puts them all together. */
export type PlatformServices = {
  readonly app: Kysely<Schema>
  readonly ring: KeyRing
  readonly clock: Clock
  readonly pack: Pack
  readonly log: Logger
  /** How mail goes out, if it does. */
  readonly mail: MailSettings
  /** Where people reach it, such as `http://127.0.0.1:8080`; with https, cookies are for https alone. */
  readonly origin: string
  /** Whose word counts for where a request comes from; nobody's where it is left out. */
  readonly proxies?: Proxies | undefined
}

/** One request by a person: who, at which computer. `S`: the services of features that the page needs. */
export type RequestContext<S extends object = object> = {
  readonly c: Context
  readonly services: PlatformServices & S
  /** What this browser's screens speak, the words in it, and the policy's own. */
  readonly language: Language
  readonly pack: Pack
  readonly who: StaffSession | null
  /** Whose passphrase was right a moment ago in this browser, with steps left. */
  readonly half: PendingSession | null
  /** SHA-256 of this browser's token, where it is setting the library up. */
  readonly settingUp: Buffer | null
  /** They have handed the screen to a patron, who is to type a PIN: until it is handed back, this is all they are. */
  readonly handed: (StaffSession & { readonly handsTo: string }) | null
  /** A patron at their own pages; null on every other page, as `who` and `half` are on those. */
  readonly own: PatronSession | null
  /** Where one begins: the start page of staff, or a patron's own. */
  readonly home: '/' | '/me'
  /** What the features give to the frame of the page. */
  readonly frame: Frame
  /** False where a page that closes itself asks for another: that keeps no session alive. */
  readonly isUse: boolean
  /** The enrolled computer, where this is one. */
  readonly workstation: { readonly id: string; readonly name: string; readonly place: string } | null
  /** SHA-256 of the token that a browser keeps where somebody has signed in before. */
  readonly browser: Buffer | null
  /** A place of the pack, or `elsewhere`. */
  readonly place: string
  /** What every form of this request carries. */
  readonly csrfToken: string
}

export type StaffContext<S extends object = object> = RequestContext<S> & { readonly who: StaffSession }
export type PendingSignInContext<S extends object = object> = RequestContext<S> & {
  readonly half: PendingSession
}
export type HandedOverContext<S extends object = object> = RequestContext<S> & {
  readonly handed: NonNullable<RequestContext['handed']>
}
export type PatronContext<S extends object = object> = RequestContext<S> & { readonly own: PatronSession }
export type SetUpContext<S extends object = object> = RequestContext<S> & { readonly settingUp: Buffer }

/** Whether people reach the program by https. */
export const isSecure = ({ origin }: Pick<PlatformServices, 'origin'>) => origin.startsWith('https:')

/** Where a page belongs to. */
export function homeOf({ req }: Context): RequestContext['home'] {
  return req.path === '/me' || req.path.startsWith('/me/') ? '/me' : '/'
}

/** Where somebody stands, and the library's day, as an ask to the policy has them. */
export function placeAndDay({ place, services }: Pick<RequestContext, 'place' | 'services'>): {
  readonly place: string
  readonly on: string
} {
  return { place, on: services.clock.today() }
}

/** From where somebody tries a passphrase or a code. */
export function signInSource({
  browser,
  workstation,
  place,
}: Pick<RequestContext, 'browser' | 'workstation' | 'place'>) {
  return { browser, computer: workstation?.id ?? null, place }
}

/** The instant and the library's day of a request. */
export function requestTimeOf({ clock }: Pick<PlatformServices, 'clock'>) {
  return { now: clock.now(), today: clock.today() }
}

/** A way on the bar. */
export type BarLink = { readonly href: string; readonly text: string }

/** A way on the bar of staff, as its feature has it. */
export type StaffBarLink<S extends object = object> = {
  readonly href: string
  text(context: StaffContext<S>): string
  /** Everybody on staff sees it where this is left out. */
  isShown?(context: StaffContext<S>): boolean
}

/** Who is signed in, and by which form they end it. Whose pages a patron's own are stands on none of them. */
export type SignOut = {
  readonly action: string
  readonly who?: { readonly name: string; readonly role: string; readonly account: string }
}

/** What the features give to the frame of every page; made by the program, which knows them all. */
export type Frame = {
  /** The ways on the bar, and what they are called together; undefined where nobody is signed in. */
  bar(context: RequestContext): { readonly name: string; readonly links: readonly BarLink[] } | undefined
  signOut(context: RequestContext): SignOut | undefined
  /** Within how many minutes the page closes though the session goes on: then sealed matters that are open close. */
  closesWithin(context: RequestContext): number | undefined
  /** What decides which pages this screen may show, for whoever is signed in: it is compared, and read by nobody. */
  screenState(context: RequestContext): { readonly key: Buffer; readonly parts: readonly unknown[] } | null
}

/** Somebody signed in; `role` is what they may do today, which for an acting Director is the Director's. */
export type StaffSession = {
  readonly id: string
  readonly signIn: string
  readonly name: string
  readonly role: StaffRole
  readonly ownRole: StaffRole
  /** The Board's president, who names an acting Director. */
  readonly president: boolean
  /** The last day of their time as acting Director, where they are that today. */
  readonly actingUntil: string | null
  /** A Director set up their sign-in, and nobody else confirmed that it is theirs. */
  readonly unconfirmed: boolean
  /** They proved who they are a moment ago. */
  readonly proved: boolean
  /** They did, or signed in, a moment ago. */
  readonly fresh: boolean
  /** Of their session's token. */
  readonly tokenHash: Buffer
  /** The patron to whom they have handed the screen. */
  readonly handsTo: string | null
  /** When their session ends, if it is left alone from now on. */
  readonly endsAt: Date
}

/** Somebody whose passphrase was right a moment ago, with steps of the sign-in left. */
export type PendingSession = Pick<StaffSession, 'id' | 'signIn' | 'name' | 'role' | 'president'> & {
  /** Passed in this sign-in. */
  readonly secondStep: boolean
  /** They have one to pass. */
  readonly hasSecondStep: boolean
  /** Their passphrase was made by somebody else. */
  readonly given: boolean
  readonly again: boolean
  readonly actingUntil: string | null
  readonly tokenHash: Buffer
}

/** A patron at their own pages; `open` is false while the code of their app is still to be given. */
export type PatronSession = {
  readonly patronId: string
  readonly cardId: string
  readonly open: boolean
  readonly tokenHash: Buffer
  readonly endsAt: Date
}

/** Director for a while, and not by their own role. */
export function isActing({ role, ownRole }: Pick<StaffSession, 'role' | 'ownRole'>): boolean {
  return role === 'director' && ownRole !== 'director'
}
