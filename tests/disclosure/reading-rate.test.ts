import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startAccessAlarms } from '../../src/cases/access-alarms.ts'
import { AccessRate, AccessSlowedError } from '../../src/gate/access-rate.ts'
import { accessAlarms } from '../../src/gate/access-rate-store.ts'
import type { StaffActor } from '../../src/gate/actor.ts'
import { Gate } from '../../src/gate/gate.ts'
import type { PatronKey } from '../../src/gate/patron-lookup.ts'
import { NameIndex } from '../../src/gate/patron-name.ts'
import { sealedPatronNames } from '../../src/gate/patron-store.ts'
import type { GateParts } from '../../src/gate/request.ts'
import { KeyRing } from '../../src/platform/crypto/key-ring.ts'
import { inContext } from '../../src/platform/db/context.ts'
import { openDatabase } from '../../src/platform/db/database.ts'
import { mailSettings } from '../../src/platform/mail/settings.ts'
import type { Ask } from '../../src/policy/ask.ts'
import { readLeaf } from '../../src/register/log/leaf.ts'
import { openEntry } from '../../src/register/log/sealed-entry.ts'
import { startMailServer } from '../mail/mail-server.ts'
import { jensen } from '../policy/jensen-pack.ts'
import { startTestDatabase, type TestDatabase } from '../support/database.ts'
import { plant } from '../support/planted.ts'

let it: TestDatabase
let ring: KeyRing
let now = new Date('2026-11-24T15:00:00Z')
const clock = { now: () => now, today: () => now.toISOString().slice(0, 10) }
const later = (minutes: number) => {
  now = new Date(now.getTime() + minutes * 60_000)
}
const parts = (database = it.database): GateParts => ({
  ...{ app: database.app, ring, pack: jensen, clock, names: new NameIndex() },
})

/** Cards that are far from one another, and twelve in a row. */
const cards = [
  ...Array.from({ length: 70 }, (_, nth) => String(24000000000000 + nth * 7919)),
  ...Array.from({ length: 40 }, (_, nth) => String(25000000000000 + nth)),
]
const ids: string[] = []
const [apart, row] = [cards.slice(0, 70), cards.slice(70)]

beforeAll(async () => {
  it = await startTestDatabase()
  ring = new KeyRing(it.home.keysDir)
  for (const card of cards)
    ids.push(await plant(it.database, ring, { surname: 'Canary', firstName: 'Una', card }))
})
afterAll(() => it?.close())

const newClerk = (): StaffActor => ({ accountId: randomUUID(), role: 'desk', place: 'front-desk' })

/** How it goes to open a record: `opened`, `passphrase`, or until when there is none. */
async function opens(
  gate: Gate,
  actor: StaffActor,
  patron: PatronKey,
): Promise<'opened' | 'passphrase' | Date> {
  return gate.view({ actor, patron, basis: 'in-hand' }).then(
    () => 'opened' as const,
    (error: unknown) => {
      if (!(error instanceof AccessSlowedError)) throw error
      return error.until ?? ('passphrase' as const)
    },
  )
}

async function openedOf(gate: Gate, actor: StaffActor, numbers: readonly string[]): Promise<number> {
  let opened = 0
  for (const card of numbers) if ((await opens(gate, actor, { card })) === 'opened') opened++
  return opened
}

async function slowedEntries(accountId: string): Promise<number> {
  const rows = await it.database.worker.selectFrom('register_pending').select('leaf').execute()
  return rows.filter(({ leaf }) => {
    const opened = openEntry(leaf, ring.registerMonthKey(readLeaf(leaf).month))
    return 'entry' in opened && opened.entry.kind === 'reading-slowed' && opened.entry.actor === accountId
  }).length
}

describe('someone who opens more records than work at a counter takes', () => {
  test('opens sixty, and no more before their passphrase: it is on record once', async () => {
    const [gate, clerk] = [new Gate(parts()), newClerk()]
    expect(await openedOf(gate, clerk, apart)).toBe(60)
    expect(await opens(gate, clerk, { card: apart[65] ?? '' })).toBe('passphrase')
    expect(await slowedEntries(clerk.accountId)).toBe(1)
    // Who stands at the counter is served.
    expect(await opens(gate, clerk, { card: apart[3] ?? '' })).toBe('opened')
  })

  test('writes no more letters about customers that they choose, and all that Carrel chose', async () => {
    const gate = new Gate(parts())
    const ask: Ask = {
      ...{ on: clock.today(), channel: 'letter', place: 'front-desk', done: [], emergencyClaimed: false },
      recipient: { kind: 'guardian', relation: 'guardian', liable: true, verified: ['guardian-on-file'] },
      subject: { married: false, emancipated: false, liabilities: [] },
      records: ['overdue'],
    }
    const writes = async (isChosen: boolean) => {
      const actor = newClerk()
      let written = 0
      for (const patronId of ids.slice(0, 70))
        await gate.contact({ actor, patronId, ask, envelope: [], isChosen }).then(
          () => written++,
          (error: unknown) => expect(error).toBeInstanceOf(AccessSlowedError),
        )
      return written
    }
    expect([await writes(false), await writes(true)]).toEqual([60, 70])
  })

  test('opens some more with the passphrase, then none until enough of it is long ago', async () => {
    const [gate, clerk] = [new Gate(parts()), newClerk()]
    const proved = { ...clerk, proved: true }
    await openedOf(gate, clerk, apart.slice(0, 50))
    later(1)
    // Five unknown cards weigh as much as fifteen records.
    for (let nth = 0; nth < 5; nth++) await opens(gate, proved, { card: `9900000000${nth * 7}1` })
    expect(await opens(gate, proved, { card: apart[51] ?? '' })).toBe('opened')
    expect(await openedOf(gate, proved, apart.slice(52))).toBe(9)
    const until = await opens(gate, proved, { card: row[0] ?? '' })
    expect(until).toBeInstanceOf(Date)
    expect((until as Date).getTime() - now.getTime()).toBe(9 * 60_000)
    now = until as Date
    expect(await opens(gate, clerk, { card: row[0] ?? '' })).toBe('opened')
    expect(await slowedEntries(clerk.accountId)).toBe(1)
  })

  test('by counting card numbers upward, is stopped after a third of that; two who take turns, too', async () => {
    const [gate, one, other] = [new Gate(parts()), newClerk(), newClerk()]
    later(11)
    expect(await openedOf(gate, one, row)).toBeLessThan(25)
    later(11)
    const rate = new AccessRate(parts())
    let opened = 0
    for (let nth = 0; nth < 200; nth++) {
      const card = String(28000000000000 + nth)
      const clerk = nth % 2 === 0 ? one : other
      if ((await counted(rate, clerk, randomUUID(), { card })) === undefined) opened++
    }
    // Without the other's numbers in view it would be a hundred and twenty.
    expect(opened).toBeLessThan(50)
  })

  test('lists three hundred names by searching, and no more before their passphrase', async () => {
    later(11)
    const letters = [...'abcdefghijklmnopqrstuvwx']
    for (const first of letters)
      for (let nth = 10; nth < 30; nth++) {
        const card = `29${first.charCodeAt(0)}${nth}`
        await plant(it.database, ring, { surname: `${first}wren`, firstName: `Bird${nth}`, card })
      }
    const names = new NameIndex()
    await names.build(ring, sealedPatronNames(it.database.app))
    const [gate, clerk] = [new Gate({ ...parts(), names }), newClerk()]
    const lists = async (actor: StaffActor, typed: readonly string[]) => {
      let listed = 0
      for (const name of typed) {
        const found = await gate.search({ actor, name }).catch((error: unknown) => {
          if (!(error instanceof AccessSlowedError)) throw error
        })
        listed += found?.listed.length ?? 0
      }
      return listed
    }
    const typed = letters.map((first) => `${first}wren`)
    expect(await lists(clerk, typed)).toBe(300)
    expect(await slowedEntries(clerk.accountId)).toBe(1)
    // The same list again, a name that is not on file, and a card that is shown are no more names.
    expect(await lists(clerk, typed.slice(0, 2))).toBe(40)
    expect(await lists(clerk, ['zzz'])).toBe(0)
    expect(await opens(gate, clerk, { card: apart[0] ?? '' })).toBe('opened')
    expect(await lists({ ...clerk, proved: true }, typed.slice(15))).toBe(80)
    later(11)
    expect(await lists(clerk, typed)).toBe(300)
  })

  test('who tries out phone numbers is stopped after three hundred, whether or not anyone has them', async () => {
    later(11)
    const [gate, clerk] = [new Gate(parts()), newClerk()]
    const tries = async (many: number, from: number) => {
      for (let nth = from; nth < from + many; nth++) {
        await gate.searchByContact({ actor: clerk, contact: { phone: String(3085550000 + nth) } })
      }
    }
    await tries(300, 0)
    // The same number again is no new guess.
    await tries(2, 0)
    await expect(tries(1, 300)).rejects.toThrow(AccessSlowedError)
    expect(await slowedEntries(clerk.accountId)).toBe(1)
  })

  test('is one, at however many computers, in two programs, after a restart, and all at once', async () => {
    later(11)
    const clerk = newClerk()
    const second = await openDatabase(it.home)
    try {
      const gates = [new Gate(parts()), new Gate(parts(second))]
      const places = ['front-desk', 'office', 'circulation-desk']
      const all = await Promise.all(
        apart.map((card, nth) =>
          opens(gates[nth % 2] as Gate, { ...clerk, place: places[nth % 2] ?? '' }, { card }),
        ),
      )
      expect(all.filter((one) => one === 'opened')).toHaveLength(60)
      expect(await opens(new Gate(parts(second)), clerk, { card: row[0] ?? '' })).toBe('passphrase')
      expect(await slowedEntries(clerk.accountId)).toBe(1)
    } finally {
      await second.close()
    }
  })

  test('takes over an hour for six hundred, whatever passphrases they know', async () => {
    later(60)
    const [rate, clerk] = [new AccessRate(parts()), { ...newClerk(), proved: true }]
    const began = now.getTime()
    for (let opened = 0; opened < 600; ) {
      const until = await counted(rate, clerk, randomUUID())
      if (until === undefined) opened++
      else now = until
    }
    expect(now.getTime() - began).toBeGreaterThan(60 * 60_000)
  })

  test('and the Director is told by mail within a minute, once', async () => {
    const server = await startMailServer()
    const { worker, app } = it.database
    await app
      .insertInto('case_contact')
      .values({ whom: 'director', nth: 1, name: 'Ada', mail: 'ada@example.org', phones: '' })
      .execute()
    const mail = mailSettings({
      CARREL_SMTP_URL: `smtp://127.0.0.1:${server.port}`,
      CARREL_MAIL_FROM: 'carrel@library.example.org',
    })
    // What other tests left to be told.
    await worker.updateTable('reading_alarm').set({ mailed_at: now }).execute()
    later(61)
    const [gate, clerk] = [new Gate(parts()), newClerk()]
    const failures: unknown[] = []
    const began = performance.now()
    const telling = startAccessAlarms({
      ...{ worker, database: it.database, mail, clock },
      failed: (error) => failures.push(error),
    })
    try {
      await openedOf(gate, clerk, apart)
      await expect.poll(() => server.received.length, { timeout: 60_000 }).toBe(1)
      expect(performance.now() - began).toBeLessThan(60_000)
      expect(server.received[0]?.to).toContain('ada@example.org')
      expect(server.received[0]?.bytes.toString()).toContain('Something in Carrel needs your attention.')
    } finally {
      await telling.stop()
      await server.close()
    }
    expect(failures).toEqual([])
    expect((await accessAlarms(app, new Date(now.getTime() - 60_000))).length).toBeLessThanOrEqual(1)
  }, 90_000)
})

test('a busy day raises no alarm: three hundred checkouts by one account, with story hour at ten', async () => {
  now = new Date('2026-11-25T15:00:00Z')
  const [rate, clerk] = [new AccessRate(parts()), newClerk()]
  let card = 27000000000000
  let slowed = 0
  const checkOut = async (numbers: readonly string[], minutes: number) => {
    for (const number of numbers) {
      const id = randomUUID()
      // The card is scanned, and each of three items opens the same record again.
      for (const reads of [{ card: number }, { id }, { id }, { id }])
        if ((await counted(rate, clerk, id, reads)) !== undefined) slowed++
      later(minutes)
    }
  }
  const single = () => {
    card += 6101
    return [String(card)]
  }
  /** A mother and three children, whose cards were made on one day. */
  const family = () => {
    card += 6101
    return [0, 1, 2, 3].map((nth) => String(card + nth))
  }
  for (let nth = 0; nth < 100; nth++) await checkOut(single(), 1)
  // Story hour lets out: forty-four people in ten minutes, and three cards that are read wrongly.
  for (let nth = 0; nth < 11; nth++) await checkOut(family(), 10 / 44)
  for (let nth = 0; nth < 3; nth++)
    if ((await counted(rate, clerk, undefined, { card: single()[0] ?? '' })) !== undefined) slowed++
  later(10)
  for (let nth = 0; nth < 156; nth++) await checkOut(single(), 1.5)
  expect(slowed).toBe(0)
})

/** Exports of a Koha in which loans were made by its own code, at the times at which they came. */
const koha = resolve(import.meta.dirname, '../../../shared/fixtures/koha')

test.skipIf(!existsSync(koha))(
  'nor do the four busiest days that Koha recorded, were they one day of one account',
  async () => {
    const rowsOf = (file: string): Record<string, string>[] =>
      parse(readFileSync(join(koha, file)), { columns: true, bom: true, relax_quotes: true })
    const cardOf = new Map(rowsOf('borrowers.csv').map((row) => [row['borrowernumber'], row['cardnumber']]))
    const days = new Map<string, { readonly at: string; readonly card: string }[]>()
    for (const row of [...rowsOf('issues.csv'), ...rowsOf('old_issues.csv')]) {
      const [day = '', at = ''] = (row['issuedate'] ?? '').split(' ')
      const lent = { at, card: cardOf.get(row['borrowernumber']) || `koha-${row['borrowernumber']}` }
      days.set(day, [...(days.get(day) ?? []), lent])
    }
    const busiest = [...days.values()].sort((one, other) => other.length - one.length).slice(0, 4)
    const lent = busiest.flat().sort((one, other) => one.at.localeCompare(other.at))
    expect(lent.length).toBeGreaterThan(280)
    const [rate, clerk] = [new AccessRate(parts()), newClerk()]
    const idOf = new Map<string, string>()
    let slowed = 0
    for (const { at, card } of lent) {
      now = new Date(`2026-11-26T${at}Z`)
      const id = idOf.get(card) ?? randomUUID()
      idOf.set(card, id)
      for (const reads of [{ card }, { id }])
        if ((await counted(rate, clerk, id, reads)) !== undefined) slowed++
    }
    expect(slowed).toBe(0)
  },
)

test('the application’s role can add to the count, and cannot lower it', async () => {
  const { app } = it.database
  await expect(app.deleteFrom('reading').execute()).rejects.toThrow('permission denied')
  await expect(app.updateTable('reading').set({ weight: 1 }).execute()).rejects.toThrow('permission denied')
  await expect(app.deleteFrom('reading_alarm').execute()).rejects.toThrow('permission denied')
  // One that says of itself that it was mailed would keep the next hour's mail from going out.
  await expect(
    app.insertInto('reading_alarm').values({ account: randomUUID(), at: now, mailed_at: now }).execute(),
  ).rejects.toThrow('permission denied')
  await expect(app.updateTable('reading_alarm').set({ tries: 12 }).execute()).rejects.toThrow(
    'permission denied',
  )
})

/** Counts one record as the gate does; undefined where it opens. */
async function counted(
  rate: AccessRate,
  actor: StaffActor,
  patronId: string | undefined,
  reads: PatronKey = { id: patronId ?? '' },
): Promise<Date | undefined> {
  const found = patronId === undefined ? [] : [patronId]
  return inContext(it.database.app, { actor: actor.accountId, place: actor.place }, (trx) =>
    rate.count(trx, { kind: 'view', actor, reads }, found),
  ).then(
    () => undefined,
    (error: unknown) => {
      if (error instanceof AccessSlowedError) return error.until ?? now
      throw error
    },
  )
}
