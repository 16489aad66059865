import { existsSync } from 'node:fs'
import type { Trx } from '../platform/db/context.ts'
import {
  type LogHead,
  logHeads,
  pendingCount,
  publicRegister,
  readLeaves,
  type WriteFile,
  withRegisterSnapshot,
  writeLogs,
  writePublic,
  writeTiles,
} from '../register/index.ts'
import { tilePath, tileWidth, tileWidthAt, writeBundle } from '../register/log/index.ts'
import { writeFolder } from './export-folder.ts'
import { withLibraryOrDemo } from './library.ts'
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
  return withLibraryOrDemo(command, async ({ database }) => {
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

/** How many leaves are read at a time: a few MB, however large the register is. */
const leavesAtOnce = 8 * tileWidth

/** With its leaves: the log that grows, the logs before it below `past/`, and the page that checks them. */
export async function writeRegister(trx: Trx, heads: readonly LogHead[], write: WriteFile): Promise<void> {
  await writeLogs(heads, write, async (head, into) => {
    await writeLeaves(trx, head, into)
    await writeTiles(trx, head, into)
  })
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
