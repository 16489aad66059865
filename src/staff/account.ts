import type { StaffRole } from '../policy/index.ts'

export type Account = {
  readonly id: string
  readonly signIn: string
  readonly name: string
  readonly role: StaffRole
  /** President of the Board, who names an acting Director. */
  readonly president: boolean
}
