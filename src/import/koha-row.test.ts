import { describe, expect, test } from 'vitest'
import { foldName } from '../gate/patron-name.ts'
import { normalizeLine, parseEmail, parsePhone } from '../platform/contact-details.ts'
import { chargeOf, itemOf, kohaCents, kohaDay, kohaId, patronOf } from './koha-row.ts'
import type { KohaRow } from './koha-table.ts'
import { linkProblem } from './patron-lander.ts'

const on = { today: '2026-11-24', majorityAge: 19 }
const row = (columns: Readonly<Record<string, string>>): KohaRow => {
  const whole: Record<string, string> = {
    borrowernumber: '7',
    surname: 'Ames',
    address: '1 Depot Street',
    zipcode: '68900',
    cardnumber: 'c7',
    ...columns,
  }
  return { text: (column) => whole[column] ?? '' }
}
const landed = (columns: Readonly<Record<string, string>>) => {
  const outcome = patronOf(row(columns), on)
  if (outcome.as !== 'lands') throw new Error(`${outcome.as}: ${outcome.reason}`)
  return { patron: outcome.row, codes: outcome.notices.map(({ code }) => code) }
}

test('a middle name stands between first and last, before any other names, and once', () => {
  const otherNames = (columns: Readonly<Record<string, string>>) => landed(columns).patron.name.otherNames
  expect(otherNames({ middle_name: 'Marie' })).toBe('Marie')
  expect(otherNames({ middle_name: 'Marie', othernames: 'Mimi' })).toBe('Marie Mimi')
  expect(otherNames({ middle_name: 'Marie', othernames: 'Marie' })).toBe('Marie')
  expect(otherNames({ middle_name: '' })).toBeUndefined()
})

describe('values of a Koha export', () => {
  test('a day must be on the calendar; a time beside it is left out', () => {
    expect(['2026-11-24', '2026-11-24 23:59:00', '2024-02-29'].map(kohaDay)).toEqual([
      '2026-11-24',
      '2026-11-24',
      '2024-02-29',
    ])
    expect(['', '0000-00-00', '1961-00-00', '2026-02-29', '11/24/2026', '2026-11-24x'].map(kohaDay)).toEqual(
      Array(6).fill(undefined),
    )
  })

  test('money is read to the cent, half a cent away from zero', () => {
    expect(['3.300000', '0.1', '12', '0.125000', '-496.900000', '0.004', '1000000'].map(kohaCents)).toEqual([
      330, 10, 1200, 13, -49690, 0, 100000000,
    ])
    expect(['', 'five', '1e3', '1,50', '1000001', '--1'].map(kohaCents)).toEqual(Array(6).fill(undefined))
  })

  test('an id is a whole number above zero', () => {
    expect(['7', '007', ' 7 '].map(kohaId)).toEqual(['7', '7', '7'])
    expect(['', '0', '-1', '1.0', '2.3E+13', '9'.repeat(16)].map(kohaId)).toEqual(Array(6).fill(undefined))
  })

  test('a phone with anything said beside it is none', () => {
    expect(
      ['(308) 555-0101', '308.555.0101', '+1 308 555 0101', '3085550101', '+49 30 901820'].map(parsePhone),
    ).toEqual([...Array(4).fill('308-555-0101'), '+4930901820'])
    const noted = [
      '308-555-0199 (wk)',
      "don't leave message 308-555-0133",
      '308-555-0101 / 308-555-0102',
      'unlisted',
    ]
    expect([...noted, '3085550', '308 555 0118 x12', ''].map(parsePhone)).toEqual(Array(7).fill(undefined))
  })

  test('an e-mail address is one address', () => {
    expect(parseEmail('UPPER.CASE@EXAMPLE.ORG  ')).toBe('UPPER.CASE@EXAMPLE.ORG')
    const bad = [
      'none',
      'a@b.org; c@d.org',
      'tab\there@example.org',
      'o’brien@example.org',
      'a@b',
      '@example.org',
    ]
    expect(bad.map(parseEmail)).toEqual(Array(6).fill(undefined))
  })

  test('text becomes one line and keeps its quotes; decomposed accents are composed', () => {
    expect(normalizeLine('  Ludvik ')).toBe('Ludvik')
    expect(normalizeLine('Sørensen\u00a0Bach')).toBe('Sørensen Bach')
    expect(normalizeLine('O’Neill "Lee"')).toBe('O’Neill "Lee"')
    expect(normalizeLine('Be\u0301la')).toBe('Béla')
  })

  test('of invisible characters nothing stays, but for a joiner within a word whose letters it shapes', () => {
    expect(normalizeLine('Ann\u0000\u0007a\u0085 \u{1fffe}Le\ufdd0e\ud800')).toBe('Anna Lee')
    expect(normalizeLine('\u202eAnna\u202c \u2066Lee\u2069\u200b')).toBe('Anna Lee')
    expect(normalizeLine('\ufeffAn\u00adna\u200d Le\u200ce\u2060')).toBe('Anna Lee')
    expect(normalizeLine('a\tb\r\nc')).toBe('a b c')
    expect(normalizeLine('علی\u200cرضا')).toBe('علی\u200cرضا')
    expect(normalizeLine('\u200dक्\u200dष\u200d')).toBe('क्\u200dष')
    expect(normalizeLine('王小明 김 😀')).toBe('王小明 김 😀')
    expect(parsePhone('\u202a+1 308 555 0101\u202c')).toBe('308-555-0101')
    expect(foldName('علی\u200cرضا')).toBe(foldName('علیرضا'))
  })
})

describe('a patron’s row', () => {
  test('is garbled also where half of a letter became a control character', () => {
    const { codes } = landed({ surname: 'Ã\u0089mile' })
    expect(codes).toContain('name-garbled')
  })

  test('turns adult on the birthday, and 29 February on 1 March', () => {
    const minorWithoutGuarantor = (dateofbirth: string, today: string) => {
      const outcome = patronOf(row({ dateofbirth, categorycode: '' }), { ...on, today })
      return outcome.as === 'lands' && outcome.notices.some(({ code }) => code === 'minor-without-guarantor')
    }
    expect(minorWithoutGuarantor('2007-11-25', '2026-11-24')).toBe(true)
    expect(minorWithoutGuarantor('2007-11-24', '2026-11-24')).toBe(false)
    expect(minorWithoutGuarantor('2008-02-29', '2027-02-28')).toBe(true)
    expect(minorWithoutGuarantor('2008-02-29', '2027-03-01')).toBe(false)
  })

  test('a birth date after the enrolment, or of 130 years ago, is left out', () => {
    expect(landed({ dateofbirth: '2020-01-02', dateenrolled: '2020-01-01' }).codes).toContain(
      'birth-date-after-enrolment',
    )
    expect(landed({ dateofbirth: '1890-01-02' }).codes).toContain('birth-date-too-old')
  })

  test('another person’s address and phone are not the patron’s', () => {
    const others = { altcontactaddress1: '9 Silo Road', altcontactphone: '308-555-0109', contactname: 'Bolt' }
    expect(landed(others).patron.contact).toEqual({
      addresses: [['1 Depot Street', '68900']],
      phones: [],
      emails: [],
    })
  })

  test('only a parent, a guardian or a guarantor without a stated relation is liable', () => {
    const liable = (relationship: string) =>
      landed({ guarantorid: '1', relationship }).patron.guarantor?.liable
    for (const word of ['mother', 'Father', 'parent', 'foster parent', 'guardian (court appointed)', '']) {
      expect(liable(word), word).toBe(true)
    }
    for (const word of ['aunt', 'grandmother', 'brother', 'self']) expect(liable(word), word).toBe(false)
  })

  test('a row without an id or a name is rejected, and a program’s account skipped', () => {
    expect(patronOf(row({ borrowernumber: 'x' }), on)).toEqual({ as: 'rejected', reason: 'id-unusable' })
    expect(patronOf(row({ surname: ' ' }), on)).toEqual({ as: 'rejected', reason: 'name-blank' })
    expect(patronOf(row({ firstname: 'x'.repeat(301) }), on)).toEqual({
      as: 'rejected',
      reason: 'name-too-long',
    })
    expect(patronOf(row({ categorycode: 'S' }), on)).toEqual({ as: 'skipped', reason: 'service-account' })
    expect(landed({ surname: '', firstname: 'Prince' }).patron.name).toEqual({
      surname: '',
      firstName: 'Prince',
    })
  })
})

describe('a guarantor’s link', () => {
  const link = { guarantee: '2', guarantor: '1', guarantorOfGuarantor: undefined, custodyNoted: false }
  const ends = { guarantee: { born: '2014-01-01' }, guarantor: { born: '1980-01-01' } }

  test('is made between an adult and a minor, or a person of unknown age', () => {
    expect(linkProblem(link, ends, on)).toBeUndefined()
    expect(linkProblem(link, { ...ends, guarantee: {} }, on)).toBeUndefined()
    expect(linkProblem(link, { ...ends, guarantor: {} }, on)).toBeUndefined()
  })

  test('is kept from being made by each thing that is wrong with it', () => {
    expect(linkProblem({ ...link, guarantor: '2' }, ends, on)).toBe('guarantor-oneself')
    expect(linkProblem({ ...link, guarantor: undefined }, ends, on)).toBe('guarantor-missing')
    expect(linkProblem(link, { ...ends, guarantor: undefined }, on)).toBe('guarantor-missing')
    expect(linkProblem({ ...link, guarantorOfGuarantor: '2' }, ends, on)).toBe('guarantor-mutual')
    expect(linkProblem(link, { ...ends, guarantor: { born: '2007-11-25' } }, on)).toBe('guarantor-minor')
    expect(linkProblem(link, { ...ends, guarantee: { born: '2007-11-24' } }, on)).toBe('guarantee-adult')
    expect(linkProblem({ ...link, custodyNoted: true }, ends, on)).toBe('guarantor-custody')
  })
})

test('an item’s barcode of any length does not stop the import', () => {
  const outcome = itemOf(row({ itemnumber: '1', biblionumber: '1', title: 'Kim', barcode: 'b'.repeat(5000) }))
  expect(outcome).toMatchObject({
    as: 'lands',
    notices: [{ field: 'barcode', code: 'item-barcode-unusable' }],
  })
  expect(outcome.as === 'lands' && 'barcode' in outcome.row).toBe(false)
})

const charge = (columns: Readonly<Record<string, string>>) => {
  const whole: Record<string, string> = {
    accountlines_id: '1',
    borrowernumber: '7',
    itemnumber: '9',
    amountoutstanding: '1.500000',
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
