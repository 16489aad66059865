import type { Ask, RecordKind } from '../policy/ask.ts'
import type { Channel } from './choices.ts'
import type { Notice } from './notice.ts'

/**
 * What is asked for by each way. Why all that the way may ever carry, whatever the notice is for: the register's entry
 * names the patron and the day for years, and must not say whether something was overdue, on hold or owed.
 */
const askedFor: Readonly<Record<Exclude<Channel, 'phone'>, readonly RecordKind[]>> = {
  'e-mail': ['overdue', 'holds'],
  text: ['overdue', 'holds'],
  letter: ['overdue', 'holds', 'lost', 'damaged', 'charges'],
}

/** What a guardian may be told by letter (Reg 3). */
const ofGuardian: readonly RecordKind[] = ['overdue', 'lost', 'damaged', 'charges']

/** What it takes to reach somebody: opened with what may be told, and never without. */
export const envelopeOf: Readonly<Record<Exclude<Channel, 'phone'>, readonly RecordKind[]>> = {
  'e-mail': ['contact'],
  text: ['contact'],
  letter: ['contact', 'identity'],
}

type At = { readonly on: string; readonly place: string }

/** The library turns to a patron by e-mail, text or letter (Reg 4). @param at.place where it is done */
export function noticeAsk(way: Exclude<Channel, 'phone'>, at: At, records = askedFor[way]): Ask {
  return {
    ...unasked(at),
    recipient: { kind: 'patron', relation: 'self', liable: false, verified: [] },
    records: [...records],
    channel: way,
  }
}

/** The same letter to the guardian on file who signed; that they did is the vault's fact (Reg 3). */
export function guardianAsk(at: At, records = ofGuardian): Ask {
  return {
    ...unasked(at),
    recipient: { kind: 'guardian', relation: 'guardian', liable: true, verified: ['guardian-on-file'] },
    records: [...records],
    channel: 'letter',
  }
}

/** Whether a letter about this may go to a guardian at all: what recovers material or settles an account (Reg 3). */
export function mayGoToGuardian({ kind }: Notice): boolean {
  return kind === 'overdue' || kind === 'charges'
}

const unasked = ({ on, place }: At): Pick<Ask, 'on' | 'subject' | 'place' | 'done' | 'emergencyClaimed'> => ({
  ...{ on, place, done: [], emergencyClaimed: false },
  subject: { married: false, emancipated: false, liabilities: [] },
})
