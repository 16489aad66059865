import { randomBytes } from 'node:crypto'
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { demoComputers, demoMark } from '../app/demo/demo-home.ts'
import { type Invented, makeDemonstration } from '../app/demo/demonstration.tsx'
import { inventFigures } from '../app/demo/years-of-figures.ts'
import { type Running, startLibrary } from '../app/server.ts'
import type { AdoptedPolicy } from '../ask/index.ts'
import { planNotice, sealNotice } from '../contact/index.ts'
import { normalizeCardNumber, patronOfCardToken, sealPatronSecret } from '../gate/index.ts'
import {
  cardsToCall,
  importKoha,
  inventOne,
  itemsToLend,
  openKohaExport,
  writeInventedLibrary,
} from '../import/index.ts'
import { setPin } from '../patrons/index.ts'
import { systemClock } from '../platform/clock.ts'
import { token } from '../platform/crypto/field.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import { LinkKeys } from '../platform/crypto/link-keys.ts'
import { inContext } from '../platform/db/context.ts'
import { type Database, openDatabase } from '../platform/db/database.ts'
import { DatabaseOpenError, folderError } from '../platform/db/error.ts'
import { type Home, homeFrom, makeFolder } from '../platform/db/home.ts'
import { claimLibrary } from '../platform/db/library-store.ts'
import { PortError } from '../platform/http/network.ts'
import { inForce, type Pack, type StaffRole } from '../policy/index.ts'
import {
  addAccount,
  allAccounts,
  type EmergencyContact,
  emergencyContacts,
  hashPassphrase,
  replaceEmergencyContacts,
  saveLetterhead,
  typedLetterhead,
} from '../staff/index.ts'
import { openKeyRing, readPolicy } from './library.ts'
import { nextSignal, readOptions, runUntilEnded } from './start.ts'
import { printError, printUsageError, readCommand } from './terminal.ts'

const usage = `Usage: carrel demo [--port N | --listen 127.0.0.1:N]

Invents a library of 2,000 patrons in CARREL_HOME (default: ./.carrel-demo) and starts it on this computer alone.
Nothing in it is real, and its sign-ins are known to everyone: never put a real record into it.`

const seed = 12
const patrons = 2000
const portsToTry = 20
const callsToMake = 6
/** A girl of seven whose book is overdue, and a woman who has something checked out. */
const [childNumber, customerNumber] = [1332, 1036]
const pin = '735192'

/** Known to everyone, like the sign-ins: the folder is marked as a demo, and only this computer reaches it. */
const passphrase = 'open the library'
const people: readonly { readonly signIn: StaffRole; readonly name: string; readonly president?: boolean }[] =
  [
    { signIn: 'director', name: 'Ruth Olsen' },
    { signIn: 'desk', name: 'Dana Cole' },
    { signIn: 'volunteer', name: 'Vera Lind' },
    { signIn: 'counsel', name: 'Carl Moss' },
    { signIn: 'trustee', name: 'Tess Berg', president: true },
  ]

/** Refuses a folder with a library that is not its own. */
export async function run(args: string[]): Promise<number> {
  const options = readCommand(args, { name: 'carrel demo', usage, read: (given) => readOptions(given) })
  if (typeof options === 'number') return options
  if (options.origin !== undefined) {
    printUsageError(
      'carrel demo',
      'no --origin: everyone knows its sign-ins, so it is for this computer alone',
    )
    return 2
  }
  const pack = readPolicy(options.packFolder)
  if (typeof pack === 'string') {
    printError('carrel demo', { code: 'pack-refused', message: pack })
    return 2
  }
  const { CARREL_HOME = '', CARREL_CELL_MIB = '' } = process.env
  // Why smaller than a library's: a trial should not take much time or room.
  const small = { CARREL_HOME: CARREL_HOME || '.carrel-demo', CARREL_CELL_MIB: CARREL_CELL_MIB || '4' }
  const home = homeFrom(small, process.cwd())
  markAsDemo(home)
  const { today } = systemClock(pack.timeZone)
  const signalled = nextSignal()
  const database = await openDatabase(home, { exclusive: true }).catch((error: unknown) => {
    throw demoError(error, home)
  })
  try {
    const ring = await openKeyRing(home)
    await claimLibrary(database.app, { name: pack.library, keyCheck: ring.check('demo') }).catch(
      (error: unknown) => {
        throw demoError(error, home)
      },
    )
    if ((await allAccounts(database.app)).length === 0) {
      await invent({ home, database, ring, pack, today: today() })
    }
    await equipStories(database, ring, today())
    const running = await startOnFreePort({
      home,
      database,
      ring,
      pack,
      ...options,
      asksSecondStep: false,
      demonstration: makeDemonstration(whatIsKnown(home, today())),
      slow: console.error,
    })
    console.log(welcome(running.address))
    console.log(aboutPolicy(running.policy, options.packFolder))
    return await runUntilEnded(running, signalled)
  } finally {
    await database.close()
  }
}

/** Why it does not say that this is a demo: a file named `demo` in a library's folder does not make it one. */
function demoError(error: unknown, { dir }: Home): unknown {
  const codes = ['before-release', 'migration-changed', 'other-schema']
  return error instanceof DatabaseOpenError && codes.includes(error.code)
    ? new DatabaseOpenError(
        error.code,
        `${dir} has no demo of this version of Carrel: set CARREL_HOME to another folder, or, if an earlier version made a demo there, delete it and start the demo again`,
      )
    : error
}

/** Any of these without the mark is a library, or what is left of one. */
const traces = ['data', 'keys', 'run', 'log', 'rejected.csv', 'noticed.csv']

/**
 * Marks a new folder, so that a demo touches no other database.
 * @throws DatabaseOpenError `not-a-demo` where an unmarked library is in it, `folder-closed`, `disk-full`
 */
export function markAsDemo({ dir }: Home): void {
  const mark = demoMark({ dir })
  if (existsSync(mark)) return
  if (traces.some((name) => existsSync(join(dir, name)))) {
    throw new DatabaseOpenError(
      'not-a-demo',
      `${dir} holds a library that is not a demo: set CARREL_HOME to another folder`,
    )
  }
  // Why 0711 for root: see makeHome; its server runs as another user, who passes through.
  makeFolder(dir, process.getuid?.() === 0 ? 0o711 : 0o700)
  try {
    writeFileSync(mark, 'An invented library. Nothing in it is real.\n')
  } catch (error) {
    throw folderError(error, dir) ?? error
  }
}

/** The invented library is imported as a real one is; the sign-ins come last, as the mark that all is there. */
async function invent(into: {
  readonly home: Home
  readonly database: Database
  readonly ring: KeyRing
  readonly pack: Pack
  readonly today: string
}): Promise<void> {
  const { home, database, ring, pack, today } = into
  console.error(`Inventing a library of ${patrons.toLocaleString('en-US')} patrons ...`)
  const folder = join(home.dir, 'invented')
  await writeInventedLibrary(folder, { seed, patrons, today })
  await importKoha(await openKohaExport(folder), {
    database: database.bulk,
    ring,
    on: { today, majorityAge: inForce(pack.manifest['age-of-majority'], today) ?? 0 },
    rejectedFile: join(home.dir, 'rejected.csv'),
    noticedFile: join(home.dir, 'noticed.csv'),
  })
  rmSync(folder, { recursive: true })
  const cards = cardsToCall({ seed, patrons, today }, callsToMake)
  await planDemoCalls(database, ring, { cards, today })
  const hashed = await hashPassphrase(passphrase)
  for (const person of people) {
    await addAccount(database.app, ring, { ...person, role: person.signIn, passphrase: hashed })
  }
}

/** Where its port is taken, a demo takes the next. */
async function startOnFreePort(options: Parameters<typeof startLibrary>[0]): Promise<Running> {
  const { listen } = options
  for (let tries = 0; ; tries++) {
    const at = 'port' in listen ? { ...listen, port: listen.port + tries } : listen
    try {
      return await startLibrary({ ...options, listen: at })
    } catch (error) {
      const taken = error instanceof PortError && error.code === 'port-taken'
      if (!taken || tries === portsToTry) throw error
    }
  }
}

const welcome = (address: string) =>
  [
    '\nOpen this address in a browser. It leads to stories, each one press away (Ctrl-C ends it):\n',
    `  ${address}/demo\n`,
    'For trying only: nothing in it is real, and everyone knows its sign-ins.',
  ].join('\n')

/** Why adopted: a developer sees what an edit does. A library's officers confirm it first. */
const aboutPolicy = ({ faults }: AdoptedPolicy, folder: string) =>
  [
    `It decides by the policy in ${folder}, as it is at each start. A library decides by the one that its officers confirmed.`,
    ...(faults.length > 0 ? ['That policy does not pass its checks, and no library could adopt it:'] : []),
    ...faults.map((fault) => `  ${fault}`),
  ].join('\n')

const cardOf = (number: number, today: string) => inventOne(seed, number, today).columns['cardnumber'] ?? ''

/** What the welcome page tells everyone, and the stories begin with. */
function whatIsKnown(home: Home, today: string): Invented {
  const { columns: child } = inventOne(seed, childNumber, today)
  const { columns: guardian } = inventOne(seed, Number(child['guarantorid']), today)
  const childCard = child['cardnumber'] ?? ''
  const customer = { card: cardOf(customerNumber, today), pin }
  return {
    ...{ passphrase, customer, computers: demoComputers(home) },
    signIns: people.map(({ signIn }) => signIn),
    child: { card: childCard, guardian: `${guardian['firstname']} ${guardian['surname']}` },
    cards: [childCard, customer.card],
    items: itemsToLend({ seed, patrons, today }, 3),
  }
}

const contactRoles = ['director', 'counsel', 'president'] as const
const contacts: readonly EmergencyContact[] = [
  { whom: 'director', nth: 1, name: 'Ruth Olsen', mail: '', phones: '308-555-0101' },
  { whom: 'counsel', nth: 1, name: 'Carl Moss', mail: '', phones: '308-555-0104' },
  { whom: 'president', nth: 1, name: 'Tess Berg', mail: '', phones: '308-555-0107' },
]

const letterhead = {
  address: ['100 Main Street', 'Minden, Nebraska 68959'],
  phone: '308-555-0100',
  counselPhone: '308-555-0104',
  hours: ['Monday to Saturday, 10 to 6'],
}

const here = { actor: 'demo', place: 'here' }

/** Plans a few overdue calls, as a nightly job would, so that there is someone to call on the first day. */
async function planDemoCalls(
  { app, worker }: Database,
  ring: KeyRing,
  { cards, today }: { readonly cards: readonly string[]; readonly today: string },
): Promise<void> {
  for (const card of cards) {
    const found = await patronOf(app, ring, card)
    if (found === undefined) continue
    const row = {
      ...sealNotice(new LinkKeys(ring), { patron: found.id, kind: 'overdue', step: 1 }),
      channel: 'phone',
      planned_on: today,
      message_id: randomBytes(16).toString('hex'),
    } as const
    await inContext(worker, here, (trx) => planNotice(trx, row, []))
  }
}

function patronOf(app: Database['app'], ring: KeyRing, card: string) {
  const index = token(ring, 'card.barcode', normalizeCardNumber(card))
  return inContext(app, here, (trx) => patronOfCardToken(trx, ring, index))
}

/** At each start: an older demo has no PIN and no one to call, and a visitor may have changed the PIN. */
async function equipStories(database: Database, ring: KeyRing, today: string): Promise<void> {
  const { app } = database
  await inventFigures(database, today)
  if ((await emergencyContacts(app)).length === 0) {
    // Counsel is asked about a change of their own number only where the list has their sign-in.
    const counsel = (await allAccounts(app)).find(({ role }) => role === 'counsel')
    const withSignIn = contacts.map((one) =>
      one.whom === 'counsel' && counsel !== undefined ? { ...one, account: counsel.id } : one,
    )
    await app.transaction().execute((trx) => replaceEmergencyContacts(trx, withSignIn, contactRoles))
  }
  if ((await typedLetterhead(app, ring)) === undefined) {
    await app.transaction().execute((trx) => saveLetterhead(trx, ring, letterhead))
  }
  const found = await patronOf(app, ring, cardOf(customerNumber, today))
  if (found === undefined) return
  const hash = sealPatronSecret(ring, 'pin.hash', found.id, await hashPassphrase(pin))
  await inContext(app, here, (trx) => setPin(trx, { patronId: found.id, hash }))
}
