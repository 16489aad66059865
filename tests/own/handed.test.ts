import { afterAll, beforeAll, expect, test } from 'vitest'
import { pin } from '../support/planted-pin.ts'
import { passphrase, startHouse, type Tested } from '../web/house.ts'
import { Visitor } from '../web/visitor.ts'

let tested: Tested

beforeAll(async () => {
  tested = await startHouse()
})
afterAll(() => tested.close())

async function clerk(): Promise<Visitor> {
  const visitor = new Visitor(tested.app())
  visitor.cookies.set('carrel-computer', await tested.computerAt('front-desk'))
  await visitor.signIn('desk')
  await visitor.get('/counter')
  return visitor
}

/** The screen, handed to a customer. */
async function handed(): Promise<Visitor> {
  const visitor = await clerk()
  await visitor.post('/counter/pin', { id: tested.child })
  await visitor.get('/handed/pin')
  return visitor
}

/** Where the counter leads; the page that asks for the passphrase is open then. */
async function isShut(visitor: Visitor): Promise<string | null> {
  const { headers } = await visitor.get('/counter')
  await visitor.get('/handed/back')
  return headers.get('location')
}

test('whoever holds a screen that was handed over gets nothing of the session without the clerk’s passphrase', async () => {
  const visitor = await handed()
  await visitor.post('/handed/back', {})
  expect(await isShut(visitor)).toBe('/handed/pin')
  await visitor.get('/handed/back')
  expect((await visitor.post('/handed/back', { passphrase: 'somebody else’s' })).status).toBe(422)
  expect(await isShut(visitor)).toBe('/handed/pin')
  expect((await visitor.post('/handed/back', { passphrase })).headers.get('location')).toBe('/counter')
  expect((await visitor.get('/counter')).status).toBe(200)
})

test('nor once the PIN is set, and no second PIN can be set for the one who went', async () => {
  const visitor = await handed()
  await visitor.post('/handed/pin', { pin, repeated: pin })
  expect(visitor.heading).toBe('Your PIN is set')
  expect(await isShut(visitor)).toBe('/handed/pin')
  const again = await visitor.post('/handed/pin', { pin: '846215', repeated: '846215' })
  expect(again.headers.get('location')).toBe('/handed/back')
  expect((await visitor.get('/handed/pin')).headers.get('location')).toBe('/handed/back')
  await visitor.get('/handed/back')
  await visitor.post('/handed/back', { passphrase })
  expect((await visitor.get('/counter')).status).toBe(200)
})

test('wrong passphrases are counted as tries of the sign-in, and after five not even the right one works', async () => {
  const visitor = await handed()
  await visitor.get('/handed/back')
  for (let wrong = 0; wrong < 5; wrong++) await visitor.post('/handed/back', { passphrase: 'wrong' })
  expect((await visitor.post('/handed/back', { passphrase })).status).toBe(422)
  tested.time.now = new Date(tested.time.now.getTime() + 19 * 60_000)
  await visitor.post('/handed/back', { passphrase })
  expect((await visitor.get('/counter')).status).toBe(200)
})
