import { createHash } from 'node:crypto'
import { statSync } from 'node:fs'
import { join } from 'node:path'

/** Which files lie in a folder, by their sizes and times: another export has another mark. */
export type ExportMark = {
  /** SHA-256, hex. */
  readonly mark: string
  /** When the newest of them was last written to, in milliseconds of the epoch. */
  readonly writtenAtMs: number
}

/** Undefined where none of the files is there. */
export function markOfExport(folder: string, files: readonly string[]): ExportMark | undefined {
  const found = files.flatMap((file) => {
    const stat = statSync(join(folder, file), { throwIfNoEntry: false })
    return stat === undefined ? [] : [{ file, size: stat.size, writtenAtMs: Math.floor(stat.mtimeMs) }]
  })
  if (found.length === 0) return undefined
  const mark = createHash('sha256').update(JSON.stringify(found)).digest('hex')
  return { mark, writtenAtMs: Math.max(...found.map(({ writtenAtMs }) => writtenAtMs)) }
}
