import { createHash } from 'node:crypto'
import { createReadStream, fstatSync } from 'node:fs'
import { notWhole } from './age-stream.ts'
import {
  type BackupHeader,
  type KeptKey,
  malformed,
  readFileHead,
  readFileSums,
  readHeader,
  readKeys,
  readSums,
  readTable,
  readTotals,
  type TableForm,
  type TableSums,
  type Totals,
  writeKeys,
} from './header.ts'
import { formatVersion } from './mark.ts'
import { RowCount } from './row-count.ts'

/*
 * What is inside the age file; FORMAT.md has the bytes. A line, then frames, each a letter, its length and its content:
 *
 *     H header, K keys, then for each table of the header T, some D, E, and for each file F, some D, E; at the end Z
 */
const firstLine = Buffer.from(`carrel-backup ${formatVersion}\n`)
const frameHeadBytes = 5
/** Hostile: no frame makes the reader keep more than this. */
const mostFrameBytes = 16 * 2 ** 20

/** The rows of a table in PostgreSQL's binary form of COPY; `count` says how many there were, at their end. */
export type TableRows = {
  readonly form: TableForm
  readonly pieces: AsyncIterable<Buffer>
  count(): number
}

/** A file besides the tables, open for reading: it is read from its beginning to its end. */
export type KeptFile = { readonly name: string; readonly fd: number }

/** The bytes of a backup, before they are sealed. `written` hears of each row's bytes. */
export async function* writeBackup(parts: {
  readonly header: BackupHeader
  readonly keys: readonly KeptKey[]
  readonly tables: AsyncIterable<TableRows>
  readonly files?: readonly KeptFile[]
}): AsyncGenerator<Buffer> {
  const { header, keys, files = [] } = parts
  yield firstLine
  yield* frame('H', JSON.stringify(header))
  yield* frame('K', writeKeys(keys))
  const totals = { tables: 0, rows: 0, files: files.length }
  for await (const { form, pieces, count } of parts.tables) {
    yield* frame('T', JSON.stringify(form))
    const hash = createHash('sha256')
    let bytes = 0
    for await (const piece of pieces) {
      hash.update(piece)
      bytes += piece.length
      yield* frame('D', piece)
    }
    const sums: TableSums = { rows: count(), bytes, sha256: hash.digest('hex') }
    yield* frame('E', JSON.stringify(sums))
    totals.tables++
    totals.rows += sums.rows
  }
  for (const file of files) yield* fileFrames(file)
  yield* frame('Z', JSON.stringify(totals))
}

const pieceBytes = 2 ** 20

async function* fileFrames({ name, fd }: KeptFile): AsyncGenerator<Buffer> {
  yield* frame('F', JSON.stringify({ name, bytes: fstatSync(fd).size }))
  const hash = createHash('sha256')
  let bytes = 0
  // Why from 0: whoever gave the file may have read its head.
  for await (const read of createReadStream('', {
    fd,
    start: 0,
    autoClose: false,
    highWaterMark: pieceBytes,
  })) {
    const piece = read as Buffer
    hash.update(piece)
    bytes += piece.length
    yield* frame('D', piece)
  }
  yield* frame('E', JSON.stringify({ bytes, sha256: hash.digest('hex') }))
}

function* frame(letter: string, content: string | Buffer): Generator<Buffer> {
  const payload = typeof content === 'string' ? Buffer.from(content) : content
  if (payload.length > mostFrameBytes) throw new Error(`a frame ${letter} of ${payload.length} bytes`)
  const head = Buffer.alloc(frameHeadBytes)
  head.write(letter, 'latin1')
  head.writeUInt32BE(payload.length, 1)
  yield head
  if (payload.length > 0) yield payload
}

/** Takes the rows of one table. */
export type TableTaker = {
  take(piece: Buffer): Promise<void> | void
  /** All of them came, so many, and they are those that were written. */
  end(rows: number): Promise<void> | void
}

/** Takes the bytes of one file. */
export type FileTaker = {
  take(piece: Buffer): Promise<void> | void
  /** All of them came, and they are those that were written. */
  end(): Promise<void> | void
}

/** Takes a backup apart, in its order. */
export type BackupTaker = {
  header(header: BackupHeader): Promise<void> | void
  keys(keys: readonly KeptKey[]): Promise<void> | void
  table(form: TableForm): Promise<TableTaker> | TableTaker
  file(name: string): Promise<FileTaker> | FileTaker
}

/**
 * Reads a backup to its end, and holds every sum and count against what came.
 * @param plain what `AgeFile.unseal` gives
 * @throws BackupRefused `damaged`, `not-whole`, and whatever the taker throws
 */
export async function readBackup(plain: AsyncIterable<Buffer>, taker: BackupTaker): Promise<Totals> {
  const frames = framesOf(plain)
  const header = readHeader(await expect(frames, 'H'))
  await taker.header(header)
  await taker.keys(readKeys(await expect(frames, 'K')))
  const totals = { tables: 0, rows: 0, files: 0 }
  for (const name of header.tables) {
    const form = readTable(await expect(frames, 'T'))
    if (form.name !== name) throw malformed(`the table ${name} is not where it belongs`)
    totals.rows += await readRows(frames, form, await taker.table(form))
    totals.tables++
  }
  for (const name of header.files) {
    const head = readFileHead(await expect(frames, 'F'))
    if (head.name !== name) throw malformed(`the file ${name} is not where it belongs`)
    await readFileFrames(frames, head, await taker.file(name))
    totals.files++
  }
  const told = readTotals(await expect(frames, 'Z'))
  if (told.tables !== totals.tables || told.rows !== totals.rows || told.files !== totals.files)
    throw malformed('it is not as long as it says')
  if (!(await frames.next()).done) throw malformed('there is something behind its end')
  return totals
}

async function readRows(frames: Frames, { name, columns }: TableForm, taker: TableTaker): Promise<number> {
  const hash = createHash('sha256')
  const count = new RowCount(columns.length)
  let bytes = 0
  for (;;) {
    const { letter, payload } = await nextFrame(frames)
    if (letter === 'D') {
      hash.update(payload)
      count.pass(payload)
      bytes += payload.length
      await taker.take(payload)
      continue
    }
    if (letter !== 'E') throw malformed(`the table ${name} has no end`)
    const sums = readSums(payload)
    const rows = count.end()
    if (sums.rows !== rows || sums.bytes !== bytes || sums.sha256 !== hash.digest('hex')) {
      throw malformed(`the table ${name} is not what was written`)
    }
    await taker.end(rows)
    return rows
  }
}

async function readFileFrames(
  frames: Frames,
  head: { readonly name: string; readonly bytes: number },
  taker: FileTaker,
): Promise<void> {
  const hash = createHash('sha256')
  let bytes = 0
  for (;;) {
    const { letter, payload } = await nextFrame(frames)
    if (letter === 'D') {
      hash.update(payload)
      bytes += payload.length
      if (bytes > head.bytes) throw malformed(`the file ${head.name} is longer than it says`)
      await taker.take(payload)
      continue
    }
    if (letter !== 'E') throw malformed(`the file ${head.name} has no end`)
    const sums = readFileSums(payload)
    if (sums.bytes !== bytes || head.bytes !== bytes || sums.sha256 !== hash.digest('hex')) {
      throw malformed(`the file ${head.name} is not what was written`)
    }
    return taker.end()
  }
}

type Frame = { readonly letter: string; readonly payload: Buffer }
type Frames = AsyncGenerator<Frame>

async function nextFrame(frames: Frames): Promise<Frame> {
  const next = await frames.next()
  if (next.done) throw notWhole()
  return next.value
}

async function expect(frames: Frames, letter: string): Promise<Buffer> {
  const next = await nextFrame(frames)
  if (next.letter !== letter) throw malformed('its parts are in another order')
  return next.payload
}

async function* framesOf(plain: AsyncIterable<Buffer>): Frames {
  const waiting: Buffer[] = []
  let length = 0
  const take = (size: number): Buffer => {
    const all = waiting.length === 1 && waiting[0] !== undefined ? waiting[0] : Buffer.concat(waiting)
    waiting.splice(0, waiting.length, all.subarray(size))
    length -= size
    return all.subarray(0, size)
  }
  let begun = false
  let head: { letter: string; size: number } | undefined
  for await (const piece of plain) {
    waiting.push(piece)
    length += piece.length
    for (;;) {
      const wanted = !begun ? firstLine.length : (head?.size ?? frameHeadBytes)
      if (length < wanted) break
      const bytes = take(wanted)
      if (!begun) {
        if (!bytes.equals(firstLine)) throw malformed('what is sealed in it is no backup')
        begun = true
      } else if (head === undefined) {
        head = { letter: bytes.toString('latin1', 0, 1), size: bytes.readUInt32BE(1) }
        if (head.size > mostFrameBytes) throw malformed('a part of it is larger than any may be')
      } else {
        yield { letter: head.letter, payload: bytes }
        head = undefined
      }
    }
  }
  if (length > 0 || head !== undefined || !begun) throw notWhole()
}
