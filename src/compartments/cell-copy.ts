import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs'
import type { KeptFile } from '../backup/container.ts'
import type { KeptKey } from '../backup/header.ts'
import { headFileBytes, outerKeyId } from '../sealing/cell-bytes.ts'
import { KeysRefused } from '../sealing/key-refusal.ts'
import type { KeyRing } from '../sealing/key-ring.ts'
import { cellFile, cellFileNames } from './cell-folder.ts'

/** The files of sealed matters as they stand at one moment, held open, whatever is put in their place; and their keys. */
export type CellCopy = {
  readonly files: readonly KeptFile[]
  readonly keys: readonly KeptKey[]
  close(): void
}

/** They are replaced one after the other, and each in a moment. */
const mostTries = 200

/**
 * Holds the nine files for a backup; none of them where they were never made. It works beside the program that writes them.
 *
 * INVARIANT: they are held at a moment at which none of the nine was replaced, so that a restore finds what a kill at that moment
 * would have left: a matter is there once or twice, and never not at all. Whoever makes a backup holds them before its snapshot
 * for the same reason: what leaves them for the tables is there first.
 *
 * @throws KeysRefused `cells-missing`, `keys-unreadable`
 */
export function holdCells(dir: string, ring: KeyRing): CellCopy {
  const { cellFiles } = ring
  if (!cellFiles.areMade()) return { files: [], keys: [], close() {} }
  for (let tries = 1; ; tries++) {
    const held: { readonly name: string; readonly fd: number }[] = []
    const close = () => {
      for (const { fd } of held.splice(0)) closeSync(fd)
    }
    try {
      for (const name of cellFileNames) held.push({ name, fd: openSync(cellFile(dir, name), 'r') })
      // Why without its key in the end: a file that was damaged must not keep all else from being backed up.
      const keys = held.flatMap(({ fd }) => {
        const id = idOf(fd)
        return tries === mostTries && !cellFiles.isThere(id.toString('hex')) ? [] : [cellFiles.forBackup(id)]
      })
      const inPlace = held.every(({ name, fd }) => fstatSync(fd).ino === statSync(cellFile(dir, name)).ino)
      if (inPlace) return { files: [...held], keys: [cellFiles.mark(), ...keys], close }
      close()
    } catch (error) {
      close()
      if (tries >= mostTries) throw (error as NodeJS.ErrnoException).code === 'ENOENT' ? missing(dir) : error
    }
  }
}

function idOf(fd: number): Buffer {
  const head = Buffer.alloc(headFileBytes)
  readSync(fd, head, 0, headFileBytes, 0)
  return outerKeyId(head)
}

function missing(dir: string): KeysRefused {
  return new KeysRefused(
    'cells-missing',
    `a file of the sealed matters in ${dir} is not there: put back the folder it was in, or a backup`,
  )
}
