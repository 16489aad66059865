import { createHash } from 'node:crypto'
import { lstatSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

export const root = resolve(import.meta.dirname, '..')
export const dist = join(root, 'dist')

/** The file of a build that says which source it was made from. */
export const MADE_OF = 'made-of.sha256'

/** What else decides how the source is compiled. */
const settings = ['package.json', 'tsconfig.json', 'tsconfig.build.json', 'bin/build.js']

/** Every file of the program by its name from `src/`, without the tests. */
export function sourceFiles() {
  return readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(join(root, 'src/').length))
    .sort()
}

/** A sum over the source, name by name and byte by byte. Why not times and lengths: another text can have the same. */
export function sourceSum() {
  const sum = createHash('sha256')
  for (const name of [...settings, ...sourceFiles().map((name) => join('src', name))]) {
    const bytes = readFileSync(join(root, name))
    sum.update(`${name}\0${bytes.length}\0`).update(bytes)
  }
  return sum.digest('hex')
}

/** Whether `dist/` is a build of exactly this source, made by us, by root, or by the owner of the source. */
export function isBuilt() {
  const found = lstatSync(dist, { throwIfNoEntry: false })
  if (!found?.isDirectory()) return false
  const trusted = [0, process.geteuid(), lstatSync(join(root, 'src')).uid]
  // Hostile: in a folder that others write to, one of them may have put a `dist` here.
  if (!trusted.includes(found.uid) || (found.mode & 0o002) !== 0) return false
  return readText(join(dist, MADE_OF)) === sourceSum()
}

function readText(path) {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch {
    return ''
  }
}
