import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import type { Kysely } from 'kysely'
import type { Logger } from 'pino'
import type { Pack, StaffRole } from '../../policy/index.ts'
import type { Clock } from '../clock.ts'
import type { KeyRing } from '../crypto/key-ring.ts'
import type { Schema } from '../db/schema.ts'
import type { Language } from '../i18n/language.ts'
import type { MailSettings } from '../mail/settings.ts'
import type { Proxies } from './network.ts'

/** What every page works with. Features extend it with what their own pages need. */
export type PlatformServices = {
  readonly app: Kysely<Schema>
  readonly ring: KeyRing
  readonly clock: Clock
  readonly pack: Pack
  readonly log: Logger
  readonly mail: MailSettings
  /** Such as `http://127.0.0.1:8080`; with https, cookies are for https alone. */
  readonly origin: string
  /** Whose `X-Forwarded-For` is believed. */
  readonly proxies?: Proxies | undefined
}

/** One request. `S`: the services of features that the page needs. */
export type RequestContext<S extends object = object> = {
  readonly c: Context
  readonly services: PlatformServices & S
  readonly language: Language
  readonly pack: Pack
  readonly who: StaffSession | null
  /** Someone whose passphrase was right a moment ago in this browser, with steps left. */
  readonly half: PendingSession | null
  /** SHA-256 of the token of a browser that sets the library up. */
  readonly settingUp: Buffer | null
  /** Staff who handed the screen to a patron to choose a PIN; until it is back, they are nothing else. */
  readonly handed: (StaffSession & { readonly handsTo: string }) | null
  /** A patron at their own pages; null on every other page, as `who` and `half` are on those. */
  readonly own: PatronSession | null
  /** The start page: that of staff, or a patron's own. */
  readonly home: '/' | '/me'
  readonly frame: Frame
  /** False for the request of a page that closes itself, which must not keep the session alive. */
  readonly isUse: boolean
  /** The enrolled computer, where this is one. */
  readonly workstation: { readonly id: string; readonly name: string; readonly place: string } | null
  /** SHA-256 of the token in a browser where someone signed in before. */
  readonly browser: Buffer | null
  /** A place of the pack, or `elsewhere`. */
  readonly place: string
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

export const isSecure = ({ origin }: Pick<PlatformServices, 'origin'>) => origin.startsWith('https:')

export function homeOf({ req }: Context): RequestContext['home'] {
  return req.path === '/me' || req.path.startsWith('/me/') ? '/me' : '/'
}

/** The place and the library's day, as an ask to the policy has them. */
export function placeAndDay({ place, services }: Pick<RequestContext, 'place' | 'services'>): {
  readonly place: string
  readonly on: string
} {
  return { place, on: services.clock.today() }
}

export function signInSource({
  browser,
  workstation,
  place,
}: Pick<RequestContext, 'browser' | 'workstation' | 'place'>) {
  return { browser, computer: workstation?.id ?? null, place }
}

export function requestTimeOf({ clock }: Pick<PlatformServices, 'clock'>) {
  return { now: clock.now(), today: clock.today() }
}

export type MenuLink = {
  readonly href: string
  readonly text: string
  /** The key that goes there, where this browser uses keys. */
  readonly key?: string | undefined
}
export type Menu = MenuLink | { readonly text: string; readonly links: readonly MenuLink[] }

/** What the header of every page lets one do at once. */
type HeaderActions = {
  readonly search?: {
    readonly action: string
    readonly name: string
    readonly label: string
    readonly hint: string
    readonly button: string
  }
  /** The red button. */
  readonly urgent?: {
    readonly action: string
    readonly name: string
    readonly value: string
    readonly text: string
  }
}

/** Who is signed in, and the form that signs them out. A patron's own pages do not name them. */
type SignOut = {
  readonly action: string
  /** Where someone else continues at this computer. */
  readonly switches?: string
  readonly who?: { readonly name: string; readonly role: string; readonly account: string }
}

/** What the features contribute to the frame of every page. */
export type Frame = {
  /** Above everything, such as that this is a demonstration. */
  banner?(context: RequestContext): Child
  /** None where no one is signed in. */
  menus(context: RequestContext): readonly Menu[]
  headerActions(context: RequestContext): HeaderActions
  signOut(context: RequestContext): SignOut | undefined
  /** Whether single keys work in this browser (WCAG 2.1.4). */
  usesKeys(context: RequestContext): boolean
  /** The pages above this one, from the home page on; none for a page of a menu. */
  trail(context: RequestContext): readonly MenuLink[]
  /** At the foot of the pages of those who are not staff. */
  footLinks(context: RequestContext): readonly MenuLink[]
  /** What this page is for, what it records, and whom to ask; or of the part that it belongs to. */
  about(context: RequestContext): { readonly lines: readonly string[]; readonly part?: string } | undefined
  /** After how many minutes the page closes before the session ends: open sealed matters close sooner. */
  closesWithin(context: RequestContext): number | undefined
  /** What decides which pages this screen may show. It is only compared, under the key. */
  screenState(context: RequestContext): { readonly key: Buffer; readonly parts: readonly unknown[] } | null
}

/** Someone on staff. `role` is what they may do today, which for an acting Director is the Director's. */
export type StaffSession = {
  readonly id: string
  readonly signIn: string
  readonly name: string
  readonly role: StaffRole
  readonly ownRole: StaffRole
  readonly president: boolean
  /** Their last day as acting Director, where they are that today. */
  readonly actingUntil: string | null
  /** A Director set up their sign-in, and no one else confirmed that it is theirs. */
  readonly unconfirmed: boolean
  /** They proved who they are a moment ago. */
  readonly proved: boolean
  /** They did, or signed in, a moment ago. */
  readonly fresh: boolean
  readonly tokenHash: Buffer
  /** The patron to whom they have handed the screen. */
  readonly handsTo: string | null
  /** When the session ends without further use. */
  readonly endsAt: Date
  /** It began with a staff PIN: they are at the desk, and nothing of an officer's opens. */
  readonly byPin?: boolean
}

/** Someone whose passphrase was right a moment ago, with steps of the sign-in left. */
type PendingSession = Pick<StaffSession, 'id' | 'signIn' | 'name' | 'role' | 'president'> & {
  /** Whether they passed it in this sign-in. */
  readonly secondStep: boolean
  readonly hasSecondStep: boolean
  /** Someone else made their passphrase. */
  readonly given: boolean
  readonly again: boolean
  readonly actingUntil: string | null
  readonly tokenHash: Buffer
}

/** `open` is false until the code of their app is given. */
type PatronSession = {
  readonly patronId: string
  readonly cardId: string
  readonly open: boolean
  /** Their pages show only what is due, until they type their PIN. */
  readonly plain: boolean
  readonly tokenHash: Buffer
  readonly endsAt: Date
}

export function isActing({ role, ownRole }: Pick<StaffSession, 'role' | 'ownRole'>): boolean {
  return role === 'director' && ownRole !== 'director'
}
