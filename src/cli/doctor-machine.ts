import { lstatSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Standing } from '../store/embedded/standing.ts'
import { latestMoments } from '../store/health.ts'
import { bad, type Check, good, note, ofDatabase, type Theme } from './doctor-check.ts'

const runs: Check = {
  name: 'runs',
  look({ standing }) {
    if (standing === undefined) return note('Whether Carrel runs is not known where the server is another’s.')
    if (standing.kind === 'served')
      return good(`Carrel runs${standing.owner === undefined ? '' : `, as process ${standing.owner}`}.`)
    return note(
      'Carrel does not run: nothing is signed, and no night’s work is done.',
      'Start it: npx carrel start.',
    )
  },
}

/** How the program that runs was started, where the system shows it. */
function commandLineOf(standing: Standing | undefined): string[] | undefined {
  if (standing?.kind !== 'served' || standing.owner === undefined) return undefined
  try {
    return readFileSync(`/proc/${standing.owner}/cmdline`, 'utf8').split('\0')
  } catch {
    return undefined
  }
}

const address: Check = {
  name: 'address',
  look({ standing }) {
    const args = commandLineOf(standing)
    if (args === undefined || !args.some((arg) => arg === 'start' || arg === 'demo')) {
      return note('At which address Carrel is served is not known while no carrel start runs here.')
    }
    const at = args.indexOf('--origin')
    const origin =
      args.find((arg) => arg.startsWith('--origin='))?.slice('--origin='.length) ??
      (at < 0 ? undefined : args[at + 1])
    if (origin === undefined) return good('Carrel was started without --origin.')
    if (origin.startsWith('https://'))
      return good(`Carrel was started for ${origin}. Whether that address leads to it was not checked.`)
    return bad(
      `Carrel is served at ${origin} without https: whoever is on that network can read records and passphrases.`,
      'Put a proxy with https before it, and name its address: --origin https://...',
    )
  },
}

/** From package.json's `engines`. */
const oldestNode = [20, 19] as const

const node: Check = {
  name: 'node',
  look() {
    const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
    const has = `Node ${process.versions.node} on ${process.platform}, ${process.arch}`
    const [least, leastMinor] = oldestNode
    if (major > least || (major === least && minor >= leastMinor)) return good(`${has}.`)
    return bad(`${has} is too old.`, `Install Node ${least}.${leastMinor} or later.`)
  },
}

/** Carrel keeps no compiled code; but npm and npx do, with Node 22.8 or later, by a name that another user can make first. */
const compiled: Check = {
  name: 'compiled-code',
  look({ env }) {
    const folder = join(env['TMPDIR'] || tmpdir(), 'node-compile-cache')
    const found = lstatSync(folder, { throwIfNoEntry: false })
    if (found === undefined) return good('No compiled code of npm’s lies among the temporary files.')
    const trusted = [0, process.geteuid?.()]
    if (trusted.includes(found.uid) && (found.mode & 0o022) === 0)
      return good(`The compiled code of npm’s in ${folder} is root’s or this user’s.`)
    return bad(
      `Another user of this computer (number ${found.uid}) owns ${folder} or may write to it: npm and npx run the compiled code that they find there.`,
      'Remove it, and set NODE_DISABLE_COMPILE_CACHE=1 where npm or npx is called, or call node bin/carrel.js.',
    )
  },
}

const user: Check = {
  name: 'user',
  look: () =>
    process.getuid?.() === 0
      ? note(
          'This is root: if Carrel runs as root too, a fault in it is a fault of the whole computer.',
          'Run it as a user of its own (docs/OPERATING.md, “As a systemd service”).',
        )
      : good('This command does not run as root. Which user Carrel runs as was not checked.'),
}

const hourMs = 3_600_000

const clock = ofDatabase('clock', async ({ db, now, today, pack }) => {
  const latest = await latestMoments(db.app, db.worker)
  const ahead = latest
    // Days are the library's or UTC's: up to a day ahead is today somewhere.
    .filter(({ at }) => at.getTime() - now.getTime() > (isDay(at) ? 24 * hourMs : hourMs / 12))
    .sort((one, other) => other.at.getTime() - one.at.getTime())[0]
  const here = `It is ${now.toLocaleTimeString('en-US', { timeZone: pack.timeZone, timeStyle: 'short' })} on ${today} at the library (${pack.timeZone})`
  if (ahead === undefined) return good(`${here}, as far as this computer knows.`)
  return bad(
    `${here}, says this computer, but ${ahead.what} on ${ahead.at.toISOString().slice(0, 16).replace('T', ' ')} UTC: its clock was set back, or was ahead then.`,
    'Set the clock right, and let it be set from the network (timedatectl set-ntp true).',
  )
})

const isDay = (at: Date) => at.getTime() % (24 * hourMs) === 0

export const machineTheme: Theme = { title: 'Computer', checks: [runs, address, node, compiled, user, clock] }
