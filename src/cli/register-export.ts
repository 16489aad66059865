import { existsSync, readFileSync } from 'node:fs'
import type { Trx } from '../platform/db/context.ts'
import {
  allLogs,
  newestCheckpoint,
  newestWholeDay,
  pendingCount,
  readLeaves,
  readTilesAfter,
  withRegisterSnapshot,
} from '../register/index.ts'
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
  tileWidth,
  tileWidthAt,
  verifierPage,
  writeBundle,
} from '../register/log/index.ts'
import { type WriteFile, writeFolder } from './export-folder.ts'
import { withLibrary } from './library.ts'
import {
  nothingSigned,
  noWholeDay,
  printError,
  printUsageError,
  progressLine,
  readCommandLine,
} from './terminal.ts'

const command = 'carrel register export'

type Asked = { readonly folder: string; readonly withLeaves: boolean }

/** `warned` is for the user, and not part of what the sentences are about. */
type Done = { readonly said: readonly string[]; readonly warned: readonly string[] }
type Refused = Parameters<typeof printError>[1]

export async function exportRegister(args: string[], usage: string): Promise<number> {
  const asked = readAsked(args, usage)
  if (typeof asked === 'number') return asked
  const { folder, withLeaves } = asked
  if (existsSync(folder)) {
    printUsageError(command, `DIR: ${folder} is there already: name a folder that is not`)
    return 2
  }
  return withLibrary(command, async ({ database }) => {
    const exported = withLeaves ? exportWithLeaves : exportPublic
    const done = await withRegisterSnapshot(database.worker, (trx) => exported(trx, folder))
    if ('code' in done) {
      printError(command, done)
      return 1
    }
    console.log(done.said.join('\n'))
    for (const line of done.warned) console.error(line)
    return 0
  })
}

async function exportPublic(trx: Trx, folder: string): Promise<Done | Refused> {
  const register = await publicRegister(trx, new Date())
  const newest = register?.logs.at(-1)
  if (register === undefined || newest === undefined)
    return (await logHeads(trx)).length === 0 ? nothingSigned : noWholeDay
  const { day, timeZone } = register.end
  // Why one time for all: two exports of one size then differ in nothing but hashes.
  const dated = new Date(`${day}T23:59:59Z`)
  await writeFolder(folder, (write) => writePublic(trx, register, write), dated)
  const held = `${newest.size.toLocaleString('en-US')} entries and minute marks`
  const said = [
    `the public export up to the end of ${day} (${timeZone}), ${held}, is in ${folder}`,
    `key ${newest.key}`,
    ...saidOfPast(register.logs.length - 1),
  ]
  return { said, warned: [] }
}

async function exportWithLeaves(trx: Trx, folder: string): Promise<Done | Refused> {
  const logs = await logHeads(trx)
  const newest = logs.at(-1)
  if (newest === undefined) return nothingSigned
  await writeFolder(folder, (write) => writeRegister(trx, logs, write))
  const { size, commitments, key } = newest
  const marks = commitments === 0n ? '' : ` and ${commitments.toLocaleString('en-US')} minute marks`
  const held = `${(size - commitments).toLocaleString('en-US')} entries${marks}`
  const said = [`${held} exported to ${folder}`, `key ${key}`, ...saidOfPast(logs.length - 1)]
  const waiting = await pendingCount(trx)
  const waits = `${waiting} newer ${waiting === 1n ? 'entry is' : 'entries are'} not yet signed`
  return { said, warned: [saysMinutes, ...(waiting > 0n ? [waits] : [])] }
}

const saysMinutes =
  'Do not publish this export: anyone who has it can count how many entries each minute had. Give it only to those who check the register with its keys or with a proof of a sealed matter.'

function saidOfPast(before: number): string[] {
  if (before === 0) return []
  return [`and ${before === 1 ? 'the log' : `${before} logs`} before, each with its own key, in past/`]
}

const readAsked = (args: string[], usage: string) =>
  readCommandLine(args, {
    name: command,
    usage,
    names: true,
    options: { 'with-leaves': { type: 'boolean', default: false } },
    asks: ({ 'with-leaves': withLeaves }, [folder = '', ...more]): Asked | string =>
      folder === '' || more.length > 0 ? 'name one folder' : { folder, withLeaves },
  })

/** How many leaves and tiles are read at a time: a few MB, however large the register is. */
const leavesAtOnce = 8 * tileWidth
const tilesAtOnce = 256

type LogEnd = {
  readonly log: number
  readonly key: string
  readonly size: bigint
  readonly note: string
}

type LogHead = LogEnd & {
  /** How many of its leaves are commitments. */
  readonly commitments: bigint
}

/** Each log up to its end, and the newest up to the end of a day. */
type PublicRegister = { readonly logs: readonly LogEnd[]; readonly end: PublicExportEnd }

/** Every signed log, oldest first. @throws MalformedError where a checkpoint is not its log's: no one could verify that export */
export async function logHeads(trx: Trx): Promise<LogHead[]> {
  const heads: LogHead[] = []
  for (const { log, key } of await allLogs(trx)) {
    const newest = await newestCheckpoint(trx, log)
    if (newest === undefined) continue
    openCheckpoint(newest.note, readVerifierKey(key))
    heads.push({ log, key, ...newest })
  }
  return heads
}

/** Undefined where no day is over yet. @throws MalformedError as `logHeads` */
export async function publicRegister(trx: Trx, now: Date): Promise<PublicRegister | undefined> {
  const last = await newestWholeDay(trx, { now })
  if (last === undefined) return undefined
  const heads = (await logHeads(trx)).filter(({ log }) => log <= last.log)
  const logs = heads.map((head): LogEnd => (head.log === last.log ? { ...last, key: head.key } : head))
  for (const { note, key } of logs) openCheckpoint(note, readVerifierKey(key))
  return { logs, end: last }
}

/** With its leaves: the log that grows, the logs before it below `past/`, and the page that checks them. */
export async function writeRegister(trx: Trx, heads: readonly LogHead[], write: WriteFile): Promise<void> {
  await writeLogs(heads, write, async (head, into) => {
    await writeLeaves(trx, head, into)
    await writeTiles(trx, head, into)
  })
}

/** Hashes alone, so that no one can tell the mark of a minute from an entry (FORMAT.md, "A public export"). */
export async function writePublic(trx: Trx, { logs, end }: PublicRegister, write: WriteFile): Promise<void> {
  await writeLogs(logs, write, async (log, into) => {
    await writeFirstLeaf(trx, log, into)
    await writeTiles(trx, log, into)
  })
  await write(publicEndFile, publicEndText(end))
}

async function writeLogs<Log extends LogEnd>(
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
async function writeFirstLeaf(trx: Trx, { log, size }: LogEnd, write: WriteFile): Promise<void> {
  const [first] = size === 0n ? [] : await readLeaves(trx, { log, first: 0n, most: 1 })
  if (first !== undefined && isNewLogLeaf(first.leaf)) await write(firstLeafFile, first.leaf)
}

async function writeLeaves(
  trx: Trx,
  { log, size }: { readonly log: number; readonly size: bigint },
  write: WriteFile,
): Promise<void> {
  const progress = progressLine('exported', 'entries')
  for (let first = 0n; first < size; first += BigInt(leavesAtOnce)) {
    const rows = await readLeaves(trx, { log, first, most: leavesAtOnce })
    const end = first + BigInt(leavesAtOnce)
    for (let from = first; from < end && from < size; from += BigInt(tileWidth)) {
      // Why by index and not by count: where a leaf is missing, the check of this export has to name it.
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

/** The tiles of a tree of that size; a stored one may have grown since. */
async function writeTiles(trx: Trx, { log, size }: LogEnd, write: WriteFile): Promise<void> {
  for (let after = { log, level: -1, index: 0n }; ; ) {
    const tiles = await readTilesAfter(trx, { after, most: tilesAtOnce })
    for (const { level, index, hashes } of tiles) {
      const width = tileWidthAt(size, level, index)
      if (width > 0) await write(tilePath({ level, index, width }), hashes.subarray(0, width * hashBytes))
    }
    const last = tiles.at(-1)
    if (last === undefined || tiles.length < tilesAtOnce) return
    after = last
  }
}
