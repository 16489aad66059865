import { createHash, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { KeyRing } from '../platform/crypto/key-ring.ts'
import { rawPublic } from '../platform/crypto/sealed-box.ts'
import { blindedCommitment, blindingOf, stateCommitment } from '../register/log/commitment.ts'
import { emptyRoot } from '../register/log/tree.ts'
import { type AccessGrant, allSlots, newMatterEntry, withEntries } from './matter.ts'
import { SealedMatters } from './matters.ts'
import { MatterNotOpenError, SlotFolder, slotFilePath, slotFilesFolder } from './slot-folder.ts'

const cellBytes = 256 * 1024
const clock = { now: () => new Date('2026-11-26T09:00:00Z'), today: () => '2026-11-26' }
const entry = { kind: 'case-step', at: '2026-11-26T09:00:00Z', actor: 'system' } as const

type Person = { readonly key: KeyObject; readonly cleared: AccessGrant }
function person(account: string, role = 'director'): Person {
  const { privateKey, publicKey } = generateKeyPairSync('x25519')
  const raw = rawPublic(publicKey).toString('base64')
  return { key: privateKey, cleared: { account, role, publicKey: raw, since: entry.at, by: account } }
}

async function library() {
  const dir = mkdtempSync(join(tmpdir(), 'carrel-cells-'))
  const ring = new KeyRing(join(dir, 'keys'))
  const folder = new SlotFolder(join(dir, 'cells'), ring, cellBytes)
  await folder.ensure()
  const signed = async () => ({ log: 'carrel/test', size: 7 })
  const compartments = new SealedMatters({ folder, ring, clock, signed })
  const [director, counsel, paper] = [person('director'), person('counsel', 'counsel'), person('paper')]
  const recovery = paper.cleared.publicKey
  const setUp = () =>
    compartments.setUp('director', { cleared: [director.cleared, counsel.cleared], recovery })
  const files = () =>
    Object.fromEntries(
      readdirSync(slotFilesFolder(join(dir, 'cells'))).map(
        (name) => [name, readFileSync(slotFilePath(join(dir, 'cells'), name))] as const,
      ),
    )
  return { dir, ring, folder, compartments, director, counsel, paper, setUp, files }
}

/** Where blocks of 64 bytes begin that are the same in both. */
const blocksKept = (one = Buffer.alloc(0), other = Buffer.alloc(0)) =>
  Array.from({ length: Math.ceil(other.length / 64) }, (_, nth) => nth * 64).filter((at) =>
    one.subarray(at, at + 64).equals(other.subarray(at, at + 64)),
  )

const came = { wants: 'What somebody read', at: entry.at }
const opened = (sent: unknown) => ({ reference: 'ABCD-EFGH', file: { sent }, log: [newMatterEntry(entry)] })

describe('cells', () => {
  test('are nine files of fixed sizes from the first start, and every block of each changes with each night', async () => {
    const { files, setUp, compartments } = await library()
    const names = [...allSlots.map(String), 'intake']
    expect(Object.keys(files()).sort()).toEqual(names.sort())
    const before = files()
    await setUp()
    await compartments.renewAll()
    const after = files()
    for (const name of names) {
      expect(after[name]?.length).toBe(before[name]?.length)
      expect([name, ...blocksKept(before[name], after[name])]).toEqual([name])
    }
    for (const cell of allSlots) expect(after[cell]?.length).toBe(cellBytes)
  })

  test('what is left for a group opens to its people with access alone, and is there after a restart', async () => {
    const { compartments, setUp, director, folder } = await library()
    expect(await compartments.leave('director', came)).toBe('not-set-up')
    await setUp()
    expect(await compartments.setUp('director', { cleared: [], recovery: '' })).toBe('is-set-up')
    expect(await compartments.leave('director', came)).toBe('kept')
    await folder.ensure()
    await compartments.renewAll()
    const open = await compartments.unlock(director.key, 'director')
    expect(await open.waiting('director')).toEqual([{ box: 0, came }])
    const stranger = await compartments.unlock(person('clerk').key, 'clerk')
    expect([stranger.sides, stranger.references]).toEqual([[], []])
    await expect(stranger.waiting('director')).rejects.toBeInstanceOf(MatterNotOpenError)
  })

  test('a full intake says so, and loses nothing', async () => {
    const { compartments, setUp, director } = await library()
    await setUp()
    const kept: string[] = []
    for (let nth = 0; nth < 13; nth++) kept.push(await compartments.leave('director', { nth }))
    expect(kept).toEqual([...new Array(12).fill('kept'), 'full'])
    const open = await compartments.unlock(director.key, 'director')
    expect((await open.waiting('director')).map(({ came: one }) => one)).toEqual(
      Array.from({ length: 12 }, (_, nth) => ({ nth })),
    )
  })

  test('a matter is taken in, changed, and read by each person with access, the paper too, and by no one after its end', async () => {
    const { compartments, setUp, director, counsel, paper } = await library()
    await setUp()
    await compartments.leave('director', came)
    const open = await compartments.unlock(director.key, 'director')
    const reference = await open.takeIn('director', 0, opened)
    expect(await open.waiting('director')).toEqual([])
    await open.change(reference, async (it) => ({
      becomes: withEntries({ ...it, file: 'worked' }, entry),
      gives: 1,
    }))
    for (const { key, cleared } of [counsel, paper]) {
      const other = await compartments.unlock(key, cleared.account)
      expect(other.references).toEqual([reference])
      const read = await other.read(reference)
      expect([read.file, read.log.length, read.states.length]).toEqual(['worked', 2, 3])
    }
    await open.free(reference)
    const later = await compartments.unlock(counsel.key, 'counsel')
    expect([later.references, later.unusedCells('director').length]).toEqual([[], 6])
  })

  test('what another person wrote since one unlocked is read, and not what was there then', async () => {
    const { compartments, setUp, director, counsel } = await library()
    await setUp()
    await compartments.leave('director', came)
    const open = await compartments.unlock(director.key, 'director')
    const reference = await open.takeIn('director', 0, opened)
    const other = await compartments.unlock(counsel.key, 'counsel')
    await open.change(reference, async (it) => ({ becomes: { ...it, file: 'worked' }, gives: 1 }))
    expect((await other.read(reference)).file).toBe('worked')
    const third = await compartments.unlock(counsel.key, 'counsel')
    await compartments.renewAll()
    expect((await third.read(reference)).file).toBe('worked')
  })

  test('what throws leaves the compartment as it was, and too much is refused', async () => {
    const { compartments, setUp, director } = await library()
    await setUp()
    await compartments.leave('director', came)
    const open = await compartments.unlock(director.key, 'director')
    const reference = await open.takeIn('director', 0, opened)
    const before = await open.read(reference)
    await expect(
      open.change(reference, async (it) => ({ becomes: { ...it, file: 'x'.repeat(cellBytes) }, gives: 0 })),
    ).rejects.toMatchObject({ code: 'cell-full' })
    await expect(
      open.change(reference, async () => {
        throw new Error('stop')
      }),
    ).rejects.toThrow('stop')
    expect(await open.read(reference)).toEqual(before)
  })

  test('a person whose access was removed opens nothing that is written from then on; the others do', async () => {
    const { compartments, setUp, director, counsel } = await library()
    await setUp()
    await compartments.leave('director', came)
    const open = await compartments.unlock(director.key, 'director')
    const reference = await open.takeIn('director', 0, opened)
    await compartments.leave('director', { second: true })
    const stays = [director.cleared]
    await open.people.clear('director', () => stays)
    await open.change(reference, async (it) => ({ becomes: { ...it, cleared: stays }, gives: 0 }))
    const revoked = await compartments.unlock(counsel.key, 'counsel')
    expect([revoked.sides, revoked.references]).toEqual([[], []])
    await compartments.leave('director', { third: true })
    const still = await compartments.unlock(director.key, 'director')
    expect((await still.waiting('director')).map(({ came: one }) => one)).toEqual([
      { second: true },
      { third: true },
    ])
    expect(still.references).toEqual([reference])
  })

  test('the sides keep to themselves: neither opens, nor counts, what the other has', async () => {
    const { compartments, setUp, director, paper } = await library()
    await setUp()
    const president = person('president', 'trustee')
    await compartments.setUp('president', { cleared: [president.cleared], recovery: paper.cleared.publicKey })
    await compartments.leave('president', came)
    const theirs = await compartments.unlock(president.key, 'president')
    await theirs.takeIn('president', 0, opened)
    const open = await compartments.unlock(director.key, 'director')
    expect([open.sides, open.references, open.unusedCells('director').length]).toEqual([['director'], [], 6])
  })

  test('the values of a tick open to the state of each cell, used or empty, and to nothing else', async () => {
    const { compartments, setUp, director, ring } = await library()
    await setUp()
    await compartments.leave('director', came)
    const open = await compartments.unlock(director.key, 'director')
    const reference = await open.takeIn('director', 0, opened)
    const leaf = { id: createHash('md5').update('leaf').digest(), month: '2026-11' }
    const values = await compartments.valuesFor(leaf)
    const opens = (cell: number, state: Buffer) =>
      values[cell - 1]?.equals(
        blindedCommitment(state, blindingOf(ring.cells.monthKey(cell, leaf.month), leaf.id)),
      )
    const state = (await open.read(reference)).states.at(-1)
    const used = stateCommitment({
      size: BigInt(state?.size ?? 0),
      root: Buffer.from(state?.root ?? '', 'base64'),
      blind: Buffer.from(state?.blind ?? '', 'base64'),
    })
    expect(opens(open.cellNumber(reference) ?? 0, used)).toBe(true)
    for (const { cell, blind } of open.unusedCells('director')) {
      const empty = stateCommitment({ size: 0n, root: emptyRoot, blind: Buffer.from(blind, 'base64') })
      expect([cell, opens(cell, empty)]).toEqual([cell, true])
      expect(opens(cell, used)).toBe(false)
    }
  })

  test('a tick reads the cells when no one writes them, and all of them at one moment', async () => {
    const { compartments, folder, setUp } = await library()
    await setUp()
    const leaf = { id: Buffer.alloc(16, 1), month: '2026-11' }
    const before = await compartments.valuesFor(leaf)
    const writing = folder.alone(async () => {
      await folder.replace(1, await folder.emptyCell(1, Buffer.alloc(32, 1)))
      await folder.replace(8, await folder.emptyCell(8, Buffer.alloc(32, 8)))
    })
    const [after] = await Promise.all([compartments.valuesFor(leaf), writing])
    const changed = after.flatMap((value, at) => (value.equals(before[at] ?? value) ? [] : [at + 1]))
    expect(changed).toEqual([1, 8])
  })

  test('a file that is lost, changed or of another day is refused by name, and nothing is made in its place', async () => {
    const { dir, folder, compartments, setUp, files } = await library()
    await setUp()
    const path = slotFilePath(join(dir, 'cells'), '3')
    const { rmSync, writeFileSync } = await import('node:fs')
    const old = files()['3'] as Buffer
    await compartments.renewAll()
    writeFileSync(path, old)
    await expect(folder.cell(3)).rejects.toMatchObject({ code: 'keys-unreadable' })
    rmSync(path)
    await expect(folder.ensure()).rejects.toMatchObject({
      code: 'cells-missing',
      message: expect.stringContaining(path),
    })
    expect(statSync(path, { throwIfNoEntry: false })).toBeUndefined()
  })

  test('a reader finds every file, and its key, while others write', async () => {
    const { compartments, folder, setUp } = await library()
    await setUp()
    let isDone = false
    const writing = (async () => {
      for (let round = 0; round < 6; round++) await compartments.renewAll()
      isDone = true
    })()
    let reads = 0
    for (; !isDone; reads++) {
      await compartments.valuesFor({ id: Buffer.alloc(16), month: '2026-11' })
      await folder.cell(8)
      await folder.intake()
    }
    await writing
    expect(reads).toBeGreaterThan(6)
  })

  test('work that is alone may begin more of it, and others wait for all of that', async () => {
    const { folder } = await library()
    const order: string[] = []
    const outer = folder.alone(async () => {
      order.push('outer')
      await folder.alone(async () => {
        await folder.renewIntake()
        order.push('inner')
      })
      order.push('outer ends')
    })
    const other = folder.alone(async () => void order.push('other'))
    await Promise.all([outer, other])
    expect(order).toEqual(['outer', 'inner', 'outer ends', 'other'])
  })

  test('what someone leaves does not wait for a slot that is being written, which would tell that a matter is worked', async () => {
    const { compartments, folder, setUp, director } = await library()
    await setUp()
    let end = () => {}
    const working = folder.alone(() => new Promise<void>((done) => (end = done)))
    expect(await compartments.leave('director', came)).toBe('kept')
    let isSettled = false
    const settled = folder.settled().then(() => (isSettled = true))
    await compartments.renewIntake()
    expect(isSettled).toBe(false)
    end()
    await Promise.all([working, settled])
    const open = await compartments.unlock(director.key, 'director')
    expect(await open.waiting('director')).toEqual([{ box: 0, came }])
  })

  test('what is left while a matter is taken in, a group is set up or the night comes is kept, each once', async () => {
    const { compartments, folder, setUp, director } = await library()
    const recovery = person('paper').cleared.publicKey
    await setUp()
    await compartments.leave('director', { nth: 0 })
    const open = await compartments.unlock(director.key, 'director')
    const done = await Promise.all([
      open.takeIn('director', 0, opened),
      ...[1, 2, 3].map((nth) => compartments.leave('director', { nth })),
      compartments.setUp('president', { cleared: [director.cleared], recovery }),
      compartments.renewAll(),
      ...[4, 5, 6].map((nth) => compartments.leave('director', { nth })),
      open.people.clear('director', (all) => all),
      ...[7, 8, 9].map((nth) => compartments.leave('director', { nth })),
    ])
    expect(done.filter((one) => one === 'kept')).toHaveLength(9)
    await folder.settled()
    const waiting = (await open.waiting('director')).map((one) => (one.came as { nth: number }).nth)
    expect(waiting.toSorted()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
    expect(await compartments.isSetUp('president')).toBe(true)
  })

  test('files whose keys are elsewhere are not written over by a first start', async () => {
    const { dir, files } = await library()
    const before = files()
    const others = new KeyRing(join(dir, 'other keys'))
    await expect(new SlotFolder(join(dir, 'cells'), others, cellBytes).ensure()).rejects.toMatchObject({
      code: 'keys-unreadable',
    })
    expect(files()).toEqual(before)
  })

  test('once made, the size of the files counts and no setting', async () => {
    const { dir, ring, files } = await library()
    const larger = new SlotFolder(join(dir, 'cells'), ring, 2 * cellBytes)
    await larger.ensure()
    const compartments = new SealedMatters({
      folder: larger,
      ring,
      clock,
      signed: async () => ({ log: 'carrel/test', size: 7 }),
    })
    await compartments.setUp('director', { cleared: [], recovery: person('paper').cleared.publicKey })
    await compartments.renewAll()
    for (const cell of allSlots) expect(files()[cell]?.length).toBe(cellBytes)
  })
})
