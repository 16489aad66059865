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

/**
 * What was asked for and there is none of, where they may hear that: of it nothing is withheld, titles neither. A guardian hears it
 * where they would be told if the minor had any (Reg 3), a patron of their own record.
 */
export function noneOf(pack: Pack, { subject, ...ask }: Ask, hasHolds: boolean): readonly RecordKind[] {
  const { liable, kind, relation } = ask.recipient
  if (!liable && !(kind === 'patron' && relation === 'self')) return []
  const { may } = pack.decide({ ...ask, subject: { ...subject, liabilities } })
  const has: readonly string[] = [...subject.liabilities, ...(hasHolds ? ['holds'] : [])]
  const lacks = [...liabilities, 'holds' as const].filter((each) => may.includes(each) && !has.includes(each))
  return ask.records.filter((record) => lacks.some((each) => each === record.split('.')[0]))
}

/** Whether it is only for want of anything owed that a guardian is told nothing (Reg 3). */
export function settles({ subject, recipient }: Ask, none: readonly RecordKind[]): GuardianFound | undefined {
  return recipient.liable && none.length > 0 && subject.liabilities.length === 0
    ? 'nothing-to-settle'
    : undefined
}
