import { type CallRules, nextTryOn } from './call-rules.ts'

/*
 * A call (Reg 4): dialed → who answered → what may be said → how it ended → what comes next.
 */

/** Who answered, as whoever dialed finds out. */
export const answeredBy = [
  ...(['customer', 'guardian', 'someone-else', 'machine'] as const),
  ...(['nobody', 'wrong-number', 'no-more-calls'] as const),
] as const
export type AnsweredBy = (typeof answeredBy)[number]

/** How a call ended. */
export const callEnds = [
  ...(['told-customer', 'told-guardian', 'message-given', 'message-left'] as const),
  ...(['no-answer', 'wrong-number', 'no-more-calls'] as const),
] as const
export type CallEnd = (typeof callEnds)[number]

/**
 * All that a message can be made of.
 * INVARIANT: two bare facts, and no place for a title, an item or an author (Reg 4).
 */
export type MessageFacts = { readonly overdue: boolean; readonly holds: boolean }

/** What a message, or somebody who merely answers, may be told of: what is so. */
export function messageRecords({ overdue, holds }: MessageFacts): readonly ('overdue' | 'holds')[] {
  return [...(overdue ? (['overdue'] as const) : []), ...(holds ? (['holds'] as const) : [])]
}

/** `again`: on that day, `YYYY-MM-DD`. `letter`: no more calls about this; it is written instead. */
export type AfterCall =
  | { readonly next: 'done' }
  | { readonly next: 'again'; readonly on: string }
  | { readonly next: 'letter' }

/**
 * What comes after a call.
 *
 * @param call.tries how often they were called about this, this time too
 * @param call.otherNumber whether there is a number on file besides those that are known to be wrong
 */
export function afterCall(
  end: CallEnd,
  call: {
    readonly rules: CallRules
    readonly triedOn: string
    readonly tries: number
    readonly otherNumber: boolean
  },
): AfterCall {
  const { rules, triedOn, tries, otherNumber } = call
  const again = (): AfterCall =>
    tries >= rules.tries ? { next: 'letter' } : { next: 'again', on: nextTryOn(rules, triedOn) }
  switch (end) {
    case 'told-customer':
    case 'told-guardian':
      return { next: 'done' }
    case 'message-given':
    case 'message-left':
    case 'no-answer':
      return again()
    case 'wrong-number':
      return otherNumber ? again() : { next: 'letter' }
    case 'no-more-calls':
      return { next: 'letter' }
  }
}
