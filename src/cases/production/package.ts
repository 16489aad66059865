import { createHash } from 'node:crypto'
import { type ZipEntry, zipOf } from '../../platform/zip.ts'
import type { RecordKind } from '../../policy/index.ts'
import type { PackedFile, Scope } from '../case.ts'
import { type CopiedField, type CopiedLine, type CopiedRecords, subjectNumbers } from './copied-records.ts'

export type PackageFacts = {
  readonly library: string
  readonly policy: { readonly number: string; readonly sha256: string }
  readonly case: string
  readonly producedOn: string
  readonly outcome: 'released' | 'compelled'
  /** References of the log entries for copying and packing. */
  readonly register: { readonly copied: string; readonly packed: string }
  /** The signed checkpoint that proves the copy. */
  readonly checkpoint?: string
  /** Verifiable without the library. */
  readonly proof?: string
}

/** A CSV file for each kind of record, and all of them as PDF. */
export function recordFiles(copied: CopiedRecords, scope: Scope, paper: Buffer): ZipEntry[] {
  const { subjects, records } = scope
  const numbers = subjectNumbers(scope)
  const personOf = (subject: string) => numbers[subjects.indexOf(subject)] ?? 0
  const tables = records.flatMap((record) => {
    const lines = copied.lines.filter((line) => line.record === record)
    return lines.length === 0 ? [] : [{ name: fileOf(record), bytes: recordsCsv(lines, personOf) }]
  })
  return [{ name: 'records.pdf', bytes: paper }, ...tables]
}

const fileOf = (record: RecordKind) => `records-${record.replace('.', '-')}.csv`

/** SHA-256 in hex. */
export function sumsOf(files: readonly ZipEntry[]): PackedFile[] {
  return files.map(({ name, bytes }) => ({ name, bytes: bytes.length, sha256: sha256Of(bytes) }))
}

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** With the proof, and first a manifest of every file's hash. */
export function packageFiles(
  { proof, checkpoint, ...standing }: PackageFacts,
  files: readonly ZipEntry[],
): ZipEntry[] {
  const all = [
    ...files,
    ...(proof === undefined ? [] : [{ name: 'register-proof.txt', bytes: Buffer.from(proof, 'utf8') }]),
    ...(checkpoint === undefined
      ? []
      : [{ name: 'register-checkpoint.txt', bytes: Buffer.from(checkpoint, 'utf8') }]),
  ]
  const manifest = { form: 'carrel production 1', ...standing, files: sumsOf(all) }
  const text = `${JSON.stringify(manifest, null, 2)}\n`
  return [{ name: 'manifest.json', bytes: Buffer.from(text, 'utf8') }, ...all]
}

/** A ZIP file of the same. */
export const packageOf = (standing: PackageFacts, files: readonly ZipEntry[]): Buffer =>
  zipOf(packageFiles(standing, files))

/** Only columns that its lines have; a repeated field is numbered. */
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

export function cellsOf({ fields }: CopiedLine, columns: ReturnType<typeof columnsOf>): string[] {
  return columns.map(
    ([field, nth]) => fields.filter(([name]) => name === field).map(([, value]) => value)[nth - 1] ?? '',
  )
}

/** CSV (RFC 4180) with a header. @param personOf a person's number, from 1 */
function recordsCsv(lines: readonly CopiedLine[], personOf: (subject: string) => number): Buffer {
  const columns = columnsOf(lines)
  const head = ['person', 'as-of', ...columns.map(([field, nth]) => (nth === 1 ? field : `${field}-${nth}`))]
  const rows = lines.map((line) => [String(personOf(line.subject)), line.asOf, ...cellsOf(line, columns)])
  return Buffer.from([head, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join(''), 'utf8')
}

/** Hostile: a spreadsheet runs cells that begin like this, and a title or name may. */
const runs = /^[=+\-@\t\r]/

function cell(value: string): string {
  const safe = runs.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
