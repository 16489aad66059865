import type { Role } from '../../store/accounts.ts'
import type { StaffVisit } from '../visit.ts'

/** Something that waits, in a sentence or two, and where to go for it. */
export type Waiting = {
  /** `warning`: something is wrong until somebody does something. */
  readonly kind: 'warning' | 'info'
  readonly says: string
  readonly href?: string
  readonly go?: string
}

/** One thing that may wait, and who may know of it; who may not is not even looked at for. */
export type Source = {
  readonly may: readonly (Role | 'president')[]
  look(visit: StaffVisit): readonly Waiting[] | Promise<readonly Waiting[]>
}
