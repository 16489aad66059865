import type { CaseServices } from '../cases/index.ts'
import { worksCases } from '../gate/index.ts'
import type { RequestContext } from '../platform/http/request-context.ts'
import { allowsSealedMattersAt } from '../policy/index.ts'
import type { SealedAccess } from './access.ts'
import type { SealedIntake } from './matter-actions.ts'
import type { SealedMatters } from './matters.ts'
import type { OpenSessions } from './session.ts'

/** What the pages of sealed matters work with. */
export type SealedServices = {
  /** Undefined while another program has their files. */
  readonly compartments: SealedMatters | undefined
  /** Who has some of them open now. */
  readonly openSessions: OpenSessions
  readonly sealedIntake: SealedIntake
  readonly sealedAccess: SealedAccess
} & CaseServices

/** Sealed matters open here; everywhere else their page says so, the same for everybody. */
export const seesSealed = (context: RequestContext): boolean =>
  worksCases(context) && allowsSealedMattersAt(context.pack, context.place)
