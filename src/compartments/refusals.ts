import { CellFull, roomOf } from '../sealing/cell-bytes.ts'
import type { Compartment } from './compartment.ts'

/** No cell of the side is free. */
export class NoCellFree extends Error {
  override name = 'NoCellFree'
  readonly code = 'no-cell-free'
}

/** The box was emptied meanwhile: somebody else took in what lay in it. */
export class BoxEmpty extends Error {
  override name = 'BoxEmpty'
}

/** Something else lies in the box by now than what they were shown. */
export class BoxOther extends Error {
  override name = 'BoxOther'
}

/** Of a cell, at least; else a thirty-second part. */
const leastReserve = 64 * 1024

/** Papers and copies leave room for the short entries that have to come: that it was opened, decided, ended. @throws CellFull */
export function refuseCrowded(it: Compartment, cellBytes: number): void {
  const reserve = Math.max(leastReserve, Math.floor(cellBytes / 32))
  const free = roomOf(cellBytes) - Buffer.byteLength(JSON.stringify(it))
  if (free < reserve) throw new CellFull('it leaves too little room in its compartment')
}
