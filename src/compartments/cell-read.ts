import type { KeyObject } from 'node:crypto'
import { dataKeyFor, readInner } from '../sealing/cell-bytes.ts'
import type { CellFolder } from './cell-folder.ts'
import type { Compartment } from './compartment.ts'
import { type CellNumber, whatOf } from './side.ts'

/** It was never open to them, or is no more: somebody else ended it, or cleared them no more. */
export class NotOpen extends RangeError {
  override name = 'NotOpen'
  constructor() {
    super('no such compartment is open')
  }
}

/** A compartment as it was read, and the state of that writing. */
export type Read = { readonly it: Compartment; readonly state: Buffer }

/** A compartment, for whoever is cleared for it; undefined for all others. */
export async function readCell(
  folder: CellFolder,
  cell: CellNumber,
  key: KeyObject,
): Promise<Read | undefined> {
  if (dataKeyFor(whatOf(cell), await folder.head(cell), key) === undefined) return undefined
  const { head, inner } = await folder.cell(cell)
  // Why again: somebody else may have written it between the two, under another data key.
  const dataKey = dataKeyFor(whatOf(cell), head, key)
  if (dataKey === undefined) return undefined
  return { it: (await readInner(whatOf(cell), dataKey, inner)) as Compartment, state: head.state }
}
