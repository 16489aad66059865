/*
 * Small-number suppression, the one method by which everything is published that counts people or what they did
 * (docs/decisions/0060):
 *
 * 1. Threshold: a number below the least is not shown, nor is what fewer people than a crowd did (`isCrowd`).
 * 2. Dominance: nor is a number of which one person has more than half (`isCrowd`).
 * 3. Complement: others are suppressed with it until nothing that is shown brings it back, whether these are other
 *    numbers of a table whose sums are shown (`suppressSmall`) or the sums (`withoutFewOrNone`).
 *
 * A solver of linear programs attacks it in small-numbers.test.ts.
 */

/** A report suppresses fewer returns than this. Why not people: the counts do not have them. */
export const leastCount = 10

/**
 * Whether these are enough people, and none has more than half of it all.
 * @param shares how much each person has; at least 1
 */
export function isCrowd(shares: readonly number[], least: number): boolean {
  return shares.length >= least && Math.max(...shares) * 2 <= sumOf(shares)
}

/** A table of counts with `null` where a number is suppressed. The total is always reported. */
export type SuppressedTable = {
  readonly cells: readonly (readonly (number | null)[])[]
  readonly rowSums: readonly (number | null)[]
  readonly columnSums: readonly (number | null)[]
  readonly sum: number
}

/**
 * A number of the table as an edge between its row and its column, including the sums. The edges form a
 * circulation: what enters a node equals what leaves it. A reader can therefore imagine one more here
 * wherever a path of suppressed numbers leads from `to` back to `from`, one more along it and one less
 * against it.
 */
type Cell = {
  readonly row: number
  readonly column: number
  readonly value: number
  readonly from: number
  readonly to: number
}

/**
 * Suppresses every number from 1 to `least - 1`, and as few others as keep it from being computed by
 * subtraction.
 * For each of these, v, tables fit everything reported in which it is each number from 1 to v + `least`; for
 * each number suppressed with it, tables in which it differs by `least`. Where no such tables exist, only the
 * total is reported. Zeros are reported, since no one is behind them; the total is reported by decision 8.
 * @param counts rows of equal length; whole numbers from 0
 */
export function suppressSmall(counts: readonly (readonly number[])[], least = leastCount): SuppressedTable {
  const all = cellsOf(counts)
  const isSmall = ({ value }: Cell) => value > 0 && value < least
  // Why the greatest first: what may hide it may hide a smaller one too.
  const smalls = all.filter(isSmall).sort((one, other) => other.value - one.value)
  const out = new Set(smalls)
  for (const small of smalls) {
    const way = cheapestWay(all, out, small, least)
    if (way === undefined) return tableShowing(counts, () => false)
    for (const cell of way) out.add(cell)
  }
  const left = new Set([...out].map(({ row, column }) => `${row} ${column}`))
  return tableShowing(counts, (row, column) => !left.has(`${row} ${column}`))
}

/** All numbers of the table with their sums, but for the total. */
function cellsOf(counts: readonly (readonly number[])[]): Cell[] {
  const [rows, columns] = [counts.length, counts[0]?.length ?? 0]
  const rowNode = (row: number) => row
  const columnNode = (column: number) => rows + 1 + column
  return [
    ...counts.flatMap((values, row) =>
      values.map((value, column) => ({ row, column, value, from: rowNode(row), to: columnNode(column) })),
    ),
    ...counts.map((values, row) => ({
      row,
      column: columns,
      value: sumOf(values),
      from: columnNode(columns),
      to: rowNode(row),
    })),
    ...Array.from({ length: columns }, (_none, column) => ({
      row: rows,
      column,
      value: sumOf(counts.map((values) => values[column] ?? 0)),
      from: columnNode(column),
      to: rowNode(rows),
    })),
  ]
}

/**
 * The path from `to` to `from` that suppresses the fewest returns, of numbers that can change by `least` with
 * the small one where it grows, and by what it has more than 1 where it shrinks. A gap is known not to be zero.
 */
function cheapestWay(
  cells: readonly Cell[],
  out: ReadonlySet<Cell>,
  small: Cell,
  least: number,
): Cell[] | undefined {
  const steps = cells
    .filter((cell) => cell !== small)
    .flatMap((cell) => {
      const cost = out.has(cell) ? 0 : cell.value
      const along = { cell, cost, from: cell.from, to: cell.to }
      const against = { cell, cost, from: cell.to, to: cell.from }
      return [...(cell.value >= small.value ? [along] : []), ...(cell.value > least ? [against] : [])]
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
  isReported: (row: number, column: number) => boolean,
): SuppressedTable {
  const [rows, columns] = [counts.length, counts[0]?.length ?? 0]
  const orNot = (value: number, row: number, column: number) => (isReported(row, column) ? value : null)
  return {
    cells: counts.map((values, row) => values.map((value, column) => orNot(value, row, column))),
    rowSums: counts.map((values, row) => orNot(sumOf(values), row, columns)),
    columnSums: Array.from({ length: columns }, (_none, column) =>
      orNot(sumOf(counts.map((values) => values[column] ?? 0)), rows, column),
    ),
    sum: sumOf(counts.flat()),
  }
}

/** A number, or `null` where it is suppressed. */
export type ReportedNumber = number | null

type TableWithoutFew = {
  readonly cells: readonly (readonly ReportedNumber[])[]
  readonly rowSums: readonly ReportedNumber[]
  readonly sum: ReportedNumber
}

/**
 * Suppresses every number below `least`, zero too, so that a gap never reveals that something happened.
 * A row's sum reveals the sum of its gaps. It is reported only where each gap could still be zero and could
 * still be `least - 1`: from `least` up to what the other gaps can hold. Otherwise the sum is suppressed,
 * which says that the gaps come to less than `least`. The same holds for the total and the rows whose sum is
 * suppressed. Columns have no sums: with those of the rows they would reveal more.
 * @param known a number that anyone can count elsewhere, so it hides no other
 */
export function withoutFewOrNone(
  counts: readonly (readonly number[])[],
  least: number,
  known?: { readonly row: number; readonly column: number },
): TableWithoutFew {
  const rows = counts.map((values, row) => {
    const hidden = values.filter(
      (value, column) => value < least && !(row === known?.row && column === known.column),
    )
    return { sum: sumOf(values), left: sumOf(hidden), isReported: hides(sumOf(hidden), hidden.length, least) }
  })
  const unreported = rows.filter(({ isReported }) => !isReported)
  const left = sumOf(unreported.map((one) => one.left))
  // A row that holds more than its other gaps could cannot be hidden in such a sum.
  const isSumReported = unreported.every((one) => one.left < least) && hides(left, unreported.length, least)
  return {
    cells: counts.map((values) => values.map((value) => (value < least ? null : value))),
    rowSums: rows.map(({ sum, isReported }) => (isReported ? sum : null)),
    sum: isSumReported ? sumOf(rows.map(({ sum }) => sum)) : null,
  }
}

/** Whether gaps below `least` that come to `left` may each be zero, and each `least - 1`. */
const hides = (left: number, numbers: number, least: number): boolean =>
  numbers === 0 || (left >= least && left <= (least - 1) * (numbers - 1))

const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, each) => sum + each, 0)

/** The sum where every number is reported: beside others it would tell the one that is suppressed. */
export function sumOfWhole(numbers: readonly ReportedNumber[]): ReportedNumber {
  const known = numbers.filter((one) => one !== null)
  return known.length === numbers.length ? sumOf(known) : null
}

/** The sum of the reported numbers; `null` where there are none. */
export function sumOfReported(numbers: readonly ReportedNumber[]): ReportedNumber {
  const all = numbers.filter((one) => one !== null)
  return all.length === 0 ? null : sumOf(all)
}
