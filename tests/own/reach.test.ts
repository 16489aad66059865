import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { planCall } from '../support/planned-call.ts'
import { plant } from '../support/planted.ts'
import { pin, plantPin } from '../support/planted-pin.ts'
import { startHouse, type Tested } from '../web/house.ts'
import { Visitor } from '../web/visitor.ts'

let tested: Tested
let customerId = ''
const card = '2900000000051'
const phones = { shared: '402-555-0151' }
const mail = 'mine@example.org'

beforeAll(async () => {
  tested = await startHouse()
  const { it, house } = tested
  customerId = await plant(it.database, house.ring, {
    ...{ surname: 'Egret', firstName: 'Ida', card, phone: phones.shared, emails: [mail], born: '1980-05-06' },
    loans: [{ title: 'Egret Overdue', dueOn: '2026-11-01' }],
  })
  await plantPin(house, customerId)
})
afterAll(() => tested?.close())

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

async function clerkAt(place: string): Promise<Visitor> {
  later()
  const visitor = new Visitor(tested.app())
  visitor.cookies.set('carrel-computer', await tested.computerAt(place))
  await visitor.signIn('desk')
  return visitor
}

async function chooses(visitor: Visitor, more: Record<string, string | readonly string[]>) {
  await visitor.get('/me/choices')
  const [, opened = ''] = /name="opened" value="([^"]*)"/.exec(visitor.html) ?? []
  return visitor.post('/me/choices', {
    ...{ language: '', refuses: '', safe: '', alias: '', opened },
    ...more,
  })
}

test('half an address is refused and stays typed, and what is not on file counts for nothing', async () => {
  const own = await customer()
  expect(await chooses(own, { mailStreet: 'Box 77' })).toMatchObject({ status: 422 })
  expect(own.text).toContain('Type both lines of the address, or leave both blank')
  expect(own.html).toContain('value="Box 77"')
  expect(await chooses(own, { only: ['', 'someone@example.net'] })).toMatchObject({ status: 303 })
  await own.get('/me/data/page')
  expect(own.text).not.toContain('The library may use only')
})

test('an address in place of theirs is what staff see, and theirs is on no screen but their own copy and the form that edits it', async () => {
  const own = await customer()
  const sent = await chooses(own, { mailStreet: 'Box 77', mailTown: 'Kearney NE 68847', only: ['', mail] })
  expect(sent.status).toBe(303)
  await own.get('/me/choices')
  expect(own.html).toMatch(/value="mine@example.org"[^>]*checked|checked[^>]*value="mine@example.org"/)
  await own.get('/me/data/page')
  expect(own.text).toContain('Box 77, Kearney NE 68847')
  expect(own.text).toContain('Sod House')
  const clerk = await clerkAt('office')
  await clerk.post('/counter/card', { card })
  expect(clerk.text).toContain('Letters go to Box 77')
  expect(clerk.text).not.toContain('Sod House')
  expect(clerk.text).toContain(`${phones.shared} (do not use)`)
  // A stale form does not put it back.
  const stale = await chooses(own, { opened: 'x'.repeat(22) })
  expect(stale.status).toBe(409)
})

test('a number that may not be used is not dialed, no matter who planned the call and who asked for it', async () => {
  const { it, house } = tested
  await planCall(it.database, house.ring, { patron: customerId, kind: 'overdue', on: '2026-11-24' })
  tested.time.now = new Date('2026-11-24T15:00:00Z')
  const clerk = await clerkAt('office')
  await clerk.post('/calls/next')
  expect(clerk.text).toContain('There are no more calls to make today.')
  await clerk.post('/calls/back', { card })
  expect(clerk.text).toContain('There is no number on file that may be dialed.')
  expect(clerk.text).not.toContain(phones.shared)
})

test('a guardian is called back only at a number that may be used', async () => {
  const { it, house } = tested
  const child = async (only: string) => {
    const number = `29000${String(Math.random()).slice(2, 11)}`
    const parent = await plant(it.database, house.ring, {
      ...{
        surname: 'Egret',
        firstName: 'Ada',
        card: randomUUID(),
        phone: '402-555-0161',
        reach: { only: [only] },
      },
    })
    await plant(it.database, house.ring, {
      ...{ surname: 'Egret', firstName: 'Bo', card: number, born: '2015-05-06', phone: '' },
      guarantor: { id: parent, liable: true },
      charges: [{ kind: 'damaged', cents: 450, title: 'Egret Torn' }],
    })
    return number
  }
  const clerk = await clerkAt('office')
  await clerk.post('/calls/back', { card: await child('402-555-0199'), who: 'guardian' })
  expect(clerk.text).toContain('There is no parent or guardian whom you may call back.')
  await clerk.post('/calls/back', { card: await child('402-555-0161'), who: 'guardian' })
  expect(clerk.text).toContain('402-555-0161')
})

test('a limit to an address that came off the record is said on their pages, and saving something else does not lift it', async () => {
  const { it, house } = tested
  const gone = 'gone@example.org'
  const card = '2900000000052'
  const id = await plant(it.database, house.ring, {
    ...{ surname: 'Egret', firstName: 'Una', card, phone: '402-555-0171', reach: { only: [gone] } },
  })
  await plantPin(house, id)
  later()
  const own = new Visitor(tested.app())
  await own.get('/me/sign-in')
  await own.post('/me/sign-in', { card, pin })
  for (const path of ['/me', '/me/choices']) {
    await own.get(path)
    expect(own.text, path).toContain('So we do not call you or send you messages.')
  }
  expect(own.text).toContain(`${gone} (no longer on your record)`)
  const kept = [...own.html.matchAll(/<input(?=[^>]*name="only")(?=[^>]*checked)[^>]*value="([^"]*)"/g)]
  expect(kept.map(([, value]) => value)).toEqual([gone])
  const saved = await chooses(own, { alias: 'plover', pickUp: 'Lena Brandt', only: ['', gone] })
  expect(saved.status).toBe(303)
  await own.get('/me/choices?done')
  expect(own.text).toContain('Lena Brandt may pick up your reserves for you')
  expect(own.text).not.toContain('You did not limit which')
  await own.get('/me')
  expect(own.text).toContain('402-555-0171 (do not use)')
})

test('their pages say beforehand that an address which they take off is written to once, also one that may not be used', async () => {
  const own = await customer()
  await own.get('/me/choices')
  expect(own.text).toContain('we write to it once to say so, even if it is not checked here')
  await own.get('/me/correct')
  expect(own.text).toContain('We write once to an address that you take off')
})

test('at a computer of the library the copy of it all is saved only after a warning that the file stays', async () => {
  const own = await customer()
  await own.get('/me/data')
  expect(own.html).toContain('Egret')
  own.cookies.set('carrel-computer', await tested.computerAt('public-area'))
  await own.get('/me/sign-in')
  await own.post('/me/sign-in', { card, pin })
  for (const path of ['/me/data', '/me/data/page']) {
    const asked = await own.get(path)
    expect(asked.headers.get('content-disposition')).toBeNull()
    expect(own.heading).toBe('This computer is shared')
    expect(own.text).not.toContain('Egret')
    const saved = await own.get(`${path}?save=yes`)
    expect(saved.headers.get('content-disposition')).toContain('attachment')
    expect(own.html).toContain('Egret')
  }
})
