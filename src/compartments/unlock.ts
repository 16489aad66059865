import type { KeyObject } from 'node:crypto'
import { type Read, readCell } from './cell-read.ts'
import { OpenSides, type UnlockedParts } from './open-sides.ts'
import { allCells, type CellNumber } from './side.ts'
import { Unlocked } from './unlocked.ts'

/** Tries somebody's key at every slot of every file, whichever opens: how long it takes tells nothing. */
export async function unlockWith(parts: UnlockedParts, key: KeyObject, account: string): Promise<Unlocked> {
  const open = new OpenSides(parts, key, await parts.folder.intake())
  const found = new Map<CellNumber, Read>()
  for (const cell of allCells) {
    const read = await readCell(parts.folder, cell, key)
    if (read !== undefined) found.set(cell, read)
  }
  await open.emptyTaken([...found.values()])
  return new Unlocked(parts, { key, account, open, found })
}
