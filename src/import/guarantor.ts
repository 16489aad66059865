import { yearsAfter } from '../policy/index.ts'
import { isLiableGuarantor, kohaId, type OnDay } from './koha-row.ts'
import type { KohaRow, KohaTable } from './koha-table.ts'
import type { ImportRun } from './lander.ts'
import { type RowNoticeCode, Tally } from './tally.ts'

/** Where Koha keeps guarantors since 19.11; a person may have several. */
export const relationships = {
  file: 'borrower_relationships.csv',
  required: ['guarantor_id', 'guarantee_id'],
  used: ['guarantor_id', 'guarantee_id', 'relationship'],
} as const

/** `guarantor` is undefined if the row has no usable number. */
export type Related = {
  readonly file: string
  readonly line: number
  readonly guarantor: string | undefined
  readonly liable: boolean
}

export type RelatedByGuarantee = Map<string, Related[]>

/** Runs before the patrons land. Its rows count as skipped here and as links of guarantors later. */
export async function readRelationships(
  run: ImportRun,
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
  return { guarantor: kohaId(row.text('guarantor_id')), liable: isLiableGuarantor(row.text('relationship')) }
}

/** Undefined if the person did not land; `born` is absent if unknown. */
export type GuarantorLinkEnd = { readonly born?: string } | undefined

/** Why a guarantor is not linked. A guarantee of unknown age is linked: nothing is told until the birth date is known. */
export function linkProblem(
  link: {
    readonly guarantee: string
    readonly guarantor: string | undefined
    readonly guarantorOfGuarantor: string | undefined
    readonly custodyNoted: boolean
  },
  ends: { readonly guarantee: GuarantorLinkEnd; readonly guarantor: GuarantorLinkEnd },
  { today, majorityAge }: OnDay,
): RowNoticeCode | undefined {
  if (link.guarantor === link.guarantee) return 'guarantor-oneself'
  if (link.guarantor === undefined || ends.guarantor === undefined) return 'guarantor-missing'
  if (link.guarantorOfGuarantor === link.guarantee) return 'guarantor-mutual'
  const guarantorBorn = ends.guarantor.born
  if (guarantorBorn !== undefined && today < yearsAfter(guarantorBorn, majorityAge)) return 'guarantor-minor'
  const born = ends.guarantee?.born
  if (born !== undefined && today >= yearsAfter(born, majorityAge)) return 'guarantee-adult'
  return link.custodyNoted ? 'guarantor-custody' : undefined
}
