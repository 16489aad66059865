import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { PackFiles } from './pack.ts'
import { PackError } from './source-text.ts'

const belongs = /\.(md|txt|ya?ml|cedar|cedarschema)$/
/** Hostile: a pack is a few short texts; a folder given by mistake may hold anything. */
const mostBytes = 4 * 1024 * 1024

export function readPackFolder(folder: string): PackFiles {
  const files = new Map<string, string>()
  for (const path of pathsIn(folder)) {
    const bytes = readOf(folder, path)
    try {
      files.set(path, new TextDecoder('utf-8', { fatal: true }).decode(bytes).replaceAll('\r\n', '\n'))
      // The database keeps no text with one.
      if (bytes.includes(0)) throw new Error('NUL')
    } catch {
      throw new PackError(path, undefined, 'this is not UTF-8 text')
    }
  }
  return files
}

function readOf(folder: string, path: string): Buffer {
  try {
    return readFileSync(join(folder, path))
  } catch (error) {
    throw new PackError(
      path,
      undefined,
      `this cannot be read (${(error as NodeJS.ErrnoException).code ?? String(error)})`,
    )
  }
}

function pathsIn(folder: string): string[] {
  let names: string[]
  try {
    names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  } catch {
    throw new PackError(folder, undefined, 'there is no policy pack in this folder')
  }
  const paths = names
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => belongs.test(name))
    .sort()
  const bytes = paths.reduce((sum, path) => sum + sizeOf(folder, path), 0)
  if (bytes > mostBytes) throw new PackError(folder, undefined, 'too large to be a policy pack')
  return paths
}

/** Hostile: to read a pipe would wait for ever. */
function sizeOf(folder: string, path: string): number {
  let found: ReturnType<typeof statSync>
  try {
    found = statSync(join(folder, path))
  } catch (error) {
    throw new PackError(path, undefined, `this cannot be read (${(error as NodeJS.ErrnoException).code})`)
  }
  if (!found.isFile()) throw new PackError(path, undefined, 'this is no file')
  return found.size
}
