/** A number, or `null` where it is not told. */
export type Told = number | null

export type FewAlike = {
  readonly cells: readonly (readonly Told[])[]
  readonly rowSums: readonly Told[]
  readonly sum: Told
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
export function tellFewAlike(counts: readonly (readonly number[])[], least: number, known?: Place): FewAlike {
  const rows = counts.map((values, row) => {
    const hidden = values.filter(
      (value, column) => value < least && !(row === known?.row && column === known.column),
    )
    return { sum: total(values), left: total(hidden), isTold: hides(total(hidden), hidden.length, least) }
  })
  const untold = rows.filter(({ isTold }) => !isTold)
  const left = total(untold.map((one) => one.left))
  // A row that holds more than its others could without one of them is no part of such a sum.
  const isSumTold = untold.every((one) => one.left < least) && hides(left, untold.length, least)
  return {
    cells: counts.map((values) => values.map((value) => (value < least ? null : value))),
    rowSums: rows.map(({ sum, isTold }) => (isTold ? sum : null)),
    sum: isSumTold ? total(rows.map(({ sum }) => sum)) : null,
  }
}

/** Whether numbers below `least` that come to so much may each be nothing, and each the most that they can be. */
const hides = (left: number, numbers: number, least: number): boolean =>
  numbers === 0 || (left >= least && left <= (least - 1) * (numbers - 1))

const total = (numbers: readonly number[]) => numbers.reduce((sum, each) => sum + each, 0)

/** What of it is told, together; `null` where that is none. */
export function toldOf(numbers: readonly Told[]): Told {
  const all = numbers.filter((one) => one !== null)
  return all.length === 0 ? null : total(all)
}
