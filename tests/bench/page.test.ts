import { expect, test } from 'vitest'
import { withFigures } from '../../bench/page.ts'
import { type BenchRow, pageRows, table } from '../../bench/row.ts'

const page = `# Performance

By hand, before.

| benchmark | figure | asked | measured | peer | ratio |
|---|---|---|---|---|---|
| one, 2026-11-24 | old | at most 2 × | 3 ms |  |  |
|  | old, too | at most 2 × | 3 ms |  |  |
| one-more, 2026-11-24 | kept | under 3 s | 2 s |  |  |

What follows, by hand.
`
const row = '| one, 2026-12-01 | new | at most 2 × | 1 ms |  |  |'

test('figures take the place of the older ones, and all else on the page stays', () => {
  const written = withFigures(page, 'one', [row])
  expect(written).toBe(page.replace(/\| one,.*\n.*old, too.*/, row))
  expect(withFigures(written, 'one', [row])).toBe(written)
})

test('a benchmark that the page does not know comes last in its table, or in a new one', () => {
  const other = row.replace('one', 'three')
  expect(withFigures(page, 'three', [other])).toBe(page.replace(/(\| one-more.*)/, `$1\n${other}`))
  const head = page.split('\n').slice(4, 6).join('\n')
  expect(withFigures('# Performance\n', 'three', [other])).toBe(`# Performance\n\n${head}\n${other}\n`)
})

test('the page keeps what has a bound, percentiles in one row, and marks what is not met', () => {
  const figure = { name: 'find, p50', value: 1.5, unit: 'ms', bound: 'at most 1.3 ×', ok: true }
  const peer = { peer: 'small', peerValue: 1, ratio: 1.5 }
  const rows: BenchRow[] = [
    { ...figure, ...peer, ok: false },
    { ...figure, ...peer, name: 'find, p99', value: 2, ratio: 2 },
    { name: 'for information', value: 1, unit: 'ms', ok: true },
    { name: 'memory', value: 1234.5, unit: 'MB', bound: 'under 2 GB', ok: true },
  ]
  expect(pageRows(rows, 'one, 2026-12-01')).toEqual([
    '| one, 2026-12-01 | find, p50; p99 | at most 1.3 × | **1.5**; 2 ms | small: 1; 1 ms | 1.5; 2 × |',
    '|  | memory | under 2 GB | 1,235 MB |  |  |',
  ])
})

test('a figure with several peers is named once, and what is not met stands out', () => {
  const figure = { name: 'record', value: 1.234, unit: 'ms' }
  const beside = { ...figure, peer: 'pg', peerValue: 1, ratio: 1.234, bound: 'at most 1.3 ×', ok: true }
  const rows = [
    beside,
    { ...figure, peer: 'more', peerValue: 0.5, ratio: 2.468, ok: true },
    { name: 'memory', value: 1234.5, unit: 'MB', bound: 'under 300 MB', ok: false },
  ]
  expect(table(rows).split('\n').slice(2)).toEqual([
    '| record | at most 1.3 × | 1.23 ms | pg: 1 ms | 1.23 × | yes |',
    '|  |  |  | more: 0.5 ms | 2.47 × |  |',
    '| memory | under 300 MB | 1,235 MB |  |  | **no** |',
  ])
})
