import loadHighs, { type Highs } from 'highs'
import {
  leastCount,
  type ReportedNumber,
  type SuppressedTable,
  sumOfWhole,
  suppressSmall,
  withoutFewOrNone,
} from '../../src/platform/small-numbers.ts'

/** What a reader knows of the numbers that are not shown: within what each lies, and sums of them. */
export type Known = {
  readonly gaps: readonly { readonly least: number; readonly most: number }[]
  /** Each the indexes of gaps, with the factor of each, that come to `right`. */
  readonly sums: readonly { readonly of: readonly (readonly [number, 1 | -1])[]; readonly right: number }[]
}

/** The smallest and the greatest value that a gap may have. */
export type Bounds = { readonly least: number; readonly most: number }

/**
 * Solves, for each gap, for its smallest and its greatest value under everything that is known: two linear programs. The
 * matrices are those of networks, so every corner is of whole numbers. Each solution is a table that fits, so it also
 * shows what the other gaps may be: a gap of which two solutions are far enough apart needs no program of its own.
 */
export class TableAttacker {
  readonly #highs: Highs

  private constructor(highs: Highs) {
    this.#highs = highs
  }

  static async create(): Promise<TableAttacker> {
    // Why the cast: its types say CommonJS, and Node.js loads its module.
    const load = loadHighs as unknown as (typeof loadHighs)['default']
    return new TableAttacker(await load())
  }

  /**
   * @param isEnough whether these bounds, which may be wider yet, are wide enough for the gap of this index
   * Throws if no table fits what is known.
   */
  boundsOf({ gaps, sums }: Known, isEnough: (at: number, bounds: Bounds) => boolean): Bounds[] {
    if (gaps.length === 0) return []
    const highs = this.#highs
    const starts = startsOf(sums.map(({ of }) => of.length))
    const model = highs.createModel({
      numCols: gaps.length,
      numRows: sums.length,
      colCost: gaps.map(() => 0),
      colLower: gaps.map(({ least }) => least),
      colUpper: gaps.map(({ most }) => (most === Number.POSITIVE_INFINITY ? highs.infinity : most)),
      rowLower: sums.map(({ right }) => right),
      rowUpper: sums.map(({ right }) => right),
      matrix: {
        ...{ format: 'csr', numRows: sums.length, numCols: gaps.length, starts },
        indices: sums.flatMap(({ of }) => of.map(([at]) => at)),
        values: sums.flatMap(({ of }) => of.map(([, factor]) => factor)),
      },
    })
    try {
      model.options.set({ output_flag: false, presolve: 'off' })
      const found = gaps.map(() => ({ least: Number.POSITIVE_INFINITY, most: Number.NEGATIVE_INFINITY }))
      const solve = (at: number, cost: 1 | -1): number => {
        model.changeColCost(at, cost)
        model.run()
        const status = model.getModelStatus()
        const values = model.getSolution().colValue
        // Why only now: a change of the model drops its solution.
        model.changeColCost(at, 0)
        if (status === highs.constants.modelStatus.unbounded) return Number.POSITIVE_INFINITY
        if (status !== highs.constants.modelStatus.optimal) throw new Error(`no table fits: ${status}`)
        for (const [index, bounds] of found.entries()) {
          const value = Math.round(values[index] ?? Number.NaN)
          bounds.least = Math.min(bounds.least, value)
          bounds.most = Math.max(bounds.most, value)
        }
        return Math.round(values[at] ?? Number.NaN)
      }
      for (const [at, bounds] of found.entries()) {
        if (Number.isFinite(bounds.least) && isEnough(at, bounds)) continue
        bounds.most = Math.max(bounds.most, solve(at, -1))
        if (isEnough(at, bounds)) continue
        bounds.least = Math.min(bounds.least, solve(at, 1))
      }
      return found
    } finally {
      model.dispose()
    }
  }
}

/** Where each of some parts begins, and where the last ends. */
function startsOf(lengths: readonly number[]): number[] {
  const starts = [0]
  for (const length of lengths) starts.push((starts.at(-1) ?? 0) + length)
  return starts
}

/** A place in a table with its sums: the last row and the last column are those. */
export type Place = { readonly row: number; readonly column: number }

/** What a reader of one table knows, with the place of each gap. Each gap hides one at least, since zeros are shown. */
export function knownOf(told: SuppressedTable): Known & { readonly places: readonly Place[] } {
  const grid: readonly (readonly ReportedNumber[])[] = [
    ...told.cells.map((row, at) => [...row, told.rowSums[at] ?? null]),
    [...told.columnSums, told.sum],
  ]
  const places = grid.flatMap((values, row) =>
    values.flatMap((value, column) => (value === null ? [{ row, column }] : [])),
  )
  const at = new Map(places.map(({ row, column }, index) => [`${row} ${column}`, index]))
  const lines = [
    ...grid.map((values, row) => values.map((_none, column) => ({ row, column }))),
    ...(grid[0] ?? []).map((_none, column) => grid.map((_values, row) => ({ row, column }))),
  ]
  const sums = lines.map((line) => {
    const parts = line.map((place, index) => ({
      place,
      factor: index === line.length - 1 ? (-1 as const) : (1 as const),
    }))
    const gapOf = ({ row, column }: Place) => at.get(`${row} ${column}`)
    return {
      of: parts.flatMap(({ place, factor }) => {
        const gap = gapOf(place)
        return gap === undefined ? [] : [[gap, factor] as const]
      }),
      right: -parts
        .filter(({ place }) => gapOf(place) === undefined)
        .reduce((sum, { place, factor }) => sum + factor * (grid[place.row]?.[place.column] ?? 0), 0),
    }
  })
  return {
    places,
    gaps: places.map(() => ({ least: 1, most: Number.POSITIVE_INFINITY })),
    sums: sums.filter(({ of }) => of.length > 0),
  }
}

/** The table with its sums, where `knownOf` has its places. */
export function withSums(counts: readonly (readonly number[])[]): number[][] {
  const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, each) => sum + each, 0)
  return [
    ...counts.map((row) => [...row, sumOf(row)]),
    [...(counts[0] ?? []).map((_none, at) => sumOf(counts.map((row) => row[at] ?? 0))), sumOf(counts.flat())],
  ]
}

const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, each) => sum + each, 0)

/** The same numbers from 0 up to 1 for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** Up to 12 by 12, of one of four libraries: even, many nothings, a few great numbers, mostly small ones. */
export function randomTable(seed: number): number[][] {
  const random = randomFrom(seed)
  const upTo = (top: number) => Math.floor(random() * (top + 1))
  const [rows, columns, library] = [1 + upTo(11), 1 + upTo(11), upTo(3)]
  const draw = () => {
    if (library === 0) return upTo(90)
    if (library === 1) return random() < 0.5 ? 0 : upTo(random() < 0.5 ? 12 : 60)
    if (library === 2) return Math.floor(Math.exp(random() * 7)) - 1
    return random() < 0.8 ? upTo(6) : upTo(40)
  }
  return Array.from({ length: rows }, () => Array.from({ length: columns }, draw))
}

/** What an attack found; `recovered` says which gaps are known better than they may be. */
export type Attack = {
  readonly tables: number
  readonly withheld: number
  readonly gaps: number
  readonly recovered: readonly string[]
}

type Attacked = Known & {
  /** Of each gap, its number and whether its bounds are wide enough. */
  readonly values: readonly number[]
  readonly isEnough: (at: number, bounds: Bounds) => boolean
}

function attack(
  attacker: TableAttacker,
  seeds: readonly number[],
  tableOf: (seed: number) => Attacked & { readonly withheld: number; readonly tables: number },
): Attack {
  let [tables, withheld, gaps] = [0, 0, 0]
  const recovered: string[] = []
  for (const seed of seeds) {
    const { values, isEnough, ...known } = tableOf(seed)
    tables += known.tables
    withheld += known.withheld
    gaps += known.gaps.length
    for (const [at, bounds] of attacker.boundsOf(known, isEnough).entries()) {
      if (!isEnough(at, bounds)) recovered.push(`${seed}: ${values[at]} in ${bounds.least}..${bounds.most}`)
    }
  }
  return { tables, withheld, gaps, recovered }
}

const isWithheld = ({ cells, rowSums, columnSums }: SuppressedTable) =>
  [...cells.flat(), ...rowSums, ...columnSums].every((each) => each === null)

/** A small number v may be each number from 1 to v + least; any other gap may differ by `least`. */
const isProtected = (value: number, bounds: Bounds, least: number) =>
  value < least ? bounds.least <= 1 && bounds.most >= value + least : bounds.most - bounds.least >= least

/** The gaps of some tables, none of those that are withheld. */
function gapsOf(
  tables: readonly (readonly (readonly number[])[])[],
  told: readonly SuppressedTable[],
  least: number,
): Attacked & { readonly at: (table: number, place: Place) => number | undefined } {
  const each = told.flatMap((one, table) => (isWithheld(one) ? [] : [{ table, known: knownOf(one) }]))
  const starts = startsOf(each.map(({ known }) => known.gaps.length))
  const places = each.flatMap(({ table, known }) => known.places.map((place) => ({ table, ...place })))
  const index = new Map(places.map(({ table, row, column }, at) => [`${table} ${row} ${column}`, at]))
  const grids = tables.map(withSums)
  const values = places.map(({ table, row, column }) => grids[table]?.[row]?.[column] ?? 0)
  return {
    values,
    isEnough: (at, bounds) => isProtected(values[at] ?? 0, bounds, least),
    gaps: each.flatMap(({ known }) => known.gaps),
    sums: each.flatMap(({ known }, nth) =>
      known.sums.map(({ of, right }) => ({
        of: of.map(([at, factor]) => [at + (starts[nth] ?? 0), factor] as const),
        right,
      })),
    ),
    at: (table, { row, column }) => index.get(`${table} ${row} ${column}`),
  }
}

/** Tables whose sums are shown, each as the method of circulation statistics shows it. */
export function attackTables(
  attacker: TableAttacker,
  seeds: readonly number[],
  { suppress = suppressSmall, least = leastCount }: { suppress?: typeof suppressSmall; least?: number } = {},
): Attack {
  return attack(attacker, seeds, (seed) => {
    const counts = randomTable(seed)
    const told = suppress(counts, least)
    return { ...gapsOf([counts], [told], least), tables: 1, withheld: isWithheld(told) ? 1 : 0 }
  })
}

/**
 * Years of one table that changes a little each month, as the pages of circulation statistics show them: each month, and
 * below each line of a chart its sum over the year. The reader has all of it at once.
 * @param sumOfLine what the page shows as the sum of a line, of what is shown of its months and of what is true
 */
export function attackYears(
  attacker: TableAttacker,
  seeds: readonly number[],
  sumOfLine: (told: readonly ReportedNumber[], counts: readonly number[]) => ReportedNumber = sumOfWhole,
): Attack {
  return attack(attacker, seeds, (seed) => {
    const months = yearOfTables(seed)
    const told = months.map((counts) => suppressSmall(counts))
    const known = gapsOf(months, told, leastCount)
    const grids = months.map(withSums)
    const places = (grids[0] ?? []).flatMap((values, row) => values.map((_none, column) => ({ row, column })))
    const sums = places.flatMap((place) => {
      const counts = grids.map((grid) => grid[place.row]?.[place.column] ?? 0)
      const gaps = months.map((_none, month) => known.at(month, place))
      const shown = counts.map((value, month) => (gaps[month] === undefined ? value : null))
      const sum = sumOfLine(shown, counts)
      const of = gaps.flatMap((at) => (at === undefined ? [] : [[at, 1] as const]))
      return sum === null || of.length === 0 ? [] : [{ of, right: sum - sumOf(shown.map((one) => one ?? 0)) }]
    })
    return {
      ...{ ...known, sums: [...known.sums, ...sums] },
      ...{ tables: months.length, withheld: told.filter(isWithheld).length },
    }
  })
}

/** Twelve tables of one size; from one month to the next each number may change by three. */
function yearOfTables(seed: number): number[][][] {
  const random = randomFrom(seed)
  const months = [randomTable(seed)]
  while (months.length < 12) {
    const last = months.at(-1) ?? []
    months.push(last.map((row) => row.map((value) => Math.max(0, value + Math.floor(random() * 7) - 3))))
  }
  return months
}

/**
 * Tables as the transparency report shows them: a gap is below `least`, and may be nothing. Some have a number that anyone
 * can count elsewhere.
 */
export function attackReports(
  attacker: TableAttacker,
  seeds: readonly number[],
  { suppress = withoutFewOrNone, least = 5 }: { suppress?: typeof withoutFewOrNone; least?: number } = {},
): Attack {
  return attack(attacker, seeds, (seed) => {
    const counts = randomTable(seed)
    const known = seed % 2 === 0 ? { row: 0, column: 0 } : undefined
    const told = suppress(counts, least, known)
    const places = counts.flatMap((values, row) => values.map((value, column) => ({ row, column, value })))
    const hidden = places.filter(
      ({ row, column, value }) => value < least && !(row === known?.row && column === known.column),
    )
    const leftIn = (row: number) => hidden.flatMap((one, at) => (one.row === row ? [[at, 1] as const] : []))
    const ofGaps = (of: readonly (readonly [number, 1])[]) => sumOf(of.map(([at]) => hidden[at]?.value ?? 0))
    const rows = counts.map((_none, row) => leftIn(row)).filter((_none, row) => told.rowSums[row] !== null)
    const all = told.sum === null ? [] : [hidden.map((_none, at) => [at, 1] as const)]
    return {
      ...{ values: hidden.map(({ value }) => value), tables: 1, withheld: 0 },
      gaps: hidden.map(() => ({ least: 0, most: least - 1 })),
      sums: [...rows, ...all].filter((of) => of.length > 0).map((of) => ({ of, right: ofGaps(of) })),
      // A gap may be nothing, and may be as much as can be left out.
      isEnough: (_at, bounds) => bounds.least === 0 && bounds.most === least - 1,
    }
  })
}
