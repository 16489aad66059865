import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { KeyRing } from '../../src/platform/crypto/key-ring.ts'
import { lastSignedFile } from '../../src/register/head.ts'
import { currentSigner, sequenceEntries } from '../../src/register/sequencer.ts'
import { SealedMattersHost } from '../../src/sealed/matters.ts'
import { slotFileNames, slotFilePath } from '../../src/sealed/slot-folder.ts'
import { asOwner } from '../links/as-owner.ts'
import { startTestDatabase, type TestDatabase } from '../support/database.ts'
import { until } from '../support/holder.ts'
import { somebody } from './some-library.ts'

const clock = { now: () => new Date('2026-11-26T09:00:00Z'), today: () => '2026-11-26' }

let it: TestDatabase
let ring: KeyRing
const faults: unknown[] = []
const program = () =>
  new SealedMattersHost({
    ...{ database: it.database, ring, clock },
    home: { ...it.home, cellMib: 1 },
    failed: (error) => faults.push(error),
    leaveWaitMs: 2000,
  })

const director = somebody('director')
const onlyDirector = { cleared: [director.cleared], recovery: somebody('paper').cleared.publicKey }

/** Of whoever holds the lock. */
const endTheirConnection = () =>
  asOwner(
    it,
    (owner) =>
      owner.query(`select pg_terminate_backend(pid) from pg_locks join turn on name = 'cells'
        where locktype = 'advisory' and (classid::bigint << 32 | objid::bigint) = key`),
    'superuser',
  )

beforeAll(async () => {
  it = await startTestDatabase()
  ring = new KeyRing(it.home.keysDir)
})
afterAll(() => it?.close())

test('one program has the cells; another gets them at its next tick once the first lets go, or loses its connection', async () => {
  const [first, second] = [program(), program()]
  await first.hold()
  expect(await second.forTick()).toBeUndefined()
  expect([first.compartments === undefined, second.compartments === undefined]).toEqual([false, true])
  await expect(second.nightStep().run('2026-11-26')).rejects.toThrow('another program')
  await first.nightStep().run('2026-11-26')

  await first.letGo()
  expect(await second.forTick()).toBeDefined()
  expect(await first.forTick()).toBeUndefined()

  await endTheirConnection()
  await until('it knows that its lock is lost', () => second.compartments === undefined)
  expect(await first.forTick()).toBeDefined()
  await first.letGo()
  expect(faults).toEqual([])
  await second.letGo()
})

test('what is left while the lock is lost is kept all the same: it is taken again at once, and before its sender is answered', async () => {
  const cells = program()
  await cells.hold()
  await cells.compartments?.setUp('director', onlyDirector)
  await endTheirConnection()
  await until('it knows that its lock is lost', () => cells.compartments === undefined)
  expect(await cells.leave('director', { wants: 'what came meanwhile' })).toBe('kept')
  expect(faults).toEqual([])
  await cells.letGo()
})

test('where another program has the lock, what is left waits until it is let go of, and the log says once that it is elsewhere', async () => {
  const [cells, other] = [program(), program()]
  await other.hold()
  const before = (await other.compartments?.unlock(director.key, 'director'))?.waiting('director')
  expect(await cells.leave('director', { wants: 'what came then' })).toBe('waits')
  for (let tick = 0; tick < 4; tick += 1) expect(await cells.forTick()).toBeUndefined()
  expect(faults.splice(0).map(String)).toEqual(["Error: the cells' lock is elsewhere"])
  await other.letGo()
  expect(await cells.forTick()).toBeDefined()
  const now = async () => (await cells.compartments?.unlock(director.key, 'director'))?.waiting('director')
  await until('it is kept', async () => (await now())?.length === ((await before)?.length ?? 0) + 1)
  expect((await now())?.at(-1)?.came).toEqual({ wants: 'what came then' })
  await cells.letGo()
})

test('a tick has its leaf, also where a cell does not open, which is told once; where the intake does not, it goes on without', async () => {
  const cells = program()
  const { worker } = it.database
  const ticked = async () => {
    const parts = { signer: await currentSigner(worker, ring), lastSigned: lastSignedFile(it.home.keysDir) }
    const report = await sequenceEntries(worker, { ...parts, now: clock.now(), cells: await cells.forTick() })
    return report.status === 'ticked' ? report.size : undefined
  }
  expect([await ticked(), await ticked()]).toEqual([1n, 2n])
  const destroyKeyOf = (name: string) =>
    ring.cellFiles.destroy(readFileSync(slotFilePath(it.home.cellsDir, name)).subarray(0, 16).toString('hex'))
  destroyKeyOf('4')
  expect([await ticked(), await ticked()]).toEqual([3n, 4n])
  expect(faults).toMatchObject([{ name: 'KeyError' }])

  const night = () => cells.nightStep().run('2026-11-27')
  const bytes = () => slotFileNames.map((name) => readFileSync(slotFilePath(it.home.cellsDir, name)))
  const newSince = (before: readonly Buffer[]) =>
    slotFileNames.filter((_, nth) => !bytes()[nth]?.equals(before[nth] as Buffer))
  const [before, told] = [bytes(), await night().catch((error: unknown) => error)]
  expect(told).toMatchObject({ code: 'keys-damaged', message: expect.not.stringMatching(/\d/) })
  expect(newSince(before)).toEqual(slotFileNames.filter((name) => name !== '4'))
  // It is tried again at each look of the same night, and the others are not written for that.
  const later = bytes()
  await expect(night()).rejects.toMatchObject({ left: ['4'] })
  expect(newSince(later)).toEqual([])

  destroyKeyOf('intake')
  expect(await ticked()).toBe(4n)
  expect(faults).toHaveLength(2)
  await cells.letGo()
})
