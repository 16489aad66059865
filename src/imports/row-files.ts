import { closeSync, openSync, rmSync, statSync, writeSync } from 'node:fs'
import { csvLine } from './csv-writer.ts'
import { ExportRefused } from './koha-table.ts'
import { type Notice, notices, type Rejection, rejections } from './reasons.ts'

/**
 * `rejected.csv` (file, line, reason, sentence, row) and `noticed.csv` (file, line, id, field, reason, sentence).
 * `row` is a line of CSV in one field: the columns that Carrel reads, as they stood. Both are 0600: the rejected
 * rows are confidential; noticed.csv names patrons by their number in Koha only.
 */
export class RowFiles {
  readonly #rejected: number
  readonly #noticed: number

  /** Replaces both files. Throws ExportRefused where they cannot be written. */
  constructor(paths: { readonly rejected: string; readonly noticed: string }) {
    this.#rejected = create(paths.rejected, ['file', 'line', 'reason', 'sentence', 'row'])
    this.#noticed = create(paths.noticed, ['file', 'line', 'id', 'field', 'reason', 'sentence'])
  }

  /** `row` is latin-1, one character a byte, so that bytes that are no UTF-8 stay as they were. */
  rejected(file: string, line: number, reason: Rejection, row: string): void {
    const written = csvLine([file, String(line), reason, rejections[reason], row])
    writeSync(this.#rejected, Buffer.from(written, 'latin1'))
  }

  noticed(file: string, line: number, id: string, { field, code }: Notice): void {
    writeSync(this.#noticed, csvLine([file, String(line), id, field, code, notices[code]]))
  }

  close(): void {
    closeSync(this.#rejected)
    closeSync(this.#noticed)
  }
}

function create(path: string, header: readonly string[]): number {
  try {
    // Why: a file that is there may be readable by others, and a link may lead elsewhere; a new one is ours.
    if (statSync(path, { throwIfNoEntry: false })?.isFile() ?? true) rmSync(path, { force: true })
    const file = openSync(path, 'wx', 0o600)
    writeSync(file, csvLine(header))
    return file
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new ExportRefused(
      `${path} cannot be written (${code}): name another file with --rejected or --noticed`,
    )
  }
}
