import { isUtf8 } from 'node:buffer'
import { createReadStream } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { join } from 'node:path'
import { type CsvFault, type CsvRecord, readCsv } from './csv-reader.ts'

/** What a file of the export must and may hold. `used` are all columns that are read; the others never are. */
export type TableForm = {
  readonly file: string
  readonly required: readonly string[]
  readonly used: readonly string[]
}

/** One row; `text` gives a used column's text, '' where it is blank or the file does not have it. */
export type KohaRow = { text(column: string): string }

export type KohaRecord = { readonly line: number; readonly raw: Buffer } & (
  | { readonly row: KohaRow; readonly fault?: never }
  | { readonly fault: CsvFault | 'not-utf8' }
)

/** An open file of the export. `bytesRead` grows while `records` is read. */
export type KohaTable = {
  readonly file: string
  readonly bytes: number
  readonly bytesRead: () => number
  /** The first line, as it stands. */
  readonly header: readonly string[]
  /** Used columns that the file does not have. */
  readonly missing: readonly string[]
  readonly records: AsyncIterable<readonly KohaRecord[]>
  readonly close: () => Promise<void>
}

/** The folder is no export that can be imported. `message` is one sentence with its mend. */
export class ExportRefused extends Error {
  override name = 'ExportRefused'
  readonly code = 'export-refused'
}

/** Opens a file and reads its first line. Undefined when the file is not there; throws ExportRefused. */
export async function openTable(folder: string, form: TableForm): Promise<KohaTable | undefined> {
  const path = join(folder, form.file)
  let handle: FileHandle
  try {
    handle = await open(path, 'r')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return undefined
    throw new ExportRefused(`${path} cannot be read (${code}): make it readable, then import again`)
  }
  const { size } = await handle.stat()
  const stream = createReadStream(path, { fd: handle, highWaterMark: 1 << 18, autoClose: true })
  const batches = readCsv(stream as AsyncIterable<Buffer>)
  const first = await firstBatch(batches, path)
  const [head, ...others] = first
  const close = async () => {
    stream.destroy()
    await handle.close().catch(() => undefined)
  }
  if (head === undefined || head.fault !== undefined) {
    await close()
    throw new ExportRefused(`${path} is empty or its first line cannot be read: export it from Koha again`)
  }
  const header = head.fields.map((name) => name.trim())
  const without = form.required.filter((column) => !header.includes(column))
  if (without.length > 0) {
    await close()
    const encoding = /^(\xff\xfe|\xfe\xff)/.test(header[0] ?? '')
      ? 'it is UTF-16: save it as UTF-8'
      : undefined
    throw new ExportRefused(
      `${path} has no column ${without.join(', ')} in its first line: ${encoding ?? 'export the table with its column names, separated by commas'}`,
    )
  }
  return {
    file: form.file,
    bytes: size,
    bytesRead: () => stream.bytesRead,
    header,
    missing: form.used.filter((column) => !header.includes(column)),
    records: recordsOf(others, batches, header, form.used),
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
    throw new ExportRefused(`${path} cannot be read (${code}): put a CSV file there`)
  }
}

async function* recordsOf(
  first: readonly CsvRecord[],
  batches: AsyncIterable<readonly CsvRecord[]>,
  header: readonly string[],
  used: readonly string[],
): AsyncGenerator<readonly KohaRecord[]> {
  const places = new Map(
    used.flatMap((column) => (header.includes(column) ? [[column, header.indexOf(column)]] : [])),
  )
  const columns = [...places.values()]
  yield first.map((record) => kohaRecord(record, places, columns))
  for await (const batch of batches) yield batch.map((record) => kohaRecord(record, places, columns))
}

function kohaRecord(
  record: CsvRecord,
  places: ReadonlyMap<string, number>,
  columns: readonly number[],
): KohaRecord {
  const { line, raw } = record
  if (record.fault !== undefined) return { line, raw, fault: record.fault }
  const { fields } = record
  // Why: a note that nobody reads may be damaged; the person still lands.
  if (!isUtf8(raw) && columns.some((at) => !isUtf8(Buffer.from(fields[at] ?? '', 'latin1')))) {
    return { line, raw, fault: 'not-utf8' }
  }
  return { line, raw, row: { text: (column) => decoded(fields[places.get(column) ?? -1] ?? '') } }
}

function decoded(field: string): string {
  return /[\x80-\xff]/.test(field) ? Buffer.from(field, 'latin1').toString('utf8') : field
}
