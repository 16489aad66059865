import { randomBytes } from 'node:crypto'
import { closeSync, existsSync, openSync, readSync } from 'node:fs'
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import type { LogFiles } from '../register/export-files.ts'
import { Malformed } from '../register/malformed.ts'
import { readTilePath, tileWidthAt } from '../register/tile.ts'

/**
 * The files of an export in a folder.
 *
 * Why synchronous: two small files are read for each third of a millisecond of hashing, and handing each over
 * to another thread and back costs more than reading it.
 */
export function folderFiles(folder: string): LogFiles {
  return {
    async read(path, target) {
      let file: number
      try {
        file = openSync(join(folder, path), 'r')
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException
        if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
        throw error
      }
      try {
        return readAll(file, target)
      } finally {
        closeSync(file)
      }
    },
  }
}

function readAll(file: number, target: Uint8Array): number {
  let filled = 0
  for (;;) {
    const read = readSync(file, target, filled, target.length - filled, null)
    filled += read
    // The file's end, or more than anybody asked for.
    if (read === 0 || filled === target.length) return filled
  }
}

/** Writes one file of an export; `path` as in FORMAT.md. */
export type WriteFile = (path: string, bytes: Uint8Array | string) => Promise<void>

/**
 * Makes a folder whole or not at all: it is written under another name beside its place, and renamed last.
 * @throws where the folder is there already; nothing is ever written over
 */
export async function writeFolder(folder: string, write: (file: WriteFile) => Promise<void>): Promise<void> {
  const place = resolve(folder)
  const temporary = join(dirname(place), `.${basename(place)}.${randomBytes(6).toString('hex')}`)
  const made = new Set<string>()
  try {
    await mkdir(temporary, { recursive: true })
    await write(async (path, bytes) => {
      const target = join(temporary, path)
      if (!made.has(dirname(target))) await mkdir(dirname(target), { recursive: true })
      made.add(dirname(target))
      await writeFile(target, bytes, { flag: 'wx' })
    })
    if (existsSync(place)) throw new Error(`${place} was made by somebody else meanwhile`)
    await rename(temporary, place)
  } finally {
    await rm(temporary, { recursive: true, force: true })
  }
}

/** The files of a folder that a checkpoint of `size` entries says nothing about, as far as they look like tiles. */
export async function uncoveredFiles(folder: string, size: bigint): Promise<string[]> {
  const found = await readdir(join(folder, 'tile'), { recursive: true, withFileTypes: true }).catch(() => [])
  return found
    .filter((file) => !file.isDirectory())
    .map((file) => relative(folder, join(file.parentPath, file.name)).split(sep).join('/'))
    .filter((path) => !isCovered(path, size))
}

function isCovered(path: string, size: bigint): boolean {
  try {
    const { level, index, width } = readTilePath(path)
    return tileWidthAt(size, level === 'entries' ? 0 : level, index) === width
  } catch (error) {
    if (error instanceof Malformed) return false
    throw error
  }
}
