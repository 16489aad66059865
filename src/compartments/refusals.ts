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

/** What is kept for the few acts that must never fail for want of room: of a cell, at least; else a 256th part. */
const leastKept = 32 * 1024
/** The last of it, for those acts without an entry, where even that room is spent: a name less, or a day more. */
const keptBare = 4096

/**
 * For what something is written, by which it may take of the room of its cell:
 * - `usual`: all that people and the program do;
 * - `needed`: that somebody is cleared no more, is bound, gets in by the paper or under new keys; that a matter ends, moves or is lifted;
 * - `bare`: the same, without an entry and in the state that stood there, where there is no room for one.
 */
export type Room = 'usual' | 'needed' | 'bare'

/** How many bytes of JSON may be written. What makes it no longer than it is may always be. @param was how many there are */
export function mostBytes(cellBytes: number, room: Room, was: number): number {
  const kept = Math.max(leastKept, Math.floor(cellBytes / 256))
  const leaves = { usual: kept, needed: keptBare, bare: 0 }[room]
  return Math.max(roomOf(cellBytes) - leaves, was)
}

/** Papers and copies leave room for the short entries that have to come: that it was opened, decided, ended. @throws CellFull */
export function refuseCrowded(it: Compartment, cellBytes: number): void {
  const reserve = Math.max(leastReserve, Math.floor(cellBytes / 32))
  const free = roomOf(cellBytes) - Buffer.byteLength(JSON.stringify(it))
  if (free < reserve) throw new CellFull('it leaves too little room in its compartment')
}
