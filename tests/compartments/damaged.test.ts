import { closeSync, openSync, readFileSync, readSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { blindedCommitment, blindingOf } from '../../src/register/log/commitment.ts'
import { withEntries } from '../../src/sealed/matter.ts'
import { MatterNotOpenError, slotFileNames, slotFilePath } from '../../src/sealed/slot-folder.ts'
import { passphrase, type Tested } from '../web/house.ts'
import type { Visitor } from '../web/visitor.ts'
import { SealedHouse } from './sealed-house.ts'
import { entry, smallLibrary } from './small-library.ts'

/** Changes one bit of a file. */
function flip(path: string, place: number): void {
  const file = openSync(path, 'r+')
  const byte = Buffer.alloc(1)
  readSync(file, byte, 0, 1, place)
  writeSync(file, Buffer.of((byte[0] ?? 0) ^ 1), 0, 1, place)
  closeSync(file)
}

const refusalOf = (work: Promise<unknown>): Promise<Error & { left?: string[] }> =>
  work.then(
    () => {
      throw new RangeError('it was not refused')
    },
    (error: Error) => error,
  )

describe('a file in which one bit was changed', () => {
  test('shuts no other: they open, are worked and taken in, and the night writes all of them again', async () => {
    const { cells, ring, compartments, director, counsel, unlock, take, leave, people, as } =
      await smallLibrary()
    const open = await unlock(director)
    const [lost, other] = [await take(open, 'AAAA-0001'), await take(open, 'AAAA-0002')]
    await leave()
    flip(join(cells, '1'), 100_000)

    const again = await unlock(counsel)
    expect([again.references, again.damaged, again.isWhole]).toEqual([[other], [1], true])
    await people.noteOpened(as(counsel), again, [])
    expect(await again.waiting('director')).toHaveLength(1)
    await again.change(other, async (it) => ({ becomes: withEntries(it, entry), gives: undefined }))
    expect(again.cellNumber(await take(again, 'AAAA-0003'))).toBe(3)
    // Whoever had it open has what they wrote last once more, and is told to open anew; the others stay.
    await open.read(lost)
    await expect(open.read(lost)).rejects.toBeInstanceOf(MatterNotOpenError)

    const before = slotFileNames.map((name) => readFileSync(join(cells, name)))
    const told = await refusalOf(compartments.renewAll())
    expect(told).toMatchObject({ code: 'keys-damaged', left: ['1'] })
    const isNew = slotFileNames.map(
      (name, nth) => !readFileSync(join(cells, name)).equals(before[nth] as Buffer),
    )
    expect(isNew).toEqual(slotFileNames.map((name) => name !== '1'))
    expect(ring.cellFiles.ids()).toHaveLength(9)

    flip(join(cells, '8'), 100_000)
    const ofBoth = await refusalOf(compartments.renewAll(['1', '8']))
    expect([ofBoth.message, ofBoth.left]).toEqual([told.message, ['1', '8']])

    // Nobody gives up what opens, nor what is of the other side.
    expect(await again.giveUp('director', 2)).toBe(false)
    expect(await again.giveUp('director', 8)).toBe(false)
    expect(await again.giveUp('director', 1)).toBe(true)
    const later = await unlock(director)
    expect([later.references, later.damaged]).toEqual([[other, 'AAAA-0003'], []])
    expect(later.unusedCells('director').map(({ cell }) => cell)).toEqual([1, 4, 5, 6])
    expect(later.notesOf('director')).toEqual([
      expect.objectContaining({ what: 'given-up', id: '1', by: counsel.cleared.account }),
    ])
    expect(later.cellNumber(await take(later, 'AAAA-0004'))).toBe(1)
  })

  test('in its head or its name costs the leaf of a tick that cell alone, and its key is not destroyed', async () => {
    const { cells, ring, folder, compartments, director, unlock, take } = await smallLibrary()
    const open = await unlock(director)
    const reference = await take(open, 'AAAA-0001')
    const states = await Promise.all([1, 2].map(async (cell) => (await folder.head(cell)).state))
    const leaf = { id: Buffer.alloc(16, 1), month: '2026-11' }
    for (const place of [0, 30]) {
      flip(join(cells, '1'), place)
      await expect(compartments.readHeads()).rejects.toThrow()
      const values = await compartments.valuesFor(leaf)
      const isOf = states.map((state, nth) =>
        values[nth]?.equals(
          blindedCommitment(state, blindingOf(ring.cells.monthKey(nth + 1, leaf.month), leaf.id)),
        ),
      )
      expect([values.length, ...isOf]).toEqual([8, false, true])
      await folder.ensure()
      await refusalOf(compartments.renewAll())
      flip(join(cells, '1'), place)
      expect((await unlock(director)).references).toEqual([reference])
    }
  })

  test('in the intake shuts no matter', async () => {
    const { cells, director, unlock, take, people, as } = await smallLibrary()
    const open = await unlock(director)
    const reference = await take(open, 'AAAA-0001')
    flip(join(cells, 'intake'), 5000)
    const again = await unlock(director)
    await people.noteOpened(as(director), again, [])
    expect([again.references, again.sides, again.isWhole]).toEqual([[reference], [], false])
  })
})

describe('on the screen', () => {
  let tested: Tested
  let clerk: Visitor
  let director: Visitor
  beforeAll(async () => {
    ;({ tested, clerk, director } = await SealedHouse.start())
  })
  afterAll(() => tested?.close())

  test('it is named to those who opened something, the others are there, and it can be given up', async () => {
    const house = new SealedHouse(tested)
    const references: string[] = []
    for (const name of ['Agent Lost', 'Agent Kept']) {
      await house.report(clerk, { name })
      await house.open(director)
      references.push(await house.take(director))
    }
    await director.get('/sealed')
    await director.post('/sealed/shut')
    flip(slotFilePath(tested.it.home.cellsDir, '1'), 100_000)
    await director.get('/sealed')
    expect((await director.post('/sealed/open', { passphrase })).status).toBe(303)
    await director.get('/sealed')
    expect(director.text).toContain('Sealed slot 1 does not open')
    expect(director.text).toContain(references[1])
    expect(director.text).not.toContain(references[0])
    const office = await house.at('office', 'desk')
    await house.open(office)
    expect(office.text).toContain('You don’t have access to anything here')
    expect(office.text).not.toContain('does not open')

    expect((await office.post('/sealed/give-up', { side: 'director', cell: '1' })).status).toBe(303)
    expect((await director.post('/sealed/give-up', { side: 'director', cell: '2' })).status).toBe(422)
    expect((await director.post('/sealed/give-up', { side: 'director', cell: '1' })).status).toBe(303)
    await director.get('/sealed/evidence')
    expect(director.text).toContain('gave up sealed slot 1')
    expect(director.text).toContain('5 of 6 sealed slots are free')
  })
})
