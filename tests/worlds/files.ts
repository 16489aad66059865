import { createHash } from 'node:crypto'
import { lstatSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { circulationCsv, circulationOfYear } from '../../src/circulation/monthly-statistics.ts'
import { writeRegister } from '../../src/cli/register-export.ts'
import { withRegisterSnapshot } from '../../src/register/log-store.ts'
import { logHeads } from '../../src/register/public-export.ts'
import { slotFilesFolder } from '../../src/sealed/slot-folder.ts'
import { asAnywhere } from './normal.ts'
import type { World } from './world.ts'

/*
 * What can be seen of a library's files by whoever has them, or is given them.
 */

type Found = {
  readonly path: string
  readonly mode: number
  readonly size: number
  readonly isFolder: boolean
}

/** The files of a library; not those that PostgreSQL keeps for itself, which are seen through it. */
function filesOf(dir: string): Found[] {
  const found: Found[] = []
  const walk = (at: string) => {
    for (const name of readdirSync(join(dir, at)).sort()) {
      const path = join(at, name)
      const { mode, size } = lstatSync(join(dir, path))
      const isFolder = (mode & 0o170000) === 0o040000
      if (path === 'data' || path === 'run' || path === 'log' || name.startsWith('.s.PGSQL')) continue
      found.push({ path, mode, size, isFolder })
      if (isFolder) walk(path)
    }
  }
  walk('')
  return found
}

/** By name, size and rights. */
export function seeFiles(world: World): void {
  const lines = filesOf(world.tested.it.home.dir).map(
    ({ path, mode, size, isFolder }) => `${asAnywhere(path)} ${mode.toString(8)} ${isFolder ? '' : size}`,
  )
  world.sees('files', [...lines, ...timesOfCells(world)].join('\n'))
}

/** In which order the files of sealed matters, their keys and both folders say that they were written, and which at one time. */
function timesOfCells(world: World): string[] {
  const { home } = world.tested.it
  const [cells, keys] = [slotFilesFolder(home.cellsDir), join(home.keysDir, 'cell-files')]
  const names = readdirSync(cells).sort()
  const idOf = (name: string) => readFileSync(join(cells, name)).subarray(0, 16).toString('hex')
  const paths = [cells, keys, ...names.flatMap((name) => [join(cells, name), join(keys, idOf(name))])]
  const times = paths.map((path) => lstatSync(path).mtimeMs)
  const order = [...new Set(times)].sort((a, b) => a - b)
  const what = ['the folder', 'the keys', ...names.flatMap((name) => [name, `key of ${name}`])]
  return times.map((time, at) => `${what[at]}: time ${order.indexOf(time) + 1} of ${order.length}`)
}

/** Blocks of a copy, each by its hash. */
export type Copy = ReadonlyMap<string, readonly string[]>
const blockBytes = 64

/**
 * A copy of all files as a night leaves them, beside that of the night before: of each which are new, and how much of it is as it
 * was, in blocks that nothing repeats by chance.
 * @returns the copy, for the next night
 */
export function seeCopy(world: World, before: Copy | undefined): Copy {
  const { dir } = world.tested.it.home
  const files = filesOf(dir).filter(({ path, isFolder }) => !isFolder && !path.endsWith('.age'))
  const copy = new Map(files.map(({ path }) => [path, blocksOf(readFileSync(join(dir, path)))]))
  const lines = [...copy].map(([path, blocks]) => {
    const old = before?.get(path)
    if (old === undefined) return `${asAnywhere(path)}: new, ${blocks.length} blocks`
    const known = new Set(old)
    const stayed = blocks.filter((block) => known.has(block)).length
    return `${asAnywhere(path)}: ${stayed} of ${blocks.length} blocks as they were`
  })
  world.sees('copy of a night', lines.sort().join('\n'))
  return copy
}

function blocksOf(bytes: Buffer): string[] {
  const blocks: string[] = []
  for (let at = 0; at < bytes.length; at += blockBytes) {
    // What is left over goes with the last: a byte or two are as they were by chance.
    const isLast = bytes.length - at < 2 * blockBytes
    const block = bytes.subarray(at, isLast ? bytes.length : at + blockBytes)
    if (isLast) at = bytes.length
    blocks.push(createHash('sha1').update(block).digest('base64'))
  }
  return blocks
}

/** The two newest backups: what stands in them openly, and how long they are. */
export function seeBackups(world: World): void {
  const { backupsDir } = world.tested.it.home
  const names = readdirSync(backupsDir)
    .filter((name) => name.endsWith('.age'))
    .sort()
    .slice(-2)
  for (const name of names) {
    const bytes = readFileSync(join(backupsDir, name))
    const head = bytes.subarray(0, bytes.indexOf('\n--- ')).toString('latin1')
    world.sees(`backup ${name}`, `${bytes.length} bytes\n${asAnywhere(head)}`)
  }
}

/** What is given away of the library: the register, whole, and the year's report. */
export async function seeExports(world: World): Promise<void> {
  const { database } = world.tested.it
  const lines: string[] = []
  await withRegisterSnapshot(database.worker, async (trx) =>
    writeRegister(trx, await logHeads(trx), async (path, bytes) => {
      // What is in a bundle of leaves is sealed, or drawn: that they are so many and so long is all that can be read.
      const text = typeof bytes === 'string' ? `\n${asAnywhere(bytes)}` : ''
      lines.push(`${asAnywhere(path)}, ${bytes.length} bytes${text}`)
    }),
  )
  // The long parts of entries are named by their ids.
  world.sees('export of the register', lines.sort().join('\n'))
  const told = await circulationOfYear(database.app, undefined, world.tested.time.today)
  world.sees('export of the year', circulationCsv(told))
}

export function seeMails(world: World): void {
  const mails = world.mail.received.splice(0)
  const text = mails.map(({ to, bytes }) => `${to}, ${bytes.length} bytes\n${asAnywhere(String(bytes))}`)
  world.sees('mails', [`${mails.length} mails`, ...text].join('\n'))
}

/** What the program logged, and what its database did. */
export function seeLog(world: World): void {
  const lines = world.tested.logged.splice(0)
  const text = lines.map((line) =>
    asAnywhere(line.replace(/"time":\d+/, '"time":0').replace(/"tookMs":\d+/, '"tookMs":0')),
  )
  world.sees('log', [`${lines.length} lines`, ...text].join('\n'))
  const { dir } = world.tested.it.home
  const kept = readFileSync(join(dir, 'log', 'postgres.log'), 'utf8')
    .replaceAll(dir, 'HOME')
    .replace(/^\S+ \S+ \S+ \[\d+\]/gm, 'then')
  world.sees("log of the database's server", asAnywhere(kept))
}
