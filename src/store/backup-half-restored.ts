import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { syncFolder } from './durable.ts'
import type { Home } from './home.ts'
import { DatabaseRefused, errorCode, folderRefusal } from './refused.ts'

/**
 * A file in the home that says that a restore is under way, or was cut off: from before the first thing that it makes
 * until all is there.
 */
export const halfRestored = 'half-restored'

const nameOf = ({ dir }: Pick<Home, 'dir'>) => join(dir, halfRestored)

/** The number of the process that restores, or that was cut off; undefined where nothing is half restored. */
export function restoringProcess(home: Pick<Home, 'dir'>): number | undefined {
  try {
    return Number.parseInt(readFileSync(nameOf(home), 'utf8'), 10)
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return undefined
    throw folderRefusal(error, nameOf(home)) ?? error
  }
}

/** @throws DatabaseRefused `half-restored` */
export function refuseHalfRestored(home: Pick<Home, 'dir'>): void {
  if (restoringProcess(home) === undefined) return
  throw new DatabaseRefused(
    'half-restored',
    `the library in ${home.dir} is half restored: run carrel restore again, with the same backup or another`,
  )
}

export function noteHalfRestored(home: Pick<Home, 'dir'>): void {
  try {
    writeFileSync(
      nameOf(home),
      `${process.pid} restores this library: until it is done, nothing here is whole.\n`,
      {
        mode: 0o600,
        flush: true,
      },
    )
    syncFolder(home.dir)
  } catch (error) {
    throw folderRefusal(error, home.dir) ?? error
  }
}

/** All is there. */
export function noteRestored(home: Pick<Home, 'dir'>): void {
  rmSync(nameOf(home), { force: true })
  syncFolder(home.dir)
}
