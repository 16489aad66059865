import { createHash } from 'node:crypto'
import type { RecordKind } from '../../policy/index.ts'
import type { Scope } from '../case.ts'

/* Exactly what would leave, so that screen, file and paper agree. */

export const copiedFields = [
  ...(['on-file', 'surname', 'first-name', 'other-names', 'born', 'card'] as const),
  ...(['address', 'phone', 'email'] as const),
  ...(['is-so', 'title', 'author', 'due-on', 'returned-on', 'for', 'amount'] as const),
] as const
export type CopiedField = (typeof copiedFields)[number]

/** Both included, `YYYY-MM-DD`. */
export type DayRange = { readonly from: string; readonly until: string }

/** Amounts are dollars with two decimals; days are `YYYY-MM-DD`. */
export type CopiedLine = {
  /** A patron's id. */
  readonly subject: string
  readonly record: RecordKind
  /** The day it was copied. */
  readonly asOf: string
  /** When it is known to have been so; absent for a person's identity. */
  readonly days?: DayRange
  /** A field may repeat, as addresses do. */
  readonly fields: readonly (readonly [CopiedField, string])[]
}

/** `entry`: the log entry of making it. */
export type CopiedRecords = {
  readonly takenOn: string
  readonly entry: string
  readonly lines: readonly CopiedLine[]
  /** How many items were overdue and not asked for, where what is checked out was. It never leaves. */
  readonly overdueLeft?: number
}

/** What is checked out is asked for, and not which items are overdue: someone may take the one for both. */
export const leavesOverdue = ({ records }: Pick<Scope, 'records'>): boolean =>
  records.includes('loans') && !records.includes('overdue.titles')

/** What can be read aloud by phone: line counts by record and a hash, naming no one. */
export type CopyReadout = {
  readonly lines: readonly (readonly [RecordKind, number])[]
  /** Of the canonical form, in hex. */
  readonly sha256: string
}

export function copyReadoutOf({ takenOn, entry, lines }: CopiedRecords, scope: Scope): CopyReadout {
  const { subjects, records, from = null, until = null } = scope
  const form = JSON.stringify([
    ...[takenOn, entry, subjects, records, from, until],
    lines.map(({ subject, record, asOf, days, fields }) => [
      ...[subject, record, asOf, days?.from ?? null, days?.until ?? null, fields],
    ]),
  ])
  return {
    lines: records.map((record) => [record, lines.filter((line) => line.record === record).length]),
    sha256: createHash('sha256').update(form, 'utf8').digest('hex'),
  }
}

const recordsNeverKept: readonly RecordKind[] = ['presence', 'searches', 'computer-use', 'video', 'incident']

/** `person`: from 1, in the paper's order. `never-kept`: the library makes no such record. */
type MissingRecord =
  | { readonly person: number; readonly record: RecordKind; readonly why: 'nothing' | 'never-kept' }
  | { readonly person: number; readonly why: 'not-on-file' }

/** A person's place in the paper's order, counting those not on file. */
export function subjectNumbers({ subjects, absent = [] }: Scope): readonly number[] {
  let at = 0
  return subjects.map(() => {
    do at++
    while (absent.includes(at))
    return at
  })
}

/** Reading: where no loan date is stored, a line counts only for the days on which it is known to have been so. */
export function linesInScope(lines: readonly CopiedLine[], scope: Scope): CopiedLine[] {
  const { subjects, records } = scope
  return lines.filter(
    (line) => subjects.includes(line.subject) && records.includes(line.record) && isOfDays(line, scope),
  )
}

function isOfDays({ days }: CopiedLine, { from, until }: Scope): boolean {
  if (days === undefined) return true
  return (from === undefined || days.until >= from) && (until === undefined || days.from <= until)
}

/** The current lines, and preserved ones that are gone or different now. */
export function mergedLines(
  now: readonly CopiedLine[],
  earlier: readonly CopiedLine[],
  scope: Scope,
): CopiedLine[] {
  const said = new Set<string>()
  const isNew = (line: CopiedLine) => {
    const says = lineText(line)
    if (said.has(says)) return false
    said.add(says)
    return true
  }
  const order = (line: CopiedLine) => scope.subjects.indexOf(line.subject)
  const rank = (line: CopiedLine) => scope.records.indexOf(line.record)
  return linesInScope([...now, ...earlier], scope)
    .filter(isNew)
    .sort((one, other) => order(one) - order(other) || rank(one) - rank(other))
}

const lineText = ({ subject, record, fields }: CopiedLine) => JSON.stringify([subject, record, fields])

/** Printed on paper, because the policy destroys what was not kept. */
export function missingRecords(lines: readonly CopiedLine[], scope: Scope): MissingRecord[] {
  const { subjects, absent = [], records } = scope
  const numbers = subjectNumbers(scope)
  const nobody = absent.map((person) => ({ person, why: 'not-on-file' as const }))
  const each = subjects.flatMap((subject, at): MissingRecord[] =>
    records
      .filter((record) => !lines.some((line) => line.subject === subject && line.record === record))
      .map((record) => ({
        person: numbers[at] ?? at + 1,
        record,
        why: recordsNeverKept.includes(record) ? ('never-kept' as const) : ('nothing' as const),
      })),
  )
  return [...each, ...nobody].sort((one, other) => one.person - other.person)
}
