import type { StaffContext } from '../platform/http/request-context.ts'
import type { StaffServices } from '../staff/index.ts'
import type { IntegrityCheck } from './integrity-check.ts'

export type RegisterServices = StaffServices & {
  readonly registerCheck: IntegrityCheck
  /** When this program last sequenced; at first, when it started. */
  readonly tickedAt: () => Date
}

export type RegisterContext = StaffContext<RegisterServices>
