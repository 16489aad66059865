import { readFileSync } from 'node:fs'
import type { Transaction } from 'kysely'
import { writeBundle } from '../register/bundle.ts'
import { openCheckpoint } from '../register/checkpoint.ts'
import { readVerifierKey } from '../register/note.ts'
import { tilePath, tileWidth, tileWidthAt } from '../register/tile.ts'
import { verifierPage } from '../register/verifier-page.ts'
import { newestCheckpoint, readLeaves, readTilesAfter } from '../store/register.ts'
import { allLogs } from '../store/register-log.ts'
import type { Schema } from '../store/schema.ts'
import type { WriteFile } from './export-folder.ts'
import { progressLine } from './progress-line.ts'

/** Leaves and tiles are read so many at a time: a few MB, whatever the register holds. */
const leavesAtOnce = 8 * tileWidth
const tilesAtOnce = 256

/** One log of the register as it stands: its public key and its newest checkpoint. */
export type LogHead = {
  readonly log: number
  readonly key: string
  readonly size: bigint
  /** How many of its leaves are of commitments, and so no entries. */
  readonly commitments: bigint
  readonly note: string
}

/**
 * Every log that was signed, the oldest first.
 * @throws Malformed where a checkpoint is not its log's: an export of it would be one that nobody can verify
 */
export async function logHeads(trx: Transaction<Schema>): Promise<LogHead[]> {
  const heads: LogHead[] = []
  for (const { log, key } of await allLogs(trx)) {
    const newest = await newestCheckpoint(trx, log)
    if (newest === undefined) continue
    openCheckpoint(newest.note, readVerifierKey(key))
    heads.push({ log, key, ...newest })
  }
  return heads
}

/**
 * Writes the register as it stands in this transaction: the log that grows, those before it below `past/`, and the
 * page that checks them.
 */
export async function writeRegister(
  trx: Transaction<Schema>,
  heads: readonly LogHead[],
  write: WriteFile,
): Promise<void> {
  for (const head of heads) {
    const folder = head === heads.at(-1) ? '' : `past/${head.log}/`
    await writeLog(trx, head, (path, bytes) => write(`${folder}${path}`, bytes))
  }
  await write(verifierPage.name, readFileSync(verifierPage.url))
}

async function writeLog(trx: Transaction<Schema>, head: LogHead, write: WriteFile): Promise<void> {
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
    const end = first + BigInt(leavesAtOnce)
    for (let from = first; from < end && from < size; from += BigInt(tileWidth)) {
      // Why by the index and not by the count: where a leaf is gone, the check of this export has to name that one.
      const bundle = rows.filter(({ index }) => index >= from && index < from + BigInt(tileWidth))
      const index = from / BigInt(tileWidth)
      const path = tilePath({ level: 'entries', index, width: tileWidthAt(size, 0, index) })
      await write(path, writeBundle(bundle.map(({ leaf }) => leaf)))
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
