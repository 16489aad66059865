/**
 * One record of a CSV file (RFC 4180): its first line from 1, its first byte from 0, and its bytes without
 * the line end. `fields` are latin-1, one character a byte; a record with a fault has none.
 */
export type CsvRecord = { readonly line: number; readonly from: number; readonly raw: Buffer } & (
  | { readonly fields: readonly string[]; readonly fault?: never }
  | { readonly fault: CsvFault; readonly fields?: never }
)

export type CsvFault = 'columns' | 'quote-not-closed' | 'too-long'

const quote = 34
const comma = 44
const lineFeed = 10
const carriageReturn = 13
const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf])

/** Where a record ends: `end` before its line feed, `next` after it. `open`: a quote was not closed. */
type Extent = { readonly end: number; readonly next: number; readonly lines: number; readonly open: boolean }

/**
 * Reads CSV in batches, one for each chunk that completes any records. The first record is the header; a
 * later one with another number of fields has the fault `columns`. Empty lines are skipped.
 * Hostile: an unclosed quote would swallow the rest of the file. A record that spans lines and has the wrong
 * number of fields, or exceeds `maxRecordBytes`, loses only its first line, and reading continues at the
 * second.
 * Why not csv-parse: after such records it silently loses rows (decision 49). It is the oracle in the
 * tests.
 */
export async function* readCsv(
  chunks: AsyncIterable<Buffer>,
  { maxRecordBytes = 1 << 20 } = {},
): AsyncGenerator<readonly CsvRecord[]> {
  const splitter = new Splitter(maxRecordBytes)
  for await (const chunk of chunks) {
    const records = splitter.take(chunk)
    if (records.length > 0) yield records
  }
  const rest = splitter.finish()
  if (rest.length > 0) yield rest
}

class Splitter {
  readonly #maxRecordBytes: number
  #buffer: Buffer = Buffer.alloc(0)
  /** The offset in the file of the buffer's first byte. */
  #from = 0
  #line = 1
  #columns: number | undefined
  #begun = false
  /** The head of a line that exceeds the limit and has not ended yet. */
  #overlong: { readonly from: number; readonly raw: Buffer } | undefined

  constructor(maxRecordBytes: number) {
    this.#maxRecordBytes = maxRecordBytes
  }

  take(chunk: Buffer): CsvRecord[] {
    this.#buffer = this.#buffer.length === 0 ? chunk : Buffer.concat([this.#buffer, chunk])
    if (!this.#begun) {
      if (this.#buffer.length < byteOrderMark.length) return []
      this.#begin()
    }
    return this.#split(false)
  }

  finish(): CsvRecord[] {
    this.#begin()
    return this.#split(true)
  }

  #begin(): void {
    if (!this.#begun && this.#buffer.subarray(0, 3).equals(byteOrderMark)) {
      this.#buffer = this.#buffer.subarray(byteOrderMark.length)
      this.#from = byteOrderMark.length
    }
    this.#begun = true
  }

  #split(atEnd: boolean): CsvRecord[] {
    const records: CsvRecord[] = []
    const buffer = this.#buffer
    let start = 0
    let nextQuote = -1
    while (start < buffer.length) {
      if (this.#overlong !== undefined) {
        const end = buffer.indexOf(lineFeed, start)
        if (end === -1 && !atEnd) {
          start = buffer.length
          break
        }
        records.push({ line: this.#line++, ...this.#overlong, fault: 'too-long' })
        this.#overlong = undefined
        start = end === -1 ? buffer.length : end + 1
        continue
      }
      if (nextQuote < start) nextQuote = indexOrEnd(buffer, quote, start)
      const extent = extentOf(buffer, start, nextQuote, atEnd)
      if (extent === undefined) {
        if (buffer.length - start <= this.#maxRecordBytes) break
        const firstLineEnd = buffer.indexOf(lineFeed, start)
        if (firstLineEnd === -1) {
          const raw = Buffer.from(buffer.subarray(start, start + 4096))
          this.#overlong = { from: this.#from + start, raw }
          continue
        }
        start = this.#giveUpFirstLine(records, start, 'quote-not-closed')
        continue
      }
      start = this.#accept(records, start, extent)
    }
    this.#buffer = buffer.subarray(start)
    this.#from += start
    if (atEnd && this.#overlong !== undefined) {
      records.push({ line: this.#line, ...this.#overlong, fault: 'too-long' })
      this.#overlong = undefined
    }
    return records
  }

  #accept(records: CsvRecord[], start: number, extent: Extent): number {
    const buffer = this.#buffer
    if (extent.open) return this.#giveUpFirstLine(records, start, 'quote-not-closed')
    const end = extent.end > start && buffer[extent.end - 1] === carriageReturn ? extent.end - 1 : extent.end
    const raw = buffer.subarray(start, end)
    const line = this.#line
    const from = this.#from + start
    if (raw.length > this.#maxRecordBytes) {
      if (extent.lines > 1) return this.#giveUpFirstLine(records, start, 'quote-not-closed')
      records.push({ line, from, raw: Buffer.from(raw.subarray(0, 4096)), fault: 'too-long' })
    } else if (raw.length > 0) {
      const fields = csvFields(raw)
      this.#columns ??= fields.length
      if (fields.length !== this.#columns) {
        if (extent.lines > 1) return this.#giveUpFirstLine(records, start, 'quote-not-closed')
        records.push({ line, from, raw, fault: 'columns' })
      } else records.push({ line, from, raw, fields })
    }
    this.#line += extent.lines
    return extent.next
  }

  #giveUpFirstLine(records: CsvRecord[], start: number, fault: CsvFault): number {
    const found = this.#buffer.indexOf(lineFeed, start)
    const end = found === -1 ? this.#buffer.length : found
    const raw = this.#buffer.subarray(start, end)
    records.push({ line: this.#line++, from: this.#from + start, raw, fault })
    return found === -1 ? end : end + 1
  }
}

/** Undefined where the end of the record is not in the buffer yet. */
function extentOf(buffer: Buffer, start: number, nextQuote: number, atEnd: boolean): Extent | undefined {
  const lineEnd = buffer.indexOf(lineFeed, start)
  if (nextQuote > (lineEnd === -1 ? buffer.length - 1 : lineEnd)) {
    if (lineEnd !== -1) return { end: lineEnd, next: lineEnd + 1, lines: 1, open: false }
    return atEnd ? { end: buffer.length, next: buffer.length, lines: 1, open: false } : undefined
  }
  let quoted = false
  let fieldBegins = true
  let lines = 1
  for (let at = start; at < buffer.length; at++) {
    const byte = buffer[at]
    if (quoted) {
      if (byte === quote) {
        if (at + 1 === buffer.length && !atEnd) return undefined
        if (buffer[at + 1] === quote) at++
        else quoted = false
      } else if (byte === lineFeed) lines++
    } else if (byte === lineFeed) return { end: at, next: at + 1, lines, open: false }
    else if (byte === quote && fieldBegins) {
      quoted = true
      fieldBegins = false
    } else fieldBegins = byte === comma
  }
  return atEnd ? { end: buffer.length, next: buffer.length, lines, open: quoted } : undefined
}

function indexOrEnd(buffer: Buffer, byte: number, from: number): number {
  const found = buffer.indexOf(byte, from)
  return found === -1 ? buffer.length : found
}

/** A quote inside an unquoted field, or after a closing one, is literal. `raw` has no line end. */
export function csvFields(raw: Buffer): string[] {
  const text = raw.toString('latin1')
  if (!text.includes('"')) return text.split(',')
  const fields: string[] = []
  let at = 0
  for (;;) {
    let field = ''
    if (text[at] === '"') {
      at++
      for (;;) {
        const close = text.indexOf('"', at)
        field += text.slice(at, close)
        at = close + 1
        if (text[at] !== '"') break
        field += '"'
        at++
      }
    }
    const end = text.indexOf(',', at)
    fields.push(field + text.slice(at, end === -1 ? text.length : end))
    if (end === -1) return fields
    at = end + 1
  }
}

export function csvLine(fields: readonly string[]): string {
  return `${fields.map(csvField).join(',')}\n`
}

function csvField(field: string): string {
  return /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field
}
