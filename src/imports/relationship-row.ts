import type { KohaRow, KohaTable } from './koha-table.ts'
import { kohaId } from './koha-values.ts'
import type { Run } from './land-table.ts'
import { isLiable } from './patron-row.ts'
import { Tally } from './tally.ts'

/** Where Koha keeps guarantors since 19.11; a person may have several. */
export const relationships = {
  file: 'borrower_relationships.csv',
  required: ['guarantor_id', 'guarantee_id'],
  used: ['guarantor_id', 'guarantee_id', 'relationship'],
} as const

/** A guarantor, with the row that names them; `guarantor` is undefined where the row holds no usable number. */
export type Related = {
  readonly file: string
  readonly line: number
  readonly guarantor: string | undefined
  readonly liable: boolean
}

/** Guarantors by the number in Koha of whom they stand for. */
export type RelatedByGuarantee = Map<string, Related[]>

/** Reads who stands for whom, before the patrons land. Rows are skipped here and counted as links of guarantors. */
export async function readRelationships(
  run: Run,
  table: KohaTable,
  related: RelatedByGuarantee,
): Promise<Tally> {
  const { file } = relationships
  const tally = new Tally(table.missing)
  for await (const records of table.records) {
    for (const record of records) {
      const { line } = record
      tally.rows++
      const guarantee = record.fault === undefined ? kohaId(record.row.text('guarantee_id')) : undefined
      if (record.fault !== undefined || guarantee === undefined) {
        const reason = record.fault ?? 'guarantee-unusable'
        tally.rejected(reason)
        tally.endingHeld = true
        run.files.rejected(file, line, reason, record.kept())
        continue
      }
      tally.skipped('guarantor-named')
      const named = { file, line, ...guarantorOf(record.row) }
      related.set(guarantee, [...(related.get(guarantee) ?? []), named])
      if (named.liable) continue
      tally.noticed('relationship-not-parental')
      run.files.noticed(file, line, guarantee, { field: 'relationship', code: 'relationship-not-parental' })
    }
    run.progress({ file, rows: tally.rows, bytesRead: table.bytesRead() })
  }
  return tally
}

function guarantorOf(row: KohaRow) {
  return { guarantor: kohaId(row.text('guarantor_id')), liable: isLiable(row.text('relationship')) }
}
