import type { KohaRow } from './koha-table.ts'
import { cents, isNobody, kohaId } from './koha-values.ts'
import { lands, type Outcome, rejected, skipped } from './reasons.ts'

/** A row of `accountlines` that is still owed, in part or whole. */
export type Charge = {
  readonly sourceId: string
  readonly patronSourceId: string
  readonly kind: 'overdue' | 'lost' | 'damaged' | 'other'
  /** What is still owed; above zero. */
  readonly amountCents: number
  readonly itemSourceId?: string
}

/** Why not `description`, `note`, `dispute`: they carry titles, and what people said. */
export const accountlines = {
  file: 'accountlines.csv',
  required: ['accountlines_id', 'borrowernumber', 'amountoutstanding'],
  /** Koha has the second and a `credit_type_code` since 19.11, in place of the first. */
  oneOf: ['accounttype', 'debit_type_code', 'credit_type_code'],
  used: [
    ...['accountlines_id', 'borrowernumber', 'itemnumber', 'amountoutstanding'],
    ...['accounttype', 'debit_type_code', 'credit_type_code'],
  ],
} as const

/** Pay, Pay00 to Pay02 (payments), W (written off), C, CR (credit), FOR (forgiven), REF (refund). */
const payment = /^(pay.*|w|c|cr|for|ref)$/i

export function chargeOf(row: KohaRow): Outcome<Charge> {
  const sourceId = kohaId(row.text('accountlines_id'))
  if (sourceId === undefined) return rejected('id-unusable')
  const amountCents = cents(row.text('amountoutstanding'))
  if (amountCents === undefined) return rejected('amount-unusable')
  const type = row.text('accounttype').trim() || row.text('debit_type_code').trim()
  const isPayment = payment.test(type) || (type === '' && row.text('credit_type_code').trim() !== '')
  if (amountCents < 0) return skipped('credit-balance')
  if (amountCents === 0) return skipped(isPayment ? 'payment-or-credit' : 'nothing-owed')
  if (isPayment) return rejected('payment-owing')
  if (isNobody(row.text('borrowernumber'))) return skipped('anonymised')
  const patronSourceId = kohaId(row.text('borrowernumber'))
  if (patronSourceId === undefined) return rejected('patron-unknown')
  const itemSourceId = kohaId(row.text('itemnumber'))
  const forItem = itemSourceId !== undefined
  return lands({
    sourceId,
    patronSourceId,
    kind: kindOf(type, forItem),
    amountCents,
    ...(forItem && { itemSourceId }),
  })
}

/**
 * Reading: M (MANUAL since 19.11) is Koha's "sundry" charge, which libraries make by hand for damage; with an item it counts as
 * damaged, without one as other. The description that would tell is not read, for it carries titles.
 */
function kindOf(type: string, forItem: boolean): Charge['kind'] {
  if (type === 'F' || type === 'FU' || type === 'OVERDUE') return 'overdue'
  if (type === 'L' || type === 'LOST') return 'lost'
  return (type === 'M' || type === 'MANUAL') && forItem ? 'damaged' : 'other'
}
