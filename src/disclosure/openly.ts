import type { Answer } from '../policy/answer.ts'
import type { Ask } from '../policy/ask.ts'
import type { Pack } from '../policy/pack.ts'
import { liabilities } from './facts.ts'
import type { GuardianFound, Weighed } from './request.ts'

const unreadPaper: NonNullable<Ask['instrument']> = {
  kind: 'unread',
  findings: [],
  scope: [],
  nondisclosure: false,
  grandfathered: false,
}

/**
 * What the open register says of an ask. Under a gag that is: a paper came, which nobody had read, and was referred. Its
 * kind is for those who are cleared to know (Footnote).
 */
export function openlyOf(pack: Pack, ask: Ask, answer: Answer): Weighed['openly'] {
  if (!answer.sealed) return { ask, answer }
  const unread: Ask = { ...ask, instrument: unreadPaper, done: [] }
  return { ask: unread, answer: pack.decide(unread) }
}

/** Whether it is only for want of anything owed that a guardian is told nothing (Reg 3). */
export function settles(pack: Pack, { subject, ...ask }: Ask): GuardianFound | undefined {
  if (!ask.recipient.liable || subject.liabilities.length > 0) return undefined
  const wouldBeTold = pack.decide({ ...ask, subject: { ...subject, liabilities } }).may.length > 0
  return wouldBeTold ? 'nothing-to-settle' : undefined
}
