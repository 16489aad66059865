import { createHash } from 'node:crypto'
import type { Scope } from '../casework/case.ts'
import { type Copied, numbersOf } from '../casework/copied.ts'
import type { RecordKind } from '../policy/vocabulary.ts'
import { recordsCsv } from './records-csv.ts'
import { type Packed, zipOf } from './zip.ts'

/** What the library says with the records, and shows them by. */
export type Standing = {
  readonly library: string
  /** The policy's number, and the SHA-256 of the rules that decided. */
  readonly policy: { readonly number: string; readonly sha256: string }
  readonly case: string
  /** `YYYY-MM-DD` */
  readonly producedOn: string
  readonly outcome: 'released' | 'compelled'
  /** Entries of the register by their references: that the copy was made, and that it was packed. */
  readonly register: { readonly copied: string; readonly packed: string }
  /** The signed checkpoint that proves that the copy was made, as it stands in the register. */
  readonly checkpoint?: string
  /** That the copy was made, provable without the library. */
  readonly proof?: string
}

export type Sum = { readonly name: string; readonly bytes: number; readonly sha256: string }

/** The records themselves: a table for each kind that is there, and the same on paper. */
export function recordFiles(copied: Copied, scope: Scope, paper: Buffer): Packed[] {
  const { subjects, records } = scope
  const numbers = numbersOf(scope)
  const personOf = (subject: string) => numbers[subjects.indexOf(subject)] ?? 0
  const tables = records.flatMap((record) => {
    const lines = copied.lines.filter((line) => line.record === record)
    return lines.length === 0 ? [] : [{ name: fileOf(record), bytes: recordsCsv(lines, personOf) }]
  })
  return [{ name: 'records.pdf', bytes: paper }, ...tables]
}

const fileOf = (record: RecordKind) => `records-${record.replace('.', '-')}.csv`

/** How long each file is, and its SHA-256 in hex. */
export function sumsOf(files: readonly Packed[]): Sum[] {
  return files.map(({ name, bytes }) => ({ name, bytes: bytes.length, sha256: sha256Of(bytes) }))
}

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** The archive: the records, the certificate, the proof, and a manifest that has the sum of each. */
export function packageOf({ proof, checkpoint, ...standing }: Standing, files: readonly Packed[]): Buffer {
  const all = [
    ...files,
    ...(proof === undefined ? [] : [{ name: 'register-proof.txt', bytes: Buffer.from(proof, 'utf8') }]),
    ...(checkpoint === undefined
      ? []
      : [{ name: 'register-checkpoint.txt', bytes: Buffer.from(checkpoint, 'utf8') }]),
  ]
  const manifest = { form: 'carrel production 1', ...standing, files: sumsOf(all) }
  const text = `${JSON.stringify(manifest, null, 2)}\n`
  return zipOf([{ name: 'manifest.json', bytes: Buffer.from(text, 'utf8') }, ...all])
}
