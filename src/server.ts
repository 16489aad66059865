import { destroyAllOldParts } from './accounts/own-keys.ts'
import { Calls } from './calling/calls.ts'
import { systemClock } from './clock.ts'
import { OpenSessions } from './compartments/open-sessions.ts'
import { Gate } from './disclosure/gate.ts'
import { backupStep, isWorthLogging } from './jobs/backup-night.ts'
import { endCopiesStep } from './jobs/case-copies-night.ts'
import { startCaseMails } from './jobs/case-mails.ts'
import { caseRemindersStep } from './jobs/case-reminders.ts'
import { Cells, isCellsElsewhere } from './jobs/cells.ts'
import { comingOfAgeStep } from './jobs/coming-of-age.ts'
import { countClausesStep } from './jobs/count-clauses.ts'
import { countReturnsStep } from './jobs/count-returns.ts'
import { importStep } from './jobs/import-night.ts'
import { keepPack } from './jobs/keep-pack.ts'
import { keepLastSignedStep, refuseOlderThan, refuseOlderThanBackups } from './jobs/known-state.ts'
import { lastSignedIn } from './jobs/last-signed.ts'
import { startNights } from './jobs/night.ts'
import { closedWays, mailSender, sendNoticesStep, textSender } from './jobs/notice-night.ts'
import { pinMailStep } from './jobs/pin-mails.ts'
import { planNoticesStep } from './jobs/plan-notices.ts'
import { proveEntry } from './jobs/prove-entry.ts'
import { startReadingAlarms } from './jobs/reading-alarms.ts'
import { RegisterCheck } from './jobs/register-check.ts'
import { learnLinksSince, resealStep } from './jobs/reseal.ts'
import { tellRequestsStep } from './jobs/tell-requests.ts'
import { startTicking } from './jobs/ticking.ts'
import { Cards } from './lending/cards.ts'
import { Catalogue } from './lending/catalogue.ts'
import { Charges } from './lending/charges.ts'
import { Desk } from './lending/desk.ts'
import { Guardians } from './lending/guardians.ts'
import { Holds } from './lending/holds.ts'
import { Joining } from './lending/joining.ts'
import { Shelf } from './lending/shelf.ts'
import { mailSettings } from './mail/settings.ts'
import { textSettings } from './mail/text-sender.ts'
import { destroyOldHistoryKeys } from './own/history.ts'
import type { Pack } from './policy/pack.ts'
import type { KeyRing } from './sealing/key-ring.ts'
import { NameIndex } from './sealing/name-index.ts'
import type { Database } from './store/database.ts'
import type { Home } from './store/home.ts'
import { claimLibrary } from './store/library.ts'
import { followNames } from './store/name-changes.ts'
import { sealedNames } from './store/vault.ts'
import { webApp } from './web/app.ts'
import { addressOf, type ListenAt, listen } from './web/listen.ts'
import { logFault, logNightFault, stderrLog } from './web/log.ts'
import type { Proxies } from './web/proxies.ts'

export type Running = {
  /** Where people reach it. */
  readonly address: string
  /** Settles when it cannot go on: the database is gone, or the register is not the one that was signed. */
  readonly lost: Promise<Error>
  close(): Promise<void>
}

/** Puts the program together: policy, clock, keys, database, gate, register, pages. Each has its one maker here. */
export async function startLibrary(options: {
  readonly home: Home
  readonly database: Database
  readonly ring: KeyRing
  readonly pack: Pack
  readonly listen: ListenAt
  /** The address that a proxy with https serves; else it is this machine's own. */
  readonly origin?: string | undefined
  /** Whose `X-Forwarded-For` counts; nobody's where it is left out. */
  readonly proxies?: Proxies | undefined
  /** A checkpoint or mail from outside: a state of the register that is older is not served. */
  readonly known?: Uint8Array | undefined
  /** False for the demo alone: nobody has to pass a second step at sign-in there. */
  readonly asksSecondStep?: boolean
  /** Told what takes more than a second. */
  readonly slow?: (what: string) => void
}): Promise<Running> {
  const { home, database, ring, pack, asksSecondStep = true } = options
  const clock = systemClock(pack.timeZone)
  const log = stderrLog()
  await claimLibrary(database.app, { name: pack.library, keyCheck: ring.check() })
  if (options.known !== undefined) await refuseOlderThan(database.app, options.known)
  await refuseOlderThanBackups(database.app, home.backupsDir)

  await keepPack({ worker: database.worker, ring, clock }, pack)

  await destroyAllOldParts({ app: database.app, ring, clock })
  await destroyOldHistoryKeys({ app: database.app, ring, clock })
  await learnLinksSince({ worker: database.worker, ring })
  const names = new NameIndex()
  const failed = (what: string) => (error: unknown) => void logFault(log, what, error)
  const readNames = async () => {
    const { unreadable } = await names.build(ring, sealedNames(database.app))
    if (unreadable > 0) log.error({ unreadable }, 'names that do not open: keys and data are not of one day')
  }
  await readNames()
  const stopFollowing = await followNames(database, () => void readNames().catch(failed('names')))
  const cells = new Cells({
    ...{ home, database, ring, clock },
    failed: (error) => (isCellsElsewhere(error) ? log.error(error.message) : failed('cells')(error)),
  })
  await withNote(options.slow, 'Making the files of sealed matters ...', () => cells.hold())
  const gate = new Gate({ app: database.app, ring, pack, names, clock, sealedMatters: cells })
  const { facts } = gate
  const desk = new Desk({ app: database.app, ring, pack, clock, facts })
  const cards = new Cards({ app: database.app, ring, pack, clock, gate })
  const joining = new Joining({ app: database.app, ring, pack, clock, gate })
  const catalogue = new Catalogue({ app: database.app, ring, pack, clock })
  const charges = new Charges({ app: database.app, ring, pack, clock })
  const holds = new Holds({ app: database.app, ring, pack, clock, facts })
  const shelf = new Shelf({ app: database.app, ring, pack, clock, facts })
  const guardians = new Guardians({ app: database.app, ring, pack, clock, gate })
  const calls = new Calls({ app: database.app, ring, pack, clock })
  const lastSigned = lastSignedIn(home.keysDir)
  const ticking = startTicking({
    ...{ worker: database.worker, ring, lastSigned, clock, timeZone: pack.timeZone, failed: failed('tick') },
    cells: () => cells.forTick(),
  })
  const unreadable = (values: number) =>
    log.error({ unreadable: values }, 'links that do not open: keys and data are not of one day')
  const mail = mailSettings(process.env)
  const senders = [mailSender(mail, pack, clock), textSender(textSettings(process.env))].filter(
    (one) => one !== undefined,
  )
  const unsure = (messageId: string, what: 'sent-again' | 'given-up') =>
    log.warn({ messageId, what }, 'a notice of which it is not known whether it was sent')
  const caseMails = startCaseMails({
    ...{ app: database.app, database, gate, mail, clock },
    failed: failed('mails that a matter waits'),
  })
  const readingAlarms = startReadingAlarms({
    ...{ worker: database.worker, database, mail, clock },
    failed: failed('alarms of records opened'),
  })
  // The steps of the night in their order; each has its maker in jobs/.
  const nights = startNights({
    database,
    steps: [
      comingOfAgeStep({ app: database.app, ring, gate, clock }),
      // Before the backup, which would carry their keys along.
      endCopiesStep({ gate }),
      countReturnsStep({ worker: database.worker, ring }),
      countClausesStep({ worker: database.worker, ring, timeZone: pack.timeZone }),
      // Before the backup: what a backup carries of the link keys is the newest, and every row must be under it.
      resealStep({ worker: database.worker, ring, unreadable }),
      // Between the two: it needs each row under the newest key, and a backup has what is planned before it is sent.
      planNoticesStep({ worker: database.worker, ring, pack, gate, closed: closedWays(senders) }),
      caseRemindersStep({ app: database.app, clock }),
      tellRequestsStep({ app: database.app, pack }),
      importStep({ home, database, ring, pack, clock }),
      cells.nightStep(),
      backupStep({ home, database, ring, clock }),
      keepLastSignedStep({ lastSigned, backupsDir: home.backupsDir }),
      pinMailStep({ worker: database.worker, mail, clock }),
      sendNoticesStep({ worker: database.worker, ring, gate, pack, clock, senders, unsure }),
    ],
    clock,
    failed(step, error) {
      if (isWorthLogging(error) && !isCellsElsewhere(error)) logNightFault(log, step, error)
    },
  })

  const address = options.origin ?? addressOf(options.listen)
  const house = {
    ...{
      app: database.app,
      ring,
      gate,
      desk,
      cards,
      joining,
      catalogue,
      charges,
      holds,
      shelf,
      guardians,
      calls,
      pack,
      clock,
      log,
      mail,
      origin: address,
      proxies: options.proxies,
      asksSecondStep,
    },
    registerCheck: new RegisterCheck({ app: database.app, clock, failed: failed('register check') }),
    proveEntry: (reference: string) => proveEntry(database.worker, reference, clock.now()),
    tickedAt: ticking.tickedAt,
    openSessions: new OpenSessions(),
    get compartments() {
      return cells.compartments
    },
  }
  const app = webApp(house)
  const stop = async () => {
    await nights.stop()
    await caseMails.stop()
    await readingAlarms.stop()
    await ticking.stop()
    await cells.letGo()
    await stopFollowing()
  }
  const web = await listen(app, options.listen).catch(async (error: unknown) => {
    await stop()
    throw error
  })
  return {
    address,
    lost: Promise.race([database.lost, ticking.refused]),
    async close() {
      await web.close()
      await stop()
    },
  }
}

/** Says what is being done where it takes more than a second. */
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
