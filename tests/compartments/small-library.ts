import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { KeyRing } from '../../src/platform/crypto/key-ring.ts'
import { rawPublic } from '../../src/platform/crypto/sealed-box.ts'
import { SealedAccess } from '../../src/sealed/access.ts'
import { type AccessGrant, type MatterEntry, newMatterEntry } from '../../src/sealed/matter.ts'
import { SealedMatters } from '../../src/sealed/matters.ts'
import type { SealedSession } from '../../src/sealed/session.ts'
import { SlotFolder, slotFilesFolder } from '../../src/sealed/slot-folder.ts'

export const at = '2026-11-26T09:00:00Z'
const clock = { now: () => new Date(at), today: () => '2026-11-26' }
export const smallCellBytes = 128 * 1024
export const entry = { kind: 'case-step', at, actor: 'desk' } as const

export type Person = { readonly key: KeyObject; readonly cleared: AccessGrant }

/** Accounts have ids of one form. */
export function person(nth: number, role: string): Person {
  const account = `00000000-0000-4000-8000-00000000000${nth}`
  const { privateKey, publicKey } = generateKeyPairSync('x25519')
  const raw = rawPublic(publicKey).toString('base64')
  return { key: privateKey, cleared: { account, role, publicKey: raw, since: at, by: account } }
}

/** Small cells in a folder of their own, and those who are cleared for the Director's side: two who answer for it, and a clerk. */
export async function smallLibrary() {
  const dir = mkdtempSync(join(tmpdir(), 'carrel-small-'))
  const ring = new KeyRing(join(dir, 'keys'))
  const folder = new SlotFolder(join(dir, 'cells'), ring, smallCellBytes)
  await folder.ensure()
  const signed = async () => ({ log: 'carrel/test', size: 7 })
  const compartments = new SealedMatters({ folder, ring, clock, signed })
  const [director, counsel] = [person(1, 'director'), person(2, 'counsel')]
  const [clerk, paper] = [person(3, 'desk'), person(4, 'paper')]
  const cleared = [director.cleared, counsel.cleared, clerk.cleared]
  await compartments.setUp('director', { cleared, recovery: paper.cleared.publicKey })
  const leave = () => compartments.leave('director', { logged: newMatterEntry(entry) })
  return {
    ...{ dir, ring, folder, compartments, director, counsel, clerk, paper, leave },
    cells: slotFilesFolder(join(dir, 'cells')),
    unlock: ({ key, cleared: one }: Person) => compartments.unlock(key, one.account),
    async take(open: SealedSession, reference: string): Promise<string> {
      await leave()
      const make = (came: unknown) => ({
        reference,
        file: {},
        log: [(came as { logged: MatterEntry }).logged],
      })
      return open.takeIn('director', 0, make)
    },
    people: new SealedAccess({ pack: { hash: 'a'.repeat(64) }, clock } as never),
    as: ({ cleared: { account, role } }: Person) => ({ accountId: account, role, place: 'office' }) as never,
  }
}
