import { afterAll, beforeAll, expect, test } from 'vitest'
import { Cells } from '../../src/jobs/cells.ts'
import { lastSignedIn } from '../../src/jobs/last-signed.ts'
import { currentSigner } from '../../src/jobs/register-signer.ts'
import { tick } from '../../src/jobs/tick.ts'
import { KeyRing } from '../../src/sealing/key-ring.ts'
import { locks } from '../../src/store/locks.ts'
import { asOwner } from '../links/as-owner.ts'
import { startTestDatabase, type TestDatabase } from '../support/database.ts'
import { until } from '../support/holder.ts'

const clock = { now: () => new Date('2026-11-26T09:00:00Z'), today: () => '2026-11-26' }

let it: TestDatabase
let ring: KeyRing
const faults: unknown[] = []
const program = () =>
  new Cells({
    ...{ database: it.database, ring, clock },
    home: { ...it.home, cellMib: 1 },
    failed: (error) => faults.push(error),
  })

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

  await asOwner(
    it,
    (owner) =>
      owner.query('select pg_terminate_backend(pid) from pg_locks where locktype = $1 and objid = $2', [
        'advisory',
        locks.cells,
      ]),
    'superuser',
  )
  await until('it knows that its lock is lost', () => second.compartments === undefined)
  expect(await first.forTick()).toBeDefined()
  await first.letGo()
  expect(faults).toEqual([])
})

test('a tick has its leaf, and where a cell does not open the register goes on without, which is told', async () => {
  const cells = program()
  const { worker } = it.database
  const ticked = async () => {
    const parts = { signer: await currentSigner(worker, ring), lastSigned: lastSignedIn(it.home.keysDir) }
    const report = await tick(worker, { ...parts, now: clock.now(), cells: await cells.forTick() })
    return report.status === 'ticked' ? report.size : undefined
  }
  expect([await ticked(), await ticked()]).toEqual([1n, 2n])
  const [lost = ''] = ring.cellFiles.ids()
  ring.cellFiles.destroy(lost)
  expect(await ticked()).toBe(2n)
  expect(faults).toMatchObject([{ name: 'KeysRefused' }])
  await cells.letGo()
})
