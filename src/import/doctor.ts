import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type Check, good, note } from '../platform/doctor.ts'

export const importRowsCheck: Check = {
  name: 'import-rows',
  look({ home }) {
    const left = ['rejected.csv', 'noticed.csv'].map((name) => join(home.dir, name)).filter(hasRows)
    const [first] = left
    if (first === undefined) return good('No rows of an import are left in files.')
    const day = statSync(first).mtime.toISOString().slice(0, 10)
    const holds = left.length > 1 ? 'hold' : 'holds'
    return note(
      `${left.join(' and ')} ${holds} rows about people since ${day}, which nothing seals.`,
      `Fix them, then delete ${left.length > 1 ? 'both files' : 'the file'}.`,
    )
  },
}

function hasRows(path: string): boolean {
  try {
    return readFileSync(path, 'latin1').trimEnd().includes('\n')
  } catch {
    return false
  }
}
