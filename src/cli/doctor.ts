import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { dailyJobsCheck } from '../app/daily-jobs.ts'
import { packToFollow, paperPackPdf, policyCheck } from '../ask/index.ts'
import { backupChecks } from '../backup/index.ts'
import { sendingCheck } from '../contact/index.ts'
import { importRowsCheck } from '../import/index.ts'
import { forgedRowsCheck } from '../patrons/index.ts'
import { systemClock } from '../platform/clock.ts'
import { keyChecks } from '../platform/crypto/doctor.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import { clusterIn } from '../platform/db/cluster.ts'
import { type Database, openDatabase } from '../platform/db/database.ts'
import { databaseChecks } from '../platform/db/doctor.ts'
import { type Home, homeFrom } from '../platform/db/home.ts'
import { libraryMade } from '../platform/db/library-store.ts'
import { readPassword } from '../platform/db/login.ts'
import { serverProcessState } from '../platform/db/server-process.ts'
import type { Available, Check, CheckContext, CheckFinding } from '../platform/doctor.ts'
import { languages } from '../platform/i18n/language.ts'
import { checkpointMailCheck, registerChecks } from '../register/index.ts'
import { sealedMattersCheck } from '../sealed/index.ts'
import { accountChecks, missingAccountKeys } from '../staff/index.ts'
import { machineChecks, placeChecks } from './doctor-machine.ts'
import { isNewLibrary, jsonWithPolicy, openKeyRing } from './library.ts'
import { noLibrary, printError, readCommandLine, writeOutput } from './terminal.ts'

const usage = `Usage: carrel doctor [--json] [--pack DIR]
       carrel doctor --paper FILE [--pack DIR]

Checks everything that the person who maintains this computer should know: keys, folders, database, register,
nightly jobs, staff accounts, the computer itself. Says what is wrong and what to do. Changes nothing, and works whether Carrel runs or not.

  --json        prints the findings as JSON
  --paper FILE  checks nothing, and writes what a day without Carrel takes, as a PDF to print: the counter card, the page
                for a search warrant, what to say on the phone, and numbered log sheets. Needs no database.
  --pack DIR    the policy pack to compare with the one in force (default: the pack that comes with Carrel)`

/** In the order in which they are shown. */
const themes: readonly { readonly title: string; readonly checks: readonly Check[] }[] = [
  { title: 'Keys', checks: keyChecks(missingAccountKeys) },
  { title: 'Folders and disks', checks: [...placeChecks, sealedMattersCheck, importRowsCheck] },
  { title: 'Database', checks: databaseChecks },
  { title: 'Register', checks: [...registerChecks, policyCheck] },
  { title: 'Nights', checks: [dailyJobsCheck, sendingCheck, ...backupChecks, checkpointMailCheck] },
  { title: 'People', checks: [...accountChecks, forgedRowsCheck] },
  { title: 'Computer', checks: machineChecks },
]

export type NamedFinding = CheckFinding & { readonly name: string; readonly theme: string }

/** Exit 0: nothing is wrong. 1: something is, or could not be checked. 2: wrong arguments. */
export async function run(args: string[]): Promise<number> {
  const asked = readCommandLine(args, {
    ...{ name: 'carrel doctor', usage },
    options: { ...jsonWithPolicy.options, paper: { type: 'string' } },
    asks: ({ paper, ...rest }) => ({ ...jsonWithPolicy.asks(rest), paper }),
  })
  if (typeof asked === 'number') return asked
  if (asked.paper !== undefined) return writePaper(asked.paper, asked.folder)
  const home = homeFrom(process.env, process.cwd())
  if (isNewLibrary(home)) {
    printError('carrel doctor', noLibrary(home))
    return 1
  }
  const found = await examine(home, asked.folder)
  const isWell = found.every(({ state }) => state === 'good' || state === 'note')
  console.log(
    asked.json
      ? JSON.stringify({ ok: isWell, home: home.dir, findings: found }, null, 2)
      : findingsText(found),
  )
  return isWell ? 0 : 1
}

/** Why not by the policy in force where the database has it: this must work while nothing else does. */
async function writePaper(path: string, pack: CheckContext['folder']): Promise<number> {
  if (typeof pack === 'string') {
    printError('carrel doctor', { code: 'pack-refused', message: pack })
    return 1
  }
  const { now, today } = systemClock(pack.timeZone)
  const language = languages.find((one) => one === pack.languages[0]) ?? 'en'
  const pdf = await paperPackPdf({ pack, language }, { now: now(), today: today() })
  const to = { command: 'carrel doctor', option: '--paper', path }
  return writeOutput(to, pdf) ? 0 : 1
}

/** Runs every check, and opens what they need for as long as it takes. */
export async function examine(home: Home, folder: CheckContext['folder']): Promise<NamedFinding[]> {
  const standing =
    home.databaseUrl === undefined ? await serverProcessState(clusterIn(home.dataDir)) : undefined
  const database = await tryOpen(() => {
    // Why first: next to a running program, a guest without the passwords would wait for them.
    if (standing?.kind === 'served') readPassword(home.keysDir, 'app')
    return openDatabase(home)
  })
  try {
    const keys = await openKeys(home, database)
    const timeZone = await timeZoneOf(database, folder)
    const { now, today } = systemClock(timeZone)
    const at = { home, env: process.env, now: now(), today: today(), timeZone, folder }
    return await runChecks({ ...at, standing, database, keys })
  } finally {
    if ('open' in database) await database.open.close()
  }
}

/** Of the policy that the library follows. What keeps it from being read, the checks say. */
async function timeZoneOf(database: Available<Database>, folder: CheckContext['folder']): Promise<string> {
  const followed =
    'open' in database ? await tryOpen(() => packToFollow(database.open.app, folder)) : undefined
  if (followed !== undefined && 'open' in followed) return followed.open.timeZone
  return typeof folder === 'string' ? 'UTC' : folder.timeZone
}

export async function runChecks(at: CheckContext): Promise<NamedFinding[]> {
  const found: NamedFinding[] = []
  for (const { title, checks } of themes) {
    for (const check of checks) found.push({ theme: title, name: check.name, ...(await runCheck(check, at)) })
  }
  return found
}

async function runCheck(check: Check, at: CheckContext): Promise<CheckFinding> {
  try {
    return await check.look(at)
  } catch (error) {
    return { state: 'unseen', says: `This could not be looked at: ${(error as Error).message}.` }
  }
}

/** INVARIANT: makes no keys: a library that lost its keys must not be given others. */
async function openKeys(home: Home, database: Available<Database>): Promise<Available<KeyRing>> {
  if (existsSync(join(home.keysDir, 'library'))) return tryOpen(() => openKeyRing(home))
  const isNew = 'open' in database && (await libraryMade(database.open.app)) === undefined
  return {
    shut: isNew
      ? 'the library was not started yet: it has no keys'
      : `the keys are lost: there are none of a library in ${home.keysDir}; put the keys folder back from its backup (or carrel restore, to an empty home)`,
  }
}

async function tryOpen<T>(open: () => Promise<T>): Promise<Available<T>> {
  try {
    return { open: await open() }
  } catch (error) {
    return { shut: (error as Error).message }
  }
}

const signs: Record<CheckFinding['state'], string> = { good: 'ok', note: 'note', bad: 'WRONG', unseen: '?' }

function findingsText(found: readonly NamedFinding[]): string {
  const lines: string[] = []
  let theme = ''
  for (const finding of found) {
    if (finding.theme !== theme) lines.push(...(theme === '' ? [] : ['']), finding.theme)
    theme = finding.theme
    const code = finding.state === 'bad' || finding.state === 'unseen' ? ` [${finding.name}]` : ''
    lines.push(wrapped(`  ${signs[finding.state].padEnd(indent - 3)} ${finding.says}${code}`))
    if (finding.fix !== undefined)
      lines.push(
        wrapped(`${' '.repeat(indent)}${finding.state === 'bad' ? 'Do this' : 'You can'}: ${finding.fix}`),
      )
  }
  const wrong = found.filter(({ state }) => state === 'bad').length
  const unseen = found.filter(({ state }) => state === 'unseen').length
  lines.push('', wrong + unseen === 0 ? 'Nothing is wrong.' : summary(wrong, unseen))
  lines.push('', 'Paper for a day without Carrel: carrel doctor --paper FILE.pdf')
  return lines.join('\n')
}

const indent = 9
const columns = 110

/** Broken between words at the width of a terminal, and indented below its sign. */
function wrapped(line: string): string {
  const lines = ['']
  for (const word of line.split(/(?<=\S) /)) {
    const last = lines.at(-1) ?? ''
    if (last.length + word.length < columns) lines[lines.length - 1] = last === '' ? word : `${last} ${word}`
    else lines.push(`${' '.repeat(indent)}${word}`)
  }
  return lines.join('\n')
}

function summary(wrong: number, unseen: number): string {
  const parts = [
    ...(wrong > 0 ? [`${wrong} ${wrong === 1 ? 'thing is' : 'things are'} wrong`] : []),
    ...(unseen > 0 ? [`${unseen} could not be looked at`] : []),
  ]
  return `${parts.join(', ')}.`
}
