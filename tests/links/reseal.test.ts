import { spawn } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, truncateSync, utimesSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadLinksSince, resealLinksStep } from '../../src/backup/link-reseal-job.ts'
import { checkOutItem } from '../../src/circulation/checkout-store.ts'
import { insertLinks } from '../../src/circulation/link-store.ts'
import type { LinkTable } from '../../src/gate/link.ts'
import { patronAccount } from '../../src/gate/patron-store.ts'
import { endTokens, sealLink } from '../../src/gate/sealed-link.ts'
import { KeyRing } from '../../src/platform/crypto/key-ring.ts'
import { type LinkKeys, underAllKeys } from '../../src/platform/crypto/link-keys.ts'
import { DATABASE_NAME, roleName } from '../../src/platform/db/login.ts'
import { startTestDatabase, type TestDatabase } from '../support/database.ts'
import { openingKeys } from '../support/opening.ts'
import { asOwner } from './as-owner.ts'
import { dayAfter, type SmallLibrary, smallLibrary } from './small-library.ts'

/** Enough that a night takes several transactions. */
const many = 3000

let it: TestDatabase
let library: SmallLibrary
let unreadable = 0

beforeAll(async () => {
  it = await startTestDatabase()
  library = await smallLibrary(it, { patrons: 2, items: 3 })
  const [{ id: patron } = { id: '' }] = library.patrons
  const keys = openingKeys(library.ring)
  const hold = sealLink(keys, 'hold', { patron, title: library.items[0]?.titleId ?? '', state: 'placed' })
  const charge = sealLink(keys, 'charge', { patron, kind: 'other', amountCents: 250 })
  await addLoans(patron, 5)
  await library.act(async (trx) => {
    await insertLinks(trx, 'hold', [hold])
    await insertLinks(trx, 'charge', [charge])
  })
})
afterAll(() => it?.close())

async function addLoans(patron: string, count: number): Promise<void> {
  const keys = openingKeys(library.ring)
  const link = { patron, dueOn: '2026-12-01', state: 'out', band: '19-64' } as const
  const rows = Array.from({ length: count }, () =>
    sealLink(keys, 'loan', { ...link, item: crypto.randomUUID(), source: crypto.randomUUID().slice(0, 15) }),
  )
  await library.act((trx) => insertLinks(trx, 'loan', rows))
}

const night = (day: string) =>
  resealLinksStep({
    worker: library.database.worker,
    ring: library.ring,
    unreadable: (values) => {
      unreadable = values
    },
  }).run(day)
const nights = async (table: LinkTable = 'loan') =>
  [...new Set((await library.links(table)).map((link) => link.night))].sort()
/** What the links say, whatever they are sealed under and called. */
const said = async () => {
  const all = await Promise.all([library.links('loan'), library.links('hold'), library.links('charge')])
  return all
    .flat()
    .map(({ id: _id, night: _night, ...link }) => JSON.stringify(link))
    .sort()
}
const account = (patronId: string) =>
  library.act((trx) => patronAccount(trx, patronId, openingKeys(library.ring)))

test('a night seals every link again under its own key, and all say what they said', async () => {
  const before = await said()
  await night(dayAfter(0))
  for (const table of ['loan', 'hold', 'charge'] as const) expect(await nights(table)).toEqual([dayAfter(0)])
  expect(await said()).toEqual(before)
})

test('a link has another id every night, and the rows lie in the order of those', async () => {
  const before = await library.links('loan')
  await night(dayAfter(1))
  const after = await library.links('loan')
  expect(after).toHaveLength(before.length)
  expect(after.filter(({ id }) => before.some((old) => old.id === id))).toEqual([])
  const lie = await library.act((trx) => sql<{ id: string }>`select id from loan order by ctid`.execute(trx))
  const ids = lie.rows.map(({ id }) => id)
  expect(ids).toEqual([...ids].sort())
})

test('no key but those of fourteen nights and the newest is left, and no other is ever destroyed', async () => {
  for (let day = 2; day <= 20; day++) await night(dayAfter(day))
  const kept = Array.from({ length: 15 }, (_, at) => dayAfter(6 + at))
  expect(library.ring.linkNights()).toEqual(kept)
})

test('links are looked for under the keys that are in use, and the one before is among them', async () => {
  const patron = library.patrons[1]?.id ?? ''
  const item = library.items[2]?.id ?? ''
  const before = openingKeys(library.ring)
  await night(dayAfter(20))
  expect(library.ring.linksSince).toBe(dayAfter(18))
  expect(endTokens(openingKeys(library.ring), 'loan', 'patron', patron)).toHaveLength(3)
  // Somebody began before the night, and writes after it.
  const late = { ...before, newest: before.at(dayAfter(19)) } as LinkKeys
  const loan = sealLink(late, 'loan', { patron, item, dueOn: '2026-12-01', state: 'out', band: '19-64' })
  await library.act((trx) => insertLinks(trx, 'loan', [loan]))
  expect((await account(patron)).loans.map(({ id }) => id)).toEqual([loan.id])
  await library.act((trx) => sql`delete from loan where id = ${loan.id}::uuid`.execute(trx))
})

test('a program that starts looks under all keys until it has learned which are in use', async () => {
  const parts = { worker: library.database.worker, ring: new KeyRing(it.home.keysDir) }
  expect(parts.ring.linksSince).toBe('')
  await loadLinksSince(parts)
  expect(parts.ring.linksSince).toBe(dayAfter(18))
})

test('a key that another program made or destroyed is known at once, also once the list of keys is remembered', async () => {
  const [mine, other] = [library.ring, new KeyRing(it.home.keysDir)]
  const folder = join(it.home.keysDir, 'links')
  const longAgo = new Date('2026-01-01')
  utimesSync(folder, longAgo, longAgo)
  const before = mine.linkNights()
  expect(mine.linkNights()).toBe(before)
  other.makeLinkKey(dayAfter(21))
  expect(mine.linkNights()).toEqual([...before, dayAfter(21)])
  expect(openingKeys(mine).newest.night).toBe(dayAfter(21))
  const later = new Date('2026-01-02')
  utimesSync(folder, later, later)
  expect(mine.linkNights()).toBe(mine.linkNights())
  other.destroyLinkKeysBefore(dayAfter(7))
  expect(mine.linkNights()).not.toContain(dayAfter(6))
  expect(() => openingKeys(mine).at(dayAfter(6))).toThrow('is not there')
})

test('a newest key that is damaged is said so, and no one looks for ever under the one before', async () => {
  const keys = mkdtempSync(join(tmpdir(), 'carrel-damaged-'))
  cpSync(it.home.keysDir, keys, { recursive: true })
  const newest = library.ring.linkNights().at(-1) ?? ''
  truncateSync(join(keys, 'links', newest), 5)
  const look = underAllKeys(new KeyRing(keys), async () => 'found')
  await expect(look).rejects.toMatchObject({ code: 'keys-damaged' })
  rmSync(keys, { recursive: true })
})

test('half way, whatever a patron has is found under the one key and the other', async () => {
  const patron = library.patrons[0]?.id ?? ''
  library.ring.makeLinkKey(dayAfter(21))
  const before = await account(patron)
  const half = (await library.links('loan')).filter((loan) => loan.patron === patron).slice(0, 2)
  await library.act(async (trx) => {
    const keys = openingKeys(library.ring)
    await sql`delete from loan where id = any(${half.map(({ id }) => id)}::uuid[])`.execute(trx)
    await insertLinks(
      trx,
      'loan',
      half.map(({ id, night: _night, ...loan }) => sealLink(keys, 'loan', loan, id)),
    )
  })
  expect(await nights()).toHaveLength(2)
  const after = await account(patron)
  for (const links of ['loans', 'holds', 'charges'] as const) {
    expect(after[links].map(({ id }) => id).sort()).toEqual(before[links].map(({ id }) => id).sort())
  }
})

test('half way, an item that is out under the old key is not lent again under the new one', async () => {
  const [person, item] = [library.patrons[1]?.id ?? '', library.items[1]?.id ?? '']
  const to = (patronId: string) =>
    library.act((trx) =>
      checkOutItem(trx, library.ring, { patronId, itemId: item, dueOn: '2026-12-09', on: dayAfter(21) }),
    )
  expect(await to(person)).toMatchObject({ lent: true })
  library.ring.makeLinkKey(dayAfter(22))
  expect(await to(library.patrons[0]?.id ?? '')).toEqual({ lent: false, because: 'already-out' })
})

test('a kill half way leaves every link, and the next run seals the rest', async () => {
  await addLoans(library.patrons[1]?.id ?? '', many)
  await night(dayAfter(22))
  const before = await said()
  const program = spawn(
    process.execPath,
    ['--import', './bin/from-source.js', resolve(import.meta.dirname, 'reseal-once.ts'), dayAfter(23)],
    { env: { ...process.env, CARREL_HOME: it.home.dir }, stdio: 'ignore' },
  )
  const ended = new Promise((settle) => program.once('exit', (_code, signal) => settle(signal)))
  const begun = () =>
    library.act((trx) =>
      sql<{ n: number }>`select count(*)::int as n from loan where night = ${dayAfter(23)}`.execute(trx),
    )
  while (((await begun()).rows[0]?.n ?? 0) === 0 && program.exitCode === null) await sleep(1)
  program.kill('SIGKILL')
  expect(await ended).toBe('SIGKILL')
  expect(await nights()).toEqual([dayAfter(22), dayAfter(23)])
  expect(await said()).toEqual(before)
  await night(dayAfter(23))
  expect(await nights()).toEqual([dayAfter(23)])
  expect(await said()).toEqual(before)
})

test('a row that is being worked on is come back to, and no one waits for the night', async () => {
  const [one] = await library.links('loan')
  let under: Promise<void> = Promise.resolve()
  await library.act(async (trx) => {
    await sql`select from loan where id = ${one?.id}::uuid for update`.execute(trx)
    under = night(dayAfter(24))
    await sleep(300)
  })
  await under
  expect(await nights()).toEqual([dayAfter(24)])
})

test('a link that does not open keeps no other from being sealed again, and old keys from being destroyed; it is told', async () => {
  const [broken] = await library.links('hold')
  await library.act((trx) =>
    sql`update hold set link = decode(repeat('00', 221), 'hex') where id = ${broken?.id}::uuid`.execute(trx),
  )
  await night(dayAfter(60))
  expect(unreadable).toBe(1)
  expect(await nights()).toEqual([dayAfter(60)])
  expect(library.ring.linksSince).toBe(dayAfter(22))
  expect(library.ring.linkNights()).toEqual([dayAfter(60)])
  await library.act((trx) => sql`delete from hold`.execute(trx))
})

test('a night that cannot finish destroys no key', async () => {
  const worker = roleName(DATABASE_NAME, 'worker')
  await asOwner(it, (owner) => owner.query(`revoke delete on charge from ${worker}`))
  const before = library.ring.linkNights()
  await expect(night(dayAfter(90))).rejects.toThrow('permission denied')
  expect(library.ring.linkNights()).toEqual([...before, dayAfter(90)])
  await asOwner(it, (owner) => owner.query(`grant delete on charge to ${worker}`))
  await night(dayAfter(90))
  expect(library.ring.linkNights()).toEqual([dayAfter(90)])
})

test('after a clock that was ten years ahead, every night still has a key of its own, and old ones go', async () => {
  await library.act((trx) => sql`delete from loan where id not in (select id from loan limit 5)`.execute(trx))
  await night('2036-06-01')
  for (let day = 91; day < 107; day++) await night(dayAfter(day))
  expect(library.ring.linkNights()).toEqual(
    Array.from({ length: 15 }, (_, at) => `2036-06-${String(3 + at).padStart(2, '0')}`),
  )
  expect(await nights()).toEqual(['2036-06-17'])
})
