import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { actors, plantCase, takeAll } from './cases-planted.ts'
import { cards, passphrase, startHouse, type Tested } from './house.ts'
import { Visitor } from './visitor.ts'

let tested: Tested

beforeAll(async () => {
  tested = await startHouse('http://127.0.0.1:8080', { countsReadings: true })
  const { app } = tested.house
  const id = randomUUID()
  await app.insertInto('title').values({ id, title: 'Growing Tomatoes', author: null }).execute()
  await app.insertInto('item').values({ title_id: id, barcode: 'B1', item_type: 'BK' }).execute()
})
afterAll(() => tested?.close())

async function atTheDesk(name: string): Promise<Visitor> {
  const visitor = new Visitor(tested.app())
  visitor.cookies.set('carrel-computer', await tested.computerAt('front-desk'))
  await visitor.signIn(name)
  return visitor
}

/** What a script does: it counts card numbers upward. */
async function countsUp(visitor: Visitor, from = 0): Promise<number> {
  for (let nth = from; nth < from + 60; nth++) {
    const card = `2400000000${String(nth).padStart(4, '0')}`
    if ((await visitor.post('/counter/card', { card })).status === 429) return nth - from
  }
  return 60
}

test('a clerk who opens records like a script reads what to do, goes on with the passphrase, and the Director knows', async () => {
  const clerk = await atTheDesk('desk')
  await clerk.get('/lend')
  await clerk.post('/lend/card', { card: cards.parent })
  const patron = /name="patron" value="([^"]+)"/.exec(clerk.html)?.[1] ?? ''
  await clerk.post('/lend/item', { patron, item: 'B1' })
  expect(clerk.text).toContain('Checked out: Growing Tomatoes')
  await clerk.get('/counter')
  expect(await countsUp(clerk)).toBeLessThan(25)
  expect(clerk.heading).toBe('Too many records in a short time')
  expect(clerk.text).toContain('This record was not opened. Enter your passphrase to continue.')
  expect(clerk.text).not.toContain('Sparrow')

  const sameAccount = await atTheDesk('desk')
  await sameAccount.get('/counter')
  expect((await sameAccount.post('/counter/card', { card: '24000000009999' })).status).toBe(429)
  expect(sameAccount.text).not.toContain('is not on file')

  // Someone hands a book back meanwhile.
  await clerk.get('/return')
  expect((await clerk.post('/return', { item: 'B1' })).status).toBe(200)
  expect(clerk.text).toContain('Growing Tomatoes')
  // And whose record was open a moment ago is still served.
  await clerk.get('/counter')
  expect((await clerk.post('/counter/card', { card: cards.parent })).status).toBe(200)

  expect((await clerk.post('/counter/card', { card: '24000000000034' })).status).toBe(429)
  const again = await clerk.post('/account/again', { passphrase, back: 'records' })
  expect(again.headers.get('location')).toBe('/counter')
  await clerk.get('/counter')
  expect((await clerk.post('/counter/card', { card: '24000000000034' })).status).toBe(200)

  await clerk.get('/counter')
  expect(await countsUp(clerk, 5000)).toBeLessThan(10)
  expect(clerk.text).toMatch(/You can open another one at 9:10 a\.m\./)
  expect(clerk.text).not.toContain('Passphrase')
  tested.time.now = new Date(tested.time.now.getTime() + 10 * 60_000)
  await clerk.get('/counter')
  expect((await clerk.post('/counter/card', { card: cards.child })).status).toBe(200)

  const director = await atTheDesk('director')
  await director.get('/')
  expect(director.text).toContain(
    'Test desk opened more records in a short time than desk work usually needs',
  )
  expect(director.text.split('Test desk opened more records')).toHaveLength(2)
  for (const other of ['desk', 'volunteer', 'counsel']) {
    const visitor = await atTheDesk(other)
    await visitor.get('/')
    expect(visitor.text).not.toContain('opened more records')
  }
})

test('acts that tell whose a number is, or that it is on file, count as its record does', async () => {
  const volunteer = await atTheDesk('volunteer')
  await volunteer.get('/counter/lost')
  let told = 0
  for (let nth = 0; nth < 60; nth++) {
    const card = `2500000000${String(nth).padStart(4, '0')}`
    if ((await volunteer.post('/counter/lost', { card, sure: 'yes' })).status !== 429) told++
  }
  expect(told).toBeLessThan(25)
  expect(volunteer.heading).toBe('Too many records in a short time')

  const guarded = await atTheDesk('director')
  await guarded.get('/counter')
  await guarded.post('/counter/card', { card: cards.child })
  const id = /name="id" value="([^"]+)"/.exec(guarded.html)?.[1] ?? ''
  let added = 0
  for (let nth = 0; nth < 60; nth++) {
    const card = `2600000000${String(nth).padStart(4, '0')}`
    const fields = { id, card, sent: 'yes', identity: 'photo-id', relation: 'same-address' }
    if ((await guarded.post('/counter/guardian-add', fields)).status !== 429) added++
  }
  expect(added).toBeLessThan(25)
  expect(guarded.heading).toBe('Too many records in a short time')
  tested.time.now = new Date(tested.time.now.getTime() + 11 * 60_000)
})

test('card numbers that are typed in a case count too, since the case then names whose they are', async () => {
  const { director } = await actors(tested)
  const reference = await plantCase(tested, 'process')
  await tested.house.cases.look(director, reference)
  const read = {
    instrument: 'court-order',
    court: 'County Court',
    number: 'CR 26-7',
    federal: false,
  } as const
  await takeAll(tested, reference, [[director, { what: 'paper-read', ...read }]])
  const counting = await atTheDesk('director')
  const at = `/cases/${reference}`
  await counting.get(at)
  let named = 0
  for (let nth = 10; nth < 35; nth++) {
    const scope = { step: 'scope-set', cards: `240000000000${nth}`, records: 'loans', from: '', until: '' }
    if ((await counting.post(at, scope)).status === 429) break
    named++
    await counting.get(at)
  }
  expect(named).toBeLessThan(25)
  expect(counting.heading).toBe('Too many records in a short time')
  tested.time.now = new Date(tested.time.now.getTime() + 11 * 60_000)
})

test('it is told in Spanish too', async () => {
  const clerk = await atTheDesk('volunteer')
  await clerk.get('/counter')
  clerk.cookies.set('carrel-language', 'es')
  await countsUp(clerk)
  expect(clerk.heading).toBe('Demasiados expedientes en poco tiempo')
  expect(clerk.text).toContain('Escriba su contraseña para continuar.')
})
