import type { Logger } from 'pino'
import {
  type AdoptedPolicy,
  adoptedPolicy,
  packInForce,
  packToFollow,
  refuseFailingPack,
} from '../ask/index.ts'
import { isWorthLogging, loadLinksSince } from '../backup/index.ts'
import { startAccessAlarms, startCaseMails } from '../cases/index.ts'
import { destroyOldHistoryKeys } from '../circulation/index.ts'
import { mailSender, textSender, textSettings } from '../contact/index.ts'
import { NameIndex, sealedPatronNames, watchNameChanges } from '../gate/index.ts'
import { isLentElsewhere } from '../patrons/index.ts'
import { systemClock } from '../platform/clock.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import type { Database } from '../platform/db/database.ts'
import type { Home } from '../platform/db/home.ts'
import { claimLibrary } from '../platform/db/library-store.ts'
import { addressOf, isOwnHost, type ListenAt, listen, type Proxies } from '../platform/http/network.ts'
import { startDailyJobs } from '../platform/jobs/daily-job.ts'
import { type RepeatedWork, startRepeating } from '../platform/jobs/repeat.ts'
import { logDailyJobFault, logFault, stderrLog } from '../platform/log.ts'
import { mailSettings } from '../platform/mail/settings.ts'
import type { Pack } from '../policy/index.ts'
import { lastSignedFile, refuseOlderThan, refuseOlderThanBackups, startSequencer } from '../register/index.ts'
import { isHeldElsewhere, SealedMattersHost } from '../sealed/index.ts'
import { destroyAllUnusedKeyParts } from '../staff/index.ts'
import { dailyJobs } from './daily-jobs.ts'
import type { Demonstration } from './demo/demonstration.tsx'
import { routes } from './routes.ts'
import { makeServices, type Services } from './services.ts'
import { webApp } from './web-app.ts'

export type Running = {
  readonly address: string
  readonly policy: AdoptedPolicy
  /** Settles when the database is lost, or the register is not the one that was signed. */
  readonly lost: Promise<Error>
  close(): Promise<void>
}

type StartOptions = {
  readonly home: Home
  readonly database: Database
  readonly ring: KeyRing
  /** The folder's, or why it cannot be read: on a first start, and in a demonstration, it decides; otherwise it is a proposal. */
  readonly pack: Pack | string
  readonly listen: ListenAt
  /** The address that a proxy with https serves; by default this machine's own. */
  readonly origin?: string | undefined
  readonly proxies?: Proxies | undefined
  /** A checkpoint or mail from outside; an older register is refused. */
  readonly known?: Uint8Array | undefined
  /** False for the demo, where no one needs a second step. */
  readonly asksSecondStep?: boolean
  /** What only `carrel demo` has; refused for a library that is not one. */
  readonly demonstration?: Demonstration
  /** Called with what takes longer than a second. */
  readonly slow?: (what: string) => void
}

/** Puts the program together; each part is made once, here. */
export async function startLibrary(options: StartOptions): Promise<Running> {
  const { home, database, ring, asksSecondStep = true, demonstration } = options
  refuseDemonstration(options)
  const log = stderrLog()
  const failed = (what: string) => (error: unknown) => void logFault(log, what, error)
  const policy = await bringUpToDate(options)
  const { pack } = policy
  const clock = systemClock(pack.timeZone)
  const { names, stopFollowing } = await startNameIndex(options, log)
  const cells = new SealedMattersHost({
    ...{ home, database, ring, clock },
    failed: (error) => (isHeldElsewhere(error) ? log.error(error.message) : failed('cells')(error)),
  })
  await withNote(options.slow, 'Making the files of sealed matters ...', () => cells.hold())
  const lastSigned = lastSignedFile(home.keysDir)
  const ticking = startSequencer({
    ...{ worker: database.worker, ring, lastSigned, clock, timeZone: pack.timeZone, failed: failed('tick') },
    cells: () => cells.forTick(),
  })
  const mail = mailSettings(process.env)
  const senders = [mailSender(mail, pack, clock), textSender(textSettings(process.env))].filter(
    (one) => one !== undefined,
  )
  const address = options.origin ?? addressOf(options.listen)
  const parts: Parameters<typeof makeServices>[0] = {
    ...{ app: database.app, worker: database.worker, ring, pack, policy, clock, names, log, mail },
    origin: address,
    proxies: options.proxies,
    banner: demonstration?.banner,
    callsAtAnyHour: demonstration !== undefined,
    asksSecondStep,
    tickedAt: ticking.tickedAt,
    sealedMatters: cells,
    compartments: () => cells.compartments,
    checkFailed: failed('register check'),
  }
  const services = makeServices(parts)
  const lending = await followLendingSystem(services)
  const caseMails = startCaseMails({
    ...{ app: database.app, database, cases: services.cases, mail, clock },
    failed: failed('mails that a matter waits'),
  })
  const readingAlarms = startAccessAlarms({
    ...{ worker: database.worker, database, mail, clock },
    failed: failed('alarms of records opened'),
  })
  const nights = startDailyJobs({
    database,
    steps: dailyJobs({ home, database, services, cells, lastSigned, senders }),
    clock,
    failed(step, error) {
      if (isWorthLogging(error) && !isHeldElsewhere(error)) logDailyJobFault(log, step, error)
    },
  })
  const app = webApp(services, demonstration && [...demonstration.routes, ...routes])
  const stop = async () => {
    for (const work of [nights, lending, caseMails, readingAlarms, ticking]) await work.stop()
    await cells.letGo()
    await stopFollowing()
  }
  const prepared = demonstration?.prepare(services, (by) => makeServices({ ...parts, clock: by }))
  const web = await Promise.resolve(prepared)
    .then(() => listen(app, options.listen))
    .catch(async (error: unknown) => {
      await stop()
      throw error
    })
  return {
    address,
    policy,
    lost: Promise.race([database.lost, ticking.refused]),
    async close() {
      await web.close()
      await stop()
    },
  }
}

/** Another program or `carrel import` may have changed it. */
async function followLendingSystem({ app, lendingSystem }: Services): Promise<RepeatedWork> {
  lendingSystem.isElsewhere = await isLentElsewhere(app)
  return startRepeating(async () => {
    lendingSystem.isElsewhere = await isLentElsewhere(app).catch(() => lendingSystem.isElsewhere)
    return 60_000
  })
}

/** Hostile: it signs anyone in. That the library is a demo, `claimLibrary` makes sure. */
function refuseDemonstration({ demonstration, listen, origin }: StartOptions): void {
  const isForHere = 'host' in listen && isOwnHost(listen.host) && origin === undefined
  if (demonstration !== undefined && !isForHere) throw new Error('a demonstration that others can reach')
}

async function withNote<T>(
  say: (what: string) => void = () => {},
  what: string,
  work: () => Promise<T>,
): Promise<T> {
  const timer = setTimeout(() => say(what), 1000)
  try {
    return await work()
  } finally {
    clearTimeout(timer)
  }
}

/** Refuses another library or an older state than was signed, and finishes what an earlier run left. */
async function bringUpToDate(options: StartOptions): Promise<AdoptedPolicy> {
  const { home, database, ring, pack: folder, known, demonstration } = options
  const { app, worker } = database
  const isFirst = (await packInForce(app)) === undefined
  if (isFirst && demonstration === undefined) refuseFailingPack(folder)
  const pack = await packToFollow(app, folder)
  const clock = systemClock(pack.timeZone)
  const keyCheck = ring.check(demonstration === undefined ? 'library' : 'demo')
  await claimLibrary(app, { name: pack.library, keyCheck })
  if (known !== undefined) await refuseOlderThan(app, known)
  await refuseOlderThanBackups(app, home.backupsDir)
  const policy = await withNote(options.slow, 'Checking the policy ...', () =>
    adoptedPolicy({ worker, ring, clock }, folder, { adopts: demonstration !== undefined }),
  )
  await destroyAllUnusedKeyParts({ app, ring, clock })
  await destroyOldHistoryKeys({ app, ring, clock })
  await loadLinksSince({ worker, ring })
  return policy
}

/** Reads the names of all patrons, now and whenever one changes. */
async function startNameIndex({ database, ring }: StartOptions, log: Logger) {
  const names = new NameIndex()
  const read = async () => {
    const { unreadable } = await names.build(ring, sealedPatronNames(database.app))
    if (unreadable > 0) log.error({ unreadable }, 'names that do not open: keys and data are not of one day')
  }
  await read()
  const failed = (error: unknown) => void logFault(log, 'names', error)
  return { names, stopFollowing: await watchNameChanges(database, () => void read().catch(failed)) }
}
