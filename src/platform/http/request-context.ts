import type { Context } from 'hono'
import type { Logger } from 'pino'
import type { Catalog } from '../../circulation/catalog.ts'
import type { Charges } from '../../circulation/charges.ts'
import type { Desk } from '../../circulation/desk.ts'
import type { DeskStaff } from '../../circulation/desk-staff.ts'
import type { HoldShelf, PatronHolds } from '../../circulation/holds.ts'
import type { CallQueue } from '../../contact/call-queue.ts'
import type { Gate } from '../../gate/gate.ts'
import type { Actor, PatronActor } from '../../gate/request.ts'
import type { Cards } from '../../patrons/cards.ts'
import type { Guardians } from '../../patrons/guardians.ts'
import type { Registration } from '../../patrons/registration.ts'
import type { LivePatronSession } from '../../patrons/sign-in-store.ts'
import type { Pack } from '../../policy/pack.ts'
import { allowsSealedMattersAt } from '../../policy/private-place.ts'
import type { IntegrityCheck } from '../../register/integrity-check.ts'
import type { NoProofReason, StoredEntryProof } from '../../register/newest-checkpoint.ts'
import type { SealedMatters } from '../../sealed/matters.ts'
import type { OpenSessions } from '../../sealed/session.ts'
import type { Account, Role } from '../../staff/account.ts'
import { actingDirectorRole } from '../../staff/accounts.ts'
import type { Workstation } from '../../staff/computers.ts'
import type { CoreServices, EntryActor } from '../../staff/logged-action.ts'
import type { PendingSignIn, RequestTime } from '../../staff/session-store.ts'
import type { Language } from '../i18n/language.ts'
import type { MailSettings } from '../mail/settings.ts'
import type { Proxies } from './network.ts'

/** What the pages work with; made once, by `server.ts`. */
export type House = CoreServices & {
  readonly gate: Gate
  readonly desk: Desk
  readonly cards: Cards
  readonly joining: Registration
  readonly catalogue: Catalog
  readonly charges: Charges
  readonly holds: PatronHolds
  readonly shelf: HoldShelf
  readonly guardians: Guardians
  readonly calls: CallQueue
  readonly pack: Pack
  readonly log: Logger
  readonly registerCheck: IntegrityCheck
  /** The proof of an entry of the register by its reference. */
  proveEntry(reference: string): Promise<StoredEntryProof | NoProofReason>
  /** How mail goes out, if it does. */
  readonly mail: MailSettings
  /** Where people reach it, such as `http://127.0.0.1:8080`; with https, cookies are for https alone. */
  readonly origin: string
  /** Whose word counts for where a request comes from; nobody's where it is left out. */
  readonly proxies?: Proxies | undefined
  /** False in the demo alone, whose sign-ins everyone knows: nobody has to pass a second step there. */
  readonly asksSecondStep: boolean
  /** When the register was last looked after, by the ticks of this program; at first when it started. */
  tickedAt(): Date
  /** Sealed matters; undefined while another program has their files. */
  readonly compartments: SealedMatters | undefined
  /** Who has some of them open now. */
  readonly openSessions: OpenSessions
}

/** Somebody signed in; `role` is what they may do today, which for an acting Director is the Director's. */
export type SignedInStaff = Account & {
  readonly ownRole: Role
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

/** One request by a person: who, at which computer. */
export type Visit = {
  readonly c: Context
  readonly house: House
  /** What this browser's screens speak, the words in it, and the policy's own. */
  readonly language: Language
  readonly pack: Pack
  readonly who: SignedInStaff | null
  /** Whose passphrase was right a moment ago in this browser, with steps left. */
  readonly half: (PendingSignIn & { readonly tokenHash: Buffer }) | null
  /** SHA-256 of this browser's token, where it is setting the library up. */
  readonly settingUp: Buffer | null
  /** They have handed the screen to a patron, who is to type a PIN: until it is handed back, this is all they are. */
  readonly handed: (SignedInStaff & { readonly handsTo: string }) | null
  /** A patron at their own pages; null on every other page, as `who` and `half` are on those. */
  readonly own: LivePatronSession | null
  /** Where one begins: the start page of staff, or a patron's own. */
  readonly home: '/' | '/me'
  /** Whether sealed matters are open in this session, at a computer where they may be; asking does not keep them open. */
  readonly isSealedOpen: () => boolean
  /** False where a page that closes itself asks for another: that keeps no session alive. */
  readonly isUse: boolean
  /** The enrolled computer, where this is one. */
  readonly workstation: Workstation | null
  /** SHA-256 of the token that a browser keeps where somebody has signed in before. */
  readonly browser: Buffer | null
  /** A place of the pack, or `elsewhere`. */
  readonly place: string
  /** What every form of this visit carries. */
  readonly formWord: string
}

export type StaffContext = Visit & { readonly who: SignedInStaff }
export type PendingSignInContext = Visit & { readonly half: NonNullable<Visit['half']> }
export type HandedOverContext = Visit & { readonly handed: NonNullable<Visit['handed']> }
export type PatronContext = Visit & { readonly own: LivePatronSession }
export type SetUpContext = Visit & { readonly settingUp: Buffer }

/** Who acts, as the gate wants to know it. */
export function actorOf({ who, place, language, house, isUse }: StaffContext): Actor {
  const { id: accountId, role, president, unconfirmed, proved } = who
  const more = { ...(isActing(who) && { acting: true }), ...(president && { president }) }
  // INVARIANT: where sealed matters do not open, nothing that is open in a session counts on any page.
  const unlocked = allowsSealedMattersAt(house.pack, place)
    ? house.openSessions.of(who.tokenHash, house.clock.now(), isUse)
    : undefined
  return {
    ...{ accountId, role, place, language, ...more },
    ...(unconfirmed && { unconfirmed }),
    ...(proved && { proved }),
    ...(unlocked && { unlocked }),
  }
}

/** Where somebody stands, and the library's day, as an ask to the policy has them. */
export function placeAndDay({ place, house }: Visit): { readonly place: string; readonly on: string } {
  return { place, on: house.clock.today() }
}

/** A patron at their own pages, as the gate wants to know it: they showed their card's number and typed their PIN. */
export function patronActorOf({ own, language }: PatronContext): PatronActor {
  return { role: 'patron', patronId: own.patronId, verified: ['card', 'pin'], language }
}

/** Who lends, as the desk wants to know it. */
export function lenderOf({ who, place }: StaffContext): DeskStaff {
  return { accountId: who.id, role: who.role, place }
}

/** Who acts, as the register wants to know it. */
export function entryActorOf({ who, place }: Pick<StaffContext, 'who' | 'place'>): EntryActor {
  return { actor: who.id, role: isActing(who) ? actingDirectorRole : who.role, place }
}

/** From where somebody tries a passphrase or a code. */
export function signInSource({ browser, workstation, place }: Visit) {
  return { browser, computer: workstation?.id ?? null, place }
}

/** Director for a while, and not by their own role. */
export function isActing({ role, ownRole }: SignedInStaff): boolean {
  return role === 'director' && ownRole !== 'director'
}

/** The instant and the library's day of a request. */
export function requestTimeOf({ clock }: House): RequestTime {
  return { now: clock.now(), today: clock.today() }
}
