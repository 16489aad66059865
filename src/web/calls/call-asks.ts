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

/**
 * The customer speaks. Who phoned in, and was called back at a number on file that shows who they are, is heard as on a call
 * of their own. That staff dialed the number on file is a fact of this flow, which alone shows it to them.
 */
export function customerAsk(
  at: CalledAt,
  { back, proof, callback, card }: Pick<Answered, 'back' | 'proof' | 'callback' | 'card'>,
): Ask {
  const checked = card ? (['card'] as const) : []
  const draft: Draft =
    back && !proof
      ? { who: 'customer', how: 'phone', checked: [...checked], wants: [] }
      : { who: 'call', answered: 'customer', checked: [...checked], wants: [] }
  const ask = toAsk(draft, at)
  const { recipient } = ask
  const verified = [...recipient.verified, ...(callback && !proof ? (['call-back'] as const) : [])]
  return { ...ask, recipient: { ...recipient, verified } }
}

/** What a call to a minor about something on hold opens, before anybody answered: the minor alone hears of it. */
export function minorsHoldAsk(at: CalledAt): Ask {
  const ask = toAsk({ who: 'call', answered: 'customer', checked: [], wants: ['holds'] }, at)
  return { ...ask, records: ['holds'] }
}

/** A guardian speaks: that they signed is for the record to say. */
export function guardianAsk(at: CalledAt): Ask {
  const ask = toAsk({ who: 'call', answered: 'guardian', checked: ['guardian-on-file'], wants: [] }, at)
  return { ...ask, recipient: { ...ask.recipient, liable: true } }
}
