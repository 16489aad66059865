import { existsSync, lstatSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Home } from '../platform/db/home.ts'
import { bad, type Check, type CheckFinding, good, note } from '../platform/doctor.ts'
import type { StoredIntake } from './intake.ts'
import { type AccessGroup, accessGroups, allSlots } from './matter.ts'
import { mebibyte, SlotFolder, slotFileNames, slotFilePath } from './slot-folder.ts'

const putBack =
  'Put the whole folder back from the copy that belongs to these keys, or restore a backup: npx --no carrel restore.'

/** INVARIANT: says the same whether or not any file is used. */
export const sealedMattersCheck: Check = {
  name: 'sealed-matters',
  async look({ home, keys, env }) {
    if (!('open' in keys)) return { state: 'unseen', says: 'Not looked at: the keys do not open.' }
    const ring = keys.open
    if (!ring.cellFiles.areMade()) return note('The files of sealed matters are made at the next start.')
    const seen = fileFinding(home)
    if (seen !== undefined) return seen
    const folder = new SlotFolder(home.cellsDir, ring, home.cellMib * mebibyte)
    let intake: StoredIntake
    try {
      for (const cell of allSlots) await folder.cell(cell)
      intake = await folder.intake()
    } catch {
      return bad('A file of the sealed matters does not open under the library’s keys.', putBack)
    }
    const mib = folder.cellBytes / mebibyte
    const size = `${allSlots.length} of ${mib} MiB`
    if (env['CARREL_CELL_MIB'] && home.cellMib !== mib)
      return note(
        `The files of sealed matters were made as ${size}, and CARREL_CELL_MIB says ${home.cellMib}: it counts only where they are made.`,
      )
    const notSetUp = accessGroups.filter((side) => !intake[side].isSetUp).map((side) => groupNames[side])
    if (notSetUp.length > 0)
      return note(
        `Sealed matters are not set up ${notSetUp.join(' nor ')}: a report of a paper with a nondisclosure order is not saved there.`,
        'Sign in, open Sealed matters, then Set up.',
      )
    return good(`The files of sealed matters are there (${size}), closed to others, and open.`)
  },
}

const groupNames: Readonly<Record<AccessGroup, string>> = {
  director: 'for the Director',
  president: 'for the president of the Board, who has what is about the Director',
}

function fileFinding({ cellsDir }: Home): CheckFinding | undefined {
  const lost = slotFileNames.find((name) => !existsSync(slotFilePath(cellsDir, name)))
  if (lost !== undefined)
    return bad(`${slotFilePath(cellsDir, lost)} of the sealed matters is not there.`, putBack)
  const sizes = new Set(allSlots.map((cell) => statSync(slotFilePath(cellsDir, String(cell))).size))
  if (sizes.size > 1) return bad(`The files of sealed matters in ${cellsDir} are not of one size.`, putBack)
  const inside = slotFileNames.map((name) => slotFilePath(cellsDir, name))
  const open = [cellsDir, ...new Set(inside.map(dirname)), ...inside].find(
    (path) => (lstatSync(path).mode & 0o077) !== 0,
  )
  if (open === undefined) return undefined
  return bad(
    `Other users of this computer can read ${open} of the sealed matters.`,
    `Close them: chmod -R go= ${cellsDir}.`,
  )
}
