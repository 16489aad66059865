import { realpathSync } from 'node:fs'
import { basename, dirname, join, resolve, sep } from 'node:path'
import { csvLine } from './csv-writer.ts'
import { type Notice, notices, type Rejection, rejections } from './reasons.ts'
import { RowFile, type RowPath, refusal, refuseTaken } from './row-file.ts'

export type RowPaths = { readonly rejected: string; readonly noticed: string }

/**
 * `rejected.csv` (file, line, reason, sentence, row) and `noticed.csv` (file, line, id, field, reason, sentence).
 * `row` is a line of CSV in one field: the columns that Carrel reads, as they stood. Both are 0600: the rejected
 * rows are confidential; noticed.csv names patrons by their number in Koha only.
 */
export class RowFiles {
  readonly #rejected: RowFile
  readonly #noticed: RowFile

  /** @throws ExportRefused where they cannot be written, are one file, or would replace one that is not ours */
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
  rejected(file: string, line: number, reason: Rejection, row: string): void {
    const written = csvLine([file, String(line), reason, rejections[reason], row])
    this.#rejected.write({ file, line }, Buffer.from(written, 'latin1'))
  }

  noticed(file: string, line: number, id: string, { field, code }: Notice): void {
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
 * @throws ExportRefused naming the option
 */
export function tryRowFiles(
  paths: RowPaths,
  around: { readonly folder: string; readonly home: string },
): void {
  for (const place of Object.values(placesOf(paths))) {
    const home = dirname(resolve(place.path)) === around.home
    if (!home && realPlace(place.path).startsWith(join(realOf(around.folder), sep))) {
      throw refusal(place, 'lies in the folder of the export: name a file outside it')
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
    throw refusal(noticed, 'is where the rejected rows go too: name two files with --rejected and --noticed')
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
