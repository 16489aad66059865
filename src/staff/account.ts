import type { Schema } from '../platform/db/schema.ts'

export type StaffRole = Schema['account']['role']

export type Account = {
  readonly id: string
  readonly signIn: string
  readonly name: string
  readonly role: StaffRole
  /** President of the Board, who names an acting Director. */
  readonly president: boolean
}
