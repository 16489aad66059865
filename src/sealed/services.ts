import type { CaseServices } from '../cases/index.ts'
import { worksCases } from '../gate/index.ts'
import type { RequestContext, StaffContext } from '../platform/http/request-context.ts'
import { allowsSealedMattersAt } from '../policy/index.ts'
import type { SealedAccess } from './access.ts'
import type { SealedIntake } from './matter-actions.ts'
import type { SealedMatters } from './matters.ts'
import type { OpenSessions } from './session.ts'

export type SealedServices = {
  /** Undefined while another program has the files. */
  readonly compartments: SealedMatters | undefined
  readonly openSessions: OpenSessions
  readonly sealedIntake: SealedIntake
  readonly sealedAccess: SealedAccess
} & CaseServices

/** Elsewhere the page says the same to everyone. */
export const seesSealed = (context: RequestContext): boolean =>
  worksCases(context) && allowsSealedMattersAt(context.pack, context.place)

export type SealedContext = StaffContext<SealedServices>
