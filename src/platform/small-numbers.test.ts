import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  attackReports,
  attackTables,
  attackYears,
  knownOf,
  TableAttacker,
} from '../../tests/support/table-attacker.ts'
import {
  isCrowd,
  leastCount,
  type SuppressedTable,
  suppressSmall,
  withoutFewOrNone,
} from './small-numbers.ts'

let attacker: TableAttacker
beforeAll(async () => {
  attacker = await TableAttacker.create()
})

/** Other tables than those of small-numbers.long.test.ts. */
const seeds = (many: number) => Array.from({ length: many }, (_none, at) => -1 - at)

const table = fc
  .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 6 }))
  .chain(([rows, columns]) => {
    const count = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 90 }))
    const row = fc.array(count, { minLength: columns, maxLength: columns })
    return fc.array(row, { minLength: rows, maxLength: rows })
  })

describe('a table with small numbers', () => {
  test('a solver that has all that is told finds each small number to be anything from one to ten more, and no other within ten', () => {
    const found = attackTables(attacker, seeds(200))
    expect(found.recovered).toEqual([])
    expect(found.gaps).toBeGreaterThan(3000)
    // A method that withholds everything recovers nothing: most tables are told.
    expect(found.withheld).toBeLessThan(found.tables / 4)
  })

  test('nor, where the least is another, within that', () => {
    expect(attackTables(attacker, seeds(60), { least: 5 }).recovered).toEqual([])
  })

  test('nor in a year of the same table, told each month, with what a chart says below each line', () => {
    const found = attackYears(attacker, seeds(15))
    expect(found.recovered).toEqual([])
    expect(found.gaps).toBeGreaterThan(1000)
  })

  test('of the transparency report it finds each gap to be anything below five, nothing too', () => {
    const found = attackReports(attacker, seeds(200))
    expect(found.recovered).toEqual([])
    expect(found.gaps).toBeGreaterThan(3000)
  })

  test('the same solver recovers numbers where small ones alone are left out, where a sum over a year is told, and where each row tells its sum', () => {
    const alone = (counts: readonly (readonly number[])[], least = leastCount): SuppressedTable => {
      const told = suppressSmall(counts, 1)
      const shown = (value: number | null) => (value !== null && value > 0 && value < least ? null : value)
      return {
        cells: told.cells.map((row) => row.map(shown)),
        rowSums: told.rowSums.map(shown),
        columnSums: told.columnSums.map(shown),
        sum: told.sum,
      }
    }
    expect(attackTables(attacker, seeds(20), { suppress: alone }).recovered).not.toEqual([])
    expect(attackYears(attacker, seeds(5), (_told, counts) => sum(counts)).recovered).not.toEqual([])
    const withSums: typeof withoutFewOrNone = (counts, least, known) => ({
      ...withoutFewOrNone(counts, least, known),
      rowSums: counts.map(sum),
    })
    expect(attackReports(attacker, seeds(20), { suppress: withSums }).recovered).not.toEqual([])
  })

  test('no number from one to nine is told, and what is told is true', () => {
    fc.assert(
      fc.property(table, (counts) => {
        const { cells, rowSums, columnSums } = suppressSmall(counts)
        const sums = counts.map(sum)
        const ofColumns = (counts[0] ?? []).map((_none, at) => sum(counts.map((row) => row[at] ?? 0)))
        const pairs = [
          ...zip(cells.flat(), counts.flat()),
          ...zip(rowSums, sums),
          ...zip(columnSums, ofColumns),
        ]
        for (const [told, value] of pairs) {
          if (told === null) continue
          expect(told).toBe(value)
          expect(told > 0 && told < leastCount).toBe(false)
        }
      }),
    )
  })

  test('the solver finds what one gap alone, or a gap in each row alone, gives away', () => {
    const boundsOf = (told: SuppressedTable) => attacker.boundsOf(knownOf(told), () => false)
    const one = {
      cells: [
        [null, 30],
        [40, 50],
      ],
      rowSums: [33, 90],
      columnSums: [43, 80],
      sum: 123,
    }
    expect(boundsOf(one)).toEqual([{ least: 3, most: 3 }])
    const two = {
      cells: [
        [null, 30, null],
        [null, 50, 60],
      ],
      rowSums: [40, 112],
      columnSums: [5, 80, 67],
      sum: 152,
    }
    expect(boundsOf(two).every(({ least, most }) => least === most)).toBe(true)
  })

  test('a crowd is enough people of whom none has more than half', () => {
    expect(isCrowd([1, 1, 1, 1, 1], 5)).toBe(true)
    expect(isCrowd([1, 1, 1, 1], 5)).toBe(false)
    expect(isCrowd([4, 1, 1, 1, 1], 5)).toBe(true)
    expect(isCrowd([5, 1, 1, 1, 1], 5)).toBe(false)
  })

  test('as little is left out as that takes: a small number with a number in its row and its column', () => {
    const told = suppressSmall([
      [3, 30, 200],
      [40, 50, 300],
      [400, 500, 600],
    ])
    expect(told.cells).toEqual([
      [null, null, 200],
      [null, null, 300],
      [400, 500, 600],
    ])
    expect([told.rowSums, told.columnSums]).toEqual([
      [233, 390, 1500],
      [443, 580, 1100],
    ])
  })

  test('where all is large all is told, and nothing is told as nothing', () => {
    const counts = [
      [20, 0],
      [0, 30],
    ]
    expect(suppressSmall(counts)).toEqual({ cells: counts, rowSums: [20, 30], columnSums: [20, 30], sum: 50 })
  })

  test('where no gap can be hidden, nothing is told but the sum of all', () => {
    expect(suppressSmall([[3]])).toEqual({ cells: [[null]], rowSums: [null], columnSums: [null], sum: 3 })
    expect(isWithheld(suppressSmall([[3, 2]]))).toBe(true)
  })
})

const sum = (numbers: readonly number[]) => numbers.reduce((all, each) => all + each, 0)
const zip = <T, U>(some: readonly T[], others: readonly U[]) =>
  some.map((one, at) => [one, others[at] as U] as const)
const isWithheld = ({ cells, rowSums, columnSums }: SuppressedTable) =>
  [...cells.flat(), ...rowSums, ...columnSums].every((each) => each === null)
