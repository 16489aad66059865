import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { setItemState } from '../../src/circulation/catalog-store.ts'
import {
  addCharge,
  anonymizeLoans,
  checkInItem,
  checkOutItem,
  markLoanLost,
  placeHold,
  settleCharge,
} from '../../src/circulation/checkout-store.ts'
import { linkPage } from '../../src/circulation/link-store.ts'
import { uncountedRows } from '../../src/circulation/statistics-store.ts'
import { inContext } from '../../src/platform/db/context.ts'
import { beforeAllIds } from '../../src/platform/db/statements.ts'
import { dailyJobContext } from '../../src/platform/jobs/daily-job.ts'
import { startTestDatabase, type TestDatabase } from '../support/database.ts'
import { changeHold, changeLoan } from '../support/links.ts'
import { dayAfter, type SmallLibrary, smallLibrary } from './small-library.ts'

const on = '2026-11-24'
const dueOn = '2026-12-15'

let it: TestDatabase
let library: SmallLibrary
let ann: string
let ben: string

beforeAll(async () => {
  it = await startTestDatabase()
  library = await smallLibrary(it, { patrons: 2, items: 20 })
  ;[ann = '', ben = ''] = library.patrons.map(({ id }) => id)
})
afterAll(() => it?.close())

let next = 0
/** An item that no test before had. */
const another = () => library.items[next++] ?? { id: '', titleId: '' }
const lendTo = (patronId: string, itemId: string) =>
  library.act((trx) => checkOutItem(trx, library.ring, { patronId, itemId, dueOn, on }))
const back = (itemId: string, more = {}) =>
  library.act((trx) => checkInItem(trx, library.ring, { itemId, on, ...more }))
const pay = (chargeId: string, cents: number) =>
  library.act(async (trx) => (await settleCharge(trx, library.ring, { chargeId, cents, on })) !== undefined)
const loansOf = async (item: string) => (await library.links('loan')).filter((loan) => loan.item === item)
const chargesFor = async (item: string) => (await library.links('charge')).filter((one) => one.item === item)
const waiting = async () =>
  (await inContext(library.database.worker, dailyJobContext, (trx) => uncountedRows(trx))).length

describe('a loan', () => {
  test('is out once, and says until when, to whom, and in which age band', async () => {
    const { id } = another()
    expect(await lendTo(ann, id)).toMatchObject({ lent: true })
    expect(await lendTo(ben, id)).toEqual({ lent: false, because: 'already-out' })
    expect(await loansOf(id)).toMatchObject([{ patron: ann, item: id, dueOn, state: 'out', band: '65-' }])
  })

  test('of a person or item that is not here is refused', async () => {
    const nobody = '00000000-0000-4000-8000-000000000000'
    expect(await lendTo(nobody, another().id)).toEqual({ lent: false, because: 'unknown' })
    expect(await lendTo(ann, nobody)).toEqual({ lent: false, because: 'unknown' })
  })

  test('of something that was taken out of the collection since its scan is refused', async () => {
    const { id } = another()
    await library.act((trx) => setItemState(trx, id, 'withdrawn'))
    expect(await lendTo(ann, id)).toEqual({ lent: false, because: 'not-lent' })
    await library.act((trx) => setItemState(trx, id, 'here'))
    expect(await lendTo(ann, id)).toMatchObject({ lent: true })
  })

  test('of two at once, one is made', async () => {
    const { id } = another()
    const lent = await Promise.all([lendTo(ann, id), lendTo(ben, id), lendTo(ann, id)])
    expect(lent.filter((one) => one.lent)).toHaveLength(1)
  })

  test('that is renewed keeps everything but its day', async () => {
    const { id } = another()
    await lendTo(ann, id)
    const later = { itemId: id, dueOn: '2027-01-05' }
    expect(await library.act((trx) => changeLoan(trx, library.ring, later))).toBe(true)
    expect(await loansOf(id)).toMatchObject([{ patron: ann, dueOn: '2027-01-05', state: 'out' }])
  })

  test('is cut when the item comes back, and one return waits to be counted', async () => {
    const { id } = another()
    await lendTo(ann, id)
    const before = await waiting()
    expect(await back(id)).toBeDefined()
    expect(await loansOf(id)).toEqual([])
    expect(await waiting()).toBe(before + 1)
    expect(await back(id)).toBeUndefined()
    expect(await waiting()).toBe(before + 1)
  })
})

test('a loan that an import and the desk end at once is counted once', async () => {
  const { id } = another()
  await lendTo(ann, id)
  const read = await library.act((trx) => linkPage(trx, 'loan', beforeAllIds, 1000))
  const theirs = (await loansOf(id)).map((loan) => loan.id)
  const seen = read.filter((row) => theirs.includes(row.id))
  await back(id)
  const before = await waiting()
  expect(await library.act((trx) => anonymizeLoans(trx, library.ring, seen, on))).toEqual([])
  expect([seen.length, await waiting()]).toEqual([1, before])
})

describe('what is owed', () => {
  test('for an item that came back keeps the link until it is paid, in parts or whole', async () => {
    const { id } = another()
    await lendTo(ann, id)
    await back(id, { charge: { kind: 'overdue', amountCents: 300 } })
    expect(await loansOf(id)).toEqual([])
    const [owed] = await chargesFor(id)
    expect(owed).toMatchObject({ patron: ann, kind: 'overdue', amountCents: 300 })
    expect(await pay(owed?.id ?? '', 100)).toBe(true)
    expect(await chargesFor(id)).toMatchObject([{ patron: ann, amountCents: 200 }])
    expect(await pay(owed?.id ?? '', 200)).toBe(true)
    expect(await chargesFor(id)).toEqual([])
    expect(await pay(owed?.id ?? '', 1)).toBe(false)
  })

  test('for a lost item keeps the loan until all of it is paid, and the catalogue says nothing of it', async () => {
    const { id } = another()
    await lendTo(ann, id)
    await library.act((trx) => markLoanLost(trx, library.ring, { itemId: id, amountCents: 1500 }))
    const fee = { patron: ann, item: id, kind: 'other', amountCents: 200 } as const
    const { id: feeId } = await library.act((trx) => addCharge(trx, library.ring, fee))
    const lost = (await chargesFor(id)).find(({ kind }) => kind === 'lost')
    expect(await loansOf(id)).toMatchObject([{ patron: ann, state: 'lost' }])
    await pay(lost?.id ?? '', 1500)
    expect(await loansOf(id)).toHaveLength(1)
    await pay(feeId, 200)
    expect(await loansOf(id)).toEqual([])
    const item = await library.database.app
      .selectFrom('item')
      .select('state')
      .where('id', '=', id)
      .executeTakeFirst()
    expect(item).toEqual({ state: 'here' })
  })

  test('by one person for an item keeps no one else’s loan of it, nor ends it', async () => {
    const { id } = another()
    await lendTo(ann, id)
    await back(id, { charge: { kind: 'damaged', amountCents: 700 } })
    await lendTo(ben, id)
    const [owed] = await chargesFor(id)
    await pay(owed?.id ?? '', 700)
    expect(await loansOf(id)).toMatchObject([{ patron: ben }])
  })
})

describe('a hold', () => {
  test('ends when its patron takes the item out, and not when another does', async () => {
    const { id, titleId } = another()
    const place = (patronId: string) =>
      library.act((trx) => placeHold(trx, library.ring, { patronId, titleId }))
    await place(ann)
    await place(ben)
    await lendTo(ann, id)
    const left = (await library.links('hold')).filter(({ title }) => title === titleId)
    expect(left.map(({ patron }) => patron)).toEqual([ben])
  })

  test('waits on the shelf, and is cancelled', async () => {
    const { titleId } = another()
    const hold = await library.act((trx) => placeHold(trx, library.ring, { patronId: ann, titleId }))
    const holdId = hold.id
    const set = (change: Parameters<typeof changeHold>[2]) =>
      library.act((trx) => changeHold(trx, library.ring, change))
    expect(await set({ holdId, state: 'waiting' })).toBe(true)
    expect((await library.links('hold')).find(({ id }) => id === holdId)).toMatchObject({ state: 'waiting' })
    expect(await set({ holdId, overOn: dayAfter(0) })).toBe(true)
    expect(await set({ holdId, overOn: dayAfter(0) })).toBe(false)
  })
})

test('a link’s row shows neither whose it is nor of what, nor when, in what state or how much, and all are of one length', async () => {
  const { id, titleId } = another()
  await library.act((trx) => placeHold(trx, library.ring, { patronId: ann, titleId }))
  await lendTo(ben, id)
  const fine = { patron: ben, item: id, kind: 'damaged', amountCents: 123456 } as const
  await library.act((trx) => addCharge(trx, library.ring, fine))
  await library.act((trx) => addCharge(trx, library.ring, { patron: ann, kind: 'other', amountCents: 1 }))
  for (const table of ['loan', 'hold', 'charge'] as const) {
    const rows = await library.act((trx) =>
      sql<{ row: string; length: number }>`select to_jsonb(t)::text as row, length(t::text)
        from ${sql.table(table)} as t`.execute(trx),
    )
    expect(new Set(rows.rows.map(({ length }) => length)).size).toBe(1)
    const text = rows.rows.map(({ row }) => row).join()
    for (const told of [ann, ben, id, titleId, dueOn, '"out"', 'damaged', '123456']) {
      for (const form of [told, told.replaceAll('-', ''), Buffer.from(told).toString('hex')]) {
        expect(text).not.toContain(form)
      }
    }
  }
})
