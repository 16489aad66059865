import type { Ask, StaffRole } from '../policy/index.ts'
import type { Entry } from '../register/log/index.ts'

export type OpenMatters = { has(reference: string): boolean }

/** A staff member at a place of the pack (`elsewhere` if the computer is not enrolled). */
export type StaffActor = {
  readonly accountId: string
  readonly role: StaffRole
  readonly place: string
  /** Director temporarily, which the log says: the role that they have otherwise. */
  readonly ownRole?: StaffRole
  readonly president?: boolean
  /** A Director set up their sign-in, and no one else has confirmed it. */
  readonly unconfirmed?: boolean
  /** They gave their passphrase again a moment ago. */
  readonly proved?: boolean
  /** The language of the answer. The log entry is the same in any language. */
  readonly language?: string
  readonly unlocked?: OpenMatters
  /** Which of their sessions this is, where one began with a sign-in. It is only compared. */
  readonly session?: string
}

export type PatronActor = {
  readonly role: 'patron'
  readonly patronId: string
  readonly verified: Ask['recipient']['verified']
  readonly language?: string
}

export type ProgramActor = { readonly role: 'program'; readonly language?: string }

export type GateActor = StaffActor | PatronActor | ProgramActor

/** Acts that the log knows by no person's id: a command, Carrel itself, and a patron, whom the entry's subject names. */
type UnattendedActor = {
  readonly role: 'command-line' | 'system' | 'own-screen'
  readonly place?: string
}

export type Actor = GateActor | UnattendedActor

export const commandLineActor: Actor = { role: 'command-line' }
export const systemActor: Actor = { role: 'system' }
export const patronActor: Actor = { role: 'own-screen' }

export const actingDirectorRole = 'acting-director'

export const accountIdOfActor = (actor: Actor): string | null =>
  'accountId' in actor ? actor.accountId : null

export const isActingDirector = (actor: Actor): boolean => 'ownRole' in actor && actor.ownRole !== undefined

/** Someone by the role that they have, and not as the Director for whom they act. */
export function asThemselves(actor: StaffActor): StaffActor {
  const { ownRole, ...rest } = actor
  return ownRole === undefined ? actor : { ...rest, role: ownRole }
}

/** An actor as the log and the database name them. INVARIANT: tests/golden/ pins these bytes. */
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
