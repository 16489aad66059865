import { readFileSync } from 'node:fs'
import { BackupError } from '../backup/index.ts'
import { type PaperKey, readPaperKey } from '../platform/crypto/paper-key.ts'
import { askLine } from './terminal.ts'

const mostTries = 5

/** On a terminal it may be tried again. @throws BackupError `key-mistyped`, with the groups to check */
export async function paperKey(from: string | undefined, sheet: string): Promise<PaperKey> {
  for (let tries = 1; ; tries++) {
    const typed = from === undefined ? await askLine(keyPrompt(sheet)) : keyIn(from)
    const read = await readPaperKey(typed)
    if (read.ok) return read
    const again = from === undefined && process.stdin.isTTY && tries < mostTries
    if (!again) throw new BackupError('key-mistyped', `the key is mistyped: ${read.message}`)
    console.error(`Not yet: ${read.message}.`)
  }
}

export function keyPrompt(sheet: string): string {
  return `The recovery key, from sheet ${sheet} (14 groups; what you type is not shown): `
}

/** Skips comments, as the program age writes them. */
function keyIn(file: string): string {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new BackupError(
      'cannot-read',
      `--identity-file: ${file} cannot be read (${code}): name a file that you may read`,
    )
  }
  return text
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .join(' ')
}
