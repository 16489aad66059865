import type { Kysely } from 'kysely'
import { writeBundle } from '../register/bundle.ts'
import type { LogFiles } from '../register/export-files.ts'
import { hashBytes } from '../register/hashing.ts'
import { publicEndFile } from '../register/public-end.ts'
import { readTilePath, tileWidth } from '../register/tile.ts'
import { newestCheckpoint, readLeaves, readTile } from '../store/register.ts'
import { allLogs } from '../store/register-log.ts'
import type { Schema } from '../store/schema.ts'

/**
 * The stored register as the files of an export would be, so that the same check reads both.
 *
 * Why without a transaction: leaves never change and a tile only grows wider, so the beginnings of both that the
 * checkpoints signed stay as they are, and nothing holds the database back for as long as a check takes.
 */
export async function storedRegister(
  db: Kysely<Schema>,
): Promise<{ readonly key: string; readonly size: bigint; readonly files: LogFiles } | undefined> {
  const logs = await allLogs(db)
  const heads = new Map<string, { readonly log: number; readonly key: string; readonly note: string }>()
  const newest = logs.at(-1)
  let size = 0n
  for (const { log, key } of logs) {
    const head = await newestCheckpoint(db, log)
    if (head === undefined) continue
    heads.set(log === newest?.log ? '' : `past/${log}/`, { log, key, note: head.note })
    if (log === newest?.log) size = head.size
  }
  if (newest === undefined || !heads.has('')) return undefined
  return {
    key: newest.key,
    size,
    files: {
      async read(path, target) {
        const [, folder = '', name = ''] = /^(past\/\d+\/)?(.*)$/.exec(path) ?? []
        const head = heads.get(folder)
        if (head === undefined) return undefined
        if (name === 'checkpoint') return Buffer.from(head.note).copy(target)
        if (name === 'register.vkey') return Buffer.from(`${head.key}\n`).copy(target)
        // It has its leaves, so it is no public export.
        if (name === publicEndFile) return undefined
        return (await readPart(db, head.log, name))?.copy(target)
      },
    },
  }
}

async function readPart(db: Kysely<Schema>, log: number, name: string): Promise<Buffer | undefined> {
  const { level, index, width } = readTilePath(name)
  if (level !== 'entries') {
    const tile = await readTile(db, { log, level, index })
    return tile?.hashes.subarray(0, width * hashBytes)
  }
  const leaves = await readLeaves(db, { log, first: index * BigInt(tileWidth), most: width })
  return writeBundle(leaves.map(({ leaf }) => leaf))
}
