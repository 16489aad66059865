import type { StaffRole } from '../policy/index.ts'

export type Account = {
  readonly id: string
  readonly signIn: string
  readonly name: string
  readonly role: StaffRole
  /** President of the Board, who names an acting Director. */
  readonly president: boolean
}

type PresidentMarks = { readonly president?: boolean; readonly unconfirmed?: boolean }

/** Why confirmed: an account that a Director may control opens no case about them, and does not act in their place. */
export const isConfirmedPresident = ({ president = false, unconfirmed = false }: PresidentMarks): boolean =>
  president && !unconfirmed

/** Whether a case about the Director would open for them, a conflict of interest apart. */
export const opensDirectorCases = ({ role, ...marks }: Pick<Account, 'role'> & PresidentMarks): boolean =>
  (role === 'counsel' && !marks.unconfirmed) || isConfirmedPresident(marks)
