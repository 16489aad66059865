import type { CirculationServices } from '../circulation/index.ts'
import type { RequestContext } from '../platform/http/request-context.ts'
import type { CallQueue } from './call-queue.ts'

/** What the pages work with where the library turns to somebody. */
export type ContactServices = CirculationServices & { readonly calls: CallQueue }

/** Only in a private room is there a list of calls, and a way to it (Reg 4). */
export function seesCalls({ who, place, services }: RequestContext<ContactServices>): boolean {
  return who !== null && services.calls.isThere({ role: who.role, place })
}
