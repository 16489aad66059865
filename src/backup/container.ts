import { createHash } from 'node:crypto'
import { createReadStream, fstatSync } from 'node:fs'
import { z } from 'zod'
import type { KeyCopy } from '../platform/crypto/key-folder.ts'
import { notWhole } from './age-file.ts'
import { BackupError, beforeRelease } from './backup-error.ts'

/** What anyone can read of a backup: whose it is, when it was made, and which sheet opens it. */
export type BackupMark = {
  readonly format: number
  /** 16 hex digits, the same in each of a library's backups; not its name. */
  readonly library: string
  /** The mark that is printed on the sheet with its key. */
  readonly key: string
  /** When the snapshot was taken, to the minute. */
  readonly madeAt: Date
}

export const backupFormatVersion = 2
const backupType = 'carrel/backup'

export function wordsOfMark({ format, library, key, madeAt }: BackupMark): string[] {
  return [backupType, String(format), library, key, utcMinute(madeAt)]
}

/** `2026-11-24T15:04Z` */
export function utcMinute(instant: Date): string {
  return `${instant.toISOString().slice(0, 16)}Z`
}

/** Undefined where no words are a mark. Hostile: only the key shows whether it is true. */
export function markIn(open: readonly (readonly string[])[]): BackupMark | undefined {
  for (const [word, format = '', library = '', key = '', minute = ''] of open) {
    const madeAt = new Date(/^\d{4}-\d\d-\d\dT\d\d:\d\dZ$/.test(minute) ? minute : '')
    const whole =
      word === backupType &&
      /^\d{1,4}$/.test(format) &&
      /^[0-9a-f]{16}$/.test(library) &&
      /^[0-9A-Z]{4}-[0-9A-Z]{4}$/.test(key) &&
      !Number.isNaN(madeAt.getTime())
    if (whole) return { format: Number(format), library, key, madeAt }
  }
  return undefined
}

/** @throws BackupError `not-a-backup`, `newer-carrel`, `older-carrel` */
export function requireMark(open: readonly (readonly string[])[]): BackupMark {
  const mark = markIn(open)
  if (mark === undefined)
    throw new BackupError('not-a-backup', 'this is no backup of Carrel: name another file')
  if (mark.format < backupFormatVersion) throw beforeRelease()
  if (mark.format > backupFormatVersion) {
    throw new BackupError(
      'newer-carrel',
      'this backup was made by a newer Carrel, in a form that this one cannot read: use that one or a later one',
    )
  }
  return mark
}

/** A backup's file name: `carrel-<library>-20261124T1504Z.age`. */
export function fileNameOf({ library, madeAt }: Pick<BackupMark, 'library' | 'madeAt'>): string {
  return `carrel-${library}-${utcMinute(madeAt).replaceAll(/[-:]/g, '')}.age`
}

// What is inside the age file (FORMAT.md): a line, then frames, each a letter, its length and its content: H header, K keys,
// then for each table of the header T, some D, E, and for each file F, some D, E; at the end Z.
const firstLine = Buffer.from(`carrel-backup ${backupFormatVersion}\n`)
const frameHeadBytes = 5
/** Hostile: no frame makes the reader keep more than this. */
const mostFrameBytes = 16 * 2 ** 20

/** Rows in PostgreSQL's binary form of COPY; `count` is valid at their end. */
export type TableRows = {
  readonly form: BackupTable
  readonly pieces: AsyncIterable<Buffer>
  count(): number
}

/** An open file, which is read from its beginning to its end. */
export type FileCopy = { readonly name: string; readonly fd: number }

export async function* writeBackup(parts: {
  readonly header: BackupHeader
  readonly keys: readonly KeyCopy[]
  readonly tables: AsyncIterable<TableRows>
  readonly files?: readonly FileCopy[]
}): AsyncGenerator<Buffer> {
  const { header, keys, files = [] } = parts
  yield firstLine
  yield* frame('H', JSON.stringify(header))
  yield* frame('K', writeKeys(keys))
  const totals = { tables: 0, rows: 0, files: files.length }
  for await (const { form, pieces, count } of parts.tables) {
    yield* frame('T', JSON.stringify(form))
    const sums = yield* pieceFrames(pieces)
    const rows = count()
    yield* frame('E', JSON.stringify({ rows, ...sums }))
    totals.tables++
    totals.rows += rows
  }
  for (const file of files) yield* fileFrames(file)
  yield* frame('Z', JSON.stringify(totals))
}

const pieceBytes = 2 ** 20

async function* fileFrames({ name, fd }: FileCopy): AsyncGenerator<Buffer> {
  yield* frame('F', JSON.stringify({ name, bytes: fstatSync(fd).size }))
  // Why from 0: the caller may have read its head.
  const stream = createReadStream('', { fd, start: 0, autoClose: false, highWaterMark: pieceBytes })
  yield* frame('E', JSON.stringify(yield* pieceFrames(stream)))
}

async function* pieceFrames(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer, PieceSums> {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const piece of pieces) {
    hash.update(piece)
    bytes += piece.length
    yield* frame('D', piece)
  }
  return { bytes, sha256: hash.digest('hex') }
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

type TableSink = {
  take(piece: Buffer): Promise<void> | void
  /** All rows came, and match their sums. */
  end(rows: number): Promise<void> | void
}

export type FileSink = Pick<TableSink, 'take'> & { end(): Promise<void> | void }

/** Takes a backup apart, in its order. */
export type BackupSink = {
  header(header: BackupHeader): Promise<void> | void
  keys(keys: readonly KeyCopy[]): Promise<void> | void
  table(form: BackupTable): Promise<TableSink> | TableSink
  file(name: string): Promise<FileSink> | FileSink
}

/** Reads a backup to its end and checks every sum and count. @throws BackupError `damaged`, `not-whole`, or what `taker` throws */
export async function readBackup(plain: AsyncIterable<Buffer>, taker: BackupSink): Promise<Totals> {
  const frames = framesOf(plain)
  const header = readHeader(await expect(frames, 'H'))
  await taker.header(header)
  await taker.keys(readKeys(await expect(frames, 'K')))
  const totals = { tables: 0, rows: 0, files: 0 }
  for (const name of header.tables) {
    const form = readTable(await expect(frames, 'T'))
    if (form.name !== name) throw malformedBackup(`the table ${name} is not where it belongs`)
    totals.rows += await readRows(frames, form, await taker.table(form))
    totals.tables++
  }
  for (const name of header.files) {
    const head = readFileHead(await expect(frames, 'F'))
    if (head.name !== name) throw malformedBackup(`the file ${name} is not where it belongs`)
    await readFileFrames(frames, head, await taker.file(name))
    totals.files++
  }
  const written = readTotals(await expect(frames, 'Z'))
  if (written.tables !== totals.tables || written.rows !== totals.rows || written.files !== totals.files)
    throw malformedBackup('it is not as long as it says')
  if (!(await frames.next()).done) throw malformedBackup('there is something behind its end')
  return totals
}

async function readRows(frames: Frames, { name, columns }: BackupTable, taker: TableSink): Promise<number> {
  const count = new RowCount(columns.length)
  const { end, bytes, sha256 } = await readPieces(frames, `table ${name}`, (piece) => {
    count.pass(piece)
    return taker.take(piece)
  })
  const sums = readSums(end)
  const rows = count.end()
  if (sums.rows !== rows || sums.bytes !== bytes || sums.sha256 !== sha256) {
    throw malformedBackup(`the table ${name} is not what was written`)
  }
  await taker.end(rows)
  return rows
}

async function readFileFrames(
  frames: Frames,
  head: z.infer<typeof fileForm>,
  taker: FileSink,
): Promise<void> {
  let length = 0
  const { end, bytes, sha256 } = await readPieces(frames, `file ${head.name}`, (piece) => {
    length += piece.length
    if (length > head.bytes) throw malformedBackup(`the file ${head.name} is longer than it says`)
    return taker.take(piece)
  })
  const sums = readFileSums(end)
  if (sums.bytes !== bytes || head.bytes !== bytes || sums.sha256 !== sha256) {
    throw malformedBackup(`the file ${head.name} is not what was written`)
  }
  await taker.end()
}

/** Reads D frames up to the E frame, whose sums the caller checks. */
async function readPieces(
  frames: Frames,
  what: string,
  take: TableSink['take'],
): Promise<PieceSums & { readonly end: Buffer }> {
  const hash = createHash('sha256')
  let bytes = 0
  for (;;) {
    const { letter, payload } = await nextFrame(frames)
    if (letter === 'E') return { end: payload, bytes, sha256: hash.digest('hex') }
    if (letter !== 'D') throw malformedBackup(`the ${what} has no end`)
    hash.update(payload)
    bytes += payload.length
    await take(payload)
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
  if (next.letter !== letter) throw malformedBackup('its parts are in another order')
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
        if (!bytes.equals(firstLine)) throw malformedBackup('what is sealed in it is no backup')
        begun = true
      } else if (head === undefined) {
        head = { letter: bytes.toString('latin1', 0, 1), size: bytes.readUInt32BE(1) }
        if (head.size > mostFrameBytes) throw malformedBackup('a part of it is larger than any may be')
      } else {
        yield { letter: head.letter, payload: bytes }
        head = undefined
      }
    }
  }
  if (length > 0 || head !== undefined || !begun) throw notWhole()
}

const identifier = z.string().regex(/^[a-z][a-z0-9_]{0,62}$/)
const hex256 = z.string().regex(/^[0-9a-f]{64}$/)

const migration = z.strictObject({ id: z.string().min(1).max(100), sha256: hex256 })

const headerForm = z.strictObject({
  carrel: z.string().min(1).max(40),
  madeAt: z.iso.datetime(),
  library: z.strictObject({ name: z.string().max(400), keyCheck: z.string().regex(/^[0-9a-f]{2,200}$/) }),
  migrations: z.array(migration).min(1),
  /** PostgreSQL's `server_version_num`, such as 170010. */
  server: z.number().int().positive(),
  tables: z.array(identifier).min(1),
  files: z.array(z.string().regex(/^(?:intake|[1-8])$/)),
})

export type BackupHeader = z.infer<typeof headerForm>

const keyForm = z.strictObject({
  name: z.string().regex(/^[a-z0-9][A-Za-z0-9._/-]{0,200}$/),
  bytes: z.base64(),
})
const keysForm = z.array(keyForm).min(1)

const tableForm = z.strictObject({
  name: identifier,
  columns: z.array(z.strictObject({ name: identifier, type: z.string().min(1).max(100) })).min(1),
})

/** A table's name, and its columns in the order of its rows, with PostgreSQL's names of their types. */
export type BackupTable = z.infer<typeof tableForm>

const sumsForm = z.strictObject({
  rows: z.int().nonnegative(),
  bytes: z.int().nonnegative(),
  sha256: hex256,
})

const fileForm = z.strictObject({ name: z.string(), bytes: z.int().nonnegative() })
const fileSumsForm = sumsForm.omit({ rows: true })

type PieceSums = z.infer<typeof fileSumsForm>

const trailerForm = z.strictObject({
  tables: z.int().positive(),
  rows: z.int().nonnegative(),
  files: z.int().nonnegative(),
})

export type Totals = z.infer<typeof trailerForm>

/** Reads a frame's JSON in its form. @throws BackupError `damaged` */
function reader<T>(form: z.ZodType<T>, what: string) {
  return (payload: Buffer): T => {
    let json: unknown
    try {
      json = JSON.parse(payload.toString('utf8'))
    } catch {
      throw malformedBackup(`its ${what} cannot be read`)
    }
    const read = form.safeParse(json)
    if (read.success) return read.data
    throw malformedBackup(`its ${what} has no form that this Carrel knows`)
  }
}

const readHeader = reader(headerForm, 'first part')
const readTable = reader(tableForm, 'head of a table')
const readSums = reader(sumsForm, 'end of a table')
const readFileHead = reader(fileForm, 'head of a file')
const readFileSums = reader(fileSumsForm, 'end of a file')
const readTotals = reader(trailerForm, 'last part')

const readKeyList = reader(keysForm, 'list of keys')

export function readKeys(payload: Buffer): KeyCopy[] {
  const keys = readKeyList(payload)
  // Hostile: a name is a path below the keys folder.
  const odd = keys.find(({ name }) => name.split('/').some((part) => part === '' || /^\.+$/.test(part)))
  if (odd !== undefined) throw malformedBackup('its list of keys names a place outside of the keys folder')
  return keys.map(({ name, bytes }) => ({ name, bytes: Buffer.from(bytes, 'base64') }))
}

export function writeKeys(keys: readonly KeyCopy[]): string {
  return JSON.stringify(keys.map(({ name, bytes }) => ({ name, bytes: bytes.toString('base64') })))
}

/** The backup is intact, and not what this program writes: made by another program, or by a defect. */
function malformedBackup(how: string): BackupError {
  return new BackupError(
    'damaged',
    `this backup is whole, and ${how}: use another backup, and keep this one aside`,
  )
}

/** The beginning of PostgreSQL's binary form of COPY. */
const signature = Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1')
const endOfRows = -1
const nullField = -1

/**
 * Counts the rows in PostgreSQL's binary form of COPY as pieces of it pass by, without keeping them: signature, 32 bits of
 * flags, an extension with its length; then for each row the number of its fields (16 bits) and each field's length (32 bits)
 * and bytes; at the end −1 in place of a number.
 */
export class RowCount {
  rows = 0
  readonly #columns: number
  #expects: 'signature' | 'extension' | 'row' | 'field' | 'nothing' = 'signature'
  #fieldsLeft = 0
  /** Bytes to skip before the next number. */
  #skip = 0
  /** The beginning of a number, or of the signature, at the end of the last piece. */
  #kept: Buffer = Buffer.alloc(0)

  constructor(columns: number) {
    this.#columns = columns
  }

  /** @throws BackupError `damaged` where it is not this form */
  pass(piece: Buffer): void {
    let bytes = this.#kept.length === 0 ? piece : Buffer.concat([this.#kept, piece])
    let at = 0
    for (;;) {
      const skipped = Math.min(this.#skip, bytes.length - at)
      this.#skip -= skipped
      at += skipped
      const size = this.#size()
      if (this.#skip > 0 || bytes.length - at < size) break
      if (this.#expects === 'nothing') {
        if (at < bytes.length) throw malformedBackup('there is something behind the rows of a table')
        break
      }
      this.#read(bytes, at)
      at += size
    }
    bytes = bytes.subarray(at)
    this.#kept = bytes.length === 0 ? bytes : Buffer.from(bytes)
  }

  /** @throws BackupError `damaged` where the rows have no end */
  end(): number {
    if (this.#expects !== 'nothing') throw malformedBackup('the rows of a table have no end')
    return this.rows
  }

  #size(): number {
    switch (this.#expects) {
      case 'signature':
        return signature.length + 4
      case 'row':
        return 2
      case 'nothing':
        return 0
      default:
        return 4
    }
  }

  #read(bytes: Buffer, at: number): void {
    switch (this.#expects) {
      case 'signature':
        if (!bytes.subarray(at, at + signature.length).equals(signature)) {
          throw malformedBackup('a table does not begin as rows do')
        }
        this.#expects = 'extension'
        return
      case 'extension':
        this.#skip = bytes.readUInt32BE(at)
        this.#expects = 'row'
        return
      case 'row':
        this.#readRow(bytes.readInt16BE(at))
        return
      case 'field':
        this.#readField(bytes.readInt32BE(at))
    }
  }

  #readRow(fields: number): void {
    if (fields === endOfRows) {
      this.#expects = 'nothing'
      return
    }
    if (fields !== this.#columns) throw malformedBackup('a row has not the columns of its table')
    this.rows++
    this.#fieldsLeft = fields
    this.#expects = 'field'
  }

  #readField(length: number): void {
    if (length < nullField) throw malformedBackup('a row has a field of no length')
    this.#skip = Math.max(0, length)
    this.#fieldsLeft--
    if (this.#fieldsLeft === 0) this.#expects = 'row'
  }
}
