import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { placeHold } from '../../src/circulation/checkout-store.ts'
import { Desk } from '../../src/circulation/desk.ts'
import { PatronHolds } from '../../src/circulation/holds.ts'
import { uncountedRows } from '../../src/circulation/statistics-store.ts'
import { normalizeCardNumber } from '../../src/gate/card-number.ts'
import { patronAccount } from '../../src/gate/patron-store.ts'
import { setCardStanding } from '../../src/patrons/record-store.ts'
import { sealField } from '../../src/platform/crypto/field.ts'
import { inContext } from '../../src/platform/db/context.ts'
import { dailyJobContext } from '../../src/platform/jobs/daily-job.ts'
import type { Pack } from '../../src/policy/pack.ts'
import { type SmallLibrary, smallLibrary } from '../links/small-library.ts'
import { jensen } from '../policy/jensen-pack.ts'
import { startTestDatabase, type TestDatabase } from '../support/database.ts'
import { withFactsOf } from '../support/facts-of.ts'
import { openingKeys } from '../support/opening.ts'

const time = { now: new Date('2026-11-24T15:00:00Z') }
let today = '2026-11-24'
const clock = { now: () => time.now, today: () => today }
const clerk = { accountId: 'clerk-1', role: 'desk', place: 'front-desk' } as const
const volunteer = { ...clerk, role: 'volunteer' } as const

let it: TestDatabase
let library: SmallLibrary
let desk: Desk
let ann: string
let ben: string

const deskOf = (pack: Pack) =>
  new Desk(withFactsOf({ app: it.database.app, ring: library.ring, pack, clock }))

beforeAll(async () => {
  it = await startTestDatabase()
  library = await smallLibrary(it, { patrons: 2, items: 1 })
  ;[ann = '', ben = ''] = library.patrons.map(({ id }) => id)
  desk = deskOf(jensen)
})
afterAll(() => it?.close())

let made = 0
/** A new item in the catalogue. @returns its barcode */
async function anItem(
  more: { itemType?: string; state?: 'lost' | 'withdrawn' | 'damaged' } = {},
): Promise<string> {
  const { app } = it.database
  const barcode = `A${made++}`
  const title = { id: randomUUID(), title: `Title of ${barcode}`, author: 'Somebody' }
  await app.insertInto('title').values(title).execute()
  const { itemType = 'BK', state = 'here' } = more
  await app.insertInto('item').values({ title_id: title.id, barcode, item_type: itemType, state }).execute()
  return barcode
}

/** Lets a patron's card expire on a day. */
const letExpire = (patronId: string, expiresOn: string) =>
  inContext(it.database.app, { actor: 'test', place: 'test' }, (trx) =>
    setCardStanding(trx, patronId, sealField(library.ring, 'patron.standing', patronId, { expiresOn })),
  )

const titleOf = async (barcode: string) => {
  const found = it.database.app.selectFrom('item').select('title_id').where('barcode', '=', barcode)
  return (await found.executeTakeFirstOrThrow()).title_id
}
const loansOf = (patronId: string) =>
  inContext(it.database.app, { actor: 'test', place: 'test' }, async (trx) => {
    const { loans } = await patronAccount(trx, patronId, openingKeys(library.ring))
    return loans.length
  })
const waiting = async () =>
  (await inContext(it.database.worker, dailyJobContext, (trx) => uncountedRows(trx))).length
const undoOf = (done: unknown) => (done as { undo: string }).undo

describe('what is lent at the desk', () => {
  test.each([
    ['a book for three weeks', {}, '2026-12-15'],
    ['a DVD for one, by the pack’s first rule', { itemType: 'dvd' }, '2026-12-01'],
    ['a damaged book as well', { state: 'damaged' }, '2026-12-15'],
  ] as const)('is %s', async (_, item, due) => {
    const barcode = await anItem(item)
    expect(await desk.lend(volunteer, { patronId: ann, barcode })).toMatchObject({
      item: { title: `Title of ${barcode}` },
      dueOn: due,
    })
    expect(await desk.takeBack(clerk, barcode)).toMatchObject({ item: { barcode } })
  })

  test.each([
    ['a thing that the catalogue does not have', () => Promise.resolve('nothing'), 'no-such-item'],
    ['what the catalogue has as lost', () => anItem({ state: 'lost' }), 'not-lent'],
    ['what the catalogue has as withdrawn', () => anItem({ state: 'withdrawn' }), 'not-lent'],
  ] as const)('is not %s', async (_, item, because) => {
    expect(await desk.lend(clerk, { patronId: ann, barcode: await item() })).toBe(because)
  })

  test('is out once, and whose it is is said to no one', async () => {
    const barcode = await anItem()
    await desk.lend(clerk, { patronId: ann, barcode })
    const toOther = await desk.lend(clerk, { patronId: ben, barcode })
    expect([toOther, await desk.lend(clerk, { patronId: ann, barcode })]).toEqual([
      'already-out',
      'already-out',
    ])
    await desk.takeBack(clerk, barcode)
  })

  test('goes to no one who is not on file', async () => {
    expect(await desk.lend(clerk, { patronId: randomUUID(), barcode: await anItem() })).toBe('not-on-file')
  })

  test.each([
    ['at a computer that is not the library’s', { ...clerk, place: 'elsewhere' }],
    ['by a trustee', { ...clerk, role: 'trustee' } as const],
    ['by the City’s lawyer', { ...clerk, role: 'counsel' } as const],
  ])('is lent and taken back by no one %s', async (_, by) => {
    const barcode = await anItem()
    expect(await desk.lend(by, { patronId: ann, barcode })).toBe('not-here')
    const { undo } = (await desk.lend(clerk, { patronId: ann, barcode })) as { undo: string }
    expect(await desk.takeBack(by, barcode)).toBe('not-here')
    expect(await desk.undo(by, undo)).toBe(false)
    expect(await desk.undo(clerk, undo)).toBe(true)
  })

  test('is nothing where the library lends by another system', async () => {
    const { lending: _, ...manifest } = jensen.manifest
    const elsewhere = deskOf({ ...jensen, manifest })
    expect(elsewhere.lends).toBe(false)
    expect(await elsewhere.lend(clerk, { patronId: ann, barcode: await anItem() })).toBe('not-here')
  })
})

test('that an item comes back late is said to a person who may see that something is overdue, and to no volunteer', async () => {
  const said = async (by: typeof clerk | typeof volunteer, on: string) => {
    const barcode = await anItem()
    today = '2026-11-24'
    await desk.lend(clerk, { patronId: ann, barcode })
    today = on
    const back = await desk.takeBack(by, barcode)
    today = '2026-11-24'
    return typeof back === 'string' ? back : back.overdue
  }
  expect(await said(clerk, '2026-12-15')).toBe(false)
  expect(await said(clerk, '2026-12-16')).toBe(true)
  expect(await said(volunteer, '2026-12-16')).toBe(false)
})

describe('a renewal', () => {
  const dueOf = async (patronId: string) =>
    (await library.links('loan')).filter(({ patron }) => patron === patronId).map(({ dueOn }) => dueOn)

  test('begins today’s time again, as often as the pack’s rule has it, for anyone who has the item', async () => {
    const barcode = await anItem({ itemType: 'DVD' })
    await desk.lend(clerk, { patronId: ben, barcode })
    today = '2026-11-30'
    expect(await desk.renew(volunteer, barcode)).toMatchObject({ item: { barcode }, dueOn: '2026-12-07' })
    expect(await dueOf(ben)).toEqual(['2026-12-07'])
    expect(await desk.renew(volunteer, barcode)).toBe('enough')
    await desk.takeBack(clerk, barcode)
    today = '2026-11-24'
  })

  test('is undone: the loan is due when it was, and may be renewed as often as before', async () => {
    const barcode = await anItem({ itemType: 'DVD' })
    await desk.lend(clerk, { patronId: ben, barcode })
    today = '2026-11-30'
    expect(await desk.undo(clerk, undoOf(await desk.renew(clerk, barcode)))).toBe(true)
    expect(await dueOf(ben)).toEqual(['2026-12-01'])
    expect(await desk.renew(clerk, barcode)).toMatchObject({ dueOn: '2026-12-07' })
    await desk.takeBack(clerk, barcode)
    today = '2026-11-24'
  })

  test('is refused for what is not out, and for what another customer waits for', async () => {
    const barcode = await anItem()
    expect(await desk.renew(clerk, barcode)).toBe('not-out')
    await desk.lend(clerk, { patronId: ben, barcode })
    const titleId = await titleOf(barcode)
    await library.act((trx) => placeHold(trx, library.ring, { patronId: ann, titleId }))
    expect(await desk.renew(clerk, barcode)).toBe('waited-for')
    expect(await desk.renew({ ...clerk, place: 'elsewhere' }, barcode)).toBe('not-here')
    await desk.takeBack(clerk, barcode)
  })
})

describe('the last scan', () => {
  test('that lent is undone as if it had never been: it is no loan, and counted nowhere', async () => {
    const barcode = await anItem()
    const before = { loans: await loansOf(ann), waiting: await waiting() }
    const lent = await desk.lend(clerk, { patronId: ann, barcode })
    expect(await loansOf(ann)).toBe(before.loans + 1)
    expect(await desk.undo(volunteer, undoOf(lent))).toBe(true)
    expect({ loans: await loansOf(ann), waiting: await waiting() }).toEqual(before)
    expect(await desk.takeBack(clerk, barcode)).toBe('not-out')
  })

  test('that took back is undone: the loan is there again, with its day, and is counted once it comes back', async () => {
    const barcode = await anItem()
    await desk.lend(clerk, { patronId: ben, barcode })
    const [before] = await library.links('loan').then((all) => all.filter(({ patron }) => patron === ben))
    const counted = await waiting()
    const back = await desk.takeBack(clerk, barcode)
    expect({ loans: await loansOf(ben), waiting: await waiting() }).toEqual({
      loans: 0,
      waiting: counted + 1,
    })
    expect(await desk.undo(clerk, undoOf(back))).toBe(true)
    const [again] = await library.links('loan').then((all) => all.filter(({ patron }) => patron === ben))
    expect({ ...again, id: '' }).toEqual({ ...before, id: '' })
    expect(await waiting()).toBe(counted)
    await desk.takeBack(clerk, barcode)
    expect(await waiting()).toBe(counted + 1)
  })

  test('is undone once, within five minutes, and not once the item went on', async () => {
    const barcode = await anItem()
    const lent = await desk.lend(clerk, { patronId: ann, barcode })
    const back = await desk.takeBack(clerk, barcode)
    expect(await desk.undo(clerk, undoOf(lent))).toBe(false)
    const toBen = await desk.lend(clerk, { patronId: ben, barcode })
    expect(await desk.undo(clerk, undoOf(back))).toBe(false)
    expect(await desk.undo(clerk, undoOf(toBen))).toBe(true)
    expect(await desk.undo(clerk, undoOf(toBen))).toBe(false)
    const late = await desk.lend(clerk, { patronId: ben, barcode })
    time.now = new Date(time.now.getTime() + 5 * 60_000 + 1)
    expect(await desk.undo(clerk, undoOf(late))).toBe(false)
    await desk.takeBack(clerk, barcode)
  })

  test('brings back what the patron had on hold of the title', async () => {
    const barcode = await anItem()
    const titleId = await titleOf(barcode)
    await library.act((trx) => placeHold(trx, library.ring, { patronId: ann, titleId }))
    const holds = async () => (await library.links('hold')).filter(({ title }) => title === titleId)
    const [before] = await holds()
    const lent = await desk.lend(clerk, { patronId: ann, barcode })
    expect(await holds()).toEqual([])
    await desk.undo(clerk, undoOf(lent))
    expect((await holds()).map((one) => ({ ...one, id: '' }))).toEqual([{ ...before, id: '' }])
  })

  test.each(['', 'x', '2026-11-24.AAAA', `0001-01-01.${'A'.repeat(1080)}`])(
    'is not undone by what was made elsewhere: %s',
    async (text) => {
      expect(await desk.undo(clerk, text)).toBe(false)
    },
  )

  test('is carried by a text that names no one and nothing, of one length', async () => {
    const [one, other] = [await anItem(), await anItem()]
    const lent = undoOf(await desk.lend(clerk, { patronId: ann, barcode: one }))
    const back = undoOf(await desk.takeBack(clerk, one))
    await desk.lend(clerk, { patronId: ben, barcode: other })
    expect(
      new Set([lent, back, undoOf(await desk.takeBack(clerk, other))].map(({ length }) => length)).size,
    ).toBe(1)
    const bytes = Buffer.from(lent.split('.')[1] ?? '', 'base64url').toString('latin1')
    expect(bytes).not.toContain(ann)
    expect(lent).not.toContain(normalizeCardNumber(one))
  })
})

test('a card that has expired lends nothing, whatever page was open for it, and places no reserve', async () => {
  const holds = new PatronHolds(
    withFactsOf({ app: it.database.app, ring: library.ring, pack: jensen, clock }),
  )
  const context = { actor: 'clerk-1', place: 'front-desk' }
  const barcode = await anItem()
  const titleId = await titleOf(barcode)
  await letExpire(ann, '2026-11-23')
  expect(await desk.lend(clerk, { patronId: ann, barcode })).toBe('card-expired')
  expect(await holds.place({ patronId: ann, titleId }, context)).toBe('card-expired')
  // Told before a title is looked for: no one chooses one in vain.
  expect(await holds.cardFault(ann, context)).toBe('card-expired')
  const unknown = randomUUID()
  expect(await desk.lend(clerk, { patronId: unknown, barcode })).toBe('not-on-file')
  expect(await holds.place({ patronId: unknown, titleId }, context)).toBe('not-on-file')
  await letExpire(ann, '2026-11-24')
  expect(await holds.cardFault(ann, context)).toBeUndefined()
  expect(await holds.place({ patronId: ann, titleId }, context)).toBe('placed')
  expect(await desk.lend(clerk, { patronId: ann, barcode })).toMatchObject({ item: { barcode } })
})
