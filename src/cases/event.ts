import type { EventStamp } from './stamp.ts'
import type { StepEvent } from './steps/index.ts'

/** What happened in a case: sealed as JSON, so a name and a property are kept for as long as a case is. */
export type CaseEventBody = StepEvent

export type CaseEvent = { readonly stamp: EventStamp } & CaseEventBody
export type CaseEventName = CaseEventBody['what']
export type EventBodyOf<Name extends CaseEventName> = Extract<CaseEventBody, { readonly what: Name }>
