import type { KohaRow } from './koha-table.ts'
import { day, isNobody, kohaId } from './koha-values.ts'
import { lands, type Outcome, rejected, skipped } from './reasons.ts'

/** A row of `issues`. Only the day of `date_due` is taken: no time finer than a day is kept. */
export type Loan = {
  readonly sourceId: string
  readonly patronSourceId: string
  readonly itemSourceId: string
  readonly dueOn: string
}

export const issues = {
  file: 'issues.csv',
  required: ['issue_id', 'borrowernumber', 'itemnumber', 'date_due'],
  used: ['issue_id', 'borrowernumber', 'itemnumber', 'date_due', 'returndate'],
} as const

export function loanOf(row: KohaRow): Outcome<Loan> {
  const sourceId = kohaId(row.text('issue_id'))
  if (sourceId === undefined) return rejected('id-unusable')
  if (row.text('returndate').trim() !== '') return skipped('returned')
  if (isNobody(row.text('borrowernumber'))) return skipped('anonymised')
  const patronSourceId = kohaId(row.text('borrowernumber'))
  if (patronSourceId === undefined) return rejected('patron-unknown')
  const itemSourceId = kohaId(row.text('itemnumber'))
  if (itemSourceId === undefined) return rejected('item-unknown')
  const dueOn = day(row.text('date_due').trim())
  if (dueOn === undefined) return rejected('due-date-unusable')
  return lands({ sourceId, patronSourceId, itemSourceId, dueOn })
}
