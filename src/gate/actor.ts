import type { Ask, StaffRole } from '../policy/ask.ts'
import type { Entry } from '../register/log/entry.ts'

/** Who acts: an account's id with its role and place, `patron`, `command-line`, or `system` for the program by itself. */
export type EntryActor = Pick<Entry, 'actor' | 'role' | 'place'>

/** Of sealed matters that are open in a session, all that the gate and the cases ask. */
export type OpenMatters = { has(reference: string): boolean }

/** Who on staff asks, from which place of the pack (`elsewhere` where the computer is not enrolled). */
export type Actor = {
  readonly accountId: string
  readonly role: StaffRole
  readonly place: string
  /** They are Director for a while only; the register says so. */
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

export type AnyActor = Actor | PatronActor | ProgramActor

/** How the register names the role of somebody who is Director for a while. */
export const actingDirectorRole = 'acting-director'

/** An asker as the register and the database name them: who acts, and from where. */
export function actorFields(asker: AnyActor): {
  readonly actor: string
  readonly role: string
  readonly place: string
} {
  if (asker.role === 'patron') return { actor: 'patron', role: 'patron', place: 'own-screen' }
  if (asker.role === 'program') return { actor: 'system', role: 'program', place: 'here' }
  const { accountId, role, place, acting } = asker
  return { actor: accountId, role: acting ? actingDirectorRole : role, place }
}
