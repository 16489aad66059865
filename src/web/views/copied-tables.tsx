/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import type { Scope } from '../../casework/case.ts'
import { type Copied, type CopiedField, type CopiedLine, notHeld, numbersOf } from '../../casework/copied.ts'
import type { RecordKind } from '../../policy/vocabulary.ts'
import { cellsOf, columnsOf } from '../../production/records-csv.ts'
import type { StaffVisit } from '../visit.ts'
import { capital } from '../words/capital.ts'
import { caseCopiesWords } from '../words/cases-copies.ts'
import { recordsWords } from '../words/records.ts'
import type { Speaker } from '../words/screen-words.ts'
import { formatsOf } from '../words/told.ts'
import { tryOutWords } from '../words/try-out.ts'
import { Table } from './table.tsx'

/** What a copy holds of one person, a table for each kind of record. */
export type CopiedPerson = {
  /** With their name, where that is in the copy. */
  readonly heading: string
  readonly tables: readonly {
    readonly record: RecordKind
    readonly heading: string
    readonly head: readonly string[]
    readonly rows: readonly (readonly string[])[]
  }[]
}

/** The lines of a copy as people read them; the screen and the paper say the same. */
export function copiedPeople(speaker: Speaker, copied: Copied, scope: Scope): CopiedPerson[] {
  const numbers = numbersOf(scope)
  return scope.subjects.map((subject, nth) => {
    const at = numbers[nth] ?? nth + 1
    const lines = copied.lines.filter((line) => line.subject === subject)
    const name = nameIn(lines)
    const { person, personIs } = caseCopiesWords(speaker)
    return {
      heading: name === undefined ? person(at) : personIs(at, name),
      tables: scope.records.flatMap((record) => {
        const some = lines.filter((line) => line.record === record)
        return some.length === 0 ? [] : [tableOf(speaker, record, some)]
      }),
    }
  })
}

function tableOf(
  speaker: Speaker,
  record: RecordKind,
  lines: readonly CopiedLine[],
): CopiedPerson['tables'][number] {
  const { field, asOf } = caseCopiesWords(speaker)
  const columns = columnsOf(lines)
  return {
    ...{ record, heading: capital(recordsWords(speaker).kind[record]) },
    head: [...columns.map(([name, nth]) => (nth === 1 ? field[name] : `${field[name]} ${nth}`)), asOf],
    rows: lines.map((line) => [
      ...cellsOf(line, columns).map((value, at) => saidOf(speaker, columns[at]?.[0] ?? 'title', value)),
      formatsOf(speaker).day(line.asOf),
    ]),
  }
}

/** A value as people say it in the language of the page. */
function saidOf(speaker: Speaker, field: CopiedField, value: string): string {
  const records = recordsWords(speaker)
  const tryOut = tryOutWords(speaker)
  const told = formatsOf(speaker)
  switch (field) {
    case 'is-so':
    case 'on-file':
      return value === 'yes' ? records.yes : tryOut.no
    case 'title':
      return value === '' ? records.titleGone : value
    case 'born':
    case 'due-on':
    case 'returned-on':
      return value === '' ? '' : told.day(value)
    case 'amount':
      return value === '' ? '' : told.dollars(Math.round(Number(value) * 100))
    case 'for':
      return Object.hasOwn(records.chargeKind, value)
        ? records.chargeKind[value as keyof typeof records.chargeKind]
        : value
    default:
      return value
  }
}

function nameIn(lines: readonly CopiedLine[]): string | undefined {
  const identity = lines.find(({ record }) => record === 'identity')
  const of = (field: CopiedField) => identity?.fields.find(([name]) => name === field)?.[1]
  return identity && [of('first-name'), of('surname')].filter(Boolean).join(' ')
}

/** Which days are asked for, as people say it. */
export function daysSaid(speaker: Speaker, { from, until }: Scope): string {
  const caseCopies = caseCopiesWords(speaker)
  const told = formatsOf(speaker)
  const { days } = caseCopies
  if (from !== undefined && until !== undefined) return days.between(told.day(from), told.day(until))
  if (from !== undefined) return days.from(told.day(from))
  return until === undefined ? days.all : days.until(told.day(until))
}

export const recordsSaid = (speaker: Speaker, kinds: readonly RecordKind[]): string =>
  formatsOf(speaker).all(kinds.map((kind) => recordsWords(speaker).kind[kind]))

type CopiedTablesProps = { readonly visit: StaffVisit; readonly copied: Copied; readonly scope: Scope }

/** All that a copy holds, and what of it is not there. */
export const CopiedTables = ({ visit, copied, scope }: CopiedTablesProps) => {
  const caseCopies = caseCopiesWords(visit)
  const records = recordsWords(visit)
  const missing = notHeld(copied.lines, scope)
  return (
    <>
      {copiedPeople(visit, copied, scope).map(({ heading, tables }) => (
        <section>
          <h2>{heading}</h2>
          {tables.map((table) => (
            <>
              <h3>{table.heading}</h3>
              <Table head={table.head} rows={table.rows} />
            </>
          ))}
        </section>
      ))}
      {missing.length > 0 && (
        <section>
          <h2>{caseCopies.notHeld.heading}</h2>
          <ul class="usa-list">
            {missing.map((one) => (
              <li>
                {`${caseCopies.person(one.person)}. ${
                  one.why === 'not-on-file'
                    ? caseCopies.notHeld[one.why]
                    : caseCopies.notHeld[one.why](capital(records.kind[one.record]))
                }`}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
