import { isUtf8 } from 'node:buffer'
import { createReadStream, fstatSync, readSync, type Stats } from 'node:fs'
import { type FileHandle, open, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type CsvFault, type CsvRecord, csvFields, csvLine, readCsv } from '../platform/csv.ts'
import { CarrelError } from '../platform/error.ts'

/** `used`: all columns that are read; others never are. */
export type KohaTableForm = {
  readonly file: string
  readonly required: readonly string[]
  /** Used columns of which one must exist: versions of Koha name them differently. */
  readonly oneOf?: readonly string[]
  readonly used: readonly string[]
}

/** `text` returns '' for a column that is blank, null (MariaDB), or missing. */
export type KohaRow = { text(column: string): string }

/** `line` counts from 1, `from` in bytes from 0; `bytes` excludes the line end. */
export type RecordPlace = { readonly line: number; readonly from: number; readonly bytes: number }

export type KohaRecord = RecordPlace & {
  /** In Koha's tables the id, even if the rest of the row is broken. */
  readonly firstField: string
  /** A CSV line in latin-1 with only used columns, byte for byte, because others include passwords and notes. */
  readonly kept: () => string
} & ({ readonly row: KohaRow; readonly fault?: never } | { readonly fault: CsvFault | FieldFault })

type FieldFault = 'not-utf8' | 'nul-byte' | 'quote-escaped'

export type KohaTable = {
  readonly file: string
  readonly bytes: number
  readonly bytesRead: () => number
  readonly header: readonly string[]
  readonly missing: readonly string[]
  readonly records: AsyncIterable<readonly KohaRecord[]>
  /** Rereads records without a fault. @throws KohaExportError if the file changed */
  readonly again: (places: readonly RecordPlace[]) => KohaRecord[]
  readonly close: () => Promise<void>
}

/** The folder is not an importable export. `message` says what to do. */
export class KohaExportError extends CarrelError<'export-refused'> {
  constructor(message: string) {
    super('export-refused', message)
  }
}

/** Undefined if the file does not exist. @throws KohaExportError */
export async function openTable(folder: string, form: KohaTableForm): Promise<KohaTable | undefined> {
  const path = join(folder, form.file)
  let handle: FileHandle
  try {
    // Hostile: opening a pipe waits for a writer, and a device may have no end.
    if (!(await stat(path)).isFile()) {
      throw new KohaExportError(`${path} cannot be read, for it is no regular file: put a CSV file there`)
    }
    handle = await open(path, 'r')
  } catch (error) {
    if (error instanceof KohaExportError) throw error
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return undefined
    throw new KohaExportError(`${path} cannot be read (${code}): make it readable, then import again`)
  }
  const before = await handle.stat()
  const stream = createReadStream(path, { fd: handle, highWaterMark: 1 << 18, autoClose: false })
  const batches = readCsv(stream as AsyncIterable<Buffer>)
  const first = await firstBatch(batches, path)
  const [head, ...others] = first
  const close = async () => {
    stream.destroy()
    await handle.close().catch(() => undefined)
  }
  if (head === undefined || head.fault !== undefined) {
    await close()
    throw new KohaExportError(`${path} is empty or its first line cannot be read: export it from Koha again`)
  }
  if (head.fields.some((name) => name.trim().includes('\r'))) {
    await close()
    throw new KohaExportError(
      `${path} has lines that end in CR alone, as Excel’s “CSV (Macintosh)” has: save it as “CSV UTF-8”, then import again`,
    )
  }
  const header = head.fields.map((name) => name.trim())
  const oneOf = form.oneOf ?? []
  const noneOf = oneOf.length > 0 && !oneOf.some((column) => header.includes(column))
  const without = [
    ...form.required.filter((column) => !header.includes(column)),
    ...(noneOf ? [oneOf.join(' or ')] : []),
  ]
  if (without.length > 0) {
    await close()
    const encoding = /^(\xff\xfe|\xfe\xff)/.test(header[0] ?? '')
      ? 'it is UTF-16: save it as UTF-8'
      : undefined
    throw new KohaExportError(
      `${path} has no column ${without.join(', ')} in its first line: ${encoding ?? 'export the table with its column names, separated by commas'}`,
    )
  }
  const repeated = form.used.filter((column) => header.indexOf(column) !== header.lastIndexOf(column))
  if (repeated.length > 0) {
    await close()
    throw new KohaExportError(
      `${path} has the column ${repeated.join(', ')} more than once in its first line: export each column once`,
    )
  }
  const placed = placesOf(header, form.used)
  return {
    file: form.file,
    bytes: before.size,
    bytesRead: () => stream.bytesRead,
    header,
    missing: form.used.filter((column) => !header.includes(column) && !oneOf.includes(column)),
    records: recordsOf(others, batches, placed),
    again: (places) => readAgain({ file: handle.fd, path, before, places }, placed),
    close,
  }
}

async function firstBatch(
  batches: AsyncGenerator<readonly CsvRecord[]>,
  path: string,
): Promise<readonly CsvRecord[]> {
  try {
    const first = await batches.next()
    return first.done === true ? [] : first.value
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new KohaExportError(`${path} cannot be read (${code}): put a CSV file there`)
  }
}

type Placed = { readonly places: ReadonlyMap<string, number>; readonly columns: readonly number[] }

function placesOf(header: readonly string[], used: readonly string[]): Placed {
  const places = new Map(
    used.flatMap((column) => (header.includes(column) ? [[column, header.indexOf(column)]] : [])),
  )
  return { places, columns: [...places.values()] }
}

async function* recordsOf(
  first: readonly CsvRecord[],
  batches: AsyncIterable<readonly CsvRecord[]>,
  placed: Placed,
): AsyncGenerator<readonly KohaRecord[]> {
  yield first.map((record) => kohaRecord(record, placed))
  for await (const batch of batches) yield batch.map((record) => kohaRecord(record, placed))
}

/** Hostile: an export rewritten meanwhile would mix fields of different people, so `before` is compared. */
function readAgain(
  {
    file,
    path,
    before,
    places,
  }: { file: number; path: string; before: Stats; places: readonly RecordPlace[] },
  placed: Placed,
): KohaRecord[] {
  const raws = places.map(({ from, bytes }) => {
    const raw = Buffer.allocUnsafe(bytes)
    readSync(file, raw, 0, bytes, from)
    return raw
  })
  const now = fstatSync(file)
  if (now.mtimeMs !== before.mtimeMs || now.size !== before.size) {
    throw new KohaExportError(`${path} was changed while it was read: import again once it is written`)
  }
  return raws.map((raw, at) => {
    const { line, from } = places[at] as RecordPlace
    return kohaRecord({ line, from, raw, fields: csvFields(raw) }, placed)
  })
}

function kohaRecord(record: CsvRecord, { places, columns }: Placed): KohaRecord {
  const { line, from, raw } = record
  const place = { line, from, bytes: raw.length }
  if (record.fault !== undefined) {
    const firstField = /^"?(\d+)"?,/.exec(raw.toString('latin1', 0, 32))?.[1] ?? ''
    return { ...place, firstField, kept: () => firstField, fault: record.fault }
  }
  const { fields } = record
  const kept = () => csvLine(fields.map((field, at) => (columns.includes(at) ? field : ''))).slice(0, -1)
  const firstField = fields[0] ?? ''
  const fault = faultOf(raw, columns, fields)
  if (fault !== undefined) return { ...place, firstField, kept, fault }
  const row = {
    text(column: string) {
      const field = fields[places.get(column) ?? -1] ?? ''
      return isNull(field.trim(), column) ? '' : decoded(field)
    },
  }
  return { ...place, firstField, kept, row }
}

/** A person or a book may be called NULL. */
const mayBeCalledNull: ReadonlySet<string> = new Set(['surname', 'title'])

/** MariaDB's null, as written by INTO OUTFILE or phpMyAdmin. */
const isNull = (field: string, column: string): boolean =>
  field === '\\N' || (field === 'NULL' && !mayBeCalledNull.has(column))

/** `\"` within a quoted field: in CSV it ends the field, and the rest would shift. */
const escapedQuote = /(?:^|,)"(?:[^"]|"")*\\"(?![",]|$)/

/** Only used columns: a damaged note must not cost the person. */
function faultOf(raw: Buffer, columns: readonly number[], fields: readonly string[]): FieldFault | undefined {
  if (raw.includes('\\"') && escapedQuote.test(raw.toString('latin1'))) return 'quote-escaped'
  if (isUtf8(raw) && !raw.includes(0)) return undefined
  const texts = columns.map((at) => fields[at] ?? '')
  if (texts.some((text) => text.includes('\0'))) return 'nul-byte'
  return texts.some((text) => !isUtf8(Buffer.from(text, 'latin1'))) ? 'not-utf8' : undefined
}

function decoded(field: string): string {
  return /[\x80-\xff]/.test(field) ? Buffer.from(field, 'latin1').toString('utf8') : field
}
