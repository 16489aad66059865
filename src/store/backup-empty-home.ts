import { readdirSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { BackupRefused } from '../backup/refused.ts'
import { halfRestored, markOf, restorerIn } from './backup-half-restored.ts'
import { hasCluster } from './embedded/cluster.ts'
import { serve } from './embedded/server.ts'
import type { Home } from './home.ts'
import { DatabaseRefused, errorCode, folderRefusal } from './refused.ts'

/** How this machine guards its keys: may be chosen before anything is restored. */
const keyMode = 'mode'

/**
 * Whether a library can be restored to this home: nothing is in it yet, or only what a restore left that was cut off.
 * Touches nothing.
 * @throws BackupRefused `not-empty`, `busy`
 */
export function refuseUsedHome(home: Home): void {
  const restorer = restorerIn(markOf(home))
  if (restorer?.isAtWork) throw busy(home, restorer.pid)
  if (restorer === undefined) refuseFilledHome(home)
}

export function busy(home: Home, pid: number): BackupRefused {
  return new BackupRefused('busy', `process ${pid} is restoring to ${home.dir}: wait for it, or end it`)
}

/** @throws BackupRefused `not-empty`: something is in it besides the mark of a restore */
export function refuseFilledHome(home: Home): void {
  const used =
    besides(home)[0] ??
    withParent(home.dataDir, namesIn(home.dataDir)[0]) ??
    withParent(
      home.keysDir,
      namesIn(home.keysDir).find((name) => name !== keyMode),
    ) ??
    withParent(home.cellsDir, namesIn(home.cellsDir)[0])
  if (used === undefined) return
  throw new BackupRefused(
    'not-empty',
    `there is something in ${home.dir} already (${used}), and a restore goes to an empty home alone: set CARREL_HOME to a new folder, or move what is there aside`,
  )
}

/**
 * Takes away what a restore made that failed or was cut off.
 * @throws DatabaseRefused `already-running`
 */
export async function emptyHome(home: Home): Promise<void> {
  if (home.databaseUrl === undefined) {
    await endLeftServer(home)
    for (const name of namesIn(home.dataDir)) rmSync(join(home.dataDir, name), { recursive: true })
  }
  for (const name of namesIn(home.keysDir)) {
    if (name !== keyMode) rmSync(join(home.keysDir, name), { recursive: true })
  }
  for (const name of namesIn(home.cellsDir)) rmSync(join(home.cellsDir, name), { recursive: true })
  // Nothing else was in the home before.
  for (const name of besides(home)) rmSync(join(home.dir, name), { recursive: true })
  for (const folder of [home.dataDir, home.keysDir, home.cellsDir]) {
    const isOurs = dirname(folder) === home.dir && namesIn(folder).length === 0
    if (isOurs) rmSync(folder, { recursive: true, force: true })
  }
}

/** What is in the home besides its folders and the marks of restores. */
function besides(home: Home): string[] {
  const folders = [home.dataDir, home.keysDir, home.backupsDir, home.cellsDir]
  return namesIn(home.dir).filter(
    (name) => !name.startsWith(halfRestored) && !folders.includes(join(home.dir, name)),
  )
}

/** A server that was left behind by a kill works on the folder that is about to go. */
async function endLeftServer(home: Home): Promise<void> {
  try {
    if (!hasCluster(home.dataDir)) return
    const server = await serve(home, { exclusive: true })
    await server.stop()
  } catch (error) {
    // One that does not start is none that runs.
    if (!(error instanceof DatabaseRefused) || error.code === 'already-running') throw error
  }
}

function withParent(folder: string, name: string | undefined): string | undefined {
  return name === undefined ? undefined : join(basename(dirname(join(folder, name))), name)
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return []
    throw folderRefusal(error, folder) ?? error
  }
}
