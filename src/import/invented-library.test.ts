import { parse } from 'csv-parse/sync'
import { describe, expect, test } from 'vitest'
import { yearsAfter } from '../policy/calendar.ts'
import { inventLibrary, itemsToLend } from './invented-library.ts'

const today = '2026-11-24'
type Row = Readonly<Record<string, string>>

function invent(patrons: number, seed = 1) {
  const files = new Map(
    inventLibrary({ seed, patrons, today }).map(({ file, lines }) => [file, [...lines()].join('')]),
  )
  const rows = (file: string) => parse(files.get(file) ?? '', { columns: true }) as Row[]
  return { files, rows }
}
const cell = (row: Row | undefined, column: string) => row?.[column] ?? ''
const tally = (values: readonly string[]) => {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].sort(([, a], [, b]) => b - a)
}

describe('an invented library', () => {
  const library = invent(2000)
  const people = library.rows('borrowers.csv')
  const items = library.rows('items.csv')
  const loans = library.rows('issues.csv')

  test('is the same for the same seed, and another for another', () => {
    expect(invent(2000).files).toEqual(library.files)
    expect(invent(300, 2).files.get('borrowers.csv')).not.toEqual(invent(300, 1).files.get('borrowers.csv'))
  })

  test('grows without changing who is in it', () => {
    const [small, large] = [300, 2000].map((size) => invent(size).rows('borrowers.csv'))
    expect(large?.slice(0, 300)).toEqual(small)
  })

  test('has its number of patrons, each with a card of their own, and nothing real', () => {
    expect(people).toHaveLength(2000)
    expect(new Set(people.map((row) => cell(row, 'cardnumber'))).size).toBe(2000)
    const phones = people.flatMap((row) => [cell(row, 'phone'), cell(row, 'mobile')]).filter(Boolean)
    expect(phones.every((phone) => /555-\d{4}$/.test(phone))).toBe(true)
    const mails = people.map((row) => cell(row, 'email')).filter(Boolean)
    expect(mails.every((mail) => /@([a-z]+\.)?example\.(org|net|com)$/.test(mail))).toBe(true)
  })

  test('has something to lend: items that no one has, and that are not lost', () => {
    const toLend = itemsToLend({ seed: 1, patrons: 2000, today }, 3)
    const found = toLend.map((barcode) => items.find((row) => cell(row, 'barcode') === barcode))
    expect(found.map((row) => cell(row, 'itemlost'))).toEqual(['0', '0', '0'])
    const out = new Set(loans.map((row) => cell(row, 'itemnumber')))
    expect(found.filter((row) => out.has(cell(row, 'itemnumber')))).toEqual([])
  })

  test('has families: every guarantor is an adult at the minor’s own address', () => {
    const byId = new Map(people.map((row) => [cell(row, 'borrowernumber'), row]))
    const guaranteed = people.filter((row) => cell(row, 'guarantorid') !== '')
    expect(guaranteed.length).toBeGreaterThan(300)
    for (const row of guaranteed) {
      const guarantor = byId.get(cell(row, 'guarantorid'))
      expect(cell(guarantor, 'address')).toBe(cell(row, 'address'))
      const born = cell(guarantor, 'dateofbirth')
      if (born !== '') expect(today >= yearsAfter(born, 19)).toBe(true)
    }
  })

  test('has people on both sides of each birthday that the policy turns on', () => {
    const born = new Set(people.map((row) => cell(row, 'dateofbirth')))
    const days = ['2007-11-24', '2007-11-25', '2007-11-23', '2008-11-24', '2008-11-25']
    expect(days.filter((day) => !born.has(day))).toEqual([])
    expect(born.has('')).toBe(true)
  })

  test('has common surnames, and two households of one name', () => {
    const [first, second] = tally(people.map((row) => cell(row, 'surname')))
    expect(first?.[1]).toBeGreaterThan(100)
    expect(second?.[1]).toBeGreaterThan(50)
    const johnsons = people.filter((row) => cell(row, 'surname') === first?.[0])
    expect(new Set(johnsons.map((row) => cell(row, 'address'))).size).toBeGreaterThan(20)
  })

  test('lends an item once, and has overdue and lost ones, holds and charges', () => {
    expect(new Set(loans.map((row) => cell(row, 'itemnumber'))).size).toBe(loans.length)
    expect(new Set(loans.map((row) => cell(row, 'issue_id'))).size).toBe(loans.length)
    const overdue = loans.filter((row) => cell(row, 'date_due').slice(0, 10) < today)
    expect(overdue.length / loans.length).toBeGreaterThan(0.1)
    const lost = new Set(
      items.filter((row) => cell(row, 'itemlost') === '1').map((row) => cell(row, 'itemnumber')),
    )
    expect(loans.filter((row) => lost.has(cell(row, 'itemnumber'))).length).toBeGreaterThan(2)
    const types = new Set(library.rows('accountlines.csv').map((row) => cell(row, 'accounttype')))
    expect([...types].sort()).toEqual(['FU', 'L', 'M', 'Pay'])
    const found = new Set(library.rows('reserves.csv').map((row) => cell(row, 'found')))
    expect([...found].sort()).toEqual(['', 'T', 'W'])
  })

  test('lends children’s books to children, and nothing private to minors', () => {
    const born = new Map(people.map((row) => [cell(row, 'borrowernumber'), cell(row, 'dateofbirth')]))
    const ofItem = new Map(items.map((row) => [cell(row, 'itemnumber'), row]))
    const ofBiblio = new Map(items.map((row) => [cell(row, 'biblionumber'), row]))
    const taken = [
      ...loans.map((row) => [row, ofItem.get(cell(row, 'itemnumber'))] as const),
      ...library.rows('reserves.csv').map((row) => [row, ofBiblio.get(cell(row, 'biblionumber'))] as const),
    ]
    const under = (years: number) =>
      taken.flatMap(([row, item]) => {
        const on = born.get(cell(row, 'borrowernumber')) ?? ''
        return on !== '' && today < yearsAfter(on, years) ? [item] : []
      })
    expect(under(13).length).toBeGreaterThan(100)
    expect(new Set(under(13).map((item) => cell(item, 'ccode')))).toEqual(new Set(['JUV']))
    expect(new Set(under(19).map((item) => cell(item, 'ccode')))).toEqual(new Set(['JUV', 'FIC']))
  })

  test('has titles that a person would not want told, and many that are harmless', () => {
    const titles = [...new Set(items.map((row) => cell(row, 'title')))]
    expect(titles.length).toBeGreaterThan(700)
    for (const subject of [
      /HIV/,
      /Divorce/,
      /Gay|Transgender/,
      /Drinking|Meth/,
      /Bankruptcy/,
      /Goose/,
      /Soybeans/,
    ]) {
      expect(
        titles.some((title) => subject.test(title)),
        String(subject),
      ).toBe(true)
    }
  })
})
