import type { CirculationServices } from '../circulation/index.ts'
import type { RequestContext, StaffContext } from '../platform/http/request-context.ts'
import type { CallQueue } from './call-queue.ts'

export type ContactServices = CirculationServices & { readonly calls: CallQueue }

/** The call list exists only in a private room (Reg 4). */
export function seesCalls({ who, place, services }: RequestContext<ContactServices>): boolean {
  return who !== null && services.calls.isThere({ role: who.role, place })
}

export type ContactContext = StaffContext<ContactServices>
