import { correctionOf } from './reed-solomon.ts'

/*
 * QR codes (ISO/IEC 18004) as far as a page needs them: bytes, error correction level M, versions 1 to 20. Why our
 * own: docs/decisions/0002-dependencies.md.
 */

/** By version, from 1: correction codewords of a block, and the number of blocks, at level M (table 9). */
const correction = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26]
const blocks = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16]

/** The rules by which a module of the data is turned over; which of them makes the code easiest to read is tried. */
const masks: readonly ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_x, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
]

/** Rows of modules, true where dark. */
export type QrCode = readonly (readonly boolean[])[]

/** The code of a text, or null where it is too long (666 bytes). */
export function qrCode(text: string): QrCode | null {
  const bytes = Buffer.from(text, 'utf8')
  for (let version = 1; version <= correction.length; version++) {
    const codewords = codewordsOf(bytes, version)
    if (codewords !== null) return drawn(codewords, version)
  }
  return null
}

const each = (table: readonly number[], version: number) => table[version - 1] ?? 0
const sizeOf = (version: number) => 4 * version + 17

/** The centres of the alignment patterns, along either side: evenly spaced from the far end, by an even step. */
function alignments(version: number): number[] {
  if (version === 1) return []
  const count = Math.floor(version / 7) + 2
  const last = sizeOf(version) - 7
  const step = 2 * Math.ceil((last - 6) / (2 * (count - 1)))
  return [6, ...Array.from({ length: count - 1 }, (_, index) => last - (count - 2 - index) * step)]
}

/** How many codewords there is room for: the square, less the patterns and the format and version information. */
function room(version: number): number {
  const size = sizeOf(version)
  const grid = alignments(version).length
  const timing = 2 * (size - 16)
  const finders = 3 * 64
  const aligned = grid === 0 ? 0 : 25 * (grid * grid - 3) - 10 * (grid - 2)
  const information = version >= 7 ? 31 + 36 : 31
  return Math.floor((size * size - timing - finders - aligned - information) / 8)
}

/** Data and correction in the order in which they are drawn, or null where the version has no room for them. */
function codewordsOf(bytes: Buffer, version: number): Uint8Array | null {
  const inBlock = each(correction, version)
  const count = each(blocks, version)
  const total = room(version)
  const capacity = total - inBlock * count
  const data = dataOf(bytes, { capacity, lengthBits: version < 10 ? 8 : 16 })
  if (data === null) return null
  // The last blocks are longer by one where they do not come out even.
  const shorter = Math.floor(capacity / count)
  const short = count - (capacity % count)
  const split = Array.from({ length: count }, (_, index) => {
    const start = index * shorter + Math.max(0, index - short)
    return data.subarray(start, start + shorter + (index < short ? 0 : 1))
  })
  const corrections = split.map((block) => correctionOf(block, inBlock))
  return Uint8Array.from([...interleaved(split, shorter + 1), ...interleaved(corrections, inBlock)])
}

function interleaved(parts: readonly Uint8Array[], length: number): number[] {
  return Array.from({ length }, (_, index) =>
    parts.flatMap((part) => (index < part.length ? [part[index] ?? 0] : [])),
  ).flat()
}

/** Mode (bytes), length, the bytes, up to four zeros, zeros up to a byte, and what fills the rest. */
function dataOf(
  bytes: Buffer,
  { capacity, lengthBits }: { readonly capacity: number; readonly lengthBits: number },
): Uint8Array | null {
  const used = 4 + lengthBits + 8 * bytes.length
  if (used > 8 * capacity) return null
  let bits = `0100${bytes.length.toString(2).padStart(lengthBits, '0')}`
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0')
  bits += '0'.repeat(Math.min(4, 8 * capacity - used))
  bits = bits.padEnd(8 * Math.ceil(bits.length / 8), '0')
  const filled = Array.from({ length: bits.length / 8 }, (_, at) =>
    Number.parseInt(bits.slice(8 * at, 8 * at + 8), 2),
  )
  for (let fill = 0; filled.length < capacity; fill++) filled.push(fill % 2 === 0 ? 0xec : 0x11)
  return Uint8Array.from(filled)
}

type Grid = { readonly size: number; readonly dark: boolean[][]; readonly fixed: boolean[][] }

function drawn(codewords: Uint8Array, version: number): QrCode {
  const grid = patterns(version)
  placeData(grid, codewords)
  const candidates = masks.map((_, mask) => masked(grid, mask))
  const penalties = candidates.map(penalty)
  return candidates[penalties.indexOf(Math.min(...penalties))] ?? []
}

/** Everything but the data: finders, timing, alignment, and the places of format and version information. */
function patterns(version: number): Grid {
  const size = sizeOf(version)
  const square = () => Array.from({ length: size }, () => new Array<boolean>(size).fill(false))
  const grid: Grid = { size, dark: square(), fixed: square() }
  for (let at = 0; at < size; at++) {
    put(grid, 6, at, at % 2 === 0)
    put(grid, at, 6, at % 2 === 0)
  }
  const centres = alignments(version)
  const last = centres.length - 1
  centres.forEach((x, column) => {
    centres.forEach((y, row) => {
      const underFinder = (column === 0 && (row === 0 || row === last)) || (column === last && row === 0)
      if (!underFinder) ring(grid, x, y, 2)
    })
  })
  for (const [x, y] of [
    [3, 3],
    [size - 4, 3],
    [3, size - 4],
  ] as const) {
    ring(grid, x, y, 4)
  }
  placeFormat(grid, 0)
  if (version >= 7) placeVersion(grid, version)
  return grid
}

/** A finder (`reach` 4, with its light border) or an alignment pattern (`reach` 2) around a centre. */
function ring(grid: Grid, x: number, y: number, reach: number): void {
  for (let dx = -reach; dx <= reach; dx++) {
    for (let dy = -reach; dy <= reach; dy++) {
      const distance = Math.max(Math.abs(dx), Math.abs(dy))
      const isDark = reach === 2 ? distance !== 1 : distance !== 2 && distance !== 4
      put(grid, x + dx, y + dy, isDark)
    }
  }
}

function put({ size, dark, fixed }: Grid, x: number, y: number, isDark: boolean): void {
  if (x < 0 || y < 0 || x >= size || y >= size) return
  const row = dark[y]
  const kept = fixed[y]
  if (row !== undefined) row[x] = isDark
  if (kept !== undefined) kept[x] = true
}

/** Level M and the mask, twice (7.9). The module beside the lower left finder is always dark. */
function placeFormat(grid: Grid, mask: number): void {
  const { size } = grid
  const bits = withRemainder(mask, 10, 0x537) ^ 0x5412
  const bit = (index: number) => ((bits >> index) & 1) === 1
  for (let index = 0; index < 15; index++) {
    const near = index < 6 ? index : index < 8 ? index + 1 : 14 - index
    if (index < 8) put(grid, 8, near, bit(index))
    else put(grid, index === 8 ? 7 : near, 8, bit(index))
    if (index < 8) put(grid, size - 1 - index, 8, bit(index))
    else put(grid, 8, size - 15 + index, bit(index))
  }
  put(grid, 8, size - 8, true)
}

function placeVersion(grid: Grid, version: number): void {
  const bits = withRemainder(version, 12, 0x1f25)
  for (let index = 0; index < 18; index++) {
    const far = grid.size - 11 + (index % 3)
    const near = Math.floor(index / 3)
    const isDark = ((bits >> index) & 1) === 1
    put(grid, far, near, isDark)
    put(grid, near, far, isDark)
  }
}

/** A value with the remainder that lets it be mended (BCH), `width` bits below it. */
function withRemainder(value: number, width: number, polynomial: number): number {
  let rest = value << width
  for (let bit = Math.floor(Math.log2(Math.max(1, rest))); bit >= width; bit--) {
    if ((rest >> bit) & 1) rest ^= polynomial << (bit - width)
  }
  return (value << width) | rest
}

/** From the lower right, two columns at a time, up and down by turns; the column of the timing is passed over. */
function placeData({ size, dark, fixed }: Grid, codewords: Uint8Array): void {
  let bit = 0
  let upwards = true
  for (let right = size - 1; right > 0; right -= 2) {
    if (right === 6) right = 5
    for (let step = 0; step < size; step++) {
      const y = upwards ? size - 1 - step : step
      for (const x of [right, right - 1]) {
        const row = dark[y]
        if (row === undefined || fixed[y]?.[x]) continue
        row[x] = (((codewords[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1) === 1
        bit++
      }
    }
    upwards = !upwards
  }
}

function masked({ size, dark, fixed }: Grid, mask: number): boolean[][] {
  const turns = masks[mask]
  const grid: Grid = {
    size,
    fixed,
    dark: dark.map((row, y) => row.map((isDark, x) => isDark !== (!fixed[y]?.[x] && turns?.(x, y) === true))),
  }
  placeFormat(grid, mask)
  return grid.dark
}

/** How hard it is to read (7.8.3): long runs, squares of one colour, what looks like a finder, and too much of one. */
function penalty(rows: QrCode): number {
  const lines = [...rows, ...(rows[0] ?? []).map((_, x) => rows.map((row) => row[x] === true))]
  const texts = lines.map((line) => line.map((isDark) => (isDark ? '1' : '0')).join(''))
  let points = 0
  for (const text of texts) {
    for (const run of text.match(/0{5,}|1{5,}/g) ?? []) points += run.length - 2
    points += 40 * [...text.matchAll(/(?=00001011101|10111010000)/g)].length
  }
  for (let y = 1; y < rows.length; y++) {
    for (let x = 1; x < rows.length; x++) {
      const corner = rows[y]?.[x]
      const isOne =
        corner === rows[y - 1]?.[x] && corner === rows[y]?.[x - 1] && corner === rows[y - 1]?.[x - 1]
      if (isOne) points += 3
    }
  }
  const share = rows.flat().filter(Boolean).length / (rows.length * rows.length)
  return points + 10 * Math.floor(Math.abs(share - 0.5) * 20)
}
