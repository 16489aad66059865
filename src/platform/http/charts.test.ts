import { describe, expect, test } from 'vitest'
import { type ChartNumber, LineChart } from './charts.tsx'

const draw = (lines: readonly (readonly ChartNumber[])[], below?: number) =>
  String(
    LineChart({
      lines: lines.map((numbers, at) => ({ name: `line ${at}`, numbers })),
      ...{ ticks: [{ at: 0, text: 'J' }], count: String, says: 'what it shows', below },
    }),
  )
const pathsOf = (html: string) =>
  [...html.matchAll(/carrel-lines__line--\d"><path d="([^"]*)"/g)].map(([, path = '']) => path)
const placesOf = (path: string) =>
  [...path.matchAll(/([ML])([\d.]+) ([\d.]+)/g)].map(([, how, x, y]) => ({ how, x: Number(x), y: Number(y) }))

describe('a chart of lines', () => {
  test('begins at zero, whatever the smallest number is, and writes the greatest', () => {
    const html = draw([[50, 100, 75]])
    const [one, other, last] = placesOf(pathsOf(html)[0] ?? '')
    const [zero, top] = [116, 20]
    expect(other?.y).toBe(top)
    expect(one?.y).toBe((zero + top) / 2)
    expect(last?.y).toBe(zero - 0.75 * (zero - top))
    expect(html).toContain('>100<')
    expect(html).toContain('<title>what it shows</title>')
  })

  test('breaks at a suppressed number, hatches its place, and draws nothing that tells it', () => {
    const [small, smaller] = [4, 1].map((hidden) => draw([[20, hidden < 5 ? null : hidden, 30, null]], 5))
    expect(small).toBe(smaller)
    expect(placesOf(pathsOf(small ?? '')[0] ?? '').map(({ how }) => how)).toEqual(['M', 'M'])
    expect(small?.match(/<path d="M[^"]*V[^"]*"/g)?.length).toBe(2)
  })

  test('leaves a month to come blank: neither a line nor a hatched place', () => {
    const html = draw([[20, 30, undefined, undefined]])
    expect(placesOf(pathsOf(html)[0] ?? '')).toHaveLength(2)
    expect(html).toContain('carrel-lines__hatched"></g>')
  })

  test('tells several lines apart by name and dash, not by color alone, and their names do not touch', () => {
    const html = draw([
      [10, 20],
      [10, 20],
      [10, 19],
    ])
    expect(pathsOf(html)).toHaveLength(3)
    const names = [...html.matchAll(/y="([\d.]+)"[^>]*>line \d</g)].map(([, y]) => Number(y))
    expect(names).toHaveLength(3)
    const gaps = names
      .sort((one, other) => one - other)
      .slice(1)
      .map((y, at) => y - (names[at] ?? 0))
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(14)
  })

  test('keeps all of its text and lines within a phone’s width', () => {
    const html = draw([Array.from({ length: 36 }, (_none, at) => (at % 7 === 0 ? null : at * 31))], 10)
    const xs = [...html.matchAll(/ x="([\d.-]+)"/g)].map(([, x]) => Number(x))
    expect(Math.min(...xs)).toBeGreaterThanOrEqual(0)
    expect(Math.max(...xs)).toBeLessThanOrEqual(344)
  })
})
