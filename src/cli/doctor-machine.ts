import { existsSync, lstatSync, readFileSync, realpathSync, statfsSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { readModeFile } from '../platform/crypto/key-folder.ts'
import { backupRetentionDays } from '../platform/crypto/link-nights.ts'
import type { Home } from '../platform/db/home.ts'
import { latestMoments, serverState } from '../platform/db/library-store.ts'
import type { ServerProcessState } from '../platform/db/server-process.ts'
import {
  bad,
  type Check,
  type CheckContext,
  type CheckFinding,
  good,
  note,
  ofDatabase,
} from '../platform/doctor.ts'

const runs: Check = {
  name: 'runs',
  look({ standing }) {
    if (standing === undefined) return note('Whether Carrel runs is not known where the server is another’s.')
    if (standing.kind === 'served')
      return good(`Carrel runs${standing.owner === undefined ? '' : `, as process ${standing.owner}`}.`)
    return note(
      'Carrel does not run: nothing is signed, and no nightly job is done.',
      'Start it: npx --no carrel start.',
    )
  },
}

/** How the running program was started, where the system shows it. */
function commandLineOf(standing: ServerProcessState | undefined): string[] | undefined {
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
      `Carrel is served at ${origin} without https: anyone on that network can read records and passphrases.`,
      'Put a proxy with https before it, and name its address: --origin https://...',
    )
  },
}

/** From package.json's `engines`. */
const oldestNode = [20, 19] as const
/** The day on which the Node project ends its fixes for a version (nodejs.org, release schedule). */
const lastFixes: Readonly<Record<number, string>> = { 20: '2026-04-30', 22: '2027-04-30', 24: '2028-04-30' }

export function aboutNode(version: string, today: string): CheckFinding {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const has = `Node ${version} on ${process.platform}, ${process.arch}`
  const [least, leastMinor] = oldestNode
  if (major < least || (major === least && minor < leastMinor))
    return bad(`${has} is too old.`, 'Install Node 24.')
  if (today <= (lastFixes[major] ?? today)) return good(`${has}.`)
  return note(
    `${has} gets no more fixes from the Node project. Only a distribution, such as Debian, may still fix it.`,
    'Install Node 24.',
  )
}

const node: Check = { name: 'node', look: ({ today }) => aboutNode(process.versions.node, today) }

/** Carrel keeps no compiled code. npm and npx do, with Node 22.8 or later, under a name that another user can make first. */
const compiled: Check = {
  name: 'compiled-code',
  look({ env }) {
    const folder = join(env['TMPDIR'] || tmpdir(), 'node-compile-cache')
    const found = lstatSync(folder, { throwIfNoEntry: false })
    if (found === undefined) return good('No compiled code of npm’s is among the temporary files.')
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

const clock = ofDatabase('clock', async ({ db, now, today, timeZone }) => {
  const latest = await latestMoments(db.app, db.worker)
  const ahead = latest
    // Days are the library's or UTC's: up to a day ahead is today somewhere.
    .filter(({ at }) => at.getTime() - now.getTime() > (isDay(at) ? 24 * hourMs : hourMs / 12))
    .sort((one, other) => other.at.getTime() - one.at.getTime())[0]
  const here = `It is ${now.toLocaleTimeString('en-US', { timeZone, timeStyle: 'short' })} on ${today} at the library (${timeZone})`
  if (ahead === undefined) return good(`${here}, as far as this computer knows.`)
  return bad(
    `${here}, says this computer, but ${ahead.what} on ${ahead.at.toISOString().slice(0, 16).replace('T', ' ')} UTC: its clock was set back, or was ahead then.`,
    'Set the clock right, and let it be set from the network (timedatectl set-ntp true).',
  )
})

const isDay = (at: Date) => at.getTime() % (24 * hourMs) === 0

export const machineChecks: readonly Check[] = [runs, address, node, compiled, user, clock]

function foldersOf(home: Home): ReadonlyMap<string, string> {
  const folders: [string, string][] = [
    ['keys', home.keysDir],
    ['backups', home.backupsDir],
    ['sealed matters', home.cellsDir],
  ]
  if (home.databaseUrl === undefined) folders.unshift(['data', home.dataDir])
  return new Map(folders.map(([what, path]) => [what, nearest(path)]))
}

/** The folder itself, or the nearest one above it that is there. */
function nearest(path: string): string {
  for (let at = path; ; at = dirname(at)) if (existsSync(at) || at === dirname(at)) return realpathSync(at)
}

const where: Check = {
  name: 'where',
  look({ home }) {
    const { dir, dataDir, keysDir, backupsDir, cellsDir, databaseUrl } = home
    const data = databaseUrl === undefined ? dataDir : `another server (${hostOf(databaseUrl)})`
    return note(
      `The home is ${dir}; data: ${data}; keys: ${keysDir}; backups: ${backupsDir}; sealed matters: ${cellsDir}.`,
    )
  },
}

function upwards(path: string): string[] {
  return path === dirname(path) ? [path] : [path, ...upwards(dirname(path))]
}

/** What other users may do on the way to a folder, from the root of the disk on. */
function openOnTheWay(folder: string, trusted: readonly number[]): CheckFinding | undefined {
  for (const at of upwards(folder)) {
    const { mode, uid, gid } = statSync(at)
    // Why: in a folder with the sticky bit, such as /tmp, no one moves another user's files.
    const sticky = (mode & 0o1000) !== 0
    const there = at === folder ? at : `${at}, above ${folder}`
    if (!trusted.includes(uid))
      return bad(
        `Another user of this computer (number ${uid}) owns ${there}, and can put another folder in its place.`,
        `Give it to root: chown root ${at}.`,
      )
    if ((mode & 0o002) !== 0 && !sticky)
      return bad(
        `Every user of this computer may write to ${there}, and put another folder in its place.`,
        `Close it: chmod o-w ${at}.`,
      )
    if ((mode & 0o020) !== 0 && !sticky && gid !== 0)
      return note(
        `Anyone in the group with the number ${gid} may write to ${there}, and put another folder in its place.`,
        `If that is not this user alone, close it: chmod g-w ${at}.`,
      )
  }
  return undefined
}

const closed: Check = {
  name: 'closed-to-others',
  look({ home: { dir, dataDir, keysDir, backupsDir, cellsDir, databaseUrl } }) {
    const inside = [...(databaseUrl === undefined ? [dataDir] : []), keysDir, backupsDir, cellsDir]
    const folders = [...new Set([dir, ...inside].map(nearest))]
    const { uid } = statSync(nearest(dir))
    const hidden = (path: string) => (uid === 0 && [dir, dataDir].map(nearest).includes(path) ? 0o066 : 0o077)
    // Why not those two for root: its server runs as another user, who passes through; see `makeHome`.
    const open = [dir, ...inside].filter(existsSync).map(nearest)
    const enter = open.find((path) => (statSync(path).mode & hidden(path)) !== 0)
    if (enter !== undefined)
      return bad(
        `Other users of this computer can enter ${enter}, or see when something in it changes.`,
        `Close it: chmod go= ${enter}.`,
      )
    const serversUser = existsSync(dataDir) ? [statSync(dataDir).uid] : []
    const found = folders.flatMap((folder) => openOnTheWay(folder, [0, uid, ...serversUser]) ?? [])
    return (
      found.find(({ state }) => state === 'bad') ??
      found[0] ??
      good('No other user of this computer can enter the folders, or write to any above them.')
    )
  },
}

const apart: Check = {
  name: 'keys-apart',
  look({ home }) {
    const folders = foldersOf(home)
    const [data, keys] = [folders.get('data'), folders.get('keys')]
    if (data === undefined || keys === undefined)
      return note('The data are on the server of DATABASE_URL: on which disk was not checked.')
    if (statSync(data).dev !== statSync(keys).dev)
      return good('Keys and data lie on two file systems. Whether these are two disks was not checked.')
    const wrapped = readModeFile(home.keysDir) !== undefined
    const says = 'Keys and data are on one disk: anyone who copies it has both.'
    return wrapped
      ? note(`${says} The keys are wrapped, so that is not all they need.`)
      : note(
          says,
          'Set CARREL_KEYS to another disk, or give the keys another mode: npx --no carrel keys mode passphrase.',
        )
  },
}

const backupsApart: Check = {
  name: 'backups-apart',
  look({ home }) {
    const folders = foldersOf(home)
    const [data, backups] = [folders.get('data'), folders.get('backups')]
    if (data === undefined || backups === undefined)
      return note(
        'The data are on the server of DATABASE_URL: whether the backups are apart was not checked.',
      )
    if (statSync(data).dev !== statSync(backups).dev)
      return good(
        'The backups are on another file system than the data. Whether that is another disk was not checked.',
      )
    return note(
      'The backups lie on the disk of the data: if it breaks, both are gone.',
      `Set CARREL_BACKUPS to another disk, or copy them away every day (they are sealed), and destroy each copy within ${backupRetentionDays} days.`,
    )
  },
}

/** File systems by Linux's numbers. */
const networkDisks = new Map([
  [0x6969, 'NFS'],
  [0x517b, 'SMB'],
  [0xfe534d42, 'SMB'],
  [0xff534d42, 'CIFS'],
  [0x00c36400, 'Ceph'],
  [0x5346414f, 'AFS'],
  [0x01021997, '9P'],
])
const memoryDisk = 0x01021994
const containerDisk = 0x794c7630

const disks: Check = {
  name: 'disks',
  look({ home }) {
    if (process.platform !== 'linux') return note('Whether a folder is on a network disk is not known here.')
    const kinds = [...foldersOf(home)].map(([what, path]) => ({ what, path, type: statfsSync(path).type }))
    const data = kinds.find(({ what }) => what === 'data')
    const network = kinds.filter(({ type }) => networkDisks.has(type))
    const memory = kinds.find(({ type, what }) => type === memoryDisk && what !== 'keys')
    if (data !== undefined && networkDisks.has(data.type)) {
      return bad(
        `The data (${data.path}) are on a network disk (${networkDisks.get(data.type)}), which may lose what was saved and be used by two computers at once.`,
        'Put them on a disk of this computer (CARREL_DATA).',
      )
    }
    if (memory !== undefined) {
      return bad(
        `The ${memory.what} (${memory.path}) are in memory, and gone when the computer is switched off.`,
        'Put them on a disk.',
      )
    }
    if (kinds.some(({ type }) => type === containerDisk)) {
      return note(
        'A folder is in a container’s own layer, which goes when the container does.',
        'Mount a volume there, if the container is not kept.',
      )
    }
    const [first] = network
    if (first === undefined) return good('All folders are on disks of this computer.')
    return note(
      `The ${first.what} (${first.path}) are on a network disk (${networkDisks.get(first.type)}): the person who runs it can copy them.`,
    )
  },
}

const synchronised =
  /^(dropbox.*|onedrive.*|google ?drive.*|my drive|icloud.*|mobile documents|nextcloud|owncloud|pcloud.*|mega(sync)?|syncthing|sync|box sync|box)$/i

const copies: Check = {
  name: 'synchronised',
  look({ home }) {
    for (const [what, path] of [...foldersOf(home), ['home', nearest(home.dir)] as const]) {
      const folder = path.split('/').find((name) => synchronised.test(name))
      if (folder === undefined) continue
      return bad(
        `The ${what} (${path}) lie in ${folder}, a folder that looks as if it is copied to another company’s computers, and a database that is copied while it runs breaks.`,
        'Move the home to a folder that is not synchronised (CARREL_HOME).',
      )
    }
    return good('No folder looks as if it is copied to a cloud.')
  },
}

const leastFreeBytes = 500 * 2 ** 20

const space: Check = {
  name: 'space',
  async look(at) {
    const needs = 2n * (await databaseBytes(at))
    const findings = [...foldersOf(at.home)].map(([what, path]): CheckFinding => {
      const { bavail, bsize } = statfsSync(path, { bigint: true })
      const free = bavail * bsize
      const says = `${gigabytes(free)} free for the ${what} (${path})`
      if (free < BigInt(leastFreeBytes)) return bad(`Only ${says}.`, 'Free some space before it is full.')
      return free < needs
        ? note(`${says}: the database grows into that soon.`, 'Free some space.')
        : good(says)
    })
    const worst =
      findings.find(({ state }) => state === 'bad') ?? findings.find(({ state }) => state === 'note')
    return worst ?? good(`${findings.map(({ says }) => says).join('; ')}.`)
  },
}

async function databaseBytes({ database }: CheckContext): Promise<bigint> {
  return 'open' in database ? (await serverState(database.open.app)).databaseBytes : 0n
}

function gigabytes(bytes: bigint): string {
  return `${(Number(bytes) / 2 ** 30).toFixed(1)} GiB`
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : 'DATABASE_URL'
}

export const placeChecks: readonly Check[] = [where, closed, apart, backupsApart, disks, copies, space]
