import { closeSync, fsyncSync, openSync } from 'node:fs'

/** Makes what was created, renamed or removed in a folder outlast a power cut. */
export function syncFolder(path: string): void {
  const folder = openSync(path, 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}
