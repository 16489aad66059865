/** Who may do something in a case. `staff`: anybody who works here. `president`: of the Board. `program`: by itself, at night. */
export type CaseRole = 'staff' | 'director' | 'counsel' | 'president' | 'program'

/** Who did it, when it happened and when it was entered: what was written on paper comes later. Instants are UTC. */
export type EventStamp = {
  readonly by: string
  readonly role: CaseRole
  readonly at: string
  readonly notedAt: string
  /** A Director set up their sign-in, and nobody else has confirmed that it is theirs (decision 31). */
  readonly unconfirmed?: true
}

/** What counsel said: `here` by themselves, or elsewhere, written down by whoever decides in the case. */
export type CounselStatement = {
  readonly way: 'here' | 'phone' | 'mail'
  readonly counsel: string
  readonly words: string
}

/** What counsel said elsewhere, as whoever decides in the case wrote it down. */
export type RelayedStatement = Omit<CounselStatement, 'way'> & { readonly way: 'phone' | 'mail' }
