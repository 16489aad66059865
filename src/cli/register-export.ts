import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { Transaction } from 'kysely'
import { writeBundle } from '../register/bundle.ts'
import { openCheckpoint } from '../register/checkpoint.ts'
import { readVerifierKey } from '../register/note.ts'
import { tilePath, tileWidth } from '../register/tile.ts'
import {
  newestCheckpoint,
  pendingCount,
  readLeaves,
  readTilesAfter,
  withRegisterAtRest,
} from '../store/register.ts'
import { currentLog } from '../store/register-log.ts'
import type { Schema } from '../store/schema.ts'
import { type WriteFile, writeFolder } from './export-folder.ts'
import { progressLine } from './progress-line.ts'
import { withLibrary } from './register-library.ts'

/** Leaves and tiles are read so many at a time: a few MB, whatever the register holds. */
const leavesAtOnce = 8 * tileWidth
const tilesAtOnce = 256

export async function exportRegister(args: string[], usage: string): Promise<number> {
  const { folder, wrong } = readFolderArgument(args)
  if (folder === undefined) {
    console.error(`carrel register export: ${wrong}\n\n${usage}`)
    return 2
  }
  if (existsSync(folder)) {
    console.error(`carrel register export: DIR: ${folder} is there already: name a folder that is not`)
    return 2
  }
  return withLibrary('carrel register export', async ({ database }) => {
    const done = await withRegisterAtRest(database.worker, async (trx) => {
      const current = await currentLog(trx)
      const newest = current && (await newestCheckpoint(trx, current.log))
      if (current === undefined || newest === undefined) return undefined
      const { log, key } = current
      // Before anything is written: a checkpoint of other keys would make an export that nobody can verify.
      openCheckpoint(newest.note, readVerifierKey(key))
      await writeFolder(folder, (write) => writeExport(trx, { ...newest, log, key }, write))
      return { ...newest, key, waiting: await pendingCount(trx) }
    })
    if (done === undefined) {
      console.error('carrel register export: nothing is signed yet: the register ticks once a minute')
      return 1
    }
    console.log(`${done.size.toLocaleString('en-US')} entries exported to ${folder}\nkey ${done.key}`)
    const { waiting } = done
    if (waiting > 0n) {
      console.error(`${waiting} newer ${waiting === 1n ? 'entry waits' : 'entries wait'} for the next tick`)
    }
    return 0
  })
}

/** Writes the register as it stands in this transaction. */
export async function writeExport(
  trx: Transaction<Schema>,
  head: { readonly log: number; readonly size: bigint; readonly note: string; readonly key: string },
  write: WriteFile,
): Promise<void> {
  await writeLeaves(trx, head, write)
  await writeTiles(trx, head.log, write)
  await write('register.vkey', `${head.key}\n`)
  await write('checkpoint', head.note)
}

async function writeLeaves(
  trx: Transaction<Schema>,
  { log, size }: { readonly log: number; readonly size: bigint },
  write: WriteFile,
): Promise<void> {
  const progress = progressLine('exported', 'entries')
  for (let first = 0n; first < size; first += BigInt(leavesAtOnce)) {
    const rows = await readLeaves(trx, { log, first, most: leavesAtOnce })
    for (let at = 0; at < rows.length; at += tileWidth) {
      const bundle = rows.slice(at, at + tileWidth).map(({ leaf }) => leaf)
      const index = (first + BigInt(at)) / BigInt(tileWidth)
      await write(tilePath({ level: 'entries', index, width: bundle.length }), writeBundle(bundle))
    }
    for (const { id, overflow } of rows) {
      if (overflow !== null) await write(`overflow/${id.replaceAll('-', '')}`, overflow)
    }
    progress.at(first + BigInt(rows.length), size)
  }
  progress.end()
}

async function writeTiles(trx: Transaction<Schema>, log: number, write: WriteFile): Promise<void> {
  for (let after = { log, level: -1, index: 0n }; ; ) {
    const tiles = await readTilesAfter(trx, { after, most: tilesAtOnce })
    for (const tile of tiles) await write(tilePath(tile), tile.hashes)
    const last = tiles.at(-1)
    if (last === undefined || tiles.length < tilesAtOnce) return
    after = last
  }
}

function readFolderArgument(args: string[]): { readonly folder?: string; readonly wrong?: string } {
  try {
    const [folder = '', ...more] = parseArgs({ args, allowPositionals: true }).positionals
    return folder === '' || more.length > 0 ? { wrong: 'name one folder' } : { folder }
  } catch (error) {
    return { wrong: (error as Error).message }
  }
}
