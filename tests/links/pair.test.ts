import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { resealLinksStep } from '../../src/backup/link-reseal-job.ts'
import { addCharge, placeHold, settleCharge } from '../../src/circulation/checkout-store.ts'
import { countReturnsStep } from '../../src/circulation/monthly-statistics.ts'
import { inContext } from '../../src/platform/db/context.ts'
import { lastSignedFile } from '../../src/register/head.ts'
import { currentSigner, sequenceEntries } from '../../src/register/sequencer.ts'
import { carrel } from '../leak/command-line.ts'
import { plant } from '../support/planted.ts'
import { startHouse, type Tested } from '../web/house.ts'
import { asOwner } from './as-owner.ts'
import { PairSearch, unknownOpenings } from './pair-search.ts'

// One patron and one item, each with canaries, and one loan from its reserve to its last cent. At each step every place in
// which both are found is named: so the search finds what is there, and there is no other place than these.

const who = { surname: 'Vexillary', firstName: 'Ombrophile', card: '29990000004711', phone: '308-555-0147' }
const what = { title: 'Zeugmatic Marginalia', author: 'Quillwort, Q.', barcode: 'PAIR-0815' }
const clerk = { accountId: 'clerk-1', role: 'desk', place: 'front-desk' } as const

let tested: Tested
let search: PairSearch
const here = { patron: '', item: randomUUID(), title: randomUUID() }

beforeAll(async () => {
  tested = await startHouse()
  const { house, it } = tested
  here.patron = await plant(it.database, house.ring, who)
  await house.app
    .insertInto('title')
    .values({ id: here.title, title: what.title, author: what.author })
    .execute()
  await house.app
    .insertInto('item')
    .values({
      id: here.item,
      title_id: here.title,
      barcode: what.barcode,
      collection: 'FIC',
      price_cents: 1999,
    })
    .execute()
  // The key that is there before the first night goes with it.
  await night(1)
  search = new PairSearch(it, {
    patron: { ids: [here.patron], names: Object.values(who) },
    other: { ids: [here.item, here.title], names: Object.values(what) },
  })
})
afterAll(() => tested?.close())

const act = <T>(work: Parameters<typeof inContext<T>>[2]) =>
  inContext(tested.house.app, { actor: clerk.accountId, place: clerk.place }, work)

async function night(days: number): Promise<void> {
  const { time, it, house } = tested
  time.now = new Date(time.now.getTime() + days * 86_400_000)
  time.today = time.now.toISOString().slice(0, 10)
  const parts = { worker: it.database.worker, ring: house.ring, unreadable: () => undefined }
  for (const step of [countReturnsStep(parts), resealLinksStep(parts)]) await step.run(time.today)
}

/** Whatever is beside the tables: the logs, the program's files, and an export of the register. */
async function besideTheTables(): Promise<string[]> {
  const { it, house, logged, time } = tested
  const signer = await currentSigner(house.app, house.ring)
  await sequenceEntries(it.database.worker, {
    signer,
    lastSigned: lastSignedFile(it.home.keysDir),
    now: time.now,
  })
  const exported = join(it.home.dir, 'exported')
  rmSync(exported, { recursive: true, force: true })
  expect((await carrel(it.home.dir, ['register', 'export', '--with-leaves', exported])).code).toBe(0)
  // The tables' own files are read by the attacker of this folder's other tests, with the write-ahead log.
  return [
    ...search.files(it.home.dir, (path) => path.startsWith('keys') || path.startsWith('data')),
    ...(search.text(logged.join('\n')) ? ['the log'] : []),
  ]
}

test('every column of bytes is said to be opened so or shut: a new one fails this until it is', async () => {
  expect(await unknownOpenings(tested.it)).toEqual([])
})

describe('the pair is found', () => {
  test('in the rows of its links alone, step by step, and nowhere after the last', async () => {
    const { ring, desk, gate } = tested.house
    await gate.view({ actor: clerk, patron: { card: who.card } })
    await act((trx) => placeHold(trx, ring, { patronId: here.patron, titleId: here.title }))
    expect(await search.tables()).toEqual(['hold'])
    const lent = await desk.lend(clerk, { patronId: here.patron, barcode: what.barcode })
    expect(lent).toMatchObject({ dueOn: expect.any(String) })
    expect(await search.tables()).toEqual(['loan'])
    const fine = { patron: here.patron, item: here.item, kind: 'damaged', amountCents: 450 } as const
    await act((trx) => addCharge(trx, ring, fine))
    expect(await search.tables()).toEqual(['charge', 'loan'])
    await asOwner(tested.it, (owner) => owner.query('analyze'))
    expect(await search.samples()).toEqual(['charge', 'loan'])
    await night(1)
    expect(await search.tables()).toEqual(['charge', 'loan'])
    expect(await desk.takeBack(clerk, what.barcode)).toMatchObject({ item: { id: here.item } })
    expect(await search.tables()).toEqual(['charge'])
    await settleAll()
    expect(await search.tables()).toEqual([])
    await gate.view({ actor: clerk, patron: { card: who.card } })
    expect(await besideTheTables()).toEqual([])
  }, 120_000)

  test('in a sample that the server took while it was there, and no longer than the key of that night is', async () => {
    expect(await search.samples()).toEqual(['charge', 'loan'])
    for (let each = 0; each < 15; each++) await night(1)
    expect(await search.samples()).toEqual([])
    expect([await search.tables(), await besideTheTables()]).toEqual([[], []])
    await asOwner(tested.it, (owner) => owner.query('analyze'))
    expect(await search.samples()).toEqual([])
  }, 120_000)
})

test('(the same search finds the pair in a table, a file or a log that the test did not foresee)', async () => {
  const { it, house } = tested
  await asOwner(it, async (owner) => {
    await owner.query('create table overlooked (at jsonb, sealed bytea)')
    await owner.query('insert into overlooked values ($1, null)', [{ of: [here.patron, here.item] }])
  })
  expect(await search.tables()).toEqual(['overlooked'])
  expect(await unknownOpenings(it)).toEqual(['overlooked.sealed'])
  await asOwner(it, (owner) => owner.query('drop table overlooked'))
  house.log.error({ planted: `${who.surname} has ${what.title}` })
  expect(await besideTheTables()).toEqual(['the log'])
})

async function settleAll(): Promise<void> {
  const { ring, app } = tested.house
  const rows = await act((trx) => trx.selectFrom('charge').select('id').execute())
  for (const { id } of rows) {
    await inContext(app, { actor: clerk.accountId, place: clerk.place }, (trx) =>
      settleCharge(trx, ring, { chargeId: id, cents: 1_000_000, on: tested.time.today }),
    )
  }
}
