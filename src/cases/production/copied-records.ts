import { createHash } from 'node:crypto'
import type { RecordKind } from '../../policy/index.ts'
import type { Scope } from '../case.ts'

/*
 * What a sealed copy of records says, line by line: just what would leave, so that whoever looks at it, the file and the
 * paper all read the same. A line holds the fields of its own record and no other.
 */

export const copiedFields = [
  ...(['on-file', 'surname', 'first-name', 'other-names', 'born', 'card'] as const),
  ...(['address', 'phone', 'email'] as const),
  ...(['is-so', 'title', 'author', 'due-on', 'returned-on', 'for', 'amount'] as const),
] as const
export type CopiedField = (typeof copiedFields)[number]

/** Days from the first to the last, both included, `YYYY-MM-DD`. */
export type DayRange = { readonly from: string; readonly until: string }

/** One line, of one record of one subject. Amounts are in dollars with two places; days are `YYYY-MM-DD`. */
export type CopiedLine = {
  /** The id of a patron. */
  readonly subject: string
  readonly record: RecordKind
  /** The day on which it was copied. */
  readonly asOf: string
  /** The days on which it is known to have been so; absent of who somebody is, which has no day. */
  readonly days?: DayRange
  /** A field may be there more than once, as addresses are. */
  readonly fields: readonly (readonly [CopiedField, string])[]
}

/** `entry`: of the register, which says that it was made. */
export type CopiedRecords = {
  readonly takenOn: string
  readonly entry: string
  readonly lines: readonly CopiedLine[]
}

/** What somebody can be read of a copy over the telephone: of nobody, how many lines of each record, and a mark of the whole. */
export type CopyReadout = {
  readonly lines: readonly (readonly [RecordKind, number])[]
  /** SHA-256 of its one form, in hex. */
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

/** The record kinds that a library system never holds. */
const recordsNeverKept: readonly RecordKind[] = ['presence', 'searches', 'computer-use', 'video', 'incident']

/**
 * `person`: from 1, in the order of the paper. `never-kept`: no such record is made here at all. `not-on-file`: nothing is here of
 * that person.
 */
export type MissingRecord =
  | { readonly person: number; readonly record: RecordKind; readonly why: 'nothing' | 'never-kept' }
  | { readonly person: number; readonly why: 'not-on-file' }

/** The number of each subject: its place among all whom the paper names, those of whom nothing is on file too. */
export function subjectNumbers({ subjects, absent = [] }: Scope): readonly number[] {
  let at = 0
  return subjects.map(() => {
    do at++
    while (absent.includes(at))
    return at
  })
}

/**
 * The lines that are within a scope and nothing beyond it: its subjects, its records, and of its days.
 * Reading: where no day of lending is held, a line counts as of those days alone on which it is known to have been so.
 */
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

/** What is there now, and of what was preserved earlier all that is there no longer, or was otherwise. */
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

/** Of which record of which person nothing is there: said on paper, where the policy has what was not kept severed. */
export function missingRecords(lines: readonly CopiedLine[], scope: Scope): MissingRecord[] {
  const { subjects, absent = [], records } = scope
  const numbers = subjectNumbers(scope)
  const nobody = absent.map((person) => ({ person, why: 'not-on-file' as const }))
  const each = subjects.flatMap((subject, at): MissingRecord[] =>
    records
      .filter((record) => !lines.some((line) => line.subject === subject && line.record === record))
      .map((record) => ({
        ...{ person: numbers[at] ?? at + 1, record },
        why: recordsNeverKept.includes(record) ? ('never-kept' as const) : ('nothing' as const),
      })),
  )
  return [...each, ...nobody].sort((one, other) => one.person - other.person)
}
