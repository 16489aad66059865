import { randomBytes } from 'node:crypto'
import {
  closeSync,
  fsyncSync,
  lstatSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  type Stats,
  writeSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { errorCode } from '../store/refused.ts'
import { csvLine } from './csv-writer.ts'
import { ExportRefused } from './koha-table.ts'
import { type RowOf, RowOrder } from './row-order.ts'
import { writeRefusal } from './write-refusal.ts'

/** Where a file of rows goes; `option` is what a refusal names. */
export type RowPath = { readonly option: string; readonly path: string; readonly header: readonly string[] }

/**
 * A file of rows that is written beside its place (0600) and moved there once it is whole: an import that is
 * killed, fails or runs beside another leaves the file of the last whole one as it was. Its rows come in any order,
 * and stand in the end in that of the export.
 */
export class RowFile {
  readonly #place: RowPath
  #part: string
  #file: number | undefined
  #written = 0
  readonly #order = new RowOrder()

  /** @throws ExportRefused where it cannot be written, or something that is not ours stands in its place */
  constructor(place: RowPath) {
    refuseTaken(place)
    removeLeftParts(place.path)
    this.#place = place
    this.#part = partOf(place)
    try {
      this.#file = openSync(this.#part, 'wx+', 0o600)
    } catch (error) {
      throw refusal(place, writeRefusal(error))
    }
    try {
      this.#append(Buffer.from(csvLine(place.header)))
    } catch (error) {
      this.discard()
      throw error
    }
  }

  /** Adds what is said of a row of the export. @throws ExportRefused where the disk is full */
  write(of: RowOf, text: string | Uint8Array): void {
    const from = this.#written
    this.#append(typeof text === 'string' ? Buffer.from(text) : text)
    this.#order.add(of, { from, end: this.#written })
  }

  /** Puts the file in its place. @throws ExportRefused */
  keep(): void {
    if (!this.#order.sorted) this.#sort()
    this.#trying((file) => {
      // Why: renamed before its bytes are on the disk, it could be empty after a power cut.
      fsyncSync(file)
      closeSync(file)
      this.#file = undefined
      renameSync(this.#part, this.#place.path)
    })
  }

  /** Leaves its place as it was. Does nothing after `keep`. */
  discard(): void {
    if (this.#file === undefined) return
    closeSync(this.#file)
    this.#file = undefined
    rmSync(this.#part, { force: true })
  }

  #append(bytes: Uint8Array): void {
    this.#trying((file) => writeWhole(file, bytes))
    this.#written += bytes.length
  }

  #sort(): void {
    const part = partOf(this.#place)
    let sorted: number | undefined
    this.#trying((file) => {
      try {
        sorted = openSync(part, 'wx', 0o600)
        writeWhole(sorted, Buffer.from(csvLine(this.#place.header)))
        for (const { from, end } of this.#order.inOrder()) {
          const row = Buffer.allocUnsafe(end - from)
          readSync(file, row, 0, row.length, from)
          writeWhole(sorted, row)
        }
      } catch (error) {
        if (sorted !== undefined) closeSync(sorted)
        rmSync(part, { force: true })
        throw error
      }
    })
    this.discard()
    this.#part = part
    this.#file = sorted
  }

  #trying(work: (file: number) => void): void {
    if (this.#file === undefined) throw new Error(`${this.#place.path} is closed`)
    try {
      work(this.#file)
    } catch (error) {
      throw refusal(this.#place, writeRefusal(error))
    }
  }
}

function partOf({ path }: RowPath): string {
  return `${path}.${process.pid}-${randomBytes(4).toString('hex')}.part`
}

/** Why: on a disk that is nearly full, the system writes a part and calls it done. */
function writeWhole(file: number, bytes: Uint8Array): void {
  for (let from = 0; from < bytes.length; ) from += writeSync(file, bytes, from)
}

/** Refuses to replace what no import of ours has written: anything but a file whose first line is our header. */
export function refuseTaken(place: RowPath): void {
  const stats = statOf(place.path)
  if (stats === undefined) return
  if (stats.isDirectory()) throw refusal(place, 'is a folder: name a file')
  // Hostile: a link would have rows about people written where it leads, or be replaced itself.
  if (!stats.isFile()) throw refusal(place, 'is there already and is no regular file: name another file')
  if (!beginsWith(place, csvLine(place.header))) {
    throw refusal(place, 'is there already and no earlier import wrote it: name another file')
  }
}

function statOf(path: string): Stats | undefined {
  try {
    return lstatSync(path)
  } catch {
    // What keeps us from looking keeps us from writing too, and is said then.
    return undefined
  }
}

function beginsWith(place: RowPath, line: string): boolean {
  let file: number
  try {
    file = openSync(place.path, 'r')
  } catch (error) {
    throw refusal(place, `is there already and cannot be read (${errorCode(error)}): name another file`)
  }
  try {
    const start = Buffer.alloc(Buffer.byteLength(line))
    return readSync(file, start) === start.length && start.toString() === line
  } finally {
    closeSync(file)
  }
}

/** Removes what killed imports left: rows about people, which nobody would look for. */
function removeLeftParts(path: string): void {
  try {
    for (const name of readdirSync(dirname(path))) {
      if (!name.startsWith(`${basename(path)}.`)) continue
      const pid = /^\.(\d{1,10})-[0-9a-f]{8}\.part$/.exec(name.slice(basename(path).length))?.[1]
      if (pid !== undefined && !isRunning(Number(pid))) rmSync(join(dirname(path), name), { force: true })
    }
  } catch {
    // A folder that cannot be listed may still be written to.
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return errorCode(error) !== 'ESRCH'
  }
}

export function refusal({ option, path }: RowPath, sentence: string): ExportRefused {
  return new ExportRefused(`${option}: ${path} ${sentence}`)
}
