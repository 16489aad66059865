import { Writable } from 'node:stream'
import type { Hono } from 'hono'
import { pino } from 'pino'
import { hashPassphrase } from '../../src/accounts/passphrase.ts'
import { Calls } from '../../src/calling/calls.ts'
import { CellFolder } from '../../src/compartments/cell-folder.ts'
import { Compartments } from '../../src/compartments/compartments.ts'
import { OpenSessions } from '../../src/compartments/open-sessions.ts'
import { Gate } from '../../src/disclosure/gate.ts'
import { lastSignedIn, signedSoFar } from '../../src/jobs/last-signed.ts'
import { newestLeaves } from '../../src/jobs/newest-leaves.ts'
import { proveEntry } from '../../src/jobs/prove-entry.ts'
import { RegisterCheck } from '../../src/jobs/register-check.ts'
import { Cards } from '../../src/lending/cards.ts'
import { Catalogue } from '../../src/lending/catalogue.ts'
import { Charges } from '../../src/lending/charges.ts'
import { Desk } from '../../src/lending/desk.ts'
import { Guardians } from '../../src/lending/guardians.ts'
import { Holds } from '../../src/lending/holds.ts'
import { Joining } from '../../src/lending/joining.ts'
import { Shelf } from '../../src/lending/shelf.ts'
import { KeyRing } from '../../src/sealing/key-ring.ts'
import { NameIndex } from '../../src/sealing/name-index.ts'
import { addAccount, type Role } from '../../src/store/accounts.ts'
import type { OpenOptions } from '../../src/store/database.ts'
import { claimLibrary } from '../../src/store/library.ts'
import { sealedNames } from '../../src/store/vault.ts'
import { enrolWorkstation } from '../../src/store/workstations.ts'
import { webApp } from '../../src/web/app.ts'
import type { Route } from '../../src/web/route.ts'
import { newToken, tokenHash } from '../../src/web/secret-token.ts'
import type { House } from '../../src/web/visit.ts'
import { jensen } from '../policy/jensen-pack.ts'
import { startTestDatabase, type TestDatabase } from '../support/database.ts'
import { plant } from '../support/planted.ts'
import { unhurried } from '../support/unhurried.ts'

export const passphrase = 'open the library'
export const roles: readonly Role[] = ['volunteer', 'desk', 'director', 'counsel', 'trustee']
/** As small as a case with its papers allows, for there are many houses. */
const cellBytes = 256 * 1024
export const cards = { parent: '23000000000001', child: '23000000000002' }

export type Tested = {
  readonly house: House
  readonly it: TestDatabase
  readonly child: string
  readonly parent: string
  readonly names: NameIndex
  /** What was logged, a line each. */
  readonly logged: string[]
  /** The time as the program sees it; tests move it. */
  readonly time: { now: Date; today: string }
  app(routes?: readonly Route[]): Hono
  /** The token of a new enrolled computer at a place. */
  computerAt(place: string): Promise<string>
  close(): Promise<void>
}

/**
 * A library with two patrons and a sign-in for each role, on a real database; the trustee is the Board's president.
 * Nobody must pass a second step, as in the demo, unless `asksSecondStep`. `isNew`: nobody has a sign-in yet.
 */
export async function startHouse(
  origin = 'http://127.0.0.1:8080',
  {
    asksSecondStep = false,
    isNew = false,
    countsReadings = false,
    ...options
  }: {
    readonly asksSecondStep?: boolean
    readonly isNew?: boolean
    readonly countsReadings?: boolean
  } & OpenOptions = {},
): Promise<Tested> {
  const it = await startTestDatabase(options)
  const { database, home } = it
  const ring = new KeyRing(home.keysDir)
  const time = { now: new Date('2026-11-24T15:00:00Z'), today: '2026-11-24' }
  const clock = { now: () => time.now, today: () => time.today }
  // Why the one of all houses: to compile it takes a quarter of what it takes to start one. Its clock stands still.
  const pack = countsReadings ? jensen : unhurried(jensen)
  const parent = await plant(database, ring, { surname: 'Canary', firstName: 'Una', card: cards.parent })
  const child = await plant(database, ring, {
    surname: 'Canary',
    firstName: 'Pip',
    card: cards.child,
    born: '2013-02-03',
    loans: [
      { title: 'Canary Due Later', dueOn: '2026-12-24' },
      { title: 'Canary Overdue', dueOn: '2026-11-01' },
    ],
    holds: ['Canary Reserved'],
    charges: [{ kind: 'damaged', cents: 450, title: 'Canary Torn' }],
    guarantor: { id: parent, liable: true },
  })
  for (let each = 10; each < 35; each++) {
    await plant(database, ring, { surname: 'Sparrow', firstName: `Bird${each}`, card: `240000000000${each}` })
  }
  await claimLibrary(database.app, { name: pack.library, keyCheck: ring.check() })
  const names = new NameIndex()
  await names.build(ring, sealedNames(database.app))
  const hashed = await hashPassphrase(passphrase)
  const ids = new Map<Role, string>()
  for (const role of isNew ? [] : roles) {
    const id = await addAccount(database.app, ring, {
      signIn: role,
      name: `Test ${role}`,
      role,
      passphrase: hashed,
      president: role === 'trustee',
    })
    if (id !== null) ids.set(role, id)
  }
  const logged: string[] = []
  const sink = new Writable({
    write(chunk, _encoding, done) {
      logged.push(String(chunk))
      done()
    },
  })
  const folder = new CellFolder(home.cellsDir, ring, cellBytes)
  await folder.ensure()
  const compartments = new Compartments({
    ...{ folder, ring, clock },
    signed: () => signedSoFar(lastSignedIn(home.keysDir)),
    leaves: () => newestLeaves(database.app),
  })
  const gate = new Gate({ app: database.app, ring, pack, names, clock, sealedMatters: compartments })
  const house: House = {
    app: database.app,
    ring,
    gate,
    pack,
    clock,
    origin,
    log: pino(sink),
    mail: { state: 'not-set-up' },
    registerCheck: new RegisterCheck({
      ...{ app: database.app, clock },
      failed: (error) => logged.push(String(error)),
    }),
    desk: new Desk({ app: database.app, ring, pack, clock, facts: gate.facts }),
    cards: new Cards({ app: database.app, ring, pack, clock, gate }),
    joining: new Joining({ app: database.app, ring, pack, clock, gate }),
    catalogue: new Catalogue({ app: database.app, ring, pack, clock }),
    charges: new Charges({ app: database.app, ring, pack, clock }),
    holds: new Holds({ app: database.app, ring, pack, clock, facts: gate.facts }),
    shelf: new Shelf({ app: database.app, ring, pack, clock, facts: gate.facts }),
    guardians: new Guardians({ app: database.app, ring, pack, clock, gate }),
    calls: new Calls({ app: database.app, ring, pack, clock }),
    proveEntry: (reference) => proveEntry(database.worker, reference, clock.now()),
    asksSecondStep,
    tickedAt: () => time.now,
    compartments,
    openSessions: new OpenSessions(),
  }
  return {
    ...{ house, it, child, parent, names, logged, time },
    app: (routes) => webApp(house, routes),
    async computerAt(place) {
      const token = newToken()
      const by = ids.get('director') ?? ''
      await database.app.transaction().execute((trx) =>
        enrolWorkstation(trx, ring, {
          tokenHash: tokenHash(token),
          ...{ name: place, place, by, on: '2026-11-24' },
        }),
      )
      return token
    },
    close: () => it.close(),
  }
}
