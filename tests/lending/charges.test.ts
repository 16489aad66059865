import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Charges } from '../../src/circulation/charges.ts'
import { Desk } from '../../src/circulation/desk.ts'
import { patronAccount } from '../../src/gate/patron-store.ts'
import { linkHandle, openLink } from '../../src/gate/sealed-link.ts'
import { type SmallLibrary, smallLibrary } from '../links/small-library.ts'
import { jensen } from '../policy/jensen-pack.ts'
import { startTestDatabase, type TestDatabase } from '../support/database.ts'
import { withFactsOf } from '../support/facts-of.ts'
import { openingKeys } from '../support/opening.ts'

const now = new Date('2026-11-24T15:00:00Z')
const clock = { now: () => now, today: () => '2026-11-24' }
const clerk = { accountId: 'clerk-1', role: 'desk', place: 'front-desk' } as const

let it: TestDatabase
let library: SmallLibrary
let charges: Charges
let desk: Desk
let ann: string
let ben: string

beforeAll(async () => {
  it = await startTestDatabase()
  library = await smallLibrary(it, { patrons: 2, items: 1 })
  ;[ann = '', ben = ''] = library.patrons.map(({ id }) => id)
  const parts = withFactsOf({ app: it.database.app, ring: library.ring, pack: jensen, clock })
  charges = new Charges(parts)
  desk = new Desk(parts)
})
afterAll(() => it?.close())

/** What the gate gives out beside the only loan or charge of a patron. */
const handleOf = (table: 'charge' | 'loan', patronId: string) =>
  library.act(async (trx) => {
    const keys = openingKeys(library.ring)
    const [row] = (await patronAccount(trx, patronId, keys))[`${table}s`]
    return row === undefined ? '' : linkHandle(keys, table, row, now)
  })
const owed = (patronId: string) =>
  library.act(async (trx) => {
    const keys = openingKeys(library.ring)
    const { charges: rows } = await patronAccount(trx, patronId, keys)
    return rows
      .map((row) => openLink(keys, 'charge', row))
      .map(({ kind, amountCents }) => `${kind} ${amountCents}`)
  })
const undo = (done: unknown) => desk.undo(clerk, (done as { undo: string }).undo)
/** A thing that is lent to Ann. */
async function lent(priceCents: number | null): Promise<string> {
  const barcode = randomUUID()
  const title = { id: randomUUID(), title: 'Owed For', author: null }
  await it.database.app.insertInto('title').values(title).execute()
  const item = { title_id: title.id, barcode, price_cents: priceCents }
  await it.database.app.insertInto('item').values(item).execute()
  await desk.lend(clerk, { patronId: ann, barcode })
  return barcode
}

describe('what is owed', () => {
  test('is charged, paid in part and in whole, and each of these is undone', async () => {
    const charged = await charges.charge(clerk, { patronId: ann, kind: 'damaged', cents: 450 })
    const first = await handleOf('charge', ann)
    const pay = (handle: string, cents: number) => charges.settle(clerk, { patronId: ann, handle, cents })
    expect(await pay(first, 451)).toBe('too-much')
    expect(await pay(first, 100)).toMatchObject({ leftCents: 350 })
    // The amount is another by now: a button that was pressed twice takes nothing twice.
    expect(await pay(first, 100)).toBe('gone')
    expect(await owed(ann)).toEqual(['damaged 350'])
    const all = await pay(await handleOf('charge', ann), 350)
    expect(all).toMatchObject({ leftCents: 0 })
    expect(await owed(ann)).toEqual([])
    expect([await undo(all), await undo(all)]).toEqual([true, false])
    expect(await owed(ann)).toEqual(['damaged 350'])
    // Something is paid of it: the charge is not what was made any more.
    expect(await undo(charged)).toBe(false)
    await pay(await handleOf('charge', ann), 350)
    const other = await charges.charge(clerk, { patronId: ann, kind: 'damaged', cents: 450 })
    expect([await undo(other), await undo(other)]).toEqual([true, false])
    expect(await owed(ann)).toEqual([])
  })

  test('is settled by a handle of that patron alone, by a person who sees what it is for', async () => {
    const charged = await charges.charge(clerk, { patronId: ann, kind: 'other', cents: 100 })
    const handle = await handleOf('charge', ann)
    expect(await charges.settle(clerk, { patronId: ben, handle, cents: 100 })).toBe('gone')
    for (const by of [
      { ...clerk, role: 'volunteer' },
      { ...clerk, role: 'trustee' },
      { ...clerk, place: 'elsewhere' },
    ] as const) {
      expect(await charges.settle(by, { patronId: ann, handle, cents: 100 })).toBe('not-here')
      expect(await charges.charge(by, { patronId: ann, kind: 'other', cents: 1 })).toBe('not-here')
    }
    await undo(charged)
  })

  test('is of a person on file, and for an item that the catalogue has', async () => {
    expect(await charges.charge(clerk, { patronId: randomUUID(), kind: 'other', cents: 1 })).toBe(
      'not-on-file',
    )
    const nothing = { patronId: ann, kind: 'damaged', cents: 1, barcode: 'nothing' } as const
    expect(await charges.charge(clerk, nothing)).toBe('no-such-item')
  })
})

describe('an undo', () => {
  const pay = async (cents: number) =>
    charges.settle(clerk, { patronId: ann, handle: await handleOf('charge', ann), cents })

  test('of a charge, or of what was given up as lost, takes no payment away: it is too late once a part is paid', async () => {
    const charged = await charges.charge(clerk, { patronId: ann, kind: 'damaged', cents: 1000 })
    const part = await pay(400)
    expect([await undo(charged), await owed(ann)]).toEqual([false, ['damaged 600']])
    // Once the payment is undone, it is the charge that was made, in another row: whoever charged may undo it by hand.
    expect([await undo(part), await undo(charged), await owed(ann)]).toEqual([true, false, ['damaged 1000']])
    await pay(1000)

    const barcode = await lent(900)
    const lost = await charges.lose(clerk, { patronId: ann, handle: await handleOf('loan', ann) })
    await pay(100)
    const states = async () => (await library.links('loan')).map(({ state }) => state)
    expect([await undo(lost), await owed(ann), await states()]).toEqual([false, ['lost 800'], ['lost']])
    await pay(800)
    expect(await desk.takeBack(clerk, barcode)).toBe('not-out')
  })

  test('acts once, and only on what it undid: an older one does not bring back what was paid since', async () => {
    await charges.charge(clerk, { patronId: ann, kind: 'other', cents: 500 })
    const first = await pay(200)
    const second = await pay(250)
    expect([await undo(first), await owed(ann)]).toEqual([false, ['other 50']])
    expect([await undo(second), await undo(second), await owed(ann)]).toEqual([true, false, ['other 300']])
    // The same amount is paid again, so that the charge says what it said: it is another payment for all that.
    const third = await pay(250)
    expect([await undo(second), await owed(ann)]).toEqual([false, ['other 50']])
    await undo(third)
    const all = await pay(300)
    expect(await undo(all)).toBe(true)
    await pay(300)
    expect([await undo(all), await undo(first), await owed(ann)]).toEqual([false, false, []])
  })

  test('of a lending or a renewal is too late once the item is given up as lost, and charged for', async () => {
    const barcode = randomUUID()
    const title = { id: randomUUID(), title: 'Owed For', author: null }
    await it.database.app.insertInto('title').values(title).execute()
    await it.database.app.insertInto('item').values({ title_id: title.id, barcode }).execute()
    const lending = await desk.lend(clerk, { patronId: ann, barcode })
    const renewal = await desk.renew(clerk, barcode)
    const lost = await charges.lose(clerk, {
      ...{ patronId: ann, handle: await handleOf('loan', ann), cents: 1500 },
    })
    expect([await undo(renewal), await undo(lending)]).toEqual([false, false])
    const states = async () => (await library.links('loan')).map(({ state }) => state)
    expect([await owed(ann), await states()]).toEqual([['lost 1500'], ['lost']])
    expect([await undo(lost), await undo(lost)]).toEqual([true, false])
    expect([await owed(ann), await states()]).toEqual([[], ['out']])
    const again = await desk.renew(clerk, barcode)
    expect([await undo(renewal), await undo(again), await undo(again)]).toEqual([false, true, false])
    await desk.takeBack(clerk, barcode)
  })
})

describe('a loan that is given up as lost', () => {
  const loans = async () => (await library.links('loan')).map(({ state }) => state)

  test('is charged at the catalogue’s price, and is over once that is paid; the payment is undone with it', async () => {
    const barcode = await lent(1500)
    expect(await charges.lose(clerk, { patronId: ann, handle: await handleOf('loan', ann) })).toMatchObject({
      undo: expect.any(String),
    })
    expect([await owed(ann), await loans()]).toEqual([['lost 1500'], ['lost']])
    const paid = await charges.settle(clerk, {
      ...{ patronId: ann, handle: await handleOf('charge', ann), cents: 1500 },
    })
    expect([await owed(ann), await loans()]).toEqual([[], []])
    expect(await undo(paid)).toBe(true)
    expect([await owed(ann), await loans()]).toEqual([['lost 1500'], ['lost']])
    await charges.settle(clerk, { patronId: ann, handle: await handleOf('charge', ann), cents: 1500 })
    expect(await desk.takeBack(clerk, barcode)).toBe('not-out')
  })

  test('needs an amount where the catalogue has no price, and is out again once that is undone', async () => {
    const barcode = await lent(null)
    const handle = await handleOf('loan', ann)
    expect(await charges.lose(clerk, { patronId: ann, handle })).toBe('no-price')
    const lost = await charges.lose(clerk, { patronId: ann, handle, cents: 900 })
    expect(await charges.lose(clerk, { patronId: ann, handle, cents: 900 })).toBe('gone')
    expect([await undo(lost), await undo(lost)]).toEqual([true, false])
    expect([await owed(ann), await loans()]).toEqual([[], ['out']])
    await desk.takeBack(clerk, barcode)
  })
})
