import type { Child } from 'hono/jsx'
import type { CirculationServices } from '../circulation/index.ts'
import type { StaffActor } from '../gate/index.ts'
import type { StaffContext } from '../platform/http/request-context.ts'
import type { Draft } from './draft.ts'

/** An ask by someone from outside the library, as the cases take it. */
export type OutsideRequest = {
  /** It becomes a case with the answer: legal paper of any kind, and a claimed emergency (Reg 6). */
  readonly isReported: boolean
  /** An officer who brought nothing is only counted. */
  readonly isVisit: boolean
  /** What the gate leaves with an answer that is sealed. */
  readonly report: unknown
  /** Begins the case; the Director and counsel hear of it. @returns its reference */
  open(actor: StaffActor): Promise<string>
  /** Whom to call, and the way to the report. @param reference of the case, where it is in the open */
  section(reference: string | undefined): Child
}

/** What the pages of an ask work with. */
export type AskServices = CirculationServices & {
  /** The list of calls, which shows in a private room alone (Reg 4). */
  readonly calls: {
    isThere(at: Pick<StaffActor, 'role' | 'place'>): boolean
    planCallBack(by: StaffActor, patronId: string): Promise<'planned' | undefined>
  }
  readonly outsideRequests: {
    /** Undefined where nobody from outside asks. @param form the id that two presses of one form share */
    of(context: StaffContext, draft: Draft, form: string): OutsideRequest | undefined
    /** Someone may learn on the next page that a paper is secret. */
    noteFormOpened(actor: StaffActor): Promise<void>
  }
}
