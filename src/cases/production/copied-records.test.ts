import { describe, expect, test } from 'vitest'
import { copiedLinesOf } from './case-copies.ts'
import {
  type CopiedLine,
  linesInScope,
  mergedLines,
  missingRecords,
  subjectNumbers,
} from './copied-records.ts'

const day = '2026-11-24'
const records = [
  ...(['overdue', 'overdue.titles', 'loans', 'lost', 'charges', 'charges.items', 'history'] as const),
  ...(['identity', 'holds'] as const),
]
const opened = {
  identity: { surname: 'Canary', firstName: 'Una', ofAge: { by: 'marriage', on: day }, cards: [] },
  loans: [{ title: 'Out', author: null, dueOn: '2026-12-24' }],
  overdue: { any: true, titles: [{ title: 'Late', author: null, dueOn: '2026-09-10' }] },
  lost: { any: false },
  charges: { totalCents: 450, each: [{ kind: 'damaged', amountCents: 450, title: 'Torn' }] },
  holds: { any: true, ready: false, slips: [{ alias: 'Swift', until: day }] },
  history: {
    kept: true,
    more: false,
    each: [
      { id: '1', nth: 1, on: '2026-08-31', title: 'Before', author: null },
      { id: '2', nth: 2, on: '2026-09-30', title: 'Within', author: null },
    ],
  },
} as const

const lines = copiedLinesOf('p1', opened, { records, day })
const of = (from: string | undefined, until: string | undefined) =>
  linesInScope(lines, { subjects: ['p1'], records, ...(from && { from }), ...(until && { until }) }).map(
    ({ record }) => record,
  )

describe('of the days that the paper names', () => {
  test('all is there that is known to have been so on one of them', () => {
    expect(of(undefined, undefined)).toHaveLength(lines.length)
    expect(of('2026-09-01', '2026-09-30')).toEqual(['identity', 'overdue', 'overdue.titles', 'history'])
  })
  test('what was due is overdue from the day after, and not on it', () => {
    expect(of('2026-09-01', '2026-09-10')).toEqual(['identity'])
    expect(of('2026-09-11', '2026-09-11')).toEqual(['identity', 'overdue', 'overdue.titles'])
  })
  test('what has no day of lending is there where they hold the day of the copy alone', () => {
    expect(of(day, undefined)).not.toContain('history')
    expect(of(day, day)).toEqual(expect.arrayContaining(['loans', 'lost', 'charges', 'holds']))
    expect(of(undefined, '2026-11-23')).not.toContain('loans')
  })
})

test('a line has what its record is by its definition: no short name, no day of age, no amount beside an item alone', () => {
  expect(JSON.stringify(lines)).not.toMatch(/Swift|marriage/)
  const items = copiedLinesOf('p1', { charges: opened.charges }, { records: ['charges.items'], day })
  expect(items.map(({ fields }) => fields)).toEqual([[['title', 'Torn']]])
  const amounts = copiedLinesOf(
    'p1',
    { charges: { totalCents: 450, each: [{ kind: 'damaged', amountCents: 450 }] } },
    { records: ['charges'], day },
  )
  expect(amounts.map(({ fields }) => fields)).toEqual([
    [
      ['for', 'damaged'],
      ['amount', '4.50'],
    ],
  ])
})

test('what was preserved stands once, where it is within the scope; and what is not there is said so', () => {
  const old = (line: CopiedLine) => ({ ...line, asOf: '2026-10-01' })
  const scope = { subjects: ['p2', 'p1'], records: ['history', 'video', 'loans'] } as const
  const gone = lines.filter(({ record }) => record !== 'loans')
  const joined = mergedLines(gone, lines.map(old), scope)
  expect(joined.map(({ record, asOf }) => `${record} ${asOf}`)).toEqual([
    `history ${day}`,
    `history ${day}`,
    'loans 2026-10-01',
  ])
  expect(missingRecords(joined, scope)).toEqual([
    { person: 1, record: 'history', why: 'nothing' },
    { person: 1, record: 'video', why: 'never-kept' },
    { person: 1, record: 'loans', why: 'nothing' },
    { person: 2, record: 'video', why: 'never-kept' },
  ])
})

test('a person who is not on file is named as such, at their place in the order of the paper', () => {
  const scope = { subjects: ['p2', 'p1'], absent: [1, 3], records: ['video'] } as const
  expect(subjectNumbers(scope)).toEqual([2, 4])
  expect(subjectNumbers({ subjects: ['p1'], records: [] })).toEqual([1])
  expect(missingRecords([], scope)).toEqual([
    { person: 1, why: 'not-on-file' },
    { person: 2, record: 'video', why: 'never-kept' },
    { person: 3, why: 'not-on-file' },
    { person: 4, record: 'video', why: 'never-kept' },
  ])
})
