import { expect, test } from 'vitest'
import { withFigures } from '../../bench/page.ts'
import { table } from '../../bench/row.ts'

const page = `# Performance

By hand, before.

## one

What one is.

<!-- figures of one -->
old
<!-- end of figures -->

What follows from one.

## two

<!-- figures of two -->
kept
<!-- end of figures -->
`

test('figures take the place of the older ones, and what is written by hand stays', () => {
  const written = withFigures(page, 'one', 'new\n')
  expect(written).toBe(page.replace('old', 'new'))
  expect(withFigures(written, 'one', 'new')).toBe(written)
})

test('a benchmark that the page does not know gets a section at its end', () => {
  const written = withFigures(page, 'three', 'first')
  expect(written).toBe(`${page}\n## three\n\n<!-- figures of three -->\nfirst\n<!-- end of figures -->\n`)
  expect(withFigures(written, 'three', 'second')).toBe(written.replace('first', 'second'))
})

test('a page whose figures have no end is left alone', () => {
  expect(() => withFigures('<!-- figures of one -->\nold\n', 'one', 'new')).toThrow(/have no end/)
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
