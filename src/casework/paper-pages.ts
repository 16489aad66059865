import { inflateSync } from 'node:zlib'

const mostStreams = 200
const mostInflated = 8 * 1024 * 1024

/**
 * How many pages a paper has at most: a picture is one; of a PDF all that say so are counted, also those in compressed lists of
 * objects. Undefined where none was found, as of a file that is broken or encrypted.
 * Hostile: it is any file that begins as a PDF does. Nothing of it runs, and what is inflated of it is bounded.
 */
export function pagesOf(type: string, bytes: Buffer): number | undefined {
  if (type !== 'application/pdf') return 1
  const plain = bytes.toString('latin1')
  const lists = listsIn(bytes, plain)
  if (lists === undefined) return undefined
  const count = [plain, ...lists].reduce((sum, text) => sum + pagesIn(text), 0)
  return count === 0 ? undefined : count
}

const pagesIn = (text: string): number => text.match(/\/Type\s{0,20}\/Page(?![A-Za-z0-9])/g)?.length ?? 0

/** What stands in its compressed lists of objects; undefined where that cannot be said. */
function listsIn(bytes: Buffer, plain: string): string[] | undefined {
  const starts = startsIn(plain)
  if (starts === undefined) return undefined
  let left = mostInflated
  const lists: string[] = []
  for (const index of starts) {
    const begins = /stream\r?\n/g
    begins.lastIndex = index
    const found = begins.exec(plain)
    if (found === null) return undefined
    const from = found.index + found[0].length
    const to = plain.indexOf('endstream', from)
    if (to < 0) return undefined
    try {
      const inflated = inflateSync(bytes.subarray(from, to), { maxOutputLength: Math.max(left, 1) })
      left -= inflated.length
      lists.push(inflated.toString('latin1'))
    } catch {
      return undefined
    }
  }
  return lists
}

/** Where each begins; undefined once there are more than are looked at. Hostile: a file may be nothing but their beginnings. */
function startsIn(plain: string): number[] | undefined {
  const starts: number[] = []
  for (const { index } of plain.matchAll(/\/ObjStm\b/g)) {
    if (starts.length === mostStreams) return undefined
    starts.push(index)
  }
  return starts
}
