import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { KeyRing } from './current.ts'

/** Where the vectors are. They are bytes that an earlier version made: read them, and never write them again. */
export const vectorsDir = join(import.meta.dirname, 'vectors')

export const bytesOf = (name: string): Buffer => readFileSync(join(vectorsDir, name))

export function jsonOf<T>(name: string): T {
  return JSON.parse(bytesOf(name).toString('utf8')) as T
}

/** The files of a folder by their path in it, in base64. */
export type Packed = Readonly<Record<string, string>>

export function pack(dir: string): Packed {
  const files = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const paths = files.map((entry) => join(entry.parentPath, entry.name)).sort()
  return Object.fromEntries(paths.map((path) => [relative(dir, path), readFileSync(path).toString('base64')]))
}

/** The files of a folder of the vectors, by their path in it. */
export function filesIn(folder: string): Map<string, Buffer> {
  return new Map(
    Object.entries(pack(join(vectorsDir, folder))).map(([path, text]) => [path, fromBase64(text)]),
  )
}

const scratch: string[] = []

/** Puts the files of a folder on disk, in a folder of its own. */
export function unpack(files: Packed): string {
  const dir = mkdtempSync(join(tmpdir(), 'carrel-golden-'))
  scratch.push(dir)
  for (const [name, bytes] of Object.entries(files)) {
    const path = join(dir, name)
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    writeFileSync(path, Buffer.from(bytes, 'base64'), { mode: 0o600 })
  }
  return dir
}

/** Deletes what `unpack` wrote. */
export function sweep(): void {
  for (const dir of scratch.splice(0)) rmSync(dir, { recursive: true, force: true })
}

/**
 * The keys of the golden library, with which the vectors were made, and those of columns that came later: the folders of
 * the vectors stay as they were written.
 */
export const goldenRing = (): KeyRing =>
  new KeyRing(unpack({ ...jsonOf<Packed>('keys-bare.json'), ...jsonOf<Packed>('keys-added.json') }))

/** Bytes in a JSON file. */
export const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')
export const fromBase64 = (text: string): Buffer => Buffer.from(text, 'base64')
