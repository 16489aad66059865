import type { Answer } from '../policy/answer.ts'
import type { Ask, RecordKind } from '../policy/ask.ts'
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

/** What a guardian would be told if the minor had any of it, and is not, because there is none (Reg 3). */
export function noneOf(pack: Pack, { subject, ...ask }: Ask): readonly RecordKind[] {
  if (!ask.recipient.liable) return []
  const { may } = pack.decide({ ...ask, subject: { ...subject, liabilities } })
  return may.filter((record) => !subject.liabilities.some((has) => has === record.split('.')[0]))
}

/** Whether it is only for want of anything owed that a guardian is told nothing (Reg 3). */
export function settles({ subject }: Ask, none: readonly RecordKind[]): GuardianFound | undefined {
  return none.length > 0 && subject.liabilities.length === 0 ? 'nothing-to-settle' : undefined
}
