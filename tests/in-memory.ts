import { spawnSync } from 'node:child_process'
import { accessSync, chmodSync, constants, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const memory = '/dev/shm'
const enough = 4 * 1024 ** 3

/**
 * Gives a run of tests one folder in memory for its temporary files, and removes it at the end, where memory has room and
 * programs may run there. Why: what a test writes is synced as the program syncs it, which takes a disk most of the time.
 */
export default function setUp(): (() => void) | undefined {
  const { CARREL_TEST_DISK } = process.env
  if (CARREL_TEST_DISK !== undefined || !isWritable(memory)) return undefined
  const { bavail, bsize } = statfsSync(memory)
  if (bavail * bsize < enough) return undefined
  const folder = mkdtempSync(join(memory, 'carrel-tests-'))
  const remove = () => rmSync(folder, { recursive: true, force: true })
  if (!runsPrograms(folder)) return void remove()
  // As /tmp is: some programs of tests run as another user.
  chmodSync(folder, 0o1777)
  process.env['CARREL_TEST_DISK'] = tmpdir()
  process.env['TMPDIR'] = folder
  return remove
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
