import { randomBytes } from 'node:crypto'
import {
  closeSync,
  fsyncSync,
  lstatSync,
  openSync,
  readdirSync,
  readSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  writeSync,
} from 'node:fs'
import { basename, dirname, join, resolve, sep } from 'node:path'
import { csvLine } from '../platform/csv.ts'
import { errorCode } from '../platform/db/error.ts'
import { writeRefusal } from '../platform/durable-file.ts'
import { KohaExportError } from './koha-table.ts'
import { notices, type RowNotice, type RowRejection, rejections } from './tally.ts'

export type RowPaths = { readonly rejected: string; readonly noticed: string }

/**
 * Both are 0600. `row` is a CSV line of the columns Carrel reads, unchanged and confidential; `noticed.csv` names patrons by
 * Koha id.
 */
export class RowFiles {
  readonly #rejected: RowFile
  readonly #noticed: RowFile

  /** @throws KohaExportError if they cannot be written, are one file, or would replace one that is not ours */
  constructor(paths: RowPaths) {
    const { rejected, noticed } = placesOf(paths)
    this.#rejected = new RowFile(rejected)
    try {
      this.#noticed = new RowFile(noticed)
    } catch (error) {
      this.#rejected.discard()
      throw error
    }
  }

  /** `row` is latin-1, one character per byte, so that invalid UTF-8 is preserved. */
  rejected(file: string, line: number, reason: RowRejection, row: string): void {
    const written = csvLine([file, String(line), reason, rejections[reason], row])
    this.#rejected.write({ file, line }, Buffer.from(written, 'latin1'))
  }

  noticed(file: string, line: number, id: string, { field, code }: RowNotice): void {
    this.#noticed.write({ file, line }, csvLine([file, String(line), id, field, code, notices[code]]))
  }

  keep(): void {
    this.#rejected.keep()
    this.#noticed.keep()
  }

  /** Leaves both places unchanged; does nothing after `keep`. */
  discard(): void {
    this.#rejected.discard()
    this.#noticed.discard()
  }
}

/**
 * Before a library is opened or made. Neither file may be in the export's folder; the home may not exist yet.
 * @throws KohaExportError that names the option
 */
export function tryRowFiles(
  paths: RowPaths,
  around: { readonly folder: string; readonly home: string },
): void {
  for (const place of Object.values(placesOf(paths))) {
    const home = dirname(resolve(place.path)) === around.home
    if (!home && realPlace(place.path).startsWith(join(realOf(around.folder), sep))) {
      throw rowFileRefusal(place, 'lies in the folder of the export: name a file outside it')
    }
    if (home) refuseTaken(place)
    else new RowFile(place).discard()
  }
}

function placesOf(paths: RowPaths): { readonly rejected: RowPath; readonly noticed: RowPath } {
  const rejected: RowPath = {
    option: '--rejected',
    path: paths.rejected,
    header: ['file', 'line', 'reason', 'sentence', 'row'],
  }
  const noticed: RowPath = {
    option: '--noticed',
    path: paths.noticed,
    header: ['file', 'line', 'id', 'field', 'reason', 'sentence'],
  }
  if (realPlace(paths.rejected) === realPlace(paths.noticed)) {
    throw rowFileRefusal(
      noticed,
      'is where the rejected rows go too: name two files with --rejected and --noticed',
    )
  }
  return { rejected, noticed }
}

/** Resolves symbolic links of its folder. */
function realPlace(path: string): string {
  return join(realOf(dirname(resolve(path))), basename(path))
}

function realOf(folder: string): string {
  try {
    return realpathSync(folder)
  } catch {
    return resolve(folder)
  }
}

type RowOf = { readonly file: string; readonly line: number }

/** Puts rows, which land in another order, back into the export's order: 16 bytes per row. */
class RowOrder {
  readonly #files = new Map<string, number>()
  #size = 0
  /** File number and line as one number, and the offset in the file of rows. */
  #of = new Float64Array(1 << 8)
  #from = new Float64Array((1 << 8) + 1)
  #sorted = true

  add({ file, line }: RowOf, { from, end }: { readonly from: number; readonly end: number }): void {
    if (this.#size === this.#of.length) this.#grow()
    const number = this.#files.get(file) ?? this.#files.size
    this.#files.set(file, number)
    const of = number * 2 ** 40 + line
    if (this.#size > 0 && of < (this.#of[this.#size - 1] ?? 0)) this.#sorted = false
    this.#of[this.#size] = of
    this.#from[this.#size] = from
    this.#from[this.#size + 1] = end
    this.#size++
  }

  get sorted(): boolean {
    return this.#sorted
  }

  /** In export order; rows about the same line as written. */
  *inOrder(): Generator<{ readonly from: number; readonly end: number }> {
    const of = this.#of
    const order = Uint32Array.from({ length: this.#size }, (_, at) => at)
    order.sort((a, b) => (of[a] ?? 0) - (of[b] ?? 0) || a - b)
    for (const at of order) yield { from: this.#from[at] ?? 0, end: this.#from[at + 1] ?? 0 }
  }

  #grow(): void {
    const [of, from] = [this.#of, this.#from]
    this.#of = new Float64Array(of.length * 2)
    this.#of.set(of)
    this.#from = new Float64Array(of.length * 2 + 1)
    this.#from.set(from)
  }
}

type RowPath = { readonly option: string; readonly path: string; readonly header: readonly string[] }

/** Written next to its place (0600) and moved once complete and sorted, so a failed import leaves the last whole file. */
class RowFile {
  readonly #place: RowPath
  #part: string
  #file: number | undefined
  #written = 0
  readonly #order = new RowOrder()

  /** @throws KohaExportError if it cannot be written, or would replace something that is not ours */
  constructor(place: RowPath) {
    refuseTaken(place)
    removeLeftParts(place.path)
    this.#place = place
    this.#part = partOf(place)
    try {
      this.#file = openSync(this.#part, 'wx+', 0o600)
    } catch (error) {
      throw rowFileRefusal(place, writeRefusal(error))
    }
    try {
      this.#append(Buffer.from(csvLine(place.header)))
    } catch (error) {
      this.discard()
      throw error
    }
  }

  /** @throws KohaExportError if the disk is full */
  write(of: RowOf, text: string | Uint8Array): void {
    const from = this.#written
    this.#append(typeof text === 'string' ? Buffer.from(text) : text)
    this.#order.add(of, { from, end: this.#written })
  }

  keep(): void {
    if (!this.#order.sorted) this.#sort()
    this.#trying((file) => {
      // Renamed before its bytes are on disk, it could be empty after a power failure.
      fsyncSync(file)
      closeSync(file)
      this.#file = undefined
      renameSync(this.#part, this.#place.path)
    })
  }

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
      throw rowFileRefusal(this.#place, writeRefusal(error))
    }
  }
}

function partOf({ path }: RowPath): string {
  return `${path}.${process.pid}-${randomBytes(4).toString('hex')}.part`
}

/** On a nearly full disk, the system writes a part and reports success. */
function writeWhole(file: number, bytes: Uint8Array): void {
  for (let from = 0; from < bytes.length; ) from += writeSync(file, bytes, from)
}

/** Replaces only a file whose first line is our header. */
function refuseTaken(place: RowPath): void {
  const stats = statOf(place.path)
  if (stats === undefined) return
  if (stats.isDirectory()) throw rowFileRefusal(place, 'is a folder: name a file')
  // Hostile: rows about people would be written where a link leads, or replace the link.
  if (!stats.isFile())
    throw rowFileRefusal(place, 'is there already and is no regular file: name another file')
  if (!beginsWith(place, csvLine(place.header))) {
    throw rowFileRefusal(place, 'is there already and no earlier import wrote it: name another file')
  }
}

function statOf(path: string): Stats | undefined {
  try {
    return lstatSync(path)
  } catch {
    // Writing fails for the same reason and says so.
    return undefined
  }
}

function beginsWith(place: RowPath, line: string): boolean {
  let file: number
  try {
    file = openSync(place.path, 'r')
  } catch (error) {
    throw rowFileRefusal(
      place,
      `is there already and cannot be read (${errorCode(error)}): name another file`,
    )
  }
  try {
    const start = Buffer.alloc(Buffer.byteLength(line))
    return readSync(file, start) === start.length && start.toString() === line
  } finally {
    closeSync(file)
  }
}

/** Removes rows about people that crashed imports left. */
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

function rowFileRefusal({ option, path }: RowPath, sentence: string): KohaExportError {
  return new KohaExportError(`${option}: ${path} ${sentence}`)
}
