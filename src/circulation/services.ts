import { seesCounter } from '../gate/index.ts'
import type { PatronServices } from '../patrons/index.ts'
import type { RequestContext, StaffContext } from '../platform/http/request-context.ts'
import type { Catalog } from './catalog.ts'
import type { Charges } from './charges.ts'
import type { Desk } from './desk.ts'
import type { HoldShelf, PatronHolds } from './holds.ts'

export type CirculationServices = PatronServices & {
  readonly desk: Desk
  readonly catalogue: Catalog
  readonly charges: Charges
  readonly holds: PatronHolds
  readonly shelf: HoldShelf
}

/** Where the library circulates with Carrel, whoever sees patron lookup does. */
export function seesDesk(context: RequestContext<CirculationServices>): boolean {
  return seesCounter(context) && context.services.desk.lends
}

export type CirculationContext = StaffContext<CirculationServices>
