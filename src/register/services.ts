import type { StaffServices } from '../staff/index.ts'
import type { IntegrityCheck } from './integrity-check.ts'

/** What the pages of the register work with. */
export type RegisterServices = StaffServices & {
  readonly registerCheck: IntegrityCheck
  /** When the register was last looked after, by the ticks of this program; at first when it started. */
  readonly tickedAt: () => Date
}
