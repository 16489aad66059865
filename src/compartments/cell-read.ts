import type { KeyObject } from 'node:crypto'
import { type CellHead, dataKeyFor, readInner } from '../sealing/cell-bytes.ts'
import { KeysRefused } from '../sealing/key-refusal.ts'
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

/** A file of the cells does not open: it was changed, or is not there, or its key is not. */
export const isDamage = (error: unknown): boolean =>
  error instanceof KeysRefused || (error as NodeJS.ErrnoException).code === 'ENOENT'

export function unlessDamaged(error: unknown): undefined {
  if (!isDamage(error)) throw error
}

/** A compartment as it was read or written: by what its writing is known among all others, and how many bytes of JSON it is. */
export type Read = { readonly it: Compartment; readonly mark: Buffer; readonly bytes: number }

/** Of a writing alone: its data key is made for it, and sealed anew to each. What the night does leaves it as it is. */
export const markOfWriting = ({ slots }: Pick<CellHead, 'slots'>): Buffer => Buffer.concat(slots)

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
  const { value, bytes } = await readInner(whatOf(cell), dataKey, inner)
  return { it: value as Compartment, mark: markOfWriting(head), bytes }
}
