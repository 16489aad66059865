import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { replaceFile } from '../durable-file.ts'
import { readCheckpointText } from '../register/checkpoint.ts'
import { readNote } from '../register/note.ts'

/** Where the checkpoint that was signed last is remembered: with the keys, apart from the database. */
export type LastSigned = {
  /** The note, or undefined where none was written yet. */
  read(): Promise<string | undefined>
  /** Resolves when the note is durable. */
  write(note: string): Promise<void>
}

/** The note as a file beside the signing key, replaced as a whole. */
export function lastSignedIn(keysDir: string): LastSigned {
  const path = join(keysDir, 'register', 'last-signed')
  return {
    async read() {
      try {
        return await readFile(path, 'utf8')
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
        throw error
      }
    },
    async write(note) {
      // Why as a key is written: what a kill leaves has a name by which everything else in that folder passes it over.
      replaceFile(path, Buffer.from(note))
    },
  }
}

/**
 * How far the register is signed, as that file has it: the log's origin and its size; '' and 0 before the first tick. The
 * signature is not looked at: whoever ticks does that.
 * @throws Malformed where it is no checkpoint
 */
export async function signedSoFar(
  lastSigned: Pick<LastSigned, 'read'>,
): Promise<{ readonly log: string; readonly size: number }> {
  const note = await lastSigned.read()
  if (note === undefined) return { log: '', size: 0 }
  const { origin, size } = readCheckpointText(readNote(Buffer.from(note)).text)
  return { log: origin, size: Number(size) }
}
