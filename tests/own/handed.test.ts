import { afterAll, beforeAll, expect, test } from 'vitest'
import { eraseCheckoutHistory, startCheckoutHistory } from '../../src/circulation/checkout-history.ts'
import { issuePatronCode } from '../../src/patrons/self-service.ts'
import {
  addPatronCodeApp,
  choosePinByCode,
  patronHasCodeApp,
  signInWithPin,
} from '../../src/patrons/sign-in.ts'
import { newToken, tokenHash } from '../../src/platform/http/cookies.ts'
import { newCodeSecret } from '../../src/staff/second-factor.ts'
import { codeAt } from '../accounts/code.ts'
import { pin, plantPin } from '../support/planted-pin.ts'
import { cards, passphrase, startHouse, type Tested } from '../web/house.ts'
import { Visitor } from '../web/visitor.ts'

let tested: Tested

beforeAll(async () => {
  tested = await startHouse()
})
afterAll(() => tested.close())

/** A clerk who opened a record a moment ago, by which they act on it. */
async function clerk(of = tested.child): Promise<Visitor> {
  const visitor = new Visitor(tested.app())
  visitor.cookies.set('carrel-computer', await tested.computerAt('front-desk'))
  await visitor.signIn('desk')
  await visitor.get('/counter')
  await visitor.post('/counter/customer', { id: of, basis: 'in-hand' })
  return visitor
}

/** The screen, handed to a customer. */
async function handed(): Promise<Visitor> {
  const visitor = await clerk()
  await visitor.post('/counter/pin', { id: tested.child, checked: 'photo-id' })
  await visitor.get('/handed/pin')
  return visitor
}

/** Where the counter leads; the page that asks for the passphrase is open then. */
async function isShut(visitor: Visitor): Promise<string | null> {
  const { headers } = await visitor.get('/counter')
  await visitor.get('/handed/back')
  return headers.get('location')
}

test('a person who holds a screen that was handed over gets nothing of the session without the clerk’s passphrase', async () => {
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

const none = '00000000-0000-4000-8000-000000000000'

test('no screen is handed over before staff say what they checked, nor without a customer', async () => {
  const visitor = await clerk()
  await visitor.post('/counter/pin', { id: tested.child })
  expect(visitor.text).toContain('How did you confirm who they are?')
  expect((await visitor.get('/counter')).status).toBe(200)
  await visitor.post('/counter/pin', { id: none, checked: 'photo-id' })
  expect(visitor.heading).toBe('This is no longer on file')
  expect((await visitor.get('/counter')).status).toBe(200)
  await visitor.post('/counter/pin-code', { id: tested.child })
  expect(visitor.html).not.toContain('carrel-secret')
})

async function setByCode(typed: string): Promise<void> {
  const { house, child } = tested
  const by = { role: 'system', place: 'test' } as const
  const code = (await issuePatronCode(house, by, { patronId: child, use: 'pin', checked: 'photo-id' })) ?? ''
  expect(await choosePinByCode(house, { card: cards.child, code, pin: typed })).toBe('set')
}

async function history() {
  const { house, child } = tested
  const self = { role: 'patron', patronId: child, verified: ['card', 'pin'] } as const
  const { told } = await house.gate.own({ self, records: ['history'] })
  return told[0]?.opened.history
}

test('what they had is shut for seven days after staff helped with a PIN, neither shown nor erased', async () => {
  const { house, child, time } = tested
  time.today = '2026-12-10'
  await plantPin(house, child)
  await startCheckoutHistory(house, child)
  expect(await history()).toMatchObject({ kept: true })
  await setByCode('502846')
  expect(await history()).toEqual({ kept: false, opensOn: '2026-12-17', more: false, each: [] })
  await eraseCheckoutHistory(house, child, false)
  const customer = await signedIn('502846')
  await customer.get('/me/history')
  expect(customer.text).toContain('December 17, 2026')
  await customer.get('/me/data')
  expect(JSON.parse(customer.html)).toMatchObject({ history: null, historyOpensOn: '2026-12-17' })
  time.today = '2026-12-17'
  expect(await history()).toMatchObject({ kept: true })
})

test('at a page that was left open, what changes who gets in or what is kept asks for the PIN again', async () => {
  const { house, child, time } = tested
  const visitor = await signedIn('502846')
  const secret = newCodeSecret()
  const code = codeAt(secret, time.now)
  const send = async (path: string, fields: Record<string, string>) => {
    await visitor.get('/me')
    await visitor.post(path, fields)
  }
  await send('/me/second-step', { secret, code, old: '735190' })
  expect(await patronHasCodeApp(house, child)).toBe(false)
  for (const wrong of [{}, { old: '735190' }]) {
    await send('/me/phone-code', wrong)
    expect(visitor.html).not.toContain('carrel-secret')
    await send('/me/history', { do: 'stop', ...wrong })
    expect(visitor.text).toContain('Current PIN')
  }
  // Right ones are no wrong tries, however many.
  for (let each = 0; each < 6; each++) {
    await send('/me/phone-code', { old: '502846' })
    expect(visitor.html).toContain('carrel-secret')
  }
  await send('/me/second-step', { secret, code, old: '502846' })
  expect(await patronHasCodeApp(house, child)).toBe(true)
})

test('a code app outlives a PIN that staff helped with, and with it what they had stays open', async () => {
  const { house, child, time } = tested
  time.today = '2027-01-10'
  await plantPin(house, child)
  const secret = newCodeSecret()
  await addPatronCodeApp(house, { patronId: child, secret, code: codeAt(secret, time.now) })
  await setByCode('502846')
  const tokens = { tokenHash: tokenHash(newToken()), known: null }
  expect(await signInWithPin(house, { card: cards.child, pin: '502846', ...tokens })).toBe('code')
  expect(await history()).toMatchObject({ kept: true })

  // The phone is lost: an act of its own, with a photo ID, and what they had is shut.
  const visitor = await clerk()
  await visitor.post('/counter/app-lost', { id: child, checked: 'known-to-staff' })
  expect(await patronHasCodeApp(house, child)).toBe(true)
  await visitor.get('/counter')
  await visitor.post('/counter/app-lost', { id: child, checked: 'photo-id' })
  expect(await patronHasCodeApp(house, child)).toBe(false)
  expect(await history()).toMatchObject({ opensOn: '2027-01-17' })
  // Nor does an app of whoever is in now open it.
  await addPatronCodeApp(house, { patronId: child, secret, code: codeAt(secret, time.now) })
  expect(await history()).toMatchObject({ opensOn: '2027-01-17' })
})

async function signedIn(typed: string): Promise<Visitor> {
  const visitor = new Visitor(tested.app())
  await visitor.get('/me/sign-in')
  await visitor.post('/me/sign-in', { card: cards.child, pin: typed })
  return visitor
}

test('a code on paper is printed alone, by a button that only a script shows; without one a sentence says how', async () => {
  const visitor = await clerk()
  await visitor.get('/counter')
  await visitor.post('/counter/pin-code', { id: tested.child, checked: 'photo-id' })
  expect(visitor.html).toMatch(/<div class="carrel-prints">.*carrel-secret.*<\/div>/s)
  expect(visitor.html).toContain('data-print="true" hidden=""')
  expect(visitor.text).toContain('To print, press Ctrl+P')
})
