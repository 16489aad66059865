/** Of fewer returns than this, a report says no number. Why not people: the counts have none, and one may bring five. */
export const leastCount = 10

/** What is told of a table of counts: `null` where a number is left out. The sum of all is always told. */
export type SuppressedTable = {
  readonly cells: readonly (readonly (number | null)[])[]
  readonly rowSums: readonly (number | null)[]
  readonly columnSums: readonly (number | null)[]
  readonly sum: number
}

/**
 * One number of the table with its sums around it. It joins its row with its column, and every row and column comes out
 * even: what is inside adds up to its sum. So whoever knows the table may think of one number more here, as long as a
 * way leads from `to` back to `from`, over numbers that are not told: one more along the way, and one less against it.
 */
type Cell = {
  readonly row: number
  readonly column: number
  readonly value: number
  readonly from: number
  readonly to: number
}

/**
 * What may be told of a table, so that nobody can work out what is left out.
 *
 * Left out is every number, a row's or a column's sum too, from 1 to one below `least`. By subtraction it would come
 * back, so others are left out with it: as little as it takes for another table to be as true to all that is told, in
 * which the number is higher by `least`. Every number that is left out lies on such a way, so each may be of at least
 * `least + 1` values. Where there is no such way, nothing is told but the sum of all.
 *
 * Nothing is told as nothing: that a row has none of something is no number of anybody's. And the sum of all is told by
 * decision 8.
 *
 * @param counts a row each, all as long; whole numbers from 0 on
 */
export function suppressSmall(counts: readonly (readonly number[])[], least = leastCount): SuppressedTable {
  const all = cellsOf(counts)
  const isSmall = ({ value }: Cell) => value > 0 && value < least
  const out = new Set(all.filter(isSmall))
  for (const small of [...out]) {
    const way = cheapestWay(all, out, small, least)
    if (way === undefined) return tableShowing(counts, () => false)
    for (const cell of way) out.add(cell)
  }
  const left = new Set([...out].map(({ row, column }) => `${row} ${column}`))
  return tableShowing(counts, (row, column) => !left.has(`${row} ${column}`))
}

const total = (numbers: readonly number[]) => numbers.reduce((sum, each) => sum + each, 0)

/** The table and its sums, but for the sum of all, which is always told. */
function cellsOf(counts: readonly (readonly number[])[]): Cell[] {
  const [rows, columns] = [counts.length, counts[0]?.length ?? 0]
  const rowNode = (row: number) => row
  const columnNode = (column: number) => rows + 1 + column
  return [
    ...counts.flatMap((values, row) =>
      values.map((value, column) => ({ row, column, value, from: rowNode(row), to: columnNode(column) })),
    ),
    ...counts.map((values, row) => ({
      ...{ row, column: columns, value: total(values) },
      ...{ from: columnNode(columns), to: rowNode(row) },
    })),
    ...Array.from({ length: columns }, (_none, column) => ({
      ...{ row: rows, column, value: total(counts.map((values) => values[column] ?? 0)) },
      ...{ from: columnNode(column), to: rowNode(rows) },
    })),
  ]
}

/**
 * The way from `to` back to `from` of a small number that costs the fewest returns that would be told otherwise.
 * Against its direction a number becomes less by `least`, and whoever sees a gap knows that it is not nothing.
 */
function cheapestWay(
  cells: readonly Cell[],
  out: ReadonlySet<Cell>,
  small: Cell,
  least: number,
): Cell[] | undefined {
  const steps = cells
    .filter((cell) => cell !== small && cell.value > 0)
    .flatMap((cell) => {
      const cost = out.has(cell) ? 0 : cell.value
      const along = { cell, cost, from: cell.from, to: cell.to }
      return cell.value > least ? [along, { cell, cost, from: cell.to, to: cell.from }] : [along]
    })
  const reached = new Map<number, { readonly cost: number; readonly way: readonly Cell[] }>([
    [small.to, { cost: 0, way: [] }],
  ])
  const done = new Set<number>()
  for (;;) {
    const [next] = [...reached]
      .filter(([node]) => !done.has(node))
      .sort(([, one], [, other]) => one.cost - other.cost)
    if (next === undefined) return undefined
    const [node, { cost, way }] = next
    if (node === small.from) return [...way]
    done.add(node)
    for (const step of steps.filter(({ from }) => from === node)) {
      const known = reached.get(step.to)
      if (known !== undefined && known.cost <= cost + step.cost) continue
      reached.set(step.to, { cost: cost + step.cost, way: [...way, step.cell] })
    }
  }
}

function tableShowing(
  counts: readonly (readonly number[])[],
  isTold: (row: number, column: number) => boolean,
): SuppressedTable {
  const [rows, columns] = [counts.length, counts[0]?.length ?? 0]
  const orNot = (value: number, row: number, column: number) => (isTold(row, column) ? value : null)
  return {
    cells: counts.map((values, row) => values.map((value, column) => orNot(value, row, column))),
    rowSums: counts.map((values, row) => orNot(total(values), row, columns)),
    columnSums: Array.from({ length: columns }, (_none, column) =>
      orNot(total(counts.map((values) => values[column] ?? 0)), rows, column),
    ),
    sum: total(counts.flat()),
  }
}

/** A number, or `null` where it is not told. */
export type ReportedNumber = number | null

export type TableWithoutFew = {
  readonly cells: readonly (readonly ReportedNumber[])[]
  readonly rowSums: readonly ReportedNumber[]
  readonly sum: ReportedNumber
}

type Place = { readonly row: number; readonly column: number }

/**
 * What may be told of a table in which nothing is told apart from few: every number below `least` is left out, none at all
 * too, so that a gap never says that something came.
 *
 * By a sum that is told, whoever subtracts has the sum of what is left out of its row. So it is told where that may be made up
 * in such a way that each of them is nothing, and in such a way that it is as much as may be left out: from `least` on, and no
 * more than the others can hold without it. Else it is not told, which says that what is left out is less than `least`, as
 * nothing is. The same with the sum of all and the rows whose sum is not told. Of a column no sum is told: with those of the
 * rows it would say more.
 *
 * @param known a number that anybody can count elsewhere: it hides no other
 */
export function withoutFewOrNone(
  counts: readonly (readonly number[])[],
  least: number,
  known?: Place,
): TableWithoutFew {
  const rows = counts.map((values, row) => {
    const hidden = values.filter(
      (value, column) => value < least && !(row === known?.row && column === known.column),
    )
    return { sum: sumOf(values), left: sumOf(hidden), isTold: hides(sumOf(hidden), hidden.length, least) }
  })
  const untold = rows.filter(({ isTold }) => !isTold)
  const left = sumOf(untold.map((one) => one.left))
  // A row that holds more than its others could without one of them is no part of such a sum.
  const isSumTold = untold.every((one) => one.left < least) && hides(left, untold.length, least)
  return {
    cells: counts.map((values) => values.map((value) => (value < least ? null : value))),
    rowSums: rows.map(({ sum, isTold }) => (isTold ? sum : null)),
    sum: isSumTold ? sumOf(rows.map(({ sum }) => sum)) : null,
  }
}

/** Whether numbers below `least` that come to so much may each be nothing, and each the most that they can be. */
const hides = (left: number, numbers: number, least: number): boolean =>
  numbers === 0 || (left >= least && left <= (least - 1) * (numbers - 1))

const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, each) => sum + each, 0)

/** What of it is told, together; `null` where that is none. */
export function sumOfReported(numbers: readonly ReportedNumber[]): ReportedNumber {
  const all = numbers.filter((one) => one !== null)
  return all.length === 0 ? null : sumOf(all)
}
