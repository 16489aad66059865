import type { DeskParts } from '../../src/circulation/desk-staff.ts'
import { Gate } from '../../src/gate/gate.ts'
import { NameIndex } from '../../src/gate/patron-name.ts'

/** What the desk works with, and the gate's facts of whether a card is good. */
export function withFactsOf(parts: Omit<DeskParts, 'facts'>) {
  return { ...parts, facts: new Gate({ ...parts, names: new NameIndex() }).facts }
}
