import type { Child } from 'hono/jsx'
import type { CirculationServices } from '../circulation/index.ts'
import type { StaffActor } from '../gate/index.ts'
import type { StaffContext } from '../platform/http/request-context.ts'
import type { AdoptedPolicy } from './adopted-policy.ts'
import type { Draft } from './draft.ts'
import type { FollowUps } from './follow-ups.ts'

export type OutsideRequest = {
  /** The answer opens a case: for legal paper of any kind, and a claimed emergency (Reg 6). */
  readonly isReported: boolean
  /** An officer without legal paper is only counted. */
  readonly isVisit: boolean
  /** What the gate files with a sealed answer. */
  readonly report: unknown
  /** Opens the case and notifies the Director and counsel. @returns its reference */
  open(actor: StaffActor): Promise<string>
  /** Whom to call, and a link to the report. @param reference of the case, if it is in the open @param leavesTask the Director gets one */
  section(reference: string | undefined, leavesTask: boolean): Child
}

export type AskServices = CirculationServices & {
  readonly followUps: FollowUps
  readonly policy: AdoptedPolicy
  /** The call list, which exists only in a private room (Reg 4). */
  readonly calls: {
    isThere(at: Pick<StaffActor, 'role' | 'place'>): boolean
    planCallBack(by: StaffActor, patronId: string, who?: 'yes' | 'guardian'): Promise<'planned' | undefined>
  }
  readonly outsideRequests: {
    /** Undefined if no one from outside asks. @param form shared by two presses of one form */
    of(context: StaffContext, draft: Draft, form: string): OutsideRequest | undefined
    /** From the next page on, a paper may turn out to be secret. */
    noteFormOpened(actor: StaffActor): Promise<void>
  }
}

export type AskContext = StaffContext<AskServices>
