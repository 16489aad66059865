import { describe, expect, test } from 'vitest'
import { chargeOf } from './charge-row.ts'

const charge = (columns: Readonly<Record<string, string>>) => {
  const whole: Record<string, string> = {
    ...{ accountlines_id: '1', borrowernumber: '7', itemnumber: '9', amountoutstanding: '1.500000' },
    ...columns,
  }
  const outcome = chargeOf({ text: (column) => whole[column] ?? '' })
  return outcome.as === 'lands' ? outcome.row.kind : outcome.reason
}

describe('a charge', () => {
  test.each([
    ['F', 'OVERDUE', 'overdue'],
    ['L', 'LOST', 'lost'],
    ['M', 'MANUAL', 'damaged'],
    ['N', 'NEW_CARD', 'other'],
  ])('counts the same as %s of an older Koha and as %s of one since 19.11', (older, newer, kind) => {
    expect(charge({ accounttype: older })).toBe(kind)
    expect(charge({ debit_type_code: newer })).toBe(kind)
  })

  test('that a Koha since 19.11 calls a credit is none', () => {
    expect(charge({ credit_type_code: 'PAYMENT', amountoutstanding: '0.000000' })).toBe('payment-or-credit')
    expect(charge({ credit_type_code: 'PAYMENT' })).toBe('payment-owing')
    expect(charge({ credit_type_code: 'CREDIT', amountoutstanding: '-2.000000' })).toBe('credit-balance')
  })
})
