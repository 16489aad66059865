import { closeSync, fstatSync, openSync, readdirSync, readFileSync, readSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { ByteSearch } from './byte-search.ts'
import { formsOf } from './canary-forms.ts'
import {
  type Chunk,
  chunkedValues,
  chunksIn,
  compressedValues,
  pageBytes,
  withoutPageHeads,
} from './server-bytes.ts'

/** A canary that was found: which, in which form, in which file, and how one had to look. */
export type Finding = {
  readonly canary: string
  readonly form: string
  readonly file: string
  readonly view: View
}

export type View =
  | 'as it lies'
  | 'line ends taken out'
  | 'page heads taken out'
  | 'decompressed'
  | 'put together'

const bufferBytes = 1 << 22

/** Looks for canaries, each in all its forms, in every byte of files and folders. */
export class SearchAtRest {
  readonly #of: { readonly canary: string; readonly form: string }[] = []
  readonly #search: ByteSearch
  readonly #findings = new Map<string, Finding>()
  /** How many bytes were looked at, as they lie. */
  bytes = 0

  /** @param canaries by name */
  constructor(canaries: Readonly<Record<string, string>>) {
    const strings: Buffer[] = []
    for (const [canary, text] of Object.entries(canaries)) {
      for (const { name, bytes } of formsOf(text)) {
        this.#of.push({ canary, form: name })
        strings.push(bytes)
      }
    }
    this.#search = new ByteSearch(strings)
  }

  /** Everything found so far, each canary once a form, a file and a view. */
  get findings(): Finding[] {
    return [...this.#findings.values()]
  }

  /** Every file below a folder, but those that `except` names by their path in it. */
  folder(folder: string, except: (path: string) => boolean = () => false): this {
    const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()
    const segments: string[] = []
    for (const path of paths) {
      const whole = join(folder, path)
      if (except(path) || !statSync(whole).isFile()) continue
      // A name is written down too, and is found by whoever has the folder.
      this.#look(path, Buffer.from(path), 'as it lies')
      this.#file(path, whole)
      if (/(^|\/)pg_wal\/[0-9A-F]{24}$/.test(path)) segments.push(whole)
    }
    this.#wal(segments)
    return this
  }

  /** Bytes that lie in no file, under a name: what a program said, a file's bytes unpacked. */
  in(name: string, bytes: Buffer | string): this {
    const all = Buffer.from(bytes as string)
    this.bytes += all.length
    this.#views(name, all)
    return this
  }

  #file(path: string, whole: string): void {
    const file = openSync(whole, 'r')
    try {
      const pages = fstatSync(file).size % pageBytes === 0
      const chunks: Chunk[] = []
      const overlap = Math.ceil((2 * this.#search.longest) / pageBytes) * pageBytes
      const buffer = Buffer.allocUnsafe(bufferBytes + overlap)
      for (let at = 0, kept = 0; ; ) {
        const read = readSync(file, buffer, kept, bufferBytes, at)
        if (read === 0) break
        at += read
        this.bytes += read
        const bytes = buffer.subarray(0, kept + read)
        this.#views(path, bytes)
        if (pages) {
          for (const opened of compressedValues(bytes, 4)) this.#look(path, opened, 'decompressed')
          for (const chunk of chunksIn(bytes)) chunks.push(chunk)
        }
        // Why: what lies across two buffers is whole in the next.
        kept = Math.min(overlap, bytes.length)
        bytes.copyWithin(0, bytes.length - kept)
      }
      for (const value of chunkedValues(chunks)) this.#look(path, value, 'put together')
    } finally {
      closeSync(file)
    }
  }

  /** The write-ahead log as one stream: what it logs goes on from page to page and from file to file. */
  #wal(segments: readonly string[]): void {
    const chunks: Chunk[] = []
    let last: Buffer = Buffer.alloc(0)
    for (const segment of segments) {
      const bytes = Buffer.concat([last.subarray(-8 * pageBytes), withoutPageHeads(readFileSync(segment))])
      this.#look('pg_wal', bytes, 'page heads taken out')
      for (const opened of compressedValues(bytes, 1)) this.#look('pg_wal', opened, 'decompressed')
      for (const chunk of chunksIn(bytes)) chunks.push(chunk)
      last = bytes
    }
    for (const value of chunkedValues(chunks)) this.#look('pg_wal', value, 'put together')
  }

  #views(path: string, bytes: Buffer): void {
    this.#look(path, bytes, 'as it lies')
    if (bytes.includes(10)) this.#look(path, withoutLineEnds(bytes), 'line ends taken out')
  }

  #look(file: string, bytes: Buffer, view: View): void {
    this.#search.in(bytes, (index) => {
      const of = this.#of[index]
      if (of === undefined) return
      const key = [index, file, view].join('\n')
      if (!this.#findings.has(key)) this.#findings.set(key, { ...of, file, view })
    })
  }
}

/** Base64 is written in lines, hex too. */
function withoutLineEnds(bytes: Buffer): Buffer {
  const out = Buffer.allocUnsafe(bytes.length)
  let length = 0
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] as number
    if (byte !== 10 && byte !== 13) out[length++] = byte
  }
  return out.subarray(0, length)
}
