import type { Ask, StaffRole } from '../policy/index.ts'
import type { Entry } from '../register/log/index.ts'

/** Of sealed matters that are open in a session, all that the gate and the cases ask. */
export type OpenMatters = { has(reference: string): boolean }

/** Who on staff asks, from which place of the pack (`elsewhere` where the computer is not enrolled). */
export type StaffActor = {
  readonly accountId: string
  readonly role: StaffRole
  readonly place: string
  /** Director for a while only; the log says so. */
  readonly acting?: boolean
  /** A trustee who is the president of the Board. */
  readonly president?: boolean
  /** A Director set up their sign-in, and nobody else confirmed that it is theirs. */
  readonly unconfirmed?: boolean
  /** They gave their passphrase again a moment ago. */
  readonly proved?: boolean
  /** What the answer speaks to them, where the pack does; the register's entry is the same in any language. */
  readonly language?: string
  /** The sealed matters that are open to them for a while. */
  readonly unlocked?: OpenMatters
}

/** A patron at their own pages, signed in with their card and PIN (Statement). */
export type PatronActor = {
  readonly role: 'patron'
  readonly patronId: string
  readonly verified: Ask['recipient']['verified']
  readonly language?: string
}

/** Carrel itself, where it writes to somebody by a job. */
export type ProgramActor = { readonly role: 'program'; readonly language?: string }

/** Who may ask the gate for a record. */
export type GateActor = StaffActor | PatronActor | ProgramActor

/** Nobody who is signed in: a command, Carrel by itself, or someone at the patrons' pages who types a card and a PIN. */
export type UnattendedActor = {
  readonly role: 'command-line' | 'system' | 'own-screen'
  readonly place?: string
}

/** Who acts. The log names them by `logIdentity`. */
export type Actor = GateActor | UnattendedActor

export const commandLineActor: Actor = { role: 'command-line' }
export const systemActor: Actor = { role: 'system' }
/** Whose pages they are, the log says by the subject of an entry. */
export const patronActor: Actor = { role: 'own-screen' }

/** How the register names the role of somebody who is Director for a while. */
export const actingDirectorRole = 'acting-director'

/** The account of whoever acts; null where they act without one. */
export const accountIdOfActor = (actor: Actor): string | null =>
  'accountId' in actor ? actor.accountId : null

export const isActingDirector = (actor: Actor): boolean => 'acting' in actor && actor.acting === true

/** An actor as the log and the database name them. INVARIANT: bytes of the log, which tests/golden/ holds. */
export function logIdentity(actor: GateActor): Required<LogIdentity>
export function logIdentity(actor: Actor): LogIdentity
export function logIdentity(actor: Actor): LogIdentity {
  switch (actor.role) {
    case 'patron':
    case 'own-screen':
      return { actor: 'patron', role: 'patron', place: 'own-screen' }
    case 'program':
      return { actor: 'system', role: 'program', place: 'here' }
    case 'system':
    case 'command-line':
      return { actor: actor.role, ...(actor.place !== undefined && { place: actor.place }) }
    default: {
      const { accountId, role, place } = actor
      return { actor: accountId, role: isActingDirector(actor) ? actingDirectorRole : role, place }
    }
  }
}

type LogIdentity = Pick<Entry, 'actor' | 'role' | 'place'>
