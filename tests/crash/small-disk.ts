import { execFileSync, spawnSync } from 'node:child_process'
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  statfsSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A disk of its own, small enough to be filled. */
export type SmallDisk = {
  readonly path: string
  /** Takes all the room that is left, but so many bytes. */
  fill(leaveBytes?: number): void
  free(): void
  remove(): void
}

/** Why no disk can be had here, or undefined where one can: it takes the right to mount, which root has. */
export function noSmallDisk(): string | undefined {
  const path = mkdtempSync(join(tmpdir(), 'carrel-mount-'))
  const tried = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', path], { encoding: 'utf8' })
  if (tried.status === 0) execFileSync('umount', [path])
  rmSync(path, { recursive: true })
  return tried.status === 0
    ? undefined
    : `a disk cannot be mounted here: ${tried.stderr || tried.error?.message}`
}

export function smallDisk(size: string): SmallDisk {
  const path = mkdtempSync(join(tmpdir(), 'carrel-disk-'))
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size},mode=0711`, 'tmpfs', path])
  const ballast = join(path, 'ballast')
  return {
    path,
    fill(leaveBytes = 0) {
      const { bavail, bsize } = statfsSync(path)
      const file = openSync(ballast, 'a')
      const block = Buffer.alloc(bsize)
      try {
        for (let left = bavail * bsize - leaveBytes; left >= bsize; left -= bsize) writeSync(file, block)
      } catch (error) {
        // The database took what was left meanwhile: it is full all the same.
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
      } finally {
        closeSync(file)
      }
    },
    free: () => rmSync(ballast, { force: true }),
    remove() {
      // Whoever works there still has it until they end.
      execFileSync('umount', ['--lazy', path])
      rmSync(path, { recursive: true, force: true })
    },
  }
}

/** Puts a folder on that disk under its own name, as whoever ran out of space would have it. Returns its new path. */
export function moveTo(disk: SmallDisk, folder: string, name: string): string {
  const to = join(disk.path, name)
  if (existsSync(folder)) execFileSync('cp', ['-a', folder, to])
  else mkdirSync(to)
  return to
}
