import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  eraseCheckoutHistory,
  eraseCheckoutLines,
  startCheckoutHistory,
} from '../../src/circulation/checkout-history.ts'
import { personOpener } from '../../src/gate/capabilities.ts'
import { CheckoutHistoryList } from '../../src/gate/checkout-history.ts'
import { inContext } from '../../src/platform/db/context.ts'
import { startHouse, type Tested } from '../web/house.ts'

let tested: Tested

beforeAll(async () => {
  tested = await startHouse()
})
afterAll(() => tested.close())

const clerk = { accountId: randomUUID(), role: 'desk', place: 'front-desk' } as const

async function borrowAndReturn(title: string, isUndone = false): Promise<string> {
  const { house, child } = tested
  const id = randomUUID()
  await house.app.insertInto('title').values({ id, title, author: null }).execute()
  await house.app.insertInto('item').values({ title_id: id, barcode: title }).execute()
  await house.desk.lend(clerk, { patronId: child, barcode: title })
  const back = await house.desk.takeBack(clerk, title)
  if (typeof back === 'string') throw new Error(back)
  if (isUndone) await house.desk.undo(clerk, back.undo)
  return back.undo
}

async function history() {
  const { house, child } = tested
  const self = { role: 'patron', patronId: child, verified: ['card', 'pin'] } as const
  const { told } = await house.gate.own({ self, records: ['history'] })
  return told[0]?.opened.history
}
const rows = () =>
  inContext(tested.house.app, { actor: 'test', place: 'test' }, (trx) =>
    trx.selectFrom('history').selectAll().orderBy('nth').execute(),
  )
const titles = async () => (await history())?.each.map(({ title }) => title)

test('nothing is kept but for who asked, from then on, and what was erased opens to no key that is left', async () => {
  const { house, child } = tested
  const list = new CheckoutHistoryList(house.ring, child)
  await borrowAndReturn('Before')
  expect(await history()).toEqual({ kept: false, more: false, each: [] })
  expect(await rows()).toEqual([])

  await startCheckoutHistory(house, child)
  await borrowAndReturn('First')
  await borrowAndReturn('Second')
  await borrowAndReturn('Undone', true)
  expect(await titles()).toEqual(['Second', 'First'])

  // One line: the other is sealed anew, and of the old rows none opens any more.
  const old = await rows()
  const first = (await history())?.each.find(({ title }) => title === 'First')
  await eraseCheckoutLines(house, child, [first?.id ?? ''])
  expect(await titles()).toEqual(['Second'])
  expect(list.versions).toEqual([2])
  for (const row of old) expect(() => list.open(personOpener(house.ring), row)).toThrow(/cannot be read/)

  // A return that is undone takes its line along, also where the list was sealed anew meanwhile.
  await borrowAndReturn('Erased')
  const undo = await borrowAndReturn('Undone Late')
  const erased = (await history())?.each.find(({ title }) => title === 'Erased')
  await eraseCheckoutLines(house, child, [erased?.id ?? ''])
  expect(await titles()).toEqual(['Undone Late', 'Second'])
  expect(await house.desk.undo(clerk, undo)).toBe(true)
  expect(await titles()).toEqual(['Second'])

  await eraseCheckoutHistory(house, child, true)
  expect(await titles()).toEqual([])
  await borrowAndReturn('Third')
  expect(await titles()).toEqual(['Third'])

  await eraseCheckoutHistory(house, child, false)
  expect(list.versions).toEqual([])
  expect(await rows()).toEqual([])
  await borrowAndReturn('After')
  expect(await history()).toEqual({ kept: false, more: false, each: [] })
})

test('a line that is kept says in the clear neither who nor what, and stands under no id of theirs', async () => {
  const { house, child } = tested
  await startCheckoutHistory(house, child)
  await borrowAndReturn('Kept')
  const [row] = await rows()
  const item = await house.app
    .selectFrom('item')
    .select(['id', 'title_id'])
    .where('barcode', '=', 'Kept')
    .executeTakeFirstOrThrow()
  const bytes = Buffer.concat([row?.kept ?? Buffer.alloc(0), row?.patron_index ?? Buffer.alloc(0)])
  for (const id of [child, item.id, item.title_id]) {
    expect(bytes.includes(id) || bytes.includes(Buffer.from(id.replaceAll('-', ''), 'hex'))).toBe(false)
    expect(row?.id).not.toBe(id)
  }
})

test('no one on staff is told of it, at any place', async () => {
  const { house, child } = tested
  for (const role of ['desk', 'director', 'counsel', 'trustee', 'volunteer'] as const) {
    const actor = { accountId: randomUUID(), role, place: 'office' }
    const { answer, told } = await house.gate.view({ actor, patron: { id: child }, records: ['history'] })
    expect([role, answer.may, told]).toEqual([role, [], []])
  }
})
