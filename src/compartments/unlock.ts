import type { KeyObject } from 'node:crypto'
import { type Read, unlessDamaged } from './cell-read.ts'
import { OpenSides, type UnlockedParts } from './open-sides.ts'
import { allCells, type CellNumber } from './side.ts'
import { Unlocked } from './unlocked.ts'

/** Tries somebody's key at every slot of every file, whichever opens: how long it takes tells nothing. */
export async function unlockWith(parts: UnlockedParts, key: KeyObject, account: string): Promise<Unlocked> {
  // Why it goes on without: the matters open by themselves.
  const intake = await parts.folder.intake().catch(unlessDamaged)
  const open = new OpenSides(parts, key, intake)
  const found = new Map<CellNumber, Read>()
  for (const cell of allCells) {
    const read = await open.readCell(cell)
    if (read !== undefined) found.set(cell, read)
  }
  await open.emptyTaken([...found.values()])
  return new Unlocked(parts, { account, open, found, isWhole: intake !== undefined })
}
