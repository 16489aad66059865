import { generateKeyPairSync } from 'node:crypto'
import { KeyRing } from '../../src/platform/crypto/key-ring.ts'
import { rawPublic } from '../../src/platform/crypto/sealed-box.ts'
import { readSignedPosition } from '../../src/register/head.ts'
import type { Entry } from '../../src/register/log/entry.ts'
import type { SlotValues } from '../../src/register/sequencer.ts'
import { newMatterEntry, withEntries } from '../../src/sealed/matter.ts'
import { readNewestLeaves, SealedMatters } from '../../src/sealed/matters.ts'
import type { SealedSession } from '../../src/sealed/session.ts'
import { SlotFolder } from '../../src/sealed/slot-folder.ts'
import { registerOf } from '../register/library.ts'
import { startTestDatabase } from '../support/database.ts'

const cellBytes = 128 * 1024

/** A library with real cells and real ticks on a real database, under a clock that a test sets. */
export async function sealedLibrary(from = '2026-11-30T23:40:00Z') {
  const database = await startTestDatabase()
  const register = registerOf(database)
  const ring = new KeyRing(database.home.keysDir)
  const folder = new SlotFolder(`${database.home.dir}/cells`, ring, cellBytes)
  await folder.ensure()
  const time = { at: new Date(from) }
  const clock = { now: () => time.at, today: () => time.at.toISOString().slice(0, 10) }
  const signed = () => readSignedPosition(register.lastSigned)
  const compartments = new SealedMatters({
    ...{ folder, ring, clock, signed },
    leaves: () => readNewestLeaves(database.database.app),
  })
  const { privateKey, publicKey } = generateKeyPairSync('x25519')
  const own = rawPublic(publicKey).toString('base64')
  const director = { account: 'director', role: 'director', publicKey: own, since: from, by: 'director' }
  await compartments.setUp('director', { cleared: [director], recovery: own })
  const entry = (flag: string): Entry => ({
    ...{ kind: 'case-step', at: `${time.at.toISOString().slice(0, 19)}Z`, actor: 'director', flags: [flag] },
  })
  const cells: SlotValues = (leaf) => compartments.valuesFor(leaf)
  return {
    ...{ database, register, ring, compartments, folder, signed },
    /** A minute on, and a tick. @param within what happens while it is under way, once it has read the cells */
    async tick(within: () => Promise<void> = async () => {}): Promise<void> {
      time.at = new Date(time.at.getTime() + 60_000)
      const reading: SlotValues = async (leaf) => {
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
    async takeIn(open: SealedSession, reference: string): Promise<void> {
      await compartments.leave('director', {})
      const log = [newMatterEntry({ ...entry(`taken-in-${reference.toLowerCase()}`), case: reference })]
      await open.takeIn('director', 0, () => ({ reference, file: {}, log }))
    },
    async work(open: SealedSession, reference: string, flag: string): Promise<void> {
      await open.change(reference, async (it) => ({
        becomes: withEntries(it, entry(flag)),
        gives: undefined,
      }))
    },
    close: () => database.close(),
  }
}
