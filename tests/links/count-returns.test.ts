import { afterAll, beforeAll, expect, test } from 'vitest'
import { resealLinksStep } from '../../src/backup/link-reseal-job.ts'
import { checkInItem, checkOutItem, placeHold } from '../../src/circulation/checkout-store.ts'
import { countReturnsStep } from '../../src/circulation/monthly-statistics.ts'
import { openStatisticsMonths, uncountedRows } from '../../src/circulation/statistics-store.ts'
import { inContext } from '../../src/platform/db/context.ts'
import { dailyJobContext } from '../../src/platform/jobs/daily-job.ts'
import { startTestDatabase, type TestDatabase } from '../support/database.ts'
import { changeHold } from '../support/links.ts'
import { dayAfter, type SmallLibrary, smallLibrary } from './small-library.ts'

// Why more than twenty: a hint at a person has eight bits, so two may share one.
const people = 32

let it: TestDatabase
let library: SmallLibrary

beforeAll(async () => {
  it = await startTestDatabase()
  library = await smallLibrary(it, { patrons: people, items: people })
  await reseal(0)
})
afterAll(() => it?.close())

const worker = () => library.database.worker
const count = (day: number) => countReturnsStep({ worker: worker(), ring: library.ring }).run(dayAfter(day))
const reseal = (day: number) =>
  resealLinksStep({ worker: worker(), ring: library.ring, unreadable: () => undefined }).run(dayAfter(day))
const told = () => worker().selectFrom('tally_month').selectAll().orderBy('month').execute()
const left = () =>
  inContext(worker(), dailyJobContext, async (trx) => ({
    waiting: (await uncountedRows(trx)).length,
    months: (await openStatisticsMonths(trx)).map(({ month }) => month),
  }))

/** Some people have something out, and bring it back on a day. */
async function bringBack(day: number, some: number): Promise<void> {
  for (let n = 0; n < some; n++) {
    const [patronId = '', itemId = ''] = [library.patrons[n]?.id, library.items[n]?.id]
    const on = dayAfter(day)
    await library.act(async (trx) => {
      await checkOutItem(trx, library.ring, { patronId, itemId, dueOn: dayAfter(day + 21), on })
      await checkInItem(trx, library.ring, { itemId, on })
    })
  }
}

test('what comes back waits until its part of the month is over, and is told when the month is, once', async () => {
  await bringBack(1, people)
  await count(9)
  expect([await left(), await told()]).toEqual([{ waiting: people, months: [] }, []])
  await count(10)
  expect([await left(), await told()]).toEqual([{ waiting: 0, months: ['2026-11'] }, []])
  await reseal(10)
  await bringBack(25, 3)
  await count(30)
  await count(30)
  expect([await left(), await told()]).toEqual([
    { waiting: 0, months: [] },
    [{ month: '2026-11', returns: people + 3, untold: 3 }],
  ])
  const items = await worker().selectFrom('tally_item').selectAll().execute()
  expect(items.map(({ item_id, returns }) => [item_id, returns]).sort()).toEqual(
    library.items.map(({ id }) => [id, 1]).sort(),
  )
  const bands = await worker().selectFrom('tally_band').selectAll().execute()
  expect(bands.reduce((sum, { returns }) => sum + returns, 0)).toBe(people)
})

test('what waits is under the key of its own night for good; once that is gone, it only counts as come back', async () => {
  await reseal(31)
  await bringBack(31, people)
  for (const day of [32, 40, 46]) await reseal(day)
  await count(46)
  await count(61)
  expect(await left()).toEqual({ waiting: 0, months: [] })
  expect((await told()).at(-1)).toEqual({ month: '2026-12', returns: people, untold: people })
})

test('a computer that was off for three weeks loses no count: it counts before it destroys keys', async () => {
  await reseal(61)
  await bringBack(61, people)
  for (const step of [count, reseal]) await step(92)
  expect((await told()).at(-1)).toEqual({ month: '2027-01', returns: people, untold: 0 })
})

test('what comes to a month that is told already is told as come back, and changes no finer count of it', async () => {
  const before = await worker().selectFrom('tally_band').selectAll().orderBy('month').execute()
  await reseal(92)
  await bringBack(62, people)
  await count(93)
  expect((await told()).at(-1)).toEqual({ month: '2027-01', returns: people * 2, untold: people })
  expect(await worker().selectFrom('tally_band').selectAll().orderBy('month').execute()).toEqual(before)
})

test('holds that were cut are counted by month, with the loans', async () => {
  await reseal(93)
  const [patron, item] = [library.patrons[0]?.id ?? '', library.items[0]]
  const { id: holdId } = await library.act((trx) =>
    placeHold(trx, library.ring, { patronId: patron, titleId: item?.titleId ?? '' }),
  )
  await library.act((trx) => changeHold(trx, library.ring, { holdId, overOn: dayAfter(93) }))
  await count(130)
  expect(await worker().selectFrom('tally_cut').selectAll().execute()).toEqual([
    { month: dayAfter(93).slice(0, 7), series: 'hold', links: 1 },
  ])
})
