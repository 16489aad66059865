import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { slotMonthKey } from '../../register/log/commitment.ts'
import { KeyRing } from './key-ring.ts'

const scratch = mkdtempSync(join(tmpdir(), 'carrel-cells-'))
afterAll(() => rmSync(scratch, { recursive: true }))

let number = 0
const library = () => {
  const folder = join(scratch, String(number++))
  new KeyRing(folder)
  return folder
}

test('the keys of the cells differ by cell and by month, and are the same in every process', () => {
  const folder = library()
  const ring = new KeyRing(folder)
  const all = [1, 2, 3, 4, 5, 6, 7, 8].flatMap((cell) =>
    ['2026-11', '2026-12'].map((month) => ring.cells.monthKey(cell, month).toString('hex')),
  )
  expect(new Set(all).size).toBe(16)
  expect(new KeyRing(folder).cells.monthKey(3, '2026-11')).toEqual(ring.cells.monthKey(3, '2026-11'))
  expect(new KeyRing(library()).cells.monthKey(3, '2026-11')).not.toEqual(ring.cells.monthKey(3, '2026-11'))
})

test('a cell or a month that is none has no key', () => {
  const { cells } = new KeyRing(library())
  for (const cell of [0, 9, 1.5, -1])
    expect(() => cells.monthKey(cell, '2026-11')).toThrow('cells are numbered')
  for (const month of ['2026-13', '2026-1', '', '2026-11-01'])
    expect(() => cells.monthKey(1, month)).toThrow('a month is written')
  expect(() => slotMonthKey(Buffer.alloc(31), 1, '2026-11')).toThrow('32 bytes')
})

test('a root that was lost is refused and not made again; what a kill left between it and its mark is taken up', () => {
  const folder = library()
  const first = new KeyRing(folder).cells.monthKey(1, '2026-11')
  rmSync(join(folder, 'commitments', 'made'))
  expect(new KeyRing(folder).cells.monthKey(1, '2026-11')).toEqual(first)
  expect(readdirSync(join(folder, 'commitments')).sort()).toEqual(['made', 'root'])
  rmSync(join(folder, 'commitments', 'root'))
  expect(() => new KeyRing(folder).cells.monthKey(1, '2026-11')).toThrow(
    expect.objectContaining({ name: 'KeyError', code: 'keys-unreadable' }),
  )
  expect(readdirSync(join(folder, 'commitments'))).toEqual(['made'])
})
