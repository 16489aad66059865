import type { CopiedField, CopiedLine } from '../casework/copied.ts'

/** The columns of one kind of record: those that its lines have, and no other. A field that comes again has a number. */
export function columnsOf(lines: readonly CopiedLine[]): readonly (readonly [CopiedField, number])[] {
  const columns = new Map<string, readonly [CopiedField, number]>()
  for (const { fields } of lines) {
    const seen = new Map<CopiedField, number>()
    for (const [field] of fields) {
      const nth = (seen.get(field) ?? 0) + 1
      seen.set(field, nth)
      columns.set(`${field} ${nth}`, [field, nth])
    }
  }
  return [...columns.values()]
}

/** What a line has in each column; empty where it has nothing there. */
export function cellsOf({ fields }: CopiedLine, columns: ReturnType<typeof columnsOf>): string[] {
  return columns.map(
    ([field, nth]) => fields.filter(([name]) => name === field).map(([, value]) => value)[nth - 1] ?? '',
  )
}

/**
 * The lines of one kind of record as CSV (RFC 4180), with a heading.
 * @param personOf the number of a person, from 1
 */
export function recordsCsv(lines: readonly CopiedLine[], personOf: (subject: string) => number): Buffer {
  const columns = columnsOf(lines)
  const head = ['person', 'as-of', ...columns.map(([field, nth]) => (nth === 1 ? field : `${field}-${nth}`))]
  const rows = lines.map((line) => [String(personOf(line.subject)), line.asOf, ...cellsOf(line, columns)])
  return Buffer.from([head, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join(''), 'utf8')
}

/** Hostile: a spreadsheet runs what begins so, and a title or a name may. */
const runs = /^[=+\-@\t\r]/

function cell(value: string): string {
  const safe = runs.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
