import { Gate } from '../../src/disclosure/gate.ts'
import type { LendingParts } from '../../src/lending/lender.ts'
import { NameIndex } from '../../src/sealing/name-index.ts'

/** What the desk works with, and the gate's facts of whether a card is good. */
export function withFactsOf(parts: Omit<LendingParts, 'facts'>) {
  return { ...parts, facts: new Gate({ ...parts, names: new NameIndex() }).facts }
}
