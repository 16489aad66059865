import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseOpenError, errorCode, folderError } from './error.ts'
import type { Home } from './home.ts'
import { processInfo } from './server-process.ts'

/**
 * A file in the home during a restore, from before the backup is read until everything is there. A home that
 * has it does not start.
 */
export const restoreMarkName = 'half-restored'

type Dir = Pick<Home, 'dir'>
export const restoreMarkPath = ({ dir }: Dir) => join(dir, restoreMarkName)

/** Who restores, or was interrupted. */
type Restorer = { readonly pid: number; readonly isAtWork: boolean; readonly words: string }

/** The restores of this process. */
const ours = new Set<string>()

/** The text that identifies a restore of this process, until `isOver`. */
export function newRestorer(): string {
  const began = processInfo(process.pid)?.began || '-'
  const words = `${process.pid} ${began} ${randomBytes(8).toString('hex')} restores this library: until it is done, nothing here is whole.\n`
  ours.add(words)
  return words
}

export function forgetRestorer(words: string): void {
  ours.delete(words)
}

/** The content of the mark or another file with such text; undefined where there is none. */
export function restorerIn(path: string): Restorer | undefined {
  try {
    const words = readFileSync(path, 'utf8')
    const [, number = '', began] = /^(\d+) (\S+) [0-9a-f]{16} /.exec(words) ?? []
    return { pid: Number(number), words, isAtWork: isAtWork({ pid: Number(number), began, words }) }
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return undefined
    throw folderError(error, path) ?? error
  }
}

/** Why the start time too: process numbers are reused, in containers at every start. */
function isAtWork(of: { pid: number; began: string | undefined; words: string }): boolean {
  if (of.began === undefined) return false
  if (of.pid === process.pid) return ours.has(of.words)
  const running = processInfo(of.pid)
  return running !== undefined && (of.began === '-' || running.began === of.began)
}

/** @throws DatabaseOpenError `half-restored` */
export function refuseHalfRestored(home: Dir): void {
  const restorer = restorerIn(restoreMarkPath(home))
  if (restorer === undefined) return
  throw new DatabaseOpenError(
    'half-restored',
    restorer.isAtWork
      ? `process ${restorer.pid} is restoring to ${home.dir}: wait for it, or end it`
      : `the library in ${home.dir} is half restored: run carrel restore again, with the same backup or another`,
  )
}
