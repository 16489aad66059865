import { spawnSync } from 'node:child_process'
import {
  accessSync,
  chmodSync,
  constants,
  mkdtempSync,
  readdirSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const memory = '/dev/shm'
const prefix = 'carrel-tests-'
const enough = 4 * 1024 ** 3

/**
 * Gives a run of tests one folder in memory for its temporary files, and removes it at the end, where memory has room and
 * programs may run there. Why: what a test writes is synced as the program syncs it, which takes a disk most of the time.
 */
export default function setUp(): (() => void) | undefined {
  const { CARREL_TEST_DISK } = process.env
  if (CARREL_TEST_DISK !== undefined || !isWritable(memory)) return undefined
  removeAbandoned()
  const { bavail, bsize } = statfsSync(memory)
  if (bavail * bsize < enough) return undefined
  const folder = mkdtempSync(join(memory, `${prefix}${process.pid}-`))
  const remove = () => rmSync(folder, { recursive: true, force: true })
  if (!runsPrograms(folder)) return void remove()
  // As /tmp is: some programs of tests run as another user.
  chmodSync(folder, 0o1777)
  process.env['CARREL_TEST_DISK'] = tmpdir()
  process.env['TMPDIR'] = folder
  return remove
}

/** Of runs that were killed. Why also an hour: the process of a run in another container is none of this one's. */
function removeAbandoned(): void {
  for (const name of readdirSync(memory).filter((each) => each.startsWith(prefix))) {
    const folder = join(memory, name)
    const { mtimeMs } = statSync(folder, { throwIfNoEntry: false }) ?? { mtimeMs: Date.now() }
    if (isRunning(parseInt(name.slice(prefix.length), 10)) || mtimeMs > Date.now() - 3_600_000) continue
    try {
      rmSync(folder, { recursive: true, force: true })
    } catch {
      // Another user's, who can remove it.
    }
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}

/** Containers often forbid it. */
function runsPrograms(folder: string): boolean {
  const program = join(folder, 'program')
  writeFileSync(program, '#!/bin/sh\n', { mode: 0o755 })
  const { status } = spawnSync(program)
  rmSync(program)
  return status === 0
}

/** For a test that looks at the disk that its files are on. */
export const folderOnDisk = (): string => process.env['CARREL_TEST_DISK'] ?? tmpdir()
