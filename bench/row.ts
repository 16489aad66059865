/** One figure, with the peer or bound that it is compared with, from the same run. */
export type BenchRow = {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly peer?: string
  readonly peerValue?: number
  /** `value` over `peerValue`, whichever should be larger. */
  readonly ratio?: number
  /** What is required, in words: `at most 1.3 ×`. */
  readonly bound?: string
  readonly ok: boolean
}

/** The p-th percentile (0 to 1) of the samples, by the nearest rank. */
export function percentile(samples: readonly number[], p: number): number {
  const sorted = [...samples].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(p * sorted.length) - 1)] ?? Number.NaN
}

/** Rows as a Markdown table; a figure with several peers is named once. */
export function table(rows: readonly BenchRow[]): string {
  const lines = rows.map((row, at) => {
    const again = rows[at - 1]?.name === row.name
    const peerFigure = row.peerValue === undefined ? '' : `: ${written(row.peerValue)} ${row.unit}`
    const cells = [
      again ? '' : row.name,
      row.bound ?? '',
      again ? '' : `${written(row.value)} ${row.unit}`,
      row.peer === undefined ? '' : `${row.peer}${peerFigure}`,
      row.ratio === undefined ? '' : `${written(row.ratio)} ×`,
      row.ok ? (row.bound === undefined ? '' : 'yes') : '**no**',
    ]
    return `| ${cells.join(' | ')} |`
  })
  return ['| figure | asked | measured | peer | ratio | met |', '|---|---|---|---|---|---|', ...lines].join(
    '\n',
  )
}

/**
 * Rows for the page's one table: of a benchmark only what has a bound, since the rest is printed. Both percentiles of
 * one thing share a row; what is not met is bold.
 */
export function pageRows(rows: readonly BenchRow[], measured: string): string[] {
  const named = (row: BenchRow) => row.name.replace(/, p(50|99)$/, '')
  const bounded = rows.filter((row) => row.bound !== undefined)
  const groups: BenchRow[][] = []
  for (const row of bounded) {
    const before = groups.at(-1)
    const [last] = before ?? []
    if (last !== undefined && last.name !== row.name && named(last) === named(row)) before?.push(row)
    else groups.push([row])
  }
  return groups.map((group, at) => {
    const [row] = group as [BenchRow, ...BenchRow[]]
    const each = (cell: (row: BenchRow) => string) => group.map(cell).join('; ')
    const figures = `${each(({ value, ok }) => (ok ? written(value) : `**${written(value)}**`))} ${row.unit}`
    const peer = each(({ peerValue }) => (peerValue === undefined ? '' : written(peerValue)))
    const cells = [
      at === 0 ? measured : '',
      group.length > 1 ? `${named(row)}, p50; p99` : row.name,
      row.bound,
      figures,
      row.peer === undefined ? '' : peer === '' ? row.peer : `${row.peer}: ${peer} ${row.unit}`,
      row.ratio === undefined ? '' : `${each(({ ratio = Number.NaN }) => written(ratio))} ×`,
    ]
    return `| ${cells.join(' | ')} |`
  })
}

function written(value: number): string {
  if (!Number.isFinite(value)) return '–'
  return value >= 100 ? Math.round(value).toLocaleString('en-US') : String(Number(value.toPrecision(3)))
}
