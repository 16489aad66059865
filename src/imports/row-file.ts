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
import { writeRefusal } from './write-refusal.ts'

/** Where a file of rows goes; `option` is what a refusal names. */
export type RowPath = { readonly option: string; readonly path: string; readonly header: readonly string[] }

/**
 * A file of rows that is written beside its place (0600) and moved there once it is whole: an import that is
 * killed, fails or runs beside another leaves the file of the last whole one as it was.
 */
export class RowFile {
  readonly #place: RowPath
  readonly #part: string
  #file: number | undefined

  /** @throws ExportRefused where it cannot be written, or something that is not ours stands in its place */
  constructor(place: RowPath) {
    refuseTaken(place)
    removeLeftParts(place.path)
    this.#place = place
    this.#part = `${place.path}.${process.pid}-${randomBytes(4).toString('hex')}.part`
    try {
      this.#file = openSync(this.#part, 'wx', 0o600)
    } catch (error) {
      throw refusal(place, writeRefusal(error))
    }
    try {
      this.write(csvLine(place.header))
    } catch (error) {
      this.discard()
      throw error
    }
  }

  /** @throws ExportRefused where the disk is full */
  write(text: string | Uint8Array): void {
    const bytes = typeof text === 'string' ? Buffer.from(text) : text
    this.#trying((file) => {
      // Why: on a disk that is nearly full, the system writes a part and calls it done.
      for (let from = 0; from < bytes.length; ) from += writeSync(file, bytes, from)
    })
  }

  /** Puts the file in its place. @throws ExportRefused */
  keep(): void {
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

  #trying(work: (file: number) => void): void {
    if (this.#file === undefined) throw new Error(`${this.#place.path} is closed`)
    try {
      work(this.#file)
    } catch (error) {
      throw refusal(this.#place, writeRefusal(error))
    }
  }
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
