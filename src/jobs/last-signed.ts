import { randomBytes } from 'node:crypto'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'

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
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      const temporary = `${path}.${randomBytes(6).toString('hex')}`
      try {
        await writeDurably(temporary, note)
        await rename(temporary, path)
      } finally {
        await rm(temporary, { force: true })
      }
    },
  }
}

async function writeDurably(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
}
