import type { Entry } from '../register/entry.ts'
import { type Decided, type GateRequest, namedAs } from './request.ts'

/** What the register says of a disclosure: who asked from where, about whom, and what was answered and shown. */
export function entryOf(request: GateRequest, decided: Decided, pack: string): Omit<Entry, 'at'> {
  const { actor, kind } = request
  const { ask, answer } = decided.openly
  return {
    pack,
    kind,
    ...namedAs(actor),
    subjects: decided.each.flatMap(({ held, to }) => (to ? [held.patronId, to.patronId] : [held.patronId])),
    recipient: ask.recipient.kind,
    relation: ask.recipient.relation,
    verified: ask.recipient.verified,
    channel: ask.channel,
    records: ask.records,
    // Why: of somebody who is not on file nothing was told, whatever might have been.
    may: decided.found ? answer.may : [],
    outcome: outcomeOf(decided),
    shown: decided.each.length > 0 ? decided.shown : [],
    clauses: answer.clauses,
    flags: answer.flags,
    ...(ask.speakingWith && { speakingWith: ask.speakingWith }),
    ...(ask.basis && { basis: ask.basis }),
    ...(ask.instrument && { instrument: ask.instrument.kind }),
  }
}

/** A guardian who learns that there is nothing to settle has learned that, though no record is told. */
function outcomeOf({ found, each, openly }: Decided): string {
  if (!found) return 'not-on-file'
  return each[0]?.guardian === 'nothing-to-settle' ? 'nothing-to-settle' : openly.answer.outcome
}
