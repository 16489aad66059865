import { type MessageFacts, messageRecords } from '../../contact/call.ts'
import type { Ask } from '../../policy/ask.ts'
import type { Draft } from '../ask/draft.ts'
import { toAsk } from '../ask/to-ask.ts'
import type { Answered } from './call-form.tsx'

/*
 * What the policy is asked on a call: the asks of "Someone asks", made of who answered and how one knows them.
 */

/** Where staff call from, and on which of the library's days (`YYYY-MM-DD`). */
export type CalledAt = { readonly place: string; readonly on: string }

const wantsOf = ({ overdue, holds }: MessageFacts): Draft['wants'] => [
  ...(overdue ? (['owed'] as const) : []),
  ...(holds ? (['holds'] as const) : []),
]

/**
 * What whoever answers may be told, or a machine; before anybody has answered, it is this and no more. The records asked
 * for are bare facts, so there is no title to withhold.
 */
export function messageAsk(at: CalledAt, answered: 'someone-else' | 'machine', facts: MessageFacts): Ask {
  const ask = toAsk({ who: 'call', answered, wants: wantsOf(facts) }, at)
  return { ...ask, records: [...messageRecords(facts)] }
}

/** The customer speaks. Who phoned in, and was rung at the number on file, is heard as on a call of their own. */
export function customerAsk(
  at: CalledAt,
  { back, callback, card }: Pick<Answered, 'back' | 'callback' | 'card'>,
): Ask {
  const checked = [...(callback ? (['call-back'] as const) : []), ...(card ? (['card'] as const) : [])]
  const draft: Draft = back
    ? { who: 'customer', how: 'phone', checked, wants: [] }
    : { who: 'call', answered: 'customer', checked, wants: [] }
  return toAsk(draft, at)
}

/** A guardian speaks: that they signed is for the record to say. */
export function guardianAsk(at: CalledAt): Ask {
  const ask = toAsk({ who: 'call', answered: 'guardian', checked: ['guardian-on-file'], wants: [] }, at)
  return { ...ask, recipient: { ...ask.recipient, liable: true } }
}
