import { readFileSync } from 'node:fs'

/** A row in a table's file, dead or alive: the transactions that made and ended or locked it, and all of its bytes. */
export type HeapRow = { readonly made: number; readonly ended: number; readonly data: Buffer }

const pageBytes = 8192

/** Every row that a page still holds (storage/bufpage.h, access/htup_details.h of PostgreSQL). */
export function* heapRows(path: string): Generator<HeapRow> {
  const file = readFileSync(path)
  for (let start = 0; start + pageBytes <= file.length; start += pageBytes) {
    const page = file.subarray(start, start + pageBytes)
    const lower = page.readUInt16LE(12)
    for (let at = 24; at + 4 <= lower; at += 4) {
      const pointer = page.readUInt32LE(at)
      const [offset, state, length] = [pointer & 0x7fff, (pointer >>> 15) & 3, pointer >>> 17]
      if (state !== 1 || length < 23) continue
      const row = page.subarray(offset, offset + length)
      yield { made: row.readUInt32LE(0), ended: row.readUInt32LE(4), data: row.subarray(row.readUInt8(22)) }
    }
  }
}
