import { existsSync } from 'node:fs'
import { isIP } from 'node:net'
import { resolve } from 'node:path'
import { type Running, startLibrary } from '../app/server.ts'
import { type AdoptedPolicy, refuseFailingPack } from '../ask/index.ts'
import { systemClock } from '../platform/clock.ts'
import { aboutKeyMode, finishKeyModeChange, forgetSecret, keyModeOf } from '../platform/crypto/key-mode.ts'
import { openDatabase } from '../platform/db/database.ts'
import { homeFrom } from '../platform/db/home.ts'
import { newToken, tokenHash } from '../platform/http/cookies.ts'
import { isOwnHost, type ListenAt, ownHost, Proxies, readOrigin } from '../platform/http/network.ts'
import { makeSetUpLink, setUpLinkHours } from '../staff/index.ts'
import { readKnownFile, readPolicy, ringOf, unlockLibraryKeys } from './library.ts'
import { defaultPackFolder, printError, printUncaughtError, readCommand, readTyped } from './terminal.ts'

const usage = `Usage: carrel start [--port N | --listen WHERE] [--origin URL] [--proxy ADDRESS[/BITS]] [--pack DIR] [--known FILE]

Starts the library and serves it on this computer alone, until Ctrl-C.

  --port N      where to listen on this computer alone (default: 8080)
  --listen WHERE  ADDRESS:PORT, or the path of a Unix socket; but for 127.0.0.1 and [::1] it needs --origin https://...
  --origin URL  the address that people use, where a proxy with https passes it on
  --proxy ADDRESS[/BITS]
                where that proxy connects from, such as 127.0.0.1; may be given several times. Only its
                X-Forwarded-For is believed, and it must overwrite what a visitor sends in that header
  --pack DIR    the policy pack (default: the pack that comes with Carrel)
  --known FILE  the newest mail with a fingerprint, or a checkpoint: does not start on data and keys from before it`

type Options = {
  readonly listen: ListenAt
  readonly origin: string | undefined
  readonly proxies: Proxies
  readonly packFolder: string
  readonly known: Uint8Array | undefined
}

export async function run(args: string[]): Promise<number> {
  const options = readCommand(args, { name: 'carrel start', usage, read: (given) => readOptions(given) })
  if (typeof options === 'number') return options
  const pack = readPolicy(options.packFolder)
  const home = homeFrom(process.env, process.cwd())
  // Why first: a policy that cannot be had must not leave an empty library behind.
  if (home.databaseUrl === undefined && !existsSync(home.dataDir)) {
    if (typeof pack === 'string') {
      printError('carrel start', { code: 'pack-refused', message: pack })
      return 2
    }
    refuseFailingPack(pack)
  }
  // Why before the signals and the database: a person may sit at the prompt, and may leave it.
  const unlocked = await unlockLibraryKeys(home)
  const signalled = nextSignal()
  const database = await openDatabase(home, { exclusive: true })
  try {
    const settled = await finishKeyModeChange(home.keysDir, unlocked)
    for (const one of [unlocked, settled]) forgetSecret(one)
    const ring = ringOf(home, settled)
    const running = await startLibrary({ home, database, ring, pack, ...options, slow: console.error })
    const link = newToken()
    const office = { app: database.app, ring, clock: systemClock(running.policy.pack.timeZone) }
    const isNew = await makeSetUpLink(office, tokenHash(link)).catch(async (error: unknown) => {
      await running.close()
      throw error
    })
    console.log(`Carrel runs at ${running.address} (Ctrl-C ends it)`)
    console.log(aboutKeyMode(keyModeOf(settled)).short)
    for (const line of aboutPolicy(running.policy, options.packFolder)) console.log(line)
    if (options.origin !== undefined && !options.proxies.any) console.log(aboutProxy)
    if (isNew) console.log(aboutSetUp(running.address, link))
    return await runUntilEnded(running, signalled)
  } finally {
    await database.close()
  }
}

const aboutProxy =
  'Sign-in tries count for everyone behind the proxy together: name its address, such as --proxy 127.0.0.1'

/** Nothing where the policy passes, and the folder has the same. */
function aboutPolicy({ pack, faults, proposal, refused }: AdoptedPolicy, folder: string): string[] {
  const mark = pack.hash.slice(0, 12)
  const list = (said: readonly string[]) => said.map((fault) => `  ${fault}`)
  return [
    ...(faults.length === 0
      ? []
      : [`The policy in force (${mark}) does not pass this program's checks:`, ...list(faults)]),
    ...(refused.length === 0
      ? []
      : ['A version that two officers confirmed does not pass, so it is not in force:', ...list(refused)]),
    ...(proposal === undefined
      ? []
      : [`The policy in ${folder} is not the one in force (${mark}). It is a proposal and decides nothing.`]),
    ...(proposal === undefined || proposal.faults.length === 0
      ? []
      : ['It does not pass, so it cannot be confirmed:', ...list(proposal.faults)]),
    ...(proposal?.faults.length === 0
      ? ['Two officers can confirm it on screen: Policy, Versions. It then takes effect at the next start.']
      : []),
  ]
}

/** The link is printed and nowhere else: the database has only its hash. */
function aboutSetUp(address: string, link: string): string {
  // Why the name: the Director sets up a passkey there, and browsers make none for an address in numbers.
  const named = address.replace(`//${ownHost}`, '//localhost')
  return [
    `\nThere is no Director yet. The Director opens this link once, within ${setUpLinkHours} hours, and sets the library up:\n`,
    `  ${named}/set-up/link/${link}\n`,
    'Do not give it to anyone else. A new start prints a new one. (Or: npx --no carrel account add NAME --role director)',
  ].join('\n')
}

export function readOptions(args: readonly string[], defaultPort = '8080'): Options | string {
  return readTyped(args, {
    options: {
      port: { type: 'string' },
      listen: { type: 'string' },
      origin: { type: 'string' },
      proxy: { type: 'string', multiple: true, default: [] },
      pack: { type: 'string', default: defaultPackFolder },
      known: { type: 'string' },
    },
    asks(values): Options | string {
      if (values.port !== undefined && values.listen !== undefined)
        return '--listen: not together with --port'
      const port = portOf(values.port ?? defaultPort)
      if (port === null) return '--port: give a number from 1 to 65535'
      const listen = values.listen === undefined ? { host: ownHost, port } : listenAt(values.listen)
      if (listen === undefined)
        return '--listen: give an address of this computer with a port, such as 192.0.2.1:8080 or [::1]:8080, or a path that begins with / or .'
      const given = values.origin === undefined ? undefined : readOrigin(values.origin)
      if (typeof given === 'string') return given
      const reachesOthers = 'socket' in listen || !isOwnHost(listen.host)
      if (reachesOthers && !given?.origin.startsWith('https://'))
        return '--listen: others reach it there: name the address of the proxy that does https, --origin https://...'
      const proxies = Proxies.of(values.proxy)
      if (typeof proxies === 'string') return proxies
      const known = readKnownFile(values.known)
      if (typeof known === 'string') return known
      return { listen, origin: given?.origin, proxies, packFolder: values.pack, known }
    },
  })
}

/** `ADDRESS:PORT`, or a path. */
function listenAt(text: string): ListenAt | undefined {
  if (/^[/.]/.test(text)) return { socket: resolve(text) }
  const [, six, four, digits = ''] = /^(?:\[([^\]]+)\]|([^:]+)):(\d+)$/.exec(text) ?? []
  const host = six ?? four ?? ''
  const port = portOf(digits)
  return isIP(host) === (six === undefined ? 4 : 6) && port !== null ? { host, port } : undefined
}

function portOf(text: string): number | null {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0
  return port >= 1 && port <= 65_535 ? port : null
}

const echoMs = 300

/** Called before the start, so that what is half started also ends in order. A second signal ends the program at once. */
export function nextSignal(): Promise<void> {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  return new Promise((settle) => {
    const settleOnce = () => {
      settle()
      // Why: npm passes on a Ctrl-C that the terminal has already sent; that echo is no second signal.
      setTimeout(() => {
        for (const signal of signals) process.off(signal, settleOnce)
      }, echoMs).unref()
    }
    for (const signal of signals) process.on(signal, settleOnce)
  })
}

/** Until a signal (0), or until it cannot go on (1, with the reason printed). */
export async function runUntilEnded(
  running: Pick<Running, 'lost' | 'close'>,
  signalled: Promise<void>,
): Promise<number> {
  const reason = await Promise.race([signalled, running.lost])
  if (reason !== undefined) printUncaughtError(reason)
  await running.close()
  return reason === undefined ? 0 : 1
}
