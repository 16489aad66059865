import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { leastCount, type SuppressedTable, suppressSmall } from './small-numbers.ts'

const table = fc
  .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 6 }))
  .chain(([rows, columns]) => {
    const count = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 90 }))
    const row = fc.array(count, { minLength: columns, maxLength: columns })
    return fc.array(row, { minLength: rows, maxLength: rows })
  })

describe('a table with small numbers', () => {
  test('nobody who has all that is told can pin a number that is not, to fewer than eleven values', () => {
    fc.assert(
      fc.property(table, (counts) => {
        const told = suppressSmall(counts)
        if (isWithheld(told)) return
        for (const { least, most } of boundsOf(told)) expect(most - least).toBeGreaterThanOrEqual(leastCount)
      }),
      { numRuns: 150 },
    )
  }, 60_000)

  test('nor, where the least is another, to fewer values than that', () => {
    const least = 5
    fc.assert(
      fc.property(table, (counts) => {
        const told = suppressSmall(counts, least)
        if (isWithheld(told)) return
        for (const bounds of boundsOf(told)) expect(bounds.most - bounds.least).toBeGreaterThanOrEqual(least)
      }),
      { numRuns: 60 },
    )
  }, 60_000)

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

  test('the attacker of these tests finds what one gap alone, or a gap in each row alone, gives away', () => {
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

/*
 * The attacker. They know the table as it is told, and that each gap hides one at least. The smallest and the largest
 * value of every gap is a linear program with a row for each row and column of the table; it is solved by the simplex
 * method (its matrix is that of a network, so all its corners are whole numbers).
 */
function boundsOf(told: SuppressedTable): { least: number; most: number }[] {
  const grid = [
    ...told.cells.map((row, at) => [...row, told.rowSums[at] ?? null]),
    [...told.columnSums, told.sum],
  ]
  const gaps = grid.flatMap((row, r) => row.flatMap((cell, c) => (cell === null ? [{ r, c }] : [])))
  const at = new Map(gaps.map(({ r, c }, index) => [`${r} ${c}`, index]))
  const lines = [
    ...grid.map((row, r) => row.map((_none, c) => ({ r, c }))),
    ...(grid[0] ?? []).map((_none, c) => grid.map((_row, r) => ({ r, c }))),
  ]
  const equations = lines.map((line) => {
    const factors = gaps.map(() => 0)
    let right = 0
    for (const [index, { r, c }] of line.entries()) {
      const sign = index === line.length - 1 ? -1 : 1
      const gap = at.get(`${r} ${c}`)
      if (gap === undefined) right -= sign * (grid[r]?.[c] ?? 0)
      else {
        factors[gap] = sign
        // Each gap is one and what it has more than that.
        right -= sign
      }
    }
    return { factors, right }
  })
  return gaps.map((_none, gap) => ({
    least:
      1 -
      maximum(
        equations,
        gaps.map((_other, index) => (index === gap ? -1 : 0)),
      ),
    most:
      1 +
      maximum(
        equations,
        gaps.map((_other, index) => (index === gap ? 1 : 0)),
      ),
  }))
}

type Equation = { readonly factors: readonly number[]; readonly right: number }

/** The maximum of a linear form over all x ≥ 0 that fulfil the equations; Infinity where it has none. Bland's rule. */
function maximum(equations: readonly Equation[], form: readonly number[]): number {
  const many = form.length
  const rows = equations.map(({ factors, right }, at) => {
    const sign = right < 0 ? -1 : 1
    const helpers = equations.map((_none, other) => (other === at ? 1 : 0))
    return [...factors.map((factor) => sign * factor), ...helpers, sign * right]
  })
  const basis = equations.map((_none, at) => many + at)
  const first = Array.from({ length: many + equations.length }, (_none, at) => (at < many ? 0 : -1))
  if (Math.abs(climb(rows, basis, first, first.length)) > 1e-6) throw new Error('no table fits what was told')
  return climb(rows, basis, [...form, ...equations.map(() => 0)], many)
}

/** Climbs from corner to corner, over the first `usable` variables. */
function climb(rows: number[][], basis: number[], form: readonly number[], usable: number): number {
  const value = () => sum(rows.map((row, at) => (form[basis[at] ?? 0] ?? 0) * (row.at(-1) ?? 0)))
  for (;;) {
    const gain = (variable: number) =>
      (form[variable] ?? 0) - sum(rows.map((row, at) => (form[basis[at] ?? 0] ?? 0) * (row[variable] ?? 0)))
    const enters = Array.from({ length: usable }, (_none, at) => at).find(
      (variable) => !basis.includes(variable) && gain(variable) > 1e-9,
    )
    if (enters === undefined) return value()
    const ratios = rows.map((row, at) => {
      const factor = row[enters] ?? 0
      const isStuck = (basis[at] ?? 0) >= usable && Math.abs(factor) > 1e-9
      if (isStuck) return 0
      return factor > 1e-9 ? (row.at(-1) ?? 0) / factor : Number.POSITIVE_INFINITY
    })
    const step = Math.min(...ratios)
    if (step === Number.POSITIVE_INFINITY) return step
    const leaves = ratios
      .map((ratio, at) => ({ ratio, at }))
      .filter(({ ratio }) => ratio <= step + 1e-9)
      .sort((one, other) => (basis[one.at] ?? 0) - (basis[other.at] ?? 0))[0]?.at
    if (leaves === undefined) return value()
    pivot(rows, leaves, enters)
    basis[leaves] = enters
  }
}

function pivot(rows: number[][], at: number, variable: number): void {
  const line = rows[at] ?? []
  const factor = line[variable] ?? 1
  rows[at] = line.map((each) => each / factor)
  for (const [other, row] of rows.entries()) {
    const times = row[variable] ?? 0
    if (other === at || times === 0) continue
    rows[other] = row.map((each, index) => each - times * (rows[at]?.[index] ?? 0))
  }
}
