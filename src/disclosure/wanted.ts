import type { RecordKind } from '../policy/ask.ts'

/** What the counter asks for, unless a page needs less. */
export const wholeRecord: readonly RecordKind[] = [
  ...['existence', 'identity', 'contact', 'loans', 'overdue', 'overdue.titles', 'lost', 'lost.titles'],
  ...['damaged', 'damaged.titles', 'charges', 'charges.items', 'holds', 'holds.titles'],
] as readonly RecordKind[]

/** A search lists so many patrons at most, and its entry names each of them. */
export const searchLimit = 20

/** What an answer about a patron can give away of them, though no value is opened. */
export const givenAway: readonly RecordKind[] = ['identity', 'overdue', 'lost', 'damaged', 'charges']
