import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { KeyRing } from '../../src/platform/crypto/key-ring.ts'
import { rawPublic } from '../../src/platform/crypto/sealed-box.ts'
import type { AccessGrant } from '../../src/sealed/matter.ts'
import { SealedMatters } from '../../src/sealed/matters.ts'
import { SlotFolder } from '../../src/sealed/slot-folder.ts'

const since = '2026-11-26T09:00:00Z'
const clock = { now: () => new Date(since), today: () => '2026-11-26' }

export type Person = { readonly key: KeyObject; readonly cleared: AccessGrant }

export function somebody(account: string, role = 'director'): Person {
  const { privateKey, publicKey } = generateKeyPairSync('x25519')
  const raw = rawPublic(publicKey).toString('base64')
  return { key: privateKey, cleared: { account, role, publicKey: raw, since, by: account } }
}

/** The files of sealed matters alone, without a database, and whom the Director's side is set up for. */
export async function someLibrary(cellBytes = 256 * 1024) {
  const dir = mkdtempSync(join(tmpdir(), 'carrel-cells-'))
  const ring = new KeyRing(join(dir, 'keys'))
  const folder = new SlotFolder(join(dir, 'cells'), ring, cellBytes)
  await folder.ensure()
  const signed = async () => ({ log: 'carrel/test', size: 7 })
  const compartments = new SealedMatters({ folder, ring, clock, signed })
  const director = somebody('director')
  const setUp = () =>
    compartments.setUp('director', {
      cleared: [director.cleared],
      recovery: somebody('paper').cleared.publicKey,
    })
  return { dir, ring, folder, compartments, director, setUp }
}

/** The references of the matters that open to somebody. */
export async function opensTo(
  compartments: SealedMatters,
  { key, cleared }: Person,
): Promise<readonly string[]> {
  return (await compartments.unlock(key, cleared.account)).references
}
