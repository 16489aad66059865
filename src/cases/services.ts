import type { ContactServices } from '../contact/index.ts'
import { type GateServices, type StaffActor, worksCases } from '../gate/index.ts'
import type { RequestContext, StaffContext } from '../platform/http/request-context.ts'
import type { CaseService, CaseSubjects } from './case-service.ts'
import type { EventBodyOf } from './event.ts'
import type { CaseCopies } from './production/case-copies.ts'

/**
 * `full`: every box waits to be read, or so many that the same person left. `not-set-up`: nobody could open it. `waits`: another
 * program has the files; it is kept once this one has them.
 */
export type LeaveResult = 'kept' | 'full' | 'not-set-up' | 'waits'

/** What the pages of cases work with. */
export type CaseServices = ContactServices & {
  readonly cases: CaseService
  readonly copies: CaseCopies
  readonly caseSubjects: CaseSubjects
  /** Where a report of what nobody may be told of goes. */
  readonly sealedIntake: {
    noteOpened(actor: StaffActor): Promise<void>
    receive(
      actor: StaffActor,
      came: EventBodyOf<'received'>,
      at?: Date,
      instrument?: string,
    ): Promise<LeaveResult>
  }
  readonly openSessions: {
    /** Whether they opened sealed matters in the last ten minutes, and did not only go on to use them. */
    wasOpenedLately(tokenHash: Buffer, now: Date): boolean
  }
  /**
   * Shuts what is sealed: it has to be opened again, where tries are counted, before anything is signed.
   * @param wrong what is said before that
   */
  readonly reopenSealed: (context: StaffContext<GateServices>, wrong?: string) => Promise<Response>
}

/** Whoever may know of a case, where cases are worked here. */
export function seesCases(context: RequestContext): boolean {
  const { who } = context
  const may = who !== null && (who.role === 'director' || who.role === 'counsel' || who.president)
  return may && worksCases(context)
}
