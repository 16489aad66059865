import { createHash } from 'node:crypto'
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { KeyRing } from '../platform/crypto/key-ring.ts'
import { openTable } from './koha-table.ts'
import { inLandingOrder, settleClaims, TokenTable } from './landing-order.ts'
import { Tally } from './tally.ts'

const folder = mkdtempSync(join(tmpdir(), 'carrel-order-'))
afterAll(() => rmSync(folder, { recursive: true }))
const ring = new KeyRing(join(folder, 'keys'))
const form = { file: 'rows.csv', required: ['id'], used: ['id', 'card'] }
const identity = {
  id: { column: 'id', purpose: 'test' },
  claim: (row: { text(column: string): string }) => row.text('card') || undefined,
}

async function opened(lines: readonly string[]) {
  writeFileSync(join(folder, form.file), ['id,card', ...lines, ''].join('\n'))
  const table = await openTable(folder, form)
  if (table === undefined) throw new Error('the file that was just written is not there')
  return table
}

/** The lines of the file, from 0, in the order in which they land. */
async function landed(lines: readonly string[], batchRows = 7): Promise<number[]> {
  const table = await opened(lines)
  const order: number[] = []
  for await (const records of inLandingOrder(ring, table, identity, batchRows)) {
    expect(records.length).toBeLessThanOrEqual(batchRows)
    for (const record of records) {
      if (record.fault === undefined) {
        expect(`${record.row.text('id')},${record.row.text('card')}`).toBe(lines[record.line - 2])
      }
      order.push(record.line - 2)
    }
  }
  await table.close()
  return order
}

test('law: every row lands once, and of two that share an id or a card the upper one first', async () => {
  const row = fc.tuple(fc.integer({ min: 1, max: 12 }), fc.constantFrom('', 'a', 'b', 'c', 'd', 'e', 'f'))
  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 40 }), async (rows) => {
      const order = await landed(rows.map(([id, card]) => `${id},${card}`))
      expect([...order].sort((one, other) => one - other)).toEqual(rows.map((_, at) => at))
      const place = new Map(order.map((line, at) => [line, at]))
      const wrong = rows.flatMap(([id, card], lower) =>
        rows.slice(0, lower).flatMap((above, upper) => {
          const shares = above[0] === id || (card !== '' && above[1] === card)
          return shares && (place.get(upper) ?? 0) > (place.get(lower) ?? 0) ? [[upper, lower]] : []
        }),
      )
      expect(wrong).toEqual([])
    }),
    { numRuns: 100 },
  )
})

test('rows that stand twice, as of a join that went wrong, land in no order of the file either', async () => {
  const rows = Array.from({ length: 500 }, (_, at) => `${at + 1},c${at + 1}`)
  const order = await landed(
    rows.flatMap((row) => [row, row]),
    2000,
  )
  for (const half of [order.slice(0, 500), order.slice(500)]) {
    // By chance one of them stands where it stood.
    expect(half.filter((line, at) => Math.floor(line / 2) === at).length).toBeLessThan(10)
  }
  expect(order.slice(0, 500).every((line) => line % 2 === 0)).toBe(true)
})

test('a row with a fault comes before all, and costs no other', async () => {
  expect((await landed(['1,a', '2,b,c', '3,d']))[0]).toBe(1)
})

test('an export that is written to while it is read is refused', async () => {
  const table = await opened(Array.from({ length: 20 }, (_, at) => `${at},c${at}`))
  const records = inLandingOrder(ring, table, identity, 5)
  await records.next()
  appendFileSync(join(folder, form.file), '21,c21\n')
  await expect(records.next()).rejects.toThrow(/rows\.csv was changed while it was read: import again/)
  await table.close()
})

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
