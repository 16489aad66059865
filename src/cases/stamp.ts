/** `staff`: anyone who works here. `president`: of the Board. `program`: scheduled work. */
export type CaseRole = 'staff' | 'director' | 'counsel' | 'president' | 'program'

/** Instants in UTC; paper records are entered later than they happened. */
export type EventStamp = {
  readonly by: string
  readonly role: CaseRole
  readonly at: string
  readonly notedAt: string
  /** The log sheet on which it was written first, on a day without Carrel. */
  readonly sheet?: string
  /** A Director set up the sign-in, and no one else confirmed it (decision 31). */
  readonly unconfirmed?: true
  /** Someone who acts for the Director, within their days. */
  readonly acting?: true
  /** Counsel for this case alone (decision 64). */
  readonly special?: true
}

/** How counsel said what someone else records. */
export const relayedWays = ['phone', 'in-person', 'e-mail', 'mail'] as const
export type RelayedWay = (typeof relayedWays)[number]

/** `here`: by counsel; otherwise recorded by the decider in the case. */
export type CounselStatement = {
  readonly way: 'here' | RelayedWay
  readonly counsel: string
  readonly words: string
}

export type RelayedStatement = Omit<CounselStatement, 'way'> & { readonly way: RelayedWay }
