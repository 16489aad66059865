import { readFileSync } from 'node:fs'
import type { Db } from '../platform/db/context.ts'
import { ZipParts } from '../platform/zip.ts'
import {
  firstLeafFile,
  hashBytes,
  isNewLogLeaf,
  openCheckpoint,
  type PublicExportEnd,
  publicEndFile,
  publicEndText,
  readVerifierKey,
  tilePath,
  tileWidthAt,
  verifierPage,
} from './log/index.ts'
import { allLogs, newestCheckpoint, readLeaves, readTilesAfter } from './log-store.ts'
import { newestWholeDay } from './newest-checkpoint.ts'

/** Writes one file of an export. @param path with `/` */
export type WriteFile = (path: string, bytes: string | Uint8Array) => Promise<void>

/** A few MB, however large the register is. */
const tilesAtOnce = 256

export type LogEnd = {
  readonly log: number
  readonly key: string
  readonly size: bigint
  readonly note: string
}

export type LogHead = LogEnd & {
  /** How many of its leaves are commitments. */
  readonly commitments: bigint
}

/** Each log up to its end, and the newest up to the end of a day. */
export type PublicRegister = { readonly logs: readonly LogEnd[]; readonly end: PublicExportEnd }

/** Every signed log, oldest first. @throws MalformedError where a checkpoint is not its log's: no one could verify that export */
export async function logHeads(db: Db): Promise<LogHead[]> {
  const heads: LogHead[] = []
  for (const { log, key } of await allLogs(db)) {
    const newest = await newestCheckpoint(db, log)
    if (newest === undefined) continue
    openCheckpoint(newest.note, readVerifierKey(key))
    heads.push({ log, key, ...newest })
  }
  return heads
}

/** Undefined where no day is over yet. @throws MalformedError as `logHeads` */
export async function publicRegister(db: Db, now: Date): Promise<PublicRegister | undefined> {
  const last = await newestWholeDay(db, { now })
  if (last === undefined) return undefined
  const heads = (await logHeads(db)).filter(({ log }) => log <= last.log)
  const logs = heads.map((head): LogEnd => (head.log === last.log ? { ...last, key: head.key } : head))
  for (const { note, key } of logs) openCheckpoint(note, readVerifierKey(key))
  return { logs, end: last }
}

/** Hashes alone, so that no one can tell the mark of a minute from an entry (FORMAT.md, "A public export"). */
export async function writePublic(db: Db, { logs, end }: PublicRegister, write: WriteFile): Promise<void> {
  await writeLogs(logs, write, async (log, into) => {
    await writeFirstLeaf(db, log, into)
    await writeTiles(db, log, into)
  })
  await write(publicEndFile, publicEndText(end))
}

export async function writeLogs<Log extends LogEnd>(
  logs: readonly Log[],
  write: WriteFile,
  writeTree: (log: Log, into: WriteFile) => Promise<void>,
): Promise<void> {
  for (const log of logs) {
    const folder = log === logs.at(-1) ? '' : `past/${log.log}/`
    const into: WriteFile = (path, bytes) => write(`${folder}${path}`, bytes)
    await writeTree(log, into)
    await into('register.vkey', `${log.key}\n`)
    await into('checkpoint', log.note)
  }
  await write(verifierPage.name, readFileSync(verifierPage.url))
}

/** The open leaf that names the log before, where there is one. */
async function writeFirstLeaf(db: Db, { log, size }: LogEnd, write: WriteFile): Promise<void> {
  const [first] = size === 0n ? [] : await readLeaves(db, { log, first: 0n, most: 1 })
  if (first !== undefined && isNewLogLeaf(first.leaf)) await write(firstLeafFile, first.leaf)
}

/** The tiles of a tree of that size; a stored one may have grown since. */
export async function writeTiles(db: Db, { log, size }: LogEnd, write: WriteFile): Promise<void> {
  for (let after = { log, level: -1, index: 0n }; ; ) {
    const tiles = await readTilesAfter(db, { after, most: tilesAtOnce })
    for (const { level, index, hashes } of tiles) {
      const width = tileWidthAt(size, level, index)
      if (width > 0) await write(tilePath({ level, index, width }), hashes.subarray(0, width * hashBytes))
    }
    const last = tiles.at(-1)
    if (last === undefined || tiles.length < tilesAtOnce) return
    after = last
  }
}

/**
 * The public export as one ZIP file, made while it is sent. Why in no transaction: a slow reader would hold a connection, and
 * the tiles of a size never change.
 */
export function publicZip(db: Db, register: PublicRegister): ReadableStream<Uint8Array> {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>()
  const writer = writable.getWriter()
  const zip = new ZipParts()
  const write: WriteFile = async (name, bytes) => {
    await writer.write(zip.file({ name, bytes: Buffer.from(bytes as Uint8Array) }))
  }
  writePublic(db, register, write)
    .then(() => writer.write(zip.end()))
    .then(() => writer.close())
    // A reader who left, or a database that is gone: what was sent ends short.
    .catch((error) => writer.abort(error).catch(() => undefined))
  return readable
}
