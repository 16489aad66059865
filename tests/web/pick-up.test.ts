import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { signNow } from '../leak/sign-now.ts'
import { plant } from '../support/planted.ts'
import { pin, plantPin } from '../support/planted-pin.ts'
import { startHouse, type Tested } from './house.ts'
import { Visitor } from './visitor.ts'

let tested: Tested
let patronId: string
const card = '2900000000001'
const named = 'Kim Heron'

beforeAll(async () => {
  tested = await startHouse()
  const { it, house } = tested
  const who = { surname: 'Plover', firstName: 'Ida', card, born: '1980-05-06' }
  const id = await plant(it.database, house.ring, { ...who, waiting: ['Plover Waits'] })
  await plantPin(house, id)
  patronId = id
})
afterAll(() => tested?.close())

/** Each has a minute of their own: only so many sign-ins a minute pass from one place. */
const later = () => {
  tested.time.now = new Date(tested.time.now.getTime() + 60_000)
}

async function customer(): Promise<Visitor> {
  later()
  const visitor = new Visitor(tested.app())
  await visitor.get('/me/sign-in')
  await visitor.post('/me/sign-in', { card, pin })
  return visitor
}

async function staff(who: string, place: string): Promise<Visitor> {
  later()
  const visitor = new Visitor(tested.app())
  visitor.cookies.set('carrel-computer', await tested.computerAt(place))
  await visitor.signIn(who)
  return visitor
}

async function names(pickUp: string) {
  const visitor = await customer()
  await visitor.get('/me/choices')
  const [, opened = ''] = /name="opened" value="([^"]*)"/.exec(visitor.html) ?? []
  const sent = await visitor.post('/me/choices', {
    ...{ language: '', refuses: '', safe: '', alias: '', opened, pickUp },
  })
  expect(sent.status).toBe(303)
  return visitor
}

test('whom a customer named to pick up shows at the shelf and on the record, without a title, and on their own pages', async () => {
  const before = await staff('desk', 'front-desk')
  await before.post('/pick-up', { card })
  expect(before.text).not.toContain('May pick up')
  const own = await names(named)
  await own.get('/me/choices')
  expect(own.html).toContain(`value="${named}"`)
  await own.get('/me')
  expect(own.text).toContain(named)
  await own.get('/me/data/page')
  expect(own.text).toContain(named)
  const clerk = await staff('desk', 'front-desk')
  await clerk.post('/pick-up', { card })
  expect(clerk.text).toContain(`May pick up, with photo ID: ${named}`)
  expect(clerk.text).toContain('Do not say the title')
  expect(clerk.text).not.toContain('Plover')
  await clerk.post('/counter/card', { card })
  expect(clerk.text).toContain(`May pick up, with photo ID: ${named}`)
})

test('once it is ready, the record has the slip and what to do for whom the customer named', async () => {
  const { app, holds } = tested.house
  const titleId = randomUUID()
  await app.insertInto('title').values({ id: titleId, title: 'Plover Comes', author: null }).execute()
  await app.insertInto('item').values({ title_id: titleId, barcode: 'PW1' }).execute()
  expect(await holds.place({ patronId, titleId }, { actor: 'test', place: 'test' })).toBe('placed')
  const clerk = await staff('desk', 'front-desk')
  await clerk.post('/counter/card', { card })
  expect(clerk.text).not.toContain('is here without the card')
  await clerk.post('/reserves', { item: 'PW1' })
  const [alias = ''] = /[B-Z]{3}\d\d/.exec(clerk.text) ?? []
  await clerk.post('/counter/card', { card })
  expect(clerk.text).toContain(`If ${named} is here without the card`)
  expect(clerk.text).toContain(alias)
  await clerk.post('/reserves', { item: 'PW1' })
  const [, undo = ''] = /name="undo" value="([^"]*)"/.exec(clerk.html) ?? []
  await clerk.post('/reserves/undo', { undo, off: 'yes' })
  expect(clerk.text).toContain('It is off the reserve shelf')
  await clerk.post('/counter/card', { card })
  expect(clerk.text).not.toContain('is here without the card')
})

test('with their own photo ID in hand staff say so, and the customer reads it', async () => {
  const clerk = await staff('desk', 'front-desk')
  await clerk.post('/counter/name', { name: 'plover ida' })
  await clerk.post('/counter/customer', { id: patronId })
  expect(clerk.text).toContain('Someone else is here to pick up')
  await clerk.post('/counter/customer', { id: patronId, basis: 'pick-up' })
  expect(clerk.text).toContain(`May pick up, with photo ID: ${named}`)
  later()
  await signNow(tested)
  const own = await customer()
  await own.get('/me/seen')
  expect(own.text).toContain('Staff said someone else was there to pick up for you.')
  expect(own.html).toContain('/me/worry?about=views&amp;day=')
})

test('for someone else without the card, the page leads a clerk to the record by name, and a volunteer nowhere', async () => {
  const clerk = await staff('desk', 'front-desk')
  await clerk.get('/pick-up')
  expect(clerk.text).toContain('Ask for their own photo ID')
  const volunteer = await staff('volunteer', 'front-desk')
  await volunteer.get('/pick-up')
  expect(volunteer.text).not.toContain('Ask for their own photo ID')
})

test('it shows to no volunteer, on no call and to no one who asks, and is gone once the customer takes it back', async () => {
  const volunteer = await staff('volunteer', 'front-desk')
  await volunteer.post('/pick-up', { card })
  expect(volunteer.text).not.toContain(named)
  const clerk = await staff('desk', 'office')
  await clerk.post('/ask', { who: 'customer', how: 'here', card, checked: 'card', wants: '' })
  expect(clerk.text).toContain('Plover Waits')
  expect(clerk.text).not.toContain(named)
  await clerk.post('/calls/back', { card })
  expect(clerk.text).not.toContain(named)
  await names('')
  const after = await staff('desk', 'front-desk')
  await after.post('/pick-up', { card })
  expect(after.text).not.toContain('May pick up')
})
