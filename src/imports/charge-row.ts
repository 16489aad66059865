import type { KohaRow } from './koha-table.ts'
import { cents, kohaId } from './koha-values.ts'
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
  required: ['accountlines_id', 'borrowernumber', 'accounttype', 'amountoutstanding'],
  used: ['accountlines_id', 'borrowernumber', 'itemnumber', 'accounttype', 'amountoutstanding'],
} as const

/** Pay, Pay00 to Pay02 (payments), W (written off), C, CR (credit), FOR (forgiven), REF (refund). */
const payment = /^(pay.*|w|c|cr|for|ref)$/i

export function chargeOf(row: KohaRow): Outcome<Charge> {
  const sourceId = kohaId(row.text('accountlines_id'))
  if (sourceId === undefined) return rejected('id-unusable')
  const amountCents = cents(row.text('amountoutstanding'))
  if (amountCents === undefined) return rejected('amount-unusable')
  const type = row.text('accounttype').trim()
  const isPayment = payment.test(type)
  if (amountCents < 0) return skipped('credit-balance')
  if (amountCents === 0) return skipped(isPayment ? 'payment-or-credit' : 'nothing-owed')
  if (isPayment) return rejected('payment-owing')
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
 * Reading: M is Koha's "sundry" charge, which libraries make by hand for damage; with an item it counts as
 * damaged, without one as other. The description that would tell is not read, for it carries titles.
 */
function kindOf(type: string, forItem: boolean): Charge['kind'] {
  if (type === 'F' || type === 'FU') return 'overdue'
  if (type === 'L') return 'lost'
  return type === 'M' && forItem ? 'damaged' : 'other'
}
