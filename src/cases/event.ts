import type { EventStamp } from './stamp.ts'
import type { StepEvent } from './steps/index.ts'

/** Sealed as JSON, so the names and properties of an event never change. */
export type CaseEventBody = StepEvent

export type CaseEvent = { readonly stamp: EventStamp } & CaseEventBody
export type CaseEventName = CaseEventBody['what']
export type EventBodyOf<Name extends CaseEventName> = Extract<CaseEventBody, { readonly what: Name }>
