import { Writable } from 'node:stream'
import type { Hono } from 'hono'
import { pino } from 'pino'
import { makeServices, type Services } from '../../src/app/services.ts'
import { webApp } from '../../src/app/web-app.ts'
import { NameIndex } from '../../src/gate/patron-name.ts'
import { sealedPatronNames } from '../../src/gate/patron-store.ts'
import { KeyRing } from '../../src/platform/crypto/key-ring.ts'
import type { OpenOptions } from '../../src/platform/db/database.ts'
import { claimLibrary } from '../../src/platform/db/library-store.ts'
import { newToken, tokenHash } from '../../src/platform/http/cookies.ts'
import type { Route } from '../../src/platform/http/route.ts'
import type { MailSettings } from '../../src/platform/mail/settings.ts'
import type { StaffRole } from '../../src/policy/index.ts'
import type { Pack } from '../../src/policy/pack.ts'
import { lastSignedFile, readSignedPosition } from '../../src/register/head.ts'
import { readNewestLeaves, SealedMatters } from '../../src/sealed/matters.ts'
import { SlotFolder } from '../../src/sealed/slot-folder.ts'
import { addAccount } from '../../src/staff/account-store.ts'
import { enrollWorkstation } from '../../src/staff/computers.ts'
import { hashPassphrase } from '../../src/staff/passphrase.ts'
import { jensen } from '../policy/jensen-pack.ts'
import { startTestDatabase, type TestDatabase } from '../support/database.ts'
import { plant } from '../support/planted.ts'
import { unhurried } from '../support/unhurried.ts'

export const passphrase = 'open the library'
export const roles: readonly StaffRole[] = ['volunteer', 'desk', 'director', 'counsel', 'trustee']
/** As small as a case with its papers allows, for there are many houses. */
const cellBytes = 256 * 1024
export const cards = { parent: '23000000000001', child: '23000000000002' }

export type Tested = {
  readonly house: Services
  readonly it: TestDatabase
  readonly child: string
  readonly parent: string
  readonly names: NameIndex
  /** What was logged, a line each. */
  readonly logged: string[]
  /** The time as the program sees it; tests move it. */
  readonly time: { now: Date; today: string }
  app(routes?: readonly Route<Services>[]): Hono
  /** The token of a new enrolled computer at a place. */
  computerAt(place: string): Promise<string>
  close(): Promise<void>
  /** Of the same library, under another version of the policy. */
  servicesOf(pack: Pack): Services
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
    mail = { state: 'not-set-up' },
    ...options
  }: {
    readonly asksSecondStep?: boolean
    readonly isNew?: boolean
    readonly countsReadings?: boolean
    readonly mail?: MailSettings
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
  await names.build(ring, sealedPatronNames(database.app))
  const hashed = await hashPassphrase(passphrase)
  const ids = new Map<StaffRole, string>()
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
  const folder = new SlotFolder(home.cellsDir, ring, cellBytes)
  await folder.ensure()
  const compartments = new SealedMatters({
    ...{ folder, ring, clock },
    signed: () => readSignedPosition(lastSignedFile(home.keysDir)),
    leaves: () => readNewestLeaves(database.app),
  })
  const servicesOf = (pack: Pack) =>
    makeServices({
      app: database.app,
      worker: database.worker,
      ring,
      pack,
      clock,
      names,
      origin,
      log: pino(sink),
      mail,
      asksSecondStep,
      tickedAt: () => time.now,
      sealedMatters: compartments,
      compartments: () => compartments,
      checkFailed: (error) => logged.push(String(error)),
    })
  const house = servicesOf(pack)
  return {
    ...{ house, it, child, parent, names, logged, time, servicesOf },
    app: (routes) => webApp(house, routes),
    async computerAt(place) {
      const token = newToken()
      const by = ids.get('director') ?? ''
      await database.app.transaction().execute((trx) =>
        enrollWorkstation(trx, ring, {
          tokenHash: tokenHash(token),
          ...{ name: place, place, by, on: '2026-11-24' },
        }),
      )
      return token
    },
    close: () => it.close(),
  }
}
