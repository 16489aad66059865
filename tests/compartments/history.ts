import { generateKeyPairSync } from 'node:crypto'
import { CellFolder } from '../../src/compartments/cell-folder.ts'
import { logged } from '../../src/compartments/compartment.ts'
import { Compartments } from '../../src/compartments/compartments.ts'
import { newLogged } from '../../src/compartments/log.ts'
import type { Unlocked } from '../../src/compartments/unlocked.ts'
import { signedSoFar } from '../../src/jobs/last-signed.ts'
import { newestLeaves } from '../../src/jobs/newest-leaves.ts'
import type { CellValues } from '../../src/jobs/tick.ts'
import type { Entry } from '../../src/register/entry.ts'
import { KeyRing } from '../../src/sealing/key-ring.ts'
import { rawPublic } from '../../src/sealing/sealed-to.ts'
import { registerOf } from '../register/library.ts'
import { startTestDatabase } from '../support/database.ts'

const cellBytes = 128 * 1024

/** A library with real cells and real ticks on a real database, under a clock that a test sets. */
export async function sealedLibrary(from = '2026-11-30T23:40:00Z') {
  const database = await startTestDatabase()
  const register = registerOf(database)
  const ring = new KeyRing(database.home.keysDir)
  const folder = new CellFolder(`${database.home.dir}/cells`, ring, cellBytes)
  await folder.ensure()
  const time = { at: new Date(from) }
  const clock = { now: () => time.at, today: () => time.at.toISOString().slice(0, 10) }
  const signed = () => signedSoFar(register.lastSigned)
  const compartments = new Compartments({
    ...{ folder, ring, clock, signed },
    leaves: () => newestLeaves(database.database.app),
  })
  const { privateKey, publicKey } = generateKeyPairSync('x25519')
  const own = rawPublic(publicKey).toString('base64')
  const director = { account: 'director', role: 'director', publicKey: own, since: from, by: 'director' }
  await compartments.setUp('director', { cleared: [director], recovery: own })
  const entry = (flag: string): Entry => ({
    ...{ kind: 'case-step', at: `${time.at.toISOString().slice(0, 19)}Z`, actor: 'director', flags: [flag] },
  })
  const cells: CellValues = (leaf) => compartments.valuesFor(leaf)
  return {
    ...{ database, register, ring, compartments, folder, signed },
    /** A minute on, and a tick. @param within what happens while it is under way, once it has read the cells */
    async tick(within: () => Promise<void> = async () => {}): Promise<void> {
      time.at = new Date(time.at.getTime() + 60_000)
      const reading: CellValues = async (leaf) => {
        const values = await cells(leaf)
        await within()
        return values
      }
      await register.tick({ cells: reading, now: time.at })
    },
    async ticks(count: number): Promise<void> {
      for (let nth = 0; nth < count; nth += 1) await this.tick()
    },
    now: () => time.at,
    unlock: () => compartments.unlock(privateKey, 'director'),
    async takeIn(open: Unlocked, reference: string): Promise<void> {
      await compartments.leave('director', {})
      const log = [newLogged({ ...entry(`taken-in-${reference.toLowerCase()}`), case: reference })]
      await open.takeIn('director', 0, () => ({ reference, file: {}, log }))
    },
    async work(open: Unlocked, reference: string, flag: string): Promise<void> {
      await open.change(reference, async (it) => ({ becomes: logged(it, entry(flag)), gives: undefined }))
    },
    close: () => database.close(),
  }
}
