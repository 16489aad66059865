import type { StaffRole } from '../../policy/index.ts'

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
