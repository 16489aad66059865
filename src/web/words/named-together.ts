import type { RecordKind } from '../../policy/ask.ts'
import type { recordsWords } from './records.ts'

type RecordNames = Pick<ReturnType<typeof recordsWords>, 'kind' | 'whole'>

/** The more telling half of a bare fact. */
const halves: Partial<Record<RecordKind, RecordKind>> = {
  overdue: 'overdue.titles',
  lost: 'lost.titles',
  damaged: 'damaged.titles',
  charges: 'charges.items',
  holds: 'holds.titles',
}

/** Several records in plain words; a bare fact and its more telling half are named as one. */
export function namedTogether(records: RecordNames, kinds: readonly RecordKind[]): string[] {
  const whole: Partial<Record<RecordKind, string>> = records.whole
  const both = kinds.filter((kind) => kinds.some((other) => other === halves[kind]))
  return kinds
    .filter((kind) => !both.some((one) => halves[one] === kind))
    .map((kind) => (both.includes(kind) ? whole[kind] : undefined) ?? records.kind[kind])
}
