import type { KeyObject } from 'node:crypto'
import { type Read, unlessDamaged } from './cell-read.ts'
import { type Alarm, isOwnKey, strangeBoxes, unusedIn } from './index-of-side.ts'
import type { Intake } from './intake.ts'
import { isOlder, isOtherThanEmpty } from './older.ts'
import { OpenSides, type UnlockedParts } from './open-sides.ts'
import { allCells, type CellNumber, cellsOn, sideOf } from './side.ts'
import { Unlocked } from './unlocked.ts'

type HeldTo = Parameters<typeof isOlder>[2]

/** Tries somebody's key at every slot of every file, whichever opens: how long it takes tells nothing. */
export async function unlockWith(
  parts: UnlockedParts,
  key: KeyObject,
  account: string,
  heldTo: HeldTo,
): Promise<Unlocked> {
  // Why it goes on without: the matters open by themselves.
  const intake = await parts.folder.intake().catch(unlessDamaged)
  const open = new OpenSides(parts, key, intake)
  const found = new Map<CellNumber, Read>()
  for (const cell of allCells) {
    const read = await open.readCell(cell)
    if (read !== undefined) found.set(cell, read)
  }
  const alarms = await alarmsOf(open, intake, found, heldTo)
  await open.emptyTaken([...found.values()])
  await open.noteAlarms(alarms)
  return new Unlocked(parts, { account, open, found, isWhole: intake !== undefined, alarms })
}

/** What the files that opened do not have in common with one another, or with the register. */
async function alarmsOf(
  open: OpenSides,
  intake: Intake | undefined,
  found: ReadonlyMap<CellNumber, Read>,
  heldTo: HeldTo,
): Promise<Alarm[]> {
  const alarms: Alarm[] = []
  for (const [cell, { it }] of found) {
    const of = open.find(sideOf(cell)) === undefined ? {} : { side: sideOf(cell) }
    if (await isOlder(cell, it.states, heldTo))
      alarms.push({ what: 'older', cell, reference: it.reference, ...of })
  }
  for (const side of open.names) {
    const one = open.find(side)
    if (one === undefined || intake === undefined) continue
    for (const unused of unusedIn(one)) {
      if (!found.has(unused.cell) && (await isOtherThanEmpty(unused, heldTo)))
        alarms.push({ what: 'older', side, cell: unused.cell })
    }
    const counts = cellsOn(side).map((cell) => found.get(cell)?.it.index ?? 0)
    if (Math.max(...counts) > (one.index.count ?? 0)) alarms.push({ what: 'index', side })
    const boxes = strangeBoxes(one, intake[side]).length
    if (boxes > 0 || !isOwnKey(one, intake[side])) alarms.push({ what: 'key', side, boxes })
  }
  return alarms
}
