import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { settleClaims } from './claims.ts'
import { Tally } from './tally.ts'
import { TokenTable } from './token-table.ts'

const claims = (...pairs: [string, string | undefined][]) => pairs.map(([self, key]) => ({ self, key }))
const nobody = () => false

test('of two rows that claim the same, the first has it', () => {
  const { taken, surrendered } = settleClaims(
    claims(['a', 'k'], ['b', 'k'], ['c', undefined]),
    new Map(),
    nobody,
  )
  expect([[...taken], [...surrendered]]).toEqual([[1], []])
})

test('what an earlier export gave passes on, and two rows may swap', () => {
  const holders = new Map([
    ['k', 'b'],
    ['l', 'a'],
  ])
  const { taken, surrendered } = settleClaims(claims(['a', 'k'], ['b', 'l']), holders, nobody)
  expect([[...taken], [...surrendered]]).toEqual([[], ['k', 'l']])
})

test('what a row of this export has already is not taken from it', () => {
  const holders = new Map([['k', 'a']])
  expect([...settleClaims(claims(['b', 'k']), holders, (self) => self === 'a').taken]).toEqual([0])
  expect([...settleClaims(claims(['a', 'k']), holders, nobody).taken]).toEqual([])
})

test('a token table keeps every number, and knows no other token', () => {
  const table = new TokenTable()
  const token = (of: string) => createHash('sha256').update(of).digest()
  for (let at = 1; at <= 20_000; at++) table.set(token(`t${at}`), at)
  table.set(token('t5'), -5)
  expect(table.size).toBe(20_000)
  expect([1, 5, 777, 20_000].map((at) => table.get(token(`t${at}`)))).toEqual([1, -5, 777, 20_000])
  expect(table.get(token('t20001'))).toBe(0)
})

test('a tally that lost a row makes no report', () => {
  const tally = new Tally()
  tally.rows = 2
  tally.landed('added')
  expect(() => tally.report()).toThrow('of 2 rows that were read, 1 are accounted for')
})
