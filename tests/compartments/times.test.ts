import { readdirSync, readFileSync, statSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { allSlots, newMatterEntry } from '../../src/sealed/matter.ts'
import { opensTo, someLibrary } from './some-library.ts'

const came = { wants: 'What somebody read' }
const entry = { kind: 'case-step', at: '2026-11-26T09:00:00Z', actor: 'system' } as const

/** What a listing of the two folders shows: when each file, its key and the folders say that they were written. */
function times(dir: string) {
  const at = (...path: string[]) => statSync(join(dir, ...path)).mtimeMs
  const both = (name: string) => {
    const id = readFileSync(join(dir, 'cells', 'files', name))
      .subarray(0, 16)
      .toString('hex')
    return [at('cells', 'files', name), at('keys', 'cell-files', id)]
  }
  return {
    cells: [...new Set(allSlots.flatMap((cell) => both(String(cell))))],
    tick: [...new Set([...both('intake'), at('cells', 'files'), at('keys', 'cell-files')])],
  }
}

test('whatever is written by day, files and keys bear the times of the night and of the tick', async () => {
  const { dir, compartments, folder, setUp, director } = await someLibrary()
  await setUp()
  await compartments.renewAll()
  await compartments.renewIntake()
  const night = times(dir)
  expect([night.cells.length, night.tick.length]).toEqual([1, 1])
  await setTimeout(30)

  await compartments.leave('director', came)
  const open = await compartments.unlock(director.key, 'director')
  const make = () => ({ reference: 'ABCD-EFGH', file: {}, log: [newMatterEntry(entry)] })
  const reference = await open.takeIn('director', 0, make)
  await open.change(reference, async (it) => ({ becomes: { ...it, file: 'worked' }, gives: 0 }))
  expect(times(dir)).toEqual(night)

  await compartments.renewIntake()
  const ticked = times(dir)
  expect(ticked.cells).toEqual(night.cells)
  expect(ticked.tick).toHaveLength(1)
  expect(ticked.tick[0]).toBeGreaterThan(night.tick[0] ?? 0)
  await open.free(reference)
  expect(times(dir)).toEqual(ticked)
  await compartments.renewAll()
  expect(times(dir).cells[0]).toBeGreaterThan(night.cells[0] ?? 0)
  expect(times(dir).cells).toHaveLength(1)

  // Put back by hand, or a night that was cut short: at the next start all are of one time again.
  utimesSync(join(dir, 'cells', 'files', '3'), new Date(0), new Date(0))
  await folder.ensure()
  expect(times(dir).cells).toHaveLength(1)
  expect(readdirSync(join(dir, 'keys', 'cell-files'))).toHaveLength(10)
  expect(await opensTo(compartments, director)).toEqual([])
})
