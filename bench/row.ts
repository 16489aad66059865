/** One measured figure, with the peer or the bound that it is held to, from the same run. */
export type BenchRow = {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly peer?: string
  readonly peerValue?: number
  /** `value` over `peerValue`, whichever of the two should be larger. */
  readonly ratio?: number
  /** What the issue of record asks for, in words: `at most 1.3 ×`. */
  readonly bound?: string
  readonly ok: boolean
}

/** The p-th percentile (0 to 1) of the samples, by the nearest rank. */
export function percentile(samples: readonly number[], p: number): number {
  const sorted = [...samples].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(p * sorted.length) - 1)] ?? Number.NaN
}

/** Rows as a Markdown table. */
export function table(rows: readonly BenchRow[]): string {
  const figure = (value: number | undefined) =>
    value === undefined
      ? ''
      : value >= 100
        ? Math.round(value).toLocaleString('en-US')
        : String(Number(value.toPrecision(3)))
  return [
    '| what | figure | peer | peer’s figure | ratio | asked | |',
    '|---|---|---|---|---|---|---|',
    ...rows.map(
      (row) =>
        `| ${row.name} | ${figure(row.value)} ${row.unit} | ${row.peer ?? ''} | ${figure(row.peerValue)} | ${figure(row.ratio)} | ${row.bound ?? ''} | ${row.ok ? 'yes' : '**no**'} |`,
    ),
  ].join('\n')
}
