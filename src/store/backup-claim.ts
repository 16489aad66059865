import { renameSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { syncFolder } from '../durable-file.ts'
import { busy, refuseFilledHome, refuseUsedHome } from './backup-empty-home.ts'
import { isOver, markOf, newRestorer, restorerIn } from './backup-half-restored.ts'
import { type Home, makeFolder, passable } from './home.ts'
import { errorCode, folderRefusal } from './refused.ts'

/** A home that this restore alone may fill. */
export type Claim = {
  /** Whether something lies there of a restore that was cut off. */
  readonly hasLeavings: boolean
  isOurs(): boolean
  /** All is there, or nothing is: takes the mark away, and folders that were made for it and hold nothing. */
  release(): void
  /** The restore ends, and what was there when it began is still half restored. */
  leave(): void
}

/**
 * Claims an empty home, or one where a restore was cut off: no start takes it from then on, and no other restore.
 *
 * Whoever starts looks for the mark again once it has made something, and we look for things again once the mark is
 * there: so of the two, one sees the other.
 *
 * @throws BackupRefused `not-empty`, `busy`; DatabaseRefused `folder-closed`, `disk-full`; nothing was touched then
 */
export function claimHome(home: Home): Claim {
  refuseUsedHome(home)
  const words = newRestorer()
  const outermost = makeFolder(home.dir, passable)
  const isOurs = () => restorerIn(markOf(home))?.words === words
  const release = () => {
    if (isOurs()) rmSync(markOf(home))
    isOver(words)
    if (outermost === undefined || !removeMade(home.dir, outermost)) syncFolder(home.dir)
  }
  try {
    const hasLeavings = placeMark(home, words)
    if (!isOurs()) throw busy(home, restorerIn(markOf(home))?.pid ?? process.pid)
    if (!hasLeavings) refuseFilledHome(home)
    return { hasLeavings, isOurs, release, leave: () => isOver(words) }
  } catch (error) {
    release()
    throw error
  }
}

/** Returns whether it replaced the mark of a restore that was cut off. */
function placeMark(home: Home, words: string): boolean {
  const next = `${markOf(home)}.next`
  writeNext(home, next, words)
  try {
    // INVARIANT: only who made `next` puts a mark, so that of two who find a dead one, one alone replaces it.
    refuseUsedHome(home)
    const hasLeavings = restorerIn(markOf(home)) !== undefined
    renameSync(next, markOf(home))
    syncFolder(home.dir)
    return hasLeavings
  } catch (error) {
    rmSync(next, { force: true })
    throw error
  }
}

/** It is written within milliseconds; what is half written and older was cut off. */
const halfWrittenMs = 10_000

function writeNext(home: Home, next: string, words: string): void {
  for (let isFirst = true; ; isFirst = false) {
    try {
      writeFileSync(next, words, { mode: 0o600, flag: 'wx', flush: true })
      return
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') {
        rmSync(next, { force: true })
        throw folderRefusal(error, home.dir) ?? error
      }
      const other = restorerIn(next)
      const age = Date.now() - (statSync(next, { throwIfNoEntry: false })?.mtimeMs ?? 0)
      const isAtWork = other?.isAtWork || (!other?.words.endsWith('\n') && age < halfWrittenMs)
      if (!isFirst || isAtWork) throw busy(home, other?.pid ?? 0)
      rmSync(next, { force: true })
    }
  }
}

/** Whether the folder itself is gone. */
function removeMade(folder: string, outermost: string): boolean {
  for (let path = folder; ; path = dirname(path)) {
    try {
      rmdirSync(path)
    } catch {
      return path !== folder
    }
    if (path === outermost) return true
  }
}
