/** What the night plans that somebody is turned to for: something is overdue, a reserve waits, is owed, a card runs out. */
export const noticeKinds = ['overdue', 'hold', 'charges', 'card'] as const
/**
 * `address`: their e-mail address was replaced, which the one before is told; planned when it is. `call-back`: they phoned
 * in, and are called back from a private room.
 */
export type NoticeKind = (typeof noticeKinds)[number] | 'address' | 'call-back'
/** What somebody's links say is so, or is no longer. */
export type StandingKind = Exclude<NoticeKind, 'card' | 'address' | 'call-back'>

/** Whom a notice is about, and for what. No item, title, day or amount is in it. */
export type Notice = {
  /** The patron's id. */
  readonly patron: string
  readonly kind: NoticeKind
  /** The step of the pack's ladder for overdue material, from 1; of an address a number of chance; 1 for the other kinds. */
  readonly step: number
}

/**
 * How a planned contact stands.
 * - `ready`: to be done on its day or later; no try is under way or had an unknown end
 * - `trying`: a try is under way, or it is not known what became of it
 * - `trying-again`: the same of the second try, which is the last
 * - `done`, `unknown`: nothing more is done; the row is kept for a while so that nobody is turned to twice
 * - `failed`: not by this channel; the night looks for the next one
 */
export type NoticeState = 'ready' | 'trying' | 'trying-again' | NoticeOutcome

/** What is counted of a month, by channel. */
export const noticeOutcomes = ['done', 'unknown', 'failed'] as const
export type NoticeOutcome = (typeof noticeOutcomes)[number]
