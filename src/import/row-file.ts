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
import { writeRefusal } from '../platform/write-refusal.ts'
import { KohaExportError } from './koha-table.ts'
import { notices, type RowNotice, type RowRejection, rejections } from './tally.ts'

export type RowPaths = { readonly rejected: string; readonly noticed: string }

/**
 * `rejected.csv` (file, line, reason, sentence, row) and `noticed.csv` (file, line, id, field, reason, sentence).
 * `row` is a line of CSV in one field: the columns that Carrel reads, as they stood. Both are 0600: the rejected
 * rows are confidential; noticed.csv names patrons by their number in Koha only.
 */
export class RowFiles {
  readonly #rejected: RowFile
  readonly #noticed: RowFile

  /** @throws KohaExportError where they cannot be written, are one file, or would replace one that is not ours */
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

  /** `row` is latin-1, one character a byte, so that bytes that are no UTF-8 stay as they were. */
  rejected(file: string, line: number, reason: RowRejection, row: string): void {
    const written = csvLine([file, String(line), reason, rejections[reason], row])
    this.#rejected.write({ file, line }, Buffer.from(written, 'latin1'))
  }

  noticed(file: string, line: number, id: string, { field, code }: RowNotice): void {
    this.#noticed.write({ file, line }, csvLine([file, String(line), id, field, code, notices[code]]))
  }

  /** Both take the places of those of the last import. */
  keep(): void {
    this.#rejected.keep()
    this.#noticed.keep()
  }

  /** Both places stay as they were; does nothing after `keep`. */
  discard(): void {
    this.#rejected.discard()
    this.#noticed.discard()
  }
}

/**
 * Tries, before a library is opened or made, whether both files can be written where the person said.
 *
 * @param around the folder of the export, in which no file that a person names may lie; and the library's home,
 *   which may be still to be made and says itself what keeps it from being written to
 * @throws KohaExportError naming the option
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

/** The path with the links of its folder resolved. */
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

/** Where one row of a file of rows belongs: the file it is about, in the order of their first rows, and the line. */
type RowOf = { readonly file: string; readonly line: number }

/**
 * Remembers of each row written which row of the export it is about, 16 bytes each, and tells the order in which they
 * belong: that of the export, though rows land in another.
 */
class RowOrder {
  readonly #files = new Map<string, number>()
  #size = 0
  /** The file's number and the line, as one number; and where in the file of rows it begins. */
  #of = new Float64Array(1 << 8)
  #from = new Float64Array((1 << 8) + 1)
  #sorted = true

  /** @param end where the row ends, which begins where the last one ended */
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

  /** Whether the rows are in order as they were written. */
  get sorted(): boolean {
    return this.#sorted
  }

  /** Where each row begins and ends, in order; those about one row of the export as they were written. */
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

/** Where a file of rows goes; `option` is what a refusal names. */
type RowPath = { readonly option: string; readonly path: string; readonly header: readonly string[] }

/**
 * A file of rows that is written beside its place (0600) and moved there once it is whole: an import that is
 * killed, fails or runs beside another leaves the file of the last whole one as it was. Its rows come in any order,
 * and stand in the end in that of the export.
 */
class RowFile {
  readonly #place: RowPath
  #part: string
  #file: number | undefined
  #written = 0
  readonly #order = new RowOrder()

  /** @throws KohaExportError where it cannot be written, or something that is not ours stands in its place */
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

  /** Adds what is said of a row of the export. @throws KohaExportError where the disk is full */
  write(of: RowOf, text: string | Uint8Array): void {
    const from = this.#written
    this.#append(typeof text === 'string' ? Buffer.from(text) : text)
    this.#order.add(of, { from, end: this.#written })
  }

  /** Puts the file in its place. @throws KohaExportError */
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
      throw rowFileRefusal(this.#place, writeRefusal(error))
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
function refuseTaken(place: RowPath): void {
  const stats = statOf(place.path)
  if (stats === undefined) return
  if (stats.isDirectory()) throw rowFileRefusal(place, 'is a folder: name a file')
  // Hostile: a link would have rows about people written where it leads, or be replaced itself.
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
    // What keeps us from looking keeps us from writing too, and is said then.
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

function rowFileRefusal({ option, path }: RowPath, sentence: string): KohaExportError {
  return new KohaExportError(`${option}: ${path} ${sentence}`)
}
