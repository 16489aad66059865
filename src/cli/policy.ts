import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { allPacksInForce, storedFiles, storedPack } from '../ask/index.ts'
import { daysIn } from '../platform/clock.ts'
import {
  coverageFile,
  coverageText,
  faultsOf,
  interpretationsOf,
  interpretationsText,
  isDay,
  loadPack,
  type Pack,
  PackError,
  type PackFiles,
  readPackFolder,
} from '../policy/index.ts'
import { withLibraryOrDemo } from './library.ts'
import {
  type CommandCode,
  defaultPackFolder,
  printError,
  printUsageError,
  printWhole,
  typedFault,
  writeOutput,
} from './terminal.ts'

const usage = `Usage: carrel policy readings [--pdf FILE]   every interpretation of ours, for the Board to adopt or strike
       carrel policy coverage [--write]     each clause with its rules, screens and scenarios
       carrel policy check                  whether the pack is whole and every scenario holds
       carrel policy at DAY [--file NAME]   the text, rules and words in force at the library on a day (YYYY-MM-DD)
The first three take --pack DIR; without it, the pack that comes with the program.`

type Options = {
  readonly pack?: string
  readonly pdf?: string
  readonly write?: boolean
  readonly file?: string
}
type Opened = { readonly folder: string; readonly files: PackFiles; readonly pack: Pack }

/** Exit 0: done. 1: the pack has a fault. 2: wrong arguments, or no pack. */
export async function run(args: string[]): Promise<number> {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        pack: { type: 'string' },
        pdf: { type: 'string' },
        write: { type: 'boolean' },
        file: { type: 'string' },
        help: { type: 'boolean' },
      },
    })
    if (values.help) {
      console.log(usage)
      return 0
    }
    const [what = '', ...more] = positionals
    const [day = ''] = more
    if (what === 'at' && isDay(day) && more.length === 1) return await inForceOn(day, values)
    const command = Object.hasOwn(commands, what) ? commands[what] : undefined
    if (what === 'at') return wrong('at: give one day, as 2026-11-24')
    if (command === undefined) return wrong('say what to do: readings, coverage, check, or at DAY')
    if (more.length > 0) return wrong(`${what}: takes no ${more[0]}`)
    return await command(values)
  } catch (error) {
    if (error instanceof PackError) return refuse(error.code, error.message)
    if (error instanceof TypeError && 'code' in error) return wrong(typedFault(error))
    throw error
  }
}

const commands: Readonly<Record<string, (options: Options) => number | Promise<number>>> = {
  readings,
  coverage,
  check,
}

async function readings(options: Options): Promise<number> {
  const { pack } = open(options)
  if (options.pdf === undefined) {
    console.log(interpretationsText(pack))
    return 0
  }
  // Why only here: the typesetter is large, and nothing else of this command needs it.
  const { typeset } = await import('../platform/pdf/typesetter.ts')
  const sheet = await typeset(new URL('./readings-sheet.typ', import.meta.url), readingsSheet(pack))
  return write('--pdf', options.pdf, sheet)
}

function readingsSheet(pack: Pack) {
  let number = 0
  const clauses = interpretationsOf(pack)
    .filter(({ readings }) => readings.length > 0)
    .map(({ heading, readings }) => ({
      heading,
      readings: readings.map((text) => {
        number++
        return { number: String(number), text }
      }),
    }))
  return {
    title: `${pack.number}: how the program reads it`,
    library: pack.library,
    number: `${pack.library}, ${pack.number}, ${pack.title}`,
    intro:
      `Where the policy of ${pack.library} leaves something open, the program follows the ${number} readings below. ` +
      'The Board adopts each of them or strikes it; what is struck leaves the rules.',
    footer: `Pack ${pack.hash.slice(0, 16)}`,
    clauses,
  }
}

function coverage(options: Options): number {
  const { folder, pack } = open(options)
  const text = coverageText(pack)
  if (options.write !== true) {
    console.log(text)
    return 0
  }
  return write('--write', join(folder, coverageFile), text)
}

function check(options: Options): number {
  const { folder, files, pack } = open(options)
  const faults = faultsOf(pack, files)
  if (!isCurrent(folder, pack)) faults.push(`${coverageFile} is stale: run carrel policy coverage --write.`)
  for (const fault of faults) console.log(fault)
  if (faults.length > 0) return 1
  const { rules, clauses, scenarios } = pack
  console.log(
    `${pack.id}: ${clauses.length} clauses, ${rules.length} rules, ${scenarios.length} scenarios, all hold.`,
  )
  return 0
}

/** Every version in force on a day, from the library's database: text, rules and words. */
function inForceOn(day: string, { file }: Options): Promise<number> {
  return withLibraryOrDemo('carrel policy', async ({ database: { app } }) => {
    const all = await allPacksInForce(app)
    const [first] = all
    if (first === undefined) return refuse('pack-refused', 'no policy is kept yet: the first start keeps it')
    const dayOf = daysIn(await timeZoneOf(app, all))
    const found = all.filter(({ since }, at) => {
      const next = all[at + 1]
      return dayOf(since) <= day && (next === undefined || dayOf(next.since) >= day)
    })
    if (found.length === 0)
      return refuse(
        'pack-refused',
        `no policy was in force on ${day}: the first began on ${dayOf(first.since)}`,
      )
    for (const { hash, since } of found) {
      const files = await storedFiles(app, hash)
      if (files === undefined)
        return refuse('pack-refused', `${hash}: this version is not stored as the audit log names it`)
      const chosen = file === undefined ? [...files] : [...files].filter(([name]) => name === file)
      if (chosen.length === 0)
        return refuse('command-line', `--file: the version has ${[...files.keys()].join(', ')}`)
      const texts = chosen.map(([name, text]) => `===== ${name}\n\n${text}`)
      await printWhole([`Policy ${hash}, in force since ${dayOf(since)}\n`, ...texts, ''].join('\n'))
    }
    return 0
  })
}

/** The newest that this program can run says it: one in force before may be of a format that it cannot. */
async function timeZoneOf(app: Parameters<typeof storedPack>[0], all: readonly { readonly hash: string }[]) {
  for (const { hash } of all.toReversed()) {
    try {
      return (await storedPack(app, hash)).timeZone
    } catch (error) {
      if (!(error instanceof PackError)) throw error
    }
  }
  return 'UTC'
}

function write(option: string, path: string, content: string | Uint8Array): number {
  if (!writeOutput({ command: 'carrel policy', option, path }, content)) return 2
  console.error(`carrel policy: wrote ${path}`)
  return 0
}

function isCurrent(folder: string, pack: Pack): boolean {
  try {
    return readFileSync(join(folder, coverageFile), 'utf8') === coverageText(pack)
  } catch {
    return false
  }
}

function open(options: Options): Opened {
  const folder = resolve(options.pack ?? defaultPackFolder)
  const files = readPackFolder(folder)
  return { folder, files, pack: loadPack(files) }
}

function refuse(code: CommandCode, message: string): number {
  printError('carrel policy', { code, message })
  return 2
}

function wrong(message: string): number {
  printUsageError('carrel policy', message)
  return 2
}
